//! Ticks that no verification vouches for any more: it failed, lapsed, or was demanded and never passed.

use crate::checklists::{Item, ItemState};
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::text::match_key;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let lapsed = |item: &Item| item.verified_until.filter(|until| *until <= input.now);
    let ticked = |item: &&Item| item.done.is_some() && item.set_aside.is_none();
    for item in input.registers.items.iter().filter(ticked) {
        let why = match (lapsed(item), item.state(input.now)) {
            (Some(until), _) => format!("what verifies it passed too long ago and counts no more since {until}"),
            (None, ItemState::Unverified) => "no verification of it passes, and it needs one".to_owned(),
            (None, _) => continue,
        };
        let severity = if item.needs_verification { Severity::Error } else { Severity::Warning };
        let message = format!("“{}” is ticked, but {why}.", item.text);
        let until = item.verified_until.map(|until| until.to_string()).unwrap_or_default();
        let key = match_key(item.text.as_str());
        found.push(Issue::new(RuleId::NotVouched, severity, message, vec![input.place_of_item(item)], &[&key, &until]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklists::Item;
    use crate::lint::samples::{at, item, world};

    fn told(item: Item) -> Vec<String> {
        let mut world = world();
        world.registers.items = vec![item];
        world.told(RuleId::NotVouched)
    }

    #[test]
    fn a_tick_whose_verification_lapsed_or_never_passed_is_found() {
        let past = Some(at("2031-06-15T11:00:00Z"));
        assert!(told(Item { verified_until: past, ..item(1, "Rotate keys", true) })[0].contains("counts no more"));
        assert!(told(Item { needs_verification: true, ..item(1, "Rotate keys", true) })[0].contains("it needs one"));
    }

    #[test]
    fn open_items_fresh_ones_and_those_that_need_no_verification_are_left_alone() {
        let ahead = Some(at("2031-06-16T00:00:00Z"));
        assert!(told(Item { needs_verification: true, verified_until: ahead, ..item(1, "Rotate keys", true) }).is_empty());
        assert!(told(Item { needs_verification: true, ..item(1, "Rotate keys", false) }).is_empty());
        assert!(told(item(1, "Rotate keys", true)).is_empty());
    }
}
