//! Reports in: look first, save then.

mod batches;
mod limits;
mod metrics;
mod profiles;
mod reconcile;
mod registers;
mod review;
mod save;
mod unpack;

pub use batches::{Batched, batch, batches, save_batch, stage_many, start_batch};
pub use profiles::{forget, learn, profile, seen};
pub use reconcile::{Reconciled, reconciled};
pub use review::{correct, has_more_to_show, take_back};
pub use save::{ImportForm, Outcome, Saved, Taken, save};
pub use storage::exchange::{Batch, BatchFile, FileState, Kept, Source};
pub use unpack::{File, MOST_FILES, is_archive, may_be_report};

use crate::accounts::{Importer, Viewer};
use crate::{ServiceError, new_id};
use domain::Timestamp;
use domain::Version;
use domain::digest::sha256;
use domain::exchange::inputs::{InputError, InputKind, detect, read_any};
use domain::exchange::profile::Profile;
use domain::exchange::review::{Corrected, corrected};
use domain::exchange::{Decoded, MAX_BYTES, Reading, decode, read};
use domain::ids::{AssessmentId, SourceId};
use storage::exchange as sources;
use storage::{Db, Tx, gates};

/// A document that was brought in but not saved, with what was understood of it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The document.
    pub source: Source,
    /// What was understood, with what people corrected of it.
    pub reading: Reading,
    /// Corrections that find nothing to correct any more, by their place in the order.
    pub idle: Vec<usize>,
    /// Whether the project has an import profile, with which it was read.
    pub profiled: bool,
    /// Whether the registers of the project have a record already, so that it matters what the report says about it.
    pub has_records: bool,
    /// The assessment that these very bytes became before, if they did.
    pub already: Option<AssessmentId>,
}

/// Takes a document in, to be looked at. Nothing else changes.
///
/// # Errors
/// [`ServiceError::Invalid`] where the bytes are too many, none, or no text, or the report has more records than fit.
pub async fn stage(db: &Db, importer: &Importer, filename: &str, bytes: Vec<u8>, now: Timestamp) -> Result<SourceId, ServiceError> {
    let source = source_of(importer, filename, &bytes, decoded(&bytes)?, now);
    let profile = sources::profile(&mut db.read().await?, importer.id()).await?.profile;
    let source = off_thread(move || readable(&source.filename, &source.text, &profile).map(|_| source)).await??;
    let mut tx = db.begin().await?;
    sources::insert(&mut tx, &source).await?;
    tx.commit().await?;
    Ok(source.id)
}

/// What was understood of a document that was taken in.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn preview(db: &Db, importer: &Importer, id: SourceId, now: Timestamp) -> Result<Preview, ServiceError> {
    let mut tx = db.read().await?;
    let source = sources::find(&mut tx, importer.id(), id).await?;
    let already = sources::saved(&mut tx, importer.id(), &source.sha256).await?;
    let profile = sources::profile(&mut tx, importer.id()).await?.profile;
    let has_records = gates::count(&mut tx, importer.id(), now).await?.known;
    drop(tx);
    let profiled = !profile.is_empty();
    let (source, Corrected { reading, idle }) = off_thread(move || {
        let understood = understood(&source, &profile);
        (source, understood)
    })
    .await?;
    Ok(Preview { source, reading, idle, profiled, has_records, already })
}

/// What is understood of a document, read with a profile, with what people corrected of it.
pub(crate) fn understood(source: &Source, profile: &Profile) -> Corrected {
    // What is broken was refused when it was handed in; a later version that is stricter reads it as text.
    let reading = read_any(&source.filename, &source.text, profile).unwrap_or_else(|_| read(&source.text));
    corrected(reading, &source.text, &source.corrections)
}

/// Removes a document that was only looked at.
///
/// # Errors
/// Where the database fails.
pub async fn discard(db: &Db, importer: &Importer, id: SourceId) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    sources::delete_unsaved(&mut tx, importer.id(), id).await?;
    Ok(tx.commit().await?)
}

