//! The log as a file, which is sent while it is read.

use super::asked;
use crate::frame::{Page, PageError, Values, Visit, handed_out};
use axum::Form;
use axum::body::Body;
use axum::response::Response;
use futures_util::stream;
use service::ServiceError;
use service::audit::{self, Export, ExportFormat};

pub(super) async fn file(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    match begun(&visit, &Values(sent)).await {
        Err(error) => Page::of_error(&visit.of_page_above(), error),
        Ok(export) => {
            let (name, media) = (export.name.clone(), export.format.media());
            let pieces = stream::try_unfold(export, |mut export| async move {
                match export.piece().await {
                    Ok(piece) => Ok(piece.map(|piece| (piece, export))),
                    Err(error) => {
                        // The answer has begun: all that can be done is not to end it well.
                        tracing::error!(error = &error as &dyn std::error::Error, "the audit log could not be taken along as a whole");
                        Err(error)
                    }
                }
            });
            handed_out(&name, media, Body::from_stream(pieces))
        }
    }
}

async fn begun(visit: &Visit, sent: &Values) -> Result<Export, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    let format = ExportFormat::from_word(sent.get("format"))
        .ok_or_else(|| ServiceError::Invalid { field: "format", message: "The format is none; choose CSV or JSON.".into() })?;
    Ok(audit::export(&visit.state.db, &admin, &asked::of_form(sent), format, service::now()).await?)
}
