//! Server functions: the door that islands knock at.

use super::bearer::challenge;
use super::error::PageError;
use super::state::AppState;
use super::visit::Visit;
use crate::refusal::{AppError, answer_with};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::response::{IntoResponse, Response};
use http::header::RETRY_AFTER;
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use leptos::prelude::{provide_context, use_context};
use leptos::server_fn::axum::server_fn_paths;
use service::ServiceError;

/// Answers all server functions.
pub async fn answer_server_functions(State(state): State<AppState>, request: Request<Body>) -> Response {
    if !server_fn_paths().any(|(path, _)| path == request.uri().path()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    // Read here, for a server function that cannot read its body says 500, whatever kept it from that.
    let (parts, body) = request.into_parts();
    let request = match Bytes::from_request(Request::from_parts(parts.clone(), body), &state).await {
        Ok(bytes) => Request::from_parts(parts, Body::from(bytes)),
        Err(refused) => return refused.into_response(),
    };
    leptos_axum::handle_server_fns_with_context(move || provide_context(state.clone()), request).await.into_response()
}

/// The visit that a server function answers.
///
/// # Errors
/// Where the request did not come through the router.
pub async fn visit_of_server_function() -> Result<Visit, AppError> {
    let (state, parts) = (use_context::<AppState>(), use_context::<Parts>());
    let broken = |_| refusal(&PageError::Service(ServiceError::Internal("a server function was called past the router")));
    let (Some(state), Some(mut parts)) = (state, parts) else { return Err(broken(StatusCode::INTERNAL_SERVER_ERROR)) };
    Visit::from_request_parts(&mut parts, &state).await.map_err(broken)
}

/// What the browser is told of an error, with the status that it has on pages; logs what the reader is not told.
pub fn refusal(error: &PageError) -> AppError {
    let (status, text) = error.told_in_place();
    answer_with(status);
    if let (Some(options), Some(challenge)) = (use_context::<leptos_axum::ResponseOptions>(), challenge(error)) {
        options.insert_header(http::header::WWW_AUTHENTICATE, challenge);
    }
    if let (Some(seconds), Some(options)) = (error.retry_after(), use_context::<leptos_axum::ResponseOptions>()) {
        options.insert_header(RETRY_AFTER, HeaderValue::from(seconds));
    }
    AppError { status, text }
}
