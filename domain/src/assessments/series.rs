//! Audits of a project one after another: how far each moved, what makes two hard to compare, and each category over time.

use super::{Rating, Weight};
use crate::scoring::{Move, ScoringRule, Share, score_rated};
use crate::text::{Title, match_key};
use crate::time::ReportDate;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What a series needs of a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// As shown.
    pub name: Title,
    /// How much it counts.
    pub weight: Option<Weight>,
    /// The rating.
    pub rating: Rating,
}

/// One audit of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What it is ordered by; `None` where it cannot be read as a date.
    pub date: Option<ReportDate>,
    /// Whether it says how the project stands; else nothing steps to it or from it.
    pub counts: bool,
    /// Version of the rule it is scored with.
    pub rule_version: u32,
    /// The target of that rule, in percent.
    pub target: Option<Decimal>,
    /// The computed score.
    pub overall: Option<Share>,
    /// Name and share of each category, in order; `None` for what is not counted.
    pub shares: Vec<(Title, Option<Share>)>,
}

impl Standing {
    /// Scores what was rated under the rule that holds for it.
    #[must_use]
    pub fn of(date: Option<ReportDate>, counts: bool, rated: &[Rated], rule: &ScoringRule) -> Self {
        Self {
            date,
            counts,
            rule_version: rule.version,
            target: rule.target,
            overall: score_rated(rated, rule).overall,
            shares: rated.iter().map(|row| (row.name.clone(), rule.share(&row.rating))).collect(),
        }
    }
}

/// From one audit to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// How far the score moved since the last audit that has one.
    pub moved: Option<Move>,
    /// The version of the scoring rule, where it is another one than that of the audit before.
    pub new_rule: Option<u32>,
    /// The target in percent, where it is another one than that of the audit before; `None` in it where there is none any more.
    pub new_target: Option<Option<Decimal>>,
}

impl Step {
    /// What makes this audit hard to compare with the one before, in words: “scoring rule 2, target 80”.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let rule = self.new_rule.map(|version| format!("scoring rule {version}"));
        let target =
            self.new_target.map(|target| target.map_or_else(|| "no target".to_owned(), |target| format!("target {}", target.normalize())));
        let parts: Vec<String> = [rule, target].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// The step to each audit, oldest first as they come; the first one has nothing before it.
#[must_use]
pub fn steps(audits: &[Standing]) -> Vec<Step> {
    let mut scored: Option<&Share> = None;
    let mut before: Option<&Standing> = None;
    let mut steps = Vec::with_capacity(audits.len());
    for audit in audits {
        if !audit.counts {
            steps.push(Step::default());
            continue;
        }
        steps.push(Step {
            moved: audit.overall.as_ref().zip(scored).map(|(now, before)| now.moved_from(before)),
            new_rule: before.filter(|before| before.rule_version != audit.rule_version).map(|_| audit.rule_version),
            new_target: before.filter(|before| before.target != audit.target).map(|_| audit.target),
        });
        scored = audit.overall.as_ref().or(scored);
        before = Some(audit);
    }
    steps
}

/// One category over the audits that rate it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// As the newest audit that has it calls it.
    pub name: Title,
    /// Place of the audit in the series and the share it gives, oldest first; only audits that rate it.
    pub points: Vec<(usize, Share)>,
    /// Whether the newest audit has it.
    pub current: bool,
}

impl Series {
    /// The last share that is known.
    #[must_use]
    pub fn latest(&self) -> Option<&Share> {
        self.points.last().map(|(_, share)| share)
    }

    /// How far the last share moved from the one before.
    #[must_use]
    pub fn moved(&self) -> Option<Move> {
        match self.points.as_slice() {
            [.., (_, before), (_, last)] => Some(last.moved_from(before)),
            _ => None,
        }
    }
}

