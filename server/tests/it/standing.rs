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
    let saved = auditor.save_report(staged.header("location"), &[("title", "Readiness of the <tide> gauge"), ("date", "2026-02-03")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    saved.header("location").split('?').next().unwrap().to_owned()
}

/// The address of the first blocker of a list.
fn blocker(page: &str) -> String {
    let start = page.find("id=\"blocker-").unwrap() + "id=\"blocker-".len();
    format!("/projects/tide/blockers/{}", page[start..].split('"').next().unwrap())
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
    let page = blocker(&engineer.get("/projects/tide/blockers").await.text());
    let viewer = browser(&server, "viewer").await;
    assert!(!viewer.get(&page).await.text().contains("Resolve the blocker"));
    let resolve = format!("{page}/resolve");
    let fields = [("version", "1"), ("evidence", "It moved all day.")];
    assert_eq!(viewer.post(&resolve, &fields).await.status, 403);
    let bare = engineer.post(&resolve, &[("version", "1"), ("evidence", " ")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.text().contains("field-evidence-error") && bare.text().contains("<details open"), "{}", bare.text());
    let done = engineer.post(&resolve, &fields).await;
    assert_eq!(done.header("location"), format!("{page}?done=resolved"));
    let stale = engineer.post(&format!("{page}/reopen"), &[("version", "1"), ("reason", "It stuck <again>")]).await;
    assert_eq!(stale.status, 409);
    let text = stale.text();
    assert!(text.contains("Somebody changed this meanwhile") && text.contains("It stuck &lt;again&gt;"), "{text}");
    assert!(!engineer.get("/projects/tide").await.text().contains("of tier 1"), "the overview still holds the project");
    assert_eq!(engineer.get(&resolve).await.header("location"), page);
}

#[tokio::test]
async fn a_blocker_that_somebody_else_changed_meanwhile_is_shown_beside_what_was_typed() {
    let server = server().await;
    import(&browser(&server, "auditor").await).await;
    let engineer = browser(&server, "engineer").await;
    let edit = format!("{}/edit", blocker(&engineer.get("/projects/tide/blockers").await.text()));
    let form = |title, owner, version| [("title", title), ("tier", "1"), ("owner", owner), ("version", version)];
    assert_eq!(engineer.post(&edit, &form("Float sticks", "", "1")).await.status, 303);
    let stale = engineer.post(&edit, &form("Float is stuck", "engineer", "1")).await;
    assert_eq!(stale.status, 409);
    let text = stale.text();
    assert!(text.contains("Theirs, saved") && text.contains("Float sticks") && text.contains("value=\"engineer\""), "{text}");
    // The form that came back is on the newer state: sending it again is a decision.
    assert!(text.contains("name=\"version\" value=\"2\""), "{text}");
    assert_eq!(engineer.post(&edit, &form("Float is stuck", "engineer", "2")).await.status, 303);
    let mine = engineer.get("/projects/tide/blockers?owner=me").await.text();
    assert!(mine.contains("Float is stuck"), "{mine}");
    assert!(engineer.get("/projects/tide/blockers?owner=nobody").await.text().contains("No blocker matches"));
}

#[tokio::test]
async fn the_words_of_a_project_stand_wherever_its_tiers_do() {
    let server = server().await;
    import(&browser(&server, "auditor").await).await;
    let owner = browser(&server, "owner").await;
    let steps = ["likelihood-1", "likelihood-2", "likelihood-3", "likelihood-4", "likelihood-5"];
    let more = ["impact-1", "impact-2", "impact-3", "impact-4", "impact-5"];
    let mut form: Vec<(&str, &str)> = steps.into_iter().chain(more).map(|name| (name, "some")).collect();
    form.extend([("matrix-low", "3"), ("matrix-medium", "5"), ("matrix-high", "10"), ("matrix-critical", "17"), ("version", "1")]);
    let wrong: Vec<_> = form.iter().copied().chain([("tiers", " ")]).collect();
    assert_eq!(owner.post("/projects/tide/settings/words", &wrong).await.status, 422);
    form.push(("tiers", "Stops <everything>\nLater"));
    assert_eq!(owner.post("/projects/tide/settings/words", &form).await.status, 303);
    for page in ["/projects/tide", "/projects/tide/blockers", "/projects"] {
        let text = owner.get(page).await.text();
        assert!(text.contains("Stops &lt;everything&gt;"), "{page}: {text}");
    }
}

#[tokio::test]
async fn a_risk_shows_the_way_its_level_went() {
    let server = server().await;
    import(&browser(&server, "auditor").await).await;
    let page = browser(&server, "viewer").await.get("/projects/tide/risks").await.text();
    assert!(page.contains("Loss of signal") && page.contains("target low") && page.contains(">better<"), "{page}");
}
