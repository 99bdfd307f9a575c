//! What is at odds: contradictions and stale claims in one audit, between an audit and the registers, and in the registers themselves.
//!
//! Each rule is a file with its tests; [`check`] runs them all. A rule would rather miss something than cry wolf: what it
//! reports has to be right when somebody looks. What is meant so is dismissed by its [`Fingerprint`], which names what the
//! issue is about and the values in it, never a line: it stays dismissed when the report is brought in again, and comes back when
//! the facts are others.

mod claims;
mod document;
mod figure_words;
mod figures;
mod input;
mod issue;
mod rule;
mod rules;
#[cfg(test)]
mod samples;
mod states;
mod text;
mod topics;

pub use document::document;
pub use input::{Audit, Before, Input, STALE_AFTER};
pub use issue::{Fingerprint, FingerprintError, Issue, Place};
pub use rule::{RuleId, Scope, Severity};

/// All issues, the gravest first, then in the order of the rules. Issues of one rule about the same thing are one, with all its places.
///
/// Takes time in proportion to the rows and the text.
#[must_use]
pub fn check(input: &Input<'_>) -> Vec<Issue> {
    let text = text::Text::of(input);
    let mut found = Vec::new();
    for (_, rule) in rules::ALL {
        rule(input, &text, &mut found);
    }
    issue::merged(found)
}
