//! What was understood, as a file that can be brought in again without a loss.

use crate::frame::{Page, PageError, Visit, handed_out};
use axum::response::Response;
use domain::exchange::inputs::to_json;
use domain::ids::SourceId;

pub(super) async fn reading(visit: Visit) -> Response {
    match written(&visit).await {
        Err(error) => Page::of_error(&visit, error),
        Ok((name, text)) => handed_out(&name, "application/json", text),
    }
}

async fn written(visit: &Visit) -> Result<(String, String), PageError> {
    let importer = visit.viewer().await?.importer()?;
    let preview = service::exchange::preview(&visit.state.db, &importer, visit.id::<SourceId>("source")?, service::now()).await?;
    Ok((format!("reading-{}.json", importer.project().slug), to_json(&preview.reading)))
}
