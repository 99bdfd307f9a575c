//! What a verification checks.

use super::closing::kind;
use crate::records::Named;
use crate::{StorageError, Tx, Window};
use domain::ids::VerificationId;
use domain::records::RecordRef;
use uuid::Uuid;

/// What a verification checks, without what is in the bin.
pub async fn list_checked(tx: &mut Tx, verification: VerificationId, window: Window) -> Result<Vec<Named>, StorageError> {
    // Each kind by the key of its table: the view of all records would be read as a whole.
    let sql = "SELECT t.to_kind, t.to_id, COALESCE(b.title, i.text, c.text, k.title, a.title, f.title) AS title FROM relations t \
               LEFT JOIN blockers b ON b.id = t.to_id AND b.deleted_at IS NULL \
               LEFT JOIN items i ON i.id = t.to_id AND i.deleted_at IS NULL \
               LEFT JOIN criteria c ON c.id = t.to_id AND c.deleted_at IS NULL \
               LEFT JOIN risks k ON k.id = t.to_id AND k.deleted_at IS NULL \
               LEFT JOIN assessments a ON a.id = t.to_id LEFT JOIN findings f ON f.id = t.to_id \
               WHERE t.from_id = $1 AND t.kind = 'checks' AND COALESCE(b.id, i.id, c.id, k.id, a.id, f.id) IS NOT NULL \
               ORDER BY t.to_kind, t.to_id LIMIT $2 OFFSET $3";
    let rows = all!(tx, (String, Uuid, String), sql, verification.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|(word, id, title)| {
            let record = RecordRef { kind: kind(&word)?, id };
            Ok(Named { record, title, deleted_at: None, deleted_by: None })
        })
        .collect()
}
