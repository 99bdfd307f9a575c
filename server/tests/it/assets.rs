use crate::support::{Answer, Server};
use axum::Router;
use axum::body::Body;
use http::{Method, Request, StatusCode};
use rust_embed::RustEmbed;
use tower::ServiceExt as _;

/// Files as the build makes them, few enough to be looked at.
#[derive(RustEmbed)]
#[folder = "tests/it/site/"]
struct Fixture;

async fn ask(method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let start = Request::builder().method(method).uri(path);
    let request = headers.iter().fold(start, |request, (name, value)| request.header(*name, *value)).body(Body::empty()).unwrap();
    let router: Router = Router::new().fallback(server::assets::serve::<Fixture>);
    Answer::read(router.oneshot(request).await.unwrap()).await
}

async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(Method::GET, path, headers).await
}

const SHEET: &str = "/pkg/sheet.0123.css";

#[tokio::test]
async fn the_best_form_that_the_browser_takes_is_sent() {
    for (accepted, encoding, file) in [
        ("gzip, deflate, br, zstd", "br", &include_bytes!("site/pkg/sheet.0123.css.br")[..]),
        ("gzip", "gzip", &include_bytes!("site/pkg/sheet.0123.css.gz")[..]),
        ("br;q=0, gzip;q=0.5", "gzip", &include_bytes!("site/pkg/sheet.0123.css.gz")[..]),
        ("identity", "", &include_bytes!("site/pkg/sheet.0123.css")[..]),
        ("", "", &include_bytes!("site/pkg/sheet.0123.css")[..]),
    ] {
        let answer = get(SHEET, &[("accept-encoding", accepted)]).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (StatusCode::OK, encoding), "{accepted}");
        assert_eq!(answer.body, file, "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    }
}

#[tokio::test]
async fn a_file_that_was_not_worth_compressing_is_sent_as_it_is() {
    let answer = get("/icon.svg", &[("accept-encoding", "br, gzip")]).await;
    assert_eq!((answer.header("content-encoding"), answer.header("content-type")), ("", "image/svg+xml"));
}

#[tokio::test]
async fn a_file_with_a_hash_in_its_name_is_kept_for_ever_and_any_other_asked_for_again() {
    assert_eq!(get(SHEET, &[]).await.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(get("/icon.svg", &[]).await.header("cache-control"), "public, max-age=0, must-revalidate");
}

#[tokio::test]
async fn what_the_browser_has_already_is_not_sent_again() {
    let first = get(SHEET, &[("accept-encoding", "br")]).await;
    let tag = first.header("etag").to_owned();
    for seen in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let again = get(SHEET, &[("accept-encoding", "br"), ("if-none-match", &seen)]).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{seen}");
        assert_eq!(again.header("etag"), tag);
    }
    let plain = get(SHEET, &[("if-none-match", &tag)]).await;
    assert_eq!(plain.status, StatusCode::OK, "another form is another entity");
}

#[tokio::test]
async fn what_lies_there_for_the_server_alone_cannot_be_asked_for() {
    for path in ["/pkg/sheet.0123.css.br", "/pkg/sheet.0123.css.gz", "/hash.txt", "/pkg/", "/", "/../Cargo.toml", "/pkg/none.css"] {
        assert_eq!(get(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_file_can_be_looked_at_and_nothing_else() {
    assert_eq!(ask(Method::HEAD, SHEET, &[]).await.status, StatusCode::OK);
    let answer = ask(Method::POST, SHEET, &[]).await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
}

#[tokio::test]
async fn the_caching_of_files_survives_the_layers_around_them() {
    let server = Server::with(&[], Router::new()).await;
    let path = server::assets::stylesheet();
    let answer = server.get(&path).await;
    // A bare build has no site; then there is nothing to look at.
    if answer.status == StatusCode::OK {
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}
