//! From the configuration to a database that is ready.

use anyhow::Context as _;
use service::{Db, audit};

use crate::config::Config;

/// Makes the data folder where it is missing and opens the database.
///
/// # Errors
/// Where the folder cannot be made or the database cannot be reached; the address is named without its secret.
pub async fn open(config: &Config) -> anyhow::Result<Db> {
    make_folder(&config.data_dir)?;
    if let Some(folder) = config.database_url.sqlite_file().and_then(|file| file.parent()) {
        make_folder(folder)?;
    }
    if let Some(file) = config.database_url.sqlite_file() {
        make_private(file)?;
    }
    let connected = Db::connect(config.database_url.expose(), config.database_connections.get()).await;
    connected.with_context(|| format!("the database {} cannot be opened", config.database_url))
}

/// Opens the database and brings it up to date.
///
/// # Errors
/// As [`open`], and where a migration fails.
pub async fn open_current(config: &Config) -> anyhow::Result<Db> {
    let db = open(config).await?;
    let ran = db.migrate().await?;
    if ran > 0 {
        tracing::info!(ran, "the database was brought up to date");
    }
    chain_what_was_there(&db).await?;
    Ok(db)
}

/// The audit log of before there was a chain is chained when it is first seen, and nothing is written before.
async fn chain_what_was_there(db: &Db) -> anyhow::Result<()> {
    let taken = audit::take_over(db, service::now()).await.context("the audit log could not be chained")?;
    if taken > 0 {
        tracing::info!(lines = taken, "the lines of the audit log that were there were chained");
    }
    Ok(())
}

/// Brings the database up to date, and says what was done.
///
/// # Errors
/// As [`open_current`].
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let db = open(config).await?;
    match db.migrate().await? {
        0 => println!("The database was up to date."),
        1 => println!("1 migration was run."),
        ran => println!("{ran} migrations were run."),
    }
    chain_what_was_there(&db).await?;
    db.close().await;
    Ok(())
}

/// Also in a folder that others may enter, the database is only for the account that runs the program.
fn make_private(file: &std::path::Path) -> anyhow::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    match made {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(error).with_context(|| format!("the database {} cannot be made", file.display()))
        }
        _ => Ok(()),
    }
}

/// Only for the account that runs the program: the database holds people's names and addresses.
fn make_folder(folder: &std::path::Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    if folder.as_os_str().is_empty() || folder.exists() {
        return Ok(());
    }
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("the folder {} cannot be made", folder.display()))
}
