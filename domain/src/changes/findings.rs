//! Findings of two audits.

use super::engine::{Row, by_rank};
use super::group::{Group, Judged};
use super::{Side, gravity};
use crate::assessments::{Finding, FindingKind};
use crate::records::{Described, Fact};
use std::cmp::Reverse;

impl Row for Finding {
    fn all(side: &Side) -> &[Self] {
        &side.findings
    }

    fn stands(&self, _: &Side) -> String {
        let severity = self.severity.map(|severity| format!("{} ", severity.as_str())).unwrap_or_default();
        format!("{severity}{}", self.kind.as_str())
    }

    fn facts(&self, _: &Side) -> Vec<Fact> {
        Described::facts(self).into_iter().filter(|fact| !matches!(fact.name, "kind" | "severity")).collect()
    }

    fn became(before: (&Self, &Side), after: (&Self, &Side)) -> Option<Judged> {
        let ((was, _), (is, _)) = (before, after);
        match (was.kind, is.kind) {
            (FindingKind::Gap, FindingKind::Strength) => Some(Judged::better(Group::Fixed)),
            (FindingKind::Strength, FindingKind::Gap) => Some(Judged::worse(Group::Reopened, gravity::severity(is.severity))),
            (FindingKind::Gap, FindingKind::Gap) => {
                let (first, second) = was.severity.zip(is.severity)?;
                by_rank(&Reverse(first), &Reverse(second), gravity::severity(is.severity))
            }
            (FindingKind::Strength, FindingKind::Strength) => None,
        }
    }

    fn came(&self, _: &Side) -> Judged {
        match self.kind {
            FindingKind::Gap => Judged::worse(Group::New, gravity::severity(self.severity)),
            FindingKind::Strength => Judged::better(Group::New),
        }
    }

    /// A gap that is not found again is fixed only where somebody looked. A strength is missed only in a category that was looked at:
    /// lists of what works well name something else each time.
    fn went(&self, _: &Side, looked: bool) -> Judged {
        match self.kind {
            FindingKind::Gap if looked => Judged::better(Group::Fixed),
            FindingKind::Strength if looked && self.category.is_some() => Judged::worse(Group::Gone, gravity::STRENGTH),
            _ => Judged::neutral(Group::Gone),
        }
    }
}
