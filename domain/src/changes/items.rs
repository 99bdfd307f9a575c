//! Things to tick, of two audits.

use super::engine::{Row, by_rank, troubling};
use super::group::{Group, Judged};
use super::{Side, gravity};
use crate::checklists::{Item, ItemState};
use crate::records::{Described, Fact};

impl Row for Item {
    fn all(side: &Side) -> &[Self] {
        &side.registers.items
    }

    fn stands(&self, side: &Side) -> String {
        let word = match (self.state(side.at), self.blocking) {
            (ItemState::Open, false) => "open",
            (ItemState::Open, true) => "open, blocking",
            (ItemState::Unverified, false) => "ticked, not verified",
            (ItemState::Unverified, true) => "ticked, not verified, blocking",
            (ItemState::Done, _) => "done",
            (ItemState::NotApplicable, _) => "does not apply",
        };
        word.to_owned()
    }

    fn facts(&self, _: &Side) -> Vec<Fact> {
        Described::facts(self)
    }

    fn became(before: (&Self, &Side), after: (&Self, &Side)) -> Option<Judged> {
        let ((was, earlier), (is, later)) = (before, after);
        let grave = if is.blocking { gravity::BLOCKING_ITEM } else { gravity::ITEM };
        let rank = |state| match state {
            ItemState::Open => Some(0),
            ItemState::Unverified => Some(1),
            ItemState::Done => Some(2),
            ItemState::NotApplicable => None,
        };
        match (rank(was.state(earlier.at)), rank(is.state(later.at))) {
            (Some(2) | None, Some(2)) | (_, None) => None,
            (Some(_), Some(2)) => Some(Judged::better(Group::Fixed)),
            (Some(2), Some(_)) => Some(Judged::worse(Group::Reopened, grave)),
            // Like a waiver that lapsed: it blocks from now on, though setting it aside was no step forward.
            (None, Some(_)) => is.blocking.then(|| troubling(grave)),
            // Whether it blocks weighs more than a tick that counts for nothing yet.
            (Some(first), Some(second)) => by_rank(&(!was.blocking, first), &(!is.blocking, second), grave),
        }
    }

    /// Only what blocks is bad news: a list that grows is no step back.
    fn came(&self, side: &Side) -> Judged {
        let open = matches!(self.state(side.at), ItemState::Open | ItemState::Unverified);
        if open && self.blocking { Judged::worse(Group::New, gravity::BLOCKING_ITEM) } else { Judged::neutral(Group::New) }
    }

    fn went(&self, _: &Side, _: bool) -> Judged {
        Judged::neutral(Group::Gone)
    }
}
