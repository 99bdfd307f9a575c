//! What runs beside the requests.

use std::time::Duration;

use service::{Db, portfolio};
use tokio::sync::watch::Receiver;
use tokio::time::{MissedTickBehavior, interval};

/// How often it is looked for projects that stand otherwise because time went by.
const STANDINGS: Duration = Duration::from_mins(1);
/// So many projects are written before it is looked whether the process is to stop.
const AT_ONCE: usize = 50;

/// Keeps what lists of projects show right while nobody changes anything, from the start on: waivers end, days pass, results expire.
/// Ends soon after it is told to, never within a transaction.
pub(crate) async fn keep_standings(db: Db, mut stop: Receiver<bool>) {
    let mut times = interval(STANDINGS);
    times.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = times.tick() => (),
            _ = stop.changed() => return,
        }
        while refresh(&db).await == AT_ONCE && !*stop.borrow() {}
        if *stop.borrow() {
            return;
        }
    }
}

/// Writes some anew; how many it were.
async fn refresh(db: &Db) -> usize {
    match portfolio::refresh_lapsed(db, service::now(), AT_ONCE).await {
        Ok(found) => {
            for (project, error) in &found.failed {
                tracing::warn!(%project, %error, "how a project stands could not be worked out; it is tried again in an hour");
            }
            found.done + found.failed.len()
        }
        Err(error) => {
            tracing::warn!(%error, "how projects stand could not be brought up to date");
            0
        }
    }
}
