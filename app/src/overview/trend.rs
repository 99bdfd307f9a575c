//! The trend over all audits of a project.

use super::parts::percent;
use crate::ui::charts::{PointKind, TrendChart, TrendPoint};
use chrono::{Datelike, NaiveDate};
use domain::scoring::Share;
use leptos::prelude::*;
use service::assessments::AssessmentSummary;

/// A point that only a later report tells of is drawn this many days before it: no more is known than that it came first.
const BEFORE: i64 = 30;

/// The trend; a sentence where there are fewer than two points in time. `audits` are newest first.
pub(super) fn trend(audits: &[AssessmentSummary]) -> impl IntoView + use<> {
    let points = points(audits);
    let first = points.first().map(|point| point.day);
    let moved = points.iter().any(|point| Some(point.day) != first);
    let summary = summary(&points);
    let label = format!("Score over {} audits", audits.len());
    if moved {
        return view! { <TrendChart label points summary/> }.into_any();
    }
    let why = if points.is_empty() { "No audit has a score so far." } else { "One date has a score so far; a trend needs two." };
    view! { <p class="none-yet">{why}</p> }.into_any()
}

/// Scores of all audits, oldest first, and between them those that only a report tells of: what it calls the score before, where no audit
/// that is here has it.
fn points(audits: &[AssessmentSummary]) -> Vec<TrendPoint> {
    let mut points: Vec<TrendPoint> = Vec::new();
    let mut last: Option<&AssessmentSummary> = None;
    for audit in audits.iter().rev().filter(|audit| audit.counts()) {
        let Some(day) = day(&audit.ordered_on) else { continue };
        let after = points.last().map(|point| point.day);
        if !last.is_some_and(|last| is_told(audit, last)) {
            points.extend(before(audit, day, after));
        }
        last = Some(audit);
        let at = |kind, score: i64| TrendPoint {
            date: audit.ordered_on.clone(),
            day,
            text: percent(score),
            position: u32::try_from(score).unwrap_or_default(),
            kind,
            note: None,
        };
        points.extend(audit.stated_score.map(|score| at(PointKind::Stated, score)));
        points.extend(audit.score.map(|score| at(PointKind::Computed, score)));
    }
    points
}

/// Whether what an audit calls the score before is that of this audit: what it states, or what its rows give, both rounded as people do.
fn is_told(audit: &AssessmentSummary, last: &AssessmentSummary) -> bool {
    const ROUNDED: i64 = 100;
    let Some(told) = previous(audit).map(|share| i64::from(share.basis_points())) else { return true };
    [last.stated_score, last.score].into_iter().flatten().any(|score| (score - told).abs() < ROUNDED)
}

fn previous(audit: &AssessmentSummary) -> Option<Share> {
    let previous = audit.assessment.stated.previous.as_ref()?;
    Share::of(previous.value, previous.max)
}

/// The score before, as this audit tells it; behind the audit of the day `after`, where there is one.
fn before(audit: &AssessmentSummary, day: i64, after: Option<i64>) -> Option<TrendPoint> {
    let share = previous(audit)?;
    // There is no day between.
    if after.is_some_and(|after| day - after < 2) {
        return None;
    }
    let at = after.map_or(day - BEFORE, |after| (day - BEFORE).max(after + (day - after) / 2));
    Some(TrendPoint {
        date: format!("before {}", audit.ordered_on),
        day: at,
        text: share.to_string(),
        position: share.basis_points(),
        kind: PointKind::Stated,
        note: Some("as the next report says".to_owned()),
    })
}

/// Days since the start of our calendar; a month counts as its first day.
fn day(date: &str) -> Option<i64> {
    let whole = if date.len() == 7 { format!("{date}-01") } else { date.to_owned() };
    NaiveDate::parse_from_str(&whole, "%Y-%m-%d").ok().map(|date| date.num_days_from_ce().into())
}

/// What the last step was, for each kind of score that has two points: “Stated: 55 → 68 (+13).”
fn summary(points: &[TrendPoint]) -> Option<String> {
    let step = |kind, name: &str| {
        let mut last = points.iter().rev().filter(|point| point.kind == kind);
        let (now, before) = (last.next()?, last.next()?);
        let change = i64::from(now.position) - i64::from(before.position);
        let sign = if change < 0 { "−" } else { "+" };
        Some(format!("{name}: {} → {} ({sign}{}).", before.text, now.text, percent(change.abs())))
    };
    let steps: Vec<String> = [step(PointKind::Computed, "Computed"), step(PointKind::Stated, "Stated")].into_iter().flatten().collect();
    (!steps.is_empty()).then(|| steps.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(kind: PointKind, day: i64, position: u32) -> TrendPoint {
        TrendPoint { date: String::new(), day, text: percent(position.into()), position, kind, note: None }
    }

    #[test]
    fn the_summary_says_how_far_each_kind_of_score_went() {
        let points = [point(PointKind::Stated, 1, 5500), point(PointKind::Stated, 2, 6800), point(PointKind::Computed, 2, 6755)];
        assert_eq!(summary(&points).as_deref(), Some("Stated: 55 → 68 (+13)."));
        assert_eq!(summary(&points[1..]), None);
        let fall = [point(PointKind::Computed, 1, 7000), point(PointKind::Computed, 2, 6850)];
        assert_eq!(summary(&fall).as_deref(), Some("Computed: 70 → 68.5 (−1.5)."));
    }

    #[test]
    fn a_month_stands_on_its_first_day() {
        assert_eq!(day("2026-03"), day("2026-03-01"));
        assert_eq!(day("soon"), None);
    }
}
