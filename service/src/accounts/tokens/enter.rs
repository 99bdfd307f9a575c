//! Letting a program in that shows a token.

use super::{Holder, PURPOSE};
use crate::ServiceError;
use crate::accounts::proofs::{Caller, ProjectToken, SignedIn};
use crate::accounts::sign_in::wrong_token;
use crate::keys::Keys;
use domain::Timestamp;
use domain::accounts::TokenText;
use domain::history::{Source, Via};
use std::net::IpAddr;
use storage::Db;
use storage::accounts::sign_in_rule::{self, Standing};
use storage::accounts::{identities, tokens};

/// Seconds between notes that a token was used: not every request is a write.
const NOTED: i64 = 600;

/// Whoever shows this text, from this address: two queries, and now and then a write.
///
/// # Errors
/// [`ServiceError::TokenWrong`] for what is no token, is unknown, has run out or was ended, or whose person was put out of use: nobody is
/// told which. [`ServiceError::SlowDown`] after too many of those from the address; a good token is let in all the same, for nobody can
/// find one of 2²⁵⁶ by trying. [`ServiceError::Refused`] where the person lacks a second factor that the rule asks for.
pub async fn enter(db: &Db, keys: &Keys, given: &str, address: IpAddr, now: Timestamp) -> Result<Caller, ServiceError> {
    if let Ok(text) = given.parse::<TokenText>()
        && let Some(caller) = known(db, keys, &text, Source::new(Via::Token, address), now).await?
    {
        return Ok(caller);
    }
    wrong_token(db, address, now).await?;
    Err(ServiceError::TokenWrong)
}

async fn known(db: &Db, keys: &Keys, text: &TokenText, source: Source, now: Timestamp) -> Result<Option<Caller>, ServiceError> {
    let mut tx = db.read().await?;
    let mut found = None;
    // One query where the key in force made it; one more for each former key that is still in the ring.
    for digest in keys.tokens.digests(PURPOSE, text.secret()) {
        found = tokens::get_by_digest(&mut tx, &digest).await?;
        if found.is_some() {
            break;
        }
    }
    let Some(token) = found.filter(|token| token.revoked.is_none() && token.expires_at > now) else { return Ok(None) };
    let caller = match token.holder {
        Holder::Person(user) => {
            let standing = sign_in_rule::standing(&mut tx, user).await?.filter(|standing| standing.user.deactivated_at.is_none());
            let Some(Standing { user, rule, has_factor }) = standing else { return Ok(None) };
            // A token must not be the way around the rule; where providers count as a factor, whoever is known to one may have come by it.
            let by_provider = rule.trust_providers && identities::is_known(&mut tx, user.id).await?;
            if rule.lacks(user.admin, has_factor, by_provider) {
                let text = "This installation asks its people for a second factor. Sign in, add one, then the token works again.";
                return Err(ServiceError::Refused(text.into()));
            }
            Caller::Account(Box::new(SignedIn::with_token(user, &token.name, token.scopes, source)?))
        }
        Holder::Project(project) => Caller::Project(Box::new(ProjectToken::vouched(project, token.scopes, &token.name, source)?)),
    };
    drop(tx);
    let digest = keys.tokens.digest(PURPOSE, text.secret());
    // A token that was made with a former key is kept with the present one, so that the former one can be taken out of the ring.
    if digest != token.digest || token.used_at.is_none_or(|at| now.seconds_since(at) >= NOTED) {
        let mut tx = db.begin().await?;
        tokens::used(&mut tx, token.id, &digest, now).await?;
        tx.commit().await?;
    }
    Ok(Some(caller))
}
