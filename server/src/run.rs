//! `holdpoint serve` and `holdpoint demo`.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use service::accounts::{self, HashParams, Hasher, SetupCode};
use service::keys::Keys;
use service::{Db, ServiceError, audit, exchange, exports};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::config::Config;
use crate::health::Stopping;
use crate::{accept, database, jobs, pages, router};

/// How often what has expired is cleared away.
const CLEANING: Duration = Duration::from_mins(10);

/// Serves until the process is told to stop.
///
/// # Errors
/// Where a secret is missing, the database cannot be opened or brought up to date, or the address cannot be listened on.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    let keys = Arc::new(config.keys()?);
    let db = database::open_current(&config).await?;
    let setup = setup_code(&db).await?;
    let stopping = Stopping::default();
    let pages = pages::router(&config, db.clone(), hasher(&config)?, Arc::clone(&keys), setup.clone());
    let router = router::build(&config, db.clone(), Arc::clone(&keys), stopping.clone(), pages);
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.with_context(|| format!("{} cannot be listened on", config.listen))?;
    tracing::info!(address = config.public_url.origin(), listen = %listener.local_addr()?, "Holdpoint serves");
    if let Some(code) = setup {
        let page = format!("{}/setup", config.public_url.origin());
        tracing::warn!(%page, %code, "there is no account yet: make the first one on this page, with this code");
    }
    let cleaner = tokio::spawn(clean(db.clone(), keys));
    let (stop_jobs, stopped) = tokio::sync::watch::channel(false);
    let standings = tokio::spawn(jobs::keep_standings(db.clone(), stopped));
    let delay = Duration::from_secs(config.stop_delay_seconds.get().into());
    accept::serve(listener, router, stop(Signals::listen()?, stopping, delay)).await;
    cleaner.abort();
    // Between two projects, not within one.
    stop_jobs.send_replace(true);
    let _ = standings.await;
    db.close().await;
    tracing::info!("Holdpoint has stopped");
    Ok(())
}

/// Fills an empty database with invented projects, and says how to sign in.
///
/// # Errors
/// Where the database cannot be opened, or there are accounts already.
pub async fn demo(config: &Config) -> anyhow::Result<()> {
    let db = database::open_current(config).await?;
    let filled = service::demo::fill(&db, &hasher(config)?, service::now()).await;
    db.close().await;
    let account = filled?;
    eprintln!("The projects are filled in. Sign in with this address and password, which is shown only once:");
    println!("{}\t{}", account.email, account.password);
    Ok(())
}

/// Hashes passwords at the configured cost.
///
/// # Errors
/// Where Argon2 does not allow the cost.
pub fn hasher(config: &Config) -> Result<Hasher, ServiceError> {
    let (memory_kib, iterations) = (config.password_memory_kib.get(), config.password_iterations.get());
    Hasher::new(HashParams { memory_kib, iterations, ..HashParams::default() })
}

async fn setup_code(db: &Db) -> Result<Option<Arc<SetupCode>>, ServiceError> {
    if accounts::needs_setup(db).await? { SetupCode::generate().map(|code| Some(Arc::new(code))) } else { Ok(None) }
}

/// What tells the process to stop: SIGTERM from a supervisor, SIGINT from Ctrl-C.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => (),
            _ = self.interrupt.recv() => (),
        }
    }
}

/// Ends when no new connections are to be taken any more: told to stop, and the delay over. A second signal ends the delay.
async fn stop(mut signals: Signals, stopping: Stopping, delay: Duration) {
    signals.next().await;
    stopping.begin();
    tracing::info!("Holdpoint stops: requests under way are finished");
    tokio::select! {
        () = tokio::time::sleep(delay) => (),
        () = signals.next() => (),
    }
}

/// Clears away what has expired, from time to time.
async fn clean(db: Db, keys: Arc<Keys>) {
    let mut times = tokio::time::interval(CLEANING);
    loop {
        times.tick().await;
        let now = service::now();
        let cleared = [
            accounts::sessions::delete_expired(&db, now).await,
            accounts::forget_old_attempts(&db, now).await,
            accounts::forget_old_links(&db, now).await,
            exchange::forget_unsaved(&db, now).await,
            exports::forget_old(&db, now).await,
            audit::shorten(&db, &keys.data, now).await,
        ];
        for error in cleared.into_iter().filter_map(Result::err) {
            tracing::warn!(%error, "what has expired could not be cleared away");
        }
    }
}
