//! What somebody learns from a log, from a cache, or from how long an answer takes.

use super::world::small;
use crate::browser::{Browser, PASSWORD};
use crate::log::Log;
use crate::roles::{browser, server};
use crate::support::cheap;
use service::accounts::sign_in;
use std::net::{IpAddr, Ipv4Addr};

const LINK_WORD: &str = "a long enough secret for a link";

#[tokio::test]
async fn no_secret_of_a_whole_visit_stands_in_the_log() {
    let server = small().await;
    let log = Log::default();
    let guard = log.start();
    let owner = Browser::of(&server, "owner@example.org").await;
    let cookie = owner.cookie("holdpoint");
    Browser::new(&server).sign_in("owner@example.org", "a wrong password of mine").await;
    Browser::new(&server).sign_in("a wrong password of mine", "x").await;
    let form = [("label", "Board"), ("audit", "present"), ("preset", "auditor"), ("days", "30"), ("files", "on"), ("password", LINK_WORD)];
    let made = owner.post("/projects/tide/shares", &form).await.text();
    let token = made.split("/s/").nth(1).and_then(|rest| rest.get(..68)).unwrap().to_owned();
    let visitor = Browser::new(&server);
    visitor.get(&format!("/s/{token}")).await;
    visitor.post(&format!("/s/{token}"), &[("password", LINK_WORD)]).await;
    visitor.get(&format!("/s/{token}/report.pdf")).await;
    visitor.get(&format!("/s/{token}x")).await;
    owner.get("/search?q=searched-in-private").await;
    owner.post("/account", &[("old", PASSWORD), ("new", "another long password"), ("again", "yet another long password")]).await;
    owner.post("/account", &[("old", PASSWORD), ("new", "another long password"), ("again", "another long password")]).await;
    Browser::new(&server).post("/setup", &[("code", "a-wrong-set-up-code"), ("email", "x@example.org")]).await;
    drop(guard);
    let text = log.text();
    assert!(text.lines().count() > 8, "{text}");
    for secret in [
        PASSWORD,
        "a wrong password",
        LINK_WORD,
        "another long password",
        token.as_str(),
        &token[4..],
        cookie.as_str(),
        "searched-in-private",
        "owner@example.org",
        "argon2",
        "a-wrong-set-up-code",
    ] {
        assert!(!text.contains(secret), "{secret} is in the log: {text}");
    }
}

#[tokio::test]
async fn no_secret_is_kept_as_it_was_typed() {
    let server = small().await;
    let owner = Browser::of(&server, "owner@example.org").await;
    let cookie = owner.cookie("holdpoint");
    let form = [("label", "Board"), ("audit", "present"), ("preset", "auditor"), ("days", "30"), ("password", LINK_WORD)];
    let made = owner.post("/projects/tide/shares", &form).await.text();
    let token = made.split("/s/").nth(1).and_then(|rest| rest.get(..68)).unwrap().to_owned();
    let visitor = Browser::new(&server);
    assert_eq!(visitor.post(&format!("/s/{token}"), &[("password", LINK_WORD)]).await.status, 303);
    assert!(visitor.get(&format!("/s/{token}")).await.text().contains("Sensors"));
    for row in server.scratch.rows().await {
        for secret in [PASSWORD, LINK_WORD, token.as_str(), &token[4..], cookie.as_str()] {
            assert!(!row.holds(secret), "{} holds {secret}", row.table);
        }
    }
}

#[tokio::test]
async fn whoever_has_no_account_costs_as_much_work_as_whoever_has_one() {
    let server = server().await;
    let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let (long, none) = ("x".repeat(100_000), String::new());
    let cases = [
        ("owner@example.org", "wrong password"),
        ("nobody@example.org", "wrong password"),
        ("no address", "wrong password"),
        ("", none.as_str()),
        ("owner@example.org", none.as_str()),
        ("owner@example.org", long.as_str()),
        ("nobody@example.org", long.as_str()),
    ];
    let mut told = Vec::new();
    for (email, password) in cases {
        let hasher = cheap();
        let refused = sign_in(&server.db, &hasher, email, password.to_owned(), address, service::now()).await.unwrap_err();
        assert_eq!(hasher.hashed(), 1, "{email}");
        told.push(refused.to_string());
    }
    told.dedup();
    assert_eq!(told.len(), 1, "one sentence for all: {told:?}");
    // A link with a password, and one that there is not.
    let visitor = Browser::new(&server);
    let missing = visitor.post(&format!("/s/hps_{}", "0".repeat(64)), &[("password", "x")]).await;
    assert_eq!(missing.status, 404);
}

#[tokio::test]
async fn refusals_tell_nobody_which_accounts_there_are() {
    let server = server().await;
    let page = |text: String| text.lines().filter(|line| !line.contains("eference")).collect::<String>();
    let known = Browser::new(&server).sign_in("owner@example.org", "wrong").await;
    let unknown = Browser::new(&server).sign_in("ghost@example.org", "wrong").await;
    assert_eq!(known.status, unknown.status);
    assert_eq!(page(known.text()).replace("owner@", "ghost@"), page(unknown.text()));
    let names = |answer: &crate::support::Answer| answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(&known), names(&unknown));
    // After many failures both have to wait alike.
    for email in ["owner@example.org", "ghost@example.org"] {
        for _ in 0..6 {
            Browser::new(&server).sign_in(email, "wrong").await;
        }
        assert_eq!(Browser::new(&server).sign_in(email, "wrong").await.status, 429, "{email}");
    }
}

#[tokio::test]
async fn nothing_of_a_person_may_be_kept_by_a_cache() {
    let world = super::world::World::new().await;
    let admin = world.browser("admin").await;
    for (path, answer) in world.pages(&admin).await {
        let kept = answer.header("cache-control");
        // A badge is open to everybody. A logo says nothing of a person, and only the browser that asked keeps it, for minutes.
        let logo = path.ends_with("/logo") && kept == "private, max-age=300";
        assert!(kept.contains("no-store") || path.starts_with("/badges/") || logo, "{path}: {kept}");
    }
    let error = browser(&world.server, "viewer").await.get("/projects/nothing").await;
    assert_eq!(error.header("cache-control"), "no-store");
}
