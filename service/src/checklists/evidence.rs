//! What shows that an item is done: links, texts, files.

use super::ItemPage;
use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use crate::{ServiceError, new_id};
use domain::Timestamp;
use domain::checklists::{Evidence, Item, Link, Proof, recognised};
use domain::digest::sha256;
use domain::history::EventKind;
use domain::ids::{EvidenceId, ItemId};
use domain::text::{Markdown, Title};
use storage::{Db, StorageError, Tx, Window, checklists};

/// Adds a link; without a name it is called after the server it leads to.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`] for an unusable name or address.
pub async fn add_link(db: &Db, editor: &Editor, item: ItemId, label: &str, address: &str, now: Timestamp) -> Result<(), ServiceError> {
    let link: Link = address.parse().map_err(|error| ServiceError::invalid("address", "The address", error))?;
    let label = named(label, link.host())?;
    add(db, editor, item, label, Proof::Link(link), None, now).await
}

/// Adds a text; without a name it is called a note.
///
/// # Errors
/// As [`add_link`].
pub async fn add_text(db: &Db, editor: &Editor, item: ItemId, label: &str, text: &str, now: Timestamp) -> Result<(), ServiceError> {
    let text: Markdown = text.trim().parse().map_err(|error| ServiceError::invalid("note", "The text", error))?;
    if text.is_empty() {
        return Err(ServiceError::invalid("note", "The text", "must not be empty"));
    }
    add(db, editor, item, named(label, "Note")?, Proof::Text(text), None, now).await
}

/// Adds a file, where its content is what its name says and of a kind that does no harm.
///
/// # Errors
/// As [`add_link`].
pub async fn add_file(
    db: &Db,
    editor: &Editor,
    item: ItemId,
    filename: &str,
    content: Vec<u8>,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let (label, media) = recognised(filename, &content).map_err(|error| ServiceError::invalid("file", "The file", error))?;
    let sha256 = sha256(&content);
    let proof = Proof::File { media, size: content.len() as u64, sha256 };
    add(db, editor, item, label, proof, Some(content), now).await
}

fn named(typed: &str, otherwise: &str) -> Result<Title, ServiceError> {
    let name = if typed.trim().is_empty() { otherwise } else { typed };
    name.parse().map_err(|error| ServiceError::invalid("label", "The name", error))
}

async fn add(
    db: &Db,
    editor: &Editor,
    item: ItemId,
    label: Title,
    proof: Proof,
    content: Option<Vec<u8>>,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let item = checklists::find_item(&mut tx, editor.id(), item).await?;
    let present = checklists::list_evidence(&mut tx, editor.id(), item.id, Window::first(ItemPage::EVIDENCE)).await?.len();
    if i64::try_from(present).unwrap_or(i64::MAX) >= ItemPage::EVIDENCE {
        return Err(ServiceError::Refused(format!("An item can have {} pieces of evidence; remove one first.", ItemPage::EVIDENCE)));
    }
    let (added_by, added_by_name) = (editor.actor().author(), editor.actor().name().clone());
    let evidence = Evidence { id: new_id(), item: item.id, label, proof, added_at: now, added_by, added_by_name };
    checklists::insert_evidence(&mut tx, editor.id(), &evidence).await?;
    if let Some(content) = content {
        checklists::insert_content(&mut tx, evidence.id, &content).await?;
    }
    tell(&mut tx, editor, EventKind::ItemEvidenceAdded, &item, &evidence, "added the evidence", now).await?;
    Ok(tx.commit().await?)
}

async fn tell(
    tx: &mut Tx,
    editor: &Editor,
    kind: EventKind,
    item: &Item,
    evidence: &Evidence,
    verb: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let summary = format!("{verb} “{}” of “{}”", evidence.label, item.text);
    history::tell(tx, editor, Line::new(kind, item.id, summary), now).await
}

/// Takes a piece of evidence away; [`restore`] brings it back.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`].
pub async fn remove(db: &Db, editor: &Editor, item: ItemId, id: EvidenceId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let item = checklists::find_item(&mut tx, editor.id(), item).await?;
    let evidence = checklists::find_evidence(&mut tx, editor.id(), id).await?;
    if evidence.item != item.id {
        return Err(ServiceError::NotFound);
    }
    checklists::delete_evidence(&mut tx, id, now).await?;
    tell(&mut tx, editor, EventKind::ItemEvidenceRemoved, &item, &evidence, "removed the evidence", now).await?;
    Ok(tx.commit().await?)
}

/// Brings back a piece of evidence that was taken away.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`] where it is there already.
pub async fn restore(db: &Db, editor: &Editor, item: ItemId, id: EvidenceId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let item = checklists::find_item(&mut tx, editor.id(), item).await?;
    checklists::restore_evidence(&mut tx, editor.id(), item.id, id).await?;
    let evidence = checklists::find_evidence(&mut tx, editor.id(), id).await?;
    tell(&mut tx, editor, EventKind::ItemEvidenceAdded, &item, &evidence, "brought back the evidence", now).await?;
    Ok(tx.commit().await?)
}

/// A file with its bytes.
///
/// # Errors
/// [`ServiceError::NotFound`], also where the evidence is no file or its item is in the bin.
pub async fn file(db: &Db, viewer: &Viewer, id: EvidenceId) -> Result<(Evidence, Vec<u8>), ServiceError> {
    let mut tx = db.read().await?;
    let evidence = checklists::find_evidence(&mut tx, viewer.id(), id).await?;
    checklists::find_item(&mut tx, viewer.id(), evidence.item).await?;
    match checklists::evidence_content(&mut tx, id).await {
        Ok(content) => Ok((evidence, content)),
        Err(StorageError::NotFound) => Err(ServiceError::NotFound),
        Err(error) => Err(error.into()),
    }
}
