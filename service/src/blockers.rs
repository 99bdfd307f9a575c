//! What stands between a project and its goal.

mod form;

pub use form::BlockerForm;
pub use storage::blockers::{Counts, Filter, OwnedBy, Stands};

use crate::accounts::{Auditor, Editor, Viewer};
use crate::history::Line;
use crate::{Page, PageNumber, ServiceError, history, input, new_id, people};
use domain::blockers::{Blocker, BlockerError, BlockerState, Resolution, Waiver};
use domain::history::EventKind;
use domain::ids::BlockerId;
use domain::records::{Change, changes, named};
use domain::text::Markdown;
use domain::{Timestamp, Version};
use storage::{Db, Tx, blockers};

/// Blockers that were asked for, and how many there are of all.
#[derive(Clone, Debug)]
pub struct BlockerList {
    /// The rows asked for.
    pub page: Page<Blocker>,
    /// How many stand where, whatever was asked for.
    pub counts: Counts,
}

/// Blockers of a project, most urgent tier first. Three queries, however many there are.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, filter: &Filter, page: PageNumber, now: Timestamp) -> Result<BlockerList, ServiceError> {
    const SIZE: u32 = 50;
    let (project, today) = (viewer.id(), now.today());
    let mut tx = db.read().await?;
    let rows = blockers::list(&mut tx, project, filter, today, page.window(SIZE)).await?;
    let total = blockers::count_matching(&mut tx, project, filter, today).await?;
    let counts = blockers::count(&mut tx, project, today).await?;
    Ok(BlockerList { page: Page::new(rows, total, page, SIZE), counts })
}

/// A blocker of a project.
///
/// # Errors
/// [`ServiceError::NotFound`], also for what is in the bin.
pub async fn find(db: &Db, viewer: &Viewer, id: BlockerId) -> Result<Blocker, ServiceError> {
    Ok(blockers::find(&mut db.read().await?, viewer.id(), id).await?)
}

/// Makes a blocker by hand.
///
/// # Errors
/// [`ServiceError::Invalid`] for what cannot be used.
pub async fn create(db: &Db, editor: &Editor, form: &BlockerForm, now: Timestamp) -> Result<Blocker, ServiceError> {
    let mut tx = db.begin().await?;
    let known = people::known(&mut tx, editor).await?;
    let blank = Blocker {
        id: new_id(),
        project: editor.id(),
        position: blockers::next_position(&mut tx, editor.id()).await?,
        tier: domain::blockers::Tier::FIRST,
        tier_label: None,
        title: domain::text::Title::untitled(),
        category: None,
        current: None,
        required: None,
        location: None,
        owner: None,
        due: None,
        links: domain::links::Links::default(),
        body: Markdown::default(),
        state: BlockerState::Open,
        resolution: None,
        waiver: None,
        opened_in: None,
        lines: None,
        opened_at: now,
        version: Version::FIRST,
    };
    let blocker = form.filled_in(&blank, &editor.project().words, &known)?;
    blockers::insert(&mut tx, &blocker).await?;
    let summary = format!("added the blocker “{}”", blocker.title);
    history::tell(&mut tx, editor, Line::new(EventKind::BlockerCreated, blocker.id, summary), now).await?;
    tx.commit().await?;
    Ok(blocker)
}

/// Changes what people can change of a blocker. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Invalid`] for what cannot be used.
pub async fn change(
    db: &Db,
    editor: &Editor,
    id: BlockerId,
    version: Version,
    form: &BlockerForm,
    now: Timestamp,
) -> Result<Blocker, ServiceError> {
    let (mut tx, before) = seen(db, editor, id, version).await?;
    let known = people::known(&mut tx, editor).await?;
    let after = form.filled_in(&before, &editor.project().words, &known)?;
    let words = &editor.project().words;
    let changed = changes(&(&before, words), &(&after, words));
    if changed.is_empty() {
        return Ok(before);
    }
    let summary = format!("changed {} of the blocker “{}”", named(&changed), after.title);
    store(tx, editor, after, Line::new(EventKind::BlockerChanged, id, summary).with(changed), now).await
}

/// Resolves a blocker; one of the first tier only with evidence. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Invalid`] without the evidence it needs,
/// [`ServiceError::Refused`] where it is resolved already.
pub async fn resolve(
    db: &Db,
    editor: &Editor,
    id: BlockerId,
    version: Version,
    evidence: &str,
    now: Timestamp,
) -> Result<Blocker, ServiceError> {
    let (tx, before) = seen(db, editor, id, version).await?;
    let evidence = input::markdown_if_any("evidence", "The evidence", evidence)?;
    let change = Change { field: "Evidence".into(), before: String::new(), after: evidence.clone().map(String::from).unwrap_or_default() };
    let resolution = Resolution { at: now, by_name: editor.actor().name().clone(), evidence };
    let after = before.resolve(resolution).map_err(|error| refused("evidence", &error))?;
    let summary = format!("resolved the blocker “{}”", after.title);
    let told = if change.after.is_empty() { Vec::new() } else { vec![change] };
    store(tx, editor, after, Line::new(EventKind::BlockerResolved, id, summary).with(told), now).await
}

