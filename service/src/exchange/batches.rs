//! Several reports brought in at once: taken in together, saved one after the other, each whole or not at all.

use super::unpack::{File, unpacked};
use super::{ImportForm, Outcome, Saved, decoded, off_thread, readable, save, source_of};
use crate::accounts::{Importer, Viewer};
use crate::{ServiceError, new_id};
use domain::Timestamp;
use domain::exchange::profile::Profile;
use domain::ids::BatchId;
use storage::exchange::{self as sources, Batch, BatchFile, FileState, Source};
use storage::{Db, StorageError, Window};

/// A batch with its files.
#[derive(Clone, Debug)]
pub struct Batched {
    /// The batch.
    pub batch: Batch,
    /// Its files in the order in which they are saved: the oldest report first.
    pub files: Vec<BatchFile>,
    /// Whether they are being saved at this moment.
    pub running: bool,
}

impl Batched {
    /// How many files are in a state.
    #[must_use]
    pub fn count(&self, state: FileState) -> usize {
        self.files.iter().filter(|file| file.state == state).count()
    }
}

/// Who saves a batch says so after each file; one of whom nothing was heard for so long was stopped.
const STALLED_AFTER: i64 = 60;
/// Most batches that are offered.
const OFFERED: i64 = 10;

/// Takes several files in, to be looked at or saved. A file that cannot be read is told, and does not keep the others back.
///
/// # Errors
/// [`ServiceError::Invalid`] where there is nothing to read, or too much.
pub async fn stage_many(db: &Db, importer: &Importer, files: Vec<File>, now: Timestamp) -> Result<BatchId, ServiceError> {
    let profile = sources::profile(&mut db.read().await?, importer.id()).await?.profile;
    let author = importer.clone();
    let (mut found, left_out) = off_thread(move || {
        let found = unpacked(files)?;
        let looked = found.files.iter().map(|file| look(&author, file, &profile, now)).collect::<Vec<_>>();
        Ok::<_, ServiceError>((looked, found.left_out))
    })
    .await??;
    // Oldest first, as they were written; what has no date comes last, by its name.
    found.sort_by(|one, other| (one.date.is_none(), &one.date, &one.name).cmp(&(other.date.is_none(), &other.date, &other.name)));
    if left_out > 0 {
        let name = if left_out == 1 { "one other file".to_owned() } else { format!("{left_out} other files") };
        let told = "Left out: not called as a report is (such as .md, .json or .csv).".to_owned();
        found.push(Looked { name, date: None, source: None, told });
    }
    let batch = Batch { id: new_id(), project: importer.id(), created_by: importer.actor().author(), created_at: now, running_since: None };
    let mut tx = db.begin().await?;
    let mut rows = Vec::with_capacity(found.len());
    for (place, file) in (0..).zip(found) {
        let mut row =
            BatchFile { place, filename: file.name, source: None, assessment: None, state: FileState::Waiting, message: file.told };
        match file.source {
            None => row.state = FileState::Refused,
            Some(source) => {
                if let Some(already) = sources::saved(&mut tx, importer.id(), &source.sha256).await? {
                    (row.state, row.assessment) = (FileState::Known, Some(already));
                } else {
                    sources::insert(&mut tx, &source).await?;
                    row.source = Some(source.id);
                }
            }
        }
        rows.push(row);
    }
    sources::insert_batch(&mut tx, &batch, &rows).await?;
    tx.commit().await?;
    Ok(batch.id)
}

/// A file as it was looked at.
struct Looked {
    name: String,
    date: Option<String>,
    /// `None` where it cannot be read.
    source: Option<Source>,
    told: String,
}

