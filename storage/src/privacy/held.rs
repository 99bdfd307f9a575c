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
    /// Groups, and since when.
    Groups,
    /// Where the person is signed in, with which device.
    Sessions,
    /// What the person shows beside the password; no secret of it.
    Factors,
    /// Accounts at providers of sign-in.
    Identities,
    /// API tokens, without what lets anybody in.
    Tokens,
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
    pub const ALL: [Self; 13] = [
        Self::Memberships,
        Self::Groups,
        Self::Sessions,
        Self::Factors,
        Self::Identities,
        Self::Tokens,
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
            Self::Groups => "groups",
            Self::Sessions => "sessions",
            Self::Factors => "factors",
            Self::Identities => "identities",
            Self::Tokens => "tokens",
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
        Section::Groups => groups(tx, user, after, limit).await,
        Section::Sessions => sessions(tx, user, limit).await,
        Section::Factors => factors(tx, user, after, limit).await,
        Section::Identities => identities(tx, user, after, limit).await,
        Section::Tokens => tokens(tx, user, after, limit).await,
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

async fn groups(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    // One row for each way in: by hand, or by a provider.
    let sql = "SELECT g.id, g.name, MIN(k.since), string_agg(k.source, '\n') FROM group_members k JOIN groups g ON g.id = k.group_id \
               WHERE k.user_id = $1 AND g.id > $2 GROUP BY g.id, g.name ORDER BY g.id LIMIT $3";
    let rows = all!(tx, (Uuid, String, Moment, String), sql, user.0, after, limit)?;
    let row = |(id, name, since, sources): (Uuid, String, Moment, String)| {
        (id, json!({ "name": name, "since": told(since), "by": sources.lines().collect::<Vec<_>>() }))
    };
    Ok(rows.into_iter().map(row).collect())
}

/// When a session began, was used last and ends, from which address and with what.
type Seen = (Moment, Moment, Moment, Option<String>, Option<String>);

async fn sessions(tx: &mut Tx, user: UserId, limit: i64) -> Rows {
    let sql = "SELECT created_at, seen_at, expires_at, address, agent FROM sessions WHERE user_id = $1 ORDER BY created_at, id LIMIT $2";
    let rows = all!(tx, Seen, sql, user.0, limit)?;
    let row = |(from, seen, to, address, agent): Seen| {
        let told = json!({ "began_at": told(from), "used_at": told(seen), "ends_at": told(to), "address": address, "device": agent });
        (Uuid::max(), told)
    };
    Ok(rows.into_iter().map(row).collect())
}

async fn factors(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT id, kind, name, created_at, used_at FROM factors WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    let rows = all!(tx, (Uuid, String, String, Moment, Option<Moment>), sql, user.0, after, limit)?;
    let row = |(id, kind, name, at, used): (Uuid, String, String, Moment, Option<Moment>)| {
        (id, json!({ "kind": kind, "name": name, "added_at": told(at), "used_at": used.map(told) }))
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Row, provider, who vouches, the name and address there, when it was linked and used last.
type Linked = (Uuid, String, String, String, Option<String>, Moment, Option<Moment>);

async fn identities(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT id, provider, issuer, subject, email, linked_at, used_at FROM identities \
               WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    let rows = all!(tx, Linked, sql, user.0, after, limit)?;
    let row = |(id, provider, issuer, subject, email, at, used): Linked| {
        let told = json!({ "provider": provider, "issuer": issuer, "subject": subject, "email": email, "linked_at": told(at),
            "used_at": used.map(told) });
        (id, told)
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Row, first characters, name, scopes, when it was made, ends, was used last and revoked.
type Issued = (Uuid, String, String, String, Moment, Moment, Option<Moment>, Option<Moment>);

async fn tokens(tx: &mut Tx, user: UserId, after: Uuid, limit: i64) -> Rows {
    let sql = "SELECT id, prefix, name, scopes, created_at, expires_at, used_at, revoked_at FROM tokens \
               WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    let rows = all!(tx, Issued, sql, user.0, after, limit)?;
    let row = |(id, prefix, name, scopes, at, ends, used, revoked): Issued| {
        let told = json!({ "begins_with": prefix, "name": name, "scopes": scopes, "created_at": told(at), "ends_at": told(ends),
            "used_at": used.map(told), "revoked_at": revoked.map(told) });
        (id, told)
    };
    Ok(rows.into_iter().map(row).collect())
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
