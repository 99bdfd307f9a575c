//! Acceptance criteria.

use super::make::{self, or_dash, plain, text, texts};
use super::prose::{brief, prose};
use super::tones;
use crate::criteria::{Criterion, CriterionState};
use crate::exports::Dossier;
use crate::exports::block::Block;

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let all = &dossier.registers.criteria;
    let rows = all.iter().map(|row| {
        let notes = match (row.notes.is_empty(), brief(&row.notes)) {
            (true, _) => plain("–"),
            (false, brief) => brief.unwrap_or_else(|| plain("below")),
        };
        vec![
            plain(row.text.as_str()),
            or_dash(row.label.as_ref()),
            make::mark(tones::criterion(row.state)),
            or_dash(row.owner.as_ref()),
            notes,
        ]
    });
    let columns = [texts("What has to hold", 6), texts("No.", 0), texts("State", 0), texts("Owner", 2), texts("Notes", 4)];
    let Some(table) = make::table("Acceptance criteria", columns, rows) else { return Vec::new() };
    let met = all.iter().filter(|row| row.state == CriterionState::Met).count();
    let mut out = vec![text(format!("{met} of {} criteria met.", all.len())), table];
    for row in all.iter().filter(|row| !row.notes.is_empty() && brief(&row.notes).is_none()) {
        out.push(make::strong(named(row)));
        out.extend(prose(&row.notes));
    }
    out
}

fn named(row: &Criterion) -> String {
    row.label.as_ref().map_or_else(|| row.text.to_string(), |label| format!("{label} – {}", row.text))
}