fn look(importer: &Importer, file: &File, profile: &Profile, now: Timestamp) -> Looked {
    let read = decoded(&file.bytes).and_then(|text| {
        let source = source_of(importer, &file.name, &file.bytes, text, now);
        let reading = readable(&source.filename, &source.text, profile)?;
        Ok((source, reading))
    });
    match read {
        Ok((source, reading)) => {
            let date = reading.date.as_ref().map(|date| date.date.to_string());
            let title = reading.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
            let told = [Some(title).filter(|title| !title.is_empty()), date.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
            Looked { name: shown(&file.name), date, source: Some(source), told }
        }
        Err(error) => Looked { name: shown(&file.name), date: None, source: None, told: error.to_string() },
    }
}

/// A name with its folders, fit to be shown.
fn shown(name: &str) -> String {
    let name: String = name.chars().filter(|ch| !ch.is_control()).take(300).collect();
    if name.trim().is_empty() { "without a name".into() } else { name }
}

/// A batch with its files: two queries.
///
/// # Errors
/// [`ServiceError::NotFound`]
pub async fn batch(db: &Db, viewer: &Viewer, id: BatchId, now: Timestamp) -> Result<Batched, ServiceError> {
    let mut tx = db.read().await?;
    let batch = sources::batch(&mut tx, viewer.id(), id).await?;
    let files = sources::batch_files(&mut tx, id).await?;
    let running = batch.running_since.is_some_and(|since| since > stalled(now));
    Ok(Batched { batch, files, running })
}

/// The last batches of a project, newest first.
///
/// # Errors
/// Where the database fails.
pub async fn batches(db: &Db, viewer: &Viewer) -> Result<Vec<Batch>, ServiceError> {
    Ok(sources::list_batches(&mut db.read().await?, viewer.id(), Window::first(OFFERED)).await?)
}

fn stalled(now: Timestamp) -> Timestamp {
    now.plus_seconds(-STALLED_AFTER)
}

/// Saves all files of a batch that wait, in their order, each in a transaction of its own; `now` tells the time. `only_new` leaves known
/// records as they are, because nobody looks at what a report says about them.
///
/// Who is stopped in between can begin again: what is saved stays saved.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] where it is being saved already.
pub async fn save_batch(db: &Db, importer: &Importer, id: BatchId, only_new: bool, now: fn() -> Timestamp) -> Result<(), ServiceError> {
    begin(db, importer, id, now()).await?;
    go_on(db, importer, id, only_new, now).await
}

/// As [`save_batch`], beside the request that asks for it; answers once it has begun.
///
/// # Errors
/// As [`save_batch`].
pub async fn start_batch(db: &Db, importer: &Importer, id: BatchId, only_new: bool, now: fn() -> Timestamp) -> Result<(), ServiceError> {
    begin(db, importer, id, now()).await?;
    let (db, importer) = (db.clone(), importer.clone());
    tokio::spawn(async move {
        if let Err(error) = go_on(&db, &importer, id, only_new, now).await {
            tracing::error!(batch = %id, %error, "reports that were brought in together could not all be saved; the rest waits");
        }
    });
    Ok(())
}

async fn begin(db: &Db, importer: &Importer, id: BatchId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    sources::batch(&mut tx, importer.id(), id).await?;
    match sources::set_batch_running(&mut tx, id, Some(now), stalled(now)).await {
        Err(StorageError::Stale) => {
            return Err(ServiceError::Refused("These reports are being saved already. Look at the page again in a moment.".into()));
        }
        other => other?,
    }
    Ok(tx.commit().await?)
}

async fn go_on(db: &Db, importer: &Importer, id: BatchId, only_new: bool, now: fn() -> Timestamp) -> Result<(), ServiceError> {
    let files = sources::batch_files(&mut db.read().await?, id).await?;
    let form = ImportForm { only_new, ..ImportForm::default() };
    for file in files.into_iter().filter(|file| file.state == FileState::Waiting) {
        let saved = match file.source {
            Some(source) => save(db, importer, source, &form, now()).await,
            None => Err(ServiceError::NotFound),
        };
        let file = after(file, saved);
        let mut tx = db.begin().await?;
        sources::set_batch_file(&mut tx, id, &file).await?;
        sources::set_batch_running(&mut tx, id, Some(now()), now().plus_seconds(1)).await?;
        tx.commit().await?;
    }
    let mut tx = db.begin().await?;
    sources::set_batch_running(&mut tx, id, None, now()).await?;
    Ok(tx.commit().await?)
}

/// What became of a file. One that only failed for the moment goes on waiting, and keeps nobody back.
fn after(file: BatchFile, saved: Result<Outcome, ServiceError>) -> BatchFile {
    match saved {
        Ok(Outcome::Saved(saved)) => {
            BatchFile { state: FileState::Saved, assessment: Some(saved.assessment), message: told(&saved), ..file }
        }
        Ok(Outcome::Already(id)) => BatchFile { state: FileState::Known, assessment: Some(id), ..file },
        Err(ServiceError::NotFound) => {
            BatchFile { state: FileState::Refused, message: "It was thrown away before it was saved.".into(), ..file }
        }
        Err(ServiceError::Invalid { message, .. } | ServiceError::Refused(message)) => {
            BatchFile { state: FileState::Refused, message, ..file }
        }
        Err(error) => {
            tracing::error!(file = %file.filename, %error, "a report of several could not be saved; it waits");
            BatchFile { message: format!("Not saved so far: {error}"), ..file }
        }
    }
}

fn told(saved: &Saved) -> String {
    /// A line of a page, not a report of its own: the history of the project has all of it.
    const LONGEST: usize = 2_000;
    let taken = saved.taken;
    let rest = [(taken.closed, "closed"), (taken.reopened, "open again"), (taken.changed, "changed")];
    let rest = rest.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!(", {count} {word}"));
    let named = if saved.told.is_empty() { String::new() } else { format!(": {}", saved.told.join("; ")) };
    let words = format!("{} new records, {} known{}{named}", saved.added, saved.known, rest.collect::<String>());
    words.char_indices().nth(LONGEST).map_or_else(|| words.clone(), |(at, _)| format!("{} …", &words[..at]))
}
