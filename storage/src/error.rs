//! What can go wrong with the database.

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The row is not there (any more).
    #[error("not found")]
    NotFound,
    /// The row has been changed since the caller saw it.
    #[error("changed meanwhile")]
    Stale,
    /// A row with the same unique value exists.
    #[error("exists already")]
    Exists,
    /// A row holds what the domain does not allow: somebody wrote to the database by hand, or there is a defect.
    #[error("the database holds an unusable value in {0}")]
    Corrupt(&'static str),
    /// The address of the database is of no known kind.
    #[error("“{0}” is no database address; use sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")]
    Address(String),
    /// The system has no randomness.
    #[error("the system gives no random bytes")]
    NoRandomness,
    /// The migrations did not run.
    #[error("the database could not be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The database refused or is away.
    #[error("the database failed: {0}")]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Database(inner) if inner.is_unique_violation() => Self::Exists,
            _ => Self::Database(error),
        }
    }
}

/// The one way to answer for a change of no row: it is gone, or somebody was faster.
pub(crate) const fn changed_one(rows: u64) -> Result<(), StorageError> {
    if rows == 0 { Err(StorageError::Stale) } else { Ok(()) }
}
