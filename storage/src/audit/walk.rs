//! The chain in its order, page by page.

use crate::history::Row;
use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::audit::{Kept, Link, Redaction};
use domain::ids::{EventId, UserId};
use uuid::Uuid;

/// A link, and its line as it is kept.
#[derive(Clone, Debug)]
pub struct Walked {
    /// What the chain says.
    pub link: Link,
    /// What history says.
    pub kept: Kept,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    seq: i64,
    event_id: Uuid,
    salt: Option<String>,
    texts: String,
    digest: String,
    hash: String,
    taken_over: bool,
    redacted_for: Option<Uuid>,
    redaction: Option<String>,
    id: Option<Uuid>,
    at: Option<Moment>,
    project_id: Option<Uuid>,
    actor_id: Option<Uuid>,
    actor_name: Option<String>,
    via: Option<String>,
    address: Option<String>,
    kind: Option<String>,
    subject: Option<Uuid>,
    summary: Option<String>,
    changes: Option<String>,
}

impl LinkRow {
    fn walked(self) -> Walked {
        let redaction = match (self.redacted_for, self.redaction) {
            (Some(person), Some(signature)) => Some(Redaction { person: UserId(person), signature }),
            _ => None,
        };
        let link = Link {
            seq: self.seq,
            event: EventId(self.event_id),
            salt: self.salt,
            texts: self.texts,
            digest: self.digest,
            hash: self.hash,
            taken_over: self.taken_over,
            redaction,
        };
        let row = (|| {
            Some(Row {
                id: self.id?,
                at: self.at?,
                project_id: self.project_id,
                actor_id: self.actor_id,
                actor_name: self.actor_name?,
                via: self.via?,
                address: self.address,
                kind: self.kind?,
                subject: self.subject?,
                summary: self.summary?,
                changes: self.changes?,
            })
        })();
        let kept = match row.map(Row::event) {
            None => Kept::Gone,
            Some(Ok(event)) => Kept::Line(Box::new(event)),
            Some(Err(_)) => Kept::Unreadable,
        };
        Walked { link, kept }
    }
}

/// Links after this number in their order, each with its line.
pub async fn list_links(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Walked>, StorageError> {
    let sql = "SELECT c.seq, c.event_id, c.salt, c.texts, c.digest, c.hash, c.taken_over, c.redacted_for, c.redaction, e.id, e.at, \
               e.project_id, e.actor_id, e.actor_name, e.via, e.address, e.kind, e.subject, e.summary, e.changes \
               FROM audit_chain c LEFT JOIN events e ON e.id = c.event_id WHERE c.seq > $1 ORDER BY c.seq LIMIT $2";
    Ok(all!(tx, LinkRow, sql, after, limit)?.into_iter().map(LinkRow::walked).collect())
}

/// How many lines of history are in no link.
pub async fn count_not_in_chain(tx: &mut Tx) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM events e WHERE e.id > $1 AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.event_id = e.id)";
    one!(tx, (i64,), sql, Uuid::nil()).map(|row| row.0)
}
