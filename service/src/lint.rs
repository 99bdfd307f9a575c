//! What is at odds in a project, and what people decided to live with.

mod world;

pub use storage::lint::Dismissal;

use crate::accounts::{Auditor, Editor, Viewer};
use crate::history::{self, Line};
use crate::{ServiceError, exchange, input};
use domain::Timestamp;
use domain::history::EventKind;
use domain::ids::AssessmentId;
use domain::lint::{Fingerprint, Issue, RuleId, STALE_AFTER, Scope, document};
use domain::records::Change;
use domain::text::Title;
use std::collections::HashMap;
use storage::{Db, StorageError, Tx, Window, lint as dismissals};
pub(crate) use world::World;

/// Most dismissals that are looked at, the newest ones.
const DISMISSALS: i64 = 5_000;

/// What lint has found in a project.
#[derive(Clone, Debug, Default)]
pub struct Linted {
    /// The audit that was looked at; `None` where there is none, so that only the registers were.
    pub audit: Option<(AssessmentId, Title)>,
    /// Issues that nobody decided to live with, the gravest first.
    pub open: Vec<Issue>,
    /// Issues that somebody decided to live with.
    pub dismissed: Vec<(Issue, Dismissal)>,
    /// What has more rows than were looked at: the first 10,000 of each were.
    pub cut: Vec<&'static str>,
}

/// What is at odds in the newest audit that counts, between it and the registers, and in the registers. Twelve queries at most.
///
/// # Errors
/// Where the database fails.
pub async fn of_project(db: &Db, viewer: &Viewer, now: Timestamp) -> Result<Linted, ServiceError> {
    let mut tx = db.read().await?;
    let world = World::of_project(&mut tx, viewer, now).await?;
    linted(tx, viewer, world).await
}

/// As [`of_project`], for one audit of it, whether it counts or not. One query more.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn of_assessment(db: &Db, viewer: &Viewer, id: AssessmentId, now: Timestamp) -> Result<Linted, ServiceError> {
    let mut tx = db.read().await?;
    let world = World::of_assessment(&mut tx, viewer, id, now).await?;
    linted(tx, viewer, world).await
}

async fn linted(mut tx: Tx, viewer: &Viewer, world: World) -> Result<Linted, ServiceError> {
    let known = dismissed(&mut tx, viewer).await?;
    drop(tx);
    let linted = Linted { audit: world.audit(), cut: world.cut.clone(), ..Linted::default() };
    Ok(sorted(linted, world.issues().await?, known))
}

/// What people decided to live with, by what it is about.
pub(crate) async fn dismissed(tx: &mut Tx, viewer: &Viewer) -> Result<HashMap<Fingerprint, Dismissal>, ServiceError> {
    let rows = dismissals::list(tx, viewer.id(), Window::first(DISMISSALS)).await?;
    Ok(rows.into_iter().map(|row| (row.fingerprint.clone(), row)).collect())
}

fn sorted(mut linted: Linted, issues: Vec<Issue>, mut known: HashMap<Fingerprint, Dismissal>) -> Linted {
    for issue in issues {
        match known.remove(&issue.fingerprint) {
            Some(dismissal) => linted.dismissed.push((issue, dismissal)),
            None => linted.open.push(issue),
        }
    }
    linted
}

/// Decides to live with an issue of what an audit says. `of` names the audit where it is not the newest one.
///
/// # Errors
/// [`ServiceError::Invalid`] without a reason, [`ServiceError::Refused`] where the issue is gone or dismissed already.
pub async fn dismiss_in_audit(
    db: &Db,
    auditor: &Auditor,
    of: Option<AssessmentId>,
    fingerprint: &Fingerprint,
    reason: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    dismiss(db, auditor, Scope::Audit, of, fingerprint, reason, now).await
}

/// Decides to live with an issue of the registers.
///
/// # Errors
/// As [`dismiss_in_audit`].
pub async fn dismiss_in_registers(
    db: &Db,
    editor: &Editor,
    fingerprint: &Fingerprint,
    reason: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    dismiss(db, editor, Scope::Registers, None, fingerprint, reason, now).await
}

