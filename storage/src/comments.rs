//! What people say about records.

use crate::error::changed_one;
use crate::values::{Moment, moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::comments::Comment;
use domain::ids::{CommentId, ProjectId, UserId};
use domain::records::{RecordKind, RecordRef};
use domain::{Timestamp, Version};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    record_kind: String,
    record_id: Uuid,
    body: String,
    author_id: Uuid,
    author_name: String,
    created_at: Moment,
    edited_at: Option<Moment>,
    version: i64,
}

impl Row {
    fn comment(self) -> Result<Comment, StorageError> {
        let kind = RecordKind::from_word(&self.record_kind).ok_or(StorageError::Corrupt("comments.record_kind"))?;
        Ok(Comment {
            id: CommentId(self.id),
            project: ProjectId(self.project_id),
            record: RecordRef { kind, id: self.record_id },
            body: parsed(&self.body, "comments.body")?,
            author: UserId(self.author_id),
            author_name: parsed(&self.author_name, "comments.author_name")?,
            created_at: self.created_at.into(),
            edited_at: self.edited_at.map(Into::into),
            version: Version(self.version),
        })
    }
}

/// Adds a comment with the people it names.
pub async fn insert(tx: &mut Tx, comment: &Comment, names: &[UserId]) -> Result<(), StorageError> {
    let sql = "INSERT INTO comments (id, project_id, record_kind, record_id, body, author_id, author_name, created_at, edited_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (id, project, kind, record) = (comment.id.0, comment.project.0, comment.record.kind.as_str(), comment.record.id);
    let (body, author, name) = (comment.body.as_str(), comment.author.0, comment.author_name.as_str());
    let (created, edited, version) = (comment.created_at.to_utc(), moment(comment.edited_at), comment.version.0);
    run!(tx, sql, id, project, kind, record, body, author, name, created, edited, version)?;
    insert_mentions(tx, comment.id, names).await
}

/// Replaces body and mentions of a comment whose version is still `seen`.
pub async fn update(tx: &mut Tx, comment: &Comment, names: &[UserId], seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE comments SET body = $3, edited_at = $4, version = $5 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let edited = moment(comment.edited_at);
    changed_one(run!(tx, sql, comment.id.0, seen.0, comment.body.as_str(), edited, comment.version.0)?)?;
    run!(tx, "DELETE FROM mentions WHERE comment_id = $1", comment.id.0)?;
    insert_mentions(tx, comment.id, names).await
}

async fn insert_mentions(tx: &mut Tx, comment: CommentId, names: &[UserId]) -> Result<(), StorageError> {
    for user in names {
        run!(tx, "INSERT INTO mentions (comment_id, user_id) VALUES ($1, $2)", comment.0, user.0)?;
    }
    Ok(())
}

/// Takes a comment whose version is still `seen` out of sight; the row stays.
pub async fn delete(tx: &mut Tx, id: CommentId, seen: Version, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE comments SET deleted_at = $3, version = version + 1 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    changed_one(run!(tx, sql, id.0, seen.0, now.to_utc())?)
}

/// Brings a comment back that was taken out of sight.
pub async fn restore(tx: &mut Tx, project: ProjectId, author: UserId, id: CommentId) -> Result<(), StorageError> {
    let sql = "UPDATE comments SET deleted_at = NULL, version = version + 1 \
               WHERE id = $1 AND project_id = $2 AND author_id = $3 AND deleted_at IS NOT NULL";
    changed_one(run!(tx, sql, id.0, project.0, author.0)?)
}

/// A comment of a project.
pub async fn find(tx: &mut Tx, project: ProjectId, id: CommentId) -> Result<Comment, StorageError> {
    let sql = "SELECT id, project_id, record_kind, record_id, body, author_id, author_name, created_at, edited_at, version \
               FROM comments WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.comment()
}

/// What is said about a record, oldest first.
pub async fn list(tx: &mut Tx, project: ProjectId, record: RecordRef, window: Window) -> Result<Vec<Comment>, StorageError> {
    let sql = "SELECT id, project_id, record_kind, record_id, body, author_id, author_name, created_at, edited_at, version \
               FROM comments WHERE record_id = $1 AND project_id = $2 AND deleted_at IS NULL ORDER BY id LIMIT $3 OFFSET $4";
    all!(tx, Row, sql, record.id, project.0, window.limit, window.offset)?.into_iter().map(Row::comment).collect()
}

/// How much is said about a record.
pub async fn count(tx: &mut Tx, project: ProjectId, record: RecordRef) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM comments WHERE record_id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, (i64,), sql, record.id, project.0).map(|row| row.0)
}

/// How much is said about a record up to one comment: its place in the list, from 1.
pub async fn count_until(tx: &mut Tx, project: ProjectId, record: RecordRef, last: CommentId) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM comments WHERE record_id = $1 AND project_id = $2 AND deleted_at IS NULL AND id <= $3";
    one!(tx, (i64,), sql, record.id, project.0, last.0).map(|row| row.0)
}

/// Whom a comment names.
pub async fn list_mentioned(tx: &mut Tx, comment: CommentId) -> Result<Vec<UserId>, StorageError> {
    let rows = all!(tx, (Uuid,), "SELECT user_id FROM mentions WHERE comment_id = $1 ORDER BY user_id", comment.0)?;
    Ok(rows.into_iter().map(|(user,)| UserId(user)).collect())
}
