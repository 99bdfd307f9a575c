//! How a project stood when an audit was frozen, as far as gates ask: counted from the rows that were sealed.

use super::Audit;
use crate::Timestamp;
use crate::assessments::Registers;
use crate::checklists::ItemState;
use crate::criteria::CriterionState;
use crate::gates::{CategoryFact, Count, Facts};
use crate::projects::Words;
use crate::risks::{Cover, Polarity};
use crate::verifications::Freshness;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What gates are weighed against, for an audit with its registers at a moment. The same figures that the database counts for a project as
/// it stands now; here they come from the rows themselves, so that a frozen audit is weighed on its own state.
#[must_use]
pub fn facts_of(audit: &Audit, registers: &Registers, words: &Words, at: Timestamp) -> Facts {
    let rows = audit.categories.iter().zip(&audit.score.rows);
    let categories = rows.map(|(row, earned)| CategoryFact { id: row.id, name: row.name.clone(), share: earned.share.clone() }).collect();
    Facts {
        audit: Some(audit.assessment.id),
        overall: audit.score.overall.clone(),
        categories,
        known: true,
        ..counted(registers, words, at).unwrap_or_else(|| Facts { holding: Some(BTreeSet::new()), ..Facts::default() })
    }
}

/// What the registers give; `None` where they have no row.
pub(super) fn counted(registers: &Registers, words: &Words, at: Timestamp) -> Option<Facts> {
    let mut holding = BTreeSet::new();
    let facts = Facts {
        blockers: blockers(registers, at, &mut holding),
        items: items(registers, at, &mut holding),
        criteria: share(registers.criteria.iter().map(|row| (row.id.0, row.state != CriterionState::Met)), &mut holding),
        risks: risks(registers, words, at, &mut holding),
        verifications: share(registers.verifications.iter().map(|row| (row.id.0, row.freshness(at) != Freshness::Fresh)), &mut holding),
        known: true,
        ..Facts::default()
    };
    let Registers { blockers, risks, items, criteria, verifications, .. } = registers;
    let none = blockers.is_empty() && risks.is_empty() && items.is_empty() && criteria.is_empty() && verifications.is_empty();
    (!none).then_some(Facts { holding: Some(holding), ..facts })
}

/// How many rows are open among all, and which they are.
fn share(rows: impl Iterator<Item = (Uuid, bool)>, holding: &mut BTreeSet<Uuid>) -> Count {
    rows.fold(Count::default(), |sum, (id, open)| {
        if open {
            holding.insert(id);
        }
        Count { open: sum.open + u64::from(open), total: sum.total + 1 }
    })
}

/// Blockers that block on that day, by tier: a waived one does not, and one whose waiver has lapsed does again.
fn blockers(registers: &Registers, at: Timestamp, holding: &mut BTreeSet<Uuid>) -> Vec<(crate::blockers::Tier, u64)> {
    let mut tiers = BTreeMap::new();
    for row in registers.blockers.iter().filter(|row| row.standing(at.today()).blocks()) {
        *tiers.entry(row.tier).or_default() += 1;
        holding.insert(row.id.0);
    }
    tiers.into_iter().collect()
}

/// Blocking items that apply; a tick that waits for a verification is open.
fn items(registers: &Registers, at: Timestamp, holding: &mut BTreeSet<Uuid>) -> Count {
    let blocking = registers.items.iter().filter(|row| row.blocking).map(|row| (row.id.0, row.state(at)));
    let applying = blocking.filter(|(_, state)| *state != ItemState::NotApplicable);
    share(applying.map(|(id, state)| (id, state != ItemState::Done)), holding)
}

/// Open risks that no acceptance covers, by level, those of an unknown level first; qualities are not among them.
fn risks(registers: &Registers, words: &Words, at: Timestamp, holding: &mut BTreeSet<Uuid>) -> Vec<(Option<crate::risks::Level>, u64)> {
    let mut levels = BTreeMap::new();
    let open = registers.risks.iter().filter(|row| row.closure.is_none() && row.polarity == Polarity::LowerIsBetter);
    for row in open.filter(|row| row.cover(words.matrix(), at.today()) != Some(Cover::Holds)) {
        *levels.entry(row.residual.level(words.matrix())).or_default() += 1;
        holding.insert(row.id.0);
    }
    levels.into_iter().collect()
}

#[cfg(test)]
mod tests;
