//! What sign-in needs in this installation, as its administrators say.

use super::proofs::Admin;
use crate::history::Line;
use crate::{ServiceError, history};
use domain::accounts::{Required, SignInRule};
use domain::history::EventKind;
use domain::records::Change;
use domain::{Timestamp, Version};
use storage::Db;
use storage::accounts::sign_in_rule;

/// The rule, with the version of what somebody made of it.
///
/// # Errors
/// Where the database fails.
pub async fn get(db: &Db, _: &Admin) -> Result<(SignInRule, Option<Version>), ServiceError> {
    let kept = sign_in_rule::get(&mut db.read().await?).await?;
    Ok(kept.map_or_else(|| (SignInRule::default(), None), |(rule, version)| (rule, Some(version))))
}

/// Changes the rule. `seen` is the version that was looked at; `None` where there was none. Whoever lacks what it asks for is led to add it
/// with the next page they open.
///
/// # Errors
/// [`ServiceError::Invalid`] for a word that is none of the choices, [`ServiceError::Stale`].
pub async fn change(
    db: &Db,
    by: &Admin,
    seen: Option<Version>,
    required: &str,
    trust_providers: bool,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let required = required.parse().map_err(|error| ServiceError::invalid("required", "Who has to have a second factor:", error))?;
    let rule = SignInRule { required, trust_providers };
    let mut tx = db.begin().await?;
    let kept = sign_in_rule::get(&mut tx).await?;
    if kept.map(|(_, version)| version) != seen {
        return Err(ServiceError::Stale);
    }
    let before = kept.map(|(rule, _)| rule).unwrap_or_default();
    if before == rule {
        return Ok(());
    }
    sign_in_rule::set(&mut tx, rule, seen).await?;
    let line = Line::of(EventKind::PolicyChanged, uuid::Uuid::nil(), "changed what sign-in needs".into()).with(changes(before, rule));
    history::append(&mut tx, by.actor(), None, line, now).await?;
    Ok(tx.commit().await?)
}

fn changes(before: SignInRule, after: SignInRule) -> Vec<Change> {
    let word = |required: Required| required.as_str().to_owned();
    let trust = |trust| if trust { "enough" } else { "not enough" }.to_owned();
    let required = Change { field: "Second factor asked of".into(), before: word(before.required), after: word(after.required) };
    let trust =
        Change { field: "Sign-in by a provider".into(), before: trust(before.trust_providers), after: trust(after.trust_providers) };
    [required, trust].into_iter().filter(|change| change.before != change.after).collect()
}