/// Each category over time: those of the newest audit in its order, then those that only older ones have. `audits` are oldest
/// first. Names that differ in case, numbering or punctuation are one; of two with one name in one audit, the first counts.
#[must_use]
pub fn by_category(audits: &[Standing]) -> Vec<Series> {
    let (mut found, mut place_of): (Vec<Series>, HashMap<String, usize>) = (Vec::new(), HashMap::new());
    for (newness, (place, audit)) in audits.iter().enumerate().rev().filter(|(_, audit)| audit.counts).enumerate() {
        for (name, share) in &audit.shares {
            let key = match_key(name.as_str());
            let key = if key.is_empty() { name.as_str().to_lowercase() } else { key };
            let at = *place_of.entry(key).or_insert_with(|| {
                found.push(Series { name: name.clone(), points: Vec::new(), current: newness == 0 });
                found.len() - 1
            });
            let Some((series, share)) = found.get_mut(at).zip(share.clone()) else { continue };
            if series.points.last().is_none_or(|(last, _)| *last != place) {
                series.points.push((place, share));
            }
        }
    }
    for series in &mut found {
        series.points.reverse();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessments::Points;

    fn audit(date: &str, rows: &[(&str, Option<i64>)], rule: &ScoringRule) -> Standing {
        let rating = |value: &Option<i64>| match value {
            Some(value) => Rating::Points(Points::new((*value).into(), Decimal::ONE_HUNDRED).unwrap()),
            None => Rating::NotRated,
        };
        let rated: Vec<Rated> =
            rows.iter().map(|(name, value)| Rated { name: name.parse().unwrap(), weight: None, rating: rating(value) }).collect();
        Standing::of(Some(date.parse().unwrap()), true, &rated, rule)
    }

    #[test]
    fn nothing_steps_to_or_from_an_audit_that_does_not_count() {
        let rule = ScoringRule::default();
        let mut audits = [55, 5, 60].map(|value| audit("2031-01-01", &[("Heat", Some(value))], &rule));
        audits[1].counts = false;
        let moved: Vec<_> = steps(&audits).into_iter().map(|step| step.moved.map(|moved| moved.points(2))).collect();
        assert_eq!(moved, [None, None, Some("+5".to_owned())]);
        assert_eq!(by_category(&audits)[0].points.len(), 2);
    }

    #[test]
    fn a_step_leads_from_the_last_audit_that_has_a_score() {
        let rule = ScoringRule::default();
        let audits = [
            audit("2031-01-01", &[("Heat", Some(55))], &rule),
            audit("2031-02-01", &[("Heat", None)], &rule),
            audit("2031-03-01", &[("Heat", Some(50))], &rule),
        ];
        let moved: Vec<_> = steps(&audits).into_iter().map(|step| step.moved.map(|moved| moved.points(2))).collect();
        assert_eq!(moved, [None, None, Some("−5".to_owned())]);
        assert!(steps(&audits).iter().all(|step| step.note().is_none()));
        assert!(steps(&[]).is_empty());
    }

    #[test]
    fn a_change_of_rule_or_target_is_noted_where_it_first_holds() {
        let old = ScoringRule::default();
        let new = ScoringRule { version: 2, target: Some(80.into()), ..old.clone() };
        let rows = [("Heat", Some(55))];
        let audits = [audit("2031-01-01", &rows, &old), audit("2031-02-01", &rows, &new), audit("2031-03-01", &rows, &new)];
        let notes: Vec<_> = steps(&audits).iter().map(Step::note).collect();
        assert_eq!(notes, [None, Some("scoring rule 2, target 80".to_owned()), None]);
    }

    #[test]
    fn categories_are_followed_by_their_folded_name_those_of_the_newest_audit_first() {
        let rule = ScoringRule::default();
        let audits = [
            audit("2031-01-01", &[("Gone", Some(10)), ("1. Heat", Some(55)), ("Heat", Some(99))], &rule),
            audit("2031-02-01", &[("HEAT", None), ("Door", Some(70))], &rule),
            audit("2031-03-01", &[("Door", Some(75)), ("Heat", Some(60))], &rule),
        ];
        let got = by_category(&audits);
        let names: Vec<_> = got.iter().map(|series| (series.name.as_str(), series.current)).collect();
        assert_eq!(names, [("Door", true), ("Heat", true), ("Gone", false)]);
        let heat: Vec<_> = got[1].points.iter().map(|(place, share)| (*place, share.to_string())).collect();
        assert_eq!(heat, [(0, "55".to_owned()), (2, "60".to_owned())]);
        assert_eq!(got[0].moved().unwrap().points(0), "+5");
        assert_eq!((got[2].moved(), got[2].latest().unwrap().to_string()), (None, "10".to_owned()));
    }
}
