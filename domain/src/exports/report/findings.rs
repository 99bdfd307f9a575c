//! Strengths and gaps by category.

use super::make::{self, heading, maybe};
use super::prose::prose;
use super::tones;
use crate::assessments::{Finding, FindingKind};
use crate::exports::block::Block;
use crate::exports::{Audit, Dossier};
use crate::ids::CategoryId;
use std::collections::{HashMap, HashSet};

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    dossier.audit.as_ref().map(by_category).unwrap_or_default()
}

/// The categories in order, each with its gaps and then its strengths; at the end what belongs to none.
fn by_category(audit: &Audit) -> Vec<Block> {
    let known: HashSet<CategoryId> = audit.categories.iter().map(|category| category.id).collect();
    let mut of: HashMap<Option<CategoryId>, Vec<&Finding>> = HashMap::new();
    for finding in &audit.findings {
        of.entry(finding.category.filter(|category| known.contains(category))).or_default().push(finding);
    }
    let places = audit.categories.iter().map(|category| (Some(category.id), category.name.as_str()));
    let rest = if audit.categories.is_empty() { "Of the whole" } else { "Without a category" };
    let mut out = Vec::new();
    for (category, name) in places.chain([(None, rest)]) {
        let Some(rows) = of.remove(&category) else { continue };
        out.push(heading(2, name));
        let of = |kind| rows.iter().copied().filter(move |row| row.kind == kind);
        out.extend(of(FindingKind::Gap).chain(of(FindingKind::Strength)).flat_map(finding));
    }
    out
}

fn finding(row: &Finding) -> Vec<Block> {
    let mut out = vec![make::titled(row.title.as_str(), [tones::finding(row)])];
    // A strength can be rated too; its mark says only that it is one.
    let severity = row.severity.filter(|_| row.kind == FindingKind::Strength);
    out.extend(make::facts([
        maybe("Severity", severity.map(crate::assessments::Severity::as_str)),
        maybe("Where", row.location.as_ref()),
        maybe("Now", row.current.as_ref()),
        maybe("Required", row.required.as_ref()),
        maybe("Impact", row.impact.as_ref()),
        maybe("Do", row.recommendation.as_ref()),
        maybe("In the report", row.lines.map(make::lines)),
    ]));
    out.extend(prose(&row.body));
    out
}
