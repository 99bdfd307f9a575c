//! All that a database holds, whatever its tables are called: for tests of what must not be in it, or must not change.

use crate::Scratch;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row as _, SqliteConnection};

/// A row of any table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Its table.
    pub table: String,
    /// Its columns, in order, each with its value as text; ids with hyphens, and nothing where there is none.
    pub cells: Vec<(String, String)>,
}

impl Row {
    /// The value of a column; empty where there is none.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value)
    }

    /// Whether this stands anywhere in it.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        self.cells.iter().any(|(_, value)| value.contains(text))
    }
}

impl Scratch {
    /// Every row of every table.
    ///
    /// # Panics
    /// Where the database is away.
    pub async fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (table, columns) in tables(self.columns().await) {
            let values = if self.is_sqlite() {
                of_sqlite(&self.url, &table, &columns).await
            } else {
                of_postgres(&self.url, &table, &columns).await
            };
            rows.extend(
                values.into_iter().map(|values| Row { table: table.clone(), cells: columns.iter().cloned().zip(values).collect() }),
            );
        }
        rows.sort();
        rows
    }

    /// Every column there is, as table and name, but for the table of the migrations.
    ///
    /// # Panics
    /// As [`Scratch::rows`].
    pub async fn columns(&self) -> Vec<(String, String)> {
        let sqlite = "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c \
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid";
        let postgres = "SELECT c.table_name::text, c.column_name::text FROM information_schema.columns c JOIN information_schema.tables t \
            ON t.table_name = c.table_name AND t.table_schema = c.table_schema \
            WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position";
        let found: Vec<(String, String)> = if self.is_sqlite() {
            let mut conn = SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query_as(sqlite).fetch_all(&mut conn).await.unwrap()
        } else {
            let mut conn = PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_as(postgres).fetch_all(&mut conn).await.unwrap()
        };
        found.into_iter().filter(|(table, _)| table != "_sqlx_migrations").collect()
    }
}

fn tables(columns: Vec<(String, String)>) -> Vec<(String, Vec<String>)> {
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for (table, column) in columns {
        match tables.last_mut() {
            Some((last, columns)) if *last == table => columns.push(column),
            _ => tables.push((table, vec![column])),
        }
    }
    tables
}

async fn of_sqlite(url: &str, table: &str, columns: &[String]) -> Vec<Vec<String>> {
    let mut conn = SqliteConnection::connect(url).await.unwrap();
    let values = columns.iter().map(|name| format!("CAST(\"{name}\" AS BLOB)")).collect::<Vec<_>>().join(", ");
    let rows = sqlx::query(AssertSqlSafe(format!("SELECT {values} FROM \"{table}\""))).fetch_all(&mut conn).await.unwrap();
    rows.iter().map(|row| (0..columns.len()).map(|at| told(&row.get::<Option<Vec<u8>>, _>(at).unwrap_or_default())).collect()).collect()
}

async fn of_postgres(url: &str, table: &str, columns: &[String]) -> Vec<Vec<String>> {
    let mut conn = PgConnection::connect(url).await.unwrap();
    let sql =
        "SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND udt_name = 'bytea'";
    let bytes: Vec<String> = sqlx::query_scalar(sql).bind(table).fetch_all(&mut conn).await.unwrap();
    let value = |name: &String| if bytes.contains(name) { format!("\"{name}\"") } else { format!("convert_to(\"{name}\"::text, 'UTF8')") };
    let values = columns.iter().map(value).collect::<Vec<_>>().join(", ");
    let rows = sqlx::query(AssertSqlSafe(format!("SELECT {values} FROM \"{table}\""))).fetch_all(&mut conn).await.unwrap();
    rows.iter().map(|row| (0..columns.len()).map(|at| told(&row.get::<Option<Vec<u8>>, _>(at).unwrap_or_default())).collect()).collect()
}

/// Bytes as text. Sixteen that begin with a sign that no text begins with are an id: ours begin with the time.
fn told(bytes: &[u8]) -> String {
    match uuid::Uuid::from_slice(bytes) {
        Ok(id) if bytes.first().is_some_and(|first| *first < 9) => id.to_string(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}
