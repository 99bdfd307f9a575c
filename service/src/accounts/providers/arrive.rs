//! Somebody comes from a provider to sign in.

use super::flow::Vouched;
use super::linked::{self, Waiting};
use super::{Provider, Providers};
use crate::accounts::proofs::Actor;
use crate::history::Line;
use crate::{ServiceError, groups, history, new_id};
use domain::accounts::{Email, User, groups_here};
use domain::history::{EventKind, Source};
use domain::records::Change;
use domain::text::Title;
use domain::{Timestamp, Version};
use storage::accounts::{identities, users};
use storage::{Db, StorageError, Tx};

/// Where somebody stands who came from a provider.
#[derive(Clone, Debug)]
pub enum Arrival {
    /// It is this person; the caller begins the session.
    In(Box<User>),
    /// There is an account with the address, and nobody has shown yet that it is the same person's.
    Prove(Box<Waiting>),
}

/// Finds or makes the account of somebody for whom a provider vouches.
///
/// # Errors
/// [`ServiceError::Refused`], with words for the person, where they cannot come in.
pub async fn arrive(db: &Db, providers: &Providers, vouched: Vouched, source: Source, now: Timestamp) -> Result<Arrival, ServiceError> {
    let (provider, _) = providers.find(vouched.provider.as_str())?;
    let claims = &vouched.claims;
    let address = address(provider, &vouched);
    let mut tx = db.begin().await?;
    let known = identities::get(&mut tx, &provider.name, &claims.issuer, &claims.subject).await?;
    if let Some(identity) = known {
        let user = users::get(&mut tx, identity.user).await?.ok_or(ServiceError::NotFound)?;
        let user = usable(&mut tx, provider, user, &source, now).await;
        let user = match user {
            Ok(user) => user,
            // The line about it is kept.
            Err(error) => return tx.commit().await.map_err(Into::into).and(Err(error)),
        };
        if !provider.allowed_domains.is_empty() {
            address?;
        }
        identities::note_use(&mut tx, identity.id, claims.email.as_ref(), now).await?;
        let user = signed_in(&mut tx, provider, &vouched, user, source, now).await?;
        tx.commit().await?;
        return Ok(Arrival::In(Box::new(user)));
    }
    let email = address?;
    if let Some(user) = users::get_by_email(&mut tx, &email).await? {
        return Ok(Arrival::Prove(Box::new(Waiting::new(user.id, vouched, now))));
    }
    if !provider.allow_new_accounts {
        let text = "There is no account here for the address that “{}” gives for you. Ask an administrator for an account; then sign in and link the two.";
        return Err(ServiceError::Refused(text.replace("{}", provider.label.as_str())));
    }
    let user = joined(&mut tx, provider, &vouched, email, &source, now).await?;
    let user = signed_in(&mut tx, provider, &vouched, user, source, now).await?;
    tx.commit().await?;
    Ok(Arrival::In(Box::new(user)))
}

/// The address that counts.
fn address(provider: &Provider, vouched: &Vouched) -> Result<Email, ServiceError> {
    if let Some(email) = vouched.claims.address_in(&provider.allowed_domains) {
        return Ok(email.clone());
    }
    let label = &provider.label;
    Err(ServiceError::Refused(if vouched.claims.confirmed {
        format!("Only people with an address of certain domains come in through “{label}”, and yours there is of another.")
    } else {
        format!("“{label}” does not say that it has made sure of your e-mail address. Confirm the address there, then try again.")
    }))
}

/// The person, where the account is in use.
async fn usable(tx: &mut Tx, provider: &Provider, user: User, source: &Source, now: Timestamp) -> Result<User, ServiceError> {
    if user.deactivated_at.is_none() {
        return Ok(user);
    }
    let line = Line::of(EventKind::SignInFailed, user.id.0, format!("came through “{}” to an account that is out of use", provider.label));
    history::append(tx, &Actor::person(&user, source.clone()), None, line, now).await?;
    Err(ServiceError::Refused("Your account here is out of use. Ask an administrator.".into()))
}

/// A new account for somebody whom nobody has invited: the provider vouches.
async fn joined(
    tx: &mut Tx,
    provider: &Provider,
    vouched: &Vouched,
    email: Email,
    source: &Source,
    now: Timestamp,
) -> Result<User, ServiceError> {
    let local = || email.as_str().split('@').next().and_then(Title::cut).map(|(name, _)| name);
    let name = vouched.claims.name.clone().or_else(local).unwrap_or_else(Title::untitled);
    let user = User { id: new_id(), email, name, admin: false, deactivated_at: None, created_at: now, version: Version::FIRST };
    users::insert(tx, &user, users::NO_PASSWORD).await.map_err(|error| match error {
        StorageError::Exists => ServiceError::Refused("An account with your address was made this very moment. Please try again.".into()),
        other => other.into(),
    })?;
    identities::insert(tx, &linked::identity(vouched, user.id, Some(now), now)).await?;
    let line =
        Line::of(EventKind::UserJoined, user.id.0, format!("came through “{}” for the first time, as {}", provider.label, user.email));
    history::append(tx, &Actor::person(&user, source.clone()), None, line, now).await?;
    Ok(user)
}

/// What holds at each sign-in: groups and the right to administer are as the provider says now.
async fn signed_in(
    tx: &mut Tx,
    provider: &Provider,
    vouched: &Vouched,
    user: User,
    source: Source,
    now: Timestamp,
) -> Result<User, ServiceError> {
    let claims = &vouched.claims;
    let actor = Actor::person(&user, source);
    if provider.group_claim.is_some() {
        groups::set_from_provider(tx, &user, provider.name.as_str(), &groups_here(&claims.groups, &provider.groups), now).await?;
    }
    let admin = provider.admin_group.as_ref().map_or(user.admin, |group| claims.groups.contains(group));
    // Somebody has to be left who can put things right.
    let changes = admin != user.admin && (admin || identities::another_admin(tx, user.id).await?);
    let user = User { admin: if changes { admin } else { user.admin }, ..user };
    if changes {
        identities::set_admin(tx, user.id, admin).await?;
        let words = |admin| if admin { "yes" } else { "no" }.to_owned();
        let change = Change { field: "administrator".into(), before: words(!admin), after: words(admin) };
        let summary = format!("{} the rights of an administrator by a group at “{}”", if admin { "got" } else { "lost" }, provider.label);
        history::append(tx, &actor, None, Line::of(EventKind::UserChanged, user.id.0, summary).with(vec![change]), now).await?;
    }
    let line = Line::of(EventKind::SignedIn, user.id.0, format!("signed in through “{}”", provider.label));
    history::append(tx, &actor, None, line, now).await?;
    Ok(user)
}
