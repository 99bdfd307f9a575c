//! Finding records by their words.
//!
//! The one exception to one SQL text for both databases: `SQLite` looks into an FTS5 table, `PostgreSQL` into a text vector.
//! What differs is how a row matches and ranks; all else is shared by the macros below. Triggers keep the index, see the
//! migration.

use crate::{StorageError, Tx, Window};
use domain::ids::UserId;
use domain::records::{RecordKind, RecordRef};
use domain::search::{HitKind, Terms};
use uuid::Uuid;

/// Whose words are looked through, and which of them are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only projects that this person is a member of; `None` for all.
    pub member: Option<UserId>,
    /// Only records of this kind; `None` for all.
    pub kind: Option<HitKind>,
    /// Only records of the project with this slug; empty for all.
    pub project: String,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub kind: HitKind,
    /// Its identity.
    pub id: Uuid,
    /// What a comment is about, and the title of that.
    pub about: Option<(RecordRef, String)>,
    /// Slug of its project.
    pub slug: String,
    /// Name of its project.
    pub project: String,
    /// Its title; empty for a comment.
    pub title: String,
    /// The rest of its words.
    pub body: String,
}

/// How many were found in a project.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct InProject {
    /// Slug of the project.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub hits: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    record_id: Uuid,
    about_kind: Option<String>,
    about_id: Option<Uuid>,
    about_title: Option<String>,
    slug: String,
    project: String,
    title: String,
    body: String,
}

impl Row {
    fn hit(self) -> Result<Hit, StorageError> {
        let about = match (self.about_kind, self.about_id) {
            (Some(kind), Some(id)) => {
                let kind = RecordKind::from_word(&kind).ok_or(StorageError::Corrupt("searchable.about_kind"))?;
                Some((RecordRef { kind, id }, self.about_title.unwrap_or_default()))
            }
            _ => None,
        };
        let (kind, id) = (kind(&self.kind)?, self.record_id);
        Ok(Hit { kind, id, about, slug: self.slug, project: self.project, title: self.title, body: self.body })
    }
}

fn kind(word: &str) -> Result<HitKind, StorageError> {
    HitKind::from_word(word).ok_or(StorageError::Corrupt("searchable.kind"))
}

/// `$1` the words, `$2` everybody's projects or `$3` only this member's, `$4` the kind, `$5` the slug. A comment is found only
/// where what it is about could be.
macro_rules! found {
    (sqlite: $columns:literal, $rest:literal) => {
        found!($columns, "search_words w JOIN searchable s ON s.id = w.rowid", "search_words MATCH $1", $rest)
    };
    (postgres: $columns:literal, $rest:literal) => {
        found!($columns, "searchable s", "s.words @@ to_tsquery('simple', $1)", $rest)
    };
    ($columns:literal, $from:literal, $matches:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM ",
            $from,
            " JOIN projects p ON p.id = s.project_id LEFT JOIN searchable r ON r.record_id = s.about_id WHERE ",
            $matches,
            " AND ($2 OR EXISTS (SELECT 1 FROM access m WHERE m.project_id = s.project_id AND m.user_id = $3)) \
            AND (s.about_id IS NULL OR r.record_id IS NOT NULL) AND ($4 = '' OR s.kind = $4) AND ($5 = '' OR p.slug = $5) ",
            $rest
        )
    };
}

/// The same for both databases, but for what ranks: `bm25` of `SQLite` counts down, and a title counts five times.
macro_rules! pick {
    ($tx:expr, $columns:literal, $sqlite:literal, $postgres:literal) => {
        if $tx.is_sqlite() { found!(sqlite: $columns, $sqlite) } else { found!(postgres: $columns, $postgres) }
    };
}

/// What matches all terms, best first, the newer one first among equals.
pub async fn list(tx: &mut Tx, terms: &Terms, scope: &Scope, window: Window) -> Result<Vec<Hit>, StorageError> {
    let sql = pick!(
        tx,
        "s.kind, s.record_id, s.about_kind, s.about_id, r.title AS about_title, p.slug, p.name AS project, s.title, s.body",
        "ORDER BY bm25(search_words, 5.0, 1.0), s.record_id DESC LIMIT $6 OFFSET $7",
        "ORDER BY ts_rank('{0, 0, 0.2, 1}', s.words, to_tsquery('simple', $1)) DESC, s.record_id DESC LIMIT $6 OFFSET $7"
    );
    let (words, all, user, kind, slug) = bound(tx, terms, scope);
    let rows = all_planned!(tx, Row, sql, words, all, user, kind, slug, window.limit, window.offset)?;
    rows.into_iter().map(Row::hit).collect()
}

/// How many match of each kind, whatever kind the scope names.
pub async fn count_by_kind(tx: &mut Tx, terms: &Terms, scope: &Scope) -> Result<Vec<(HitKind, i64)>, StorageError> {
    let sql = pick!(tx, "s.kind, COUNT(*)", "GROUP BY s.kind ORDER BY s.kind", "GROUP BY s.kind ORDER BY s.kind");
    let (words, all, user, _, slug) = bound(tx, terms, scope);
    let rows = all_planned!(tx, (String, i64), sql, words, all, user, "", slug)?;
    rows.into_iter().map(|(word, count)| Ok((kind(&word)?, count))).collect()
}

/// In which projects they are, most first, at most `limit`, whatever project the scope names.
pub async fn count_by_project(tx: &mut Tx, terms: &Terms, scope: &Scope, limit: i64) -> Result<Vec<InProject>, StorageError> {
    let sql = pick!(
        tx,
        "p.slug, p.name, COUNT(*) AS hits",
        "GROUP BY p.id, p.slug, p.name ORDER BY COUNT(*) DESC, p.name, p.id LIMIT $6",
        "GROUP BY p.id, p.slug, p.name ORDER BY COUNT(*) DESC, p.name, p.id LIMIT $6"
    );
    let (words, all, user, kind, _) = bound(tx, terms, scope);
    all_planned!(tx, InProject, sql, words, all, user, kind, "", limit)
}

fn bound<'a>(tx: &Tx, terms: &Terms, scope: &'a Scope) -> (String, bool, Option<Uuid>, &'static str, &'a str) {
    let words = if tx.is_sqlite() { fts5(terms) } else { tsquery(terms) };
    let user = scope.member.map(|user| user.0);
    (words, user.is_none(), user, scope.kind.map_or("", HitKind::as_str), &scope.project)
}

/// All words, each in quotes so that none is an operator; the last may go on. The index folds them as it does its own.
fn fts5(terms: &Terms) -> String {
    format!("\"{}\"*", terms.words().join("\" \""))
}

/// The same, folded as the migration's `search_text` folds what it indexes.
fn tsquery(terms: &Terms) -> String {
    format!("'{}':*", terms.folded().join("' & '"))
}
