//! Claims that can be checked. Nothing here runs a command: results are posted by whoever ran it.

use crate::accounts::{Editor, Reporter, Viewer};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError, input, new_id, relations};
use domain::history::EventKind;
use domain::ids::VerificationId;
use domain::records::{RecordRef, changes, named};
use domain::relations::{Relation, RelationKind};
use domain::text::Markdown;
use domain::verifications::{Freshness, Outcome, RunResult, ValidDays, Verification, excerpt};
use domain::{Timestamp, Version};
use storage::records::Named;
use storage::{Db, Window, verifications};

pub use storage::verifications::Counts;

/// A verification as a form sends it.
#[derive(Clone, Debug, Default)]
pub struct VerificationForm {
    /// What it shows; may be empty.
    pub title: String,
    /// What to run.
    pub command: String,
    /// What it should answer; may be empty.
    pub expected: String,
    /// For how many days a pass counts; empty for ever.
    pub valid_days: String,
}

/// A result as a form sends it.
#[derive(Clone, Debug, Default)]
pub struct ResultForm {
    /// The word of an outcome.
    pub outcome: String,
    /// What was printed; may be empty. Only its end is kept where it is long.
    pub output: String,
    /// What ran it; empty where the person did.
    pub source: String,
}

/// What became of a result.
#[derive(Clone, Debug)]
pub struct Posted {
    /// As it is kept.
    pub result: RunResult,
    /// Whether some of its output was cut away.
    pub cut: bool,
}

/// A page of the verifications of a project.
#[derive(Clone, Debug)]
pub struct VerificationList {
    /// The rows asked for.
    pub page: Page<Verification>,
    /// How many there are of each freshness.
    pub counts: Counts,
}

/// A verification on a page of its own.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The verification.
    pub verification: Verification,
    /// What it checks, at most [`Shown::TIES`].
    pub checks: Vec<Named>,
    /// What runs gave, newest first.
    pub results: Page<RunResult>,
}

impl Shown {
    /// So many records that a verification checks are shown.
    pub const TIES: i64 = 200;
}

/// Verifications of a project in order; of one freshness, where one is asked for.
///
/// # Errors
/// Where the database fails.
pub async fn list(
    db: &Db,
    viewer: &Viewer,
    only: Option<Freshness>,
    page: PageNumber,
    now: Timestamp,
) -> Result<VerificationList, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = verifications::list(&mut tx, viewer.id(), only, now, page.window(SIZE)).await?;
    let counts = verifications::count(&mut tx, viewer.id(), now).await?;
    Ok(VerificationList { page: Page::new(rows, counts.of(only), page, SIZE), counts })
}

/// A verification with what it checks and a page of its results.
///
/// # Errors
/// [`ServiceError::NotFound`], also for one in the bin.
pub async fn show(db: &Db, viewer: &Viewer, id: VerificationId, page: PageNumber) -> Result<Shown, ServiceError> {
    const SIZE: u32 = 20;
    let mut tx = db.read().await?;
    let verification = verifications::find(&mut tx, viewer.id(), id).await?;
    let checks = storage::relations::list_checked(&mut tx, id, Window::first(Shown::TIES)).await?;
    let rows = verifications::list_results(&mut tx, id, page.window(SIZE)).await?;
    let total = verifications::count_results(&mut tx, id).await?;
    Ok(Shown { verification, checks, results: Page::new(rows, total, page, SIZE) })
}

/// A verification, for its form.
///
/// # Errors
/// As [`show`].
pub async fn find(db: &Db, viewer: &Viewer, id: VerificationId) -> Result<Verification, ServiceError> {
    Ok(verifications::find(&mut db.read().await?, viewer.id(), id).await?)
}

