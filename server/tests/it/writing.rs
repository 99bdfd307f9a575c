//! Writing an assessment over HTTP: each form for every kind of visitor, the door that the island knocks at, and what is typed as text.

use crate::browser::Browser;
use crate::roles::{browser, server};

const SAVE: &str = "/api/save-draft";

/// A draft of the auditor; its path.
async fn begun(auditor: &Browser<'_>) -> String {
    let begun = auditor.post("/projects/tide/assessments/new", &[("title", "Spring <b>tide</b>"), ("from", "nothing")]).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    begun.header("location").split("/edit").next().unwrap().to_owned()
}

/// The identity that follows this text on a page.
fn id_after(page: &str, start: &str) -> String {
    let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("{start} is not on {page}"));
    rest[..36].to_owned()
}

#[tokio::test]
async fn auditors_write_and_nobody_else() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let draft = begun(&auditor).await;
    let edit = format!("{draft}/edit");
    let added = auditor.post(&edit, &[("what", "add"), ("name", "Gauge"), ("weight", "40"), ("rating", "80")]).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let category = id_after(&auditor.get(&edit).await.text(), "/projects/tide/categories/");
    let of_category = format!("/projects/tide/categories/{category}/edit");
    let new_finding = format!("{draft}/findings/new");
    let gap = [("kind", "gap"), ("title", "Gauge is dry"), ("category", category.as_str())];
    assert_eq!(auditor.post(&new_finding, &gap).await.status, 303);
    let finding = id_after(&auditor.get(&of_category).await.text(), "/projects/tide/findings/");
    let of_finding = format!("/projects/tide/findings/{finding}/edit");
    let row = ("row", category.as_str());
    let forms: Vec<(&str, Vec<(&str, &str)>)> = vec![
        ("/projects/tide/assessments/new", vec![("from", "nothing")]),
        (&edit, vec![("what", "head"), ("title", "Spring tide"), ("date", "2031-04"), ("version", "1")]),
        (&edit, vec![("what", "add"), ("name", "Mast")]),
        (&edit, vec![("what", "category"), row, ("name", "Gauge"), ("rating", "70"), ("version", "1"), ("move", "down")]),
        (&of_category, vec![("what", "category"), row, ("name", "Gauge"), ("rating", "60"), ("notes", "Wet."), ("version", "2")]),
        (&new_finding, vec![("kind", "strength"), ("title", "Mast stands")]),
        (&of_finding, vec![("kind", "gap"), ("title", "Gauge is dry"), ("severity", "low"), ("version", "1")]),
        (&of_finding, vec![("what", "remove"), ("version", "2")]),
        (&of_category, vec![("what", "remove"), ("version", "3")]),
    ];
    for (path, form) in &forms {
        for (who, status) in [("", 303), ("stranger", 404), ("viewer", 403), ("engineer", 403), ("auditor", 303)] {
            let answer = browser(&server, who).await.post(path, form).await;
            assert_eq!(answer.status.as_u16(), status, "{path} for “{who}”: {form:?} {}", answer.text());
            assert_eq!(answer.header("location").starts_with("/sign-in"), who.is_empty(), "{path} for “{who}”");
        }
    }
    for page in [&edit, &new_finding] {
        assert_eq!(browser(&server, "engineer").await.get(page).await.status, 403);
    }
    let back = format!("category.{category}");
    assert_eq!(auditor.post(&edit, &[("what", "back"), ("row", &back)]).await.status, 303);
    let page = auditor.get(&edit).await.text();
    assert!(page.contains("Gauge") && !page.contains("Spring <b>tide"), "{page}");
}

#[tokio::test]
async fn what_is_refused_comes_back_in_its_line_and_as_text() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let edit = format!("{}/edit", begun(&auditor).await);
    auditor.post(&edit, &[("what", "add"), ("name", "<i>Gauge</i>"), ("rating", "80")]).await;
    let category = id_after(&auditor.get(&edit).await.text(), "/projects/tide/categories/");
    let line = |rating| [("what", "category"), ("row", category.as_str()), ("name", "<i>Gauge</i>"), ("rating", rating), ("version", "1")];
    let refused = auditor.post(&edit, &line("<u>wet</u>")).await;
    let page = refused.text();
    assert_eq!(refused.status, 422);
    assert!(page.contains("value=\"&lt;u&gt;wet&lt;/u&gt;\"") && page.contains("is no rating"), "{page}");
    assert!(!page.contains("<u>wet") && !page.contains("<i>Gauge"), "{page}");
    assert_eq!(auditor.post(&edit, &line("70")).await.status, 303);
    let stale = auditor.post(&edit, &line("60")).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Somebody else saved this meanwhile") && stale.text().contains("70/100"), "{}", stale.text());
    let wrong = auditor.post(&edit, &[("what", "head"), ("title", ""), ("version", "1")]).await;
    assert!(wrong.status == 422 && wrong.text().contains("The title must not be empty."), "{}", wrong.text());
    assert_eq!(auditor.post(&edit, &[("what", "tea")]).await.status, 404);
}

#[tokio::test]
async fn the_island_is_answered_with_version_and_sums_and_each_refusal_with_its_status() {
    let server = server().await;
    let auditor = browser(&server, "auditor").await;
    let draft = begun(&auditor).await;
    auditor.post(&format!("{draft}/edit"), &[("what", "add"), ("name", "Gauge"), ("rating", "80")]).await;
    let category = id_after(&auditor.get(&format!("{draft}/edit")).await.text(), "/projects/tide/categories/");
    let call = |version: &str, rating: &str| {
        serde_json::json!({
            "slug": "tide", "what": "category", "id": category,
            "fields": [["version", version], ["name", "Gauge"], ["weight", ""], ["rating", rating]],
        })
    };
    for (who, status) in [("", 401), ("stranger", 404), ("viewer", 403), ("engineer", 403)] {
        let refused = browser(&server, who).await.call_json(SAVE, &call("1", "70")).await;
        assert_eq!(refused.status.as_u16(), status, "“{who}”: {}", refused.text());
    }
    let saved = auditor.call_json(SAVE, &call("1", "70")).await;
    assert!(
        saved.status == 200 && saved.text().contains("\"version\":2") && saved.text().contains("\"overall\":\"70\""),
        "{}",
        saved.text()
    );
    let stale = auditor.call_json(SAVE, &call("1", "60")).await;
    assert!(stale.status == 409 && stale.text().contains("70/100"), "{}", stale.text());
    let wrong = auditor.call_json(SAVE, &call("2", "wet")).await;
    assert!(wrong.status == 422 && wrong.text().contains("\"rating\""), "{}", wrong.text());
    let html = auditor.call_json("/api/preview-markdown", &serde_json::json!({ "text": "**a** <script>b</script>" })).await;
    assert!(html.text().contains("<strong>a</strong>") && !html.text().contains("<script>"), "{}", html.text());
    assert_eq!(browser(&server, "").await.call_json("/api/preview-markdown", &serde_json::json!({ "text": "a" })).await.status, 401);
}
