//! The trend over the audits of a page of the history.

use crate::overview::percent;
use crate::ui::charts::{Mark, PointKind, TrendChart, TrendPoint};
use domain::months::{day_number, quiet, quiet_words};
use leptos::prelude::*;
use service::assessments::Audit;

/// The trend with its target, months without an audit, and each change of the rule; a sentence where there are fewer than two
/// points in time. `audits` are newest first.
pub(super) fn trend(audits: &[Audit]) -> impl IntoView + use<> {
    let points = points(audits);
    let first = points.first().map(|point| point.day);
    if points.iter().all(|point| Some(point.day) == first) {
        let why = if points.is_empty() { "No audit has a score so far." } else { "One date has a score so far; a trend needs two." };
        return view! { <p class="none-yet">{why}</p> }.into_any();
    }
    let runs = quiet(audits.iter().filter(|audit| audit.standing.counts).filter_map(|audit| audit.standing.date));
    let bands = runs.iter().map(|(first, last)| (first.first_day(), last.next().first_day())).collect();
    let target = audits.first().and_then(|audit| audit.rule.target_share());
    let target = target.map(|share| Mark::new(share.basis_points(), share.to_string()));
    let label = format!("Score over {} audits", audits.iter().filter(|audit| audit.standing.counts).count());
    let gaps = quiet_words(&runs).map(|words| view! { <p>{words}</p> });
    let rounding = rounding(audits).map(|words| view! { <p class="small muted">{words}</p> });
    view! { <TrendChart label points target bands summary=summary(audits)/> {gaps} {rounding} }.into_any()
}

/// Scores oldest first, stated ones before computed ones of the same audit.
fn points(audits: &[Audit]) -> Vec<TrendPoint> {
    let mut points = Vec::new();
    // What changed with an audit that has no point of its own stands at the next one.
    let mut pending: Vec<String> = Vec::new();
    for audit in audits.iter().rev().filter(|audit| audit.standing.counts) {
        pending.extend(audit.step.note());
        let Some(date) = audit.standing.date else { continue };
        let at = |kind, text: String, position: u32, note: Option<String>| TrendPoint {
            date: audit.summary.ordered_on.clone(),
            day: day_number(date),
            text,
            position,
            kind,
            note,
        };
        if let Some(score) = audit.summary.stated_score {
            points.push(at(PointKind::Stated, percent(score), u32::try_from(score).unwrap_or_default(), None));
        }
        if let Some(share) = &audit.standing.overall {
            let note = (!pending.is_empty()).then(|| std::mem::take(&mut pending).join(", "));
            points.push(at(PointKind::Computed, audit.rule.rounded(share), share.basis_points(), note));
        }
    }
    points
}

/// What the last step was: “68 → 70.5 (+2.5).”
fn summary(audits: &[Audit]) -> Option<String> {
    let mut scored =
        audits.iter().filter(|audit| audit.standing.counts).filter_map(|audit| Some((audit, audit.standing.overall.as_ref()?)));
    let ((audit, now), (older, before)) = (scored.next()?, scored.next()?);
    let moved = now.moved_from(before).points(audit.rule.places);
    Some(format!("Computed: {} → {} ({moved}).", older.rule.rounded(before), audit.rule.rounded(now)))
}

/// Names the rounding where one of the figures was rounded.
fn rounding(audits: &[Audit]) -> Option<String> {
    let words = audits.iter().find_map(|audit| audit.rule.rounding_of(audit.standing.overall.as_ref()?))?;
    Some(format!("Computed scores are {words}; a change is taken between the exact scores."))
}
