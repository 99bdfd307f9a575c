//! A body that is announced to be too large is refused so that the sender reads the refusal.

use axum::body::HttpBody as _;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use http_body_util::BodyExt as _;

/// As much of a refused body is taken in and thrown away: larger files than people pick by mistake.
const MOST_DISCARDED: u64 = 64 * 1024 * 1024;

/// Answers 413 to a body above the limit, in bytes. [`tower_http::limit`] inside holds those to it that announce nothing.
///
/// Browsers send the whole body before they read an answer. If the connection were closed meanwhile, they would show an error of
/// their own instead of ours; so the body is read to its end, and not kept.
pub async fn refuse(State(limit): State<usize>, request: Request, next: Next) -> Response {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let Some(announced) = announced.filter(|length| *length > limit as u64) else { return next.run(request).await };
    let mut body = request.into_body();
    if announced <= MOST_DISCARDED {
        while !body.is_end_stream() && matches!(body.frame().await, Some(Ok(_))) {}
    }
    StatusCode::PAYLOAD_TOO_LARGE.into_response()
}
