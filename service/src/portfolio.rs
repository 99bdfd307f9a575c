//! All projects that a person may see.

use crate::accounts::SignedIn;
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use storage::Db;
use storage::portfolio::{self, Filter};

pub use storage::portfolio::Row as ProjectRow;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Text in the name; empty for all.
    pub text: String,
    /// One tag; empty for all.
    pub tag: String,
    /// Archived projects instead of those in use.
    pub archived: bool,
}

/// Projects by name, as they stand at this moment. Two queries, however many there are.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, who: &SignedIn, query: &Query, page: PageNumber, now: Timestamp) -> Result<Page<ProjectRow>, ServiceError> {
    const SIZE: u32 = 30;
    let member = (!who.user().admin).then_some(who.user().id);
    let filter = Filter { member, archived: query.archived, tag: query.tag.trim().to_lowercase(), text: query.text.trim().to_owned() };
    let mut tx = db.read().await?;
    let rows = portfolio::list(&mut tx, &filter, now, page.window(SIZE)).await?;
    Ok(Page::new(rows, portfolio::count(&mut tx, &filter).await?, page, SIZE))
}
