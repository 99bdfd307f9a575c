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
use english::{
    BLOCKERS, BLOCKING_KIND, BLOCKING_NOUN, CRITERIA, CRITICAL_WHAT, DECISION, DONE, GAPS, MUST, OVERALL_OF, PLAN, RISKS, SCORES,
    STRENGTHS, UNDONE, VERDICT, VERIFICATION,
};
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

/// What the heading announces; `None` where its words say nothing in particular.
pub(super) fn topic(heading: &str) -> Option<Topic> {
    let words = words(heading);
    let done = is_done(&words);
    if has(&words, &CRITERIA) {
        return Some(Topic::Criteria);
    }
    if announces_blockers(&words) {
        return Some(if done { Topic::Strengths } else { Topic::Blockers });
    }
    if has(&words, &["mitigations", "risk mitigation", "mitigation plan", "mitigation steps"])
        && !has(&words, &["risks and", "risks mitigations"])
    {
        return Some(Topic::Plan);
    }
    if has(&words, &RISKS) || words.trim() == "risk" {
        return Some(Topic::Risks);
    }
    if has(&words, &STRENGTHS) || done {
        return Some(Topic::Strengths);
    }
    if matches!(
        words.trim(),
        "recommendation" | "overall recommendation" | "launch recommendation" | "release recommendation" | "go live recommendation"
    ) {
        return Some(Topic::Decision);
    }
    let rest: [(&'static [&'static str], Topic); 6] = [
        (&VERIFICATION, Topic::Verification),
        (&DECISION, Topic::Decision),
        (&PLAN, Topic::Plan),
        (&GAPS, Topic::Gaps),
        (&SCORES, Topic::Scores),
        (&["needed", "todo"], Topic::Gaps),
    ];
    rest.iter().find(|(phrases, _)| has(&words, phrases)).map(|(_, topic)| *topic).or_else(|| foreign_topic(&words, done))
}

fn foreign_topic(words: &str, done: bool) -> Option<Topic> {
    if words.is_ascii() && words.len() < 5 {
        return None;
    }
    let found = FOREIGN_TOPICS.iter().find(|(_, phrases)| has(words, phrases)).map(|(topic, _)| *topic);
    if found == Some(Topic::Blockers) && done { Some(Topic::Strengths) } else { found }
}

fn announces_blockers(words: &str) -> bool {
    let outright = has(words, &BLOCKERS) && !has(words, &["no blockers", "non blocking"]);
    // `Exceptions (blocking)`, `Issues blocking go-live`
    let outright = outright
        || (has(words, &["blocking"])
            && !has(words, &["non blocking", "not blocking"])
            && (words.ends_with(" blocking ")
                || has(words, &["blocking launch", "blocking release", "blocking go live", "blocking production", "blocking items"])));
    // `Critical issues`, `Critical security issues`; not `Zero failed calls (critical)`.
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let critical = tokens.windows(2).any(|pair| BLOCKING_KIND.contains(&pair[0]) && BLOCKING_NOUN.contains(&pair[1]))
        || tokens.windows(3).any(|three| BLOCKING_KIND.contains(&three[0]) && BLOCKING_NOUN.contains(&three[2]));
    let top_tier =
        words.starts_with(" p0 ") && has(words, &["fix", "fixes", "must", "before", "blocking", "critical", "immediate", "immediately"]);
    outright || critical || top_tier
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
    let urgent = critical || first == "p0" || MUST.iter().any(|phrase| words.starts_with(&format!(" {phrase} ")));
    urgent && !is_done(&words)
}

/// Whether the words say that something is over and done.
pub(super) fn is_done(words: &str) -> bool {
    let english = has(words, &DONE) && !has(words, &UNDONE) && !has(words, &["not", "partially", "to be"]);
    english || (has(words, &states::DONE) && !has(words, &states::UNDONE))
}

/// Words for the sum of all rows.
pub(super) fn is_total(raw: &str) -> bool {
    let words = words(raw);
    let named = has(&words, &["total", "subtotal", "average", "sum", "composite", "aggregate"])
        || is_overall(&words)
        || has(&words, &states::TOTAL);
    named && words.split_whitespace().count() <= 5
}

/// `Overall`, `Overall score`, `Production readiness overall`; not `Overall code quality`, which is a part.
fn is_overall(words: &str) -> bool {
    let mut behind = words.split_whitespace().skip_while(|word| *word != "overall").skip(1);
    let named = words.contains(" overall ");
    named && behind.next().is_none_or(|next| OVERALL_OF.contains(&next))
}

/// Whether the words could be a verdict on whether something may go ahead.
pub(super) fn is_verdict(raw: &str) -> bool {
    let words = words(raw);
    has(&words, &VERDICT) || has(&words, &states::VERDICT)
}

/// Whether a text says that there is nothing to list: `None`, `None identified.`, `n/a`, `-`.
pub(super) fn says_none(raw: &str) -> bool {
    let words = words(raw);
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
        || is_placeholder(raw)
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
