//! Finding records by their words, in all projects that a person may see.

use crate::accounts::SignedIn;
use crate::{Page, PageNumber, ServiceError};
use domain::search::{HitKind, Terms};
use storage::Db;
use storage::search::{self, Scope};
pub use storage::search::{Hit, InProject};

/// What is looked for, as an address has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words.
    pub terms: Terms,
    /// Only records of this kind; `None` for all.
    pub kind: Option<HitKind>,
    /// Only records of the project with this slug; empty for all.
    pub project: String,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The hits of this page, best first.
    pub hits: Page<Hit>,
    /// How many there are of each kind.
    pub kinds: Vec<(HitKind, i64)>,
    /// In which projects they are, most first, at most [`Found::PROJECTS`].
    pub projects: Vec<InProject>,
}

impl Found {
    /// So many projects are offered to narrow the search.
    pub const PROJECTS: i64 = 30;
}

/// What matches all words, of projects that the person is a member of; administrators see all. Three queries, none without words.
///
/// # Errors
/// Where the database fails.
pub async fn find(db: &Db, who: &SignedIn, query: &Query, page: PageNumber) -> Result<Found, ServiceError> {
    const SIZE: u32 = 20;
    if query.terms.is_empty() {
        return Ok(Found { hits: Page::new(Vec::new(), 0, page, SIZE), kinds: Vec::new(), projects: Vec::new() });
    }
    let user = who.user();
    let member = (!user.admin).then_some(user.id);
    let scope = Scope { member, kind: query.kind, project: query.project.clone() };
    let mut tx = db.read().await?;
    let rows = search::list(&mut tx, &query.terms, &scope, page.window(SIZE)).await?;
    let kinds = search::count_by_kind(&mut tx, &query.terms, &scope).await?;
    let projects = search::count_by_project(&mut tx, &query.terms, &scope, Found::PROJECTS).await?;
    let total = kinds.iter().filter(|(kind, _)| query.kind.is_none_or(|wanted| wanted == *kind)).map(|(_, count)| count).sum();
    Ok(Found { hits: Page::new(rows, total, page, SIZE), kinds, projects })
}
