//! What one person has in hand, over all projects.

use crate::values::{Moment, parsed, parsed_some};
use crate::{StorageError, Tx, Window};
use domain::accounts::Role;
use domain::ids::{CommentId, UserId};
use domain::records::{RecordKind, RecordRef, one_line};
use domain::{Day, Timestamp, Version};
use uuid::Uuid;

/// Which of it is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only records of this kind; `None` for all.
    pub kind: Option<RecordKind>,
    /// Only what should have been done before today.
    pub overdue: bool,
}

/// Something that the person has in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub record: RecordRef,
    /// Its title or text.
    pub title: String,
    /// Until when.
    pub due: Option<Day>,
    /// Whether the project waits for it.
    pub blocking: bool,
    /// For an item: whether it is ticked and waits for a verification.
    pub ticked: bool,
    /// Optimistic lock, for ticking.
    pub version: Version,
    /// Slug of the project.
    pub slug: String,
    /// Its name.
    pub project: String,
    /// What the person may do there.
    pub role: Role,
}

#[derive(sqlx::FromRow)]
struct TaskRow {
    id: Uuid,
    kind: String,
    title: String,
    due: Option<String>,
    blocking: bool,
    ticked: bool,
    version: i64,
    slug: String,
    project: String,
    role: String,
}

impl TaskRow {
    fn task(self) -> Result<Task, StorageError> {
        let kind = RecordKind::from_word(&self.kind).ok_or(StorageError::Corrupt("work.kind"))?;
        Ok(Task {
            record: RecordRef { kind, id: self.id },
            title: one_line(&self.title),
            due: parsed_some(self.due.as_deref(), "work.due")?,
            blocking: self.blocking,
            ticked: self.ticked,
            version: Version(self.version),
            slug: self.slug,
            project: self.project,
            role: parsed(&self.role, "access.role")?,
        })
    }
}

/// What a person has in hand in projects that are in use and that the person is a member of: what is due first comes first,
/// what has no date last.
pub async fn list(tx: &mut Tx, user: UserId, now: Timestamp, filter: Filter, window: Window) -> Result<Vec<Task>, StorageError> {
    let sql = "SELECT work.id, work.kind, work.title, work.due, work.blocking, work.ticked, work.version, p.slug, p.name AS project, m.role FROM work \
               JOIN access m ON m.user_id = $1 AND m.project_id = work.project_id JOIN projects p ON p.id = work.project_id \
               WHERE work.person = $1 AND p.archived_at IS NULL AND (work.later IS NULL OR work.later < $2) \
               AND (work.vouched_until IS NULL OR work.vouched_until <= $7) AND ($3 = '' OR work.kind = $3) \
               AND (NOT $4 OR work.due < $2) ORDER BY CASE WHEN work.due IS NULL THEN 1 ELSE 0 END, work.due, p.name, work.kind, work.id LIMIT $5 OFFSET $6";
    let kind = filter.kind.map_or("", RecordKind::as_str);
    let rows = all!(tx, TaskRow, sql, user.0, now.today().to_string(), kind, filter.overdue, window.limit, window.offset, now.to_utc())?;
    rows.into_iter().map(TaskRow::task).collect()
}

/// How much of each kind a person has in hand, and how much of that should have been done before today.
pub async fn count(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Vec<(RecordKind, i64, i64)>, StorageError> {
    let sql = "SELECT work.kind, COUNT(*), COUNT(CASE WHEN work.due < $2 THEN 1 END) FROM work \
               JOIN access m ON m.user_id = $1 AND m.project_id = work.project_id JOIN projects p ON p.id = work.project_id \
               WHERE work.person = $1 AND p.archived_at IS NULL AND (work.later IS NULL OR work.later < $2) \
               AND (work.vouched_until IS NULL OR work.vouched_until <= $3) GROUP BY work.kind ORDER BY work.kind";
    let rows = all!(tx, (String, i64, i64), sql, user.0, now.today().to_string(), now.to_utc())?;
    let kind = |word: &str| RecordKind::from_word(word).ok_or(StorageError::Corrupt("work.kind"));
    rows.into_iter().map(|(word, count, overdue)| Ok((kind(&word)?, count, overdue))).collect()
}

/// A comment that names the person, who has not answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The comment.
    pub comment: CommentId,
    /// What it is about, and the title of that.
    pub about: (RecordKind, String),
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// Slug of the project.
    pub slug: String,
    /// Its name.
    pub project: String,
}

#[derive(sqlx::FromRow)]
struct NamingRow {
    id: Uuid,
    record_kind: String,
    title: String,
    author_name: String,
    body: String,
    created_at: Moment,
    slug: String,
    project: String,
}

/// A mention leaves the list when the person says something about the same record after it.
macro_rules! naming {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM mentions n JOIN comments c ON c.id = n.comment_id JOIN projects p ON p.id = c.project_id \
            JOIN access m ON m.project_id = c.project_id AND m.user_id = $1 JOIN searchable r ON r.record_id = c.record_id \
            WHERE n.user_id = $1 AND c.deleted_at IS NULL AND c.author_id <> $1 AND p.archived_at IS NULL \
            AND NOT EXISTS (SELECT 1 FROM comments a WHERE a.author_id = $1 AND a.record_id = c.record_id AND a.id > c.id AND a.deleted_at IS NULL) ",
            $rest
        )
    };
}

/// Comments that name a person and wait for an answer, newest first.
pub async fn list_namings(tx: &mut Tx, user: UserId, window: Window) -> Result<Vec<Naming>, StorageError> {
    let sql = naming!(
        "c.id, c.record_kind, r.title, c.author_name, c.body, c.created_at, p.slug, p.name AS project",
        "ORDER BY c.id DESC LIMIT $2 OFFSET $3"
    );
    let rows = all!(tx, NamingRow, sql, user.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            let kind = RecordKind::from_word(&row.record_kind).ok_or(StorageError::Corrupt("comments.record_kind"))?;
            Ok(Naming {
                comment: CommentId(row.id),
                about: (kind, one_line(&row.title)),
                author: row.author_name,
                body: row.body,
                at: row.created_at.into(),
                slug: row.slug,
                project: row.project,
            })
        })
        .collect()
}

/// How many comments name a person and wait for an answer.
pub async fn count_namings(tx: &mut Tx, user: UserId) -> Result<i64, StorageError> {
    one!(tx, (i64,), naming!("COUNT(*)", ""), user.0).map(|row| row.0)
}
