//! What can go wrong in a use case. The texts are fit for people and say what to do.

use storage::StorageError;

/// What can go wrong in a use case.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Nothing of that name, or nothing that this person may know of.
    #[error("This does not exist, or you have no access to it.")]
    NotFound,
    /// The person may see the project but not do this.
    #[error("Your role in this project does not allow this. Ask an owner of the project for the role “{0}”.")]
    Forbidden(&'static str),
    /// Only administrators of the installation may do this.
    #[error("Only an administrator of this installation may do this.")]
    AdminsOnly,
    /// Only the author of a template or an administrator may do this.
    #[error("Only the author of this template or an administrator may do this. Publish one of your own under another key instead.")]
    KeepersOnly,
    /// A token was not made for this.
    #[error("This token does not have the scope “{0}”, which this needs. Make a token that has it.")]
    ScopeMissing(&'static str),
    /// No token may do this.
    #[error("No token can do this: it needs a person who is signed in with a browser.")]
    PersonNeeded,
    /// The token of a project cannot do this.
    #[error("This token belongs to one project and works only below its address. Use a personal token for this.")]
    AccountNeeded,
    /// A request came with a token that lets nobody in; nobody is told why.
    #[error("This token is not valid: it is unknown, has run out or was ended. Make a new one under “API tokens”.")]
    TokenWrong,
    /// Nobody is signed in.
    #[error("Please sign in.")]
    SignInNeeded,
    /// One value of a form cannot be used.
    #[error("{message}")]
    Invalid {
        /// The name of the value in the form.
        field: &'static str,
        /// What is wrong with it and what to do, a sentence.
        message: String,
    },
    /// The state of things does not allow it.
    #[error("{0}")]
    Refused(String),
    /// Somebody changed the row meanwhile.
    #[error("Somebody changed this meanwhile. Look at the newer state, then try again.")]
    Stale,
    /// The project is archived.
    #[error("This project is archived. Restore it in its settings before you change anything in it.")]
    Archived,
    /// Too many failed attempts.
    #[error("Too many failed attempts. Wait {seconds} seconds, then try again.")]
    SlowDown {
        /// Seconds to wait.
        seconds: i64,
    },
    /// The database failed; details belong in the log, not on a page.
    #[error("The database could not answer. Try again in a moment.")]
    Storage(#[source] StorageError),
    /// Something failed that nobody can do anything about from outside.
    #[error("Something went wrong on the server.")]
    Internal(&'static str),
}

impl ServiceError {
    /// A value of a form that cannot be used: “{label} {problem}.”
    pub(crate) fn invalid(field: &'static str, label: &str, problem: impl std::fmt::Display) -> Self {
        Self::Invalid { field, message: format!("{label} {problem}.") }
    }
}

impl From<StorageError> for ServiceError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::NotFound => Self::NotFound,
            StorageError::Stale => Self::Stale,
            other => Self::Storage(other),
        }
    }
}
