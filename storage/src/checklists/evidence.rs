//! What shows that an item is done. Lists never load the bytes of files.

use crate::error::changed_one;
use crate::values::{Moment, parsed, variant};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::checklists::{Evidence, Proof};
use domain::ids::{EvidenceId, ItemId, ProjectId, UserId};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    item_id: Uuid,
    kind: String,
    label: String,
    body: String,
    media: Option<String>,
    size: Option<i64>,
    sha256: Option<String>,
    added_at: Moment,
    added_by: Uuid,
    added_by_name: String,
}

impl Row {
    fn evidence(self) -> Result<Evidence, StorageError> {
        let proof = match (self.kind.as_str(), self.media, self.size, self.sha256) {
            ("link", None, None, None) => Proof::Link(parsed(&self.body, "evidence.body")?),
            ("text", None, None, None) => Proof::Text(parsed(&self.body, "evidence.body")?),
            ("file", Some(media), Some(size), Some(sha256)) => Proof::File {
                media: variant(&media, "evidence.media")?,
                size: size.try_into().map_err(|_| StorageError::Corrupt("evidence.size"))?,
                sha256,
            },
            _ => return Err(StorageError::Corrupt("evidence.kind")),
        };
        Ok(Evidence {
            id: EvidenceId(self.id),
            item: ItemId(self.item_id),
            label: parsed(&self.label, "evidence.label")?,
            proof,
            added_at: self.added_at.into(),
            added_by: UserId(self.added_by),
            added_by_name: parsed(&self.added_by_name, "evidence.added_by_name")?,
        })
    }
}

/// Adds a piece of evidence; the bytes of a file come with [`insert_content`].
pub async fn insert(tx: &mut Tx, project: ProjectId, row: &Evidence) -> Result<(), StorageError> {
    let sql = "INSERT INTO evidence (id, project_id, item_id, kind, label, body, media, size, sha256, added_at, added_by, added_by_name) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let (kind, body, media, size, sha256) = match &row.proof {
        Proof::Link(link) => ("link", link.as_str(), None, None, None),
        Proof::Text(text) => ("text", text.as_str(), None, None, None),
        Proof::File { media, size, sha256 } => {
            let size = i64::try_from(*size).map_err(|_| StorageError::Corrupt("evidence.size"))?;
            ("file", "", Some(media.as_str()), Some(size), Some(sha256.as_str()))
        }
    };
    let (id, item, label, at) = (row.id.0, row.item.0, row.label.as_str(), row.added_at.to_utc());
    let (by, name) = (row.added_by.0, row.added_by_name.as_str());
    run!(tx, sql, id, project.0, item, kind, label, body, media, size, sha256, at, by, name).map(drop)
}

/// Adds the bytes of a file.
pub async fn insert_content(tx: &mut Tx, id: EvidenceId, content: &[u8]) -> Result<(), StorageError> {
    run!(tx, "INSERT INTO evidence_files (evidence_id, content) VALUES ($1, $2)", id.0, content).map(drop)
}

/// The evidence for an item, oldest first.
pub async fn list(tx: &mut Tx, project: ProjectId, item: ItemId, window: Window) -> Result<Vec<Evidence>, StorageError> {
    let sql = "SELECT id, item_id, kind, label, body, media, size, sha256, added_at, added_by, added_by_name FROM evidence \
               WHERE item_id = $1 AND project_id = $2 AND deleted_at IS NULL ORDER BY id LIMIT $3 OFFSET $4";
    all!(tx, Row, sql, item.0, project.0, window.limit, window.offset)?.into_iter().map(Row::evidence).collect()
}

/// A piece of evidence of a project.
pub async fn find(tx: &mut Tx, project: ProjectId, id: EvidenceId) -> Result<Evidence, StorageError> {
    let sql = "SELECT id, item_id, kind, label, body, media, size, sha256, added_at, added_by, added_by_name FROM evidence \
               WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.evidence()
}

/// The bytes of a file.
pub async fn content(tx: &mut Tx, id: EvidenceId) -> Result<Vec<u8>, StorageError> {
    one!(tx, (Vec<u8>,), "SELECT content FROM evidence_files WHERE evidence_id = $1", id.0).map(|row| row.0)
}

/// Takes a piece of evidence out of sight; the row stays. [`StorageError::Stale`] where somebody was faster.
pub async fn delete(tx: &mut Tx, id: EvidenceId, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE evidence SET deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL";
    changed_one(run!(tx, sql, id.0, now.to_utc())?)
}

/// Brings a piece of evidence back. [`StorageError::Stale`] where it is there already.
pub async fn restore(tx: &mut Tx, project: ProjectId, item: ItemId, id: EvidenceId) -> Result<(), StorageError> {
    let sql = "UPDATE evidence SET deleted_at = NULL WHERE id = $1 AND project_id = $2 AND item_id = $3 AND deleted_at IS NOT NULL";
    changed_one(run!(tx, sql, id.0, project.0, item.0)?)
}
