//! Files that are made beside the request: asked for, left, fetched later.

use super::make::{File, gather, lay_out};
use crate::accounts::Viewer;
use crate::audit::{self, Opening};
use crate::exchange::off_thread;
use crate::history::{self, Line};
use crate::{ServiceError, new_id};
use domain::Timestamp;
use domain::digest::sha256;
use domain::exports::{Format, Request};
use domain::history::EventKind;
use domain::ids::ExportId;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use storage::exports::{self, Export, State};
use storage::{Db, StorageError, Window};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many reports are laid out at once: a large one takes a core.
const AT_ONCE: usize = 2;
static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_ONCE)));
/// Whoever has a link waits in a line of their own, so that they keep no member waiting.
static OF_LINKS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(1)));
/// Longer than this nobody with a link is kept waiting.
const LINK_WAITS: Duration = Duration::from_secs(10);

/// How long a file is kept.
pub const KEPT_DAYS: i64 = 7;
/// Whoever makes a file and says nothing for so many seconds was interrupted.
const SILENT: i64 = 120;
/// How often a sign of life is given.
const BEAT: Duration = Duration::from_secs(20);
/// So many files may be made for one person at a time.
const MOST_OPEN: i64 = 5;
/// So many of a person's files are kept; one more takes the place of the oldest.
const LISTED: i64 = 20;

/// A file that was asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What is known of it.
    pub export: Export,
    /// How it stands at this moment: an interrupted one has failed.
    pub state: State,
}

impl Asked {
    fn of(export: Export, now: Timestamp) -> Self {
        let interrupted = export.state == State::Running && now.seconds_since(export.alive_at) > SILENT;
        let state = if interrupted { State::Failed } else { export.state };
        Self { export, state }
    }

    /// What there is to say about it.
    #[must_use]
    pub fn message(&self) -> &str {
        if self.state == State::Failed && self.export.state == State::Running {
            "It was interrupted because the server stopped. Ask for it again."
        } else {
            &self.export.message
        }
    }
}

/// Does what takes a core beside the requests, when its turn has come. The turn is held until the work is done, also where nobody waits
/// for it any more: who asks and goes away over and over does not take all cores.
pub(crate) async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
    let turn = Arc::clone(&TURNS).acquire_owned().await.map_err(|_| ServiceError::Internal("exports have ended"))?;
    held(turn, work).await
}

/// As [`in_turn`], for somebody with a link.
pub(crate) async fn in_turn_of_links<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
    let waiting = tokio::time::timeout(LINK_WAITS, Arc::clone(&OF_LINKS).acquire_owned()).await;
    let turn = waiting.map_err(|_| ServiceError::SlowDown { seconds: 10 })?.map_err(|_| ServiceError::Internal("exports have ended"))?;
    held(turn, work).await
}

async fn held<T: Send + 'static>(turn: OwnedSemaphorePermit, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ServiceError> {
    off_thread(move || {
        let _turn = turn;
        work()
    })
    .await
}

/// Asks for a file; it is being made when this answers. Waits for it as long as `patience`, so that most are there at once.
///
/// # Errors
/// [`ServiceError::Forbidden`] for the whole project where somebody is no owner of it, [`ServiceError::Refused`] where too many are
/// being made for this person.
pub async fn start(
    db: &Db,
    viewer: &Viewer,
    request: Request,
    patience: Duration,
    now: fn() -> Timestamp,
) -> Result<ExportId, ServiceError> {
    may(viewer, request.format)?;
    let (id, at) = (new_id::<ExportId>(), now());
    let filename = format!("{}-{}.{}", viewer.project().slug, at.today(), request.format.extension());
    let export = Export {
        id,
        project: viewer.id(),
        user: viewer.person(),
        state: State::Running,
        percent: 0,
        message: "Waiting for its turn".into(),
        filename,
        bytes: None,
        sha256: None,
        created_at: at,
        alive_at: at,
        request: request.clone(),
    };
    let mut tx = db.begin().await?;
    let since = at.plus_seconds(-SILENT);
    let open = match viewer.person() {
        Some(person) => exports::count_open(&mut tx, person, since).await?,
        None => exports::count_open_of_nobody(&mut tx, viewer.id(), since).await?,
    };
    if open >= MOST_OPEN {
        let message = format!("{open} files are being made for you already. Wait until one of them is done.");
        return Err(ServiceError::Refused(message));
    }
    exports::insert(&mut tx, &export).await?;
    match viewer.person() {
        Some(person) => exports::delete_beyond(&mut tx, viewer.id(), person, LISTED).await?,
        None => exports::delete_of_nobody_beyond(&mut tx, viewer.id(), LISTED).await?,
    };
    let told = format!("exported the project “{}” as {}", viewer.project().name, request.format.words());
    // The archive of a project holds its history: a line about it there would make the next one another file.
    let of = (request.format != Format::Json).then(|| viewer.id());
    history::append(&mut tx, viewer.actor(), of, Line::of(EventKind::ExportMade, viewer.id().0, told), at).await?;
    tx.commit().await?;
    let (db, viewer) = (db.clone(), viewer.clone());
    let work = tokio::spawn(async move {
        let (of_work, by) = (db.clone(), viewer.clone());
        let made = tokio::spawn(async move { work(&of_work, &by, id, &request, now).await }).await;
        if made.is_err()
            && let Err(error) = fail(&db, id, "It could not be made. Tell your administrator, who finds more in the log.", now()).await
        {
            tracing::warn!(export = %id, %error, "that a file could not be made could not be said");
        }
    });
    // Who does not want to wait any longer looks again later; the work goes on.
    let _ = tokio::time::timeout(patience, work).await;
    Ok(id)
}

