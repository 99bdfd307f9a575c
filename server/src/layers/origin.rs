//! Requests that another site made a browser send are refused.
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site` on secure origins, `Origin` with every request that may change
//! something. A form of ours is therefore known without a token in it. See Fetch, "Sec-Fetch-Site" and RFC 6454.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{COOKIE, HOST, ORIGIN, REFERER};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};

use super::bearer;
use crate::config::PublicUrl;

/// Refuses foreign requests that may change something, and takes foreign return addresses out of all.
pub async fn check(State(public): State<Arc<PublicUrl>>, mut request: Request, next: Next) -> Response {
    if !is_safe(request.method()) && !is_own(request.headers(), &public) {
        tracing::warn!("a request from another site was refused");
        return StatusCode::FORBIDDEN.into_response();
    }
    // The answer to a form without a page of its own goes back to where the Referer says: only ever to ourselves.
    if !referer_is_own(request.headers(), &public) {
        request.headers_mut().remove(REFERER);
    }
    next.run(request).await
}

/// Changes nothing by definition (RFC 9110, section 9.2.1).
const fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_own(headers: &HeaderMap, public: &PublicUrl) -> bool {
    // What counts is a token then, which no browser adds by itself: whoever sends it has it.
    if bearer::token(headers).is_some() && !headers.contains_key(COOKIE) {
        return true;
    }
    // Browsers say each once. Where something on the way said it again, all of it has to be true.
    if headers.contains_key("sec-fetch-site") {
        // "none": the person did it, for example by loading the page with the form again.
        return headers.get_all("sec-fetch-site").iter().all(|site| site == "same-origin" || site == "none");
    }
    if headers.contains_key(ORIGIN) {
        let own = |origin: &HeaderValue| origin.to_str().is_ok_and(|origin| origin_is_own(origin, headers, public));
        return headers.get_all(ORIGIN).iter().all(own);
    }
    // A program that sends neither has no cookie that a foreign page could ride on.
    !headers.contains_key(COOKIE)
}

/// Whether an origin is the public one, or the one the request was sent to: the same machine may have several names.
fn origin_is_own(origin: &str, headers: &HeaderMap, public: &PublicUrl) -> bool {
    if origin.eq_ignore_ascii_case(public.origin()) {
        return true;
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let authority = origin.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme)).map(|(_, authority)| authority);
    // Under https a plain-text page of the same name is foreign: whoever can change it on the way is not us.
    let scheme_fits = !public.is_https() || origin.starts_with("https://");
    scheme_fits && host.is_some() && authority.zip(host).is_some_and(|(authority, host)| authority.eq_ignore_ascii_case(host))
}

fn referer_is_own(headers: &HeaderMap, public: &PublicUrl) -> bool {
    let Some(referer) = headers.get(REFERER).and_then(|referer| referer.to_str().ok()) else { return false };
    let Ok(uri) = referer.parse::<Uri>() else { return false };
    match (uri.scheme_str(), uri.authority()) {
        (Some(scheme), Some(authority)) => origin_is_own(&format!("{scheme}://{authority}"), headers, public),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderName;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    fn own(public: &str, lines: &[(&'static str, &'static str)]) -> bool {
        is_own(&headers(lines), &public.parse().unwrap())
    }

    #[test]
    fn what_the_browser_says_of_the_site_decides() {
        for (site, expected) in
            [("same-origin", true), ("none", true), ("same-site", false), ("cross-site", false), ("", false), ("x", false)]
        {
            assert_eq!(own("https://ready.example", &[("sec-fetch-site", site), ("origin", "https://ready.example")]), expected, "{site}");
        }
    }

    #[test]
    fn else_the_origin_must_be_the_public_one_or_that_of_the_request() {
        let origin = |public: &str, origin: &'static str| own(public, &[("origin", origin), ("host", "localhost:3000"), ("cookie", "a=b")]);
        assert!(origin("https://ready.example", "https://ready.example"));
        assert!(origin("http://127.0.0.1:3000", "http://localhost:3000"));
        for foreign in
            ["https://evil.example", "null", "http://localhost:3001", "http://localhost", "http://ready.example", "x://localhost:3000", ""]
        {
            assert!(!origin("https://ready.example", foreign), "{foreign}");
            assert!(!origin("http://127.0.0.1:3000", foreign), "{foreign}");
        }
        assert!(!origin("https://localhost:3000", "http://localhost:3000"), "plain text is foreign under https");
    }

    #[test]
    fn without_either_only_a_request_without_cookies_passes() {
        assert!(own("https://ready.example", &[]));
        assert!(!own("https://ready.example", &[("cookie", "a=b")]));
    }

    #[test]
    fn a_token_passes_from_everywhere_and_takes_no_cookie_along() {
        let token = ("authorization", "Bearer abc");
        let foreign = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
        assert!(own("https://ready.example", &[token, foreign[0], foreign[1]]));
        assert!(!own("https://ready.example", &[token, foreign[0], foreign[1], ("cookie", "__Host-holdpoint=x")]));
        assert!(!own("https://ready.example", &[("authorization", "Basic abc"), foreign[0]]));
        assert!(!own("https://ready.example", &[("authorization", "Bearer "), foreign[0]]));
    }

    #[test]
    fn a_return_address_is_ours_only_with_our_origin() {
        let own = |referer: &'static str| {
            referer_is_own(&headers(&[("referer", referer), ("host", "ready.example")]), &"https://ready.example".parse().unwrap())
        };
        assert!(own("https://ready.example/projects?tag=a"));
        for foreign in [
            "https://evil.example/",
            "https://ready.example.evil.example/",
            "https://ready.example@evil.example/",
            "/projects",
            "//evil.example",
            "javascript:alert(1)",
        ] {
            assert!(!own(foreign), "{foreign}");
        }
    }
}
