//! Signing in by a provider, against a small one that can be told to misbehave.

mod accounts;
mod attacks;
mod provider;

use crate::browser::{Browser, PASSWORD};
use crate::support::{Answer, Server, cheap};
use domain::accounts::{Password, User};
use provider::{CLIENT, Provider, SECRET, Signed};
use serde_json::{Value, json};
use service::accounts::{NewUser, add_user, operator};
use std::collections::BTreeMap;

/// The address that a page leads on to.
fn leads_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.header("refresh").strip_prefix("0; url=").expect("a page that leads on").to_owned()
}

/// A server with the providers `corp` and `other`; what stands in `more` is said of `corp` too. Ada has an account and administers.
async fn server(corp: &Provider, other: &Provider, more: &str) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("providers.toml");
    let entry = |name: &str, label: &str, issuer: &str| {
        format!("[[provider]]\nname = '{name}'\nlabel = '{label}'\nissuer = '{issuer}'\nclient_id = '{CLIENT}'\n")
    };
    let (corp, other) = (entry("corp", "Corp", corp.issuer()), entry("other", "Other", other.issuer()));
    std::fs::write(&path, format!("{other}client_secret = '{SECRET}'\n{corp}{more}\n")).unwrap();
    let path = path.display().to_string();
    let (server, _) = Server::with_app(&[("HOLDPOINT_OIDC_PROVIDERS", &path), ("HOLDPOINT_OIDC_CORP_CLIENT_SECRET", SECRET)]).await;
    account(&server, "ada", true).await;
    server
}

async fn account(server: &Server, name: &str, admin: bool) -> User {
    let new = NewUser { email: format!("{name}@example.org"), name: name.into(), password: Password::given(PASSWORD.into()) };
    add_user(&server.db, &cheap(), &operator().unwrap().admin(), new, admin, service::now()).await.unwrap()
}

/// Presses the button, and gives the address that it leads to.
async fn pressed(browser: &Browser<'_>, next: &str) -> String {
    leads_to(&browser.post("/sign-in/with/corp", &[("next", next)]).await)
}

async fn returned(browser: &Browser<'_>, provider: &str, back: &BTreeMap<String, String>) -> Answer {
    let pairs: Vec<String> = back.iter().map(|(name, value)| format!("{name}={}", value.replace(':', "%3A").replace('/', "%2F"))).collect();
    browser.get(&format!("/sign-in/with/{provider}/callback?{}", pairs.join("&"))).await
}

/// The whole way: the button, the provider, and back.
async fn comes(browser: &Browser<'_>, corp: &Provider, claims: &Value) -> Answer {
    let address = pressed(browser, "/work").await;
    returned(browser, "corp", &corp.signs_in(&address, claims, Signed::Right)).await
}

/// Somebody whose address nobody here has.
fn kim() -> Value {
    json!({})
}

/// Whether somebody is signed in.
async fn is_in(browser: &Browser<'_>) -> bool {
    browser.get("/account").await.status == 200
}
