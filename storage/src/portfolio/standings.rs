//! How one project stands: what it follows from, and the row that keeps it.

use crate::values::{Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::ids::{AssessmentId, ProjectId};
use domain::portfolio::{Audit, GoalVerdict, Open, Standing};
use domain::{Day, Timestamp};
use uuid::Uuid;

/// What the registers of a project come to at a moment, and when they come to something else by the calendar alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Blockers that block.
    pub open: Open,
    /// Blockers that block and items that are not done, past the day they were due.
    pub overdue: i64,
    /// Items that are not done.
    pub items_open: i64,
    /// Items that are done.
    pub items_done: i64,
    /// The next last days of waivers, due dates and acceptances.
    pub days: Vec<Day>,
    /// The next moments at which a result expires.
    pub moments: Vec<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct FactsRow {
    open_first: i64,
    open_second: i64,
    open_others: i64,
    blockers_late: i64,
    blocker_due: Option<String>,
    waived: Option<String>,
    items_open: i64,
    items_done: i64,
    vouched: Option<Moment>,
    items_late: i64,
    item_due: Option<String>,
    accepted: Option<String>,
    expires: Option<Moment>,
}

/// What the registers of a project come to, without what is in the bin: one statement.
pub async fn facts(tx: &mut Tx, project: ProjectId, now: Timestamp) -> Result<Facts, StorageError> {
    let sql = "SELECT b.open_first, b.open_second, b.open_others, b.blockers_late, b.blocker_due, b.waived, i.items_open, i.items_done, i.vouched, \
        d.items_late, d.item_due, r.accepted, v.expires FROM \
        (SELECT CAST(COALESCE(SUM(CASE WHEN (waived_until IS NULL OR waived_until < $2) AND tier = 1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS open_first, \
            CAST(COALESCE(SUM(CASE WHEN (waived_until IS NULL OR waived_until < $2) AND tier = 2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS open_second, \
            CAST(COALESCE(SUM(CASE WHEN (waived_until IS NULL OR waived_until < $2) AND tier > 2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS open_others, \
            CAST(COALESCE(SUM(CASE WHEN (waived_until IS NULL OR waived_until < $2) AND due < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS blockers_late, \
            MIN(CASE WHEN due >= $2 THEN due END) AS blocker_due, MIN(CASE WHEN waived_until >= $2 THEN waived_until END) AS waived \
            FROM blockers WHERE project_id = $1 AND deleted_at IS NULL AND state <> 'resolved') b, \
        (SELECT CAST(COALESCE(SUM(CASE WHEN state = 'done' OR (state = 'waiting' AND verified_until > $3) THEN 1 ELSE 0 END), 0) AS BIGINT) AS items_done, \
            CAST(COALESCE(SUM(CASE WHEN state = 'open' OR (state = 'waiting' AND (verified_until IS NULL OR verified_until <= $3)) THEN 1 ELSE 0 END), 0) \
            AS BIGINT) AS items_open, MIN(CASE WHEN state = 'waiting' AND verified_until > $3 THEN verified_until END) AS vouched \
            FROM items WHERE project_id = $1 AND deleted_at IS NULL) i, \
        (SELECT CAST(COALESCE(SUM(CASE WHEN due < $2 AND (state = 'open' OR (state = 'waiting' AND (verified_until IS NULL OR verified_until <= $3))) \
            THEN 1 ELSE 0 END), 0) AS BIGINT) AS items_late, MIN(CASE WHEN due >= $2 AND state IN ('open', 'waiting') THEN due END) AS item_due \
            FROM items WHERE project_id = $1 AND deleted_at IS NULL AND due IS NOT NULL) d, \
        (SELECT MIN(accepted_until) AS accepted FROM risks \
            WHERE project_id = $1 AND deleted_at IS NULL AND closed_at IS NULL AND accepted_until >= $2) r, \
        (SELECT MIN(last_expires_at) AS expires FROM verifications \
            WHERE project_id = $1 AND deleted_at IS NULL AND last_outcome = 'pass' AND last_expires_at > $3) v";
    let row = one!(tx, FactsRow, sql, project.0, now.today().to_string(), now.to_utc())?;
    let days = [row.blocker_due, row.waived, row.item_due, row.accepted];
    let days = days.into_iter().flatten().map(|day| parsed(&day, "a day of a register")).collect::<Result<_, _>>()?;
    Ok(Facts {
        open: Open { first: row.open_first, second: row.open_second, others: row.open_others },
        overdue: row.blockers_late + row.items_late,
        items_open: row.items_open,
        items_done: row.items_done,
        days,
        moments: [row.vouched, row.expires].into_iter().flatten().map(Into::into).collect(),
    })
}

#[derive(sqlx::FromRow)]
struct AuditRow {
    id: Uuid,
    ordered_on: String,
    score: Option<i64>,
    stated_score: Option<i64>,
    version: i64,
    written: i64,
}

/// The last audits of a project that count, the newest first, and for each what says in which state it is.
pub async fn list_audits(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<(AssessmentId, Audit, String)>, StorageError> {
    let sql = "SELECT x.id, x.ordered_on, x.score, x.stated_score, x.version, x.written FROM assessments x WHERE x.project_id = $1 \
        AND (x.source_id IS NOT NULL OR x.state = 'final') \
        AND NOT EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = x.id AND s.state = 'final') \
        ORDER BY x.ordered_on DESC, x.id DESC LIMIT $2 OFFSET $3";
    let rows = all!(tx, AuditRow, sql, project.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            let audit = Audit { on: parsed(&row.ordered_on, "assessments.ordered_on")?, score: row.score, stated: row.stated_score };
            Ok((AssessmentId(row.id), audit, format!("{} {} {}", row.id, row.version, row.written)))
        })
        .collect()
}

/// What is kept of how a project stands that need not be written anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Which state of which audit the categories are of; `None` where there are none.
    pub categories_of: Option<String>,
}

