//! Lines of the log, newest first, whatever they are narrowed by: each way to narrow them has an index in that order.

use crate::history::Row;
use crate::values::parsed;
use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::audit::{Group, Link, Redaction};
use domain::history::{Event, EventKind, Via};
use domain::ids::{EventId, ProjectId, UserId};
use domain::text::{Slug, Title};
use std::net::IpAddr;
use uuid::Uuid;

/// Which lines are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only lines of this group.
    pub group: Option<Group>,
    /// Only lines of this kind.
    pub kind: Option<EventKind>,
    /// Only what this person did.
    pub actor: Option<UserId>,
    /// Only what happened in this project.
    pub project: Option<ProjectId>,
    /// Only what was done by this door.
    pub via: Option<Via>,
    /// Only what came from this address.
    pub address: Option<IpAddr>,
    /// Not before this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// Only lines whose sentence holds this text, in capitals or not; empty for all.
    pub text: String,
}

/// A place in the list: lines after it are older.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The moment of the line before.
    pub at: Timestamp,
    /// That line.
    pub id: EventId,
}

impl Cursor {
    /// The place before the newest line of those before this moment.
    #[must_use]
    pub fn before(at: Timestamp) -> Self {
        // The smallest identity: of the lines of that very moment none is older.
        Self { at, id: EventId(Uuid::nil()) }
    }
}

/// A line with what the page shows beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line.
    pub event: Event,
    /// Its link; `None` for a line that is not in the chain.
    pub link: Option<Link>,
    /// The project it happened in.
    pub project: Option<(Slug, Title)>,
}

impl Entry {
    /// The place of this line.
    #[must_use]
    pub const fn place(&self) -> Cursor {
        Cursor { at: self.event.at, id: self.event.id }
    }
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    #[sqlx(flatten)]
    line: Row,
    seq: Option<i64>,
    salt: Option<String>,
    texts: Option<String>,
    digest: Option<String>,
    hash: Option<String>,
    taken_over: Option<bool>,
    redacted_for: Option<Uuid>,
    redaction: Option<String>,
    slug: Option<String>,
    project_name: Option<String>,
}

impl EntryRow {
    fn entry(self) -> Result<Entry, StorageError> {
        let event = self.line.event()?;
        let link = match (self.seq, self.texts, self.digest, self.hash, self.taken_over) {
            (Some(seq), Some(texts), Some(digest), Some(hash), Some(taken_over)) => {
                let redaction = self.redacted_for.zip(self.redaction);
                let redaction = redaction.map(|(person, signature)| Redaction { person: UserId(person), signature });
                Some(Link { seq, event: event.id, salt: self.salt, texts, digest, hash, taken_over, redaction })
            }
            _ => None,
        };
        let project = match (self.slug, self.project_name) {
            (Some(slug), Some(name)) => Some((parsed(&slug, "projects.slug")?, parsed(&name, "projects.name")?)),
            _ => None,
        };
        Ok(Entry { event, link, project })
    }
}

macro_rules! listing {
    ($from:literal, $narrow:literal, $at:literal, $id:literal) => {
        concat!(
            "SELECT e.id, e.at, e.project_id, e.actor_id, e.actor_name, e.via, e.address, e.kind, e.subject, e.summary, e.changes, \
             c.seq, c.salt, c.texts, c.digest, c.hash, c.taken_over, c.redacted_for, c.redaction, p.slug, p.name AS project_name FROM ",
            $from,
            " LEFT JOIN projects p ON p.id = e.project_id WHERE ",
            $narrow,
            "(",
            $at,
            ", ",
            $id,
            ") < ($1, $2) AND ",
            $at,
            " >= $3 AND ($4 OR e.actor_id = $5) AND ($6 OR e.project_id = $7) AND ($8 OR e.kind = $9) AND ($10 OR e.via = $11) \
             AND ($12 OR e.address = $13) AND ($14 OR c.event_group = $15) AND ($16 OR LOWER(e.summary) LIKE $17 ESCAPE '!') ORDER BY ",
            $at,
            " DESC, ",
            $id,
            " DESC LIMIT $18"
        )
    };
    ($narrow:literal) => {
        listing!("events e LEFT JOIN audit_chain c ON c.event_id = e.id", $narrow, "e.at", "e.id")
    };
}

