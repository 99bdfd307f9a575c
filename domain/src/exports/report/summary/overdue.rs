//! What is late, and what else waits.

use super::super::make::{self, count, heading, plain, text};
use super::{NAMED, dated};
use crate::exports::Dossier;
use crate::exports::block::Block;
use crate::plans;
use crate::time::Day;
use crate::verifications::Freshness;

/// What is overdue, the longest first, and what gates wait for; nothing where nothing is known of either.
pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let mut late = late(dossier);
    if late.is_empty() && others(dossier).is_empty() {
        return Vec::new();
    }
    late.sort_by_key(|(since, ..)| *since);
    let more = late.len().saturating_sub(NAMED);
    let mut out = vec![heading(2, "What is next")];
    out.push(text(match late.len() {
        0 => "Nothing is overdue.".to_owned(),
        many => format!("{} overdue.", count(many as u64, "row is", "rows are")),
    }));
    let rows = late.iter().take(NAMED).map(|(since, kind, name)| vec![plain(*kind), plain(*name), plain(since.to_string())]);
    out.extend(make::table("What is overdue", dated(), rows));
    out.extend((more > 0).then(|| make::quiet(format!("{more} more."))));
    out.extend(make::list(others(dossier).into_iter().map(plain)));
    out
}

fn late(dossier: &Dossier) -> Vec<(Day, &'static str, &str)> {
    let (now, today, all) = (dossier.at, dossier.at.today(), &dossier.registers);
    let blockers =
        all.blockers.iter().filter(|row| row.is_overdue(today)).filter_map(|row| Some((row.due?, "blocker", row.title.as_str())));
    let items = all.items.iter().filter(|row| row.is_overdue(now)).filter_map(|row| Some((row.due?, "item", row.text.as_str())));
    let steps = all.actions.iter().filter(|row| row.standing(today) == plans::Standing::Late);
    let steps = steps.filter_map(|row| Some((row.date?, "step of the plan", row.focus.as_str())));
    let risks = all.risks.iter().filter(|row| row.is_review_due(today));
    let risks = risks.filter_map(|row| Some((row.review?, "review of a risk", row.title.as_str())));
    let checks = all.verifications.iter().filter(|row| row.freshness(now) == Freshness::Expired);
    let checks = checks.filter_map(|row| Some((row.last.as_ref()?.expires_at?.today(), "verification", row.name())));
    blockers.chain(items).chain(steps).chain(risks).chain(checks).collect()
}

/// What else gates wait for: `3 blocking items not done`.
fn others(dossier: &Dossier) -> Vec<String> {
    let Some(facts) = crate::exports::facts::counted(&dossier.registers, &dossier.project.words, dossier.at) else { return Vec::new() };
    let risks = facts.risks.iter().map(|(_, count)| *count).sum();
    let others = [
        (facts.items.open, "blocking item not done", "blocking items not done"),
        (facts.criteria.open, "criterion not met", "criteria not met"),
        (facts.verifications.open, "verification not fresh", "verifications not fresh"),
        (risks, "risk not accepted", "risks not accepted"),
    ];
    others.into_iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(number, one, many)).collect()
}
