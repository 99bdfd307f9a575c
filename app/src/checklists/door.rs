//! The doors through which the island ticks and moves.
#![allow(missing_docs, unreachable_pub, reason = "the macro makes a struct whose fields are the arguments, and an item of its own")]

use super::tick::{TickError, TickRow};
use domain::Version;
use domain::ids::ItemId;
use leptos::prelude::*;

/// Ticks an item, or takes a tick back; answers with the item as it is then.
///
/// # Errors
/// 409 with the newer item where somebody was faster; else the status that the same form has on its page, with a reason in words.
#[server(endpoint = "tick-item")]
pub async fn tick_item(slug: String, id: ItemId, version: Version, done: bool) -> Result<TickRow, TickError> {
    use crate::frame::{refusal, visit_of_server_function};
    use crate::refusal::answer_with;
    use service::checklists::{Ticked, tick};

    let (visit, now) = (visit_of_server_function().await.map_err(TickError::Refused)?, service::now());
    let ticked = async {
        let editor = visit.viewer_of(&slug).await?.editor()?;
        Ok(tick(&visit.state.db, &editor, id, version, done, now).await?)
    };
    match ticked.await {
        Ok(Ticked::Saved(item)) => Ok(TickRow::of(&item, None, now)),
        Ok(Ticked::Stale(item)) => {
            answer_with(409);
            Err(TickError::Stale(TickRow::of(&item, None, now)))
        }
        Err(error) => Err(TickError::Refused(refusal(&error))),
    }
}

/// Moves an item; `to` is a word as the forms send it: `up`, `down`, `before.ID`, `after.ID`.
///
/// # Errors
/// 409 where somebody was faster; else the status that the same form has on its page, with a reason in words.
#[server(endpoint = "move-item")]
pub async fn move_item(slug: String, id: ItemId, version: Version, to: String) -> Result<TickRow, TickError> {
    use super::order::{moved, newer};
    use crate::frame::{refusal, visit_of_server_function};
    use crate::refusal::answer_with;

    let (visit, now) = (visit_of_server_function().await.map_err(TickError::Refused)?, service::now());
    let item = async {
        let editor = visit.viewer_of(&slug).await?.editor()?;
        moved(&visit.state.db, &editor, id, version, &to).await
    };
    match item.await {
        Ok(item) => Ok(TickRow::of(&item, None, now)),
        Err(error) => Err(match newer(&visit, &slug, id, &error, now).await {
            Some(row) => {
                answer_with(409);
                TickError::Stale(row)
            }
            None => TickError::Refused(refusal(&error)),
        }),
    }
}
