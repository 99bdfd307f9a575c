//! Whether the process lives, and whether it can do its work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use serde::Serialize;
use service::Db;

/// A probe must be answered before the one who probes gives up.
const PATIENCE: Duration = Duration::from_secs(3);

/// Set once the server was told to stop.
#[derive(Clone, Debug, Default)]
pub struct Stopping(Arc<AtomicBool>);

impl Stopping {
    /// From now on the server is not ready.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether the server was told to stop.
    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// What the probes need to know.
#[derive(Clone, Debug)]
pub struct Health {
    /// The database asked for a sign of life.
    pub db: Db,
    /// Whether it is worth asking.
    pub stopping: Stopping,
}

#[derive(Serialize)]
struct Readiness {
    ready: bool,
    /// `ok`, `unreachable`, or the number of migrations that are missing.
    database: String,
    stopping: bool,
}

/// `/healthz` and `/readyz`.
pub fn routes<S: Clone + Send + Sync + 'static>(health: Health) -> Router<S> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).with_state(health)
}

async fn alive() -> &'static str {
    "ok\n"
}

async fn ready(State(health): State<Health>) -> (StatusCode, Json<Readiness>) {
    let database = match tokio::time::timeout(PATIENCE, database(&health.db)).await {
        Ok(state) => state,
        Err(_) => "no answer in time".to_owned(),
    };
    let stopping = health.stopping.has_begun();
    let ready = database == "ok" && !stopping;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, database, stopping }))
}

async fn database(db: &Db) -> String {
    if let Err(error) = db.ping().await {
        tracing::error!(%error, "the database gives no sign of life");
        return "unreachable".to_owned();
    }
    match db.pending().await {
        Ok(0) => "ok".to_owned(),
        Ok(missing) => format!("{missing} migrations are missing"),
        Err(error) => {
            tracing::error!(%error, "the state of the database cannot be read");
            "unreachable".to_owned()
        }
    }
}
