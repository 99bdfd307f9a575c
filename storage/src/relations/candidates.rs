//! What a record can be tied to.

use super::closing::kind as named_kind;
use crate::records::Named;
use crate::{StorageError, Tx};
use domain::ids::ProjectId;
use domain::records::RecordRef;
use domain::relations::RelationKind;
use uuid::Uuid;

/// One kind of record among what can be tied: its rows that hold the text and are not tied to `$3` yet.
macro_rules! arm {
    ($kind:literal, $table:literal, $title:literal, $open:literal) => {
        concat!(
            "SELECT r.id, '",
            $kind,
            "' AS kind, r.",
            $title,
            " AS title FROM ",
            $table,
            " r WHERE r.project_id = $1 AND r.deleted_at IS NULL AND LOWER(r.",
            $title,
            ") LIKE $2 ESCAPE '!' AND ",
            $open,
            " AND NOT EXISTS (SELECT 1 FROM relations t WHERE t.from_id = $3 AND t.kind = $4 AND t.to_id = r.id)"
        )
    };
}

const CLOSABLE: &str = concat!(
    arm!("blocker", "blockers", "title", "r.state <> 'resolved'"),
    " UNION ALL ",
    arm!("item", "items", "text", "r.state IN ('open', 'waiting')"),
    " UNION ALL ",
    arm!("criterion", "criteria", "text", "r.state <> 'met'"),
    " UNION ALL ",
    arm!("risk", "risks", "title", "r.closed_at IS NULL"),
    " ORDER BY 2, 3, 1 LIMIT $5"
);

const CHECKABLE: &str = concat!(
    arm!("blocker", "blockers", "title", "1 = 1"),
    " UNION ALL ",
    arm!("item", "items", "text", "1 = 1"),
    " UNION ALL ",
    arm!("criterion", "criteria", "text", "1 = 1"),
    " UNION ALL ",
    arm!("risk", "risks", "title", "1 = 1"),
    " UNION ALL SELECT r.id, 'assessment' AS kind, r.title FROM assessments r WHERE r.project_id = $1 AND LOWER(r.title) LIKE $2 ESCAPE '!' \
     AND NOT EXISTS (SELECT 1 FROM relations t WHERE t.from_id = $3 AND t.kind = $4 AND t.to_id = r.id) \
     UNION ALL SELECT r.id, 'finding' AS kind, r.title FROM assessments a JOIN findings r ON r.assessment_id = a.id \
     WHERE a.project_id = $1 AND LOWER(r.title) LIKE $2 ESCAPE '!' \
     AND NOT EXISTS (SELECT 1 FROM relations t WHERE t.from_id = $3 AND t.kind = $4 AND t.to_id = r.id) \
     ORDER BY 2, 3, 1 LIMIT $5"
);

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    title: String,
}

/// Records of a project that hold the text in their title and that `from` could be tied to: open ones, where it closes them,
/// else any that a verification can check. By kind, then by title.
pub async fn list_candidates(
    tx: &mut Tx,
    project: ProjectId,
    kind: RelationKind,
    from: Uuid,
    text: &str,
    limit: i64,
) -> Result<Vec<Named>, StorageError> {
    let (sql, word) = match kind {
        RelationKind::Closes => (CLOSABLE, "closes"),
        RelationKind::Checks => (CHECKABLE, "checks"),
    };
    // Its own signs are taken literally.
    let literal = text.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let rows = all!(tx, Row, sql, project.0, format!("%{literal}%"), from, word, limit)?;
    rows.into_iter()
        .map(|row| {
            let record = RecordRef { kind: named_kind(&row.kind)?, id: row.id };
            Ok(Named { record, title: row.title, deleted_at: None, deleted_by: None })
        })
        .collect()
}
