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