/// Makes a verification, behind all others; it checks `checked` from the beginning, where that is given.
///
/// # Errors
/// [`ServiceError::Invalid`]; as [`relations::tie`] for what it checks.
pub async fn create(
    db: &Db,
    editor: &Editor,
    form: &VerificationForm,
    checked: Option<RecordRef>,
    now: Timestamp,
) -> Result<Verification, ServiceError> {
    let mut tx = db.begin().await?;
    let empty = Verification {
        id: new_id(),
        position: verifications::next_place(&mut tx, editor.id()).await?,
        title: None,
        command: Markdown::default(),
        expected: None,
        valid_days: None,
        last: None,
        lines: None,
        version: Version::FIRST,
    };
    let verification = read(form, empty)?;
    verifications::insert(&mut tx, editor.id(), &verification).await?;
    let summary = format!("added the verification “{}”", verification.name());
    history::tell(&mut tx, editor, Line::new(EventKind::VerificationCreated, verification.id, summary), now).await?;
    if let Some(to) = checked {
        let relation = Relation { kind: RelationKind::Checks, from: verification.id.into(), to };
        relations::write(&mut tx, editor, relation, now).await?;
    }
    tx.commit().await?;
    Ok(verification)
}

/// Changes a verification. `version` is the one the caller saw. Results that were posted stay as they are.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`].
pub async fn change(
    db: &Db,
    editor: &Editor,
    id: VerificationId,
    version: Version,
    form: &VerificationForm,
    now: Timestamp,
) -> Result<Verification, ServiceError> {
    let mut tx = db.begin().await?;
    let before = verifications::find(&mut tx, editor.id(), id).await?;
    let after = read(form, before.clone())?;
    if before.version != version {
        return Err(ServiceError::Stale);
    }
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return Ok(before);
    }
    let after = Verification { version: version.next(), ..after };
    verifications::update(&mut tx, &after, version).await?;
    let summary = format!("changed {} of the verification “{}”", named(&changes), after.name());
    history::tell(&mut tx, editor, Line::new(EventKind::VerificationChanged, id, summary).with(changes), now).await?;
    tx.commit().await?;
    Ok(after)
}

/// Keeps what a run elsewhere gave. The items that the verification checks are vouched for from then on, or no more.
///
/// It names no version: a result is added to others and takes nothing from anybody.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`].
pub async fn post(db: &Db, reporter: &Reporter, id: VerificationId, form: &ResultForm, now: Timestamp) -> Result<Posted, ServiceError> {
    const SOURCE: usize = 200;
    let unknown = || ServiceError::invalid("outcome", "The result", "is none that is known; choose one of the list");
    let outcome = Outcome::from_word(&form.outcome).ok_or_else(unknown)?;
    let source = input::line("source", "The name of what ran it", &form.source, SOURCE)?;
    let (output, cut) = excerpt(&form.output);
    let mut tx = db.begin().await?;
    let verification = verifications::find(&mut tx, reporter.id(), id).await?;
    let expires_at = verification.valid_days.filter(|_| outcome == Outcome::Pass).map(|days| days.end(now));
    let (by, by_name) = (reporter.actor().user(), reporter.actor().name().clone());
    let result = RunResult { id: new_id(), verification: id, outcome, output, at: now, by, by_name, source, expires_at };
    verifications::insert_result(&mut tx, &result).await?;
    verifications::refresh_items(&mut tx, id.0).await?;
    let summary = format!("posted “{}” for the verification “{}”", outcome.as_str(), verification.name());
    history::tell_of(&mut tx, reporter, Line::new(EventKind::VerificationResult, id, summary), now).await?;
    tx.commit().await?;
    Ok(Posted { result, cut })
}

/// The verification with the fields as the form has them.
fn read(form: &VerificationForm, of: Verification) -> Result<Verification, ServiceError> {
    const EXPECTED: usize = 1_000;
    let days = form.valid_days.trim();
    let days: Option<ValidDays> = (!days.is_empty())
        .then(|| days.parse())
        .transpose()
        .map_err(|error| ServiceError::invalid("valid-days", "The number of days", error))?;
    let title = input::title_if_any("title", "The title", &form.title)?;
    let command = input::markdown("command", "The command", form.command.trim())?;
    if command.is_empty() {
        return Err(ServiceError::invalid("command", "The command", "must not be empty; say what is to be run or looked at"));
    }
    Ok(Verification {
        title,
        command,
        expected: input::line("expected", "What is expected", &form.expected, EXPECTED)?,
        valid_days: days,
        ..of
    })
}
