//! All projects that a person may see, each with how it stands.

mod categories;
mod order;
mod standings;
mod tags;
mod views;

pub use categories::{CategoryRow, CompareFilter, Compared, count_compared, list_categories, list_compared, set_categories};
pub use order::Sort;
pub(crate) use standings::begin;
pub use standings::{Facts, Known, facts, known, list_audits, list_lapsed, list_verdicts, postpone, set_verdicts, write};
pub use tags::{TagSums, count_tags, list_by_tag, list_tags, sums_untagged};
pub use views::{count_views, delete_view, find_view, insert_view, list_views, update_view};

use crate::projects::Row as ProjectRow;
use crate::values::{Moment, parsed, parsed_some};
use crate::{StorageError, Tx, Window};
use domain::Day;
use domain::decisions::Verdict;
use domain::ids::{ProjectId, UserId};
use domain::portfolio::{Audits, GoalVerdict, Open, Standing};
use domain::projects::Project;
use domain::text::Slug;
use order::in_order;

/// Which projects are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those this person is a member of; `None` for all.
    pub member: Option<UserId>,
    /// Archived ones instead of those in use.
    pub archived: bool,
    /// Only those with this tag; empty for all.
    pub tag: String,
    /// Only those without any tag.
    pub untagged: bool,
    /// Only those whose name holds this text; empty for all.
    pub text: String,
    /// Only those where this goal has this verdict, in which `None` is undecided.
    pub verdict: Option<(Slug, Option<Verdict>)>,
    /// Only those with an open blocker of the first tier.
    pub urgent: bool,
    /// Only those whose last audit was before this day, or that never had one.
    pub audited_before: Option<Day>,
}

/// What a [`Filter`] binds, in the order of the statements.
pub(crate) struct Bound<'a> {
    all: bool,
    member: Option<uuid::Uuid>,
    pattern: String,
    goal: &'a str,
    verdict: &'static str,
    before: String,
}

impl Filter {
    fn bound(&self) -> Bound<'_> {
        // For LIKE, with its own signs taken literally (`!` escapes).
        let literal = self.text.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        let (goal, verdict) = self.verdict.as_ref().map_or(("", ""), |(goal, verdict)| (goal.as_str(), GoalVerdict::word(*verdict)));
        Bound {
            all: self.member.is_none(),
            member: self.member.map(|user| user.0),
            pattern: if literal.is_empty() { String::new() } else { format!("%{literal}%") },
            goal,
            verdict,
            before: self.audited_before.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// Whether nothing is asked for but those in use, or those that are archived.
    fn is_plain(&self) -> bool {
        *self == Self { member: self.member, archived: self.archived, ..Self::default() }
    }
}

/// The one condition of all statements about rows of `standings s`; `$1` to `$10`.
macro_rules! matching {
    () => {
        " s.archived = $1 \
         AND ($2 OR EXISTS (SELECT 1 FROM access m WHERE m.user_id = $3 AND m.project_id = s.project_id)) \
         AND ($4 = '' OR EXISTS (SELECT 1 FROM project_tags g WHERE g.tag = $4 AND g.project_id = s.project_id)) \
         AND (NOT $5 OR NOT EXISTS (SELECT 1 FROM project_tags g WHERE g.project_id = s.project_id)) \
         AND ($6 = '' OR s.name_key LIKE $6 ESCAPE '!') \
         AND ($7 = '' OR EXISTS (SELECT 1 FROM standing_verdicts v WHERE v.project_id = s.project_id AND v.goal = $7 AND v.verdict = $8)) \
         AND (NOT $9 OR s.open_first > 0) \
         AND ($10 = '' OR s.audited_on IS NULL OR s.audited_on < $10) "
    };
}
pub(crate) use matching;

/// What a row of a list shows, of `standings s` and `projects p`. The verdicts are lines of place, word, goal and name.
macro_rules! columns {
    () => {
        " p.id, p.slug, p.name, p.description, p.rule, p.words, p.gates, p.archived_at, p.created_at, p.version, \
         (SELECT string_agg(t.tag, ' ') FROM project_tags t WHERE t.project_id = p.id) AS tags, \
         (SELECT string_agg(CAST(v.position AS TEXT) || ' ' || v.verdict || ' ' || v.goal || ' ' || v.name, '\n') \
            FROM standing_verdicts v WHERE v.project_id = p.id) AS verdicts, \
         s.audited_on, s.scored_on, s.score, s.stated, s.delta, s.scores, s.open_first, s.open_second, s.open_others, s.overdue, \
         s.items_open, s.items_done, s.lapses_at "
    };
}
pub(crate) use columns;

/// Binds a filter to a statement, and what comes after.
macro_rules! filtered {
    ($run:ident, $tx:expr, $row:ty, $sql:expr, $filter:expr $(, $more:expr)*) => {{
        let filter: &$crate::portfolio::Filter = $filter;
        let bound = filter.bound();
        $run!(
            $tx,
            $row,
            $sql,
            filter.archived,
            bound.all,
            bound.member,
            &filter.tag,
            filter.untagged,
            &bound.pattern,
            bound.goal,
            bound.verdict,
            filter.urgent,
            &bound.before
            $(, $more)*
        )
    }};
}
pub(crate) use filtered;

/// A project in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The project.
    pub project: Project,
    /// How it stands.
    pub standing: Standing,
}

