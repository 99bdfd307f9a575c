//! What is held about a person, part by part, as the person is told.

use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::ids::UserId;
use serde_json::{Value, json};
use uuid::Uuid;

/// A part of what is held about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Roles in projects.
    Memberships,
    /// Where the person is signed in.
    Sessions,
    /// Saved views.
    Views,
    /// What the person said.
    Comments,
    /// Where the person is named by others.
    Mentions,
    /// What the person has in hand.
    Assignments,
    /// What the person added as evidence.
    Evidence,
    /// What the person signed.
    Decisions,
    /// What the person did.
    History,
}

impl Section {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Memberships,
        Self::Sessions,
        Self::Views,
        Self::Comments,
        Self::Mentions,
        Self::Assignments,
        Self::Evidence,
        Self::Decisions,
        Self::History,
    ];

    /// Its name in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Memberships => "memberships",
            Self::Sessions => "sessions",
            Self::Views => "saved_views",
            Self::Comments => "comments",
            Self::Mentions => "mentions",
            Self::Assignments => "assignments",
            Self::Evidence => "evidence",
            Self::Decisions => "decisions",
            Self::History => "history",
        }
    }
}

fn told(moment: Moment) -> String {
    moment.to_rfc3339()
}

/// Rows of a part after the row with this id, by id, each with its own: at most so many. Sessions come all at once, for they are few.
pub async fn page(tx: &mut Tx, section: Section, user: UserId, after: Uuid, limit: i64) -> Result<Vec<(Uuid, Value)>, StorageError> {
    match section {
        Section::Memberships => memberships(tx, user, after, limit).await,
        Section::Sessions => sessions(tx, user, limit).await,
        Section::Views => views(tx, user, after, limit).await,
        Section::Comments => comments(tx, user, after, limit).await,
        Section::Mentions => mentions(tx, user, after, limit).await,
        Section::Assignments => assignments(tx, user, after, limit).await,
        Section::Evidence => evidence(tx, user, after, limit).await,
        Section::Decisions => decisions(tx, user, after, limit).await,
        Section::History => history(tx, user, after, limit).await,
    }
}

type Rows = Result<Vec<(Uuid, Value)>, StorageError>;

async fn memberships(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT p.id, p.slug, p.name, m.role FROM members m JOIN projects p ON p.id = m.project_id \
               WHERE m.user_id = $1 AND p.id > $2 ORDER BY p.id LIMIT $3";
    let rows = all!(tx, (Uuid, String, String, String), sql, user.0, after, limit)?;
    Ok(rows.into_iter().map(|(id, slug, name, role)| (id, json!({ "project": slug, "name": name, "role": role }))).collect())
}

async fn sessions(tx: &mut Tx, user: UserId, limit: i64) -> Rows {
    let sql = "SELECT created_at, expires_at FROM sessions WHERE user_id = $1 ORDER BY created_at, id LIMIT $2";
    let rows = all!(tx, (Moment, Moment), sql, user.0, limit)?;
    Ok(rows.into_iter().map(|(from, to)| (Uuid::max(), json!({ "began_at": told(from), "ends_at": told(to) }))).collect())
}

async fn views(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT id, name, query, created_at FROM portfolio_views WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    let rows = all!(tx, (Uuid, String, String, Moment), sql, user.0, after, limit)?;
    Ok(rows.into_iter().map(|(id, name, query, at)| (id, json!({ "name": name, "query": query, "created_at": told(at) }))).collect())
}

/// Comment, project, kind and id of what it is about, text, when it was said, changed and taken back.
type Said = (Uuid, String, String, Uuid, String, Moment, Option<Moment>, Option<Moment>);

async fn comments(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT c.id, p.slug, c.record_kind, c.record_id, c.body, c.created_at, c.edited_at, c.deleted_at \
               FROM comments c JOIN projects p ON p.id = c.project_id WHERE c.author_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3";
    let rows = all!(tx, Said, sql, user.0, after, limit)?;
    let row = |(id, slug, kind, record, body, at, edited, deleted): Said| {
        let told = json!({ "project": slug, "about": kind, "record": record.to_string(), "text": body, "created_at": told(at),
            "edited_at": edited.map(told), "deleted_at": deleted.map(told) });
        (id, told)
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn mentions(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT c.id, p.slug, c.record_kind, c.record_id, c.created_at FROM mentions m JOIN comments c ON c.id = m.comment_id \
               JOIN projects p ON p.id = c.project_id WHERE m.user_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3";
    let rows = all!(tx, (Uuid, String, String, Uuid, Moment), sql, user.0, after, limit)?;
    let row = |(id, slug, kind, record, at): (Uuid, String, String, Uuid, Moment)| {
        (id, json!({ "project": slug, "about": kind, "record": record.to_string(), "at": told(at) }))
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn assignments(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT a.id, p.slug, a.kind, a.title FROM ( \
               SELECT id, project_id, 'item' AS kind, text AS title FROM items WHERE assignee_id = $1 \
               UNION ALL SELECT id, project_id, 'blocker', title FROM blockers WHERE owner_id = $1 \
               UNION ALL SELECT id, project_id, 'risk', title FROM risks WHERE owner_id = $1 \
               UNION ALL SELECT id, project_id, 'criterion', text FROM criteria WHERE owner_id = $1 \
               UNION ALL SELECT id, project_id, 'action', focus FROM actions WHERE owner_id = $1) a \
               JOIN projects p ON p.id = a.project_id WHERE a.id > $2 ORDER BY a.id LIMIT $3";
    let rows = all!(tx, (Uuid, String, String, String), sql, user.0, after, limit)?;
    let row = |(id, slug, kind, title): (Uuid, String, String, String)| {
        (id, json!({ "project": slug, "kind": kind, "record": id.to_string(), "title": title }))
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn evidence(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT e.id, p.slug, e.kind, e.label, e.added_at FROM evidence e JOIN projects p ON p.id = e.project_id \
               WHERE e.added_by = $1 AND e.id > $2 ORDER BY e.id LIMIT $3";
    let rows = all!(tx, (Uuid, String, String, String, Moment), sql, user.0, after, limit)?;
    let row = |(id, slug, kind, label, at): (Uuid, String, String, String, Moment)| {
        (id, json!({ "project": slug, "kind": kind, "label": label, "added_at": told(at) }))
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn decisions(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT d.id, p.slug, d.goal, d.verdict, d.reason, d.signed_at FROM decisions d JOIN projects p ON p.id = d.project_id \
               WHERE d.signed_by = $1 AND d.id > $2 ORDER BY d.id LIMIT $3";
    let rows = all!(tx, (Uuid, String, String, String, String, Moment), sql, user.0, after, limit)?;
    let row = |(id, slug, goal, verdict, reason, at): (Uuid, String, String, String, String, Moment)| {
        (id, json!({ "project": slug, "goal": goal, "verdict": verdict, "reason": reason, "signed_at": told(at) }))
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Line, when, project, kind, words, by which door and from where.
type Done = (Uuid, Moment, Option<String>, String, String, String, Option<String>);

async fn history(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT e.id, e.at, p.slug, e.kind, e.summary, e.via, e.address FROM events e LEFT JOIN projects p ON p.id = e.project_id \
               WHERE e.actor_id = $1 AND e.id > $2 ORDER BY e.id LIMIT $3";
    let rows = all!(tx, Done, sql, user.0, after, limit)?;
    let row = |(id, at, slug, kind, summary, via, address): Done| {
        let told = json!({ "at": told(at), "project": slug, "kind": kind, "summary": summary, "via": via, "address": address });
        (id, told)
    };
    Ok(rows.into_iter().map(row).collect())
}
