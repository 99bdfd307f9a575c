//! A fresh, migrated database for each test, once of each kind.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::future::Future;
use storage::Db;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Names a `PostgreSQL` server on which databases may be made: `cargo xtask test` starts one and sets this.
const SERVER: &str = "HOLDPOINT_TEST_POSTGRES";
/// Migrated once per run; copying it is several times faster than migrating again.
const TEMPLATE: &str = "holdpoint_storage_template";

/// A database of a test's own.
pub(crate) struct Fresh {
    pub(crate) db: Db,
    url: String,
}

impl Fresh {
    /// A database in a file of its own; `folder` has to live as long.
    pub(crate) async fn sqlite(folder: &tempfile::TempDir) -> Self {
        let url = format!("sqlite:{}", folder.path().join("holdpoint.db").display());
        Self { db: Db::connect(&url, 4).await.unwrap(), url }
    }

    /// Runs a statement past the types of storage, as somebody with a database shell would.
    pub(crate) async fn by_hand(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.is_sqlite() {
            let mut conn = SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query(sql).execute(&mut conn).await.unwrap();
        } else {
            admin(&self.url, sql).await;
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }
}

/// Runs a test on each kind of database there is.
pub(crate) async fn each<Body: Future<Output = ()>>(body: impl Fn(Fresh) -> Body) {
    println!("on SQLite");
    let folder = tempfile::tempdir().unwrap();
    let fresh = Fresh::sqlite(&folder).await;
    fresh.db.migrate().await.unwrap();
    let db = fresh.db.clone();
    body(fresh).await;
    db.close().await;
    if let Ok(server) = std::env::var(SERVER) {
        println!("on PostgreSQL");
        let (name, url) = copy_of_template(&server).await;
        let fresh = Fresh { db: Db::connect(&url, 4).await.unwrap(), url };
        let db = fresh.db.clone();
        body(fresh).await;
        db.close().await;
        admin(&server, AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await;
    }
}

/// An empty database that nothing was migrated in yet, on each kind of server.
pub(crate) async fn each_empty<Body: Future<Output = ()>>(body: impl Fn(Fresh) -> Body) {
    let folder = tempfile::tempdir().unwrap();
    body(Fresh::sqlite(&folder).await).await;
    if let Ok(server) = std::env::var(SERVER) {
        let name = unique_name();
        admin(&server, AssertSqlSafe(format!("CREATE DATABASE {name}"))).await;
        let url = address(&server, &name);
        body(Fresh { db: Db::connect(&url, 4).await.unwrap(), url }).await;
        admin(&server, AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await;
    }
}

async fn copy_of_template(server: &str) -> (String, String) {
    static MIGRATED: OnceCell<()> = OnceCell::const_new();
    MIGRATED.get_or_init(|| migrate_template(server)).await;
    let name = unique_name();
    admin(server, AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))).await;
    let url = address(server, &name);
    (name, url)
}

async fn migrate_template(server: &str) {
    admin(server, AssertSqlSafe(format!("DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)"))).await;
    admin(server, AssertSqlSafe(format!("CREATE DATABASE {TEMPLATE}"))).await;
    let db = Db::connect(&address(server, TEMPLATE), 2).await.unwrap();
    db.migrate().await.unwrap();
    db.close().await;
}

fn unique_name() -> String {
    format!("holdpoint_test_{}", Uuid::now_v7().simple())
}

/// The address of another database on the same server.
fn address(server: &str, name: &str) -> String {
    let (front, _) = server.rsplit_once('/').unwrap();
    format!("{front}/{name}")
}

async fn admin(url: &str, sql: AssertSqlSafe<String>) {
    let mut conn = PgConnection::connect(url).await.unwrap();
    sqlx::query(sql).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}
