//! The protocol itself: methods, headers, paths, and what every answer says to the browser.

use super::routes;
use super::world::{World, small};
use crate::browser::{Browser, PASSWORD};
use crate::roles::browser;
use crate::support::Server;
use axum::body::Body;
use http::Request;

#[tokio::test]
async fn no_door_takes_a_method_that_it_does_not_have() {
    let world = World::new().await;
    let admin = world.browser("admin").await;
    let before = world.kept().await;
    for route in routes::all() {
        let path = world.address(&route.path);
        for method in ["PUT", "DELETE", "PATCH", "TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG"] {
            let request =
                Request::builder().method(method).uri(&path).header("sec-fetch-site", "same-origin").header("x-echo", "echoed-back");
            let answer = admin.send(request, Body::from("version=1")).await;
            assert!(answer.status.is_client_error(), "{method} {path}: {}", answer.status);
            assert!(!answer.text().contains("echoed-back") && !answer.text().contains("holdpoint="), "{method} {path}");
        }
        if !route.takes {
            let answer = admin.post(&path, &[("version", "1")]).await;
            assert!(answer.status.is_client_error(), "POST {path}: {}", answer.status);
        }
    }
    assert_eq!(before, world.kept().await);
}

#[tokio::test]
async fn every_answer_forbids_frames_guessing_and_foreign_scripts() {
    let world = World::new().await;
    let (admin, stranger) = (world.browser("admin").await, world.browser("stranger").await);
    let mut answers = world.pages(&admin).await;
    answers.extend(world.pages(&stranger).await);
    answers.extend(world.pages(&Browser::new(&world.server)).await);
    for path in ["/nothing", "/pkg/nothing.js", "/robots.txt", "/healthz", "/api/nothing", "/%ff", "/projects/%00"] {
        answers.push((path.to_owned(), admin.get(path).await));
    }
    answers.push(("a form that is refused".into(), admin.post("/projects/new", &[]).await));
    answers.push((
        "a foreign form".into(),
        admin.send(Request::post("/projects/new").header("origin", "https://evil.example"), Body::empty()).await,
    ));
    answers.push((
        "a form of another kind".into(),
        admin.send(Request::post("/projects/new").header("sec-fetch-site", "same-origin"), Body::from("x")).await,
    ));
    assert!(answers.len() > 300, "{}", answers.len());
    for (path, answer) in answers {
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") || policy.starts_with("sandbox"), "{path}: {policy}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains(" 'unsafe-eval'") && !policy.contains(" *") && !policy.contains("http:"),
            "{path}: {policy}"
        );
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
        for tells in ["server", "x-powered-by", "via", "x-runtime"] {
            assert!(!answer.headers.contains_key(tells), "{path}: {tells}");
        }
    }
}

#[tokio::test]
async fn every_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    for (public, secure) in [("http://127.0.0.1:3000", false), ("https://ready.example", true)] {
        let server = crate::roles::server_at(public).await;
        let visitor = Browser::new(&server);
        let mut lines = Vec::new();
        let signed = visitor.sign_in("owner@example.org", PASSWORD).await;
        assert_eq!(signed.status, 303, "{}", signed.text());
        for answer in [
            signed,
            visitor.post("/theme", &[("theme", "dark"), ("back", "/")]).await,
            visitor.get("/projects").await,
            visitor.post("/sign-out", &[]).await,
        ] {
            lines.extend(answer.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap().to_owned()));
        }
        assert!(lines.len() >= 3, "{lines:?}");
        for line in lines {
            assert!(line.contains("Path=/") && !line.contains("Domain"), "{line}");
            assert_eq!(line.contains("Secure"), secure, "{line}");
            if !line.contains("Max-Age=0") {
                assert!(line.contains("HttpOnly") && (line.contains("SameSite=Lax") || line.contains("SameSite=Strict")), "{line}");
            }
            assert_eq!(line.starts_with("__Host-"), secure, "{line}");
        }
    }
}

