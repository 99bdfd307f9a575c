//! What a report says, part by part.

mod appendix;
mod blockers;
mod changes;
mod checklists;
mod cover;
mod criteria;
mod figures;
mod findings;
mod make;
mod plan;
mod prose;
mod risks;
mod score;
mod summary;
#[cfg(test)]
mod tests;
mod tones;
mod trend;
mod verdicts;
mod verifications;

use super::block::{Block, Part, Report};
use super::{Choice, Dossier, Section};

/// The report of a dossier with the parts that were chosen. A part that there is nothing to say in is left out; the summary, the verdicts
/// and the score say instead what is missing.
#[must_use]
pub fn report(dossier: &Dossier, choice: &Choice) -> Report {
    let parts = choice.sections().iter().map(|section| Part { section: *section, blocks: blocks(dossier, *section) });
    Report { cover: cover::cover(dossier, choice), parts: parts.filter(|part| !part.blocks.is_empty()).collect() }
}

fn blocks(dossier: &Dossier, section: Section) -> Vec<Block> {
    match section {
        Section::Summary => summary::blocks(dossier),
        Section::Verdicts => verdicts::blocks(dossier),
        Section::Score => score::blocks(dossier),
        Section::Trend => trend::blocks(dossier),
        Section::Changes => changes::blocks(dossier),
        Section::Findings => findings::blocks(dossier),
        Section::Blockers => blockers::blocks(dossier),
        Section::Risks => risks::blocks(dossier),
        Section::Checklists => checklists::blocks(dossier),
        Section::Criteria => criteria::blocks(dossier),
        Section::Plan => plan::blocks(dossier),
        Section::Verifications => verifications::blocks(dossier),
        Section::Appendix => appendix::blocks(dossier),
    }
}
