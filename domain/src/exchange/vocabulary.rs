//! The words reports use: what headings announce, what verdicts and states are called.
//!
//! English here, other languages in files of their own, by topic; what Chinese, Japanese and Korean say is set there sign by
//! sign, as [`super::inline::words`] sets it. Words of general use only: nothing here may come
//! from one report alone. All functions take words as [`super::inline::words`] makes them.

mod english;
mod heads;
pub(super) mod keys;
mod months;
mod states;
mod topics;

pub(super) use heads::{FOREIGN_HEADS, FOREIGN_ITEMS};
pub(super) use months::MONTHS;
pub(super) use states::LEVELS as FOREIGN_LEVELS;

use super::inline::words;
pub(super) use super::phrases::has;
use super::phrases::{Found, Lists};
use english::{
    BLOCKERS, BLOCKING_KIND, BLOCKING_NOUN, CRITERIA, CRITICAL_WHAT, DECISION, DONE, GAPS, MUST, OVERALL_OF, PLAN, RISKS, SCORES,
    STRENGTHS, UNDONE, VERDICT, VERIFICATION,
};
use std::sync::LazyLock;
use topics::FOREIGN_TOPICS;

/// What a heading or label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// What stands in the way.
    Blockers,
    /// The risk register.
    Risks,
    /// What is done well, or done at last.
    Strengths,
    /// What is missing or wrong.
    Gaps,
    /// What is to be done, and when.
    Plan,
    /// Acceptance criteria.
    Criteria,
    /// Commands that check claims.
    Verification,
    /// The verdict.
    Decision,
    /// Scores.
    Scores,
}

/// What words of a heading say, before it is weighed what that means for all of it.
#[derive(Clone, Copy)]
enum Said {
    Criteria,
    Blockers,
    NoBlockers,
    Blocking,
    NotBlocking,
    BlockingWhat,
    BlockingKind,
    TopTier,
    Mitigation,
    RisksToo,
    Risks,
    Strengths,
    Verification,
    Decision,
    Plan,
    Gaps,
    Scores,
    Needed,
    Done,
    Undone,
    DoneAbroad,
    UndoneAbroad,
    /// The first of [`FOREIGN_TOPICS`]; the others follow.
    Abroad,
}

const SAID: [(Said, &[&str]); 23] = [
    (Said::Criteria, &CRITERIA),
    (Said::Blockers, &BLOCKERS),
    (Said::NoBlockers, &["no blockers", "non blocking"]),
    (Said::Blocking, &["blocking"]),
    (Said::NotBlocking, &["non blocking", "not blocking"]),
    (Said::BlockingWhat, &["blocking launch", "blocking release", "blocking go live", "blocking production", "blocking items"]),
    (Said::BlockingKind, &BLOCKING_KIND),
    (Said::TopTier, &["fix", "fixes", "must", "before", "blocking", "critical", "immediate", "immediately"]),
    (Said::Mitigation, &["mitigations", "risk mitigation", "mitigation plan", "mitigation steps"]),
    (Said::RisksToo, &["risks and", "risks mitigations"]),
    (Said::Risks, &RISKS),
    (Said::Strengths, &STRENGTHS),
    (Said::Verification, &VERIFICATION),
    (Said::Decision, &DECISION),
    (Said::Plan, &PLAN),
    (Said::Gaps, &GAPS),
    (Said::Scores, &SCORES),
    (Said::Needed, &["needed", "todo"]),
    (Said::Done, &DONE),
    (Said::Undone, &UNDONE),
    (Said::Undone, &["not", "partially", "to be"]),
    (Said::DoneAbroad, &states::DONE),
    (Said::UndoneAbroad, &states::UNDONE),
];

static HEADINGS: LazyLock<Lists> = LazyLock::new(|| {
    let foreign = FOREIGN_TOPICS.iter().enumerate().map(|(at, (_, phrases))| (Said::Abroad as usize + at, *phrases));
    Lists::numbered(SAID.iter().map(|(said, phrases)| (*said as usize, *phrases)).chain(foreign))
});

