//! All projects beside each other: the list, its filters and views, the table for spreadsheets, and the trends of one project.

use crate::browser::Browser;
use crate::roles::{browser, server};

const REPORT: &str = "# Readiness of the gauge\n\nDate: 2026-02-03\n\n## Scores\n\n| Category | Weight | Score |\n|---|---|---|\n\
    | Sensors | 60 | 90.25/100 |\n| Alarms | 40 | 50/100 |\n\n## Blockers\n\n### Tier 1\n\n1. **Float is <stuck>**\n\n## Checklist\n\n- [x] Painted\n- [ ] Oiled\n";

async fn import(auditor: &Browser<'_>, report: &str, date: &str) {
    let staged = auditor.upload("/projects/tide/import", "report.md", report.as_bytes()).await;
    let saved = auditor.save_report(staged.header("location"), &[("title", "Readiness"), ("date", date)]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
}

#[tokio::test]
async fn the_list_shows_how_each_project_stands_and_its_headings_sort_it() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let never = owner.get("/projects").await.text();
    assert!(never.contains("not audited") && never.contains(">never<"), "{never}");
    import(&owner, REPORT, "2026-02-03").await;
    import(&owner, &REPORT.replace("90.25", "80.25"), "2026-03-03").await;
    let page = owner.get("/projects").await.text();
    for expected in ["68.15 %", "−6 down", "1 of tier 1", "1 of 2", "Scores of Tide gauge: 74.15, 68.15", "2026-03-03"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(page.contains("aria-sort=\"ascending\"") && page.contains("href=\"/projects?sort=-blockers\""), "{page}");
    let sorted = owner.get("/projects?sort=-blockers").await.text();
    assert!(sorted.contains("aria-sort=\"descending\"") && sorted.contains("href=\"/projects?sort=blockers\""), "{sorted}");
    assert!(page.contains("data-label=\"Demo\"") && page.contains(">no-go<") && !page.contains("Other goals"), "{page}");
}

#[tokio::test]
async fn filters_narrow_the_list_and_say_what_cannot_be_used() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    import(&owner, REPORT, "2026-02-03").await;
    for (query, there) in [
        ("urgent=yes", true),
        ("older=30", true),
        ("text=gauge", true),
        ("text=nothing", false),
        ("tag=web", false),
        ("untagged=yes", true),
        ("goal=beta&verdict=go", false),
        ("archived=yes", false),
    ] {
        let page = owner.get(&format!("/projects?{query}")).await.text();
        assert_eq!(page.contains("Tide gauge</a>"), there, "{query}");
        assert_eq!(page.contains("No project matches"), !there, "{query}");
        assert!(page.contains("Show all"), "{query}");
    }
    for (query, said) in
        [("verdict=go", "Choose the goal as well"), ("goal=beta", "Choose the verdict as well"), ("older=soon", "whole number of days")]
    {
        let page = owner.get(&format!("/projects?{query}")).await.text();
        assert!(page.contains(said), "{query}: {page}");
    }
    let by_tag = owner.get("/projects?group=tag").await.text();
    assert!(by_tag.contains("Without a tag") && by_tag.contains("Average score 74.15 %"), "{by_tag}");
}

#[tokio::test]
async fn a_view_is_saved_from_the_list_renamed_and_deleted() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let saved = owner.post("/projects/views", &[("name", "Late & <old>"), ("query", "older=30&sort=-age")]).await;
    assert_eq!(saved.header("location"), "/projects?older=30&sort=-age&done=saved");
    let page = owner.get("/projects?older=30&sort=-age").await.text();
    assert!(page.contains("Late &amp; &lt;old&gt;") && page.contains("aria-current=\"page\""), "{page}");
    let again = owner.post("/projects/views", &[("name", "LATE & <old>"), ("query", "tag=web")]).await;
    assert_eq!(again.status, 422);
    let text = again.text();
    assert!(
        text.contains("another view of yours") && text.contains("value=\"tag=web\"") && text.contains("LATE &amp; &lt;old&gt;"),
        "{text}"
    );
    let views = owner.get("/projects/views").await.text();
    let id = views.split("name=\"view\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let renamed = owner.post("/projects/views", &[("view", &id), ("version", "1"), ("name", "Old ones")]).await;
    assert_eq!(renamed.header("location"), "/projects/views?done=renamed");
    let stale = owner.post("/projects/views", &[("view", &id), ("version", "1"), ("name", "Other")]).await;
    assert_eq!(stale.status, 409);
    let stranger = browser(&server, "stranger").await;
    assert_eq!(stranger.post("/projects/views/delete", &[("view", &id)]).await.status, 404);
    assert_eq!(owner.post("/projects/views/delete", &[("view", &id)]).await.header("location"), "/projects/views?done=deleted");
    assert!(owner.get("/projects/views").await.text().contains("No saved view yet"));
}

#[tokio::test]
async fn the_table_for_spreadsheets_is_a_file_with_what_the_filter_lets_through() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    import(&owner, REPORT, "2026-02-03").await;
    let answer = owner.get("/projects.csv?urgent=yes").await;
    assert!(answer.header("content-type").starts_with("text/csv"));
    assert!(answer.header("content-disposition").contains("projects.csv"));
    assert!(answer.text().lines().nth(1).unwrap().starts_with("tide,Tide gauge,,74.15,"), "{}", answer.text());
    assert_eq!(owner.get("/projects.csv?tag=web").await.text().lines().count(), 1);
    assert_eq!(browser(&server, "stranger").await.get("/projects.csv").await.text().lines().count(), 1);
}

#[tokio::test]
async fn projects_are_compared_on_a_category() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    assert!(owner.get("/projects/compare").await.text().contains("No category yet"));
    import(&owner, REPORT, "2026-02-03").await;
    let page = owner.get("/projects/compare?category=Sensors").await.text();
    assert!(page.contains("Tide gauge</a>") && page.contains("90.25 %") && page.contains("aria-sort=\"ascending\""), "{page}");
    assert!(owner.get("/projects/compare?category=paint").await.text().contains("No project has this category"));
}

#[tokio::test]
async fn the_trends_of_a_project_say_what_is_open_and_what_is_not_known() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let empty = owner.get("/projects/tide/trends").await.text();
    assert!(empty.contains("No blocker has been entered so far") && empty.contains("No item has been entered so far"), "{empty}");
    import(&owner, REPORT, "2026-02-03").await;
    let page = owner.get("/projects/tide/trends?weeks=26").await.text();
    assert!(page.contains("Open blockers over 26 weeks: 0 at first, 1 now") && page.contains("1 items opened and 0 closed"), "{page}");
    assert!(page.contains("1 item came closed with a report") && page.contains("No estimate"), "{page}");
    assert!(page.contains("Categories over time") && page.contains("/projects/tide/assessments\">All assessments"), "{page}");
    assert!(owner.get("/projects/tide/trends?weeks=7").await.text().contains("over 12 weeks"), "other ranges are the shortest");
}