/// Lines after a place, newest first. Of what they are narrowed by, the first of address, person, kind, project, group and door is looked
/// up in its index; the rest is asked of the lines found there.
pub async fn list(tx: &mut Tx, filter: &Filter, after: Cursor, limit: i64) -> Result<Vec<Entry>, StorageError> {
    let sql = match filter {
        Filter { address: Some(_), .. } => listing!("e.address = $13 AND "),
        Filter { actor: Some(_), .. } => listing!("e.actor_id = $5 AND "),
        Filter { kind: Some(_), .. } => listing!("e.kind = $9 AND "),
        Filter { project: Some(_), .. } => listing!("e.project_id = $7 AND "),
        Filter { group: Some(_), .. } => {
            listing!("audit_chain c JOIN events e ON e.id = c.event_id", "c.event_group = $15 AND ", "c.at", "c.event_id")
        }
        Filter { via: Some(_), .. } => listing!("e.via = $11 AND "),
        _ => listing!(""),
    };
    let after = filter.until.map(Cursor::before).filter(|until| until.at < after.at).unwrap_or(after);
    let from = filter.from.unwrap_or_else(|| Timestamp::from(chrono::DateTime::UNIX_EPOCH));
    let (actor, project) = (filter.actor.map(|id| id.0), filter.project.map(|id| id.0));
    let (kind, via, group) = (filter.kind.map(EventKind::as_str), filter.via.map(Via::as_str), filter.group.map(Group::as_str));
    let address = filter.address.map(|address| address.to_string());
    let text = pattern(tx, &filter.text);
    let rows = all!(
        tx,
        EntryRow,
        sql,
        after.at.to_utc(),
        after.id.0,
        from.to_utc(),
        actor.is_none(),
        actor,
        project.is_none(),
        project,
        kind.is_none(),
        kind,
        via.is_none(),
        via,
        address.is_none(),
        address,
        group.is_none(),
        group,
        filter.text.is_empty(),
        text,
        limit
    )?;
    rows.into_iter().map(EntryRow::entry).collect()
}

/// For LIKE, with its own signs taken literally (`!` escapes), in small letters as LOWER makes them: `SQLite` knows only those of ASCII.
pub(super) fn pattern(tx: &Tx, text: &str) -> String {
    let lower = if tx.is_sqlite() { text.to_ascii_lowercase() } else { text.to_lowercase() };
    let escaped = lower.chars().fold(String::with_capacity(lower.len() + 2), |mut out, ch| {
        if matches!(ch, '!' | '%' | '_') {
            out.push('!');
        }
        out.push(ch);
        out
    });
    format!("%{escaped}%")
}

/// Whether it is noted since that moment that this person, or else somebody at this address, opened this report.
pub async fn was_opened(
    tx: &mut Tx,
    actor: Option<UserId>,
    address: Option<IpAddr>,
    subject: Uuid,
    since: Timestamp,
) -> Result<bool, StorageError> {
    let kind = EventKind::ReportOpened.as_str();
    let found = if let Some(actor) = actor {
        let sql = "SELECT COUNT(*) FROM events WHERE actor_id = $1 AND at >= $2 AND subject = $3 AND kind = $4";
        one!(tx, (i64,), sql, actor.0, since.to_utc(), subject, kind)?
    } else {
        let sql = "SELECT COUNT(*) FROM events WHERE address = $1 AND at >= $2 AND subject = $3 AND kind = $4 AND actor_id IS NULL";
        one!(tx, (i64,), sql, address.map(|address| address.to_string()), since.to_utc(), subject, kind)?
    };
    Ok(found.0 > 0)
}
