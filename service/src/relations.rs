//! How records hang together: a step closes something, a verification checks something.

use crate::ServiceError;
use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use domain::Timestamp;
use domain::history::EventKind;
use domain::records::{RecordKind, RecordRef};
use domain::relations::{Relation, RelationKind};
use storage::records::Named;
use storage::{Db, Tx, Window, records, relations, verifications};

pub use storage::relations::Tied;

/// So many records are offered at once; a longer text to look for narrows them down.
pub const OFFERED: i64 = 20;

/// So many steps and verifications stand on the page of a record.
pub const TIES: i64 = 50;

/// Records that a step or a verification could be tied to, whose titles hold `text`: at most [`OFFERED`], and one more where
/// there are more.
///
/// # Errors
/// Where the database fails.
pub async fn candidates(
    db: &Db,
    viewer: &Viewer,
    kind: RelationKind,
    from: impl Into<RecordRef>,
    text: &str,
) -> Result<Vec<Named>, ServiceError> {
    let mut tx = db.read().await?;
    Ok(relations::list_candidates(&mut tx, viewer.id(), kind, from.into().id, text.trim(), OFFERED + 1).await?)
}

/// What closes and checks a record, at most [`TIES`] of them.
///
/// # Errors
/// Where the database fails.
pub async fn tied(db: &Db, viewer: &Viewer, record: impl Into<RecordRef>) -> Result<Vec<Tied>, ServiceError> {
    let mut tx = db.read().await?;
    Ok(relations::list_tied(&mut tx, viewer.id(), record.into(), Window::first(TIES)).await?)
}

/// Ties two records; tying them again changes nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] where one of them is not in the project or is in the bin, [`ServiceError::Refused`] where such
/// records cannot be tied.
pub async fn tie(
    db: &Db,
    editor: &Editor,
    kind: RelationKind,
    from: impl Into<RecordRef>,
    to: RecordRef,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    write(&mut tx, editor, Relation { kind, from: from.into(), to }, now).await?;
    Ok(tx.commit().await?)
}

/// As [`tie`], inside of a transaction.
pub(crate) async fn write(tx: &mut Tx, editor: &Editor, relation: Relation, now: Timestamp) -> Result<(), ServiceError> {
    if !relation.kind.joins(relation.from.kind, relation.to.kind) {
        return Err(ServiceError::Refused("These two cannot be tied. Choose a record of the list.".into()));
    }
    let verb = match relation.kind {
        RelationKind::Closes => "that it closes",
        RelationKind::Checks => "that it checks",
    };
    let (from, to) = both(tx, editor, relation).await?;
    relations::insert(tx, editor.id(), &relation).await?;
    told(tx, editor, relation, format!("said of “{}” {verb} the {} “{}”", from.title, to.record.kind.noun(), to.title), now).await
}

/// Unties two records.
///
/// # Errors
/// [`ServiceError::NotFound`] where one of them is not in the project or is in the bin.
pub async fn untie(
    db: &Db,
    editor: &Editor,
    kind: RelationKind,
    from: impl Into<RecordRef>,
    to: RecordRef,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let relation = Relation { kind, from: from.into(), to };
    let verb = match kind {
        RelationKind::Closes => "that it does not close",
        RelationKind::Checks => "that it does not check",
    };
    let mut tx = db.begin().await?;
    let (from, to) = both(&mut tx, editor, relation).await?;
    relations::delete(&mut tx, editor.id(), &relation).await?;
    let summary = format!("said of “{}” {verb} the {} “{}”", from.title, to.record.kind.noun(), to.title);
    told(&mut tx, editor, relation, summary, now).await?;
    Ok(tx.commit().await?)
}

async fn both(tx: &mut Tx, editor: &Editor, relation: Relation) -> Result<(Named, Named), ServiceError> {
    let from = records::find(tx, editor.id(), relation.from).await?;
    let to = records::find(tx, editor.id(), relation.to).await?;
    if from.deleted_at.is_some() || to.deleted_at.is_some() { Err(ServiceError::NotFound) } else { Ok((from, to)) }
}

async fn told(tx: &mut Tx, editor: &Editor, relation: Relation, summary: String, now: Timestamp) -> Result<(), ServiceError> {
    let event = match relation.kind {
        RelationKind::Closes => EventKind::ActionChanged,
        RelationKind::Checks => EventKind::VerificationAttached,
    };
    if relation.kind == RelationKind::Checks && relation.to.kind == RecordKind::Item {
        verifications::refresh_items(tx, relation.to.id).await?;
    }
    history::tell(tx, editor, Line::new(event, relation.from, summary), now).await
}
