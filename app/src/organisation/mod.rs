//! Whose reports these are.

mod page;

use crate::frame::{AppState, Page, PageError, Visit, show};
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::exports::Logo;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};

/// The page of administrators, and the logo for those who are signed in.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/organisation", show(page::page).post(page::take)).route("/organisation/logo", get(logo))
}

async fn logo(visit: Visit) -> Response {
    let found: Result<Option<Logo>, PageError> = async {
        let who = visit.signed_in().await?;
        Ok(service::exports::organisation(&visit.state.db, &who).await?.and_then(|of| of.logo))
    }
    .await;
    match found {
        Ok(Some(logo)) => picture(&logo),
        Ok(None) => Page::of_error(&visit, PageError::NotFound),
        Err(error) => Page::of_error(&visit, error),
    }
}

/// A logo as an answer: a picture and never a page.
pub(crate) fn picture(logo: &Logo) -> Response {
    let headers = [
        (CONTENT_TYPE, logo.media()),
        (CACHE_CONTROL, "private, max-age=300"),
        (CONTENT_SECURITY_POLICY, crate::frame::SANDBOX),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, logo.bytes().to_vec()).into_response()
}
