//! What the browser knows of an item.

use crate::refusal::AppError;
use domain::Version;
use domain::ids::ItemId;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// An item as its row shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TickRow {
    /// Identity.
    pub id: ItemId,
    /// The version that a tick is made on.
    pub version: Version,
    /// What is to be done.
    pub text: String,
    /// Whether the project cannot go while it is open.
    pub blocking: bool,
    /// Who ticked it and when, in words; `None` while it is open.
    pub who: Option<String>,
}

#[cfg(feature = "ssr")]
impl From<&domain::checklists::Item> for TickRow {
    fn from(item: &domain::checklists::Item) -> Self {
        let who = item.done.as_ref().map(|done| {
            let how = if done.imported { "Done in the report that" } else { "Ticked by" };
            let end = if done.imported { " brought in" } else { "" };
            format!("{how} {}{end} · {}", done.by_name, done.at)
        });
        let text = item.text.to_string();
        Self { id: item.id, version: item.version, text, blocking: item.blocking, who }
    }
}

/// Why an item was not ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TickError {
    /// Somebody was faster; this is how the item is now.
    Stale(TickRow),
    /// Anything else.
    Refused(AppError),
}

impl FromServerFnError for TickError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self::Refused(AppError::from_server_fn_error(error))
    }
}
