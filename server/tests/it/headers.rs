use crate::support::{Answer, Server};
use axum::Router;
use axum::body::Body;
use axum::response::Html;
use axum::routing::{get, post};
use http::{Request, StatusCode};

const BROWSER: &str = "text/html,application/xhtml+xml";

async fn server(values: &[(&str, &str)]) -> Server {
    #[allow(clippy::unused_async, reason = "a handler")]
    async fn broken() -> Html<String> {
        panic!("a secret the visitor must not read")
    }
    let pages = Router::new()
        .route("/page", get(|| async { Html("<p>here</p>") }))
        .route("/broken", get(broken))
        .route("/post", post(|body: String| async move { body }))
        .route("/remove", get(|| async { [("set-cookie", "__Host-holdpoint=; Path=/; Max-Age=0")] }));
    Server::with(values, pages).await
}

/// One of every kind of answer.
async fn every_kind(server: &Server) -> Vec<(&'static str, Answer)> {
    let foreign = Request::post("/post").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    let large = Request::post("/post").header("content-length", "99999999").body(Body::empty()).unwrap();
    vec![
        ("a page", server.visit("/page").await),
        ("no such page", server.visit("/nowhere").await),
        ("a panic", server.visit("/broken").await),
        ("the wrong method", server.visit("/post").await),
        ("a foreign request", server.ask(foreign).await),
        ("a body that is too large", server.ask(large).await),
        ("a probe", server.get("/healthz").await),
    ]
}

#[tokio::test]
async fn every_kind_of_answer_carries_the_headers_that_protect() {
    let server = server(&[]).await;
    for (kind, answer) in every_kind(&server).await {
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {kind}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self'"), "{kind}: {policy}");
        for part in ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{part} of {kind}");
        }
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{kind}: {policy}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{kind}");
        assert!(!answer.header("x-request-id").is_empty(), "{kind}");
        assert_eq!(answer.header("strict-transport-security"), "", "not without TLS: {kind}");
    }
}

#[tokio::test]
async fn under_https_browsers_are_told_to_come_back_over_tls() {
    let server = server(&[("HOLDPOINT_PUBLIC_URL", "https://ready.example")]).await;
    for (kind, answer) in every_kind(&server).await {
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{kind}");
    }
}

#[tokio::test]
async fn a_header_that_browsers_ignore_with_a_complaint_is_left_out() {
    let server = server(&[("HOLDPOINT_PUBLIC_URL", "http://ready.example")]).await;
    assert_eq!(server.visit("/page").await.header("cross-origin-opener-policy"), "");
}

#[tokio::test]
async fn a_well_formed_request_id_is_kept_and_any_other_replaced() {
    let server = server(&[]).await;
    let ask = |id: &str| server.ask(Request::get("/page").header("x-request-id", id).body(Body::empty()).unwrap());
    assert_eq!(ask("0b5c9c1e-trace_1").await.header("x-request-id"), "0b5c9c1e-trace_1");
    for wrong in ["", "short", "has space in it", "quote\"quote", &"x".repeat(65)] {
        let answer = ask(wrong).await;
        let id: uuid::Uuid = answer.header("x-request-id").parse().unwrap();
        assert_eq!(id.get_version_num(), 7, "{wrong}");
    }
    assert_ne!(server.get("/page").await.header("x-request-id"), server.get("/page").await.header("x-request-id"));
}

#[tokio::test]
async fn an_error_is_a_page_for_browsers_and_a_line_for_programs_with_the_reference() {
    let server = server(&[]).await;
    for (path, status) in [("/nowhere", StatusCode::NOT_FOUND), ("/broken", StatusCode::INTERNAL_SERVER_ERROR)] {
        let page = server.visit(path).await;
        assert_eq!((page.status, page.header("content-type")), (status, "text/html; charset=utf-8"));
        assert!(page.text().contains("<h1>") && page.text().contains(page.header("x-request-id")), "{}", page.text());
        let line = server.get(path).await;
        assert_eq!((line.status, line.header("content-type")), (status, "text/plain; charset=utf-8"));
        assert!(!line.text().contains('<') && line.text().contains(line.header("x-request-id")));
    }
}

#[tokio::test]
async fn a_panic_tells_the_visitor_nothing() {
    let server = server(&[]).await;
    assert!(!server.visit("/broken").await.text().contains("secret"));
}

#[tokio::test]
async fn an_error_page_has_neither_script_nor_style_of_its_own() {
    let answer = server(&[]).await.ask(Request::get("/nowhere").header("accept", BROWSER).body(Body::empty()).unwrap()).await;
    let text = answer.text();
    assert!(!text.contains("<script") && !text.contains("<style") && !text.contains("style="), "{text}");
}

#[tokio::test]
async fn a_page_of_our_own_is_never_replaced() {
    let pages = Router::new().route("/refused", get(|| async { (StatusCode::CONFLICT, Html("<p>somebody was faster</p>")) }));
    let server = Server::with(&[], pages).await;
    assert_eq!(server.visit("/refused").await.text(), "<p>somebody was faster</p>");
}

#[tokio::test]
async fn the_removal_of_a_host_cookie_is_one_that_browsers_obey() {
    let answer = server(&[("HOLDPOINT_PUBLIC_URL", "https://ready.example")]).await.get("/remove").await;
    assert_eq!(answer.header("set-cookie"), "__Host-holdpoint=; Path=/; Max-Age=0; Secure");
}
