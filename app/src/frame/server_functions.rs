//! Server functions: the door that islands knock at.

use super::state::AppState;
use super::visit::Visit;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;
use leptos::prelude::{provide_context, use_context};

/// Answers all server functions.
pub async fn answer_server_functions(State(state): State<AppState>, request: Request<Body>) -> Response {
    leptos_axum::handle_server_fns_with_context(move || provide_context(state.clone()), request).await.into_response()
}

/// The visit that a server function answers.
///
/// # Errors
/// A status where the request did not come through the router.
pub async fn visit_of_server_function() -> Result<Visit, StatusCode> {
    let (state, parts) = (use_context::<AppState>(), use_context::<Parts>());
    let (Some(state), Some(mut parts)) = (state, parts) else { return Err(StatusCode::INTERNAL_SERVER_ERROR) };
    Visit::from_request_parts(&mut parts, &state).await
}
