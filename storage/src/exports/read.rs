//! A project from the database to a file: one query for each table and one for the people, whatever the size.

use super::kinds::{Column, Kind, Parts, Table, Tie};
use super::value::{self, Value};
use super::{ArchiveError, FORMAT, tables, text};
use crate::db::Conn;
use crate::values::parsed;
use crate::{StorageError, Tx};
use domain::ids::ProjectId;
use futures_util::StreamExt;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Writes a project with these parts as the bytes of a file, at most `limit` of them.
///
/// # Errors
/// [`ArchiveError::TooLarge`], [`StorageError::NotFound`] where there is no such project, [`StorageError::Corrupt`] where a JSON column
/// holds a number with a fraction.
pub async fn read(tx: &mut Tx, project: ProjectId, parts: &Parts, limit: usize) -> Result<Vec<u8>, ArchiveError> {
    let tables: Vec<&'static Table> = tables().filter(|table| parts.has(table.part)).collect();
    let mut out = vec![b'{'];
    for (at, (key, table)) in text::keys(&tables).into_iter().enumerate() {
        text::key(&mut out, key, at == 0, 1)?;
        match (key, table) {
            (_, Some(table)) => rows(tx, project, table, &mut out, limit).await?,
            ("format", None) => text::string(&mut out, FORMAT)?,
            ("parts", None) => words(&mut out, parts)?,
            (_, None) => people(tx, project, &tables, &mut out).await?,
        }
    }
    out.extend_from_slice(b"\n}\n");
    Ok(out)
}

fn words(out: &mut Vec<u8>, parts: &Parts) -> Result<(), StorageError> {
    out.push(b'[');
    let mut count = 0;
    for word in parts.words() {
        text::next(out, count == 0, 2);
        text::string(out, word)?;
        count += 1;
    }
    text::end(out, count, 1);
    Ok(())
}

/// Everybody with an account who occurs in a row.
async fn people(tx: &mut Tx, project: ProjectId, tables: &[&'static Table], out: &mut Vec<u8>) -> Result<(), StorageError> {
    let named = |column: &&Column| matches!(column.kind, Kind::Member | Kind::Person | Kind::Subject);
    let ids: Vec<String> = tables
        .iter()
        .flat_map(|table| {
            let columns = table.columns.iter().filter(named);
            columns.map(|column| format!("SELECT {} FROM {} WHERE {}", column.name, table.name, condition(table)))
        })
        .collect();
    let sql = format!("SELECT id, email, name FROM users WHERE id IN ({}) ORDER BY id", ids.join(" UNION "));
    let found = all!(tx, (Uuid, String, String), AssertSqlSafe(sql.as_str()), project.0)?;
    out.push(b'[');
    for (at, (id, email, name)) in found.iter().enumerate() {
        text::next(out, at == 0, 2);
        let email: domain::accounts::Email = parsed(email, "users.email")?;
        let values = [Value::Text(email.as_str().to_owned()), Value::Id(*id), Value::Text(name.clone())];
        text::row(out, &super::people::COLUMNS.each_ref(), &values, 2)?;
    }
    text::end(out, found.len(), 1);
    Ok(())
}

/// Which rows of a table belong to the project `$1`.
fn condition(table: &Table) -> String {
    let tie = match table.tie {
        Tie::Itself => "id = $1".to_owned(),
        Tie::Project => "project_id = $1".to_owned(),
        Tie::Parent(column, parent) => format!("{column} IN (SELECT id FROM {parent} WHERE project_id = $1)"),
    };
    if table.only.is_empty() { tie } else { format!("{tie} AND {}", table.only) }
}

/// The statement for the rows of a table, in an order that both databases agree on.
fn statement(table: &Table, columns: &[&'static Column], sqlite: bool) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    // SQLite compares bytes; PostgreSQL would ask the language of the database.
    let collated = |name: &&str| match table.columns.iter().find(|column| column.name == *name) {
        Some(Column { kind: Kind::Text, .. }) if !sqlite => format!("{name} COLLATE \"C\""),
        _ => (*name).to_owned(),
    };
    let order: Vec<String> = table.order.iter().map(collated).collect();
    format!("SELECT {} FROM {} WHERE {} ORDER BY {}", names.join(", "), table.name, condition(table), order.join(", "))
}

/// Writes the rows as they come: none of the tables is held in memory beside the file.
macro_rules! stream {
    ($db:ty, $conn:expr, $sql:expr, $project:expr, $columns:expr, $write:expr) => {{
        let mut rows = sqlx::query::<$db>($sql).bind($project).fetch(&mut **$conn);
        while let Some(row) = rows.next().await {
            let row = row.map_err(StorageError::from)?;
            let values: Vec<Value> =
                $columns.iter().enumerate().map(|(at, column)| value::read(&row, at, column)).collect::<Result<_, StorageError>>()?;
            $write(values)?;
        }
    }};
}

async fn rows(tx: &mut Tx, project: ProjectId, table: &'static Table, out: &mut Vec<u8>, limit: usize) -> Result<(), ArchiveError> {
    let columns = table.sorted();
    let sql = statement(table, &columns, tx.is_sqlite());
    let (single, mut count) = (table.tie == Tie::Itself, 0);
    if !single {
        out.push(b'[');
    }
    let mut write = |values: Vec<Value>| {
        if !single {
            text::next(out, count == 0, 2);
        }
        count += 1;
        text::row(out, &columns, &values, if single { 1 } else { 2 })?;
        if out.len() > limit { Err(ArchiveError::TooLarge(limit)) } else { Ok(()) }
    };
    tx.count();
    match tx.conn() {
        Conn::Sqlite(conn) => stream!(sqlx::Sqlite, conn, AssertSqlSafe(sql), project.0, columns, write),
        Conn::Postgres(conn) => stream!(sqlx::Postgres, conn, AssertSqlSafe(sql), project.0, columns, write),
    }
    match (single, count) {
        (true, 0) => return Err(StorageError::NotFound.into()),
        (true, _) => {}
        (false, _) => text::end(out, count, 1),
    }
    Ok(())
}
