//! The list as a table for spreadsheets.

use super::asked::Asked;
use crate::frame::{Page, PageError, Visit};
use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use service::portfolio;

/// All projects that the address asks for, in its order.
pub(super) async fn csv(visit: Visit) -> Response {
    match table(&visit).await {
        Err(error) => Page::of_error(&visit, error),
        Ok(text) => {
            let headers = [
                (CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
                (CONTENT_DISPOSITION, "attachment; filename=\"projects.csv\""),
                (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
                (X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (CACHE_CONTROL, "private, no-store"),
            ];
            (headers, text).into_response()
        }
    }
}

async fn table(visit: &Visit) -> Result<String, PageError> {
    let who = visit.signed_in().await?;
    Ok(portfolio::export(&visit.state.db, &who, &Asked::of(visit).query, service::now()).await?)
}
