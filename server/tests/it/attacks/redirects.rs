//! Answers that would lead somebody to another site.

use super::world::small;
use crate::browser::{Browser, PASSWORD, encoded};
use crate::roles::{browser, server};
use axum::body::Body;
use http::Request;

const ELSEWHERE: &[&str] = &[
    "https://evil.example",
    "HTTPS://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\u{0}//evil.example",
    " //evil.example",
    "/%09/evil.example/\u{9}",
    "https:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "@evil.example",
    ".evil.example",
    "/x\r\nSet-Cookie: holdpoint=forged",
    "/x\r\n\r\n<script>alert(1)</script>",
    "/ä",
];

/// Where a browser would go from here.
fn is_ours(location: &str) -> bool {
    let rest = location.strip_prefix('/');
    rest.is_some_and(|rest| !rest.starts_with(['/', '\\'])) && !location.contains(['\r', '\n', '\t', '\\'])
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    let server = server().await;
    for next in ELSEWHERE {
        let visitor = Browser::new(&server);
        let page = visitor.get(&format!("/sign-in?next={}", encoded(next))).await;
        assert_eq!(crate::imports::field(&page.text(), "next"), "/", "{next:?}");
        let answer = visitor.post("/sign-in", &[("email", "owner@example.org"), ("password", PASSWORD), ("next", next)]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/"), "{next:?}");
        assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1, "{next:?}");
    }
    // Percent signs are letters of a path, and stay it.
    let coded = Browser::new(&server)
        .post("/sign-in", &[("email", "owner@example.org"), ("password", PASSWORD), ("next", "/%2f%2fevil.example")])
        .await;
    assert!(is_ours(coded.header("location")), "{}", coded.header("location"));
}

#[tokio::test]
async fn asking_for_a_page_while_signed_out_leads_nowhere_else() {
    let server = server().await;
    for path in [
        "//evil.example",
        "/projects//evil.example",
        "/%2f%2fevil.example",
        "/projects/..%2f..%2fevil.example",
        "/projects?next=//evil.example",
        "/%5cevil.example",
    ] {
        let answer = Browser::new(&server).get(path).await;
        let location = answer.header("location").to_owned();
        assert!(answer.status == 404 || is_ours(&location), "{path}: {} {location}", answer.status);
        assert!(!location.contains("next=//") && !location.contains("next=%2F%2F"), "{path}: {location}");
    }
}

#[tokio::test]
async fn the_theme_switch_and_the_way_back_lead_nowhere_else() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    for back in ELSEWHERE {
        let answer = owner.post("/theme", &[("theme", "dark"), ("back", back)]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/"), "{back:?}");
        let forged = owner.post("/theme", &[("theme", back), ("back", "/")]).await;
        assert!(!forged.header("set-cookie").contains("evil") && !forged.header("set-cookie").contains("forged"), "{back:?}");
    }
    // A form that a server function answers goes back to where it came from: never to somebody else.
    for referer in ["https://evil.example/x", "//evil.example", "http://127.0.0.1:3000@evil.example/"] {
        let request = Request::post("/api/tick-item").header("sec-fetch-site", "same-origin").header("referer", referer);
        let request = request.header("content-type", "application/x-www-form-urlencoded").header("accept", "text/html");
        let answer = owner.send(request, Body::from("slug=tide&id=x&done=true&version=1")).await;
        assert!(!answer.header("location").contains("evil"), "{referer}: {}", answer.header("location"));
    }
}
