//! Who did what.

use crate::values::{Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::history::{Event, EventKind, Source, Via};
use domain::ids::{EventId, ProjectId, UserId};
use domain::records::RecordKind;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) at: Moment,
    pub(crate) project_id: Option<Uuid>,
    pub(crate) actor_id: Option<Uuid>,
    pub(crate) actor_name: String,
    pub(crate) via: String,
    pub(crate) address: Option<String>,
    pub(crate) kind: String,
    pub(crate) subject: Uuid,
    pub(crate) summary: String,
    pub(crate) changes: String,
}

impl Row {
    pub(crate) fn event(self) -> Result<Event, StorageError> {
        Ok(Event {
            id: EventId(self.id),
            at: self.at.into(),
            project: self.project_id.map(ProjectId),
            actor: self.actor_id.map(UserId),
            actor_name: parsed(&self.actor_name, "events.actor_name")?,
            source: Source {
                via: Via::from_word(&self.via).ok_or(StorageError::Corrupt("events.via"))?,
                address: self.address.map(|address| parsed(&address, "events.address")).transpose()?,
            },
            kind: EventKind::from_word(&self.kind).ok_or(StorageError::Corrupt("events.kind"))?,
            subject: self.subject,
            summary: self.summary,
            changes: serde_json::from_str(&self.changes).map_err(|_| StorageError::Corrupt("events.changes"))?,
        })
    }
}

/// Adds a line, and chains it.
pub async fn append(tx: &mut Tx, event: &Event) -> Result<(), StorageError> {
    let sql = "INSERT INTO events (id, at, project_id, actor_id, actor_name, via, address, kind, subject, summary, changes) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (project, actor) = (event.project.map(|id| id.0), event.actor.map(|id| id.0));
    let (at, name, kind) = (event.at.to_utc(), event.actor_name.as_str(), event.kind.as_str());
    let changes = serde_json::to_string(&event.changes).map_err(|_| StorageError::Corrupt("events.changes"))?;
    let (via, address) = (event.source.via.as_str(), event.source.address.map(|address| address.to_string()));
    run!(tx, sql, event.id.0, at, project, actor, name, via, address, kind, event.subject, &event.summary, changes)?;
    crate::audit::chain(tx, event).await
}

/// Which lines are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only what happened to records of this kind; `None` for all.
    pub record: Option<RecordKind>,
    /// Only what was said about records; takes the place of `record`.
    pub comments: bool,
    /// Only what this person did; `None` for all.
    pub actor: Option<UserId>,
}

impl Filter {
    /// For LIKE: the kinds of events begin with the kind of record.
    fn pattern(self) -> String {
        match (self.comments, self.record) {
            (true, _) => "comment.%".to_owned(),
            (false, Some(kind)) => format!("{}.%", kind.as_str()),
            (false, None) => "%".to_owned(),
        }
    }
}

/// What happened in a project, newest first.
pub async fn list(tx: &mut Tx, project: ProjectId, filter: Filter, window: Window) -> Result<Vec<Event>, StorageError> {
    let sql = "SELECT id, at, project_id, actor_id, actor_name, via, address, kind, subject, summary, changes FROM events \
               WHERE project_id = $1 AND kind LIKE $2 AND ($3 OR actor_id = $4) ORDER BY id DESC LIMIT $5 OFFSET $6";
    let actor = filter.actor.map(|user| user.0);
    let rows = all!(tx, Row, sql, project.0, filter.pattern(), actor.is_none(), actor, window.limit, window.offset)?;
    rows.into_iter().map(Row::event).collect()
}

/// How many lines a project has of those asked for.
pub async fn count(tx: &mut Tx, project: ProjectId, filter: Filter) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM events WHERE project_id = $1 AND kind LIKE $2 AND ($3 OR actor_id = $4)";
    let actor = filter.actor.map(|user| user.0);
    one!(tx, (i64,), sql, project.0, filter.pattern(), actor.is_none(), actor).map(|row| row.0)
}

/// What happened to one row of a project, newest first.
pub async fn list_of(tx: &mut Tx, project: ProjectId, subject: Uuid, window: Window) -> Result<Vec<Event>, StorageError> {
    let sql = "SELECT id, at, project_id, actor_id, actor_name, via, address, kind, subject, summary, changes FROM events \
               WHERE subject = $1 AND project_id = $2 ORDER BY id DESC LIMIT $3 OFFSET $4";
    all!(tx, Row, sql, subject, project.0, window.limit, window.offset)?.into_iter().map(Row::event).collect()
}

/// How many lines one row of a project has.
pub async fn count_of(tx: &mut Tx, project: ProjectId, subject: Uuid) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM events WHERE subject = $1 AND project_id = $2";
    one!(tx, (i64,), sql, subject, project.0).map(|row| row.0)
}
