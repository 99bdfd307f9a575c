//! Signed verdicts, and the states that they were signed on.

use crate::values::{Json, Moment, parsed, variant, variant_some, word, word_some};
use crate::{StorageError, Tx, Window};
use domain::decisions::Decision;
use domain::ids::{DecisionId, ItemId, ProjectId, UserId};
use domain::text::Slug;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    goal: String,
    goal_name: String,
    verdict: String,
    computed: Option<String>,
    reason: String,
    signed_at: Moment,
    signed_by: Option<Uuid>,
    signed_by_name: String,
    gates_version: i64,
    facts: Json<serde_json::Value>,
    sha256: String,
}

impl Row {
    fn decision(self) -> Result<Decision, StorageError> {
        Ok(Decision {
            id: DecisionId(self.id),
            project: ProjectId(self.project_id),
            goal: parsed(&self.goal, "decisions.goal")?,
            goal_name: parsed(&self.goal_name, "decisions.goal_name")?,
            verdict: variant(&self.verdict, "decisions.verdict")?,
            computed: variant_some(self.computed.as_deref(), "decisions.computed")?,
            reason: parsed(&self.reason, "decisions.reason")?,
            at: self.signed_at.into(),
            by: self.signed_by.map(UserId),
            by_name: parsed(&self.signed_by_name, "decisions.signed_by_name")?,
            gates_version: self.gates_version.try_into().map_err(|_| StorageError::Corrupt("decisions.gates_version"))?,
            facts: serde_json::from_value(self.facts.0).ok(),
            sha256: self.sha256,
        })
    }
}

/// Keeps a decision with the document of the state that it was taken on.
pub async fn insert(tx: &mut Tx, row: &Decision, state: &str) -> Result<(), StorageError> {
    let sql = "INSERT INTO decisions (id, project_id, goal, goal_name, verdict, computed, reason, signed_at, signed_by, signed_by_name, \
               gates_version, facts, state, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let (goal, name, reason, by_name) = (row.goal.as_str(), row.goal_name.as_str(), row.reason.as_str(), row.by_name.as_str());
    let (verdict, computed, version) = (word(row.verdict)?, word_some(row.computed)?, i64::from(row.gates_version));
    let (at, by) = (row.at.to_utc(), row.by.map(|by| by.0));
    run!(
        tx,
        sql,
        row.id.0,
        row.project.0,
        goal,
        name,
        verdict,
        computed,
        reason,
        at,
        by,
        by_name,
        version,
        Json(&row.facts),
        state,
        &row.sha256
    )
    .map(drop)
}

/// Follows a condition up in an item. `position` is its place among the conditions.
pub async fn insert_condition(tx: &mut Tx, decision: DecisionId, item: ItemId, position: i32) -> Result<(), StorageError> {
    let sql = "INSERT INTO decision_conditions (decision_id, item_id, position) VALUES ($1, $2, $3)";
    run!(tx, sql, decision.0, item.0, position).map(drop)
}

/// A decision of a project.
pub async fn find(tx: &mut Tx, project: ProjectId, id: DecisionId) -> Result<Decision, StorageError> {
    let sql = "SELECT id, project_id, goal, goal_name, verdict, computed, reason, signed_at, signed_by, signed_by_name, gates_version, facts, \
               sha256 FROM decisions WHERE id = $1 AND project_id = $2";
    one!(tx, Row, sql, id.0, project.0)?.decision()
}

/// The document of the state that a decision was taken on.
pub async fn state(tx: &mut Tx, project: ProjectId, id: DecisionId) -> Result<String, StorageError> {
    let sql = "SELECT state FROM decisions WHERE id = $1 AND project_id = $2";
    one!(tx, (String,), sql, id.0, project.0).map(|row| row.0)
}

/// Decisions of a project, newest first; of one goal where it is named.
pub async fn list(tx: &mut Tx, project: ProjectId, goal: Option<&Slug>, window: Window) -> Result<Vec<Decision>, StorageError> {
    let sql = "SELECT id, project_id, goal, goal_name, verdict, computed, reason, signed_at, signed_by, signed_by_name, gates_version, facts, \
               sha256 FROM decisions WHERE project_id = $1 AND ($2 OR goal = $3) ORDER BY id DESC LIMIT $4 OFFSET $5";
    let (any, goal) = (goal.is_none(), goal.map_or("", Slug::as_str));
    all!(tx, Row, sql, project.0, any, goal, window.limit, window.offset)?.into_iter().map(Row::decision).collect()
}

/// How many decisions a project has; of one goal where it is named.
pub async fn count(tx: &mut Tx, project: ProjectId, goal: Option<&Slug>) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM decisions WHERE project_id = $1 AND ($2 OR goal = $3)";
    let (any, goal) = (goal.is_none(), goal.map_or("", Slug::as_str));
    one!(tx, (i64,), sql, project.0, any, goal).map(|row| row.0)
}

/// The last decision on each goal of a project.
pub async fn latest(tx: &mut Tx, project: ProjectId) -> Result<Vec<Decision>, StorageError> {
    let sql = "SELECT id, project_id, goal, goal_name, verdict, computed, reason, signed_at, signed_by, signed_by_name, gates_version, facts, \
               sha256 FROM decisions d WHERE project_id = $1 AND NOT EXISTS \
               (SELECT 1 FROM decisions n WHERE n.project_id = d.project_id AND n.goal = d.goal AND n.id > d.id) ORDER BY id";
    all!(tx, Row, sql, project.0)?.into_iter().map(Row::decision).collect()
}
