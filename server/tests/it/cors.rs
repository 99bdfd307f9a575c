//! What pages of other origins may use.

use crate::support::{Answer, Server};
use axum::Router;
use axum::body::Body;
use axum::routing::any;
use http::{Method, Request};

const KNOWN: &str = "https://status.example";
const TOKEN: (&str, &str) = ("authorization", "Bearer hpt_0001");
const ALLOWED: &str = "access-control-allow-origin";

async fn server(origins: &str) -> Server {
    let pages = Router::new()
        .route("/api/projects", any(|| async { "[]" }))
        .route("/projects/{slug}/snapshot", any(|| async { "{}" }))
        .route("/page", any(|| async { "page" }));
    Server::with(&[("HOLDPOINT_CORS_ORIGINS", origins)], pages).await
}

async fn ask(server: &Server, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Request::builder().method(method).uri(path).header("host", "ready.example").header("sec-fetch-site", "cross-site");
    server.ask(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).body(Body::empty()).unwrap()).await
}

/// What a browser asks before it sends a token to another origin.
async fn preflight(server: &Server, path: &str, origin: &str) -> Answer {
    let headers =
        [("origin", origin), ("access-control-request-method", "POST"), ("access-control-request-headers", "authorization,content-type")];
    ask(server, Method::OPTIONS, path, &headers).await
}

fn says_nothing(answer: &Answer) -> bool {
    !answer.headers.keys().any(|name| name.as_str().starts_with("access-control-"))
}

#[tokio::test]
async fn unless_an_origin_is_named_no_other_page_may_read_anything() {
    let server = server("none").await;
    for path in ["/api/projects", "/projects/tide/snapshot", "/page"] {
        assert!(says_nothing(&preflight(&server, path, KNOWN).await), "{path}");
        assert!(says_nothing(&ask(&server, Method::GET, path, &[("origin", KNOWN), TOKEN]).await), "{path}");
    }
}

#[tokio::test]
async fn pages_of_a_named_origin_may_use_what_is_for_programs_with_a_token() {
    let server = server(&format!("http://localhost:8080, {KNOWN}")).await;
    for path in ["/api/projects", "/projects/tide/snapshot"] {
        let before = preflight(&server, path, KNOWN).await;
        assert_eq!((before.status.as_u16(), before.header(ALLOWED)), (200, KNOWN), "{path}");
        assert!(before.header("access-control-allow-headers").contains("authorization"));
        assert!(before.header("access-control-allow-methods").contains("POST"));
        assert!(before.header("vary").contains("origin"), "{}", before.header("vary"));
        let answer = ask(&server, Method::POST, path, &[("origin", KNOWN), TOKEN]).await;
        assert_eq!((answer.status.as_u16(), answer.header(ALLOWED)), (200, KNOWN), "{path}");
        assert!(answer.header("access-control-expose-headers").contains("retry-after"));
        for answer in [before, answer] {
            assert_eq!(answer.header("access-control-allow-credentials"), "", "cookies are never taken along");
        }
    }
}

#[tokio::test]
async fn other_origins_and_other_pages_stay_closed() {
    let server = server(KNOWN).await;
    for origin in ["https://evil.example", "http://status.example", "null", "https://status.example.evil.example"] {
        assert_eq!(preflight(&server, "/api/projects", origin).await.header(ALLOWED), "", "{origin}");
        assert_eq!(ask(&server, Method::GET, "/api/projects", &[("origin", origin), TOKEN]).await.header(ALLOWED), "", "{origin}");
    }
    assert!(says_nothing(&ask(&server, Method::GET, "/page", &[("origin", KNOWN)]).await));
    let headers = [("origin", KNOWN), ("access-control-request-method", "POST")];
    assert!(says_nothing(&ask(&server, Method::OPTIONS, "/page", &headers).await), "without a token there is nothing to ask for");
}

#[tokio::test]
async fn a_cookie_is_worth_nothing_from_another_origin_even_a_named_one() {
    let server = server(KNOWN).await;
    for headers in [&[("origin", KNOWN), ("cookie", "holdpoint=x")][..], &[("origin", KNOWN), ("cookie", "holdpoint=x"), TOKEN]] {
        let looked = ask(&server, Method::GET, "/api/projects", headers).await;
        assert!(says_nothing(&looked), "{headers:?}");
        assert_eq!(ask(&server, Method::POST, "/api/projects", headers).await.status, 403, "{headers:?}");
    }
    assert_eq!(ask(&server, Method::POST, "/api/projects", &[("origin", KNOWN)]).await.status, 403, "no token, no cookie, foreign page");
}
