//! A comparison as a file.

use crate::frame::{Page, PageError, Visit, handed_out};
use axum::response::Response;
use domain::changes::{json, markdown};
use domain::ids::AssessmentId;
use service::{ServiceError, changes};

/// The comparison as Markdown (`?format=md`) or as JSON (`?format=json`).
pub(super) async fn file(visit: Visit) -> Response {
    match written(&visit).await {
        Err(error) => Page::of_error(&visit, error),
        Ok((name, kind, text)) => handed_out(&name, kind, text),
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