/// Opens a resolved blocker again, for a reason. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Invalid`] without a reason,
/// [`ServiceError::Refused`] where it is open.
pub async fn reopen(
    db: &Db,
    editor: &Editor,
    id: BlockerId,
    version: Version,
    reason: &str,
    now: Timestamp,
) -> Result<Blocker, ServiceError> {
    let (tx, before) = seen(db, editor, id, version).await?;
    let reason = input::reason(reason)?;
    let evidence = before.resolution.as_ref().and_then(|done| done.evidence.clone()).map(String::from).unwrap_or_default();
    let after = before.reopen().map_err(|error| refused("", &error))?;
    let mut told = vec![Change { field: "Reason".into(), before: String::new(), after: reason.into() }];
    if !evidence.is_empty() {
        told.push(Change { field: "Evidence".into(), before: evidence, after: String::new() });
    }
    let summary = format!("reopened the blocker “{}”", after.title);
    store(tx, editor, after, Line::new(EventKind::BlockerReopened, id, summary).with(told), now).await
}

/// Decides to go on in spite of a blocker until the end of a day. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Invalid`] without a reason or with an unusable end,
/// [`ServiceError::Refused`] where it does not block.
pub async fn waive(
    db: &Db,
    auditor: &Auditor,
    id: BlockerId,
    version: Version,
    reason: &str,
    until: &str,
    now: Timestamp,
) -> Result<Blocker, ServiceError> {
    let (tx, before) = seen(db, auditor, id, version).await?;
    let reason = input::reason(reason)?;
    let until = input::day("until", until)?
        .ok_or_else(|| ServiceError::Invalid { field: "until", message: "Say until which day the blocker is waived.".into() })?;
    let earlier = before.waiver.as_ref().map(|waiver| waiver.until.to_string()).unwrap_or_default();
    let waiver = Waiver { reason: reason.clone(), until, by_name: auditor.actor().name().clone(), at: now };
    let after = before.waive(waiver, now.today()).map_err(|error| refused("until", &error))?;
    let told = vec![
        Change { field: "Waived until".into(), before: earlier, after: until.to_string() },
        Change { field: "Reason".into(), before: String::new(), after: reason.into() },
    ];
    let summary = format!("waived the blocker “{}” until {until}", after.title);
    store(tx, auditor, after, Line::new(EventKind::BlockerWaived, id, summary).with(told), now).await
}

/// Takes a waiver back: the blocker blocks again. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Refused`] where there is none.
pub async fn end_waiver(db: &Db, auditor: &Auditor, id: BlockerId, version: Version, now: Timestamp) -> Result<Blocker, ServiceError> {
    let (tx, before) = seen(db, auditor, id, version).await?;
    let until = before.waiver.as_ref().map(|waiver| waiver.until.to_string()).unwrap_or_default();
    let after = before.end_waiver().map_err(|error| refused("", &error))?;
    let told = vec![Change { field: "Waived until".into(), before: until, after: String::new() }];
    let summary = format!("took back the waiver of the blocker “{}”", after.title);
    store(tx, auditor, after, Line::new(EventKind::BlockerWaiverEnded, id, summary).with(told), now).await
}

/// The blocker as the caller saw it, in a transaction that can change it.
async fn seen(db: &Db, editor: &Editor, id: BlockerId, version: Version) -> Result<(Tx, Blocker), ServiceError> {
    let mut tx = db.begin().await?;
    let blocker = blockers::find(&mut tx, editor.id(), id).await?;
    if blocker.version == version { Ok((tx, blocker)) } else { Err(ServiceError::Stale) }
}

async fn store(mut tx: Tx, editor: &Editor, after: Blocker, line: Line, now: Timestamp) -> Result<Blocker, ServiceError> {
    let seen = after.version;
    let after = Blocker { version: seen.next(), ..after };
    blockers::update(&mut tx, &after, seen).await?;
    history::tell(&mut tx, editor, line, now).await?;
    tx.commit().await?;
    Ok(after)
}

/// A refusal of the domain: at its field where it is about one.
fn refused(field: &'static str, error: &BlockerError) -> ServiceError {
    let message = error.to_string();
    match error {
        BlockerError::EvidenceNeeded | BlockerError::Until { .. } => ServiceError::Invalid { field, message },
        BlockerError::Already(_) | BlockerError::NotWaivable(_) => ServiceError::Refused(message),
    }
}
