//! Files that are handed out.

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};

/// What is handed out is read by programs and never shown as a page.
pub(crate) const SANDBOX: &str = "sandbox; default-src 'none'";

/// A file of this name and media type, to be kept by whoever asked for it. The name is one of ours: no text of people stands in it.
pub(crate) fn handed_out(name: &str, kind: &str, content: impl Into<Body>) -> Response {
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CONTENT_SECURITY_POLICY, SANDBOX.to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, content.into()).into_response()
}
