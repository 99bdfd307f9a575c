//! What would be if some open work were done: the score, the verdicts, and the shortest way to a yes.

mod forecast;
mod way;

pub use forecast::{Forecast, Left, Weeks};
pub use way::{Step, way};

use crate::assessments::{Category, Points, Rating};
use crate::blockers::Tier;
use crate::gates::{CategoryFact, Count, Facts, Gate, Outcome, Percent};
use crate::ids::{BlockerId, CategoryId, CriterionId, ItemId, RiskId, VerificationId};
use crate::records::{RecordKind, RecordRef};
use crate::risks::Level;
use crate::scoring::{ScoringRule, score};
use crate::text::Title;
use rust_decimal::Decimal;
use std::collections::HashSet;
use uuid::Uuid;

/// Something that could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A blocker that blocks is resolved.
    Resolve(BlockerId, Tier),
    /// A blocking item is done.
    Tick(ItemId),
    /// A criterion is met.
    Meet(CriterionId),
    /// A risk is accepted, closed or brought below all levels that gates ask about; its level, where one is known.
    Settle(RiskId, Option<Level>),
    /// A verification passes.
    Pass(VerificationId),
    /// A category of the last audit is rated with so many percent.
    Rate(CategoryId, Percent),
}

/// Open work, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What would be done.
    pub deed: Deed,
    /// What it is called.
    pub title: Title,
}

/// What a project stands on.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a> {
    /// How it stands.
    pub facts: &'a Facts,
    /// The categories of its last audit.
    pub categories: &'a [Category],
    /// The rule that these are scored with.
    pub rule: &'a ScoringRule,
    /// The rule of the project, which says how blockers cap.
    pub caps: &'a crate::scoring::Caps,
}

impl Deed {
    /// The row that it is about; `None` for a rating.
    #[must_use]
    pub fn record(&self) -> Option<RecordRef> {
        match *self {
            Self::Resolve(id, _) => Some(id.into()),
            Self::Tick(id) => Some(id.into()),
            Self::Meet(id) => Some(id.into()),
            Self::Settle(id, _) => Some(id.into()),
            Self::Pass(id) => Some(id.into()),
            Self::Rate(..) => None,
        }
    }

    /// What is done, in the imperative: `Resolve the blocker`.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Resolve(..) => "Resolve the blocker",
            Self::Tick(_) => "Do the item",
            Self::Meet(_) => "Meet the criterion",
            Self::Settle(..) => "Settle the risk",
            Self::Pass(_) => "Verify again",
            Self::Rate(..) => "Raise the category",
        }
    }
}

impl Base<'_> {
    /// How the project would stand. Each deed counts once, and none for more than there is.
    #[must_use]
    pub fn with(&self, deeds: &[Deed]) -> Facts {
        let mut trial = self.trial();
        for deed in deeds {
            trial.apply(*deed);
        }
        trial.facts
    }

    /// Begins to try deeds one after the other.
    fn trial(&self) -> Trial<'_> {
        // Who tries something looks at figures; which rows there were says nothing about what would be.
        let facts = Facts { holding: None, ..self.facts.clone() };
        Trial { base: self, facts, done: HashSet::new(), rated: None }
    }

    /// What a gate would find.
    #[must_use]
    pub fn outcome(&self, gate: &Gate, deeds: &[Deed]) -> Outcome {
        gate.weigh(&self.with(deeds), self.caps)
    }
}

/// How the project would stand after some deeds.
struct Trial<'a> {
    base: &'a Base<'a>,
    facts: Facts,
    done: HashSet<(Option<RecordKind>, Uuid)>,
    /// The categories as rated anew; `None` where none is.
    rated: Option<Vec<Category>>,
}

impl Trial<'_> {
    /// One more deed; one that was done already changes nothing.
    fn apply(&mut self, deed: Deed) {
        if !self.done.insert(deed.row()) {
            return;
        }
        let facts = &mut self.facts;
        match deed {
            Deed::Resolve(_, tier) => less(facts.blockers.iter_mut().filter(|(of, _)| *of == tier).map(|(_, count)| count)),
            Deed::Settle(_, level) => less(facts.risks.iter_mut().filter(|(of, _)| *of == level).map(|(_, count)| count)),
            Deed::Tick(_) => done(&mut facts.items),
            Deed::Meet(_) => done(&mut facts.criteria),
            Deed::Pass(_) => done(&mut facts.verifications),
            Deed::Rate(id, percent) => {
                let rated = self.rated.get_or_insert_with(|| self.base.categories.to_vec());
                let points = Points::new(percent.amount(), Decimal::ONE_HUNDRED);
                if let (Some(row), Ok(points)) = (rated.iter_mut().find(|row| row.id == id), points) {
                    row.rating = Rating::Points(points);
                }
                let score = score(rated, self.base.rule);
                facts.overall = score.overall;
                let rows = rated.iter().zip(score.rows);
                facts.categories =
                    rows.map(|(row, earned)| CategoryFact { id: row.id, name: row.name.clone(), share: earned.share }).collect();
            }
        }
    }
}

impl Deed {
    /// What it is about: the kind of the row, none for a category, and its identity.
    fn row(&self) -> (Option<RecordKind>, Uuid) {
        match *self {
            Self::Rate(id, _) => (None, id.0),
            _ => self.record().map_or((None, Uuid::nil()), |record| (Some(record.kind), record.id)),
        }
    }
}

fn less<'a>(mut counts: impl Iterator<Item = &'a mut u64>) {
    if let Some(count) = counts.next() {
        *count = count.saturating_sub(1);
    }
}

const fn done(count: &mut Count) {
    count.open = count.open.saturating_sub(1);
}
