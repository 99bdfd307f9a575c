//! Requests that another site makes somebody's browser send.

use super::routes;
use super::world::{World, small};
use crate::roles::browser;
use axum::body::Body;
use http::Request;

type Headers = &'static [(&'static str, &'static str)];

/// As another site can make a browser send them, with the cookie of who is signed in.
const FOREIGN: &[Headers] = &[
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:3000")],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "http://127.0.0.1:3000.evil.example")],
    &[("origin", "https://evil.example"), ("referer", "http://127.0.0.1:3000/projects")],
    &[("origin", "https://evil.example"), ("x-forwarded-host", "evil.example")],
    &[("origin", "https://evil.example"), ("x-forwarded-proto", "https"), ("forwarded", "host=evil.example")],
    // A browser that says neither: only programs without a cookie do that.
    &[],
];

/// What forms of other sites can send without being asked first (Fetch, "CORS-safelisted request-header").
const KINDS: [&str; 5] = ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=cut", "application/json", ""];

#[tokio::test]
async fn no_form_of_ours_obeys_another_site() {
    let world = World::new().await;
    let admin = world.browser("admin").await;
    let before = world.kept().await;
    let doors: Vec<_> = routes::all().into_iter().filter(|route| route.takes).collect();
    assert!(doors.len() > 100, "{}", doors.len());
    for route in doors {
        let path = world.address(&route.path);
        for (at, headers) in FOREIGN.iter().enumerate() {
            let kind = KINDS[at % KINDS.len()];
            let start = headers.iter().fold(Request::post(&path), |request, (name, value)| request.header(*name, *value));
            let request = if kind.is_empty() { start } else { start.header("content-type", kind) };
            let answer = admin.send(request, Body::from("version=1&confirm=yes&name=x")).await;
            assert_eq!(answer.status, 403, "{path} {headers:?} {kind}: {}", answer.text());
        }
    }
    assert_eq!(before, world.kept().await);
}

#[tokio::test]
async fn a_body_of_another_kind_is_not_read_as_a_form() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    let form = "name=Other+name&description=&tags=&version=1";
    for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x", "application/xml", "text/html", ""] {
        let request = Request::post("/projects/tide/settings").header("sec-fetch-site", "same-origin").header("content-type", kind);
        let answer = owner.send(request, Body::from(form)).await;
        assert!(answer.status.is_client_error(), "{kind}: {}", answer.status);
    }
    assert!(!owner.get("/projects/tide").await.text().contains("Other name"));
}

#[tokio::test]
async fn a_request_is_the_method_it_has_and_no_other() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    for header in ["x-http-method-override", "x-http-method", "x-method-override"] {
        let request = Request::get("/sign-out?_method=POST").header("sec-fetch-site", "cross-site").header(header, "POST");
        assert_eq!(owner.send(request, Body::empty()).await.status, 405);
        let request = Request::get("/projects/tide/settings/archive?_method=POST&version=1")
            .header("sec-fetch-site", "cross-site")
            .header(header, "POST");
        assert_eq!(owner.send(request, Body::empty()).await.status, 303, "it leads to the page above");
    }
    let put = owner.post("/projects/tide/blockers", &[("_method", "DELETE")]).await;
    assert_eq!(put.status, 405);
    assert_eq!(owner.get("/projects/tide").await.status, 200, "still signed in");
    assert!(server.scratch.rows().await.iter().all(|row| row.table != "projects" || row.get("archived_at").is_empty()));
}

#[tokio::test]
async fn looking_at_every_page_changes_nothing() {
    let world = World::new().await;
    let admin = world.browser("admin").await;
    // A link counts its readers: by the first look.
    let uncounted = |rows: Vec<scratch::Row>| rows.into_iter().filter(|row| row.table != "shares").collect::<Vec<_>>();
    let before = uncounted(world.kept().await);
    for (path, answer) in world.pages(&admin).await {
        // A provider sends browsers back to this address; who was never sent there is refused.
        let back = path.starts_with("/sign-in/with/") && answer.status == 422;
        assert!(answer.status == 200 || answer.status == 303 || back, "{path}: {}", answer.status);
    }
    assert_eq!(before, uncounted(world.kept().await));
}

#[tokio::test]
async fn no_other_site_is_allowed_to_read_an_answer() {
    let server = small().await;
    let owner = browser(&server, "owner").await;
    for method in ["GET", "OPTIONS", "POST"] {
        for path in ["/projects", "/projects.csv", "/api/tick-item", "/sign-in", "/badges/tide/score.svg", "/healthz"] {
            let request = Request::builder().method(method).uri(path).header("origin", "https://evil.example");
            let request = request.header("access-control-request-method", "POST").header("access-control-request-headers", "content-type");
            let answer = owner.send(request, Body::empty()).await;
            let allowed = answer.header("access-control-allow-origin");
            assert!(allowed.is_empty(), "{method} {path}: {allowed}");
            assert!(answer.header("access-control-allow-credentials").is_empty(), "{method} {path}");
        }
    }
}
