//! What a clause claims: that something is there, that it is not, or that a harm is ruled out or found.
//!
//! Only what is said without reserve is taken: a clause with any other word in it may speak of a part, a time or a wish.

use super::text::{Clause, Token};
use super::topics::{Harm, Topic, harms, topics};

/// Words that turn a claim around.
const NEGATIONS: [&str; 15] = [
    "no",
    "not",
    "none",
    "missing",
    "lack",
    "lacking",
    "without",
    "absent",
    "zero",
    "0",
    "isnt",
    "arent",
    "never",
    "nonexistent",
    "absence",
];

/// Words that add nothing to a claim.
const PLAIN: [&str; 50] = [
    "a",
    "an",
    "the",
    "and",
    "or",
    "of",
    "in",
    "for",
    "is",
    "are",
    "has",
    "have",
    "been",
    "with",
    "all",
    "any",
    "we",
    "there",
    "at",
    "to",
    "on",
    "configured",
    "implemented",
    "enabled",
    "present",
    "exist",
    "existing",
    "working",
    "active",
    "available",
    "setup",
    "set",
    "up",
    "place",
    "added",
    "complete",
    "completed",
    "done",
    "integrated",
    "installed",
    "properly",
    "fully",
    "found",
    "system",
    "platform",
    "support",
    "supported",
    "detected",
    "known",
    "yet",
];

/// Words beside a harm that speak of guarding against it, or of what might be.
const GUARDS: [&str; 26] = [
    "prevention",
    "prevent",
    "prevented",
    "protection",
    "protect",
    "protected",
    "check",
    "scan",
    "scanning",
    "detect",
    "detection",
    "test",
    "tested",
    "risk",
    "potential",
    "possible",
    "could",
    "may",
    "might",
    "avoid",
    "mitigation",
    "guard",
    "safe",
    "rotation",
    "via",
    "unlikely",
];

/// A claim about something that should be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// It is.
    Present,
    /// It is not.
    Absent,
}

fn is(list: &[&str], token: &Token) -> bool {
    list.contains(&token.word.as_str())
}

/// The topics that a text claims to be there or not, up to the first clause that says anything else: what comes behind it may be
/// about that alone (`Sign-in route: no rate limiting`).
pub(super) fn of_topics(said: &[Clause]) -> Vec<(&'static Topic, Claim)> {
    let mut found = Vec::new();
    for Clause { words, .. } in said {
        let named = topics(words);
        let rest: Vec<&Token> = words.iter().zip(&named.part).filter(|(_, part)| !**part).map(|(token, _)| token).collect();
        let denied = rest.iter().filter(|token| is(&NEGATIONS, token)).count();
        let plain = rest.iter().all(|token| is(&PLAIN, token) || is(&NEGATIONS, token));
        let claim = match denied {
            0 => Claim::Present,
            1 => Claim::Absent,
            _ => break,
        };
        if !plain {
            break;
        }
        found.extend(named.what.into_iter().map(|topic| (topic, claim)));
    }
    found
}

/// The harms that a text rules out.
pub(super) fn ruled_out(said: &[Clause]) -> Vec<&'static Harm> {
    let mut found = Vec::new();
    for Clause { words, .. } in said {
        if !words.iter().any(|token| is(&NEGATIONS, token)) {
            continue;
        }
        for named in harms(words) {
            let rest = || words.iter().zip(&named.part).filter(|(_, part)| !**part).map(|(token, _)| token);
            let first = named.part.iter().position(|part| *part).unwrap_or_default();
            let denied = words[..first].iter().filter(|token| is(&NEGATIONS, token)).count() == 1;
            if denied && rest().all(|token| is(&PLAIN, token) || is(&NEGATIONS, token)) {
                found.push(named.what);
            }
        }
    }
    found
}

/// The harms that a text reports.
pub(super) fn reported(said: &[Clause]) -> Vec<&'static Harm> {
    let mut found = Vec::new();
    for Clause { words, .. } in said {
        if !words.iter().any(|token| is(&NEGATIONS, token) || is(&GUARDS, token)) {
            found.extend(harms(words).into_iter().map(|named| named.what));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::text::heard;
    use super::*;

    fn topics_of(text: &str) -> Vec<(&'static str, Claim)> {
        of_topics(&heard(text)).into_iter().map(|(topic, claim)| (topic.name, claim)).collect()
    }

    fn names(harms: Vec<&'static Harm>) -> Vec<&'static str> {
        harms.into_iter().map(|harm| harm.name).collect()
    }

    #[test]
    fn a_claim_without_reserve_is_heard() {
        assert_eq!(topics_of("Database backups configured"), [("backups", Claim::Present)]);
        assert_eq!(topics_of("No backups"), [("backups", Claim::Absent)]);
        assert_eq!(topics_of("Monitoring and alerting are missing"), [("monitoring", Claim::Absent), ("alerting", Claim::Absent)]);
    }

    #[test]
    fn what_speaks_of_a_part_a_time_or_a_wish_is_no_claim() {
        for text in [
            "Backups of the billing service",
            "No backups on Sundays",
            "Query time monitoring",
            "Rate limiting not tiered",
            "Plan backups",
            "Sign-in: no backups",
        ] {
            assert_eq!(topics_of(text), [], "{text}");
        }
    }

    #[test]
    fn a_harm_is_ruled_out_or_reported_and_never_both() {
        assert_eq!(names(ruled_out(&heard("Env-based, no secrets committed to Git"))), ["secrets in code"]);
        assert_eq!(names(reported(&heard("Five API keys in code, not in the vault"))), ["secrets in code"]);
        assert!(reported(&heard("No secrets in code")).is_empty());
        assert!(ruled_out(&heard("Hardcoded API keys")).is_empty());
        assert!(ruled_out(&heard("No secrets in code of the new service")).is_empty());
        assert!(reported(&heard("SQL injection prevention")).is_empty());
    }
}
