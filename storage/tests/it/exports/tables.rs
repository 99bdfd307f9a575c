//! The list of tables says what the schema says.

use scratch::{Scratch, on_fresh};
use sqlx::{Connection, PgConnection, Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};
use storage::exports::{Column, Kind, LEFT_COLUMNS, LEFT_TABLES, Null, tables};

/// Each table with its columns: type and whether a value has to be there.
type Schema = BTreeMap<String, BTreeMap<String, (String, bool)>>;

async fn schema(fresh: &Scratch) -> Schema {
    let mut found = Schema::new();
    let mut add = |table: String, column: String, kind: String, filled: bool| {
        found.entry(table).or_default().insert(column, (kind, filled));
    };
    if fresh.is_sqlite() {
        let mut conn = SqliteConnection::connect(fresh.url()).await.unwrap();
        let sql = "SELECT t.name, c.name, c.type, c.\"notnull\" FROM sqlite_master t JOIN pragma_table_xinfo(t.name) c \
                   WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND c.hidden <> 1";
        for row in sqlx::query(sql).fetch_all(&mut conn).await.unwrap() {
            add(row.get(0), row.get(1), row.get(2), row.get::<i64, _>(3) != 0);
        }
    } else {
        let mut conn = PgConnection::connect(fresh.url()).await.unwrap();
        let sql = "SELECT c.table_name::text, c.column_name::text, c.udt_name::text, c.is_nullable = 'NO' FROM information_schema.columns c \
                   JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema \
                   WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'";
        for row in sqlx::query(sql).fetch_all(&mut conn).await.unwrap() {
            add(row.get(0), row.get(1), row.get(2), row.get(3));
        }
    }
    found
}

const fn kind(column: &Column, sqlite: bool) -> &'static str {
    let (here, there) = match column.kind {
        Kind::Text | Kind::JsonText => ("TEXT", "text"),
        Kind::Small => ("INTEGER", "int4"),
        Kind::Integer => ("INTEGER", "int8"),
        Kind::Flag => ("INTEGER", "bool"),
        Kind::Moment => ("TEXT", "timestamptz"),
        Kind::Json => ("TEXT", "jsonb"),
        Kind::Bytes => ("BLOB", "bytea"),
        _ => ("BLOB", "uuid"),
    };
    if sqlite { here } else { there }
}

#[tokio::test]
async fn every_table_is_exported_or_left_behind_with_a_reason() {
    on_fresh(|fresh| async move {
        let there: BTreeSet<String> = schema(&fresh).await.into_keys().collect();
        let exported: BTreeSet<String> = tables().map(|table| table.name.to_owned()).collect();
        let left: BTreeSet<String> = LEFT_TABLES.iter().map(|(table, _)| (*table).to_owned()).collect();
        assert!(exported.is_disjoint(&left), "both exported and left behind");
        let forgotten: Vec<_> = there.iter().filter(|table| !exported.contains(*table) && !left.contains(*table)).collect();
        assert!(forgotten.is_empty(), "say in storage/src/exports/tables whether these are exported: {forgotten:?}");
        let gone: Vec<_> = exported.difference(&there).collect();
        assert!(gone.is_empty(), "there is no such table: {gone:?}");
        assert!(LEFT_TABLES.iter().all(|(_, reason)| !reason.is_empty()));
        // The index of words is made of several tables on SQLite and of a column on PostgreSQL.
        let stale: Vec<_> = left.difference(&there).filter(|table| fresh.is_sqlite() || !table.starts_with("search_words")).collect();
        assert!(stale.is_empty(), "there is no such table to leave behind: {stale:?}");
    })
    .await;
}

#[tokio::test]
async fn every_column_is_exported_as_what_it_is_or_left_behind_with_a_reason() {
    on_fresh(|fresh| async move {
        let mut there = schema(&fresh).await;
        for table in tables() {
            let mut columns = there.remove(table.name).unwrap();
            for column in table.columns {
                let name = format!("{}.{}", table.name, column.name);
                let (found, filled) = columns.remove(column.name).unwrap_or_else(|| panic!("there is no {name}"));
                assert_eq!(found, kind(column, fresh.is_sqlite()), "{name}");
                assert_eq!(filled, column.null == Null::Never, "whether {name} can be null");
            }
            for (of, column, reason) in LEFT_COLUMNS {
                assert!(*of != table.name || columns.remove(*column).is_some() && !reason.is_empty(), "{of}.{column}");
            }
            assert!(columns.is_empty(), "say in storage/src/exports/tables whether these of {} are exported: {columns:?}", table.name);
        }
    })
    .await;
}

#[test]
fn tables_are_sorted_by_columns_of_theirs_and_come_after_those_that_they_name() {
    let mut before: Vec<&str> = Vec::new();
    for table in tables() {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        assert!(table.order.iter().all(|name| columns.contains(name)), "{}", table.name);
        before.push(table.name);
        for column in table.columns {
            if let Kind::Row(parent) = column.kind {
                assert!(before.contains(&parent), "{} names {parent}, which comes later", table.name);
            }
        }
    }
}
