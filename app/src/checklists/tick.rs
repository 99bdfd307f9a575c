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
    /// Whether a tick makes it done: nothing has to vouch for it, or something does.
    pub counts: bool,
    /// Why it does not apply; `None` where it does.
    pub aside: Option<String>,
    /// Who has it in hand.
    pub assignee: Option<String>,
    /// Until when, in words, and whether that has passed.
    pub due: Option<(String, bool)>,
    /// How many pieces of evidence it has; `None` where that was not asked for.
    pub evidence: Option<i64>,
    /// What went wrong with it just now.
    pub problem: Option<String>,
    /// Whether it was chosen for a deed that was refused: it still is.
    pub chosen: bool,
}

impl TickRow {
    /// Whether it counts as done with this tick.
    #[must_use]
    pub const fn is_done(&self, ticked: bool) -> bool {
        ticked && self.counts && self.aside.is_none()
    }
}

#[cfg(feature = "ssr")]
impl TickRow {
    /// The row of an item at this moment.
    pub(super) fn of(item: &domain::checklists::Item, evidence: Option<i64>, now: domain::Timestamp) -> Self {
        let who = item.done.as_ref().map(|done| {
            let how = if done.imported { "Done in the report that" } else { "Ticked by" };
            let end = if done.imported { " brought in" } else { "" };
            format!("{how} {}{end} · {}", done.by_name, done.at)
        });
        Self {
            id: item.id,
            version: item.version,
            text: item.text.to_string(),
            blocking: item.blocking,
            who,
            counts: !item.needs_verification || item.verified_until.is_some_and(|until| until > now),
            aside: item.set_aside.as_ref().map(|aside| format!("Not applicable: {} ({})", aside.reason, aside.by_name)),
            assignee: item.assignee.as_ref().map(ToString::to_string),
            due: item.due.map(|due| (format!("Due {due}"), item.is_overdue(now))),
            evidence,
            problem: None,
            chosen: false,
        }
    }
}

/// Why an item was not ticked or moved.
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
