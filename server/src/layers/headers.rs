//! What a browser is told about how far to trust our answers.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue};

use crate::config::PublicUrl;

/// A year, in seconds: what browsers' preload lists ask for at least.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// What an answer may load that says nothing about it: no scripts. A page with islands names its own nonce.
const NO_SCRIPTS: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// On every answer, whatever it is.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), HeaderValue::from_static("none")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
             payment=(), usb=()",
        ),
    ),
];

/// What holds where an answer does not say otherwise: a badge is there for other pages.
const ELSE: [(HeaderName, HeaderValue); 2] = [
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Adds what an answer does not say itself: the policy without scripts, no caching, and the headers that always hold.
pub async fn protect(State(public): State<Arc<PublicUrl>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    for (name, value) in ELSE {
        default(headers, name, value);
    }
    default(headers, header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(NO_SCRIPTS));
    default(headers, header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Elsewhere browsers ignore it and say so on the console.
    if public.is_trustworthy() {
        headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    }
    if public.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    response
}

fn default(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}
