//! Permission as a value: whoever holds one has been checked.

mod actor;
mod operator;
mod project;

pub use actor::Actor;
pub use operator::{Operator, operator};
pub use project::{Auditor, Editor, Owner, Speaker, Viewer};

use crate::ServiceError;
use domain::accounts::User;
use domain::history::Source;
use domain::text::Slug;
use std::ops::Deref;
use storage::Db;

/// Proof that a session belongs to a person.
#[derive(Clone, Debug)]
pub struct SignedIn {
    user: User,
    source: Source,
}

/// Proof of a person who is here with a session: what concerns the account itself is no program's to do.
#[derive(Clone, Debug)]
pub struct Person(SignedIn);

/// Proof of an administrator of the installation.
#[derive(Clone, Debug)]
pub struct Admin {
    actor: Actor,
}

/// Proof of somebody who may go on with a template of a team: the author of its key, or an administrator.
#[derive(Clone, Debug)]
pub struct TemplateKeeper {
    actor: Actor,
    key: Slug,
}

impl SignedIn {
    /// For those who have checked that the session is this person's.
    pub(crate) const fn vouched(user: User, source: Source) -> Self {
        Self { user, source }
    }

    /// The person.
    #[must_use]
    pub const fn user(&self) -> &User {
        &self.user
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor::person(&self.user, self.source.clone())
    }

    /// Proof of an administrator.
    ///
    /// # Errors
    /// [`ServiceError::AdminsOnly`] for everybody else.
    pub fn admin(&self) -> Result<Admin, ServiceError> {
        if self.user.admin { Ok(Admin { actor: self.actor() }) } else { Err(ServiceError::AdminsOnly) }
    }

    /// Proof of somebody who may go on with the template that has this key.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where no team has published such a one, [`ServiceError::KeepersOnly`] for everybody else.
    pub async fn template_keeper(&self, db: &Db, key: &str) -> Result<TemplateKeeper, ServiceError> {
        let key: Slug = key.parse().map_err(|_| ServiceError::NotFound)?;
        let head = storage::templates::get_head(&mut db.read().await?, &key).await?.ok_or(ServiceError::NotFound)?;
        if self.keeps(&head) { Ok(TemplateKeeper { actor: self.actor(), key }) } else { Err(ServiceError::KeepersOnly) }
    }

    /// Whether [`Self::template_keeper`] would give a proof: for pages, which show what can be done.
    pub(crate) fn keeps(&self, head: &storage::templates::Head) -> bool {
        self.user.admin || head.owner == self.user.id
    }

    /// Proof that it is the person, with a session of their own: for what concerns the account itself.
    ///
    /// # Errors
    /// None yet: every proof is given to a session.
    pub fn person(self) -> Result<Person, ServiceError> {
        Ok(Person(self))
    }
}

impl Deref for Person {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

impl Admin {
    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl TemplateKeeper {
    /// The key of the template.
    #[must_use]
    pub const fn key(&self) -> &Slug {
        &self.key
    }

    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }
}
