//! Lists of which the reader says what is wanted, and counts.

use super::Row;
use crate::blockers::OwnedBy;
use crate::values::{variant, word_some};
use crate::{StorageError, Tx, Window};
use domain::Day;
use domain::ids::{ProjectId, RiskId};
use domain::risks::{Level, Matrix, Risk};
use uuid::Uuid;

/// The figure of a level, 1 to 5, for a column that holds its word.
macro_rules! rank {
    ($column:literal) => {
        concat!(
            "CASE ",
            $column,
            " WHEN 'very_low' THEN 1 WHEN 'low' THEN 2 WHEN 'medium' THEN 3 WHEN 'high' THEN 4 WHEN 'critical' THEN 5 END"
        )
    };
}

/// All risks of a project with three computed columns: `product` of likelihood and impact, `rank` of the level (by the
/// matrix, whose lowest products are `$2` to `$5`, else as stated), and `cover` of the acceptance on the day `$6`.
/// The same rules as those of the domain; a test holds them together.
macro_rules! rated {
    ($head:literal, $($tail:tt)*) => {
        concat!(
            $head,
            " FROM (SELECT r.*, CASE WHEN accepted_until IS NULL THEN 'none' WHEN accepted_until < $6 THEN 'past' \
             WHEN polarity = 'higher_is_better' AND (rank < accepted_rank OR product < accepted_product) THEN 'worse' \
             WHEN polarity <> 'higher_is_better' AND (rank > accepted_rank OR product > accepted_product) THEN 'worse' \
             WHEN rank IS NOT NULL AND accepted_rank IS NULL THEN 'worse' ELSE 'holds' END AS cover \
             FROM (SELECT q.*, CASE WHEN product IS NULL THEN stated_rank WHEN product >= $5 THEN 5 WHEN product >= $4 THEN 4 \
             WHEN product >= $3 THEN 3 WHEN product >= $2 THEN 2 ELSE 1 END AS rank \
             FROM (SELECT risks.*, (",
            rank!("likelihood"),
            ") * (",
            rank!("impact"),
            ") AS product, ",
            rank!("level"),
            " AS stated_rank, ",
            rank!("accepted_level"),
            " AS accepted_rank, (",
            rank!("accepted_likelihood"),
            ") * (",
            rank!("accepted_impact"),
            ") AS accepted_product FROM risks WHERE project_id = $1 AND deleted_at IS NULL) q) r) s",
            $($tail)*
        )
    };
}

/// The condition of a list, after the computed columns.
macro_rules! matching {
    ($head:literal, $tail:literal) => {
        rated!(
            $head,
            " WHERE ($7 = 'all' OR ($7 = 'closed') = (closed_at IS NOT NULL)) \
             AND ($8 = 0 OR rank = $8 OR ($8 = -1 AND rank IS NULL)) \
             AND ($9 = 'any' OR ($9 = 'nobody' AND owner IS NULL) OR ($9 = 'member' AND owner_id = $10) \
             OR ($9 = 'named' AND (owner = $11 OR LOWER(owner) LIKE $12 ESCAPE '!'))) \
             AND (NOT $13 OR (review_on <= $6 AND closed_at IS NULL)) \
             AND ($14 = 'any' OR ($14 = 'holds') = (cover = 'holds')) \
             AND ($15 = '' OR likelihood = $15) AND ($16 = '' OR impact = $16)",
            $tail
        )
    };
}

/// Which risks are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Open or closed.
    pub state: State,
    /// Of which level.
    pub level: LevelAsked,
    /// Whose they are.
    pub owner: OwnedBy,
    /// Only open ones that somebody should look at again.
    pub due: bool,
    /// Whether somebody has accepted them as they are.
    pub accepted: Accepted,
    /// Only those of this likelihood.
    pub likelihood: Option<Level>,
    /// Only those of this impact.
    pub impact: Option<Level>,
}

/// Open or closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Could still happen.
    #[default]
    Open,
    /// Does not exist any more.
    Closed,
    /// Either.
    All,
}

/// Of which level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LevelAsked {
    /// Whichever.
    #[default]
    Any,
    /// This one.
    Is(Level),
    /// Of none that anybody knows.
    Unknown,
}

/// Whether an acceptance covers a risk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accepted {
    /// Whether or not.
    #[default]
    Any,
    /// One does.
    Holds,
    /// None does, or none any more.
    Not,
}

/// How many risks a project has on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Those that are open.
    pub open: i64,
    /// Those that are closed.
    pub closed: i64,
    /// Open ones that an acceptance covers.
    pub accepted: i64,
    /// Open ones that somebody should look at again.
    pub due: i64,
}

/// What the filter binds after the project, the matrix and the day.
struct Bound {
    state: &'static str,
    level: i32,
    accepted: &'static str,
    likelihood: String,
    impact: String,
}

impl Filter {
    fn bound(&self) -> Result<Bound, StorageError> {
        let state = match self.state {
            State::Open => "open",
            State::Closed => "closed",
            State::All => "all",
        };
        let level = match self.level {
            LevelAsked::Any => 0,
            LevelAsked::Unknown => -1,
            LevelAsked::Is(level) => level.number().into(),
        };
        let accepted = match self.accepted {
            Accepted::Any => "any",
            Accepted::Holds => "holds",
            Accepted::Not => "not",
        };
        let (likelihood, impact) = (word_some(self.likelihood)?.unwrap_or_default(), word_some(self.impact)?.unwrap_or_default());
        Ok(Bound { state, level, accepted, likelihood, impact })
    }
}

