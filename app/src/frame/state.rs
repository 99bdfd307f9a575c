//! What pages work with.

use service::Db;
use service::accounts::providers::Providers;
use service::accounts::{Hasher, SetupCode};
use service::keys::Keys;
use service::mail::Mailer;
use std::sync::Arc;

/// What pages work with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// Hashes passwords.
    pub hasher: Hasher,
    /// What digests and seals are made with.
    pub keys: Arc<Keys>,
    /// Sends mail, where the installation has a server for it.
    pub mailer: Option<Mailer>,
    /// By whom people can sign in, beside passwords.
    pub providers: Providers,
    /// The one-time code of the first account, where there was none when the server started.
    pub setup: Option<Arc<SetupCode>>,
    /// Whether browsers reach the server over HTTPS only: cookies are then marked so.
    pub secure: bool,
    /// Where browsers reach the server, without a slash at the end: for links that are handed on.
    pub public: Arc<str>,
    /// Name of the built files without ending, hash included: `holdpoint.0123abcd` for `/pkg/holdpoint.0123abcd.css`.
    pub site: Arc<str>,
}
