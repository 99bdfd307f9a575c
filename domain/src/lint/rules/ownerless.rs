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