#[tokio::test]
async fn the_name_that_a_request_gives_the_server_stands_in_no_answer() {
    let world = World::new().await;
    let admin = world.browser("admin").await;
    let forged = [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-for", "203.0.113.9"),
        ("forwarded", "host=evil.example;proto=https"),
        ("x-original-url", "/users"),
        ("x-rewrite-url", "/users"),
        ("x-host", "evil.example"),
        ("x-forwarded-prefix", "/evil.example"),
        ("x-real-ip", "203.0.113.9"),
    ];
    for (pattern, _) in crate::queries::PAGES {
        let path = world.address(pattern);
        let request = forged.iter().fold(Request::get(&path), |request, (name, value)| request.header(*name, *value));
        let answer = admin.send(request.header("sec-fetch-site", "none"), Body::empty()).await;
        assert!(!answer.text().contains("evil.example"), "{path}");
        assert!(answer.headers.values().all(|value| !value.to_str().unwrap_or_default().contains("evil.example")), "{path}");
    }
    // A badge and a share link name the public address, and not that of the request.
    let request = Request::get("/projects/tide/badges").header("sec-fetch-site", "none");
    let page = admin.send(request, Body::empty()).await.text();
    assert!(page.contains("/badges/tide/score.svg"));
    let hosted =
        Request::get("/projects/tide/badges").header("host", "evil.example").header("accept", "text/html").body(Body::empty()).unwrap();
    assert!(!world.server.ask(hosted).await.text().contains("evil.example"));
    // Who is not signed in gets no page by another address than that of the request.
    let around = Request::get("/sign-in").header("x-original-url", "/users").header("x-rewrite-url", "/users");
    assert!(Browser::new(&world.server).send(around, Body::empty()).await.text().contains("Sign in"));
}

#[tokio::test]
async fn a_path_leads_to_no_file_that_is_not_of_the_site() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    for path in [
        "/../Cargo.toml",
        "/../../etc/passwd",
        "/pkg/../../Cargo.toml",
        "/pkg/..%2f..%2fCargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/pkg/%2e%2e%2fhash.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/.git/config",
        "/.env",
        "/holdpoint.db",
        "/hash.txt",
        "/pkg/",
        "/pkg",
        "/favicon.svg%00.png",
        "/....//....//etc/passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "/projects/../users/../../etc/passwd",
    ] {
        let answer = owner.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("root:") && !answer.text().contains("[workspace]"), "{path}");
    }
}

#[tokio::test]
async fn heads_that_are_too_long_too_many_or_twice_break_nothing() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    let many = (0..500).fold(Request::get("/projects"), |request, at| request.header(format!("x-filler-{at}"), "x".repeat(100)));
    assert!([200, 431].contains(&owner.send(many, Body::empty()).await.status.as_u16()));
    let cookies = (0..2_000).map(|at| format!("c{at}=v")).collect::<Vec<_>>().join("; ");
    let flooded = Request::get("/projects").header("accept", "text/html").header("cookie", cookies).body(Body::empty()).unwrap();
    assert_eq!(server.ask(flooded).await.status, 303);
    let long = format!("/projects?q={}", "a".repeat(60_000));
    assert!(!owner.get(&long).await.status.is_server_error());
    assert!(!owner.get(&format!("/{}", "a/".repeat(20_000))).await.status.is_server_error());
    let twice = Request::post("/projects/tide/settings").header("sec-fetch-site", "same-origin").header("sec-fetch-site", "cross-site");
    let answer = owner.send(twice.header("content-type", "application/x-www-form-urlencoded"), Body::from("name=x&version=1")).await;
    assert_eq!(answer.status, 403, "of two the foreign one counts");
    let origins =
        Request::post("/projects/tide/settings").header("origin", "http://127.0.0.1:3000").header("origin", "https://evil.example");
    assert_eq!(
        owner.send(origins.header("content-type", "application/x-www-form-urlencoded"), Body::from("name=x&version=1")).await.status,
        403
    );
}

#[tokio::test]
async fn a_body_that_is_larger_than_it_may_be_is_refused_whatever_it_announces() {
    let server: Server = small().await;
    let owner = browser(&server, "owner").await;
    let large = vec![b'a'; 7 * 1024 * 1024];
    for path in ["/sign-in", "/projects/new", "/projects/tide/settings", "/api/save-draft", "/theme", "/restore"] {
        for announced in [Some("8000000"), Some("1"), None] {
            let request =
                Request::post(path).header("sec-fetch-site", "same-origin").header("content-type", "application/x-www-form-urlencoded");
            let request = announced.into_iter().fold(request, |request, length| request.header("content-length", length));
            let answer = owner.send(request, Body::from(large.clone())).await;
            assert!(answer.status.is_client_error(), "{path} {announced:?}: {}", answer.status);
            assert!(!path.starts_with("/api/") || answer.status == 413, "{path} {announced:?}: {}", answer.status);
        }
    }
    for torn in ["", "{", "[]", "\u{0}", "{\"slug\":1}", "null"] {
        let request = Request::post("/api/save-draft").header("sec-fetch-site", "same-origin").header("content-type", "application/json");
        assert_eq!(owner.send(request, Body::from(torn)).await.status, 400, "{torn}");
    }
}
