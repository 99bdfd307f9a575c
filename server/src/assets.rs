//! The files of the site: in the program itself, so that one file is all there is to install.
//!
//! What is under `pkg/` has a hash in its name and never changes: browsers keep it for ever. The rest (`favicon.svg`,
//! `robots.txt`) is asked for again, and answered with 304 where it is the same. Every text lies there compressed as well.

use std::fmt::Write as _;

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::header::{self, HeaderValue};
use http::{HeaderMap, Method, StatusCode};
use rust_embed::{EmbeddedFile, RustEmbed};

/// What the build put into `target/site`.
#[derive(RustEmbed)]
#[folder = "../target/site/"]
pub struct Site;

/// The hash in the names of the site's files.
pub const HASH: &str = env!("HOLDPOINT_SITE_HASH");

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");

/// The address of the stylesheet.
pub fn stylesheet() -> String {
    format!("/pkg/holdpoint.{HASH}.css")
}

/// Answers with a file of the site, or with 404. Serves as the router's fallback, so it is asked for everything else too.
pub async fn serve<S: RustEmbed>(request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let hidden = matches!(extension, "br" | "gz") || path == "hash.txt";
    let Some(plain) = S::get(path).filter(|_| !hidden) else { return StatusCode::NOT_FOUND.into_response() };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))]).into_response();
    }
    let (encoding, file) = best_form::<S>(path, plain, request.headers());
    let tag = entity_tag(&file.metadata.sha256_hash());
    let unchanged = request.headers().get(header::IF_NONE_MATCH).is_some_and(|seen| names(seen, &tag));
    let mut response = if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { whole(path, encoding, file) };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, if path.starts_with("pkg/") { FOR_EVER } else { ASK_AGAIN });
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn whole(path: &str, encoding: Option<&'static str>, file: EmbeddedFile) -> Response {
    let mut response = Response::new(Body::from(file.data));
    let headers = response.headers_mut();
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    // Without a charset a browser guesses one.
    let text = kind.type_() == "text" && kind.get_param("charset").is_none();
    let kind = if text { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    if let Ok(kind) = HeaderValue::try_from(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The smallest form the browser takes.
fn best_form<S: RustEmbed>(path: &str, plain: EmbeddedFile, headers: &HeaderMap) -> (Option<&'static str>, EmbeddedFile) {
    for (encoding, extension) in [("br", "br"), ("gzip", "gz")] {
        if accepts(headers, encoding)
            && let Some(file) = S::get(&format!("{path}.{extension}"))
        {
            return (Some(encoding), file);
        }
    }
    (None, plain)
}

/// Whether an encoding is listed and not refused with `q=0` (RFC 9110, section 12.5.3).
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|item| {
        let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
        let refused = parameters.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).is_some_and(|q: f32| q <= 0.0);
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

/// Half of the hash is more than enough to tell two versions of a file apart.
fn entity_tag(hash: &[u8; 32]) -> String {
    let mut tag = String::from("\"");
    for byte in &hash[..16] {
        // Writing to a String cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

/// Whether `If-None-Match` names the tag; weakly compared, as a proxy that compresses makes tags weak.
fn names(seen: &HeaderValue, tag: &str) -> bool {
    seen.to_str().is_ok_and(|seen| seen.split(',').any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*"))
}
