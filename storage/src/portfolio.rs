//! All projects that a person may see, with what a manager looks at first.

use crate::projects::Row as ProjectRow;
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::ids::UserId;
use domain::projects::Project;

/// Which projects are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those this person is a member of; `None` for all.
    pub member: Option<UserId>,
    /// Archived ones instead of those in use.
    pub archived: bool,
    /// Only those with this tag; empty for all.
    pub tag: String,
    /// Only those whose name holds this text, in lower case; empty for all.
    pub text: String,
}

impl Filter {
    /// For LIKE, with its own signs taken literally (`!` escapes).
    fn pattern(&self) -> String {
        let literal = self.text.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        format!("%{literal}%")
    }
}

/// A project in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The project.
    pub project: Project,
    /// Title and date of the last audit with a score.
    pub last_audit: Option<String>,
    /// True where there is any audit, scored or not.
    pub audited: bool,
    /// Its computed score in ten-thousandths.
    pub score: Option<i64>,
    /// Its stated score in ten-thousandths.
    pub stated_score: Option<i64>,
    /// Blockers that block on that day: neither resolved nor waived.
    pub open_blockers: i64,
    /// Most urgent tier among them.
    pub top_tier: Option<i32>,
    /// Checklist items done at this moment.
    pub items_done: i64,
    /// Checklist items that apply.
    pub items: i64,
}

#[derive(sqlx::FromRow)]
struct Joined {
    #[sqlx(flatten)]
    project: ProjectRow,
    last_audit: Option<String>,
    audited: bool,
    score: Option<i64>,
    stated_score: Option<i64>,
    open_blockers: i64,
    top_tier: Option<i32>,
    items_done: i64,
    items: i64,
}

/// Projects by name, as they stand at that moment.
pub async fn list(tx: &mut Tx, filter: &Filter, now: Timestamp, window: Window) -> Result<Vec<Row>, StorageError> {
    let sql = "SELECT p.id, p.slug, p.name, p.description, p.rule, p.words, p.gates, p.archived_at, p.created_at, p.version, \
        (SELECT string_agg(t.tag, ' ') FROM project_tags t WHERE t.project_id = p.id) AS tags, \
        a.ordered_on AS last_audit, a.score, a.stated_score, \
        EXISTS (SELECT 1 FROM assessments y WHERE y.project_id = p.id) AS audited, \
        (SELECT COUNT(*) FROM blockers b WHERE b.project_id = p.id AND b.deleted_at IS NULL AND b.state <> 'resolved' \
            AND (b.waived_until IS NULL OR b.waived_until < $9)) AS open_blockers, \
        (SELECT MIN(b.tier) FROM blockers b WHERE b.project_id = p.id AND b.deleted_at IS NULL AND b.state <> 'resolved' \
            AND (b.waived_until IS NULL OR b.waived_until < $9)) AS top_tier, \
        (SELECT COUNT(*) FROM items i WHERE i.project_id = p.id AND i.deleted_at IS NULL \
            AND (i.state = 'done' OR (i.state = 'waiting' AND i.verified_until > $8))) AS items_done, \
        (SELECT COUNT(*) FROM items i WHERE i.project_id = p.id AND i.deleted_at IS NULL AND i.state <> 'aside') AS items \
        FROM projects p \
        LEFT JOIN assessments a ON a.id = (SELECT x.id FROM assessments x WHERE x.project_id = p.id \
            AND (x.score IS NOT NULL OR x.stated_score IS NOT NULL) AND (x.source_id IS NOT NULL OR x.state = 'final') \
            AND NOT EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = x.id AND s.state = 'final') ORDER BY x.ordered_on DESC, x.id DESC LIMIT 1) \
        WHERE (p.archived_at IS NOT NULL) = $1 \
        AND ($2 OR EXISTS (SELECT 1 FROM members m WHERE m.user_id = $3 AND m.project_id = p.id)) \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM project_tags t WHERE t.tag = $4 AND t.project_id = p.id)) \
        AND p.name_key LIKE $5 ESCAPE '!' \
        ORDER BY p.name_key, p.id LIMIT $6 OFFSET $7";
    let (all, user) = (filter.member.is_none(), filter.member.map(|user| user.0));
    let (pattern, at, today) = (filter.pattern(), now.to_utc(), now.today().to_string());
    let rows = all!(tx, Joined, sql, filter.archived, all, user, &filter.tag, pattern, window.limit, window.offset, at, today)?;
    rows.into_iter()
        .map(|row| {
            Ok(Row {
                project: row.project.project()?,
                audited: row.audited,
                last_audit: row.last_audit,
                score: row.score,
                stated_score: row.stated_score,
                open_blockers: row.open_blockers,
                top_tier: row.top_tier,
                items_done: row.items_done,
                items: row.items,
            })
        })
        .collect()
}

/// How many projects the filter lets through.
pub async fn count(tx: &mut Tx, filter: &Filter) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM projects p WHERE (p.archived_at IS NOT NULL) = $1 \
        AND ($2 OR EXISTS (SELECT 1 FROM members m WHERE m.user_id = $3 AND m.project_id = p.id)) \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM project_tags t WHERE t.tag = $4 AND t.project_id = p.id)) \
        AND p.name_key LIKE $5 ESCAPE '!'";
    let (all, user) = (filter.member.is_none(), filter.member.map(|user| user.0));
    Ok(one!(tx, (i64,), sql, filter.archived, all, user, &filter.tag, filter.pattern())?.0)
}
