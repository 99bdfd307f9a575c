//! Figures and short phrases that several parts use.

use super::make::{capital, count};
use crate::assessments::StatedScore;
use crate::exports::{Audit, Dossier, Goal, Past};
use crate::gates::{Demand, State};
use crate::projects::Words;
use crate::scoring::{Share, Shift, Standing};
use crate::text::Title;
use crate::time::ReportDate;
use rust_decimal::Decimal;

/// The score as it is shown: as computed, else as the report states it.
pub(super) fn score(audit: &Audit) -> Option<String> {
    let computed = audit.score.overall.as_ref().map(|share| format!("{} %", audit.rule.rounded(share)));
    computed.or_else(|| audit.assessment.stated.overall.as_ref().map(stated))
}

/// A stated score with its unit: `62.5 %`, `7.5 of 10`.
pub(super) fn stated(score: &StatedScore) -> String {
    if score.max == Decimal::ONE_HUNDRED { format!("{score} %") } else { score.to_string() }
}

/// Whether the score is only what the report states.
pub(super) const fn is_stated(audit: &Audit) -> bool {
    audit.score.overall.is_none() && audit.assessment.stated.overall.is_some()
}

/// How the computed score moved since the audit before, such as `+3.5`; `None` where one of them has none.
pub(super) fn moved(dossier: &Dossier) -> Option<String> {
    let told = dossier.changes.as_ref().and_then(|changes| changes.score.moved.as_ref()).map(|moved| moved.points(2));
    told.or_else(|| match (dossier.audit.as_ref(), dossier.past.as_slice()) {
        (Some(audit), [.., before, last]) if audit.score.overall.is_some() => delta(before, last),
        _ => None,
    })
}

/// From one audit to the next in points, where both scores came about in the same way.
pub(super) fn delta(before: &Past, after: &Past) -> Option<String> {
    let share = |past: &Past| Share::of(past.score.into(), Decimal::from(10_000));
    let (was, is) = (share(before)?, share(after)?);
    (before.stated == after.stated).then(|| Shift::between(Some(&was), Some(&is)).points(2))
}

/// Hundredths of a percent as percent: `92.15`.
pub(super) fn percent(hundredths: u32) -> String {
    Decimal::new(hundredths.into(), 2).normalize().to_string()
}

/// `1 point`, `+3.5 points`.
pub(super) fn points(figure: &str) -> String {
    let one = figure.trim_start_matches(['+', '−']) == "1";
    format!("{figure} {}", if one { "point" } else { "points" })
}

/// What is missing, to be followed by “missing”; `None` where nothing is. Never “0 points”: less than is shown says so.
pub(super) fn short(distance: &Share) -> Option<String> {
    let figure = distance.to_string();
    match (distance.fraction().as_str(), figure.as_str()) {
        ("0/1", _) => None,
        (_, "0") => Some("Less than 0.01 points are".to_owned()),
        (_, "1") => Some("1 point is".to_owned()),
        _ => Some(format!("{figure} points are")),
    }
}

/// The date of an audit; a report need not say it.
pub(super) fn date(date: Option<ReportDate>) -> String {
    date.map_or_else(|| "without a date".to_owned(), |date| date.to_string())
}

/// A demand in the words of the project: its own word for a tier.
pub(super) fn demand(words: &Words, demand: &Demand) -> String {
    match demand {
        Demand::NoOpenBlocker { tier } if tier.number() == 1 => format!("no open blocker of {}", words.tier_in_sentence(*tier)),
        Demand::NoOpenBlocker { tier } => format!("no open blocker up to {}", words.tier_in_sentence(*tier)),
        other => other.to_string(),
    }
}

/// The same with a capital letter first.
pub(super) fn rule(words: &Words, of: &Demand) -> String {
    capital(&demand(words, of))
}

/// What keeps the gate from saying go: the first rule that does not hold, and how many more there are.
pub(super) fn held(words: &Words, goal: &Goal) -> String {
    let mut open = goal.rules.iter().filter(|row| row.state != State::Holds);
    let capping = goal.standing.capping();
    match (open.next(), open.count()) {
        _ if goal.rules.is_empty() => "it has no rules".to_owned(),
        (None, _) if capping == 0 => "nothing".to_owned(),
        (None, _) => count(capping, "open blocker", "open blockers"),
        (Some(first), 0) => format!("{}: {}", demand(words, &first.rule.demand), first.found),
        (Some(first), more) => format!("{}: {}; and {more} more", demand(words, &first.rule.demand), first.found),
    }
}

/// The tiers that cap a verdict: `tier 1 and tier 2`.
pub(super) fn tiers(words: &Words, standing: &Standing) -> String {
    let names: Vec<String> = standing.by.iter().map(|(tier, _)| words.tier_in_sentence(*tier)).collect();
    super::make::and(&names)
}

/// The title of an audit with its date.
pub(super) fn audit(title: &Title, date: Option<ReportDate>) -> String {
    format!("{title}, {}", self::date(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_never_nothing_unless_nothing_is() {
        let short = |part: i64, whole: i64| short(&Share::of(part.into(), whole.into()).unwrap());
        assert_eq!(short(0, 1), None);
        assert_eq!(short(1, 1_000_000).as_deref(), Some("Less than 0.01 points are"));
        assert_eq!((short(1, 100).as_deref(), short(5, 200).as_deref()), (Some("1 point is"), Some("2.5 points are")));
        assert_eq!((points("−1"), points("±0"), points("+3.5")), ("−1 point".into(), "±0 points".into(), "+3.5 points".into()));
    }

    #[test]
    fn scores_of_different_kinds_are_no_move() {
        let past = |score, stated| Past { title: Title::untitled(), date: String::new(), day: 0, score, stated };
        assert_eq!(delta(&past(5_000, false), &past(4_875, false)).as_deref(), Some("−1.25"));
        assert_eq!(delta(&past(5_000, true), &past(4_875, true)).as_deref(), Some("−1.25"));
        assert_eq!(delta(&past(5_000, true), &past(4_875, false)), None);
    }

    #[test]
    fn a_stated_score_has_its_unit() {
        let of = |max: i64| stated(&StatedScore::new(Decimal::new(75, 1), Decimal::from(max)));
        assert_eq!((of(100), of(10)), ("7.5 %".to_owned(), "7.5 of 10".to_owned()));
    }
}
