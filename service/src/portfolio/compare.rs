//! All projects on one category.

use crate::accounts::SignedIn;
use crate::{Page, PageNumber, ServiceError};
use domain::text::match_key;
use storage::Db;
use storage::portfolio::{self, CompareFilter, Compared};

/// What projects say of one category.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Categories to choose from: folded name, what a project calls it, and how many projects have it; those that most have first.
    pub categories: Vec<(String, String, i64)>,
    /// The folded name of the one that is compared; empty where there is none.
    pub key: String,
    /// What each project says of it in its last audit with a score.
    pub rows: Page<Compared>,
}

/// Projects in use on one category, known by its folded name; without one, on the category that most of them have. Three queries.
///
/// # Errors
/// Where the database fails.
pub async fn compare(db: &Db, who: &SignedIn, category: &str, lowest_first: bool, page: PageNumber) -> Result<Comparison, ServiceError> {
    const SIZE: u32 = 50;
    const CHOICES: i64 = 60;
    let member = (!who.user().admin).then_some(who.user().id);
    let mut tx = db.read().await?;
    let categories = portfolio::list_categories(&mut tx, member, CHOICES).await?;
    let asked = match_key(category);
    let first = categories.first().map(|(key, ..)| key.clone()).unwrap_or_default();
    let key = if category.trim().is_empty() {
        first
    } else if asked.is_empty() {
        category.trim().to_lowercase()
    } else {
        asked
    };
    let filter = CompareFilter { key, member, lowest_first };
    let rows = portfolio::list_compared(&mut tx, &filter, page.window(SIZE)).await?;
    let total = portfolio::count_compared(&mut tx, &filter).await?;
    Ok(Comparison { categories, key: filter.key, rows: Page::new(rows, total, page, SIZE) })
}
