//! The door through which the island ticks.
#![allow(missing_docs, unreachable_pub, reason = "the macro makes a struct whose fields are the arguments, and an item of its own")]

use super::tick::TickAnswer;
use domain::Version;
use domain::ids::ItemId;
use leptos::prelude::*;

/// Ticks an item, or takes a tick back.
///
/// # Errors
/// Where the server cannot answer; what it refuses is a value.
#[server(endpoint = "tick-item")]
pub async fn tick_item(slug: String, id: ItemId, version: Version, done: bool) -> Result<TickAnswer, ServerFnError> {
    use crate::frame::{PageError, visit_of_server_function};
    use service::checklists::{Ticked, tick};

    let visit = visit_of_server_function().await.map_err(|status| ServerFnError::new(status.as_str()))?;
    let ticked = async {
        let editor = visit.signed_in().await?.editor(&visit.state.db, &slug).await?;
        Ok::<_, PageError>(tick(&visit.state.db, &editor, id, version, done, service::now()).await?)
    };
    Ok(match ticked.await {
        Ok(Ticked::Saved(item)) => TickAnswer::Saved((&item).into()),
        Ok(Ticked::Stale(item)) => TickAnswer::Stale((&item).into()),
        Err(error) => TickAnswer::Refused(error.told_in_place()),
    })
}
