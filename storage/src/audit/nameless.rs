//! Taking persons out of lines.

use crate::history::Row;
use crate::{StorageError, Tx};
use domain::audit::{Forgotten, Redaction};
use domain::history::Event;
use domain::ids::EventId;
use uuid::Uuid;

/// A line that may name somebody.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The line.
    pub event: Event,
    /// Its link: number, digest, salt and commitment; `None` for a line that is not in the chain.
    pub link: Option<(i64, String, Option<String>, String)>,
    /// For whom it is nameless already.
    pub redaction: Option<Redaction>,
}

#[derive(sqlx::FromRow)]
struct NamingRow {
    #[sqlx(flatten)]
    line: Row,
    seq: Option<i64>,
    digest: Option<String>,
    salt: Option<String>,
    texts: Option<String>,
    redacted_for: Option<Uuid>,
    redaction: Option<String>,
}

/// Lines after this one that a person wrote, that are about them, or that may name them, the oldest first.
pub async fn list_naming(tx: &mut Tx, of: &Forgotten<'_>, after: EventId, limit: i64) -> Result<Vec<Naming>, StorageError> {
    let sql = "SELECT e.id, e.at, e.project_id, e.actor_id, e.actor_name, e.via, e.address, e.kind, e.subject, e.summary, e.changes, \
               c.seq, c.digest, c.salt, c.texts, c.redacted_for, c.redaction FROM events e LEFT JOIN audit_chain c ON c.event_id = e.id \
               WHERE e.id > $1 AND (e.actor_id = $2 OR e.subject = $2 OR LOWER(e.summary) LIKE $3 ESCAPE '!' \
               OR LOWER(e.summary) LIKE $4 ESCAPE '!' OR LOWER(e.changes) LIKE $5 ESCAPE '!' OR LOWER(e.changes) LIKE $4 ESCAPE '!') \
               ORDER BY e.id LIMIT $6";
    let (name, email) = (super::list::pattern(tx, of.name), super::list::pattern(tx, of.email));
    // Changes are JSON, in which a quotation mark is written otherwise; an address has none.
    let written = serde_json::to_string(of.name).map_err(|_| StorageError::Corrupt("users.name"))?;
    let in_json = super::list::pattern(tx, written.get(1..written.len() - 1).unwrap_or_default());
    let rows = all!(tx, NamingRow, sql, after.0, of.person.0, name, email, in_json, limit)?;
    let naming = |row: NamingRow| {
        let link = match (row.seq, row.digest, row.texts) {
            (Some(seq), Some(digest), Some(texts)) => Some((seq, digest, row.salt, texts)),
            _ => None,
        };
        let redaction = match (row.redacted_for, row.redaction) {
            (Some(person), Some(signature)) => Some(Redaction { person: person.into(), signature }),
            _ => None,
        };
        Ok(Naming { event: row.line.event()?, link, redaction })
    };
    rows.into_iter().map(naming).collect()
}

/// Writes a line without the person. With a redaction the link loses its salt, so that nobody can try what the line said.
pub async fn make_nameless(tx: &mut Tx, event: &Event, redaction: Option<&Redaction>) -> Result<(), StorageError> {
    let sql = "UPDATE events SET actor_name = $2, address = $3, summary = $4, changes = $5 WHERE id = $1";
    let changes = serde_json::to_string(&event.changes).map_err(|_| StorageError::Corrupt("events.changes"))?;
    let address = event.source.address.map(|address| address.to_string());
    run!(tx, sql, event.id.0, event.actor_name.as_str(), address, &event.summary, changes)?;
    if let Some(redaction) = redaction {
        let sql = "UPDATE audit_chain SET salt = NULL, redacted_for = $2, redaction = $3 WHERE event_id = $1";
        run!(tx, sql, event.id.0, redaction.person.0, redaction.signature.as_str())?;
    }
    Ok(())
}
