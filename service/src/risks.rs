//! What could go wrong.

use crate::accounts::Viewer;
use crate::{Page, PageNumber, ServiceError};
use domain::risks::Risk;
use storage::{Db, risks};

/// Risks of a project in the order of their entry.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<Page<Risk>, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = risks::list(&mut tx, viewer.id(), page.window(SIZE)).await?;
    Ok(Page::new(rows, risks::count(&mut tx, viewer.id()).await?, page, SIZE))
}