/// Reads a document without keeping anything: no project and no database are needed.
///
/// # Errors
/// [`ServiceError::Invalid`] as [`stage`].
pub fn dry_run(filename: &str, bytes: &[u8]) -> Result<Reading, ServiceError> {
    readable(filename, &decoded(bytes)?.text, &Profile::default())
}

/// Reads a document; refuses what is broken, and what brings more than fits.
fn readable(filename: &str, text: &str, profile: &Profile) -> Result<Reading, ServiceError> {
    let broken = |error: InputError| ServiceError::Invalid { field: "report", message: format!("The file cannot be read: {error}.") };
    let reading = read_any(filename, text, profile).map_err(broken)?;
    limits::check(&reading)?;
    if detect(filename, text) != InputKind::Markdown && !has_records(&reading) {
        let message = "Nothing in this file is a record that can be imported. Check that it is the right one.".to_owned();
        return Err(ServiceError::Invalid { field: "report", message });
    }
    Ok(reading)
}

/// Whether something but notes was read.
fn has_records(reading: &Reading) -> bool {
    let lists = [reading.categories.len(), reading.findings.len(), reading.blockers.len(), reading.risks.len(), reading.checklists.len()];
    lists.iter().any(|rows| *rows > 0) || !reading.criteria.is_empty() || !reading.verifications.is_empty() || reading.overall.is_some()
}

/// The text of a document, as a dry run reads it.
///
/// # Errors
/// [`ServiceError::Invalid`] as [`stage`].
pub(crate) fn text_of(bytes: &[u8]) -> Result<String, ServiceError> {
    let text = decoded(bytes)?.text;
    limits::check(&read(&text))?;
    Ok(text)
}

/// Clears away documents that were looked at more than a week ago and never saved.
///
/// # Errors
/// Where the database fails.
pub async fn forget_unsaved(db: &Db, now: Timestamp) -> Result<u64, ServiceError> {
    let mut tx = db.begin().await?;
    let forgotten = sources::delete_forgotten(&mut tx, now.plus_seconds(-7 * 24 * 3600)).await?;
    tx.commit().await?;
    Ok(forgotten)
}

fn decoded(bytes: &[u8]) -> Result<Decoded, ServiceError> {
    let invalid = |message: String| ServiceError::Invalid { field: "report", message };
    if bytes.len() > MAX_BYTES {
        let limit = MAX_BYTES / (1024 * 1024);
        return Err(invalid(format!(
            "The report is too large: at most {limit} MiB can be imported. Split it, or remove embedded pictures and logs."
        )));
    }
    let decoded = decode(bytes).map_err(|error| invalid(error.to_string()))?;
    if decoded.text.trim().is_empty() {
        return Err(invalid("The report is empty. Choose a Markdown file, or paste its text.".into()));
    }
    Ok(decoded)
}

fn source_of(importer: &Importer, filename: &str, bytes: &[u8], decoded: Decoded, now: Timestamp) -> Source {
    let sha256 = sha256(bytes);
    Source {
        id: new_id(),
        project: importer.id(),
        filename: shown(filename),
        encoding: decoded.encoding.name().to_owned(),
        repaired: decoded.repaired,
        sha256,
        bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        text: decoded.text,
        created_by: importer.actor().author(),
        created_at: now,
        saved_at: None,
        corrections: Vec::new(),
        profile: Profile::default(),
        version: Version::FIRST,
    }
}

/// A file name fit to be shown: no folders, no control characters, at most 200 characters.
fn shown(filename: &str) -> String {
    let name = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|ch| !ch.is_control()).take(200).collect();
    if name.trim().is_empty() { "pasted text".into() } else { name }
}

/// Reading a report of the largest size takes longer than an async thread should be held.
pub(crate) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ServiceError::Internal("work on a document was stopped"))
}

async fn find(tx: &mut Tx, viewer: &Viewer, id: SourceId) -> Result<Source, ServiceError> {
    Ok(sources::find(tx, viewer.id(), id).await?)
}
