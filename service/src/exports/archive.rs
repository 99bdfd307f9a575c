//! A project as one file of JSON, and back into an installation that does not have it.

use crate::accounts::{Admin, Owner};
use crate::history::Line;
use crate::{ServiceError, audit, history, portfolio};
use domain::Timestamp;
use domain::history::EventKind;
use domain::text::Slug;
use storage::exports::{self, Archive, ArchiveError};
pub use storage::exports::{LIMIT, Part, Parts, PartsError, Restored, schema};
use storage::{Db, StorageError};

/// The project as a file, with what `parts` names beside the project and its audits. It holds e-mail addresses of people, so it is for
/// owners.
///
/// No line of history tells of it: the next file would have that line, and no file would be like the one before.
///
/// # Errors
/// [`ServiceError::Refused`] where it would be larger than [`LIMIT`].
pub async fn archive(db: &Db, owner: &Owner, parts: &Parts) -> Result<Vec<u8>, ServiceError> {
    exports::read(&mut db.read().await?, owner.id(), parts, LIMIT).await.map_err(said)
}

/// Brings the project of a file into this installation, under another name in addresses where one is given.
///
/// The people of the file are found by identity or e-mail address; who is not here gets an account without a password. The history of
/// the project stays as it is in the file; that it was restored, and whose accounts were made, is told in that of the installation.
///
/// # Errors
/// [`ServiceError::Invalid`] for a file that cannot be used (`file`), with the row, or a name that is taken or none (`slug`);
/// [`ServiceError::Refused`] where the project is here already. Nothing has changed then.
pub async fn restore(db: &Db, admin: &Admin, bytes: Vec<u8>, slug: Option<&str>, now: Timestamp) -> Result<Restored, ServiceError> {
    let slug: Option<Slug> = match slug {
        Some(slug) => Some(slug.parse().map_err(|error| ServiceError::invalid("slug", "The name in addresses", error))?),
        None => None,
    };
    let archive = read(bytes).await?;
    let mut tx = db.begin().await?;
    let restored = exports::write(&mut tx, &archive, slug.as_ref(), now).await.map_err(said)?;
    portfolio::refresh(&mut tx, restored.project, now).await?;
    audit::take_over_project(&mut tx, restored.project, admin.actor(), now).await?;
    for user in &restored.made {
        let summary = format!("added the account {} with the project “{}”; it has no password yet", user.email, restored.slug);
        history::append(&mut tx, admin.actor(), None, Line::of(EventKind::UserAdded, user.id.0, summary), now).await?;
    }
    let summary = format!("restored the project “{}” from a file", restored.slug);
    history::append(&mut tx, admin.actor(), None, Line::of(EventKind::ProjectCreated, restored.project.0, summary), now).await?;
    tx.commit().await?;
    Ok(restored)
}

/// Files of hundreds of megabytes are read beside the threads that answer requests.
async fn read(bytes: Vec<u8>) -> Result<Archive, ServiceError> {
    let read = tokio::task::spawn_blocking(move || exports::parse(&bytes)).await;
    read.map_err(|_| ServiceError::Internal("reading an archive was stopped"))?.map_err(said)
}

fn said(error: ArchiveError) -> ServiceError {
    let message = error.to_string();
    match error {
        ArchiveError::Storage(error @ (StorageError::NotFound | StorageError::Stale)) => error.into(),
        ArchiveError::Storage(error) => ServiceError::Storage(error),
        ArchiveError::Here(_) | ArchiveError::TooLarge(_) => ServiceError::Refused(message),
        ArchiveError::SlugTaken(_) => ServiceError::Invalid { field: "slug", message },
        ArchiveError::Format(_) | ArchiveError::Row { .. } | ArchiveError::People(_) | ArchiveError::Unusable(_) => {
            ServiceError::Invalid { field: "file", message }
        }
    }
}
