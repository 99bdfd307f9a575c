//! Blockers of two audits.

use super::engine::{Row, by_rank, troubling};
use super::group::{Group, Judged};
use super::{Side, gravity};
use crate::blockers::{Blocker, Standing};
use crate::records::{Described, Fact};

impl Row for Blocker {
    fn all(side: &Side) -> &[Self] {
        &side.registers.blockers
    }

    fn stands(&self, side: &Side) -> String {
        format!("{}, {}", self.standing(side.at.today()).as_str(), side.words.tier_in_sentence(self.tier))
    }

    /// A tier that only got another name is the same one.
    fn stands_alike((was, earlier): (&Self, &Side), (is, later): (&Self, &Side)) -> bool {
        was.tier == is.tier && was.standing(earlier.at.today()) == is.standing(later.at.today())
    }

    fn facts(&self, side: &Side) -> Vec<Fact> {
        (self, &side.words).facts().into_iter().filter(|fact| fact.name != "tier").collect()
    }

    fn became(before: (&Self, &Side), after: (&Self, &Side)) -> Option<Judged> {
        let ((was, earlier), (is, later)) = (before, after);
        let grave = gravity::tier(is.tier);
        match (was.standing(earlier.at.today()), is.standing(later.at.today())) {
            (Standing::Resolved, Standing::Resolved) => None,
            (_, Standing::Resolved) => Some(Judged::better(Group::Fixed)),
            // Also where it was resolved and came back between the two.
            (Standing::Resolved, _) | (Standing::Open, Standing::Reopened) => Some(Judged::worse(Group::Reopened, grave)),
            (Standing::Waived, Standing::Open | Standing::Reopened) => Some(troubling(grave)),
            // A larger number is a less urgent tier.
            _ => by_rank(&was.tier, &is.tier, grave),
        }
    }

    fn came(&self, side: &Side) -> Judged {
        if self.standing(side.at.today()).blocks() {
            Judged::worse(Group::New, gravity::tier(self.tier))
        } else {
            Judged::neutral(Group::New)
        }
    }

    /// Nobody resolved it: it is named no more, or lies in the bin.
    fn went(&self, _: &Side, _: bool) -> Judged {
        Judged::neutral(Group::Gone)
    }
}
