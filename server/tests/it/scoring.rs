//! The scoring rule over HTTP: who may change it, that it asks first, and what the history shows.

use crate::browser::Browser;
use crate::roles::{browser, server};

const PATH: &str = "/projects/tide/settings/scoring";

fn rule<'a>(yellow: &'a str, version: &'a str, looked: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![("green", "100"), ("yellow", yellow), ("red", "0"), ("levels", "of-all"), ("letters", "A, B, C, D, F")];
    form.extend([("places", "1"), ("target", "80"), ("cap-1", "no-go"), ("version", version)]);
    let further = ["cap-2", "cap-3", "cap-4", "cap-5", "cap-6", "cap-7", "cap-8", "cap-9"];
    form.extend(further.map(|field| (field, "nothing")));
    form.extend((!looked.is_empty()).then_some(("looked", looked)));
    form
}

/// The mark that the page of a rule offers for ticking.
fn mark(page: &str) -> String {
    let input = page.split("<input").find(|input| input.contains("name=\"looked\"")).unwrap_or_else(|| panic!("{page}"));
    input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn report(owner: &Browser<'_>, date: &str, title: &str) {
    let text = format!(
        "# {title}\n\n**Date:** {date}\n\n## Scores\n\n| Area | Status |\n|---|---|\n| Heat & <b>fire</b> | GREEN |\n| Door | YELLOW |\n"
    );
    let staged = owner.upload("/projects/tide/import", "report.md", text.as_bytes()).await;
    let saved = owner.save_report(staged.header("location"), &[("title", title), ("date", date)]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
}

#[tokio::test]
async fn only_an_owner_changes_the_rule_and_it_asks_first() {
    let server = server().await;
    for (who, status) in [("", 303), ("stranger", 404), ("viewer", 403), ("engineer", 403), ("auditor", 403)] {
        let visitor = browser(&server, who).await;
        assert_eq!(visitor.get(PATH).await.status.as_u16(), status, "{who}");
        assert_eq!(visitor.post(PATH, &rule("25", "1", "")).await.status.as_u16(), status, "{who}");
    }
    let owner = browser(&server, "admin").await;
    report(&owner, "2031-01-05", "Winter <i>audit</i>").await;
    let asked = owner.post(PATH, &rule("25", "1", "")).await;
    let page = asked.text();
    assert_eq!(asked.status, 422, "{page}");
    assert!(page.contains("What this rule would change") && page.contains("Share of yellow: 50 → 25"), "{page}");
    assert!(page.contains(">75<") && page.contains(">62.5<") && page.contains("Winter &lt;i&gt;audit"), "{page}");
    let looked = mark(&page);
    let other = owner.post(PATH, &rule("30", "1", &looked)).await;
    assert_eq!(other.status, 422, "another rule than the one looked at");
    let saved = owner.post(PATH, &rule("25", "1", &looked)).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = owner.get(saved.header("location")).await.text();
    assert!(page.contains("Saved. All drafts") && page.contains("Rules before") && page.contains("Scoring rule 2"), "{page}");
    let same = owner.post(PATH, &rule("25", "2", "")).await;
    assert!(same.header("location").ends_with("done=same"), "{}", same.text());
    let stale = owner.post(PATH, &rule("20", "1", "")).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Somebody else saved this meanwhile"), "{}", stale.text());
    let overview = owner.get("/projects/tide").await.text();
    assert!(overview.contains("<strong>62.5</strong>") && overview.contains("Target"), "{overview}");
}

#[tokio::test]
async fn the_history_shows_gaps_categories_and_one_audit_alone() {
    let server = server().await;
    let owner = browser(&server, "admin").await;
    let empty = owner.get("/projects/tide/assessments").await.text();
    assert!(empty.contains("No assessment yet") && !empty.contains(">Trend<"), "{empty}");
    report(&owner, "2031-04-01", "Spring").await;
    let one = owner.get("/projects/tide/assessments").await.text();
    assert!(one.contains("One date has a score so far") && !one.contains("trend-plot"), "{one}");
    report(&owner, "2031-07-10", "Summer").await;
    let page = owner.get("/projects/tide/assessments").await.text();
    assert!(page.contains("No audit in May and June 2031.") && page.contains("trend-quiet"), "{page}");
    assert!(
        page.contains("Heat &amp;") && !page.contains("<b>fire</b>") && page.contains("100 on 2031-04-01, 100 on 2031-07-10"),
        "{page}"
    );
    assert!(page.contains("±0") && page.contains("draft"), "{page}");
}
