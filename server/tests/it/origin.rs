use crate::support::Server;
use axum::Router;
use axum::body::Body;
use axum::routing::{any, get};
use http::{HeaderMap, Method, Request, StatusCode};

const PUBLIC: &str = "https://ready.example";

async fn server() -> Server {
    #[allow(clippy::unused_async, reason = "a handler")]
    async fn referer(headers: HeaderMap) -> String {
        headers.get("referer").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }
    let pages = Router::new().route("/act", any(|| async { "done" })).route("/referer", get(referer).post(referer));
    Server::with(&[("HOLDPOINT_PUBLIC_URL", PUBLIC)], pages).await
}

fn request(method: &Method, path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let start = Request::builder().method(method).uri(path).header("host", "ready.example").header("accept", "text/html");
    headers.iter().fold(start, |request, (name, value)| request.header(*name, *value)).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn what_another_site_sends_changes_nothing() {
    let server = server().await;
    let cookie = ("cookie", "__Host-holdpoint=x");
    let cases: [(&[(&str, &str)], bool); 12] = [
        (&[("sec-fetch-site", "same-origin"), cookie], true),
        (&[("sec-fetch-site", "none"), cookie], true),
        (&[("sec-fetch-site", "same-site"), cookie], false),
        (&[("sec-fetch-site", "cross-site"), cookie], false),
        (&[("sec-fetch-site", "cross-site")], false),
        (&[("sec-fetch-site", "cross-site"), ("origin", PUBLIC), cookie], false),
        (&[("origin", PUBLIC), cookie], true),
        (&[("origin", "http://ready.example"), cookie], false),
        (&[("origin", "https://evil.example"), cookie], false),
        (&[("origin", "null"), cookie], false),
        (&[cookie], false),
        (&[], true),
    ];
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        for (headers, passes) in cases {
            let answer = server.ask(request(&method, "/act", headers)).await;
            let expected = if passes { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, expected, "{method} {headers:?}");
            assert!(passes || answer.text().contains("<h1>This request was refused</h1>"), "{}", answer.text());
        }
    }
}

#[tokio::test]
async fn looking_is_free_from_everywhere() {
    let server = server().await;
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        let answer = server.ask(request(&method, "/act", &[("sec-fetch-site", "cross-site"), ("cookie", "a=b")])).await;
        assert_eq!(answer.status, StatusCode::OK, "{method}");
    }
}

#[tokio::test]
async fn a_foreign_return_address_is_taken_out_and_ours_is_left() {
    let server = server().await;
    for method in [Method::GET, Method::POST] {
        for (referer, kept) in [
            ("https://ready.example/projects?tag=a", true),
            ("https://evil.example/", false),
            ("https://ready.example.evil.example/", false),
            ("https://ready.example@evil.example/", false),
            ("http://ready.example/", false),
            ("//evil.example", false),
        ] {
            let headers = [("referer", referer), ("sec-fetch-site", "same-origin")];
            let answer = server.ask(request(&method, "/referer", &headers)).await;
            assert_eq!(answer.text(), if kept { referer } else { "" }, "{method}");
        }
    }
}
