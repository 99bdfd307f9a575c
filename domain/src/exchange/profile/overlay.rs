//! A profile laid over the outline of a report, before anything is read off it.

use super::Profile;
use crate::exchange::columns::{Column, Columns};
use crate::exchange::outline::{Block, Kind, Outline, Table};

/// Gives heads, statuses and headings the meaning that the project gives them.
pub(in crate::exchange) fn overlay(outline: &mut Outline<'_>, profile: &Profile) {
    if profile.is_empty() {
        return;
    }
    for section in &mut outline.sections {
        if let Some(heading) = &mut section.heading
            && let Some(announced) = profile.heading(heading.raw)
        {
            heading.topic = announced.topic();
        }
        blocks(&mut section.blocks, profile);
    }
}

fn blocks(found: &mut [Block<'_>], profile: &Profile) {
    for block in found {
        match &mut block.kind {
            Kind::Table(table) => of_table(table, profile),
            Kind::List(items) => items.iter_mut().for_each(|item| blocks(&mut item.blocks, profile)),
            Kind::Paragraph(_) | Kind::Code(_) | Kind::Other => {}
        }
    }
}

fn of_table(table: &mut Table<'_>, profile: &Profile) {
    let columns = Columns::of(table);
    let mut kinds = columns.kinds.to_vec();
    for (kind, head) in kinds.iter_mut().zip(&table.head) {
        *kind = profile.column(head).unwrap_or(*kind);
    }
    for row in &mut table.rows {
        for (cell, kind) in row.cells.iter_mut().zip(&kinds) {
            // Words of prose are no statuses, whatever stands in them.
            if says_status(*kind)
                && let Some(meaning) = profile.status(cell)
            {
                *cell = meaning.canonical();
            }
        }
    }
    table.columns = columns.meaning(kinds).into();
}

/// Whether cells of such a column say how their row stands.
pub(super) const fn says_status(kind: Column) -> bool {
    matches!(kind, Column::Status | Column::Done | Column::Answer | Column::Score | Column::Current | Column::Blocking | Column::Unknown)
}
