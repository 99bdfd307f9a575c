//! The file itself.

use crate::frame::{Page, PageError, Visit, handed_out};
use axum::response::Response;
use domain::ids::ExportId;
use service::exports::{self, File};

pub(super) async fn file(visit: Visit) -> Response {
    match fetched(&visit).await {
        Err(error) => Page::of_error(&visit, error),
        Ok(file) => handed_out(&file.name, file.media, file.bytes),
    }
}

async fn fetched(visit: &Visit) -> Result<File, PageError> {
    let viewer = visit.viewer().await?;
    Ok(exports::fetch(&visit.state.db, &viewer, visit.id::<ExportId>("export")?, service::now()).await?)
}
