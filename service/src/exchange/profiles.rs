//! The import profile of a project: what its reports mean by their words.

use super::off_thread;
use crate::ServiceError;
use crate::accounts::{Auditor, Viewer};
use crate::history::{self, Line};
use domain::Timestamp;
use domain::exchange::profile::{List, Meaning, Seen, anatomy};
use domain::history::EventKind;
use domain::ids::SourceId;
use domain::records::Change;
use storage::exchange::{self as sources, Kept};
use storage::{Db, StorageError};

/// The import profile of a project.
///
/// # Errors
/// Where the database fails.
pub async fn profile(db: &Db, viewer: &Viewer) -> Result<Kept, ServiceError> {
    Ok(sources::profile(&mut db.read().await?, viewer.id()).await?)
}

/// What the heads, statuses and headings of a document are taken for, and the profile of its project.
///
/// # Errors
/// [`ServiceError::NotFound`]
pub async fn seen(db: &Db, auditor: &Auditor, id: SourceId) -> Result<(sources::Source, Vec<Seen>, Kept), ServiceError> {
    let mut tx = db.read().await?;
    let source = super::find(&mut tx, auditor, id).await?;
    let kept = sources::profile(&mut tx, auditor.id()).await?;
    off_thread(move || {
        let seen = anatomy(&source.filename, &source.text, &kept.profile).seen;
        (source, seen, kept)
    })
    .await
}

/// Keeps what words mean in the reports of a project. Where nothing of it is news, nothing changes.
///
/// # Errors
/// [`ServiceError::Invalid`] for words that a profile does not keep, [`ServiceError::Stale`] where somebody changed it at the same time.
pub async fn learn(db: &Db, auditor: &Auditor, lines: &[(String, Meaning)], now: Timestamp) -> Result<usize, ServiceError> {
    let mut tx = db.begin().await?;
    let mut kept = sources::profile(&mut tx, auditor.id()).await?;
    let mut changes = Vec::new();
    for (written, meaning) in lines {
        let before = known(&kept, meaning.list(), written);
        if before == Some(*meaning) {
            continue;
        }
        kept.profile.learn(written, *meaning).map_err(|error| ServiceError::Invalid { field: "written", message: error.to_string() })?;
        let before = before.map(Meaning::words).unwrap_or_default().to_owned();
        changes.push(Change { field: written.clone(), before, after: meaning.words().to_owned() });
    }
    if changes.is_empty() {
        return Ok(0);
    }
    let learned = changes.len();
    keep(&mut tx, auditor, &kept, changes, now).await?;
    tx.commit().await?;
    Ok(learned)
}

/// Has words read as usual again.
///
/// # Errors
/// [`ServiceError::NotFound`] where they are not in the profile, [`ServiceError::Stale`].
pub async fn forget(db: &Db, auditor: &Auditor, list: List, written: &str, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let mut kept = sources::profile(&mut tx, auditor.id()).await?;
    let before = known(&kept, list, written).map(Meaning::words).unwrap_or_default().to_owned();
    if !kept.profile.forget(list, written) {
        return Err(ServiceError::NotFound);
    }
    let change = Change { field: written.to_owned(), before, after: String::new() };
    keep(&mut tx, auditor, &kept, vec![change], now).await?;
    Ok(tx.commit().await?)
}

fn known(kept: &Kept, list: List, written: &str) -> Option<Meaning> {
    match list {
        List::Columns => kept.profile.column(written).map(Meaning::Column),
        List::Statuses => kept.profile.status(written).map(Meaning::Status),
        List::Headings => kept.profile.heading(written).map(Meaning::Heading),
    }
}

async fn keep(tx: &mut storage::Tx, auditor: &Auditor, kept: &Kept, changes: Vec<Change>, now: Timestamp) -> Result<(), ServiceError> {
    match sources::keep_profile(tx, auditor.id(), kept).await {
        // Somebody learned the first words of a profile at the same time.
        Err(StorageError::Exists) => return Err(ServiceError::Stale),
        other => other?,
    }
    let words = if changes.len() == 1 { "one word".to_owned() } else { format!("{} words", changes.len()) };
    let line = Line::of(EventKind::ImportProfileChanged, auditor.id().0, format!("changed what {words} mean in reports")).with(changes);
    history::append(tx, auditor.actor(), Some(auditor.id()), line, now).await
}
