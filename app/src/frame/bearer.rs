//! Programs, which come with a token instead of a session.

use super::error::PageError;
use axum::Json;
use axum::response::{IntoResponse as _, Response};
use http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use service::ServiceError;
use std::fmt;
use std::sync::Arc;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::Result as StoreResult;
use tower_sessions::{Session, SessionStore};

/// The scheme (RFC 6750), in any case (RFC 9110, section 11.1).
const SCHEME: &[u8] = b"bearer";
/// What a token has to be, where none lets anybody in.
const INVALID: &str = "Bearer error=\"invalid_token\"";

/// What a program shows, never shown itself. Empty where it cannot be a token.
#[derive(Clone)]
pub(crate) struct Bearer(Arc<str>);

impl Bearer {
    /// What the headers hold, where they have the scheme at all: other schemes are for a proxy in front of us.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let mut given = headers.get_all(AUTHORIZATION).iter().filter(|value| has_scheme(value));
        let text = given.next()?.to_str().ok().and_then(|text| text.get(SCHEME.len()..)).unwrap_or_default();
        // Two of them are none: nobody shall wonder which one counted.
        let text = if given.next().is_some() { "" } else { text };
        Some(Self(text.trim().into()))
    }

    pub(super) fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(…)")
    }
}

/// Whether a request comes with a token. It then neither uses nor makes a session, so no other site can ride on one.
#[must_use]
pub fn comes_with_token(headers: &HeaderMap) -> bool {
    headers.get_all(AUTHORIZATION).iter().any(has_scheme)
}

fn has_scheme(value: &HeaderValue) -> bool {
    let (scheme, rest) = value.as_bytes().split_at(value.len().min(SCHEME.len()));
    scheme.eq_ignore_ascii_case(SCHEME) && rest.first().is_none_or(|byte| *byte == b' ')
}

/// A session that is nobody's, and goes with the request.
pub(super) fn no_session() -> Session {
    Session::new(None, Arc::new(Nowhere), None)
}

/// Keeps nothing.
#[derive(Debug)]
struct Nowhere;

#[async_trait::async_trait]
impl SessionStore for Nowhere {
    async fn create(&self, _: &mut Record) -> StoreResult<()> {
        Ok(())
    }

    async fn save(&self, _: &Record) -> StoreResult<()> {
        Ok(())
    }

    async fn load(&self, _: &Id) -> StoreResult<Option<Record>> {
        Ok(None)
    }

    async fn delete(&self, _: &Id) -> StoreResult<()> {
        Ok(())
    }
}

/// What a program is told that cannot have what it asked for: `{"status", "text"}`, and the field where it is about one.
#[derive(Serialize)]
struct Problem {
    status: u16,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

/// The answer to a program that cannot have what it asked for (RFC 9457 for its type, RFC 6750 section 3 for what is wrong with a token).
pub(super) fn problem(error: &PageError) -> Response {
    let told = error.told();
    let field = match error {
        PageError::Service(ServiceError::Invalid { field, .. }) => Some(*field),
        _ => None,
    };
    let status = StatusCode::from_u16(told.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(Problem { status: told.status, text: told.text, field })).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(challenge) = challenge(error) {
        headers.insert(WWW_AUTHENTICATE, challenge);
    }
    if let PageError::Service(ServiceError::SlowDown { seconds }) = error {
        headers.insert(RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// What is wrong with the token, for programs.
pub(super) fn challenge(error: &PageError) -> Option<HeaderValue> {
    match error {
        PageError::Service(ServiceError::TokenWrong) => Some(HeaderValue::from_static(INVALID)),
        PageError::Service(ServiceError::ScopeMissing(scope)) => {
            HeaderValue::from_str(&format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"")).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (AUTHORIZATION, HeaderValue::from_bytes(value.as_bytes()).unwrap())).collect()
    }

    fn given(values: &[&str]) -> Option<String> {
        let (headers, bearer) = (headers(values), Bearer::of(&headers(values)));
        assert_eq!(comes_with_token(&headers), bearer.is_some());
        bearer.map(|bearer| bearer.secret().to_owned())
    }

    #[test]
    fn the_scheme_counts_in_any_case_and_other_schemes_are_not_ours() {
        for scheme in ["Bearer", "bearer", "BEARER", "bEaReR"] {
            assert_eq!(given(&[&format!("{scheme} hpt_1")]).as_deref(), Some("hpt_1"));
        }
        for other in ["Basic aGk=", "Bearers hpt_1", "Bear", "", "Digest bearer", "hpt_1"] {
            assert_eq!(given(&[other]), None, "{other}");
        }
        assert_eq!(given(&["Basic aGk=", "Bearer hpt_1"]).as_deref(), Some("hpt_1"));
    }

    #[test]
    fn what_is_no_token_is_still_no_session() {
        assert_eq!(given(&["Bearer"]).as_deref(), Some(""));
        assert_eq!(given(&["Bearer hpt_1", "Bearer hpt_2"]).as_deref(), Some(""));
        assert_eq!(given(&["Bearer hpt_\u{e4}"]).as_deref(), Some(""));
    }

    #[test]
    fn what_is_shown_is_not_shown_in_debug_output() {
        assert_eq!(format!("{:?}", Bearer::of(&headers(&["Bearer hpt_1"])).unwrap()), "Bearer(…)");
    }
}
