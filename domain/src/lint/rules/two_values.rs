use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::text::Text;

pub(super) fn check(_: &Input<'_>, _: &Text, _: &mut Vec<Issue>) {}
