use crate::support::Server;
use axum::Router;
use axum::body::HttpBody;
use axum::body::{Body, Bytes};
use axum::extract::Multipart;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use http::{Request, StatusCode};
use hyper::body::Frame;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tower::ServiceExt as _;

/// The smallest limit that may be configured.
const LIMIT: usize = 65_536;

async fn server() -> Server {
    let form = |mut form: Multipart| async move {
        let mut bytes = 0;
        while let Some(field) = form.next_field().await? {
            bytes += field.bytes().await?.len();
        }
        Ok::<_, axum::extract::multipart::MultipartError>(bytes.to_string())
    };
    let pages = Router::new().route("/bytes", post(|body: Bytes| async move { body.len().to_string() })).route("/form", post(form));
    Server::with(&[("HOLDPOINT_BODY_LIMIT_BYTES", "65536")], pages).await
}

fn browser(path: &str) -> http::request::Builder {
    Request::post(path).header("accept", "text/html")
}

#[tokio::test]
async fn a_body_up_to_the_limit_is_taken() {
    let answer = server().await.ask(browser("/bytes").body(Body::from(vec![0; LIMIT])).unwrap()).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::OK, LIMIT.to_string()));
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused_with_a_page_that_says_so() {
    let server = server().await;
    let announced = browser("/bytes").header("content-length", LIMIT + 1).body(Body::from(vec![0; LIMIT + 1])).unwrap();
    let unannounced = browser("/bytes").body(Body::from(vec![0; LIMIT + 1])).unwrap();
    for request in [announced, unannounced] {
        let answer = server.ask(request).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.text().contains("<h1>This is too large</h1>") && answer.text().contains("2 MiB"), "{}", answer.text());
    }
}

#[tokio::test]
async fn the_limit_holds_for_a_file_in_a_form_that_does_not_announce_its_length() {
    let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"r.md\"\r\n\r\n";
    let whole = format!("{head}{}\r\n--x--\r\n", "a".repeat(LIMIT));
    let request = browser("/form").header("content-type", "multipart/form-data; boundary=x");
    assert_eq!(server().await.ask(request.body(Body::from(whole)).unwrap()).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// A body of which nothing ever comes.
struct Silence;

impl HttpBody for Silence {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Pending
    }
}

async fn impatient(request: Request<Body>) -> StatusCode {
    let slow = Router::new()
        .route("/slow", get(std::future::pending::<()>).post(|_: Bytes| std::future::pending::<()>()))
        .layer(from_fn_with_state(Duration::from_millis(20), server::layers::time_limit::give_up_after));
    slow.oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn a_server_that_takes_too_long_says_that_it_is_busy() {
    for request in [Request::get("/slow").body(Body::empty()), Request::post("/slow").body(Body::from("all of it"))] {
        assert_eq!(impatient(request.unwrap()).await, StatusCode::SERVICE_UNAVAILABLE);
    }
}

#[tokio::test]
async fn a_client_that_sends_too_slowly_is_told_that_it_does() {
    let request = Request::post("/slow").body(Body::new(Silence)).unwrap();
    assert_eq!(impatient(request).await, StatusCode::REQUEST_TIMEOUT);
}
