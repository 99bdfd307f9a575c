//! What stands between a project and its goal.

use crate::accounts::{Editor, Viewer};
use crate::{Page, PageNumber, ServiceError, history};
use domain::blockers::{Blocker, BlockerState};
use domain::history::EventKind;
use domain::ids::BlockerId;
use domain::{Timestamp, Version};
use storage::{Db, blockers};

/// Blockers of one kind, and how many there are of both.
#[derive(Clone, Debug)]
pub struct BlockerList {
    /// The rows asked for.
    pub page: Page<Blocker>,
    /// How many are open.
    pub open: i64,
    /// How many are resolved.
    pub resolved: i64,
}

/// Blockers of a project, most urgent tier first: resolved ones where `resolved`, else the open ones.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, resolved: bool, page: PageNumber) -> Result<BlockerList, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = blockers::list(&mut tx, viewer.id(), resolved, page.window(SIZE)).await?;
    let (open, done) = blockers::count(&mut tx, viewer.id()).await?;
    Ok(BlockerList { page: Page::new(rows, if resolved { done } else { open }, page, SIZE), open, resolved: done })
}

/// Resolves a blocker, or opens a resolved one again. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`] where somebody changed it meanwhile.
pub async fn set_resolved(
    db: &Db,
    editor: &Editor,
    id: BlockerId,
    version: Version,
    resolved: bool,
    now: Timestamp,
) -> Result<Blocker, ServiceError> {
    let mut tx = db.begin().await?;
    let blocker = blockers::find(&mut tx, editor.id(), id).await?;
    if blocker.version != version {
        return Err(ServiceError::Stale);
    }
    if blocker.state.is_open() != resolved {
        return Ok(blocker);
    }
    let (state, kind, verb) = if resolved {
        (BlockerState::Resolved, EventKind::BlockerResolved, "resolved")
    } else {
        (BlockerState::Reopened, EventKind::BlockerReopened, "reopened")
    };
    let changed = Blocker { state, resolved_at: resolved.then_some(now), version: version.next(), ..blocker };
    blockers::update_state(&mut tx, &changed, version).await?;
    let summary = format!("{verb} the blocker “{}”", changed.title);
    history::append(&mut tx, editor.actor(), Some(editor.id()), kind, id.0, summary, now).await?;
    tx.commit().await?;
    Ok(changed)
}
