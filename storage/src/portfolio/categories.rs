//! One category over all projects, by its folded name.

use crate::values::parsed;
use crate::{StorageError, Tx, Window};
use domain::ids::{ProjectId, UserId};
use domain::text::{Slug, Title};

/// Which category is compared, and over which projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompareFilter {
    /// The folded name of the category.
    pub key: String,
    /// Only projects that this person is a member of; `None` for all. Archived ones are left out.
    pub member: Option<UserId>,
    /// The lowest share first instead of the highest.
    pub lowest_first: bool,
}

/// What a project says of a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Where the project is.
    pub slug: Slug,
    /// What it is called.
    pub project: Title,
    /// What it calls the category.
    pub category: Title,
    /// Its share in ten-thousandths; `None` where it is not counted.
    pub share: Option<i64>,
    /// The rating in words.
    pub rating: String,
    /// The date of that audit.
    pub scored_on: Option<String>,
}

/// One category of an audit, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryRow {
    /// Its folded name.
    pub key: String,
    /// As shown.
    pub name: Title,
    /// Its share in ten-thousandths.
    pub share: Option<i64>,
    /// The rating in words.
    pub rating: String,
}

/// Puts these categories in the place of those that are kept of a project. Of two with one key the first is kept.
pub async fn set_categories(tx: &mut Tx, project: ProjectId, rows: &[CategoryRow]) -> Result<(), StorageError> {
    run!(tx, "DELETE FROM standing_categories WHERE project_id = $1", project.0)?;
    let sql = "INSERT INTO standing_categories (project_id, key, name, share, rating) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (project_id, key) DO NOTHING";
    for row in rows {
        run!(tx, sql, project.0, &row.key, row.name.as_str(), row.share, &row.rating)?;
    }
    Ok(())
}

/// The categories that most projects have, each with its folded name, what one of them calls it, and how many have it.
pub async fn list_categories(tx: &mut Tx, member: Option<UserId>, limit: i64) -> Result<Vec<(String, String, i64)>, StorageError> {
    let sql = "SELECT c.key, MIN(c.name), COUNT(*) FROM standing_categories c JOIN standings s ON s.project_id = c.project_id \
               WHERE s.archived = $3 AND ($1 OR EXISTS (SELECT 1 FROM access m WHERE m.user_id = $2 AND m.project_id = c.project_id)) \
               GROUP BY c.key ORDER BY COUNT(*) DESC, c.key LIMIT $4";
    all!(tx, (String, String, i64), sql, member.is_none(), member.map(|user| user.0), false, limit)
}

#[derive(sqlx::FromRow)]
struct ComparedRow {
    slug: String,
    project: String,
    category: String,
    share: Option<i64>,
    rating: String,
    scored_on: Option<String>,
}

macro_rules! compared {
    ($order:literal) => {
        concat!(
            "SELECT p.slug, p.name AS project, x.name AS category, x.share, x.rating, x.scored_on FROM \
             (SELECT c.project_id, c.name, c.share, c.rating, s.scored_on FROM standing_categories c \
             JOIN standings s ON s.project_id = c.project_id WHERE c.key = $1 AND s.archived = $4 \
             AND ($2 OR EXISTS (SELECT 1 FROM access m WHERE m.user_id = $3 AND m.project_id = c.project_id)) ORDER BY ",
            $order,
            " LIMIT $5 OFFSET $6) x JOIN projects p ON p.id = x.project_id"
        )
    };
}

/// What projects say of a category, the highest share first, and last those of which it is not known.
pub async fn list_compared(tx: &mut Tx, filter: &CompareFilter, window: Window) -> Result<Vec<Compared>, StorageError> {
    let sql = if filter.lowest_first {
        compared!("(c.share IS NULL), c.share, c.project_id")
    } else {
        compared!("(c.share IS NULL), c.share DESC, c.project_id DESC")
    };
    let (all, member) = (filter.member.is_none(), filter.member.map(|user| user.0));
    let rows = all!(tx, ComparedRow, sql, &filter.key, all, member, false, window.limit, window.offset)?;
    let mut rows = rows
        .into_iter()
        .map(|row| {
            Ok(Compared {
                slug: parsed(&row.slug, "projects.slug")?,
                project: parsed(&row.project, "projects.name")?,
                category: parsed(&row.category, "standing_categories.name")?,
                share: row.share,
                rating: row.rating,
                scored_on: row.scored_on,
            })
        })
        .collect::<Result<Vec<_>, StorageError>>()?;
    // What is joined comes in no promised order.
    let unknown_last = |row: &Compared| (row.share.is_none(), row.share.map(|share| if filter.lowest_first { share } else { -share }));
    rows.sort_by_key(unknown_last);
    Ok(rows)
}

/// How many projects have a category.
pub async fn count_compared(tx: &mut Tx, filter: &CompareFilter) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM standing_categories c JOIN standings s ON s.project_id = c.project_id WHERE c.key = $1 AND s.archived = $4 \
               AND ($2 OR EXISTS (SELECT 1 FROM access m WHERE m.user_id = $3 AND m.project_id = c.project_id))";
    let (all, member) = (filter.member.is_none(), filter.member.map(|user| user.0));
    one!(tx, (i64,), sql, &filter.key, all, member, false).map(|row| row.0)
}