/// Risks that the filter lets through, in the order of their entry.
pub async fn list(
    tx: &mut Tx,
    project: ProjectId,
    filter: &Filter,
    matrix: &Matrix,
    today: Day,
    window: Window,
) -> Result<Vec<Risk>, StorageError> {
    let sql = matching!(
        "SELECT id, project_id, position, title, description, inherent_level, inherent_likelihood, inherent_impact, level, likelihood, impact, \
         target, target_likelihood, target_impact, previous, polarity, response, mitigation, owner, owner_id, review_on, status, \
         closed_at, closed_by_name, closed_reason, accepted_at, accepted_by_name, accepted_until, accepted_reason, accepted_level, \
         accepted_likelihood, accepted_impact, opened_in, line_from, line_to, opened_at, version",
        " ORDER BY position, id LIMIT $17 OFFSET $18"
    );
    let [low, medium, high, critical] = matrix.from().map(i32::from);
    let (case, member, name, pattern) = filter.owner.columns();
    let Bound { state, level, accepted, likelihood, impact } = filter.bound()?;
    let (today, due, few, after) = (today.to_string(), filter.due, window.limit, window.offset);
    let rows = all!(
        tx, Row, sql, project.0, low, medium, high, critical, today, state, level, case, member, name, pattern, due, accepted, likelihood,
        impact, few, after
    )?;
    rows.into_iter().map(Row::risk).collect()
}

/// How many risks the filter lets through.
pub async fn count_matching(tx: &mut Tx, project: ProjectId, filter: &Filter, matrix: &Matrix, today: Day) -> Result<i64, StorageError> {
    let sql = matching!("SELECT COUNT(*)", "");
    let [low, medium, high, critical] = matrix.from().map(i32::from);
    let (case, member, name, pattern) = filter.owner.columns();
    let Bound { state, level, accepted, likelihood, impact } = filter.bound()?;
    let (today, due) = (today.to_string(), filter.due);
    let row = one!(
        tx,
        (i64,),
        sql,
        project.0,
        low,
        medium,
        high,
        critical,
        today,
        state,
        level,
        case,
        member,
        name,
        pattern,
        due,
        accepted,
        likelihood,
        impact
    )?;
    Ok(row.0)
}

/// How many risks a project has, by what becomes of them.
pub async fn counts(tx: &mut Tx, project: ProjectId, matrix: &Matrix, today: Day) -> Result<Counts, StorageError> {
    let sql = rated!(
        "SELECT CAST(COALESCE(SUM(CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS open, \
         CAST(COALESCE(SUM(CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END), 0) AS BIGINT) AS closed, \
         CAST(COALESCE(SUM(CASE WHEN closed_at IS NULL AND cover = 'holds' THEN 1 ELSE 0 END), 0) AS BIGINT) AS accepted, \
         CAST(COALESCE(SUM(CASE WHEN closed_at IS NULL AND review_on <= $6 THEN 1 ELSE 0 END), 0) AS BIGINT) AS due",
        ""
    );
    let [low, medium, high, critical] = matrix.from().map(i32::from);
    one!(tx, Counts, sql, project.0, low, medium, high, critical, today.to_string())
}

/// How many open risks stand in each cell of likelihood and impact, where both are known.
pub async fn count_cells(tx: &mut Tx, project: ProjectId) -> Result<Vec<(Level, Level, i64)>, StorageError> {
    let sql = "SELECT likelihood, impact, COUNT(*) FROM risks WHERE project_id = $1 AND deleted_at IS NULL AND closed_at IS NULL \
               AND likelihood IS NOT NULL AND impact IS NOT NULL GROUP BY likelihood, impact";
    let rows = all!(tx, (String, String, i64), sql, project.0)?;
    rows.into_iter()
        .map(|(likelihood, impact, count)| Ok((variant(&likelihood, "risks.likelihood")?, variant(&impact, "risks.impact")?, count)))
        .collect()
}

/// How many open risks no acceptance covers, by level; `None` for those of a level that nobody knows. Qualities are not among them.
pub async fn count_unaccepted(
    tx: &mut Tx,
    project: ProjectId,
    matrix: &Matrix,
    today: Day,
) -> Result<Vec<(Option<Level>, i64)>, StorageError> {
    let sql = rated!(
        "SELECT rank, COUNT(*)",
        " WHERE closed_at IS NULL AND polarity <> 'higher_is_better' AND cover <> 'holds' GROUP BY rank ORDER BY rank"
    );
    let [low, medium, high, critical] = matrix.from().map(i32::from);
    let rows = all!(tx, (Option<i32>, i64), sql, project.0, low, medium, high, critical, today.to_string())?;
    rows.into_iter().map(|(rank, count)| Ok((level(rank)?, count))).collect()
}

/// Open risks that no acceptance covers, the gravest first, those of an unknown level last: what they are called, and their level.
pub async fn list_unaccepted(
    tx: &mut Tx,
    project: ProjectId,
    matrix: &Matrix,
    today: Day,
    window: Window,
) -> Result<Vec<(RiskId, String, Option<Level>)>, StorageError> {
    let sql = rated!(
        "SELECT id, title, rank",
        " WHERE closed_at IS NULL AND polarity <> 'higher_is_better' AND cover <> 'holds' \
         ORDER BY CASE WHEN rank IS NULL THEN 0 ELSE rank END DESC, position, id LIMIT $7 OFFSET $8"
    );
    let [low, medium, high, critical] = matrix.from().map(i32::from);
    let today = today.to_string();
    let rows = all!(tx, (Uuid, String, Option<i32>), sql, project.0, low, medium, high, critical, today, window.limit, window.offset)?;
    rows.into_iter().map(|(id, title, rank)| Ok((RiskId(id), title, level(rank)?))).collect()
}

fn level(rank: Option<i32>) -> Result<Option<Level>, StorageError> {
    let level = |rank: i32| u8::try_from(rank).ok().and_then(Level::from_number).ok_or(StorageError::Corrupt("risks.level"));
    rank.map(level).transpose()
}