/// What is kept of how a project stands; nothing is, of a project that was just made.
pub async fn known(tx: &mut Tx, project: ProjectId) -> Result<Known, StorageError> {
    let sql = "SELECT categories_of FROM standings WHERE project_id = $1";
    let row = maybe!(tx, (Option<String>,), sql, project.0)?;
    Ok(row.map_or_else(Known::default, |(categories_of,)| Known { categories_of }))
}

/// Makes the row of a project that was just made. It says nothing yet and has lapsed: whoever made the project writes it, or the job does.
pub(crate) async fn begin(tx: &mut Tx, project: ProjectId) -> Result<(), StorageError> {
    let sql = "INSERT INTO standings (project_id, archived, name_key, scores, open_first, open_second, open_others, overdue, items_open, items_done, \
               lapses_at, updated_at) SELECT id, archived_at IS NOT NULL, name_key, '', 0, 0, 0, 0, 0, 0, created_at, created_at FROM projects WHERE id = $1";
    run!(tx, sql, project.0).map(drop)
}

/// Writes how a project stands, with its name and whether it is archived as its own row has them now.
pub async fn write(tx: &mut Tx, project: ProjectId, standing: &Standing, known: &Known, now: Timestamp) -> Result<(), StorageError> {
    let sql = "INSERT INTO standings (project_id, archived, name_key, audited_on, scored_on, score, stated, delta, scores, open_first, open_second, \
        open_others, overdue, items_open, items_done, demo, beta, production, categories_of, lapses_at, updated_at) \
        SELECT p.id, p.archived_at IS NOT NULL, p.name_key, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19 \
        FROM projects p WHERE p.id = $1 \
        ON CONFLICT (project_id) DO UPDATE SET archived = excluded.archived, name_key = excluded.name_key, audited_on = excluded.audited_on, \
        scored_on = excluded.scored_on, score = excluded.score, stated = excluded.stated, delta = excluded.delta, scores = excluded.scores, \
        open_first = excluded.open_first, open_second = excluded.open_second, open_others = excluded.open_others, overdue = excluded.overdue, \
        items_open = excluded.items_open, items_done = excluded.items_done, demo = excluded.demo, beta = excluded.beta, \
        production = excluded.production, categories_of = excluded.categories_of, lapses_at = excluded.lapses_at, updated_at = excluded.updated_at";
    let audits = &standing.audits;
    let scores: Vec<String> = audits.scores.iter().map(ToString::to_string).collect();
    let [demo, beta, production] = GoalVerdict::COLUMNS.map(|column| {
        let found = standing.verdicts.iter().find(|row| row.goal.as_str() == column);
        found.map(|row| GoalVerdict::rank(row.verdict))
    });
    run!(
        tx,
        sql,
        project.0,
        audits.audited_on.map(|on| on.to_string()),
        audits.scored_on.map(|on| on.to_string()),
        audits.score,
        audits.stated,
        audits.delta,
        scores.join(" "),
        standing.open.first,
        standing.open.second,
        standing.open.others,
        standing.overdue,
        standing.items - standing.items_done,
        standing.items_done,
        demo,
        beta,
        production,
        &known.categories_of,
        standing.lapses_at.to_utc(),
        now.to_utc()
    )
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct VerdictRow {
    goal: String,
    name: String,
    verdict: String,
}

/// The verdicts that are kept of a project, in the order of its goals.
pub async fn list_verdicts(tx: &mut Tx, project: ProjectId) -> Result<Vec<GoalVerdict>, StorageError> {
    let sql = "SELECT goal, name, verdict FROM standing_verdicts WHERE project_id = $1 ORDER BY position, goal";
    let rows = all!(tx, VerdictRow, sql, project.0)?;
    rows.into_iter()
        .map(|row| {
            Ok(GoalVerdict {
                goal: parsed(&row.goal, "standing_verdicts.goal")?,
                name: parsed(&row.name, "standing_verdicts.name")?,
                verdict: GoalVerdict::from_word(&row.verdict).ok_or(StorageError::Corrupt("standing_verdicts.verdict"))?,
            })
        })
        .collect()
}

/// Puts these verdicts in the place of those that are kept.
pub async fn set_verdicts(tx: &mut Tx, project: ProjectId, verdicts: &[GoalVerdict]) -> Result<(), StorageError> {
    run!(tx, "DELETE FROM standing_verdicts WHERE project_id = $1", project.0)?;
    let sql = "INSERT INTO standing_verdicts (project_id, position, goal, name, verdict) VALUES ($1, $2, $3, $4, $5)";
    for (position, row) in (0_i32..).zip(verdicts) {
        run!(tx, sql, project.0, position, row.goal.as_str(), row.name.as_str(), GoalVerdict::word(row.verdict))?;
    }
    Ok(())
}

/// Projects whose standing may be wrong by now although nobody changed anything, the longest lapsed first.
pub async fn list_lapsed(tx: &mut Tx, now: Timestamp, limit: i64) -> Result<Vec<ProjectId>, StorageError> {
    let sql = "SELECT project_id FROM standings WHERE lapses_at <= $1 ORDER BY lapses_at, project_id LIMIT $2";
    let rows = all!(tx, (Uuid,), sql, now.to_utc(), limit)?;
    Ok(rows.into_iter().map(|(id,)| ProjectId(id)).collect())
}

/// Has a project looked at again no sooner than then.
pub async fn postpone(tx: &mut Tx, project: ProjectId, until: Timestamp) -> Result<(), StorageError> {
    run!(tx, "UPDATE standings SET lapses_at = $2 WHERE project_id = $1", project.0, until.to_utc()).map(drop)
}
