//! What whoever is here may do at most, whatever their role.

use crate::ServiceError;
use domain::accounts::{Role, Scope, Scopes};

/// What whoever is here may do at most, whatever their role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::accounts) enum Grant {
    /// All that the role allows: a person with a session, or the operator.
    Whole,
    /// What a token was made for.
    Token(Scopes),
}

impl Grant {
    pub(in crate::accounts) fn allows(&self, scope: Scope) -> bool {
        match self {
            Self::Whole => true,
            Self::Token(scopes) => scopes.allow(scope),
        }
    }

    /// # Errors
    /// [`ServiceError::ScopeMissing`].
    pub(in crate::accounts) fn needs(&self, scope: Scope) -> Result<(), ServiceError> {
        if self.allows(scope) { Ok(()) } else { Err(ServiceError::ScopeMissing(scope.as_str())) }
    }

    /// # Errors
    /// [`ServiceError::PersonNeeded`] for every token.
    pub(in crate::accounts) const fn needs_person(&self) -> Result<(), ServiceError> {
        match self {
            Self::Whole => Ok(()),
            Self::Token(_) => Err(ServiceError::PersonNeeded),
        }
    }

    /// The role as far as it can be used.
    pub(in crate::accounts) fn cap(&self, role: Role) -> Role {
        match self {
            Self::Whole => role,
            Self::Token(scopes) => role.min(scopes.role()),
        }
    }
}
