//! Categories of two audits.

use super::engine::{Row, troubling};
use super::group::{Group, Judged};
use super::{Side, gravity};
use crate::assessments::{Category, Rating};
use crate::records::{Described, Fact};

impl Row for Category {
    fn all(side: &Side) -> &[Self] {
        &side.categories
    }

    fn stands(&self, _: &Side) -> String {
        self.rating.to_string()
    }

    fn facts(&self, _: &Side) -> Vec<Fact> {
        let reason = match &self.rating {
            Rating::NotApplicable { reason } => Some(reason),
            _ => None,
        };
        let own = Described::facts(self).into_iter().filter(|fact| fact.name != "rating");
        own.chain([Fact::maybe("reason", "Reason", reason)]).collect()
    }

    /// Both ratings are read with the newer rule: where only the rule changed, nothing got better or worse.
    fn became(before: (&Self, &Side), after: (&Self, &Side)) -> Option<Judged> {
        let ((was, _), (is, side)) = (before, after);
        if was.rating == is.rating {
            return None;
        }
        match (side.rule.share(&was.rating), side.rule.share(&is.rating)) {
            (Some(first), Some(second)) if first < second => Some(Judged::better(Group::Improved)),
            (Some(first), Some(second)) if first > second => Some(Judged::worse(Group::Worse, gravity::fall(&first, &second))),
            // What does not apply any more has a reason; what is only not rated any more is out of sight.
            (Some(_), None) if !matches!(is.rating, Rating::NotApplicable { .. }) => Some(troubling(gravity::LOST_SIGHT)),
            _ => None,
        }
    }

    fn came(&self, _: &Side) -> Judged {
        Judged::neutral(Group::New)
    }

    fn went(&self, _: &Side, _: bool) -> Judged {
        Judged::neutral(Group::Gone)
    }
}
