//! Lists of which the reader says what is wanted.

use super::Row;
use crate::{StorageError, Tx, Window};
use domain::Day;
use domain::blockers::{Blocker, Tier};
use domain::ids::{ProjectId, UserId};

/// The one condition of both statements below; the text stays a constant, as all SQL here.
macro_rules! matching {
    ($head:literal, $tail:literal) => {
        concat!(
            $head,
            " FROM blockers WHERE project_id = $1 AND deleted_at IS NULL \
             AND ($2 = 'all' OR $2 = CASE WHEN state = 'resolved' THEN 'resolved' WHEN waived_until >= $3 THEN 'waived' ELSE 'open' END) \
             AND ($4 = 0 OR tier = $4) \
             AND ($5 = 'any' OR ($5 = 'nobody' AND owner IS NULL) OR ($5 = 'member' AND owner_id = $6) \
             OR ($5 = 'named' AND (owner = $7 OR LOWER(owner) LIKE $8 ESCAPE '!'))) \
             AND (NOT $9 OR (due < $3 AND state <> 'resolved' AND (waived_until IS NULL OR waived_until < $3)))",
            $tail
        )
    };
}

/// Which blockers are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Where they stand.
    pub stands: Stands,
    /// Only those of this tier.
    pub tier: Option<Tier>,
    /// Whose they are.
    pub owner: OwnedBy,
    /// Only those that are late.
    pub overdue: bool,
}

/// Where a blocker stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stands {
    /// Blocks.
    #[default]
    Open,
    /// Does not block for now.
    Waived,
    /// Done.
    Resolved,
    /// Anywhere.
    All,
}

/// Whose a record is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OwnedBy {
    /// Whosever.
    #[default]
    Anybody,
    /// Nobody's.
    Nobody,
    /// A member's.
    Member(UserId),
    /// That of somebody whose name holds this text.
    Named(String),
}

impl Stands {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waived => "waived",
            Self::Resolved => "resolved",
            Self::All => "all",
        }
    }
}

impl OwnedBy {
    /// For the condition: which case, the member, the name, and the pattern with its own signs taken literally (`!` escapes).
    pub(crate) fn columns(&self) -> (&'static str, Option<uuid::Uuid>, &str, String) {
        let none = (None, "", String::new());
        let (case, (member, name, pattern)) = match self {
            Self::Anybody => ("any", none),
            Self::Nobody => ("nobody", none),
            Self::Member(user) => ("member", (Some(user.0), "", String::new())),
            Self::Named(name) => {
                let literal = name.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
                ("named", (None, name.as_str(), format!("%{literal}%")))
            }
        };
        (case, member, name, pattern)
    }
}

/// Blockers that the filter lets through, most urgent tier first, in the order of their entry within a tier.
pub async fn list(tx: &mut Tx, project: ProjectId, filter: &Filter, today: Day, window: Window) -> Result<Vec<Blocker>, StorageError> {
    let sql = matching!(
        "SELECT id, project_id, position, tier, tier_label, title, category, current_state, required_state, location, owner, owner_id, due, links, \
         body, state, resolved_at, resolved_by_name, evidence, waiver_reason, waived_until, waived_by_name, waived_at, opened_in, \
         line_from, line_to, opened_at, version",
        " ORDER BY tier, position, id LIMIT $10 OFFSET $11"
    );
    let (stands, today, tier) = (filter.stands.as_str(), today.to_string(), filter.tier.map_or(0, |tier| i32::from(tier.number())));
    let (case, member, name, pattern) = filter.owner.columns();
    all!(tx, Row, sql, project.0, stands, today, tier, case, member, name, pattern, filter.overdue, window.limit, window.offset)?
        .into_iter()
        .map(Row::blocker)
        .collect()
}

/// How many blockers the filter lets through.
pub async fn count_matching(tx: &mut Tx, project: ProjectId, filter: &Filter, today: Day) -> Result<i64, StorageError> {
    let sql = matching!("SELECT COUNT(*)", "");
    let (stands, today, tier) = (filter.stands.as_str(), today.to_string(), filter.tier.map_or(0, |tier| i32::from(tier.number())));
    let (case, member, name, pattern) = filter.owner.columns();
    one!(tx, (i64,), sql, project.0, stands, today, tier, case, member, name, pattern, filter.overdue).map(|row| row.0)
}
