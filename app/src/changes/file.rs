//! A comparison as a file.

use crate::frame::{Page, PageError, Visit};
use axum::response::{IntoResponse as _, Response};
use domain::changes::{json, markdown};
use domain::ids::AssessmentId;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use service::{ServiceError, changes};

/// What is handed out is read by programs and never shown as a page.
const SANDBOX: &str = "sandbox; default-src 'none'";

/// The comparison as Markdown (`?format=md`) or as JSON (`?format=json`).
pub(super) async fn file(visit: Visit) -> Response {
    match written(&visit).await {
        Err(error) => Page::of_error(&visit, error),
        Ok((name, kind, text)) => {
            let headers = [
                (CONTENT_TYPE, kind.to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (CONTENT_SECURITY_POLICY, SANDBOX.to_owned()),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, text).into_response()
        }
    }
}

async fn written(visit: &Visit) -> Result<(String, &'static str, String), PageError> {
    let viewer = visit.viewer().await?;
    let (from, to): (AssessmentId, AssessmentId) = (visit.id("from")?, visit.id("to")?);
    let format = visit.query("format");
    if !matches!(format, "md" | "json") {
        return Err(PageError::NotFound);
    }
    let found = changes::compare(&visit.state.db, &viewer, from, to, service::now()).await?.comparison;
    let project = viewer.project();
    let (kind, text) = if format == "md" {
        ("text/markdown; charset=utf-8", markdown(&found, &project.name))
    } else {
        let text = json(&found).map_err(|_| ServiceError::Internal("a comparison could not be written"))?;
        ("application/json", text)
    };
    Ok((format!("changes-{}.{format}", project.slug), kind, text))
}
