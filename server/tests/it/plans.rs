//! Criteria, steps and verifications over HTTP: who may change one, and what a refused form keeps.

use crate::browser::Browser;
use crate::roles::{browser, server};

/// Makes a record with its form, and gives its path.
async fn made(engineer: &Browser<'_>, list: &str, form: &[(&str, &str)]) -> String {
    let answer = engineer.post(&format!("/projects/tide/{list}/new"), form).await;
    assert_eq!(answer.status, 303, "{list}: {}", answer.text());
    answer.header("location").split('?').next().unwrap().to_owned()
}

/// The identity at the end of a path.
fn id(path: &str) -> &str {
    path.rsplit_once('/').unwrap().1
}

#[tokio::test]
async fn each_form_of_a_record_obeys_those_who_may_and_nobody_else() {
    let server = server().await;
    let engineer = browser(&server, "engineer").await;
    let criterion = made(&engineer, "criteria", &[("text", "It holds"), ("state", "unknown")]).await;
    let step = made(&engineer, "plan", &[("focus", "Paint")]).await;
    let verification = made(&engineer, "verifications", &[("command", "true")]).await;
    let tie = [("record-kind", "criterion"), ("record-id", id(&criterion)), ("tie", "on")];
    let gone = [("record-kind", "criterion"), ("record-id", id(&criterion)), ("version", "2")];
    let forms: [(String, &[(&str, &str)]); 9] = [
        (format!("{criterion}/move"), &[("way", "up")]),
        (format!("{criterion}/state"), &[("state", "met"), ("version", "1")]),
        (format!("{step}/edit"), &[("focus", "Paint it"), ("version", "1")]),
        (format!("{step}/done"), &[("done", "yes"), ("version", "2")]),
        (format!("{step}/ties"), &tie),
        (format!("{verification}/edit"), &[("command", "false"), ("version", "1")]),
        (format!("{verification}/results"), &[("outcome", "pass"), ("output", "ok")]),
        (format!("{verification}/ties"), &tie),
        (format!("{criterion}/delete"), &gone),
    ];
    for (who, status) in [("", 303), ("stranger", 404), ("viewer", 403), ("engineer", 303)] {
        let visitor = browser(&server, who).await;
        for path in [&criterion, &step, &verification] {
            let seen = visitor.get(path).await.status.as_u16();
            assert_eq!(seen, if who == "viewer" || who == "engineer" { 200 } else { status }, "{path} for “{who}”");
        }
        for (path, form) in &forms {
            let answer = visitor.post(path, form).await;
            assert_eq!(answer.status.as_u16(), status, "{path} for “{who}”: {}", answer.text());
            assert_eq!(answer.header("location").starts_with("/sign-in"), who.is_empty(), "{path} for “{who}”");
        }
    }
    assert_eq!(engineer.get(&criterion).await.status, 404, "it is in the bin");
    let list = engineer.get("/projects/tide/criteria").await.text();
    assert!(!list.contains("It holds"), "{list}");
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_a_stale_one_shows_both_sides() {
    let server = server().await;
    let engineer = browser(&server, "engineer").await;
    let refused = engineer.post("/projects/tide/verifications/new", &[("command", "true"), ("valid-days", "soon")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("from 1 to 3650") && refused.text().contains("soon"), "{}", refused.text());
    let step = made(&engineer, "plan", &[("focus", "Paint")]).await;
    let edit = |focus| [("focus", focus), ("version", "1")];
    assert_eq!(engineer.post(&format!("{step}/edit"), &edit("Paint it blue")).await.status, 303);
    let stale = engineer.post(&format!("{step}/edit"), &edit("Paint it red")).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Paint it blue") && stale.text().contains("Paint it red"), "{}", stale.text());
}

#[tokio::test]
async fn a_record_of_another_project_cannot_be_tied_or_reached() {
    let server = server().await;
    let (engineer, stranger) = (browser(&server, "engineer").await, browser(&server, "stranger").await);
    let criterion = made(&engineer, "criteria", &[("text", "It holds"), ("state", "unknown")]).await;
    let own = stranger.post("/projects/new", &[("name", "Own"), ("slug", "own"), ("description", ""), ("tags", "")]).await;
    assert_eq!(own.status, 303);
    assert_eq!(stranger.get(&criterion.replace("/tide/", "/own/")).await.status, 404);
    let step = stranger.post("/projects/own/plan/new", &[("focus", "Paint")]).await;
    let step = step.header("location").split('?').next().unwrap().to_owned();
    let tie = [("record-kind", "criterion"), ("record-id", id(&criterion)), ("tie", "on")];
    assert_eq!(stranger.post(&format!("{step}/ties"), &tie).await.status, 404);
    assert!(!stranger.get(&step).await.text().contains("It holds"));
}
