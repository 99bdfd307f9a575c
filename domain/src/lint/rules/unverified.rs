//! Ticks that no verification vouches for: it lapsed, or the item needs one and none passes.
//!
//! An item keeps only until when it is vouched for. Where that is empty and none is needed, nobody can tell here whether a check of it fails
//! or there is none; HP016 looks at the failing check itself.

use crate::Timestamp;
use crate::checklists::{Item, ItemState};
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::text::match_key;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    for item in input.registers.items.iter().filter(|item| is_ticked(item)) {
        let why = match (lapse(item, input.now), item.state(input.now)) {
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

/// The ticked items that are vouched for no more, with the moment at which that ended.
pub(super) fn lapsed_ticks<'a>(input: &Input<'a>) -> impl Iterator<Item = (&'a Item, Timestamp)> {
    let now = input.now;
    input.registers.items.iter().filter(|item| is_ticked(item)).filter_map(move |item| Some((item, lapse(item, now)?)))
}

const fn is_ticked(item: &Item) -> bool {
    item.done.is_some() && item.set_aside.is_none()
}

fn lapse(item: &Item, now: Timestamp) -> Option<Timestamp> {
    item.verified_until.filter(|until| *until <= now)
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
