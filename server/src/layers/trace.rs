//! One line in the log for every request: what was asked, what came of it, how long it took. Nothing about the person.

use std::time::Duration;

use axum::body::Body;
use axum::extract::MatchedPath;
use axum::response::Response;
use http::Request;
use tower_http::request_id::RequestId;
use tracing::{Level, Span};

/// The span a request runs in. It names the route, not the address: an address may hold what somebody searched for.
pub fn span(request: &Request<Body>) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("(file)", MatchedPath::as_str);
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
    // Probes ask every few seconds; they are of interest only to who looks for them.
    if matches!(route, "/healthz" | "/readyz") {
        tracing::span!(Level::DEBUG, "request", method = %request.method(), route, id)
    } else {
        tracing::span!(Level::ERROR, "request", method = %request.method(), route, id)
    }
}

/// The line itself.
pub fn answered(response: &Response, latency: Duration, span: &Span) {
    let status = response.status().as_u16();
    let milliseconds = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX);
    let quiet = span.metadata().is_none_or(|metadata| *metadata.level() == Level::DEBUG);
    if response.status().is_server_error() {
        tracing::error!(status, milliseconds, "answered");
    } else if quiet {
        tracing::debug!(status, milliseconds, "answered");
    } else {
        tracing::info!(status, milliseconds, "answered");
    }
}
