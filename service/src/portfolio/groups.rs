//! The same list by tag: a project with two tags stands under both.

use super::{ProjectRow, Query, TagSums};
use crate::accounts::SignedIn;
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use domain::text::Tag;
use storage::portfolio::{self, Filter};
use storage::{Db, Window};

/// The projects under one tag.
#[derive(Clone, Debug)]
pub struct Group {
    /// What all of them come to.
    pub sums: TagSums,
    /// The first of them, at most [`Groups::ROWS`].
    pub rows: Vec<ProjectRow>,
}

/// A page of groups.
#[derive(Clone, Debug)]
pub struct Groups {
    /// How many projects there are in all, each counted once.
    pub projects: u64,
    /// One for each tag, by name.
    pub tags: Page<Group>,
    /// The projects without any tag; nothing where there are none, and before the last page.
    pub untagged: Option<Group>,
}

impl Groups {
    /// Most projects that are shown of each group.
    pub const ROWS: i64 = 5;
}

/// The projects that are asked for, by tag: seven queries at most, however many there are.
///
/// # Errors
/// Where the database fails.
pub async fn by_tag(db: &Db, who: &SignedIn, query: &Query, page: PageNumber, now: Timestamp) -> Result<Groups, ServiceError> {
    const SIZE: u32 = 10;
    let filter = query.filter(who, now);
    let mut tx = db.read().await?;
    let sums = portfolio::list_tags(&mut tx, &filter, page.window(SIZE)).await?;
    let projects = portfolio::count(&mut tx, &filter).await?;
    let total = portfolio::count_tags(&mut tx, &filter).await?;
    let ends = (sums.first().and_then(|first| first.tag.clone()), sums.last().and_then(|last| last.tag.clone()));
    let placed: Vec<(Tag, ProjectRow)> = match &ends {
        (Some(first), Some(last)) => {
            portfolio::list_by_tag(&mut tx, &filter, (query.sort, query.down), (first, last), Groups::ROWS).await?
        }
        _ => Vec::new(),
    };
    let groups = sums.into_iter().map(|sums| {
        let rows = placed.iter().filter(|(tag, _)| Some(tag) == sums.tag.as_ref()).map(|(_, row)| row.clone()).collect();
        Group { sums, rows }
    });
    let tags = Page::new(groups.collect(), total, page, SIZE);
    let mut untagged = None;
    // With a tag asked for there is nothing without one.
    if tags.number == tags.pages() && filter.tag.is_empty() {
        let bare = Filter { untagged: true, ..filter };
        let sums = portfolio::sums_untagged(&mut tx, &bare).await?;
        let rows = portfolio::list(&mut tx, &bare, query.sort, query.down, Window::first(Groups::ROWS)).await?;
        untagged = (sums.projects > 0).then_some(Group { sums, rows });
    }
    Ok(Groups { projects: projects.try_into().unwrap_or_default(), tags, untagged })
}
