//! All projects that a person may see, beside each other.

mod compare;
mod groups;
mod standing;
mod views;

pub use compare::{Comparison, compare};
pub use groups::{Group, Groups, by_tag};
pub(crate) use standing::refresh;
pub use standing::{Refreshed, refresh_lapsed};
pub use views::{ViewForm, change_view, delete_view, save_view, views};

use crate::accounts::SignedIn;
use crate::{Page, PageNumber, ServiceError};
use domain::decisions::Verdict;
use domain::exports::csv;
use domain::text::Slug;
use domain::{Timestamp, months};
use storage::portfolio::{self, Filter};
use storage::{Db, Window};

pub use storage::portfolio::{Compared, Row as ProjectRow, Sort, TagSums};

/// What is asked for.
#[allow(clippy::struct_excessive_bools, reason = "each is a box of the filter, and the last one the way it runs")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Text in the name; empty for all.
    pub text: String,
    /// One tag; empty for all.
    pub tag: String,
    /// Only those without any tag.
    pub untagged: bool,
    /// Archived projects instead of those in use.
    pub archived: bool,
    /// Only those where this goal has this verdict, in which `None` is undecided.
    pub verdict: Option<(Slug, Option<Verdict>)>,
    /// Only those with an open blocker of the first tier.
    pub urgent: bool,
    /// Only those whose last audit is older than so many days, or that never had one.
    pub older_than: Option<u16>,
    /// What they are ordered by.
    pub sort: Sort,
    /// The other way round.
    pub down: bool,
}

impl Query {
    fn filter(&self, who: &SignedIn, now: Timestamp) -> Filter {
        Filter {
            member: (!who.user().admin).then_some(who.user().id),
            archived: self.archived,
            tag: self.tag.trim().to_lowercase(),
            untagged: self.untagged,
            text: self.text.trim().to_owned(),
            verdict: self.verdict.clone(),
            urgent: self.urgent,
            audited_before: self.older_than.and_then(|days| now.today().plus_days(-i64::from(days))),
        }
    }
}

/// Projects as they stand. Two queries, at most four for who is no administrator, however many projects there are.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, who: &SignedIn, query: &Query, page: PageNumber, now: Timestamp) -> Result<Page<ProjectRow>, ServiceError> {
    const SIZE: u32 = 25;
    let filter = query.filter(who, now);
    let mut tx = db.read().await?;
    let rows = portfolio::list(&mut tx, &filter, query.sort, query.down, page.window(SIZE)).await?;
    Ok(Page::new(rows, portfolio::count(&mut tx, &filter).await?, page, SIZE))
}

/// The same as a table for spreadsheets: all that is asked for, at most 50,000 rows.
///
/// # Errors
/// Where the database fails.
pub async fn export(db: &Db, who: &SignedIn, query: &Query, now: Timestamp) -> Result<String, ServiceError> {
    const MOST: i64 = 50_000;
    let filter = query.filter(who, now);
    let rows = portfolio::list(&mut db.read().await?, &filter, query.sort, query.down, Window::first(MOST)).await?;
    Ok(table(&rows, now))
}

/// One line for each project. Goals without a column of their own stand in the last one, as `goal=verdict`.
fn table(rows: &[ProjectRow], now: Timestamp) -> String {
    use domain::portfolio::GoalVerdict;
    const HEAD: [&str; 18] = [
        "address",
        "project",
        "tags",
        "score",
        "stated score",
        "change",
        "scored on",
        "last audit",
        "days since audit",
        "demo",
        "beta",
        "production",
        "other goals",
        "open tier 1",
        "open tier 2",
        "open other tiers",
        "overdue",
        "items done",
    ];
    let mut table = csv::Table::default();
    table.line(HEAD.into_iter().chain(["items"]));
    let figure = |score: Option<i64>| score.map(|score| rust_decimal::Decimal::new(score, 2).normalize().to_string()).unwrap_or_default();
    for ProjectRow { project, standing } in rows {
        let (audits, open) = (&standing.audits, standing.open);
        let tags: Vec<&str> = project.tags.iter().map(domain::text::Tag::as_str).collect();
        let verdict = |goal: &str| {
            let found = standing.verdicts.iter().find(|row| row.goal.as_str() == goal);
            found.map(|row| GoalVerdict::word(row.verdict).to_owned()).unwrap_or_default()
        };
        let others = standing.verdicts.iter().filter(|row| !GoalVerdict::COLUMNS.contains(&row.goal.as_str()));
        let others: Vec<String> = others.map(|row| format!("{}={}", row.goal, GoalVerdict::word(row.verdict))).collect();
        let day = |on: Option<domain::time::ReportDate>| on.map(|on| on.to_string()).unwrap_or_default();
        let cells = [
            project.slug.to_string(),
            project.name.to_string(),
            tags.join(" "),
            figure(audits.score),
            figure(audits.stated),
            figure(audits.delta),
            day(audits.scored_on),
            day(audits.audited_on),
            audits.audited_on.map(|on| days_since(on, now).to_string()).unwrap_or_default(),
            verdict(GoalVerdict::COLUMNS[0]),
            verdict(GoalVerdict::COLUMNS[1]),
            verdict(GoalVerdict::COLUMNS[2]),
            others.join(" "),
            open.first.to_string(),
            open.second.to_string(),
            open.others.to_string(),
            standing.overdue.to_string(),
            standing.items_done.to_string(),
            standing.items.to_string(),
        ];
        table.line(cells);
    }
    table.finish()
}

/// Whole days since the date of an audit, of which a month counts as its first day; 0 for one that lies ahead.
#[must_use]
pub fn days_since(on: domain::time::ReportDate, now: Timestamp) -> i64 {
    (months::day_number(now.day()) - months::day_number(on)).max(0)
}