#[derive(sqlx::FromRow)]
pub(crate) struct Joined {
    #[sqlx(flatten)]
    project: ProjectRow,
    verdicts: Option<String>,
    audited_on: Option<String>,
    scored_on: Option<String>,
    score: Option<i64>,
    stated: Option<i64>,
    delta: Option<i64>,
    scores: String,
    open_first: i64,
    open_second: i64,
    open_others: i64,
    overdue: i64,
    items_open: i64,
    items_done: i64,
    lapses_at: Moment,
}

impl Joined {
    pub(crate) fn row(self) -> Result<Row, StorageError> {
        let scores = self.scores.split_whitespace().map(|score| parsed(score, "standings.scores")).collect::<Result<_, _>>()?;
        Ok(Row {
            project: self.project.project()?,
            standing: Standing {
                audits: Audits {
                    audited_on: parsed_some(self.audited_on.as_deref(), "standings.audited_on")?,
                    scored_on: parsed_some(self.scored_on.as_deref(), "standings.scored_on")?,
                    score: self.score,
                    stated: self.stated,
                    delta: self.delta,
                    scores,
                },
                open: Open { first: self.open_first, second: self.open_second, others: self.open_others },
                overdue: self.overdue,
                items_done: self.items_done,
                items: self.items_open + self.items_done,
                verdicts: verdicts(self.verdicts.as_deref().unwrap_or_default())?,
                lapses_at: self.lapses_at.into(),
            },
        })
    }
}

/// Reads the lines of verdicts; they come in no order.
fn verdicts(lines: &str) -> Result<Vec<GoalVerdict>, StorageError> {
    let corrupt = || StorageError::Corrupt("standing_verdicts");
    let mut found = lines
        .lines()
        .map(|line| {
            let mut parts = line.splitn(4, ' ');
            let mut part = || parts.next().ok_or_else(corrupt);
            let (place, word, goal, name) = (part()?, part()?, part()?, part()?);
            let place: i32 = parsed(place, "standing_verdicts.position")?;
            let verdict = GoalVerdict::from_word(word).ok_or_else(corrupt)?;
            let (goal, name) = (parsed(goal, "standing_verdicts.goal")?, parsed(name, "standing_verdicts.name")?);
            Ok((place, GoalVerdict { goal, name, verdict }))
        })
        .collect::<Result<Vec<_>, StorageError>>()?;
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, verdict)| verdict).collect())
}

/// Somebody with at most so many projects gets them sorted; with more, they are picked from all in the order of an index. Both are
/// bounded: either so many rows are sorted, or a page is full after a few of its size.
const FEW: i64 = 500;

/// A page of rows is picked from an index first, and only what is on it is looked up: the last page costs no more than its places.
macro_rules! picked {
    ($order:literal) => {
        concat!(
            "SELECT",
            columns!(),
            "FROM (SELECT s.project_id FROM standings s WHERE",
            matching!(),
            "ORDER BY ",
            $order,
            " LIMIT $11 OFFSET $12) x JOIN standings s ON s.project_id = x.project_id JOIN projects p ON p.id = x.project_id ORDER BY ",
            $order
        )
    };
}

/// Beginning with the few projects of somebody.
macro_rules! sorted {
    ($order:literal) => {
        concat!(
            "SELECT",
            columns!(),
            "FROM access o JOIN standings s ON s.project_id = o.project_id JOIN projects p ON p.id = s.project_id WHERE o.user_id = $3 AND",
            matching!(),
            "ORDER BY ",
            $order,
            " LIMIT $11 OFFSET $12"
        )
    };
}

/// Projects that the filter lets through, in an order; `down` turns it round.
pub async fn list(tx: &mut Tx, filter: &Filter, sort: Sort, down: bool, window: Window) -> Result<Vec<Row>, StorageError> {
    let few = match filter.member {
        Some(user) => {
            // Counting stops where the answer is known: who is a member of thousands does not pay for all of them.
            let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM access WHERE user_id = $1 LIMIT $2) few";
            one!(tx, (i64,), sql, user.0, FEW + 1)?.0 <= FEW
        }
        None => false,
    };
    let sql = if few { in_order!(sorted, sort, down) } else { in_order!(picked, sort, down) };
    filtered!(all, tx, Joined, sql, filter, window.limit, window.offset)?.into_iter().map(Joined::row).collect()
}

/// How one project stands.
pub async fn find(tx: &mut Tx, project: ProjectId) -> Result<Standing, StorageError> {
    let sql = concat!("SELECT", columns!(), "FROM standings s JOIN projects p ON p.id = s.project_id WHERE s.project_id = $1");
    Ok(one!(tx, Joined, sql, project.0)?.row()?.standing)
}

/// How many projects the filter lets through.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64, StorageError> {
    // What is plain is counted in indexes; the condition below would look into every row.
    match filter.member {
        None if filter.is_plain() => {
            return one!(tx, (i64,), "SELECT COUNT(*) FROM standings WHERE archived = $1", filter.archived).map(|row| row.0);
        }
        Some(user) if filter.is_plain() => {
            let sql = "SELECT COUNT(*) FROM standings s WHERE s.archived = $2 \
                       AND EXISTS (SELECT 1 FROM access m WHERE m.user_id = $1 AND m.project_id = s.project_id)";
            let archived = one!(tx, (i64,), sql, user.0, true)?.0;
            return if filter.archived { Ok(archived) } else { count_memberships(tx, user).await.map(|all| all - archived) };
        }
        _ => (),
    }
    let sql = concat!("SELECT COUNT(*) FROM standings s WHERE", matching!());
    filtered!(one, tx, (i64,), sql, filter).map(|row| row.0)
}

/// How many projects somebody is a member of.
async fn count_memberships(tx: &mut Tx, user: UserId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM access WHERE user_id = $1", user.0).map(|row| row.0)
}
