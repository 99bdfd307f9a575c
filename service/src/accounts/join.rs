//! Making an account by an invitation.

use super::hashing::{Hasher, words_about};
use super::invitations::{Invitation, Place, gone};
use super::links::LinkToken;
use super::proofs::Actor;
use super::users::named;
use crate::history::Line;
use crate::keys::Keys;
use crate::{ServiceError, history, new_id};
use domain::accounts::{Password, Role, User};
use domain::history::{EventKind, Source, Via};
use domain::{Timestamp, Version};
use std::net::IpAddr;
use storage::accounts::{access, invitations, members, users};
use storage::{Db, StorageError, Tx};

/// What is behind the link of an invitation.
#[derive(Clone, Debug)]
pub enum Opened {
    /// It is open.
    Open {
        /// The invitation.
        invitation: Box<Invitation>,
        /// The projects that come with it.
        places: Vec<Place>,
    },
    /// Somebody has an account with its address by now.
    HasAccount,
}

/// What the invited person says. Address and rights are those of the invitation, whatever else was sent.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// What they are called.
    pub name: String,
    /// As typed; checked here.
    pub password: Password,
}

/// What is behind a link.
///
/// # Errors
/// [`ServiceError::NotFound`] where it was used, taken back, has ended or never was, or its maker could not make it any more.
pub async fn open(db: &Db, keys: &Keys, token: &LinkToken, now: Timestamp) -> Result<Opened, ServiceError> {
    let mut tx = db.read().await?;
    let (invitation, places) = find(&mut tx, keys, token, now).await?;
    if users::get_by_email(&mut tx, &invitation.email).await?.is_some() {
        return Ok(Opened::HasAccount);
    }
    Ok(Opened::Open { invitation: Box::new(invitation), places })
}

/// The invitation, with what its maker may still give: whoever lost rights since does not hand them on.
async fn find(tx: &mut Tx, keys: &Keys, token: &LinkToken, now: Timestamp) -> Result<(Invitation, Vec<Place>), ServiceError> {
    let mut found = None;
    for digest in token.digests(&keys.tokens) {
        found = invitations::get_by_token(tx, &digest).await?;
        if found.is_some() {
            break;
        }
    }
    let invitation = found.filter(|invitation| invitation.expires_at > now).ok_or(ServiceError::NotFound)?;
    let places = invitations::places(tx, invitation.id).await?;
    let Some(maker) = invitation.created_by else { return Ok((invitation, places)) };
    let maker = users::get(tx, maker).await?.filter(|maker| maker.deactivated_at.is_none()).ok_or(ServiceError::NotFound)?;
    if maker.admin {
        return Ok((invitation, places));
    }
    let mut kept = Vec::new();
    for place in places {
        if access::role(tx, place.project, maker.id).await? == Some(Role::Owner) {
            kept.push(place);
        }
    }
    if !invitation.for_projects || kept.is_empty() {
        Err(ServiceError::NotFound)
    } else {
        Ok((Invitation { admin: false, ..invitation }, kept))
    }
}

/// Makes the account of an invitation, which is used up by that. The caller then lets the person in.
///
/// # Errors
/// [`ServiceError::NotFound`] as [`open`], [`ServiceError::Refused`] where the address has an account by now, [`ServiceError::Invalid`] for
/// an unusable name or password.
pub async fn accept(
    db: &Db,
    hasher: &Hasher,
    keys: &Keys,
    token: &LinkToken,
    given: Acceptance,
    address: IpAddr,
    now: Timestamp,
) -> Result<User, ServiceError> {
    let Opened::Open { invitation, .. } = open(db, keys, token, now).await? else { return Err(has_account()) };
    let name = named(&given.name)?;
    let about = words_about(name.as_str(), invitation.email.as_str());
    let password = hasher.usable("password", "The password", given.password, about).await?;
    let hash = hasher.hash(password).await?;
    let mut tx = db.begin().await?;
    // Once more: it may have been used or taken back while the password was hashed.
    let (invitation, places) = find(&mut tx, keys, token, now).await?;
    let user = User {
        id: new_id(),
        email: invitation.email,
        name,
        admin: invitation.admin,
        deactivated_at: None,
        created_at: now,
        version: Version::FIRST,
    };
    invitations::delete(&mut tx, invitation.id).await.map_err(gone)?;
    users::insert(&mut tx, &user, &hash).await.map_err(|error| match error {
        StorageError::Exists => has_account(),
        other => other.into(),
    })?;
    let actor = Actor::person(&user, Source::new(Via::Link, address));
    let summary = format!("made the account {}, invited by {}", user.email, invitation.created_by_name);
    history::append(&mut tx, &actor, None, Line::of(EventKind::UserJoined, user.id.0, summary), now).await?;
    for place in places {
        members::set(&mut tx, place.project, user.id, place.role).await?;
        let summary = format!("joined as {}, invited by {}", place.role, invitation.created_by_name);
        history::append(&mut tx, &actor, Some(place.project), Line::of(EventKind::MemberSet, user.id.0, summary), now).await?;
    }
    tx.commit().await?;
    Ok(user)
}

fn has_account() -> ServiceError {
    ServiceError::Refused("This e-mail address has an account already. Sign in with it.".into())
}
