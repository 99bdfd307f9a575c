//! The token a program shows.

use http::HeaderMap;
use http::header::AUTHORIZATION;

const SCHEME: &str = "Bearer ";

/// What stands after `Authorization: Bearer` (RFC 6750, section 2.1), unless that is nothing.
pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_at_checked(SCHEME.len())?;
    (scheme.eq_ignore_ascii_case(SCHEME) && !token.trim().is_empty()).then(|| token.trim())
}
