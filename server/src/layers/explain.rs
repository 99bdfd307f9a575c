//! An error that nobody worded yet becomes a page that says what happened, what to do, and under which reference the log has more.
//! Programs get a line, or JSON where they ask for it.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use http::response::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::request_id::X_REQUEST_ID;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
// RFC 9457 for those that come with a token; what reads JSON without one is an island.
const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// Gives bare errors a body: a page for browsers, JSON for what reads JSON or comes with a token, a line for other programs.
///
/// Bare is what has no body of our own: the layers and axum answer with an empty one or with plain text.
pub async fn bare_errors(request: Request, next: Next) -> Response {
    let program = app::frame::comes_with_token(request.headers());
    let (html, json) = (accepts(request.headers(), "text/html"), accepts(request.headers(), "application/json"));
    let reference = request.headers().get(X_REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let response = next.run(request).await;
    if !is_bare(&response) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    let told = Told::of(&parts, &reference);
    let (kind, body) = match (program, html, json) {
        (true, ..) => (PROBLEM, told.json()),
        (_, true, _) => (HTML, told.page()),
        (_, _, true) => (JSON, told.json()),
        _ => (TEXT, told.line()),
    };
    parts.headers.insert(CONTENT_TYPE, kind);
    Response::from_parts(parts, Body::from(body))
}

/// What is answered when a page panics. The message goes into the log, not to the visitor.
pub fn panicked(panic: &(dyn std::any::Any + Send)) -> Response {
    let message = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = message.unwrap_or("of an unknown kind"), "a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn is_bare(response: &Response) -> bool {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE);
    let plain = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    (status.is_client_error() || status.is_server_error()) && plain
}

fn accepts(headers: &HeaderMap, kind: &str) -> bool {
    headers.get_all(ACCEPT).iter().any(|accept| accept.to_str().is_ok_and(|accept| accept.contains(kind)))
}

/// What happened, and what the reader can do.
fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::UNAUTHORIZED => ("Please sign in", "This page is for people who are signed in."),
        StatusCode::FORBIDDEN => (
            "This request was refused",
            "It came from another site, or a form was open in a browser that hides where it comes from. Open the page here and try again.",
        ),
        StatusCode::NOT_FOUND => ("There is nothing at this address", "Check the address, or look for it from the start page."),
        StatusCode::METHOD_NOT_ALLOWED => ("This address cannot be used in this way", "Go back and use the links and buttons of the page."),
        StatusCode::REQUEST_TIMEOUT => ("The request took too long to arrive", "Nothing was saved. Check the connection and try again."),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "This is too large",
            "Nothing was saved. A report may have 2 MiB at most, a file of evidence 5 MiB; split it, or link to it instead.",
        ),
        StatusCode::TOO_MANY_REQUESTS => ("Too many requests", "Wait a little and try again."),
        StatusCode::SERVICE_UNAVAILABLE => ("The server is busy or about to stop", "Try again in a moment."),
        _ if status.is_client_error() => ("This request could not be understood", "Nothing was saved. Go back and try again."),
        _ => ("Something went wrong here", "It is not your doing. Try again; if it stays, tell your administrator the reference."),
    }
}

/// What is told of one error.
struct Told<'a> {
    status: StatusCode,
    title: &'static str,
    advice: Cow<'static, str>,
    reference: &'a str,
}

impl<'a> Told<'a> {
    fn of(answer: &Parts, reference: &'a str) -> Self {
        let (title, advice) = words(answer.status);
        let seconds = answer.headers.get(RETRY_AFTER).and_then(|seconds| seconds.to_str().ok()?.parse().ok());
        let advice = seconds.map_or(Cow::Borrowed(advice), |seconds| Cow::Owned(format!("Try again in {}.", wait(seconds))));
        Self { status: answer.status, title, advice, reference }
    }

    fn line(&self) -> String {
        format!("{}. {} Reference: {}\n", self.title, self.advice, self.reference)
    }

    /// The fields that errors of server functions have, so that an island can show the words.
    fn json(&self) -> String {
        let text = format!("{}. {}", self.title, self.advice);
        serde_json::json!({ "status": self.status.as_u16(), "text": text, "reference": self.reference }).to_string()
    }

    /// Without the application: this page must also work when that does not.
    fn page(&self) -> String {
        let Self { status, title, advice, reference } = self;
        let code = status.as_u16();
        let style = crate::assets::stylesheet();
        // `reference` was checked to be letters, digits and dashes; all else is ours: nothing to escape.
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} – Holdpoint</title>\
             <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{style}\"></head>\
             <body><header class=\"topbar\"><div class=\"page\"><a class=\"brand\" href=\"/\"><span class=\"brand-name\">Holdpoint</span></a>\
             </div></header><main class=\"page page-narrow\" id=\"main\"><div class=\"errorpage\">\
             <p class=\"errorpage-code\" aria-hidden=\"true\">{code}</p><h1>{title}</h1><p>{advice}</p>\
             <p class=\"reference\">Reference {reference}</p><a class=\"button\" href=\"/\">Go to the start page</a>\
             </div></main></body></html>\n"
        )
    }
}

/// A time to wait as people say it, never less than it is.
fn wait(seconds: u64) -> String {
    match seconds {
        0 | 1 => "a second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_to_come_back_too_early() {
        assert_eq!([1, 2, 90, 91, 900].map(wait), ["a second", "2 seconds", "90 seconds", "2 minutes", "15 minutes"]);
    }
}
