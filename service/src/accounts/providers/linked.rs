//! What is linked with an account: looked at, added and taken away by the person.

use super::flow::Vouched;
use super::{Provider, Providers};
use crate::accounts::proofs::Person;
use crate::history::Line;
use crate::{ServiceError, history, new_id};
use domain::Timestamp;
use domain::accounts::{Email, Identity};
use domain::history::EventKind;
use domain::ids::{IdentityId, UserId};
use domain::text::Slug;
use serde::{Deserialize, Serialize};
use storage::accounts::{identities, users};
use storage::{Db, StorageError, Tx};

/// Most sign-ins that one account can be linked with.
pub const MOST: usize = 20;

/// How long a link waits for its proof, in seconds.
const LIFE: i64 = 1800;

/// An account at a provider that may belong to the person of an account here: kept in the session until they have shown that.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waiting {
    user: UserId,
    vouched: Vouched,
    since: Timestamp,
}

impl Waiting {
    pub(super) const fn new(user: UserId, vouched: Vouched, since: Timestamp) -> Self {
        Self { user, vouched, since }
    }

    /// Whose account has the address.
    #[must_use]
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// At which provider.
    #[must_use]
    pub const fn provider(&self) -> &Slug {
        &self.vouched.provider
    }

    /// The address there.
    #[must_use]
    pub const fn email(&self) -> Option<&Email> {
        self.vouched.claims.email.as_ref()
    }

    /// Whether it still waits.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        now.seconds_since(self.since) <= LIFE
    }
}

/// What is linked with one's account.
#[derive(Clone, Debug)]
pub struct Linked {
    /// In the order it was linked.
    pub identities: Vec<Identity>,
    /// Whether the account has a password as well.
    pub password: bool,
}

impl Linked {
    /// Whether somebody could still come in without this one: by the password, or by another provider that there is.
    #[must_use]
    pub fn can_spare(&self, id: IdentityId, providers: &Providers) -> bool {
        let mut others = self.identities.iter().filter(|identity| identity.id != id);
        self.password
            || others.any(|identity| providers.get(identity.provider.as_str()).is_some_and(|other| other.issuer == identity.issuer))
    }
}

/// What is linked with one's account: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn linked(db: &Db, who: &Person) -> Result<Linked, ServiceError> {
    read(&mut db.read().await?, who.user().id).await
}

async fn read(tx: &mut Tx, user: UserId) -> Result<Linked, ServiceError> {
    let identities = identities::list(tx, user, i64::try_from(MOST).unwrap_or(i64::MAX)).await?;
    Ok(Linked { identities, password: users::password_hash(tx, user).await?.is_some() })
}

/// Links an account at a provider with one's own: the person is signed in here, and the provider vouches for the other.
///
/// # Errors
/// [`ServiceError::Refused`] where it is linked with another account, is of a domain that may not come in, or there are too many.
pub async fn link(db: &Db, providers: &Providers, who: &Person, vouched: &Vouched, now: Timestamp) -> Result<(), ServiceError> {
    let (provider, _) = providers.find(vouched.provider.as_str())?;
    let (claims, user) = (&vouched.claims, who.user().id);
    if !provider.allowed_domains.is_empty() && claims.address_in(&provider.allowed_domains).is_none() {
        let text = format!("Only people with a confirmed address of certain domains come in through “{}”.", provider.label);
        return Err(ServiceError::Refused(text));
    }
    let mut tx = db.begin().await?;
    match identities::get(&mut tx, &provider.name, &claims.issuer, &claims.subject).await? {
        Some(identity) if identity.user == user => return Ok(()),
        Some(_) => return Err(taken(provider)),
        None => (),
    }
    if read(&mut tx, user).await?.identities.len() >= MOST {
        return Err(ServiceError::Refused(format!("At most {MOST} sign-ins can be linked with an account. Unlink one first.")));
    }
    identities::insert(&mut tx, &identity(vouched, user, None, now)).await.map_err(|error| match error {
        StorageError::Exists => taken(provider),
        other => other.into(),
    })?;
    let line = Line::of(
        EventKind::ProviderLinked,
        user.0,
        format!("linked {} with the own account", named(provider.label.as_str(), claims.email.as_ref())),
    );
    history::append(&mut tx, &who.actor(), None, line, now).await?;
    Ok(tx.commit().await?)
}

/// Links what waited until the person had shown that the account here is theirs as well.
///
/// # Errors
/// As [`link`], and [`ServiceError::Refused`] where it waited for somebody else, or for too long.
pub async fn confirm(db: &Db, providers: &Providers, who: &Person, waiting: &Waiting, now: Timestamp) -> Result<(), ServiceError> {
    if waiting.user != who.user().id || !waiting.holds(now) {
        return Err(ServiceError::Refused("Nothing waits to be linked any more. Sign in with the provider once more.".into()));
    }
    link(db, providers, who, &waiting.vouched, now).await
}

/// Takes a link away.
///
/// # Errors
/// [`ServiceError::NotFound`] where it is not one's own, [`ServiceError::Refused`] where it is the last way in.
pub async fn unlink(db: &Db, providers: &Providers, who: &Person, id: IdentityId, now: Timestamp) -> Result<(), ServiceError> {
    let user = who.user().id;
    let mut tx = db.begin().await?;
    let all = read(&mut tx, user).await?;
    let gone = all.identities.iter().find(|identity| identity.id == id).ok_or(ServiceError::NotFound)?;
    if !all.can_spare(id, providers) {
        let text = "This is the only way into your account, so it stays. Link another sign-in first, or ask an administrator for a link to set a password.";
        return Err(ServiceError::Refused(text.into()));
    }
    identities::delete(&mut tx, user, id).await?;
    let label = providers.get(gone.provider.as_str()).map_or(gone.provider.as_str(), |provider| provider.label.as_str());
    let line =
        Line::of(EventKind::ProviderUnlinked, user.0, format!("unlinked {} from the own account", named(label, gone.email.as_ref())));
    history::append(&mut tx, &who.actor(), None, line, now).await?;
    Ok(tx.commit().await?)
}

pub(super) fn identity(vouched: &Vouched, user: UserId, used_at: Option<Timestamp>, now: Timestamp) -> Identity {
    let claims = &vouched.claims;
    Identity {
        id: new_id(),
        user,
        provider: vouched.provider.clone(),
        issuer: claims.issuer.clone(),
        subject: claims.subject.clone(),
        email: claims.email.clone(),
        linked_at: now,
        used_at,
    }
}

fn named(label: &str, email: Option<&Email>) -> String {
    email.map_or_else(|| format!("“{label}”"), |email| format!("{email} at “{label}”"))
}

fn taken(provider: &Provider) -> ServiceError {
    ServiceError::Refused(format!("That account at “{}” is linked with another account here. Unlink it there first.", provider.label))
}
