//! Acceptance criteria of two audits.

use super::engine::{Row, by_rank, troubling};
use super::group::{Group, Judged};
use super::{Side, gravity};
use crate::criteria::{Criterion, CriterionState};
use crate::records::{Described, Fact};

impl Row for Criterion {
    fn all(side: &Side) -> &[Self] {
        &side.registers.criteria
    }

    fn stands(&self, _: &Side) -> String {
        self.state.as_str().to_owned()
    }

    fn facts(&self, _: &Side) -> Vec<Fact> {
        Described::facts(self).into_iter().filter(|fact| fact.name != "state").collect()
    }

    fn became((was, _): (&Self, &Side), (is, _): (&Self, &Side)) -> Option<Judged> {
        let rank = |state| match state {
            CriterionState::Unknown => None,
            CriterionState::NotMet => Some(0),
            CriterionState::Partly => Some(1),
            CriterionState::Met => Some(2),
        };
        match (rank(was.state), rank(is.state)) {
            (Some(2), Some(2)) | (None, _) => None,
            (Some(_), Some(2)) => Some(Judged::better(Group::Fixed)),
            (Some(2), Some(_)) => Some(Judged::worse(Group::Reopened, gravity::CRITERION_LOST)),
            (Some(first), Some(second)) => by_rank(&first, &second, gravity::CRITERION_OPEN),
            (Some(_), None) => Some(troubling(gravity::LOST_SIGHT)),
        }
    }

    fn came(&self, _: &Side) -> Judged {
        match self.state {
            CriterionState::NotMet => Judged::worse(Group::New, gravity::CRITERION_OPEN),
            _ => Judged::neutral(Group::New),
        }
    }

    fn went(&self, _: &Side, _: bool) -> Judged {
        Judged::neutral(Group::Gone)
    }
}
