//! Claims that can be checked, of two audits.

use super::engine::{Row, by_rank, troubling};
use super::group::{Group, Judged};
use super::{Side, gravity};
use crate::records::{Described, Fact};
use crate::verifications::{Freshness, Verification};

impl Row for Verification {
    fn all(side: &Side) -> &[Self] {
        &side.registers.verifications
    }

    fn stands(&self, side: &Side) -> String {
        self.freshness(side.at).as_str().to_owned()
    }

    fn facts(&self, _: &Side) -> Vec<Fact> {
        Described::facts(self)
    }

    fn became(before: (&Self, &Side), after: (&Self, &Side)) -> Option<Judged> {
        let rank = |freshness| match freshness {
            Freshness::Unknown => None,
            Freshness::Failing => Some(0),
            Freshness::Expired => Some(1),
            Freshness::Fresh => Some(2),
        };
        match (rank(before.0.freshness(before.1.at)), rank(after.0.freshness(after.1.at))) {
            (Some(first), Some(second)) => by_rank(&first, &second, if second == 0 { gravity::FAILS } else { gravity::EXPIRED }),
            // It is as much news as a failing check that nobody had before; that nobody knew was no better.
            (None, Some(0)) => Some(troubling(gravity::FAILS)),
            (Some(_), None) => Some(troubling(gravity::LOST_SIGHT)),
            (None, _) => None,
        }
    }

    fn came(&self, side: &Side) -> Judged {
        match self.freshness(side.at) {
            Freshness::Failing => Judged::worse(Group::New, gravity::FAILS),
            _ => Judged::neutral(Group::New),
        }
    }

    fn went(&self, _: &Side, _: bool) -> Judged {
        Judged::neutral(Group::Gone)
    }
}
