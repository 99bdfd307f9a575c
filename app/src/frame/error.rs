//! Why a page or a form could not do what was asked.

use service::ServiceError;
use tower_sessions::session;

/// Why a page or a form could not do what was asked.
#[derive(Debug)]
pub enum PageError {
    /// What the service floor answered.
    Service(ServiceError),
    /// The browser has to go elsewhere first, for example to sign in: a path of ours.
    Elsewhere(String),
    /// There is no such thing at this address.
    NotFound,
    /// The session could not be read or written.
    Session(session::Error),
}

impl From<ServiceError> for PageError {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl From<session::Error> for PageError {
    fn from(error: session::Error) -> Self {
        Self::Session(error)
    }
}

/// What an error looks like from outside.
pub(super) struct Told {
    pub(super) status: u16,
    pub(super) title: &'static str,
    pub(super) text: String,
}

impl PageError {
    /// Words for the reader. Logs what the reader is not told.
    pub(super) fn told(&self) -> Told {
        use ServiceError as E;
        let (status, title) = match self {
            Self::Service(E::NotFound) | Self::NotFound => (404, "There is nothing here"),
            Self::Service(E::Forbidden(_) | E::AdminsOnly | E::KeepersOnly | E::ScopeMissing(_) | E::PersonNeeded | E::AccountNeeded) => {
                (403, "This is not yours to do")
            }
            Self::Service(E::SignInNeeded) | Self::Elsewhere(_) => (401, "Please sign in"),
            Self::Service(E::TokenWrong) => (401, "This token is not valid"),
            Self::Service(E::Invalid { .. } | E::Refused(_)) => (422, "This cannot be done"),
            Self::Service(E::Stale) => (409, "This was changed meanwhile"),
            Self::Service(E::Archived) => (409, "This project is archived"),
            Self::Service(E::SlowDown { .. }) => (429, "Too many attempts"),
            Self::Service(E::Storage(_)) => (503, "The database is away"),
            Self::Service(E::Internal(_)) | Self::Session(_) => (500, "Something went wrong here"),
        };
        match self {
            Self::Service(E::Storage(error)) => tracing::error!(error = error as &dyn std::error::Error, "the database failed"),
            Self::Service(E::Internal(what)) => tracing::error!(what, "a use case failed"),
            Self::Session(error) => tracing::error!(error = error as &dyn std::error::Error, "the session failed"),
            _ => (),
        }
        let text = match self {
            Self::Service(error) => error.to_string(),
            Self::NotFound => E::NotFound.to_string(),
            Self::Elsewhere(_) => E::SignInNeeded.to_string(),
            Self::Session(_) => "It is not your doing. Try again; if it stays, tell your administrator the reference.".to_owned(),
        };
        Told { status, title, text }
    }

    /// The status and what happened in one sentence, for a place that is not a page. Logs what the reader is not told.
    pub fn told_in_place(&self) -> (u16, String) {
        if matches!(self, Self::Elsewhere(_)) {
            return (401, "You are signed out. Sign in again in another tab, then try once more.".to_owned());
        }
        let told = self.told();
        (told.status, told.text)
    }

    /// Seconds until it is worth trying again, where that is all that is needed.
    pub(super) const fn retry_after(&self) -> Option<i64> {
        match self {
            Self::Service(ServiceError::SlowDown { seconds }) => Some(*seconds),
            _ => None,
        }
    }

    /// What the form's own page can show, with the status: `None` for what needs another page.
    pub(super) fn for_form(&self) -> Option<(u16, &'static str, String)> {
        use ServiceError as E;
        let Self::Service(error) = self else { return None };
        let (status, field) = match error {
            E::Invalid { field, .. } => (422, *field),
            E::Refused(_) => (422, ""),
            E::Stale | E::Archived => (409, ""),
            E::SlowDown { .. } => (429, ""),
            _ => return None,
        };
        Some((status, field, error.to_string()))
    }
}
