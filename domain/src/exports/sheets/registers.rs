//! Blockers and risks.

use super::{Cell, Column, Sheet};
use crate::blockers::Blocker;
use crate::exports::Dossier;
use crate::risks::{Acceptance, Exposure, Level, Response, Risk};

pub(super) fn blockers(of: &Dossier) -> Sheet {
    let columns: &[Column<&Blocker>] = &[
        ("Blocker", |row, _| (&row.title).into()),
        ("Tier", |row, _| row.tier.number().into()),
        ("Tier name", |row, of| of.project.words.tier(row.tier).into()),
        ("Tier as written", |row, _| row.tier_label.as_ref().into()),
        ("Status", |row, of| row.standing(of.at.today()).as_str().into()),
        ("Overdue", |row, of| row.is_overdue(of.at.today()).into()),
        ("Category", |row, _| row.category.as_ref().into()),
        ("Current state", |row, _| row.current.as_ref().into()),
        ("Required state", |row, _| row.required.as_ref().into()),
        ("Location", |row, _| row.location.as_ref().into()),
        ("Owner", |row, _| row.owner.as_ref().into()),
        ("Due", |row, _| row.due.into()),
        ("Links", |row, _| Cell::text(&row.links)),
        ("Description", |row, _| (&row.body).into()),
        ("Opened (UTC)", |row, _| row.opened_at.into()),
        ("Age in days", |row, of| row.age(of.at.today()).into()),
        ("Resolved (UTC)", |row, _| row.resolution.as_ref().map(|end| end.at).into()),
        ("Resolved by", |row, _| row.resolution.as_ref().map(|end| &end.by_name).into()),
        ("Evidence", |row, _| row.resolution.as_ref().and_then(|end| end.evidence.as_ref()).into()),
        ("Waived until", |row, _| row.waiver.as_ref().map(|waiver| waiver.until).into()),
        ("Waived because", |row, _| row.waiver.as_ref().map(|waiver| &waiver.reason).into()),
        ("Waived by", |row, _| row.waiver.as_ref().map(|waiver| &waiver.by_name).into()),
        ("Waived (UTC)", |row, _| row.waiver.as_ref().map(|waiver| waiver.at).into()),
        ("Source lines", |row, _| row.lines.into()),
        ("Opened in audit", |row, _| row.opened_in.map(|id| id.to_string()).into()),
        ("Owner ID", |row, _| row.owner.as_ref().and_then(|owner| owner.user).map(|id| id.to_string()).into()),
        ("ID", |row, _| Cell::text(row.id)),
    ];
    Sheet::of("blockers", "Blockers", columns, &of.registers.blockers, of)
}

pub(super) fn risks(of: &Dossier) -> Sheet {
    // The heads are chosen so that reading the file again finds each part: what is about a risk before anything is done, as aimed at or as
    // stated must not be taken for how it is now, and why something was decided not for its description.
    let columns: &[Column<&Risk>] = &[
        ("Title", |row, _| (&row.title).into()),
        ("Level", |row, of| level(row.residual.level(of.project.words.matrix()))),
        ("Likelihood", |row, _| level(row.residual.likelihood)),
        ("Impact", |row, _| level(row.residual.impact)),
        ("Previous level", |row, _| level(row.previous)),
        ("Target level", |row, of| level(row.target.level(of.project.words.matrix()))),
        ("Direction", |row, _| row.polarity.as_str().into()),
        ("Response", |row, _| row.response.map(Response::as_str).into()),
        ("Mitigation", |row, _| (&row.mitigation).into()),
        ("Owner", |row, _| row.owner.as_ref().into()),
        ("Status", |row, _| status(row)),
        ("Status as written", |row, _| row.status.as_ref().into()),
        ("Review", |row, _| row.review.into()),
        ("Review due", |row, of| row.is_review_due(of.at.today()).into()),
        ("Description", |row, _| (&row.description).into()),
        ("Score", |row, _| row.residual.product().into()),
        ("Stated level", |row, _| level(row.residual.stated)),
        ("Level before anything is done", |row, of| level(row.inherent.level(of.project.words.matrix()))),
        ("Likelihood before anything is done", |row, _| level(row.inherent.likelihood)),
        ("Impact before anything is done", |row, _| level(row.inherent.impact)),
        ("Stated level before anything is done", |row, _| level(row.inherent.stated)),
        ("Likelihood aimed at", |row, _| level(row.target.likelihood)),
        ("Impact aimed at", |row, _| level(row.target.impact)),
        ("Stated level aimed at", |row, _| level(row.target.stated)),
        ("Accepted until", |row, _| row.acceptance.as_ref().map(|given| given.until).into()),
        ("Accepted because", |row, _| row.acceptance.as_ref().map(|given| &given.reason).into()),
        ("Accepted by", |row, _| row.acceptance.as_ref().map(|given| &given.approver).into()),
        ("Accepted (UTC)", |row, _| row.acceptance.as_ref().map(|given| given.at).into()),
        ("Accepted at", |row, of| row.acceptance.as_ref().and_then(|given| accepted_at(given, of)).into()),
        ("Acceptance holds", |row, of| {
            row.cover(of.project.words.matrix(), of.at.today()).map(|cover| cover == crate::risks::Cover::Holds).into()
        }),
        ("Opened (UTC)", |row, _| row.opened_at.into()),
        ("Closed (UTC)", |row, _| row.closure.as_ref().map(|end| end.at).into()),
        ("Closed by", |row, _| row.closure.as_ref().map(|end| &end.by_name).into()),
        ("Closed because", |row, _| row.closure.as_ref().map(|end| &end.reason).into()),
        ("Source lines", |row, _| row.lines.into()),
        ("Opened in audit", |row, _| row.opened_in.map(|id| id.to_string()).into()),
        ("Owner ID", |row, _| row.owner.as_ref().and_then(|owner| owner.user).map(|id| id.to_string()).into()),
        ("ID", |row, _| Cell::text(row.id)),
    ];
    Sheet::of("risks", "Risks", columns, &of.registers.risks, of)
}

/// That it is closed counts more than what a report once called it.
fn status(row: &Risk) -> Cell {
    match (&row.closure, &row.status) {
        (Some(_), _) => "closed".into(),
        (None, Some(written)) => written.into(),
        (None, None) => "open".into(),
    }
}

fn level(level: Option<Level>) -> Cell {
    level.map(Level::as_str).into()
}

/// What an acceptance was given for: `high (likelihood high, impact high)`.
fn accepted_at(given: &Acceptance, of: &Dossier) -> Option<String> {
    let exposure = Exposure { likelihood: given.likelihood, impact: given.impact, stated: given.level };
    let level = exposure.level(of.project.words.matrix())?.as_str();
    Some(match (given.likelihood, given.impact) {
        (Some(likelihood), Some(impact)) => format!("{level} (likelihood {}, impact {})", likelihood.as_str(), impact.as_str()),
        _ => level.to_owned(),
    })
}
