//! How often somebody may ask, and who counts as somebody.

use crate::browser::{Browser, PASSWORD};
use crate::support::{Answer, Server, cheap};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::routing::{any, get};
use domain::accounts::Password;
use domain::history::Source;
use http::{Method, Request};
use service::PageNumber;
use service::accounts::sessions::resume;
use service::accounts::{NewUser, add_user, operator};
use std::net::{IpAddr, SocketAddr};

/// One a minute, two at once, and twice as much from an address: nothing comes back while a test runs.
const TIGHT: [(&str, &str); 2] = [("HOLDPOINT_LIMIT_PAGES", "1/2"), ("HOLDPOINT_LIMIT_ADDRESS_FACTOR", "2")];
const SPOOFED: &str = "x-forwarded-for";

fn pages() -> Router {
    let client = |ConnectInfo(client): ConnectInfo<SocketAddr>| async move { client.ip().to_string() };
    Router::new()
        .route("/page", get(client))
        .route("/sign-in", any(|| async { "in" }))
        .route("/projects/{slug}/import", any(|| async { "taken" }))
        .route("/projects/{slug}/report", get(|| async { "report" }))
        .route("/api/{*function}", any(|| async { "done" }))
}

struct Client<'a> {
    server: &'a Server,
    peer: &'a str,
}

impl Client<'_> {
    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = Request::builder().method(method).uri(path).extension(ConnectInfo(SocketAddr::new(self.peer.parse().unwrap(), 1)));
        self.server
            .ask(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).body(Body::empty()).unwrap())
            .await
    }

    async fn page(&self, headers: &[(&str, &str)]) -> u16 {
        self.ask(Method::GET, "/page", headers).await.status.as_u16()
    }
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_again() {
    let server = Server::with(&TIGHT, pages()).await;
    let client = Client { server: &server, peer: "192.0.2.1" };
    let cookie = ("cookie", "theme=dark; holdpoint=one");
    assert_eq!([client.page(&[cookie]).await, client.page(&[cookie]).await, client.page(&[cookie]).await], [200, 200, 429]);
    for (accept, kind) in
        [("text/html", "text/html; charset=utf-8"), ("application/json", "application/json"), ("*/*", "text/plain; charset=utf-8")]
    {
        let told = client.ask(Method::GET, "/page", &[cookie, ("accept", accept)]).await;
        let seconds: u64 = told.header("retry-after").parse().unwrap();
        assert!((1..=60).contains(&seconds), "{seconds}");
        assert_eq!((told.status.as_u16(), told.header("content-type")), (429, kind));
        let text = told.text();
        assert!(text.contains("Too many requests") && text.contains(&format!("Try again in {seconds} seconds.")), "{text}");
        assert!(text.contains(told.header("x-request-id")) && told.header("x-content-type-options") == "nosniff", "{text}");
    }
    let json = client.ask(Method::GET, "/page", &[cookie, ("accept", "application/json")]).await;
    let json: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
    assert_eq!(json["status"], 429);
}

#[tokio::test]
async fn a_session_a_token_and_an_address_have_each_their_own_and_one_does_not_use_up_the_others() {
    let server = Server::with(&TIGHT, pages()).await;
    let client = Client { server: &server, peer: "192.0.2.1" };
    let (one, other) = ([("cookie", "holdpoint=one")], [("cookie", "holdpoint=other")]);
    for _ in 0..10 {
        client.page(&one).await;
    }
    assert_eq!([client.page(&other).await, client.page(&other).await], [200, 200], "refused requests are not counted for the address");
    assert_eq!(client.page(&[("cookie", "holdpoint=third")]).await, 429, "four from one address, whatever sessions it says it has");
    assert_eq!(client.page(&[]).await, 429);
    assert_eq!(Client { server: &server, peer: "192.0.2.2" }.page(&[]).await, 200);
    assert_eq!(Client { server: &server, peer: "192.0.2.2" }.page(&one).await, 429, "a session takes its count along");
}

#[tokio::test]
async fn each_kind_of_request_has_its_own_limit() {
    let names = ["SIGN_IN", "IMPORT", "EXPORT", "API", "PAGES"].map(|tier| format!("HOLDPOINT_LIMIT_{tier}"));
    let values: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1/1")).collect();
    let server = Server::with(&values, pages()).await;
    let token = ("authorization", "Bearer hpt_0001");
    let client = Client { server: &server, peer: "2001:db8::1" };
    let kinds = [
        (Method::POST, "/sign-in", &[][..]),
        (Method::POST, "/projects/tide/import", &[]),
        (Method::GET, "/projects/tide/report", &[]),
        (Method::GET, "/page", &[]),
        (Method::GET, "/page", &[token]),
        (Method::POST, "/api/tick", &[]),
    ];
    for (method, path, headers) in &kinds {
        let mut answered = 0;
        while client.ask(method.clone(), path, headers).await.status == 200 {
            answered += 1;
        }
        // Five from an address, of those without a token; one with a token; and /api shares its limit with tokens.
        let expected = if headers.is_empty() { if *path == "/api/tick" { 4 } else { 5 } } else { 1 };
        assert_eq!(answered, expected, "{method} {path} {headers:?}");
    }
    assert_eq!(client.ask(Method::GET, "/sign-in", &[("cookie", "holdpoint=x")]).await.status, 429, "looking at the form is a page");
}

