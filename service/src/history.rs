//! Writes a line of history in the transaction of the change it tells of.

use crate::accounts::Actor;
use crate::{ServiceError, new_id};
use domain::Timestamp;
use domain::history::{Event, EventKind};
use domain::ids::ProjectId;
use storage::Tx;
use uuid::Uuid;

pub(crate) async fn append(
    tx: &mut Tx,
    actor: &Actor,
    project: Option<ProjectId>,
    kind: EventKind,
    subject: Uuid,
    summary: String,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let event = Event { id: new_id(), at: now, project, actor: actor.user(), actor_name: actor.name().clone(), kind, subject, summary };
    Ok(storage::history::append(tx, &event).await?)
}
