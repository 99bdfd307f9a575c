//! Words that say that something is still to be done, or that it is over.

use super::text::{Clause, Token, heard, tokens};

/// Words after which nothing is done yet, each as its words in the singular.
const PENDING: [&[&str]; 22] = [
    &["pending"],
    &["todo"],
    &["tbd"],
    &["wip"],
    &["not", "yet"],
    &["in", "progress"],
    &["work", "in", "progress"],
    &["still", "needed"],
    &["still", "missing"],
    &["still", "open"],
    &["still", "to", "do"],
    &["to", "be", "done"],
    &["to", "be", "implemented"],
    &["to", "be", "added"],
    &["to", "be", "completed"],
    &["not", "done"],
    &["not", "started"],
    &["not", "implemented"],
    &["not", "complete"],
    &["not", "completed"],
    &["incomplete"],
    &["unfinished"],
];

/// What makes of them what they do not say: “nothing pending”, “no longer in progress”, “avoid incomplete rows”.
const DENIES: [&str; 18] = [
    "no",
    "none",
    "nothing",
    "zero",
    "without",
    "0",
    "never",
    "longer",
    "prevent",
    "prevented",
    "avoid",
    "handle",
    "handled",
    "reject",
    "rejected",
    "detect",
    "detected",
    "block",
];

/// Things that are pending by their nature; it says nothing about the work.
const PENDING_THING: [&str; 27] = [
    "order",
    "payment",
    "invoice",
    "request",
    "transaction",
    "job",
    "message",
    "status",
    "state",
    "queue",
    "user",
    "task",
    "approval",
    "review",
    "item",
    "write",
    "promise",
    "migration",
    "change",
    "event",
    "notification",
    "booking",
    "transfer",
    "operation",
    "connection",
    "list",
    "count",
];

/// The words that say that work is left; `None` where none do.
pub(super) fn pending(text: &str) -> Option<&'static str> {
    pending_in(&heard(text))
}

/// As [`pending`], of what is split already.
pub(super) fn pending_in(said: &[Clause]) -> Option<&'static str> {
    said.iter().find_map(|clause| (0..clause.words.len()).find_map(|at| pending_at(&clause.words, at)))
}

fn pending_at(words: &[Token], at: usize) -> Option<&'static str> {
    let phrase = PENDING.iter().find(|phrase| starts_with(&words[at..], phrase))?;
    let before = &words[at.saturating_sub(2)..at];
    if before.iter().any(|token| DENIES.contains(&token.word.as_str())) {
        return None;
    }
    let next = words.get(at + phrase.len()).map(|token| token.word.as_str());
    // An adjective of a thing (`pending orders`), not a state of the work.
    let thing = phrase.len() == 1 && next.is_some_and(|next| PENDING_THING.contains(&next));
    (!thing).then(|| phrase[phrase.len() - 1])
}

/// Whether the words begin with this phrase.
pub(super) fn starts_with(words: &[Token], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(token, word)| token.word == *word)
}

/// Whether a column holds what is wanted, what was, or what comes next, and not how things are.
pub(super) fn is_ahead(head: &str) -> bool {
    const AHEAD: [&str; 24] = [
        "target",
        "required",
        "requirement",
        "expected",
        "goal",
        "needed",
        "action",
        "recommendation",
        "next",
        "fix",
        "remediation",
        "plan",
        "threshold",
        "minimum",
        "previous",
        "before",
        "was",
        "baseline",
        "old",
        "prior",
        "initial",
        "last",
        "original",
        "mitigation",
    ];
    tokens(head).iter().any(|token| AHEAD.contains(&token.word.as_str()))
}

/// Whether the words say that something is over: fixed, removed.
pub(super) fn says_fixed(text: &str) -> bool {
    const FIXED: [&str; 10] =
        ["fixed", "resolved", "removed", "closed", "done", "completed", "addressed", "mitigated", "eliminated", "obsolete"];
    const NOT: [&str; 6] = ["not", "partially", "partly", "be", "until", "never"];
    let words = tokens(text);
    let has = |list: &[&str]| words.iter().any(|token| list.contains(&token.word.as_str()));
    text.contains('✅') || (has(&FIXED) && !has(&NOT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_to_do_is_heard_in_any_wording() {
        for text in
            ["Scan in place; contract doc still pending.", "TODO: alerts", "Dashboards are not yet built", "Half done, rest in progress"]
        {
            assert!(pending(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_denied_or_pending_by_nature_is_not_left_to_do() {
        for text in ["No pending work", "Retries pending orders", "Nothing is in progress", "Prevents incomplete rows", "All done", ""] {
            assert_eq!(pending(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_fixed_in_part_is_not_fixed() {
        assert!(says_fixed("Fixed: open port") && says_fixed("✅ Open port"));
        assert!(!says_fixed("To be fixed before launch") && !says_fixed("Partially fixed") && !says_fixed("Open port"));
    }
}
