//! Who did what.

use crate::values::{Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::history::{Event, EventKind};
use domain::ids::{EventId, ProjectId, UserId};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    at: Moment,
    project_id: Option<Uuid>,
    actor_id: Option<Uuid>,
    actor_name: String,
    kind: String,
    subject: Uuid,
    summary: String,
}

impl Row {
    fn event(self) -> Result<Event, StorageError> {
        Ok(Event {
            id: EventId(self.id),
            at: self.at.into(),
            project: self.project_id.map(ProjectId),
            actor: self.actor_id.map(UserId),
            actor_name: parsed(&self.actor_name, "events.actor_name")?,
            kind: EventKind::from_word(&self.kind).ok_or(StorageError::Corrupt("events.kind"))?,
            subject: self.subject,
            summary: self.summary,
        })
    }
}

/// Adds a line.
pub async fn append(tx: &mut Tx, event: &Event) -> Result<(), StorageError> {
    let sql =
        "INSERT INTO events (id, at, project_id, actor_id, actor_name, kind, subject, summary) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (project, actor) = (event.project.map(|id| id.0), event.actor.map(|id| id.0));
    let (at, name, kind) = (event.at.to_utc(), event.actor_name.as_str(), event.kind.as_str());
    run!(tx, sql, event.id.0, at, project, actor, name, kind, event.subject, &event.summary).map(drop)
}

/// What happened in a project, newest first.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Event>, StorageError> {
    let sql = "SELECT id, at, project_id, actor_id, actor_name, kind, subject, summary FROM events \
               WHERE project_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::event).collect()
}
