//! What a comparison and an import know a record by.

use super::Part;
use crate::assessments::{Category, Finding};
use crate::blockers::Blocker;
use crate::checklists::Item;
use crate::criteria::Criterion;
use crate::risks::Risk;
use crate::verifications::Verification;
use uuid::Uuid;

/// A record of a kind that can be found again.
pub(crate) trait Identified: Sized {
    /// Which kind.
    const PART: Part;

    fn id(&self) -> Uuid;

    fn name(&self) -> &str;

    /// The category or checklist it stands in.
    fn place(&self) -> Option<Uuid> {
        None
    }
}

impl Identified for Category {
    const PART: Part = Part::Category;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn name(&self) -> &str {
        self.name.as_str()
    }
}

impl Identified for Finding {
    const PART: Part = Part::Finding;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn name(&self) -> &str {
        self.title.as_str()
    }

    fn place(&self) -> Option<Uuid> {
        self.category.map(|id| id.0)
    }
}

impl Identified for Blocker {
    const PART: Part = Part::Blocker;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn name(&self) -> &str {
        self.title.as_str()
    }
}

impl Identified for Risk {
    const PART: Part = Part::Risk;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn name(&self) -> &str {
        self.title.as_str()
    }
}

impl Identified for Item {
    const PART: Part = Part::Item;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn name(&self) -> &str {
        self.text.as_str()
    }

    fn place(&self) -> Option<Uuid> {
        Some(self.checklist.0)
    }
}

impl Identified for Criterion {
    const PART: Part = Part::Criterion;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn name(&self) -> &str {
        self.text.as_str()
    }
}

impl Identified for Verification {
    const PART: Part = Part::Verification;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn name(&self) -> &str {
        Self::name(self)
    }
}