async fn dismiss(
    db: &Db,
    editor: &Editor,
    scope: Scope,
    of: Option<AssessmentId>,
    fingerprint: &Fingerprint,
    reason: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let reason = input::reason(reason)?;
    // Looked up before anything is locked: a fingerprint holds the facts, so that nothing can change under it.
    let linted = match of {
        Some(id) => of_assessment(db, editor, id, now).await?,
        None => of_project(db, editor, now).await?,
    };
    let meant = |issue: &Issue| issue.fingerprint == *fingerprint && issue.rule.scope() == scope;
    if linted.dismissed.iter().any(|(issue, _)| meant(issue)) {
        return Err(ServiceError::Refused("Somebody has dismissed this issue already.".into()));
    }
    let gone = || ServiceError::Refused("This issue is gone: what it was about has changed meanwhile.".into());
    let issue = linted.open.into_iter().find(meant).ok_or_else(gone)?;
    let mut tx = db.begin().await?;
    let row = Dismissal {
        fingerprint: issue.fingerprint,
        rule: issue.rule,
        message: issue.message,
        reason: reason.clone(),
        by: editor.actor().user(),
        by_name: editor.actor().name().clone(),
        at: now,
    };
    match dismissals::dismiss(&mut tx, editor.id(), &row).await {
        Err(StorageError::Exists) => return Err(ServiceError::Refused("Somebody has dismissed this issue already.".into())),
        other => other?,
    }
    let told = vec![Change { field: "Reason".into(), before: String::new(), after: reason.into() }];
    tell(&mut tx, editor, EventKind::LintDismissed, "dismissed", &row, told, now).await?;
    Ok(tx.commit().await?)
}

/// Takes back that an issue of an audit may stay.
///
/// # Errors
/// [`ServiceError::NotFound`] where it is not dismissed.
pub async fn reopen_in_audit(db: &Db, auditor: &Auditor, fingerprint: &Fingerprint, now: Timestamp) -> Result<(), ServiceError> {
    reopen(db, auditor, Scope::Audit, fingerprint, now).await
}

/// Takes back that an issue of the registers may stay.
///
/// # Errors
/// [`ServiceError::NotFound`] where it is not dismissed.
pub async fn reopen_in_registers(db: &Db, editor: &Editor, fingerprint: &Fingerprint, now: Timestamp) -> Result<(), ServiceError> {
    reopen(db, editor, Scope::Registers, fingerprint, now).await
}

async fn reopen(db: &Db, editor: &Editor, scope: Scope, fingerprint: &Fingerprint, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let row = dismissals::find(&mut tx, editor.id(), fingerprint).await?;
    if row.rule.scope() != scope {
        return Err(ServiceError::NotFound);
    }
    dismissals::reopen(&mut tx, editor.id(), fingerprint).await?;
    let told = vec![Change { field: "Reason".into(), before: row.reason.as_str().to_owned(), after: String::new() }];
    tell(&mut tx, editor, EventKind::LintReopened, "brought back", &row, told, now).await?;
    Ok(tx.commit().await?)
}

async fn tell(
    tx: &mut Tx,
    editor: &Editor,
    kind: EventKind,
    did: &str,
    row: &Dismissal,
    told: Vec<Change>,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let summary = format!("{did} the issue {}: {}", row.rule.code(), row.message);
    history::tell(tx, editor, Line::of(kind, editor.id().0, summary).with(told), now).await
}

/// The issues of a report on its own: no project and no database are needed. `stale_after` is in days.
///
/// # Errors
/// [`ServiceError::Invalid`] for what cannot be imported either.
pub fn of_file(bytes: &[u8], stale_after: Option<u16>, now: Timestamp) -> Result<Vec<Issue>, ServiceError> {
    let text = exchange::text_of(bytes)?;
    Ok(document(&text, now, stale_after.unwrap_or(STALE_AFTER)))
}

/// Issues that somebody who freezes an audit should look at: those of what it says, without those that [`domain::assessments::checks`]
/// finds by itself, and whatever its age: old audits are frozen for the record.
pub(crate) fn before_freezing(issues: Vec<Issue>, known: &HashMap<Fingerprint, Dismissal>) -> Vec<String> {
    let elsewhere = |rule| matches!(rule, RuleId::Weights | RuleId::StatedScore | RuleId::OldAudit);
    let open = issues.into_iter().filter(|issue| issue.rule.scope() == Scope::Audit && !elsewhere(issue.rule));
    open.filter(|issue| !known.contains_key(&issue.fingerprint)).map(|issue| format!("{}: {}", issue.rule.code(), issue.message)).collect()
}
