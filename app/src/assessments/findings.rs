//! Strengths and gaps.

use crate::overview::{Place, prose, severity_kind};
use crate::ui::{Kind, Sheet, Status};
use domain::assessments::{Finding, FindingKind};
use domain::ids::AssessmentId;
use leptos::prelude::*;
use service::assessments::AssessmentPage;

/// The findings of one category.
pub(super) fn by_category(place: &Place, assessment: AssessmentId, findings: &[&Finding]) -> impl IntoView + use<> {
    let rows = findings.iter().map(|row| finding(place, assessment, row)).collect_view();
    (!findings.is_empty()).then(|| view! { <div class="findings">{rows}</div> })
}

/// The findings that belong to no category: gaps first, then strengths.
pub(super) fn of_whole(place: &Place, audit: &AssessmentPage) -> impl IntoView + use<> {
    let assessment = audit.scored.summary.assessment.id;
    let groups = [(FindingKind::Gap, "Gaps", "gaps"), (FindingKind::Strength, "Strengths", "strengths")];
    groups
        .map(|(kind, title, id)| {
            let rows: Vec<&Finding> = audit.findings.rows.iter().filter(|row| row.category.is_none() && row.kind == kind).collect();
            let (count, findings) = (rows.len(), by_category(place, assessment, &rows));
            (count > 0).then(|| view! { <Sheet title=title id=id count=count.to_string()>{findings}</Sheet> })
        })
        .into_iter()
        .collect_view()
}

fn finding(place: &Place, assessment: AssessmentId, row: &Finding) -> impl IntoView + use<> {
    let (kind, word) = rank(row);
    let (href, title, lines) =
        (place.link(&format!("/findings/{}", row.id)), row.title.to_string(), place.lines(Some(assessment), row.lines));
    let facts = facts(row);
    view! {
        <article class="finding" id=format!("finding-{}", row.id) data-kind=kind.as_str()>
            <p class="cluster"><strong><a href=href>{title}</a></strong><Status kind text=word/>{lines}</p>
            {facts}
        </article>
    }
}

/// How bad it is, in a kind and a word.
pub(super) fn rank(row: &Finding) -> (Kind, String) {
    match (row.kind, row.severity) {
        (FindingKind::Strength, _) => (Kind::Ok, "strength".to_owned()),
        (FindingKind::Gap, Some(severity)) => (severity_kind(severity), severity.as_str().to_owned()),
        (FindingKind::Gap, None) => (Kind::Warn, "gap".to_owned()),
    }
}

/// What a finding says below its title.
pub(super) fn facts(row: &Finding) -> impl IntoView + use<> {
    let sides = [("Now", &row.current), ("Required", &row.required), ("Impact", &row.impact), ("Do", &row.recommendation)];
    let sides: Vec<_> =
        sides.into_iter().filter_map(|(name, text)| text.as_ref().map(|text| view! { <dt>{name}</dt><dd>{text.clone()}</dd> })).collect();
    let sides = (!sides.is_empty()).then(|| view! { <dl class="gap">{sides}</dl> });
    let location = row.location.clone().map(|text| view! { <p class="finding-where">{text}</p> });
    let body = prose(&row.body);
    view! { {location} {sides} {body} }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::assessments::Severity;
    use domain::ids::FindingId;

    #[test]
    fn a_finding_shows_what_is_and_what_is_required_as_text() {
        let row = Finding {
            id: FindingId(uuid::Uuid::nil()),
            category: None,
            position: 0,
            kind: FindingKind::Gap,
            title: "No <limits>".parse().unwrap(),
            severity: Some(Severity::High),
            location: Some("gate.rs:12".into()),
            current: Some("none & never".into()),
            required: Some("5 a second".into()),
            impact: None,
            recommendation: None,
            body: "*soon*".parse().unwrap(),
            lines: Some(domain::LineRange::line(9)),
            version: domain::Version::FIRST,
        };
        let place = Place { slug: "dock".into(), edits: false, audits: false };
        let html = by_category(&place, AssessmentId(uuid::Uuid::nil()), &[&row]).to_html();
        assert!(html.contains("No &lt;limits&gt;") && html.contains("none &amp; never"), "{html}");
        assert!(html.contains("<em>soon</em>") && html.contains("#L9") && html.contains(r#"data-kind="bad""#), "{html}");
        assert!(!html.contains("Impact"), "{html}");
    }
}
