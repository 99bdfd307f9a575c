//! What sign-in needs, and how a person stands to it.

use super::users;
use crate::error::changed_one;
use crate::values::parsed;
use crate::{StorageError, Tx};
use domain::Version;
use domain::accounts::{SignInRule, User};
use domain::ids::UserId;

#[derive(sqlx::FromRow)]
struct Row {
    required: String,
    trust_providers: bool,
    version: i64,
}

/// A person, what sign-in needs, and whether the person has a second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The account.
    pub user: User,
    /// What sign-in needs.
    pub rule: SignInRule,
    /// Whether the person has a second factor.
    pub has_factor: bool,
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    #[sqlx(flatten)]
    user: users::Row,
    required: Option<String>,
    trust_providers: Option<bool>,
    has_factor: bool,
}

fn rule(required: &str, trust_providers: bool) -> Result<SignInRule, StorageError> {
    Ok(SignInRule { required: parsed(required, "sign_in_rule.required")?, trust_providers })
}

/// The rule with its version; `None` where nobody has made one.
pub async fn get(tx: &mut Tx) -> Result<Option<(SignInRule, Version)>, StorageError> {
    let row = maybe!(tx, Row, "SELECT required, trust_providers, version FROM sign_in_rule WHERE one = 1")?;
    row.map(|row| Ok((rule(&row.required, row.trust_providers)?, Version(row.version)))).transpose()
}

/// Writes it. `seen` is the version that was looked at, `None` where there was none; [`StorageError::Stale`] where it is another by now.
pub async fn set(tx: &mut Tx, rule: SignInRule, seen: Option<Version>) -> Result<(), StorageError> {
    let (required, trust) = (rule.required.as_str(), rule.trust_providers);
    changed_one(match seen {
        None => {
            let sql =
                "INSERT INTO sign_in_rule (one, required, trust_providers, version) VALUES (1, $1, $2, 1) ON CONFLICT (one) DO NOTHING";
            run!(tx, sql, required, trust)?
        }
        Some(seen) => {
            let sql = "UPDATE sign_in_rule SET required = $1, trust_providers = $2, version = version + 1 WHERE one = 1 AND version = $3";
            run!(tx, sql, required, trust, seen.0)?
        }
    })
}

/// A person with how they stand to the rule: one query, because every page asks it.
pub async fn standing(tx: &mut Tx, user: UserId) -> Result<Option<Standing>, StorageError> {
    let sql = "SELECT u.id, u.email, u.name, u.admin, u.deactivated_at, u.created_at, u.version, r.required, r.trust_providers, \
               EXISTS (SELECT 1 FROM factors f WHERE f.user_id = u.id) AS has_factor \
               FROM users u LEFT JOIN sign_in_rule r ON r.one = 1 WHERE u.id = $1";
    let row = maybe!(tx, StandingRow, sql, user.0)?;
    row.map(|row| {
        let rule = match (row.required, row.trust_providers) {
            (Some(required), Some(trust)) => rule(&required, trust)?,
            _ => SignInRule::default(),
        };
        Ok(Standing { user: row.user.user()?, rule, has_factor: row.has_factor })
    })
    .transpose()
}
