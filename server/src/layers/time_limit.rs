//! No request takes for ever.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use http_body_util::BodyExt as _;

/// Gives a request up after this time: 408 where the client was still sending, 503 where the server was at work.
pub async fn give_up_after(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    // The body holds one of two references, and is gone once it was read.
    let reading = Arc::new(());
    let held = (!request.body().is_end_stream()).then(|| Arc::clone(&reading));
    let request = request.map(|body| match held {
        Some(held) => Body::new(body.map_frame(move |frame| {
            let _ = &held;
            frame
        })),
        None => body,
    });
    // Pinned here and not given away, so that the body is still there when it is asked for.
    let mut answer = std::pin::pin!(next.run(request));
    match tokio::time::timeout(limit, &mut answer).await {
        Ok(response) => response,
        Err(_) if Arc::strong_count(&reading) > 1 => StatusCode::REQUEST_TIMEOUT.into_response(),
        Err(_) => {
            tracing::error!("the request was given up: no answer within {} s", limit.as_secs());
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