/// What the heading announces; `None` where its words say nothing in particular.
pub(super) fn topic(heading: &str) -> Option<Topic> {
    let words = words(heading);
    let found = HEADINGS.all_in(&words);
    let says = |said: Said| found.has(said as usize);
    let whole = words.trim();
    if found.is_none() && whole != "risk" && !whole.ends_with("recommendation") {
        return None;
    }
    let done = done(says);
    if says(Said::Criteria) {
        return Some(Topic::Criteria);
    }
    if announces_blockers(&words, says) {
        return Some(if done { Topic::Strengths } else { Topic::Blockers });
    }
    if says(Said::Mitigation) && !says(Said::RisksToo) {
        return Some(Topic::Plan);
    }
    if says(Said::Risks) || whole == "risk" {
        return Some(Topic::Risks);
    }
    if says(Said::Strengths) || done {
        return Some(Topic::Strengths);
    }
    if matches!(
        whole,
        "recommendation" | "overall recommendation" | "launch recommendation" | "release recommendation" | "go live recommendation"
    ) {
        return Some(Topic::Decision);
    }
    let rest = [
        (Said::Verification, Topic::Verification),
        (Said::Decision, Topic::Decision),
        (Said::Plan, Topic::Plan),
        (Said::Gaps, Topic::Gaps),
        (Said::Scores, Topic::Scores),
        (Said::Needed, Topic::Gaps),
    ];
    rest.iter().find(|(said, _)| says(*said)).map(|(_, topic)| *topic).or_else(|| foreign_topic(&words, found, done))
}

fn foreign_topic(words: &str, said: Found, done: bool) -> Option<Topic> {
    if words.is_ascii() && words.len() < 5 {
        return None;
    }
    let found = FOREIGN_TOPICS.iter().enumerate().find(|(at, _)| said.has(Said::Abroad as usize + at)).map(|(_, (topic, _))| *topic);
    if found == Some(Topic::Blockers) && done { Some(Topic::Strengths) } else { found }
}

fn announces_blockers(words: &str, says: impl Fn(Said) -> bool) -> bool {
    let outright = says(Said::Blockers) && !says(Said::NoBlockers);
    // `Exceptions (blocking)`, `Issues blocking go-live`
    let outright =
        outright || (says(Said::Blocking) && !says(Said::NotBlocking) && (words.ends_with(" blocking ") || says(Said::BlockingWhat)));
    // `Critical issues`, `Critical security issues`; not `Zero failed calls (critical)`.
    let critical = || {
        let tokens: Vec<&str> = words.split_whitespace().collect();
        tokens.windows(2).any(|pair| BLOCKING_KIND.contains(&pair[0]) && BLOCKING_NOUN.contains(&pair[1]))
            || tokens.windows(3).any(|three| BLOCKING_KIND.contains(&three[0]) && BLOCKING_NOUN.contains(&three[2]))
    };
    let top_tier = words.starts_with(" p0 ") && says(Said::TopTier);
    outright || (says(Said::BlockingKind) && critical()) || top_tier
}

fn done(says: impl Fn(Said) -> bool) -> bool {
    (says(Said::Done) && !says(Said::Undone)) || (says(Said::DoneAbroad) && !says(Said::UndoneAbroad))
}

