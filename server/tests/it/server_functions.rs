//! The door that islands knock at: each refusal has its own status, and says why.

use crate::browser::Browser;
use crate::imports::{field, import};
use crate::roles::{browser, server};
use crate::support::Answer;

const TICK: &str = "/api/tick-item";

async fn tick(browser: &Browser<'_>, slug: &str, item: &str, version: &str) -> Answer {
    browser.call(TICK, &[("slug", slug), ("id", item), ("version", version), ("done", "true")]).await
}

#[tokio::test]
async fn a_tick_is_answered_with_the_item_and_each_refusal_with_its_status() {
    let server = server().await;
    import(&browser(&server, "auditor").await).await;
    let engineer = browser(&server, "engineer").await;
    let page = engineer.get("/projects/tide/checklists").await.text();
    let (item, version) = (field(&page, "item"), field(&page, "version"));
    for (who, status) in [("", 401), ("stranger", 404), ("viewer", 403)] {
        let refused = tick(&browser(&server, who).await, "tide", &item, &version).await;
        assert_eq!(refused.status.as_u16(), status, "“{who}”: {}", refused.text());
        assert!(refused.text().contains("Refused"), "{}", refused.text());
    }
    let saved = tick(&engineer, "tide", &item, &version).await;
    assert_eq!(saved.status, 200, "{}", saved.text());
    assert!(saved.text().contains(&item), "{}", saved.text());
    let stale = tick(&engineer, "tide", &item, &version).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Stale") && stale.text().contains("engineer"), "the newer item comes along: {}", stale.text());
}

#[tokio::test]
async fn what_is_no_call_is_told_so_and_is_no_failure_of_the_server() {
    let server = server().await;
    let engineer = browser(&server, "engineer").await;
    let incomplete = engineer.call(TICK, &[("slug", "tide")]).await;
    assert_eq!(incomplete.status, 400, "{}", incomplete.text());
    assert_eq!(engineer.call("/api/nothing", &[]).await.status, 404);
}
