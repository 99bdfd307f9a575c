//! From a file in a browser to a tick that lasts.

use crate::browser::Browser;
use crate::roles::{browser, server};

const REPORT: &str = "# Readiness of the tide gauge\n\nDate: 2026-02-03\n\n## Scores\n\n| Category | Weight | Score |\n|---|---|---|\n\
    | Sensors | 60 | 9/10 |\n| Alarms | 40 | 5/10 |\n\n## Before the season\n\n- [ ] Replace the float\n- [x] Paint the mast\n";

/// Hands the report in and saves it; where the assessment is then.
pub(crate) async fn import(auditor: &Browser<'_>) -> String {
    let staged = auditor.upload("/projects/tide/import", "report.md", REPORT.as_bytes()).await;
    assert_eq!(staged.status, 303, "{}", staged.text());
    let preview = staged.header("location").to_owned();
    let shown = auditor.get(&preview).await.text();
    assert!(shown.contains("Sensors") && shown.contains("Replace the float"), "{shown}");
    let form = [("title", "Readiness of the tide gauge"), ("date", "2026-02-03")];
    let saved = auditor.save_report(&preview, &form).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    saved.header("location").to_owned()
}

/// The value of the first field with this name.
pub(crate) fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\"")).unwrap();
    let (_, rest) = rest.split_once("value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_report_is_looked_at_then_saved_then_shown() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let assessment = import(&auditor).await;
    let viewer = browser(&server, "viewer").await;
    for path in [assessment.as_str(), "/projects/tide"] {
        let page = viewer.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        // 0.9 · 60 + 0.5 · 40 = 74
        assert!(page.text().contains("74"), "{path}: {}", page.text());
    }
    let stranger = browser(&server, "stranger").await;
    assert_eq!(stranger.get(&assessment).await.status, 404);
}

#[tokio::test]
async fn only_an_auditor_hands_in_and_a_preview_belongs_to_its_project() {
    let server = server().await;
    for who in ["viewer", "engineer"] {
        let answer = browser(&server, who).await.upload("/projects/tide/import", "r.md", REPORT.as_bytes()).await;
        assert_eq!(answer.status, 403, "{who}");
    }
    let owner = browser(&server, "owner").await;
    let staged = owner.upload("/projects/tide/import", "r.md", REPORT.as_bytes()).await;
    let elsewhere = staged.header("location").replace("tide", "other");
    owner.post("/projects/new", &[("name", "Other"), ("slug", "other"), ("description", ""), ("tags", "")]).await;
    assert_eq!(owner.get(&elsewhere).await.status, 404);
    assert_eq!(owner.get(staged.header("location")).await.status, 200);
}

#[tokio::test]
async fn a_report_above_its_limit_is_refused_in_words() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let limit = domain::exchange::MAX_BYTES;
    for (bytes, status) in [(limit + 1, 422), (7 * 1024 * 1024, 413)] {
        let answer = auditor.upload("/projects/tide/import", "large.md", &vec![b'a'; bytes]).await;
        assert_eq!(answer.status.as_u16(), status);
        assert!(answer.text().contains("2 MiB"), "{}", answer.text());
    }
    let fits = auditor.upload("/projects/tide/import", "large.md", &b"word \n".repeat(limit / 6)).await;
    assert_eq!(fits.status, 303, "{}", fits.text());
}

#[tokio::test]
async fn a_tick_needs_a_role_and_the_row_as_it_is_now() {
    let server = server().await;
    import(&browser(&server, "auditor").await).await;
    let engineer = browser(&server, "engineer").await;
    let page = engineer.get("/projects/tide/checklists").await.text();
    let (item, version) = (field(&page, "item"), field(&page, "version"));
    let form = [("item", item.as_str()), ("version", version.as_str()), ("done", "yes")];
    let viewer = browser(&server, "viewer").await;
    assert_eq!(viewer.post("/projects/tide/checklists", &form).await.status, 403);
    let stranger = browser(&server, "stranger").await;
    assert_eq!(stranger.post("/projects/tide/checklists", &form).await.status, 404);
    let ticked = engineer.post("/projects/tide/checklists", &form).await;
    assert_eq!(ticked.status, 303, "{}", ticked.text());
    assert!(engineer.get("/projects/tide/checklists").await.text().contains("engineer"), "who ticked is shown");
    assert_eq!(engineer.post("/projects/tide/checklists", &form).await.status, 409);
}

/// A report with this many of everything.
fn long_report(rows: usize) -> String {
    use std::fmt::Write as _;
    let mut text =
        String::from("# Readiness of the tide gauge\n\nDate: 2026-05-06\n\n## Scores\n\n| Category | Weight | Score |\n|---|---|---|\n");
    for row in 0..rows {
        writeln!(text, "| Part {row} | 10 | {}/10 |", row % 11).unwrap();
    }
    text.push_str("\n## Blockers\n\n| ID | Tier | Blocker | Owner |\n|---|---|---|---|\n");
    for row in 0..rows {
        writeln!(text, "| B-{row} | {} | Obstacle number {row} | Kim |", row % 3 + 1).unwrap();
    }
    text.push_str("\n## Risks\n\n| Risk | Likelihood | Impact |\n|---|---|---|\n");
    for row in 0..rows {
        writeln!(text, "| Storm number {row} | High | Low |").unwrap();
    }
    text.push_str("\n## Before the season\n\n");
    for row in 0..rows {
        writeln!(text, "- [ ] Step number {row}").unwrap();
    }
    text
}

#[tokio::test]
async fn a_page_asks_the_database_as_often_for_much_as_for_little() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let mut counts = Vec::new();
    for rows in [3, 40] {
        let slug = format!("size-{rows}");
        owner.post("/projects/new", &[("name", &slug), ("slug", &slug), ("description", ""), ("tags", "")]).await;
        let staged = owner.upload(&format!("/projects/{slug}/import"), "r.md", long_report(rows).as_bytes()).await;
        let preview = staged.header("location").to_owned();
        let saved = owner.save_report(&preview, &[("title", "Readiness"), ("date", "2026-05-06")]).await;
        let assessment = saved.header("location").to_owned();
        let project = format!("/projects/{slug}");
        let pages = [project.clone(), assessment, project.clone() + "/blockers", project.clone() + "/risks", project + "/checklists"];
        for page in pages {
            let before = server.db.queries();
            let answer = owner.get(&page).await;
            assert_eq!(answer.status, 200, "{page}: {}", answer.text());
            counts.push(server.db.queries() - before);
        }
    }
    let (little, much) = counts.split_at(counts.len() / 2);
    assert_eq!(little, much);
    // Session, person, project and role come first: four on each page.
    assert_eq!(much, [19, 16, 8, 9, 8], "overview, assessment, blockers, risks, checklists");
}
