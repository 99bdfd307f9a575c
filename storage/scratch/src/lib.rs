//! Databases of a test's own: on `SQLite`, or, where a server is named, on `PostgreSQL`.
//!
//! `cargo xtask test` runs the tests of storage, of the use cases and of HTTP once on each.

#![allow(clippy::unwrap_used, reason = "a test that gets no database has failed")]

mod dump;
mod held;

pub use dump::Row;
pub use held::held;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::future::Future;
use std::sync::Arc;
use storage::Db;
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Names a `PostgreSQL` server on which databases may be made; tests then run there and not on `SQLite`.
const SERVER: &str = "HOLDPOINT_TEST_POSTGRES";
/// As many connections as a test that runs two things at once needs, and a few more.
const CONNECTIONS: u32 = 4;

/// A database that goes with this value.
#[derive(Debug)]
pub struct Scratch {
    /// The way in.
    pub db: Db,
    url: String,
    place: Arc<Place>,
}

#[derive(Debug)]
enum Place {
    Folder { _folder: TempDir },
    Server { url: String, name: String },
}

impl Scratch {
    /// With all tables, and nothing in them.
    ///
    /// # Panics
    /// Where no database can be made, as with all of these.
    pub async fn new() -> Self {
        let Ok(server) = std::env::var(SERVER) else {
            let scratch = Self::sqlite().await;
            scratch.db.migrate().await.unwrap();
            return scratch;
        };
        let template = template(&server).await;
        Self::on_server(server, &format!("TEMPLATE {template}")).await
    }

    /// Without any table.
    pub async fn empty() -> Self {
        match std::env::var(SERVER) {
            Ok(server) => Self::on_server(server, "").await,
            Err(_) => Self::sqlite().await,
        }
    }

    /// On `SQLite` whatever server is named, without any table: for what only it can be asked.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("holdpoint.db").display());
        Self { db: Db::connect(&url, CONNECTIONS).await.unwrap(), url, place: Arc::new(Place::Folder { _folder: folder }) }
    }

    async fn on_server(server: String, like: &str) -> Self {
        let name = format!("holdpoint_test_{}", Uuid::now_v7().simple());
        run(&server, &format!("CREATE DATABASE {name} {like}")).await;
        let url = address(&server, &name);
        Self { db: Db::connect(&url, CONNECTIONS).await.unwrap(), url, place: Arc::new(Place::Server { url: server, name }) }
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether it is on `SQLite`.
    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Runs a statement past the types of storage, as somebody with a database shell would.
    pub async fn by_hand(&self, sql: &str) {
        self.try_by_hand(sql).await.unwrap();
    }

    /// As [`Scratch::by_hand`], for what may be refused.
    ///
    /// # Errors
    /// The words of the database.
    pub async fn try_by_hand(&self, sql: &str) -> Result<(), String> {
        let statement = AssertSqlSafe(sql.to_owned());
        let done = if self.is_sqlite() {
            let mut conn = SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query(statement).execute(&mut conn).await.map(drop)
        } else {
            let mut conn = PgConnection::connect(&self.url).await.unwrap();
            sqlx::query(statement).execute(&mut conn).await.map(drop)
        };
        done.map_err(|error| error.to_string())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Server { url, name } = self {
            let (url, sql) = (url.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
            // The test's own runtime may be ending, and cannot be waited on from within.
            let dropping = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(run(&url, &sql));
            });
            // A database that is left over goes with its server; the test's own outcome counts.
            let _ = dropping.join();
        }
    }
}

/// Runs a test on a database with all tables.
pub async fn on_fresh<Body: Future<Output = ()>>(body: impl FnOnce(Scratch) -> Body) {
    hold(Scratch::new().await, body).await;
}

/// Runs a test on a database without any table.
pub async fn on_empty<Body: Future<Output = ()>>(body: impl FnOnce(Scratch) -> Body) {
    hold(Scratch::empty().await, body).await;
}

/// A block that moves takes along only the fields that it names: the place has to be held from outside.
async fn hold<Body: Future<Output = ()>>(scratch: Scratch, body: impl FnOnce(Scratch) -> Body) {
    let place = Arc::clone(&scratch.place);
    body(scratch).await;
    drop(place);
}

/// A database to copy, migrated once per run: copying it is several times faster than migrating again.
async fn template(server: &str) -> &'static str {
    static NAME: OnceCell<String> = OnceCell::const_new();
    let name = NAME.get_or_init(|| async {
        let name = format!("holdpoint_template_{}", Uuid::now_v7().simple());
        run(server, &format!("CREATE DATABASE {name}")).await;
        let db = Db::connect(&address(server, &name), 2).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        name
    });
    name.await
}

/// The address of another database on the same server.
fn address(server: &str, name: &str) -> String {
    let (front, _) = server.rsplit_once('/').unwrap();
    format!("{front}/{name}")
}

async fn run(url: &str, sql: &str) {
    let mut conn = PgConnection::connect(url).await.unwrap();
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}
