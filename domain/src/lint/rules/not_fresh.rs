//! Verifications that vouch for nothing any more: the last run failed, or the last pass is too old. One without a result claims nothing.

use super::unverified::lapsed_ticks;
use crate::Timestamp;
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::text::match_key;
use crate::verifications::{Freshness, Outcome};
use std::collections::HashMap;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let told = told_of_ticks(input);
    for verification in &input.registers.verifications {
        let Some(last) = &verification.last else { continue };
        // A job that fails each night is one issue and not one a day: only a lapse has a moment of its own.
        let (why, word, since) = match (verification.freshness(input.now), last.outcome, last.expires_at) {
            (Freshness::Failing, Outcome::Error, _) => (format!("could not be run to its end on {}", last.at), "error", String::new()),
            (Freshness::Failing, ..) => (format!("failed on {}", last.at), "fail", String::new()),
            (Freshness::Expired, _, Some(end)) if told.get(&end) != Some(&1) => {
                (format!("passed too long ago and counts no more since {end}"), "expired", end.to_string())
            }
            _ => continue,
        };
        let message = format!("The verification “{}” {why}.", verification.name());
        let place = input.place(verification.id, verification.name(), verification.lines.filter(|_| !input.kept));
        let key = match_key(verification.command.as_str());
        found.push(Issue::new(RuleId::NotFresh, Severity::Warning, message, vec![place], &[&key, word, &since]));
    }
}

/// The ends at which HP009 says that a tick lapsed, with how many verifications share each. The registers do not say which verification
/// checks which item, but an item lapses with the first of its own: where one alone ends at that moment, it is the one.
fn told_of_ticks(input: &Input<'_>) -> HashMap<Timestamp, usize> {
    let mut told: HashMap<Timestamp, usize> = lapsed_ticks(input).map(|(_, end)| (end, 0)).collect();
    let ends = input.registers.verifications.iter().filter_map(|verification| verification.last.as_ref()?.expires_at);
    for end in ends {
        if let Some(sharing) = told.get_mut(&end) {
            *sharing += 1;
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklists::Item;
    use crate::lint::Fingerprint;
    use crate::lint::samples::{World, at, item, verification, world};
    use crate::records::RecordRef;
    use crate::verifications::{LastResult, Verification};

    const HOUR_AGO: &str = "2031-06-15T11:00:00Z";
    const TOMORROW: &str = "2031-06-16T12:00:00Z";

    fn ran(number: u128, command: &str, outcome: Outcome, expires: Option<&str>) -> Verification {
        let last = LastResult { outcome, at: at("2031-06-01T03:00:00Z"), by: "nightly".to_owned(), expires_at: expires.map(at) };
        Verification { last: Some(last), ..verification(number, command) }
    }

    fn of(verifications: Vec<Verification>) -> World {
        let mut world = world();
        world.registers.verifications = verifications;
        world
    }

    fn print(verification: Verification) -> Fingerprint {
        of(vec![verification]).issues()[0].fingerprint.clone()
    }

    #[test]
    fn what_failed_could_not_run_or_passed_too_long_ago_is_found_with_its_row() {
        let world = of(vec![
            ran(1, "curl /health", Outcome::Fail, None),
            ran(2, "restore --dry-run", Outcome::Error, None),
            ran(3, "scan image", Outcome::Pass, Some(HOUR_AGO)),
        ]);
        assert_eq!(
            world.told(RuleId::NotFresh),
            [
                "The verification “curl /health” failed on 2031-06-01 03:00 UTC.",
                "The verification “restore --dry-run” could not be run to its end on 2031-06-01 03:00 UTC.",
                "The verification “scan image” passed too long ago and counts no more since 2031-06-15 11:00 UTC.",
            ]
        );
        let issues = world.issues();
        assert!(issues.iter().all(|issue| issue.severity == Severity::Warning));
        assert_eq!(issues[0].places[0].record, Some(RecordRef::from(world.registers.verifications[0].id)));
    }

    #[test]
    fn what_is_fresh_never_ran_or_came_to_no_answer_is_left_alone() {
        let world = of(vec![
            ran(1, "curl /health", Outcome::Pass, None),
            ran(2, "scan image", Outcome::Pass, Some(TOMORROW)),
            ran(3, "restore --dry-run", Outcome::Unknown, None),
            verification(4, "load test"),
        ]);
        assert_eq!(world.issues(), []);
    }

    #[test]
    fn a_check_that_fails_again_is_the_same_issue_and_one_that_fails_otherwise_or_lapses_anew_is_another() {
        let failed = ran(1, "curl /health", Outcome::Fail, None);
        let mut again = failed.clone();
        again.last.as_mut().unwrap().at = at("2031-06-02T03:00:00Z");
        again.title = Some("It answers".parse().unwrap());
        assert_eq!(print(failed.clone()), print(again));
        assert_ne!(print(failed.clone()), print(ran(1, "curl /health", Outcome::Error, None)));
        assert_ne!(print(failed), print(ran(1, "curl /ready", Outcome::Fail, None)));
        let lapsed = |end| print(ran(1, "curl /health", Outcome::Pass, Some(end)));
        assert_ne!(lapsed(HOUR_AGO), lapsed("2031-06-15T10:00:00Z"));
    }

    #[test]
    fn a_lapse_that_a_ticked_item_tells_of_is_told_once_and_two_of_one_moment_are_both_told() {
        let lapsed = |number, command| ran(number, command, Outcome::Pass, Some(HOUR_AGO));
        let mut world = of(vec![lapsed(1, "curl /health")]);
        world.registers.items = vec![Item { verified_until: Some(at(HOUR_AGO)), ..item(1, "It answers", true) }];
        assert_eq!((world.told(RuleId::NotVouched).len(), world.told(RuleId::NotFresh).len()), (1, 0));
        world.registers.verifications.push(lapsed(2, "scan image"));
        assert_eq!(world.told(RuleId::NotFresh).len(), 2, "nobody can tell which of them checks the item");
        world.registers.verifications.truncate(1);
        world.registers.items[0].done = None;
        assert_eq!(world.told(RuleId::NotFresh).len(), 1, "an open item tells nothing");
    }

    #[test]
    fn a_failing_check_of_a_tick_that_needs_none_is_told_of_the_check() {
        let mut world = of(vec![ran(1, "curl /health", Outcome::Fail, None)]);
        world.registers.items = vec![item(1, "It answers", true)];
        assert_eq!((world.told(RuleId::NotVouched).len(), world.told(RuleId::NotFresh).len()), (0, 1));
    }
}
