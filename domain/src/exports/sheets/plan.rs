//! Steps of the plan, and claims that can be checked.

use super::{Cell, Column, Sheet};
use crate::exports::Dossier;
use crate::plans::Action;
use crate::verifications::Verification;

pub(super) fn actions(of: &Dossier) -> Sheet {
    let columns: &[Column<&Action>] = &[
        ("When", |row, _| row.when.as_ref().into()),
        ("Date", |row, _| row.date.into()),
        ("Focus", |row, _| (&row.focus).into()),
        ("Deliverables", |row, _| (&row.deliverables).into()),
        ("Owner", |row, _| row.owner.as_ref().into()),
        ("Status", |row, of| row.standing(of.at.today()).as_str().into()),
        ("Done (UTC)", |row, _| row.done.as_ref().map(|done| done.at).into()),
        ("Done by", |row, _| row.done.as_ref().map(|done| &done.by_name).into()),
        ("Source lines", |row, _| row.lines.into()),
        ("Owner ID", |row, _| row.owner.as_ref().and_then(|owner| owner.user).map(|id| id.to_string()).into()),
        ("Done by ID", |row, _| row.done.as_ref().and_then(|done| done.by).map(|id| id.to_string()).into()),
        ("ID", |row, _| Cell::text(row.id)),
    ];
    Sheet::of("actions", "Plan", columns, &of.registers.actions, of)
}

pub(super) fn verifications(of: &Dossier) -> Sheet {
    let columns: &[Column<&Verification>] = &[
        ("Title", |row, _| row.title.as_ref().into()),
        ("Command", |row, _| (&row.command).into()),
        ("Expected", |row, _| row.expected.as_ref().into()),
        ("Days a pass counts", |row, _| row.valid_days.map(crate::verifications::ValidDays::number).into()),
        ("Status", |row, of| row.freshness(of.at).as_str().into()),
        ("Last result", |row, _| row.last.as_ref().map(|last| last.outcome.as_str()).into()),
        ("Last run (UTC)", |row, _| row.last.as_ref().map(|last| last.at).into()),
        ("Posted by", |row, _| row.last.as_ref().map(|last| &last.by).into()),
        ("Expires (UTC)", |row, _| row.last.as_ref().and_then(|last| last.expires_at).into()),
        ("Source lines", |row, _| row.lines.into()),
        ("ID", |row, _| Cell::text(row.id)),
    ];
    Sheet::of("verifications", "Verifications", columns, &of.registers.verifications, of)
}
