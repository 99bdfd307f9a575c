//! A report that says go while a blocker of the first tier is open.

use crate::blockers::{Blocker, Tier};
use crate::decisions::Verdict;
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::text::match_key;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let Some(audit) = input.audit else { return };
    let stated = &audit.assessment.stated;
    if stated.verdict() != Some(Verdict::Go) {
        return;
    }
    let Some(words) = stated.decision.as_ref().or(stated.status.as_ref()) else { return };
    let blocks = |blocker: &&Blocker| blocker.tier == Tier::FIRST && blocker.standing(input.today).blocks();
    let open: Vec<&Blocker> = input.registers.blockers.iter().filter(blocks).collect();
    let Some(first) = open.first() else { return };
    let message = match open.len() {
        1 => format!("The verdict is “{words}”, and the blocker “{}” of tier 1 is open.", first.title),
        count => format!("The verdict is “{words}”, and {count} blockers of tier 1 are open."),
    };
    let mut places = vec![input.place_in(audit.assessment.id, words, None)];
    places.extend(open.iter().map(|blocker| input.place_of(blocker)));
    let mut keys: Vec<String> = open.iter().map(|blocker| match_key(blocker.title.as_str())).collect();
    keys.sort_unstable();
    let parts: Vec<&str> = std::iter::once(words.as_str()).chain(keys.iter().map(String::as_str)).collect();
    found.push(Issue::new(RuleId::GoWithBlocker, Severity::Error, message, places, &parts));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blockers::BlockerState;
    use crate::lint::samples::{blocker, world};

    fn told(decision: &str, blockers: Vec<Blocker>) -> Vec<String> {
        let mut world = world();
        world.assessment.stated.decision = Some(decision.to_owned());
        world.registers.blockers = blockers;
        world.told(RuleId::GoWithBlocker)
    }

    #[test]
    fn a_go_in_spite_of_a_blocker_of_the_first_tier_is_found() {
        assert_eq!(told("GO", vec![blocker("No lamp")]), ["The verdict is “GO”, and the blocker “No lamp” of tier 1 is open."]);
    }

    #[test]
    fn other_verdicts_other_tiers_and_resolved_blockers_are_left_alone() {
        let second = Blocker { tier: Tier::try_from(2).unwrap(), ..blocker("No door") };
        let resolved = Blocker { state: BlockerState::Resolved, ..blocker("No lamp") };
        assert!(told("GO", vec![second, resolved]).is_empty());
        assert!(told("NO-GO", vec![blocker("No lamp")]).is_empty());
        assert!(told("Conditional go", vec![blocker("No lamp")]).is_empty());
    }
}
