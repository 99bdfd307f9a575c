//! Where a project stands: overview, blockers, risks and the source of an assessment.

use crate::browser::Browser;
use crate::roles::{browser, server};

/// States 74.1 where its rows give 74.15, the audit before it 61, and names a blocker of the first tier.
const REPORT: &str = "# Readiness of the <tide> gauge\n\nDate: 2026-02-03\n\n**Overall score: 74.1/100** (previous: 61/100)\n\n## Scores\n\n\
    | Category | Weight | Score |\n|---|---|---|\n| Sensors | 60 | 90.25/100 |\n| Alarms | 40 | 50/100 |\n\n\
    ## Blockers\n\n### Tier 1\n\n| Blocker | Current | Required |\n|---|---|---|\n| Float is stuck | frozen | moves |\n\n\
    ## Risks\n\n| Risk | Previous | Current | Target |\n|---|---|---|---|\n| Loss of signal | HIGH | MEDIUM | LOW |\n";

async fn import(auditor: &Browser<'_>) -> String {
    let staged = auditor.upload("/projects/tide/import", "report.md", REPORT.as_bytes()).await;
    let saved = auditor.post(staged.header("location"), &[("title", "Readiness of the <tide> gauge"), ("date", "2026-02-03")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    saved.header("location").split('?').next().unwrap().to_owned()
}

/// The address that the first form for a blocker posts to.
fn action(page: &str) -> String {
    let start = page.find("action=\"/projects/tide/blockers/").unwrap() + "action=\"".len();
    page[start..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_overview_puts_both_scores_and_what_blocks_side_by_side() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let empty = auditor.get("/projects/tide").await.text();
    assert!(empty.contains("No assessment yet") && empty.contains("/projects/tide/import"), "{empty}");
    let assessment = import(&auditor).await;
    let page = auditor.get("/projects/tide").await.text();
    for expected in ["74.15", "74.1", "−0.05", "cut off after 1 decimal place, not rounded", "2 of 2 categories rated"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(page.contains("1 open blocker of tier 1") && page.contains("Float is stuck"), "{page}");
    assert!(page.contains("Stated: 61 → 74.1 (+13.1)."), "{page}");
    assert!(page.contains(&assessment), "{page}");
    assert!(!page.contains("<tide>"), "markup of a report reached the page");
    let viewer = browser(&server, "viewer").await.get("/projects/tide").await.text();
    assert!(!viewer.contains("/projects/tide/import"), "{viewer}");
}

#[tokio::test]
async fn every_line_of_a_report_has_an_address_that_records_lead_to() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let assessment = import(&auditor).await;
    let blockers = auditor.get("/projects/tide/blockers").await.text();
    assert!(blockers.contains(&format!("{assessment}/source#L")), "{blockers}");
    let source = auditor.get(&format!("{assessment}/source")).await.text();
    assert!(source.contains("id=\"L1\"") && source.contains("# Readiness of the &lt;tide&gt; gauge"), "{source}");
}

#[tokio::test]
async fn a_blocker_is_resolved_once_on_the_state_that_was_seen_and_by_those_who_may() {
    let server = server().await;
    import(&browser(&server, "auditor").await).await;
    let engineer = browser(&server, "engineer").await;
    let form = action(&engineer.get("/projects/tide/blockers").await.text());
    let fields = [("version", "1"), ("resolved", "yes")];
    let viewer = browser(&server, "viewer").await;
    assert!(!viewer.get("/projects/tide/blockers").await.text().contains("Resolve “"));
    assert_eq!(viewer.post(&form, &fields).await.status, 403);
    let done = engineer.post(&form, &fields).await;
    assert_eq!(done.header("location"), "/projects/tide/blockers?done=resolved");
    let stale = engineer.post(&form, &[("version", "1"), ("resolved", "no")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Somebody changed this meanwhile"), "{}", stale.text());
    assert!(!engineer.get("/projects/tide").await.text().contains("of tier 1"), "the overview still holds the project");
    let row = engineer.get(&form).await;
    assert!(row.header("location").starts_with("/projects/tide/blockers#blocker-"), "{}", row.header("location"));
}

#[tokio::test]
async fn a_risk_shows_the_way_its_level_went() {
    let server = server().await;
    import(&browser(&server, "auditor").await).await;
    let page = browser(&server, "viewer").await.get("/projects/tide/risks").await.text();
    assert!(page.contains("Loss of signal") && page.contains("target low") && page.contains(">better<"), "{page}");
}
