//! Second factors over HTTP: what half a sign-in reaches, sessions and their ids, and the rule who needs a factor.

use crate::browser::{Browser, PASSWORD};
use crate::imports::field;
use crate::roles::{browser, server};
use crate::support::{Answer, Server};
use totp_rs::{Builder, Secret};

const OWNER: &str = "owner@example.org";
const COOKIE: &str = "holdpoint";

/// The code that an app shows so many steps from now.
fn code(secret: &str, steps: i64) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate((service::now().to_utc().timestamp() + 30 * steps).try_into().unwrap()).to_string()
}

/// Adds an app; gives its secret and a recovery code.
async fn add_app(who: &Browser<'_>) -> (String, String) {
    assert_eq!(who.post("/account/factors/app/begin", &[]).await.header("location"), "/account/factors/app");
    let page = who.get("/account/factors/app").await.text();
    let secret = page.split("id=\"totp-key\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    assert!(page.contains("<svg") && !page.contains("style="), "{page}");
    let wrong = who.post("/account/factors/app", &[("code", "x"), ("name", "My phone")]).await;
    assert!(wrong.status == 422 && wrong.text().contains("My phone"), "{}", wrong.text());
    let added = who.post("/account/factors/app", &[("code", &code(&secret, 0)), ("name", "My phone")]).await;
    let text = added.text();
    let codes: Vec<&str> = text.split("<li><code>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!((added.status.as_u16(), codes.len()), (200, 10), "{text}");
    (secret, codes[0].to_owned())
}

/// A browser in which the password of the owner, who has an app, was right.
async fn half(server: &Server) -> (Browser<'_>, String, String) {
    let (secret, recovery) = add_app(&browser(server, "owner").await).await;
    let half = Browser::new(server);
    assert_eq!(half.sign_in(OWNER, PASSWORD).await.header("location"), "/sign-in/second");
    (half, secret, recovery)
}

#[tokio::test]
async fn half_a_sign_in_reaches_nothing() {
    let server = server().await;
    let (half, ..) = half(&server).await;
    let away = |answer: &Answer| answer.status == 303 && answer.header("location").starts_with("/sign-in");
    for path in [
        "/projects",
        "/projects/tide",
        "/account",
        "/account/factors",
        "/account/factors/app",
        "/account/confirm",
        "/users",
        "/policy",
        "/work",
    ] {
        let answer = half.get(path).await;
        assert!(away(&answer), "{path}: {}", answer.status);
    }
    for path in
        ["/projects/new", "/account", "/account/confirm", "/account/factors/codes", "/account/factors/app/begin", "/account/factors/remove"]
    {
        let answer = half.post(path, &[("name", "x"), ("slug", "x"), ("password", PASSWORD)]).await;
        assert!(away(&answer), "{path}: {} {}", answer.status, answer.header("location"));
    }
    let called = half.call("/api/nothing", &[]).await;
    assert!(called.status.is_client_error(), "{}", called.status);
    assert_eq!(half.get("/sign-in/second").await.status, 200);
}

#[tokio::test]
async fn each_step_gives_the_session_another_id_and_the_one_before_is_worth_nothing() {
    let server = server().await;
    let (_, secret, _) = half(&server).await;
    let victim = Browser::new(&server);
    // Somebody knows the id before the victim signs in.
    victim.set_cookie(COOKIE, "AAAAAAAAAAAAAAAAAAAAAA");
    victim.sign_in(OWNER, PASSWORD).await;
    let waiting = victim.cookie(COOKIE);
    assert_ne!(waiting, "AAAAAAAAAAAAAAAAAAAAAA");
    let wrong = victim.post("/sign-in/second", &[("code", "000000")]).await;
    assert!(wrong.status == 422 && wrong.text().contains("The code is wrong or was used before"), "{}", wrong.text());
    let inside = victim.post("/sign-in/second", &[("code", &code(&secret, 1))]).await;
    assert_eq!((inside.status.as_u16(), inside.header("location")), (303, "/projects"), "{}", inside.text());
    assert_ne!(victim.cookie(COOKIE), waiting);
    assert_eq!(victim.get("/projects").await.status, 200);
    for known in ["AAAAAAAAAAAAAAAAAAAAAA", waiting.as_str()] {
        let thief = Browser::new(&server);
        thief.set_cookie(COOKIE, known);
        assert_eq!(thief.get("/projects").await.status, 303);
        assert_eq!(thief.get("/sign-in/second").await.header("location"), "/sign-in");
    }
}

#[tokio::test]
async fn a_recovery_code_opens_the_door_once() {
    let server = server().await;
    let (half, _, recovery) = half(&server).await;
    assert_eq!(half.post("/sign-in/second", &[("code", &recovery)]).await.header("location"), "/projects");
    assert!(half.get("/account/factors").await.text().contains("9 of 10"));
    let again = Browser::new(&server);
    again.sign_in(OWNER, PASSWORD).await;
    assert_eq!(again.post("/sign-in/second", &[("code", &recovery)]).await.status, 422);
}

#[tokio::test]
async fn removing_a_factor_ends_the_other_sessions_and_keeps_this_one() {
    let server = server().await;
    let (here, there) = (browser(&server, "owner").await, browser(&server, "owner").await);
    add_app(&here).await;
    assert_eq!(there.get("/projects").await.status, 200, "adding one ends nothing");
    let before = here.cookie(COOKIE);
    let page = here.get("/account/factors").await.text();
    let removed = here.post("/account/factors/remove", &[("factor", &field(&page, "factor")), ("version", "1")]).await;
    assert_eq!(removed.header("location"), "/account/factors?done=removed", "{}", removed.text());
    assert_ne!(here.cookie(COOKIE), before);
    assert_eq!(here.get("/projects").await.status, 200);
    assert_eq!(there.get("/projects").await.status, 303);
    assert_eq!(Browser::new(&server).sign_in(OWNER, PASSWORD).await.header("location"), "/projects");
}

#[tokio::test]
async fn whoever_has_to_have_a_factor_can_do_nothing_else_before() {
    let server = server().await;
    let (admin, viewer) = (browser(&server, "admin").await, browser(&server, "viewer").await);
    let rule = [("version", ""), ("required", "everybody"), ("trust_providers", "on")];
    assert_eq!(admin.post("/policy", &rule).await.header("location"), "/policy?done=saved");
    for who in [&admin, &viewer] {
        for path in ["/projects", "/projects/tide", "/account", "/users", "/work", "/projects.csv"] {
            assert_eq!(who.get(path).await.header("location"), "/account/factors", "{path}");
        }
        for path in ["/projects/new", "/policy", "/account"] {
            assert_eq!(who.post(path, &rule).await.header("location"), "/account/factors", "{path}");
        }
        let page = who.get("/account/factors").await.text();
        assert!(page.contains("asks you for a second factor") && page.contains("action=\"/sign-out\""), "{page}");
        assert_eq!(who.post("/theme", &[("theme", "dark"), ("back", "/account/factors")]).await.status, 303);
    }
    assert!(viewer.post("/sign-out", &[]).await.header("location").starts_with("/sign-in"));
    add_app(&admin).await;
    assert_eq!(admin.get("/users").await.status, 200);
    let fresh = browser(&server, "engineer").await;
    assert_eq!(fresh.get("/projects").await.header("location"), "/account/factors", "also after a new sign-in");
}

#[tokio::test]
async fn passkeys_are_not_offered_where_browsers_know_none() {
    let server = server().await;
    assert!(!Browser::new(&server).get("/sign-in").await.text().contains("passkey"));
    let owner = browser(&server, "owner").await;
    assert!(owner.get("/account/factors").await.text().contains("Passkeys are not available here"));
    assert_eq!(owner.post("/account/factors/passkey/begin", &[]).await.status, 404);
    assert_eq!(owner.post("/sign-in/passkey", &[]).await.status, 404);
}

#[tokio::test]
async fn a_challenge_for_a_passkey_is_answered_once_and_its_page_allows_one_script() {
    let (server, _) = Server::with_app(&[("HOLDPOINT_PUBLIC_URL", "http://localhost:3000")]).await;
    add_person(&server).await;
    let visitor = Browser::new(&server);
    assert_eq!(visitor.get("/sign-in").await.header("set-cookie"), "", "looking makes no session");
    assert_eq!(visitor.get("/sign-in/passkey").await.header("location"), "/sign-in");
    let asked = visitor.post("/sign-in/passkey", &[("next", "/work")]).await;
    assert_eq!(asked.header("location"), "/sign-in/passkey?next=%2Fwork");
    let page = visitor.get("/sign-in/passkey?next=%2Fwork").await;
    let policy = page.header("content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    assert!(!policy.contains("strict-dynamic") && !policy.contains("wasm") && !policy.contains("unsafe"), "{policy}");
    let text = page.text();
    assert_eq!(text.matches("<script").count(), 1, "{text}");
    assert!(text.contains(nonce) && text.contains("src=\"/passkeys.js\"") && text.contains("data-options="), "{text}");
    let form = [("next", "/work"), ("answer", "{}")];
    assert_eq!(visitor.post("/sign-in/passkey/answer", &form).await.status, 422);
    assert_eq!(visitor.post("/sign-in/passkey/answer", &form).await.header("location"), "/sign-in/passkey", "it was taken out");
    assert_eq!(visitor.get("/projects").await.status, 303);
}

async fn add_person(server: &Server) {
    use domain::accounts::Password;
    use service::accounts::{NewUser, add_user, operator};
    let new = NewUser { email: OWNER.into(), name: "Owner".into(), password: Password::given(PASSWORD.into()) };
    add_user(&server.db, &crate::support::cheap(), &operator().unwrap().admin(), new, false, service::now()).await.unwrap();
}
