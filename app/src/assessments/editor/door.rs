//! The doors through which a draft is saved while somebody types.
#![allow(missing_docs, unreachable_pub, reason = "the macro makes a struct whose fields are the arguments, and an item of its own")]

use super::live::LiveText;
use crate::refusal::AppError;
use domain::ids::AssessmentId;
use leptos::prelude::*;
use leptos::server_fn::codec::{Json, JsonEncoding};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What a save led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The version that the next save is made on.
    pub version: i64,
    /// The sums as they are now; `None` where the form has none.
    pub live: Option<LiveText>,
}

/// A field as somebody else saved it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theirs {
    /// Its name in the form.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// Why a form was not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftError {
    /// Somebody else saved it meanwhile: the version and what it holds now.
    Stale(i64, Vec<Theirs>),
    /// Anything else; the name of the field, or nothing.
    Refused(String, AppError),
}

impl FromServerFnError for DraftError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self::Refused(String::new(), AppError::from_server_fn_error(error))
    }
}

/// Saves one form of a draft: `what` is `head`, `category` or `finding`, `id` the row it is about.
///
/// # Errors
/// 409 with what is saved where somebody was faster; else the status that the same form has on its page, with a reason in words.
#[server(endpoint = "save-draft", input = Json)]
pub async fn save_draft(slug: String, what: String, id: String, fields: Vec<(String, String)>) -> Result<Saved, DraftError> {
    super::saving::save(&slug, &what, &id, fields).await
}

/// Says that this person still has the draft open; answers who else has.
///
/// # Errors
/// The status that the page would have.
#[server(endpoint = "stay-at-draft")]
pub async fn stay_at_draft(slug: String, id: AssessmentId) -> Result<Vec<String>, AppError> {
    use crate::frame::{refusal, visit_of_server_function};

    let visit = visit_of_server_function().await?;
    let others = async {
        let auditor = visit.viewer_of(&slug).await?.auditor()?;
        Ok(service::assessments::stay(&visit.state.db, &auditor, id, service::now()).await?)
    };
    others.await.map(|names| names.iter().map(ToString::to_string).collect()).map_err(|error| refusal(&error))
}

/// Markdown as it will be shown; no raw HTML survives.
///
/// # Errors
/// 401 for those who are not signed in.
#[server(endpoint = "preview-markdown", input = Json)]
pub async fn preview_markdown(text: String) -> Result<String, AppError> {
    use crate::frame::{refusal, visit_of_server_function};

    let visit = visit_of_server_function().await?;
    visit.signed_in().await.map_err(|error| refusal(&error))?;
    let text: domain::text::Markdown = text
        .parse()
        .map_err(|error| AppError { status: 422, text: format!("The text {error}.") })
        .inspect_err(|_| crate::refusal::answer_with(422))?;
    Ok(domain::markdown::render(text.as_str()))
}
