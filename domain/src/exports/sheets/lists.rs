//! Items of checklists, and acceptance criteria.

use super::{Cell, Column, Sheet};
use crate::checklists::{Checklist, Item, ItemState};
use crate::criteria::Criterion;
use crate::exports::Dossier;

/// An item with its list.
type Listed<'d> = (&'d Item, Option<&'d Checklist>);

pub(super) fn items(of: &Dossier) -> Sheet {
    // As with risks, the heads tell our reader which column is which: only one says that an item is done, and none but the details is taken for
    // them.
    let columns: &[Column<Listed<'_>>] = &[
        ("Checklist", |(_, list), _| list.map(|list| &list.title).into()),
        ("Item", |(row, _), _| (&row.text).into()),
        ("Done", |(row, _), _| row.done.is_some().into()),
        ("State", |(row, _), of| state(row.state(of.at)).into()),
        ("Blocking", |(row, _), _| row.blocking.into()),
        ("Assignee", |(row, _), _| row.assignee.as_ref().into()),
        ("Due", |(row, _), _| row.due.into()),
        ("Overdue", |(row, _), of| row.is_overdue(of.at).into()),
        ("Details", |(row, _), _| (&row.detail).into()),
        ("Needs a verification", |(row, _), _| row.needs_verification.into()),
        ("Verified until (UTC)", |(row, _), _| row.verified_until.into()),
        ("Done (UTC)", |(row, _), _| row.done.as_ref().map(|tick| tick.at).into()),
        ("Done by", |(row, _), _| row.done.as_ref().map(|tick| &tick.by_name).into()),
        ("Done as imported", |(row, _), _| row.done.as_ref().map(|tick| tick.imported).into()),
        ("Set aside because", |(row, _), _| row.set_aside.as_ref().map(|aside| &aside.reason).into()),
        ("Set aside (UTC)", |(row, _), _| row.set_aside.as_ref().map(|aside| aside.at).into()),
        ("Set aside by", |(row, _), _| row.set_aside.as_ref().map(|aside| &aside.by_name).into()),
        ("Source lines", |(row, _), _| row.lines.into()),
        ("Assignee ID", |(row, _), _| row.assignee.as_ref().and_then(|person| person.user).map(|id| id.to_string()).into()),
        ("Done by ID", |(row, _), _| row.done.as_ref().map(|tick| tick.by.to_string()).into()),
        ("Set aside by ID", |(row, _), _| row.set_aside.as_ref().map(|aside| aside.by.to_string()).into()),
        ("Checklist ID", |(row, _), _| Cell::text(row.checklist)),
        ("ID", |(row, _), _| Cell::text(row.id)),
    ];
    let list = |row: &Item| of.registers.checklists.iter().find(|list| list.id == row.checklist);
    let rows = of.registers.items.iter().map(|row| (row, list(row)));
    Sheet::of("items", "Checklist items", columns, rows, of)
}

const fn state(state: ItemState) -> &'static str {
    match state {
        ItemState::Open => "open",
        ItemState::Unverified => "not verified",
        ItemState::Done => "done",
        ItemState::NotApplicable => "not applicable",
    }
}

pub(super) fn criteria(of: &Dossier) -> Sheet {
    let columns: &[Column<&Criterion>] = &[
        ("Label", |row, _| row.label.as_ref().into()),
        ("Criterion", |row, _| (&row.text).into()),
        ("State", |row, _| row.state.as_str().into()),
        ("Owner", |row, _| row.owner.as_ref().into()),
        ("Notes", |row, _| (&row.notes).into()),
        ("Source lines", |row, _| row.lines.into()),
        ("Owner ID", |row, _| row.owner.as_ref().and_then(|owner| owner.user).map(|id| id.to_string()).into()),
        ("ID", |row, _| Cell::text(row.id)),
    ];
    Sheet::of("criteria", "Acceptance criteria", columns, &of.registers.criteria, of)
}