/// Whether a heading names the most urgent group of a list, though it does not call it blocking: `Critical items`, `P0`, `Must have`.
pub(super) fn is_top_group(heading: &str) -> bool {
    let words = words(heading);
    let mut tokens = words.split_whitespace();
    let first = tokens.next().unwrap_or_default();
    let second = tokens.next();
    let counted = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let critical = first == "critical" && second.is_none_or(|second| counted(second) || CRITICAL_WHAT.contains(&second));
    let critical = critical
        || has(&words, &["critical gaps", "critical gap", "kritische lücken", "lacunes critiques", "brechas críticas", "lacunas críticas"]);
    let urgent =
        critical || first == "p0" || MUST.iter().any(|phrase| words[1..].strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')));
    urgent && !is_done(&words)
}

/// Whether the words say that something is over and done.
pub(super) fn is_done(words: &str) -> bool {
    let found = HEADINGS.all_in(words);
    done(|said| found.has(said as usize))
}

static TOTALS: LazyLock<Lists> =
    LazyLock::new(|| Lists::new([&["total", "subtotal", "average", "sum", "composite", "aggregate"][..], &states::TOTAL, &["overall"]]));

/// Words for the sum of all rows.
pub(super) fn is_total(raw: &str) -> bool {
    is_total_by_words(&words(raw))
}

/// As [`is_total`], of words already made.
pub(super) fn is_total_by_words(words: &str) -> bool {
    let found = TOTALS.all_in(words);
    let named = found.has(0) || found.has(1) || (found.has(2) && is_overall(words));
    named && words.split_whitespace().count() <= 5
}

/// `Overall`, `Overall score`, `Production readiness overall`; not `Overall code quality`, which is a part.
fn is_overall(words: &str) -> bool {
    let mut behind = words.split_whitespace().skip_while(|word| *word != "overall").skip(1);
    behind.next().is_none_or(|next| OVERALL_OF.contains(&next))
}

static VERDICTS: LazyLock<Lists> = LazyLock::new(|| Lists::new([&VERDICT[..], &states::VERDICT]));

/// Whether the words could be a verdict on whether something may go ahead.
pub(super) fn is_verdict(raw: &str) -> bool {
    !VERDICTS.all_in(&words(raw)).is_none()
}

/// Whether a text says that there is nothing to list: `None`, `None identified.`, `n/a`, `-`.
pub(super) fn says_none(raw: &str) -> bool {
    says_none_by_words(raw, &words(raw))
}

/// As [`says_none`], with the words already made.
pub(super) fn says_none_by_words(raw: &str, words: &str) -> bool {
    let trimmed = words.trim();
    trimmed.is_empty()
        || matches!(
            trimmed,
            "none"
                | "n a"
                | "na"
                | "nothing"
                | "no blockers"
                | "none identified"
                | "none found"
                | "none known"
                | "tbd"
                | "none at this time"
        )
        || states::NONE.contains(&trimmed)
        || trimmed.starts_with("none identified ")
        || trimmed.starts_with("none currently")
        || (trimmed.starts_with("none ")
            && raw
                .trim_start_matches(['*', '_', ' '])
                .get(4..)
                .is_some_and(|rest| rest.trim_start().starts_with(['/', '(', '.', ',', ';', '-', '–', '—', '✅', '🎉'])))
        || (may_be_placeholder(raw, trimmed) && is_placeholder(raw))
}

/// Whether a text that has words may be one all the same: a bracket stands somewhere, or its words are none.
fn may_be_placeholder(raw: &str, words: &str) -> bool {
    !words.is_ascii() || raw.bytes().any(|byte| matches!(byte, b'[' | b'<' | b'{' | b'&' | 0xe3))
}

/// `[Risk 1: description]`, `<name of the risk>`, `...`: what a form has where something is to be filled in.
fn is_placeholder(raw: &str) -> bool {
    let text = super::inline::plain(raw);
    let text = text.trim().trim_end_matches(['.', ':']);
    let framed =
        [('[', ']'), ('<', '>'), ('{', '}'), ('【', '】')].iter().any(|(open, close)| text.starts_with(*open) && text.ends_with(*close));
    framed || text.chars().all(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_words_not_by_parts_of_words() {
        for (heading, expected) in [
            ("Launch Blockers (Must Fix)", Some(Topic::Blockers)),
            ("P0 — Fix before release", Some(Topic::Blockers)),
            ("Critical issues", Some(Topic::Blockers)),
            ("Critical issues fixed ✅", Some(Topic::Strengths)),
            ("Completed blockers", Some(Topic::Strengths)),
            ("Critical gaps", Some(Topic::Gaps)),
            ("What's not done", Some(Topic::Gaps)),
            ("What's done", Some(Topic::Strengths)),
            ("Risk register", Some(Topic::Risks)),
            ("Risk mitigation steps", Some(Topic::Plan)),
            ("Next steps", Some(Topic::Plan)),
            ("Acceptance criteria", Some(Topic::Criteria)),
            ("Commands to verify", Some(Topic::Verification)),
            ("Brisk walking", None),
        ] {
            assert_eq!(topic(heading), expected, "{heading}");
        }
    }
}
