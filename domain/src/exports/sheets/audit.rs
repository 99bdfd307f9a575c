//! Categories with what each adds to the score, and findings.

use super::{Cell, Column, Sheet};
use crate::assessments::{Category, Finding, Rating, Severity};
use crate::exports::Dossier;
use crate::scoring::{Contribution, Share};

/// A category with its part of the score, which is missing only where a dossier was put together wrongly.
type Scored<'d> = (&'d Category, Option<&'d Contribution>);

pub(super) fn categories(of: &Dossier) -> Sheet {
    let columns: &[Column<Scored<'_>>] = &[
        ("Category", |(row, _), _| (&row.name).into()),
        ("Rating", |(row, _), _| Cell::text(&row.rating)),
        ("Points", |(row, _), _| points(row).map(|(value, _)| value).into()),
        ("Out of", |(row, _), _| points(row).map(|(_, max)| max).into()),
        ("Not applicable because", |(row, _), _| match &row.rating {
            Rating::NotApplicable { reason } => reason.into(),
            _ => Cell::Empty,
        }),
        ("Weight", |(row, _), _| row.weight.into()),
        ("Weight used", |(_, part), _| part.map(|part| part.weight).into()),
        ("Share in percent", |(_, part), _| part.and_then(|part| percent(part.share.as_ref())).into()),
        ("Contribution in percentage points", |(_, part), _| part.and_then(|part| percent(part.contribution.as_ref())).into()),
        ("Status as written", |(row, _), _| row.status.as_ref().into()),
        ("Notes", |(row, _), _| (&row.notes).into()),
        ("Source lines", |(row, _), _| row.lines.into()),
        ("ID", |(row, _), _| Cell::text(row.id)),
    ];
    let rows = of.audit.iter().flat_map(|audit| audit.categories.iter().enumerate().map(|(at, row)| (row, audit.score.rows.get(at))));
    Sheet::of("categories", "Categories", columns, rows, of)
}

fn points(row: &Category) -> Option<(rust_decimal::Decimal, rust_decimal::Decimal)> {
    match row.rating {
        Rating::Points(points) => Some((points.value(), points.max())),
        _ => None,
    }
}

/// As pages show it: two places, rounded half up.
fn percent(share: Option<&Share>) -> Option<rust_decimal::Decimal> {
    share.map(|share| share.percent(2))
}

pub(super) fn findings(of: &Dossier) -> Sheet {
    let columns: &[Column<&Finding>] = &[
        ("Category", |row, of| category(row, of).map(|category| &category.name).into()),
        ("Kind", |row, _| row.kind.as_str().into()),
        ("Finding", |row, _| (&row.title).into()),
        ("Severity", |row, _| row.severity.map(Severity::as_str).into()),
        ("Location", |row, _| row.location.as_ref().into()),
        ("Current state", |row, _| row.current.as_ref().into()),
        ("Required state", |row, _| row.required.as_ref().into()),
        ("Impact", |row, _| row.impact.as_ref().into()),
        ("Recommendation", |row, _| row.recommendation.as_ref().into()),
        ("Details", |row, _| (&row.body).into()),
        ("Source lines", |row, _| row.lines.into()),
        ("Category ID", |row, _| row.category.map(|id| id.to_string()).into()),
        ("ID", |row, _| Cell::text(row.id)),
    ];
    let rows = of.audit.iter().flat_map(|audit| &audit.findings);
    Sheet::of("findings", "Findings", columns, rows, of)
}

fn category<'d>(row: &Finding, of: &'d Dossier) -> Option<&'d Category> {
    let id = row.category?;
    of.audit.as_ref()?.categories.iter().find(|category| category.id == id)
}
