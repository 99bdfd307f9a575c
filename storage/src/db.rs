//! Connections and transactions.

use crate::StorageError;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Postgres, Sqlite, Transaction};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// Makes writers wait in line, as they do on `SQLite`: what a use case has read stays true until it commits, so that two
/// owners cannot remove each other and two imports cannot add the same row. The number is this program's own.
const ONE_WRITER: &str = "SET LOCAL lock_timeout = '10s'; SELECT pg_advisory_xact_lock(1212894276)";

/// A pool of connections to one of the two databases. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    queries: Arc<AtomicU64>,
}

#[derive(Clone, Debug)]
enum Pools {
    /// `SQLite` has one writer at a time: a pool of one makes writers wait in line instead of failing.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    conn: Conn,
    queries: Arc<AtomicU64>,
    /// What follows from many changes is worked out once, after the last of them.
    sums_later: bool,
}

#[derive(Debug)]
pub(crate) enum Conn {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`) with at most `connections` connections (at least 2).
    ///
    /// # Errors
    /// Where the address is of no known kind or the database cannot be reached.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, StorageError> {
        let connections = connections.max(2);
        let wait = Duration::from_secs(10);
        let pools = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Pools::Postgres(PgPoolOptions::new().max_connections(connections).acquire_timeout(wait).connect(url).await?)
        } else if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .optimize_on_close(true, None);
            let pool = |size| SqlitePoolOptions::new().max_connections(size).acquire_timeout(wait);
            let writer = pool(1).connect_with(options.clone()).await?;
            let readers = pool(connections - 1).connect_with(options.read_only(true)).await?;
            Pools::Sqlite { writer, readers }
        } else {
            return Err(StorageError::Address(url.to_owned()));
        };
        Ok(Self { pools, queries: Arc::default() })
    }

    /// Runs the migrations that have not run yet; answers how many ran.
    ///
    /// # Errors
    /// Where one fails, or the database was migrated by a newer or another Holdpoint.
    pub async fn migrate(&self) -> Result<usize, StorageError> {
        let before = self.pending().await?;
        match &self.pools {
            Pools::Sqlite { writer, .. } => SQLITE.run(writer).await?,
            Pools::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(before)
    }

    /// How many migrations have not run yet.
    ///
    /// # Errors
    /// Where the database is away.
    pub async fn pending(&self) -> Result<usize, StorageError> {
        // A fresh database has no such table yet, which is no failure.
        let sql = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
        let (known, done) = match &self.pools {
            // Not the writer: whether the server is ready must not depend on how long somebody's import takes.
            Pools::Sqlite { readers, .. } => (&SQLITE, sqlx::query_scalar::<_, i64>(sql).fetch_all(readers).await),
            Pools::Postgres(pool) => (&POSTGRES, sqlx::query_scalar::<_, i64>(sql).fetch_all(pool).await),
        };
        match done {
            Ok(done) => Ok(known.iter().filter(|migration| !done.contains(&migration.version)).count()),
            Err(sqlx::Error::Database(_)) => Ok(known.iter().count()),
            Err(error) => Err(error.into()),
        }
    }

    /// Begins a transaction that may write. There is one at a time.
    ///
    /// # Errors
    /// Where the database is away or busy for longer than the time-out.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        let conn = match &self.pools {
            // IMMEDIATE: a transaction that reads first and writes later cannot fail half-way for a lock.
            Pools::Sqlite { writer, .. } => Conn::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => {
                let mut conn = pool.begin().await?;
                sqlx::raw_sql(ONE_WRITER).execute(&mut *conn).await?;
                Conn::Postgres(conn)
            }
        };
        Ok(self.tx(conn))
    }

    /// Begins a transaction that only reads and sees one state of the database throughout.
    ///
    /// # Errors
    /// Where the database is away or busy for longer than the time-out.
    pub async fn read(&self) -> Result<Tx, StorageError> {
        let conn = match &self.pools {
            Pools::Sqlite { readers, .. } => Conn::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => Conn::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?),
        };
        Ok(self.tx(conn))
    }

    fn tx(&self, conn: Conn) -> Tx {
        Tx { conn, queries: Arc::clone(&self.queries), sums_later: false }
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn ping(&self) -> Result<(), StorageError> {
        match &self.pools {
            Pools::Sqlite { readers, .. } => sqlx::query("SELECT 1").execute(readers).await.map(drop)?,
            Pools::Postgres(pool) => sqlx::query("SELECT 1").execute(pool).await.map(drop)?,
        }
        Ok(())
    }

    /// Closes all connections once they are free.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// Statements run so far, by all clones: tests hold pages to a fixed number.
    #[must_use]
    pub fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }
}

impl Tx {
    /// Says that sums which follow from the rows are written once, by whoever makes many changes in this transaction.
    pub const fn sum_later(&mut self) {
        self.sums_later = true;
    }

    /// Whether [`Tx::sum_later`] was said.
    #[must_use]
    pub const fn sums_later(&self) -> bool {
        self.sums_later
    }

    /// Makes all changes last.
    ///
    /// # Errors
    /// Where the database refuses; nothing has changed then.
    pub async fn commit(self) -> Result<(), StorageError> {
        match self.conn {
            Conn::Sqlite(conn) => conn.commit().await?,
            Conn::Postgres(conn) => conn.commit().await?,
        }
        Ok(())
    }

    pub(crate) const fn conn(&mut self) -> &mut Conn {
        &mut self.conn
    }

    /// Where one SQL text cannot serve both databases.
    pub(crate) const fn is_sqlite(&self) -> bool {
        matches!(self.conn, Conn::Sqlite(_))
    }

    pub(crate) fn count(&self) {
        self.queries.fetch_add(1, Ordering::Relaxed);
    }

    /// The plan of a statement, as the database words it: tests look for scans.
    ///
    /// # Errors
    /// Where the statement is none.
    pub async fn explain(&mut self, sql: &str) -> Result<String, StorageError> {
        let rows: Vec<String> = match &mut self.conn {
            Conn::Sqlite(conn) => {
                let sql = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
                let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(&mut **conn).await?;
                rows.into_iter().map(|row| row.3).collect()
            }
            Conn::Postgres(conn) => {
                let sql = sqlx::AssertSqlSafe(format!("EXPLAIN {sql}"));
                sqlx::query_scalar(sql).fetch_all(&mut **conn).await?
            }
        };
        Ok(rows.join("\n"))
    }
}
