//! Permission as a value: whoever holds one has been checked.

mod actor;
mod grant;
mod operator;
mod project;
mod token;

pub use actor::Actor;
pub use operator::{Operator, operator};
pub use project::{Auditor, Editor, Importer, Owner, OwnerInPerson, Reporter, Speaker, Viewer};
pub use token::{Caller, ProjectToken};

use crate::ServiceError;
use domain::accounts::{Scope, Scopes, User};
use domain::history::Source;
use domain::text::{Slug, Title};
use grant::Grant;
use std::ops::Deref;
use storage::Db;

/// Proof that a session belongs to a person, or that a program came with a token of theirs.
#[derive(Clone, Debug)]
pub struct SignedIn {
    user: User,
    actor: Actor,
    grant: Grant,
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
    pub(crate) fn vouched(user: User, source: Source) -> Self {
        Self { actor: Actor::person(&user, source), grant: Grant::Whole, user }
    }

    /// For those who have checked that the token is this person's.
    ///
    /// # Errors
    /// Never in practice: where the names of person and token make no title.
    pub(in crate::accounts) fn with_token(user: User, token: &Title, scopes: Scopes, source: Source) -> Result<Self, ServiceError> {
        Ok(Self { actor: Actor::program(&user, token, source)?, grant: Grant::Token(scopes), user })
    }

    /// The person.
    #[must_use]
    pub const fn user(&self) -> &User {
        &self.user
    }

    /// Who acts, for what everybody with an account may do where a token of theirs has this scope.
    ///
    /// # Errors
    /// [`ServiceError::ScopeMissing`].
    pub(crate) fn acting(&self, scope: Scope) -> Result<&Actor, ServiceError> {
        self.grant.needs(scope)?;
        Ok(&self.actor)
    }

    /// Proof of an administrator.
    ///
    /// # Errors
    /// [`ServiceError::AdminsOnly`] for everybody else, [`ServiceError::ScopeMissing`].
    pub fn admin(&self) -> Result<Admin, ServiceError> {
        self.grant.needs(Scope::Admin)?;
        if self.user.admin { Ok(Admin { actor: self.actor.clone() }) } else { Err(ServiceError::AdminsOnly) }
    }

    /// Proof of somebody who may go on with the template that has this key.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where no team has published such a one, [`ServiceError::KeepersOnly`] for everybody else,
    /// [`ServiceError::ScopeMissing`].
    pub async fn template_keeper(&self, db: &Db, key: &str) -> Result<TemplateKeeper, ServiceError> {
        let key: Slug = key.parse().map_err(|_| ServiceError::NotFound)?;
        let head = storage::templates::get_head(&mut db.read().await?, &key).await?.ok_or(ServiceError::NotFound)?;
        self.grant.needs(Scope::Admin)?;
        if self.keeps(&head) { Ok(TemplateKeeper { actor: self.actor.clone(), key }) } else { Err(ServiceError::KeepersOnly) }
    }

    /// Whether [`Self::template_keeper`] would give a proof: for pages, which show what can be done.
    pub(crate) fn keeps(&self, head: &storage::templates::Head) -> bool {
        self.grant.allows(Scope::Admin) && (self.user.admin || head.owner == self.user.id)
    }

    /// Proof that it is the person, with a session of their own: for what concerns the account itself.
    ///
    /// # Errors
    /// [`ServiceError::PersonNeeded`] for every token: none makes another one, changes a password or reads sessions.
    pub fn person(self) -> Result<Person, ServiceError> {
        self.grant.needs_person()?;
        Ok(Person(self))
    }
}

impl Person {
    pub(crate) fn actor(&self) -> Actor {
        self.0.actor.clone()
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
