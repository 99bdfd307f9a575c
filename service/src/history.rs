//! Who did what to which record when, and what it was before.

use crate::accounts::{Actor, Editor, Viewer};
use crate::{Page, PageNumber, ServiceError, new_id, people, portfolio};
use domain::Timestamp;
use domain::history::{Event, EventKind};
use domain::ids::ProjectId;
use domain::people::Mentionable;
use domain::records::{Change, RecordRef};
pub use storage::history::Filter;
use storage::{Db, Tx};
use uuid::Uuid;

/// What happened in a project, and who can have done it.
#[derive(Clone, Debug)]
pub struct Activity {
    /// The lines of this page, newest first.
    pub lines: Page<Event>,
    /// The members, by name.
    pub people: Vec<Mentionable>,
}

/// What happened in a project, newest first.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<Page<Event>, ServiceError> {
    filtered(&mut db.read().await?, viewer, Filter::default(), page).await
}

/// What is asked for of what happened in a project, with whom one can ask for: three queries.
///
/// # Errors
/// Where the database fails.
pub async fn activity(db: &Db, viewer: &Viewer, filter: Filter, page: PageNumber) -> Result<Activity, ServiceError> {
    let mut tx = db.read().await?;
    let lines = filtered(&mut tx, viewer, filter, page).await?;
    let people = people::known(&mut tx, viewer).await?;
    Ok(Activity { lines, people })
}

async fn filtered(tx: &mut Tx, viewer: &Viewer, filter: Filter, page: PageNumber) -> Result<Page<Event>, ServiceError> {
    const SIZE: u32 = 50;
    let rows = storage::history::list(tx, viewer.id(), filter, page.window(SIZE)).await?;
    let total = storage::history::count(tx, viewer.id(), filter).await?;
    Ok(Page::new(rows, total, page, SIZE))
}

/// Writes a line about anything, in the transaction of the change it tells of, and with it how the project stands after the change: to
/// be called when all rows are written.
pub(crate) async fn append(tx: &mut Tx, actor: &Actor, project: Option<ProjectId>, line: Line, now: Timestamp) -> Result<(), ServiceError> {
    let Line { kind, subject, summary, changes } = line;
    let event = Event {
        id: new_id(),
        at: now,
        project,
        actor: actor.user(),
        actor_name: actor.name().clone(),
        source: actor.source().clone(),
        kind,
        subject,
        summary,
        changes,
    };
    storage::history::append(tx, &event).await?;
    match project {
        Some(project) if !tx.sums_later() && !is_talk(kind) => portfolio::refresh(tx, project, now).await,
        _ => Ok(()),
    }
}

/// What leaves a project as it stands.
const fn is_talk(kind: EventKind) -> bool {
    use EventKind::{
        BadgesAllowed, BadgesForbidden, CommentAdded, CommentChanged, CommentDeleted, ExportMade, GroupRoleRemoved, GroupRoleSet,
        InvitationEnded, MemberRemoved, MemberSet, ReportOpened, ShareCreated, ShareRefused, ShareRevoked, TokenCreated, TokenRevoked,
        UserInvited,
    };
    matches!(
        kind,
        CommentAdded
            | CommentChanged
            | CommentDeleted
            | MemberSet
            | MemberRemoved
            | ExportMade
            | ShareCreated
            | ShareRevoked
            | ShareRefused
            | BadgesAllowed
            | BadgesForbidden
            | GroupRoleSet
            | GroupRoleRemoved
            | TokenCreated
            | TokenRevoked
            | ReportOpened
            | UserInvited
            | InvitationEnded
    )
}

/// One line, before it is written.
pub(crate) struct Line {
    kind: EventKind,
    subject: Uuid,
    summary: String,
    changes: Vec<Change>,
}

impl Line {
    /// What happened, in a sentence without its subject: “ticked “Rotate the keys””.
    pub(crate) fn new(kind: EventKind, record: impl Into<RecordRef>, summary: String) -> Self {
        Self::of(kind, record.into().id, summary)
    }

    /// As [`Line::new`], about what is no record: a project, an account.
    pub(crate) const fn of(kind: EventKind, subject: Uuid, summary: String) -> Self {
        Self { kind, subject, summary, changes: Vec::new() }
    }

    /// The fields that changed.
    pub(crate) fn with(mut self, changes: Vec<Change>) -> Self {
        self.changes = changes;
        self
    }
}

/// Writes a line about a record, in the transaction of the change it tells of.
pub(crate) async fn tell(tx: &mut Tx, editor: &Editor, line: Line, now: Timestamp) -> Result<(), ServiceError> {
    tell_of(tx, editor, line, now).await
}

/// As [`tell`], for what readers of a project may do: commenting.
pub(crate) async fn tell_of(tx: &mut Tx, viewer: &Viewer, line: Line, now: Timestamp) -> Result<(), ServiceError> {
    append(tx, viewer.actor(), Some(viewer.id()), line, now).await
}
