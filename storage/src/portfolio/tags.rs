//! Projects by tag: one with two tags stands under both.

use super::order::in_order;
use super::{Filter, Joined, Row, Sort, columns, filtered, matching};
use crate::values::parsed;
use crate::{StorageError, Tx, Window};
use domain::text::Tag;

/// What the projects under a tag come to together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagSums {
    /// The tag; `None` for the projects without any.
    pub tag: Option<Tag>,
    /// How many projects there are.
    pub projects: i64,
    /// How many of them have a score, and what those scores add up to, in ten-thousandths.
    pub scored: (i64, i64),
    /// Their open blockers of the first tier.
    pub urgent: i64,
    /// What is overdue in them.
    pub overdue: i64,
}

#[derive(sqlx::FromRow)]
struct SumsRow {
    tag: String,
    projects: i64,
    scored: i64,
    score_sum: i64,
    urgent: i64,
    overdue: i64,
}

impl SumsRow {
    fn sums(self) -> Result<TagSums, StorageError> {
        let tag = if self.tag.is_empty() { None } else { Some(parsed(&self.tag, "project_tags.tag")?) };
        let Self { projects, scored, score_sum, urgent, overdue, .. } = self;
        Ok(TagSums { tag, projects, scored: (scored, score_sum), urgent, overdue })
    }
}

/// What one section of a list comes to, of `standings s`.
macro_rules! sums {
    () => {
        " COUNT(*) AS projects, COUNT(s.score) AS scored, CAST(COALESCE(SUM(s.score), 0) AS BIGINT) AS score_sum, \
         CAST(COALESCE(SUM(s.open_first), 0) AS BIGINT) AS urgent, CAST(COALESCE(SUM(s.overdue), 0) AS BIGINT) AS overdue "
    };
}

/// The tags of the projects that the filter lets through, by name, each with what they come to.
pub async fn list_tags(tx: &mut Tx, filter: &Filter, window: Window) -> Result<Vec<TagSums>, StorageError> {
    let sql = concat!(
        "SELECT t.tag,",
        sums!(),
        "FROM project_tags t JOIN standings s ON s.project_id = t.project_id WHERE",
        matching!(),
        "GROUP BY t.tag ORDER BY t.tag LIMIT $11 OFFSET $12"
    );
    filtered!(all, tx, SumsRow, sql, filter, window.limit, window.offset)?.into_iter().map(SumsRow::sums).collect()
}

/// How many tags those projects have together.
pub async fn count_tags(tx: &mut Tx, filter: &Filter) -> Result<i64, StorageError> {
    let sql =
        concat!("SELECT COUNT(DISTINCT t.tag) FROM project_tags t JOIN standings s ON s.project_id = t.project_id WHERE", matching!());
    filtered!(one, tx, (i64,), sql, filter).map(|row| row.0)
}

/// What the projects without any tag come to that the filter lets through.
pub async fn sums_untagged(tx: &mut Tx, filter: &Filter) -> Result<TagSums, StorageError> {
    let bare = Filter { untagged: true, ..filter.clone() };
    let sql = concat!("SELECT '' AS tag,", sums!(), "FROM standings s WHERE", matching!());
    filtered!(one, tx, SumsRow, sql, &bare)?.sums()
}

#[derive(sqlx::FromRow)]
struct Placed {
    section: String,
    #[sqlx(flatten)]
    row: Joined,
}

macro_rules! sections {
    ($order:literal) => {
        concat!(
            "SELECT x.section,",
            columns!(),
            "FROM (SELECT t.tag AS section, s.project_id, ROW_NUMBER() OVER (PARTITION BY t.tag ORDER BY ",
            $order,
            ") AS place FROM project_tags t JOIN standings s ON s.project_id = t.project_id WHERE t.tag >= $12 AND t.tag <= $13 AND",
            matching!(),
            ") x JOIN standings s ON s.project_id = x.project_id JOIN projects p ON p.id = x.project_id WHERE x.place <= $11 \
             ORDER BY x.section, x.place"
        )
    };
}

/// The first projects under each tag from one to another, in an order: tag by tag.
pub async fn list_by_tag(
    tx: &mut Tx,
    filter: &Filter,
    (sort, down): (Sort, bool),
    (from, to): (&Tag, &Tag),
    each: i64,
) -> Result<Vec<(Tag, Row)>, StorageError> {
    let sql = in_order!(sections, sort, down);
    let rows = filtered!(all, tx, Placed, sql, filter, each, from.as_str(), to.as_str())?;
    rows.into_iter().map(|placed| Ok((parsed(&placed.section, "project_tags.tag")?, placed.row.row()?))).collect()
}
