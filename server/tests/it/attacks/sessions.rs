//! Sessions that somebody plants, keeps, or takes along.

use crate::browser::{Browser, PASSWORD};
use crate::roles::{browser, server};

#[tokio::test]
async fn a_session_from_before_sign_in_is_not_the_one_after() {
    let server = server().await;
    // One that the server gave to somebody who is not signed in: by opening a link with a password, for example.
    let thief = Browser::of(&server, "stranger@example.org").await;
    let planted = thief.cookie("holdpoint");
    let victim = Browser::new(&server);
    victim.set_cookie("holdpoint", &planted);
    assert_eq!(victim.sign_in("owner@example.org", PASSWORD).await.status, 303);
    assert_ne!(victim.cookie("holdpoint"), planted);
    assert_eq!(victim.get("/projects/tide").await.status, 200);
    let left = Browser::new(&server);
    left.set_cookie("holdpoint", &planted);
    assert_eq!(left.get("/projects").await.status, 303, "the planted one is nobody's any more");
}

#[tokio::test]
async fn an_id_that_the_server_never_gave_is_not_taken_over() {
    let server = server().await;
    for made_up in ["AAAAAAAAAAAAAAAAAAAAAA", "", "x", "../../etc", "' OR 1=1", "0", "%00", &"A".repeat(5_000)] {
        let victim = Browser::new(&server);
        victim.set_cookie("holdpoint", made_up);
        assert_eq!(victim.get("/projects").await.status, 303, "{made_up:?}");
        assert_eq!(victim.sign_in("owner@example.org", PASSWORD).await.status, 303, "{made_up:?}");
        assert_ne!(victim.cookie("holdpoint"), made_up);
        assert!(victim.cookie("holdpoint").len() >= 22, "128 bits at least");
    }
}

#[tokio::test]
async fn no_session_outlives_the_password_it_came_from() {
    let server = server().await;
    let (here, there) = (browser(&server, "owner").await, browser(&server, "owner").await);
    let other = browser(&server, "engineer").await;
    let new = "another long enough password";
    let changed = here.post("/account", &[("old", PASSWORD), ("new", new), ("again", new)]).await;
    assert_eq!(changed.status, 303, "{}", changed.text());
    for gone in [&here, &there] {
        assert_eq!(gone.get("/projects/tide").await.status, 303);
    }
    assert_eq!(other.get("/projects/tide").await.status, 200, "others stay");
    assert_eq!(Browser::new(&server).sign_in("owner@example.org", PASSWORD).await.status, 422);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let server = server().await;
    let owner = browser(&server, "owner").await;
    let cookie = owner.cookie("holdpoint");
    assert_eq!(owner.post("/sign-out", &[]).await.status, 303);
    let copy = Browser::new(&server);
    copy.set_cookie("holdpoint", &cookie);
    assert_eq!(copy.get("/projects/tide").await.status, 303);
    assert_eq!(
        copy.post("/projects/tide/settings", &[("name", "Mine"), ("version", "1")]).await.header("location").split('?').next(),
        Some("/sign-in")
    );
}

#[tokio::test]
async fn whoever_loses_the_role_loses_it_in_sessions_that_are_open() {
    let server = server().await;
    let (owner, engineer) = (browser(&server, "owner").await, browser(&server, "engineer").await);
    assert_eq!(engineer.get("/projects/tide/blockers/new").await.status, 200);
    let set = owner.post("/projects/tide/members", &[("email", "engineer@example.org"), ("role", "viewer")]).await;
    assert_eq!(set.status, 303, "{}", set.text());
    assert_eq!(engineer.get("/projects/tide/blockers/new").await.status, 403);
}

#[tokio::test]
async fn guessing_is_slowed_down_for_the_account_and_whoever_guesses_waits() {
    let server = server().await;
    let visitor = Browser::new(&server);
    let mut statuses = Vec::new();
    for at in 0..8 {
        statuses.push(visitor.sign_in("owner@example.org", &format!("guess number {at}")).await.status.as_u16());
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    // The right one does not get through meanwhile either: nobody may learn by trying that it was right.
    assert_eq!(visitor.sign_in("owner@example.org", PASSWORD).await.status, 429);
    assert_eq!(visitor.sign_in("OWNER@EXAMPLE.ORG", PASSWORD).await.status, 429, "in any spelling");
}