/// The JSON of a whole project holds the addresses of people: its owners take it, nobody else.
fn may(viewer: &Viewer, format: Format) -> Result<(), ServiceError> {
    if format == Format::Json { viewer.clone().owner().map(drop) } else { Ok(()) }
}

/// Makes the file and keeps it, giving signs of life.
async fn work(db: &Db, viewer: &Viewer, id: ExportId, request: &Request, now: fn() -> Timestamp) {
    let made = async {
        say(db, id, 20, "Gathering what it tells", now()).await?;
        let gathered = gather(db, viewer, request, now()).await?;
        say(db, id, 60, "Laying it out", now()).await?;
        let file = lay_out(viewer, request, gathered, now()).await?;
        say(db, id, 90, "Keeping it", now()).await?;
        Ok(file)
    };
    // Beside the work and not between its steps: two that wait for the one writer must both be able to go on.
    let beating = tokio::spawn(beat(db.clone(), id, now));
    let made = made.await;
    beating.abort();
    let kept = match made {
        Ok(file) => keep(db, id, &file, now()).await,
        Err(error) => Err(error),
    };
    if let Err(error) = kept {
        tracing::warn!(export = %id, %error, "a file could not be made");
        let message = match &error {
            ServiceError::Storage(_) | ServiceError::Internal(_) => {
                "It could not be made. Ask for it again; if it stays, tell your administrator.".to_owned()
            }
            told => told.to_string(),
        };
        if let Err(error) = fail(db, id, &message, now()).await {
            tracing::warn!(export = %id, %error, "that a file could not be made could not be said");
        }
    }
}

async fn say(db: &Db, id: ExportId, percent: i32, message: &str, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    exports::set_progress(&mut tx, id, (State::Running, percent, message), now).await?;
    Ok(tx.commit().await?)
}

/// Gives signs of life until it is stopped.
async fn beat(db: Db, id: ExportId, now: fn() -> Timestamp) {
    let mut times = tokio::time::interval(BEAT);
    // The first one comes at once, and the row was written just now.
    times.tick().await;
    loop {
        times.tick().await;
        // One that is missed is no failure.
        let _ = say_alive(&db, id, now()).await;
    }
}

async fn say_alive(db: &Db, id: ExportId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    exports::beat(&mut tx, id, now).await?;
    Ok(tx.commit().await?)
}

async fn keep(db: &Db, id: ExportId, file: &File, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    exports::finish(&mut tx, id, &file.bytes, &sha256(&file.bytes), now).await?;
    Ok(tx.commit().await?)
}

async fn fail(db: &Db, id: ExportId, message: &str, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    match exports::set_progress(&mut tx, id, (State::Failed, 0, message), now).await {
        // It was cleared away meanwhile.
        Err(StorageError::Stale) => Ok(()),
        other => Ok(other.map(|()| tx)?.commit().await?),
    }
}

/// What a person asked for in a project, newest first: one query.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, now: Timestamp) -> Result<Vec<Asked>, ServiceError> {
    let Some(person) = viewer.person() else { return Ok(Vec::new()) };
    let rows = exports::list(&mut db.read().await?, viewer.id(), person, Window::first(LISTED)).await?;
    Ok(rows.into_iter().map(|export| Asked::of(export, now)).collect())
}

/// A file that this person asked for: one query.
///
/// # Errors
/// [`ServiceError::NotFound`], also for what others asked for.
pub async fn show(db: &Db, viewer: &Viewer, id: ExportId, now: Timestamp) -> Result<Asked, ServiceError> {
    let export = exports::find(&mut db.read().await?, viewer.id(), viewer.person(), id).await?;
    Ok(Asked::of(export, now))
}

/// The file itself.
///
/// # Errors
/// [`ServiceError::NotFound`], also while it is being made; [`ServiceError::Forbidden`] where the person may no longer take it.
pub async fn fetch(db: &Db, viewer: &Viewer, id: ExportId, now: Timestamp) -> Result<File, ServiceError> {
    let mut tx = db.read().await?;
    let export = exports::find(&mut tx, viewer.id(), viewer.person(), id).await?;
    may(viewer, export.request.format)?;
    if export.state != State::Done {
        return Err(ServiceError::NotFound);
    }
    let bytes = exports::content(&mut tx, id).await?;
    drop(tx);
    audit::opened(db, viewer, Opening::File(export.request.subject), now).await?;
    Ok(File { name: export.filename, media: export.request.format.media(), bytes })
}

/// Clears away files that were asked for too long ago.
///
/// # Errors
/// Where the database fails.
pub async fn forget_old(db: &Db, now: Timestamp) -> Result<u64, ServiceError> {
    let mut tx = db.begin().await?;
    let forgotten = exports::delete_old(&mut tx, now.plus_seconds(-KEPT_DAYS * 24 * 3600)).await?;
    tx.commit().await?;
    Ok(forgotten)
}
