//! What pages of other origins may use: nothing, unless the configuration names their origin; then what is there for programs.
//!
//! No answer allows credentials, so browsers send no cookies along and would not hand the answer over if they did: only a token counts.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{ACCEPT, ACCESS_CONTROL_REQUEST_HEADERS, AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, COOKIE, RETRY_AFTER};
use http::{HeaderMap, Method};
use tower::{Layer as _, ServiceExt as _};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::bearer;
use super::request_id::X_REQUEST_ID;
use crate::config::CorsOrigins;

/// How long a browser may remember what it was told before a request.
const REMEMBERED: Duration = Duration::from_mins(10);

/// Tells browsers which pages may read the answer, and answers what they ask before a request.
pub async fn admit(State(known): State<Arc<CorsOrigins>>, request: Request, next: Next) -> Response {
    if known.is_empty() || !is_for_programs(&request) {
        return next.run(request).await;
    }
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(move |origin, _| known.contains(origin.as_bytes())))
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, ACCEPT])
        .expose_headers([RETRY_AFTER, CONTENT_DISPOSITION, X_REQUEST_ID])
        .max_age(REMEMBERED);
    match cors.layer(next).oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// The JSON endpoints, and whatever else is asked for with a token and without a cookie.
fn is_for_programs(request: &Request) -> bool {
    let headers = request.headers();
    let with_token = if request.method() == Method::OPTIONS { wants_to_send_token(headers) } else { bearer::token(headers).is_some() };
    !headers.contains_key(COOKIE) && (request.uri().path().starts_with("/api/") || with_token)
}

/// A browser asks without the token whether it may send one (Fetch, "CORS-preflight request").
fn wants_to_send_token(headers: &HeaderMap) -> bool {
    let asked = headers.get(ACCESS_CONTROL_REQUEST_HEADERS).and_then(|names| names.to_str().ok()).unwrap_or_default();
    asked.split(',').any(|name| name.trim().eq_ignore_ascii_case("authorization"))
}
