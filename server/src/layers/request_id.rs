//! A name for every request, in the log and in the answer: the reference people can quote.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use tower_http::request_id::RequestId;
use uuid::Uuid;

/// The header that carries it in and out.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Takes the id a proxy gave, where it is well formed, or makes one; sends it back with the answer.
///
/// An id goes into the log, so one that could forge a line or fill the disk is replaced.
pub async fn name_request(mut request: Request, next: Next) -> Response {
    let given = request.headers().get(&X_REQUEST_ID).filter(|id| well_formed(id)).cloned();
    let id = given.unwrap_or_else(fresh);
    request.headers_mut().insert(X_REQUEST_ID, id.clone());
    request.extensions_mut().insert(RequestId::new(id.clone()));
    let mut response = next.run(request).await;
    response.headers_mut().insert(X_REQUEST_ID, id);
    response
}

/// 8 to 64 letters, digits, dashes and underscores: what the usual proxies and tracers make.
fn well_formed(id: &HeaderValue) -> bool {
    let id = id.as_bytes();
    (8..=64).contains(&id.len()) && id.iter().all(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(sign))
}

fn fresh() -> HeaderValue {
    let id = Uuid::now_v7().hyphenated().to_string();
    HeaderValue::try_from(id).unwrap_or_else(|_| HeaderValue::from_static("unnamed"))
}
