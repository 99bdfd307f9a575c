//! Who acts, for the history.

use crate::ServiceError;
use domain::accounts::User;
use domain::history::{Source, Via};
use domain::ids::UserId;
use domain::text::Title;

/// Who acts, for the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    user: Option<UserId>,
    name: Title,
    source: Source,
}

impl Actor {
    /// The account; `None` for the operator at the command line, and for the token of a project.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        self.user
    }

    /// The name as history keeps it.
    #[must_use]
    pub const fn name(&self) -> &Title {
        &self.name
    }

    /// How and from where, as history keeps it.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// The server itself, in its own time.
    ///
    /// # Errors
    /// Never in practice, as below.
    pub(crate) fn server() -> Result<Self, ServiceError> {
        Self::nobody("Holdpoint", Source::local(Via::Server))
    }

    /// Somebody who did not show who they are.
    ///
    /// # Errors
    /// Never in practice, as below.
    pub(crate) fn somebody(source: Source) -> Result<Self, ServiceError> {
        Self::nobody("somebody", source)
    }

    /// The id kept as author of a row; who has no account is the nil UUID, which no account has.
    pub(crate) fn author(&self) -> UserId {
        self.user.unwrap_or(UserId(uuid::Uuid::nil()))
    }
}

impl Actor {
    /// A person, who came in so.
    pub(in crate::accounts) fn person(user: &User, source: Source) -> Self {
        Self { user: Some(user.id), name: user.name.clone(), source }
    }

    /// A program that acts for a person with a token of theirs; the line of history names both.
    ///
    /// # Errors
    /// Never in practice: where the two names make no title.
    pub(in crate::accounts) fn program(user: &User, token: &Title, source: Source) -> Result<Self, ServiceError> {
        let with = format!(" (token {token})");
        let room = Title::LIMIT.saturating_sub(with.chars().count());
        let short: String = user.name.as_str().chars().take(room).collect();
        Ok(Self { user: Some(user.id), ..Self::nobody(&format!("{}{with}", short.trim_end()), source)? })
    }

    /// Who or what has no account.
    ///
    /// # Errors
    /// Never in practice: where the name is no title.
    pub(crate) fn nobody(name: &str, source: Source) -> Result<Self, ServiceError> {
        let name = name.parse().map_err(|_| ServiceError::Internal("an actor has no name"))?;
        Ok(Self { user: None, name, source })
    }
}