#[tokio::test]
async fn probes_and_files_are_free_and_nought_is_no_limit() {
    let server = Server::with(&[("HOLDPOINT_LIMIT_PAGES", "1/1"), ("HOLDPOINT_LIMIT_SIGN_IN", "0")], pages()).await;
    let client = Client { server: &server, peer: "192.0.2.1" };
    for _ in 0..20 {
        for path in ["/healthz", "/readyz", "/favicon.svg", "/nowhere"] {
            assert_ne!(client.ask(Method::GET, path, &[("cookie", "holdpoint=x")]).await.status, 429, "{path}");
        }
        assert_eq!(client.ask(Method::POST, "/sign-in", &[("cookie", "")]).await.status, 403, "the origin is looked at before");
        assert_eq!(client.ask(Method::POST, "/sign-in", &[]).await.status, 200);
    }
}

#[tokio::test]
async fn addresses_of_one_network_of_ipv6_are_one() {
    let server = Server::with(&TIGHT, pages()).await;
    for number in 1..=4 {
        assert_eq!(Client { server: &server, peer: &format!("2001:db8:0:7::{number}") }.page(&[]).await, 200);
    }
    assert_eq!(Client { server: &server, peer: "2001:db8:0:7:ffff::5" }.page(&[]).await, 429);
    assert_eq!(Client { server: &server, peer: "2001:db8:0:8::1" }.page(&[]).await, 200);
}

#[tokio::test]
async fn a_header_counts_only_from_a_proxy_that_is_trusted() {
    let proxied = [TIGHT[0], TIGHT[1], ("HOLDPOINT_TRUSTED_PROXY", "10.0.0.0/8")];
    let server = Server::with(&proxied, pages()).await;
    let stranger = Client { server: &server, peer: "192.0.2.1" };
    for number in 1..=4 {
        let spoofed = format!("203.0.113.{number}");
        let answer = stranger.ask(Method::GET, "/page", &[(SPOOFED, &spoofed)]).await;
        assert_eq!(answer.text(), "192.0.2.1", "the address is that of the connection");
    }
    assert_eq!(stranger.page(&[(SPOOFED, "203.0.113.5")]).await, 429, "another name does not make another client");
    let proxy = Client { server: &server, peer: "10.0.0.1" };
    for number in 1..=8 {
        assert_eq!(proxy.page(&[(SPOOFED, &format!("198.51.100.{number}"))]).await, 200, "each client of the proxy has its own");
    }
    // What a client wrote itself stands left of what the proxy added.
    for number in 1..=4 {
        let chain = format!("203.0.113.{number}, 198.51.100.77");
        assert_eq!(proxy.ask(Method::GET, "/page", &[(SPOOFED, &chain)]).await.text(), "198.51.100.77");
    }
    assert_eq!(proxy.page(&[(SPOOFED, "203.0.113.9, 198.51.100.77")]).await, 429);
}

#[tokio::test]
async fn history_keeps_the_address_of_the_client_and_not_one_that_it_made_up() {
    for (trusted, kept) in [("none", "192.0.2.7"), ("192.0.2.7", "203.0.113.9")] {
        let (server, _) = Server::with_app(&[("HOLDPOINT_TRUSTED_PROXY", trusted)]).await;
        let new = NewUser { email: "ada@example.org".into(), name: "Ada".into(), password: Password::given(PASSWORD.into()) };
        let user = add_user(&server.db, &cheap(), &operator().unwrap().admin(), new, false, service::now()).await.unwrap();
        let browser = Browser::of(&server, "ada@example.org").await;
        let request = Request::post("/projects/new")
            .extension(ConnectInfo(SocketAddr::new("192.0.2.7".parse().unwrap(), 1)))
            .header(SPOOFED, "203.0.113.9")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", format!("holdpoint={}", browser.cookie("holdpoint")))
            .header("content-type", "application/x-www-form-urlencoded");
        let made = server.ask(request.body(Body::from("name=Tide+gauge&slug=tide&description=&tags=")).unwrap()).await;
        assert_eq!(made.status, 303, "{}", made.text());
        let viewer = resume(&server.db, user.id, Source::default()).await.unwrap().viewer(&server.db, "tide").await.unwrap();
        let lines = service::history::list(&server.db, &viewer, PageNumber::parse(None)).await.unwrap();
        assert_eq!(lines.rows[0].source.address, Some(kept.parse::<IpAddr>().unwrap()));
    }
}

#[tokio::test]
async fn guessing_passwords_is_answered_with_the_time_to_wait() {
    let (server, _) = Server::with_app(&[]).await;
    let new = NewUser { email: "ada@example.org".into(), name: "Ada".into(), password: Password::given(PASSWORD.into()) };
    add_user(&server.db, &cheap(), &operator().unwrap().admin(), new, false, service::now()).await.unwrap();
    let browser = Browser::new(&server);
    let mut last = browser.sign_in("ada@example.org", "a wrong guess").await;
    assert_eq!(last.header("retry-after"), "");
    for _ in 0..11 {
        last = browser.sign_in("ada@example.org", "a wrong guess").await;
    }
    let seconds: u64 = last.header("retry-after").parse().unwrap();
    assert!(last.status == 429 && seconds > 0 && last.text().contains(&format!("Wait {seconds} seconds")), "{}", last.text());
}
