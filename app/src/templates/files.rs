//! Templates as files, and the schema that describes them.

use crate::frame::{Page, PageError, SANDBOX, Visit, handed_out};
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use service::{ServiceError, templates};

const SCHEMA: &str = include_str!("../../../docs/template.schema.json");

/// The schema of templates as JSON, for editors, which have no session.
pub(super) async fn schema() -> Response {
    let headers = [(CONTENT_TYPE, "application/schema+json"), (CONTENT_SECURITY_POLICY, SANDBOX), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (headers, SCHEMA).into_response()
}

/// A version of a template, to be kept in version control beside the code.
pub(super) async fn file(visit: Visit) -> Response {
    match written(&visit).await {
        Err(error) => Page::of_error(&visit, error),
        Ok((name, kind, text)) => handed_out(&name, kind, text),
    }
}

async fn written(visit: &Visit) -> Result<(String, &'static str, String), PageError> {
    let who = visit.signed_in().await?;
    let version = super::page::number(visit, "version")?;
    let template = templates::show(&visit.state.db, &who, visit.param("key"), version, None).await?.template;
    let (ending, kind, text) = match visit.query("format") {
        "json" => ("json", "application/json", template.to_json()),
        "" | "toml" => ("toml", "application/toml; charset=utf-8", template.to_toml()),
        _ => return Err(PageError::NotFound),
    };
    let text = text.map_err(|_| ServiceError::Internal("a template could not be written"))?;
    Ok((format!("{}-{}.{ending}", template.parts().key, template.parts().version), kind, text))
}
