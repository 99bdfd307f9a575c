//! Sessions in the database, in the form that tower-sessions works with.
//!
//! A row carries its user, so that all sessions of a person can be ended, and when it began: a session ends after the idle
//! time without a request, and after the absolute time whatever is done in it. A visitor has none before signing in.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use domain::accounts::Device;
use domain::ids::UserId;
use service::accounts::sessions::{self, SessionRow};
use service::keys::Keys;
use service::{Db, ServiceError};
use time::OffsetDateTime;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};

use crate::config::Config;

/// To so many seconds it is known when a session was used last.
const SEEN: i64 = 300;

/// How long sessions live.
#[derive(Clone, Copy, Debug)]
pub struct Lifetimes {
    /// Seconds without a request.
    pub idle: i64,
    /// Seconds since sign-in.
    pub absolute: i64,
}

impl Lifetimes {
    /// When a session that is used now ends.
    fn end(self, created_at: Timestamp, now: Timestamp) -> Timestamp {
        now.plus_seconds(self.idle).min(created_at.plus_seconds(self.absolute))
    }

    /// Whether use should be noted: not at every request, which would be a write each, but ten times in the idle time, and so often that
    /// the list of sessions is right to a few minutes.
    fn worth_noting(self, session: &SessionRow, now: Timestamp) -> bool {
        now.seconds_since(session.seen_at) > (self.idle / 10).min(SEEN)
    }
}

/// What the cookie with a session's id is called. Browsers take one whose name begins with `__Host-` only over TLS and from this host.
pub const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-holdpoint" } else { "holdpoint" }
}

/// The layer that gives requests their session.
pub fn layer(db: Db, keys: Arc<Keys>, config: &Config) -> SessionManagerLayer<Store> {
    let lifetimes = Lifetimes {
        idle: i64::from(config.session_idle_minutes.get()) * 60,
        absolute: i64::from(config.session_absolute_hours.get()) * 3600,
    };
    let https = config.public_url.is_https();
    SessionManagerLayer::new(Store { db, keys, lifetimes })
        .with_name(cookie_name(https))
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        // The cookie lives until the browser closes; how long the session does is decided here and not there.
        .with_expiry(Expiry::OnSessionEnd)
}

/// Keeps sessions in the database.
#[derive(Clone)]
pub struct Store {
    db: Db,
    keys: Arc<Keys>,
    lifetimes: Lifetimes,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("lifetimes", &self.lifetimes).finish_non_exhaustive()
    }
}

impl Store {
    /// The row under this digest, as the record wants it.
    fn row(&self, id: String, record: &Record, created_at: Timestamp, now: Timestamp) -> Result<SessionRow> {
        Ok(SessionRow {
            id,
            user: user(record),
            device: device(record),
            data: serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?,
            created_at,
            expires_at: self.lifetimes.end(created_at, now),
            seen_at: now,
        })
    }

    async fn find(&self, id: &Id, now: Timestamp) -> Result<Option<SessionRow>> {
        sessions::find(&self.db, &self.keys, &id.to_string(), now).await.map_err(failed)
    }
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let now = service::now();
        // 128 random bits do not meet twice; if they do, another try is all that is needed.
        loop {
            let digest = sessions::digest(&self.keys, &record.id.to_string());
            if sessions::create(&self.db, &self.row(digest, record, now, now)?).await.map_err(failed)? {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let now = service::now();
        // One that was ended meanwhile, by a change of the password for example, stays ended.
        let Some(kept) = self.find(&record.id, now).await? else { return Ok(()) };
        match sessions::save(&self.db, &self.row(kept.id, record, kept.created_at, now)?).await {
            Err(ServiceError::NotFound) => Ok(()),
            saved => saved.map_err(failed),
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = service::now();
        let Some(mut row) = self.find(id, now).await? else { return Ok(None) };
        let data = serde_json::from_slice(&row.data).map_err(|error| Error::Decode(error.to_string()))?;
        if self.lifetimes.worth_noting(&row, now) {
            row.expires_at = self.lifetimes.end(row.created_at, now);
            row.seen_at = now;
            match sessions::save(&self.db, &row).await {
                Err(ServiceError::NotFound) => return Ok(None),
                saved => saved.map_err(failed)?,
            }
        }
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires_at.to_utc().timestamp());
        let expiry_date = expiry_date.map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::end(&self.db, &self.keys, &id.to_string()).await.map_err(failed)
    }
}

fn user(record: &Record) -> Option<UserId> {
    record.data.get(app::frame::USER).and_then(|id| serde_json::from_value(id.clone()).ok())
}

fn device(record: &Record) -> Option<Device> {
    record.data.get(app::frame::DEVICE).and_then(|device| serde_json::from_value(device.clone()).ok())
}

#[allow(clippy::needless_pass_by_value, reason = "fits map_err")]
fn failed(error: ServiceError) -> Error {
    Error::Backend(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(seen_at: Timestamp) -> SessionRow {
        SessionRow { id: String::new(), user: None, device: None, data: Vec::new(), created_at: seen_at, expires_at: seen_at, seen_at }
    }

    #[test]
    fn a_session_ends_when_idle_and_at_the_latest_after_its_absolute_life() {
        let lifetimes = Lifetimes { idle: 100, absolute: 250 };
        let start = service::now();
        assert_eq!(lifetimes.end(start, start), start.plus_seconds(100));
        assert_eq!(lifetimes.end(start, start.plus_seconds(90)), start.plus_seconds(190));
        assert_eq!(lifetimes.end(start, start.plus_seconds(200)), start.plus_seconds(250));
    }

    #[test]
    fn use_is_noted_ten_times_in_the_idle_time_and_not_at_every_request() {
        let lifetimes = Lifetimes { idle: 100, absolute: 1000 };
        let start = service::now();
        let fresh = session(start);
        assert!(!lifetimes.worth_noting(&fresh, start.plus_seconds(10)));
        assert!(lifetimes.worth_noting(&fresh, start.plus_seconds(11)));
        let long = Lifetimes { idle: 43_200, absolute: 600_000 };
        assert!(!long.worth_noting(&fresh, start.plus_seconds(300)));
        assert!(long.worth_noting(&fresh, start.plus_seconds(301)));
    }
}
