//! Open blockers that nobody owns.
//!
//! A report on its own that names no owner at all has no place for them; that is no omission for each of its blockers.

use crate::blockers::Blocker;
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::text::match_key;

/// Blockers up to this tier should not wait for somebody to care.
const URGENT: u8 = 2;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let blockers = &input.registers.blockers;
    if !input.kept && blockers.iter().all(|blocker| blocker.owner.is_none()) {
        return;
    }
    let nobody = |blocker: &&Blocker| blocker.owner.is_none() && blocker.standing(input.today).blocks();
    for blocker in blockers.iter().filter(nobody) {
        let tier = blocker.tier.number();
        let severity = if tier <= URGENT { Severity::Warning } else { Severity::Note };
        let message = format!("The blocker “{}” of tier {tier} has no owner.", blocker.title);
        let parts = [match_key(blocker.title.as_str()), tier.to_string()];
        found.push(Issue::new(RuleId::NoOwner, severity, message, vec![input.place_of(blocker)], &[&parts[0], &parts[1]]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blockers::{BlockerState, Tier};
    use crate::lint::samples::{World, blocker, world};

    fn of(blockers: Vec<Blocker>, kept: bool) -> Vec<Issue> {
        let mut world = World { kept, ..world() };
        world.registers.blockers = blockers;
        world.issues().into_iter().filter(|issue| issue.rule == RuleId::NoOwner).collect()
    }

    fn nobody(title: &str, tier: u8) -> Blocker {
        Blocker { owner: None, tier: Tier::try_from(tier).unwrap(), ..blocker(title) }
    }

    #[test]
    fn an_open_blocker_without_owner_is_found_and_the_first_tiers_are_graver() {
        let found = of(vec![nobody("No lamp", 3), nobody("No door", 1)], true);
        assert_eq!(found.iter().map(|issue| issue.severity).collect::<Vec<_>>(), [Severity::Warning, Severity::Note]);
        assert!(found[0].message.contains("No door"));
    }

    #[test]
    fn owned_and_resolved_ones_and_reports_that_name_nobody_are_left_alone() {
        assert!(of(vec![blocker("No lamp"), Blocker { state: BlockerState::Resolved, ..nobody("No door", 1) }], true).is_empty());
        assert!(of(vec![nobody("No lamp", 1)], false).is_empty());
        assert_eq!(of(vec![nobody("No lamp", 1), blocker("No door")], false).len(), 1);
    }
}
