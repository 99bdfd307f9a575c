//! Runs one SQL text on whichever database there is.

/// Binds the values and calls `$call` of the query on the open connection of `$tx`.
macro_rules! query {
    ($tx:expr, $call:ident, $make:ident $(::<$row:ty>)?, $sql:expr $(, $value:expr)*) => {{
        let tx: &mut crate::Tx = $tx;
        tx.count();
        match tx.conn() {
            crate::db::Conn::Sqlite(conn) => sqlx::$make::<sqlx::Sqlite $(, $row)?>($sql)$(.bind($value))*.$call(&mut **conn).await,
            crate::db::Conn::Postgres(conn) => sqlx::$make::<sqlx::Postgres $(, $row)?>($sql)$(.bind($value))*.$call(&mut **conn).await,
        }
        .map_err(crate::StorageError::from)
    }};
}

/// All rows of a query, as `Vec<$row>`.
macro_rules! all {
    ($tx:expr, $row:ty, $($rest:tt)*) => { query!($tx, fetch_all, query_as::<$row>, $($rest)*) };
}

/// As [`all!`], but planned anew for the values at hand: for statements whose best plan depends on them.
macro_rules! all_planned {
    ($tx:expr, $row:ty, $sql:expr $(, $value:expr)*) => {{
        let tx: &mut crate::Tx = $tx;
        tx.count();
        match tx.conn() {
            crate::db::Conn::Sqlite(conn) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($value))*.persistent(false).fetch_all(&mut **conn).await
            }
            crate::db::Conn::Postgres(conn) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($value))*.persistent(false).fetch_all(&mut **conn).await
            }
        }
        .map_err(crate::StorageError::from)
    }};
}

/// The one row of a query; [`crate::StorageError::NotFound`] where there is none.
macro_rules! one {
    ($tx:expr, $row:ty, $($rest:tt)*) => { query!($tx, fetch_one, query_as::<$row>, $($rest)*) };
}

/// The row of a query, or `None`.
macro_rules! maybe {
    ($tx:expr, $row:ty, $($rest:tt)*) => { query!($tx, fetch_optional, query_as::<$row>, $($rest)*) };
}

/// Runs a statement and gives the number of rows that it changed.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $value:expr)*) => {{
        let tx: &mut crate::Tx = $tx;
        tx.count();
        match tx.conn() {
            crate::db::Conn::Sqlite(conn) => {
                sqlx::query::<sqlx::Sqlite>($sql)$(.bind($value))*.execute(&mut **conn).await.map(|done| done.rows_affected())
            }
            crate::db::Conn::Postgres(conn) => {
                sqlx::query::<sqlx::Postgres>($sql)$(.bind($value))*.execute(&mut **conn).await.map(|done| done.rows_affected())
            }
        }
        .map_err(crate::StorageError::from)
    }};
}
