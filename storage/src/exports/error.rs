//! What can go wrong with an archive. The texts are fit for people and say what to do.

use crate::StorageError;
use std::fmt;

/// What can go wrong with an archive.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The file is no archive, or one that this program cannot read.
    #[error("{0}")]
    Format(String),
    /// Something in a row cannot be taken.
    #[error("{place}: {problem}")]
    Row {
        /// Where.
        place: Place,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A value of the right kind that the domain does not allow.
    #[error("The file holds a value in {0} that cannot be used. Take an archive as it was written.")]
    Unusable(String),
    /// Two people of the file would become one.
    #[error("{0}")]
    People(String),
    /// The project of the file is here.
    #[error("This project is here already, as “{0}”. It is restored only where it is not; nothing was changed.")]
    Here(String),
    /// Another project has its name in addresses.
    #[error("Another project is called “{0}” in addresses. Choose another name in addresses for the one that is restored.")]
    SlugTaken(String),
    /// The archive is larger than what is read again.
    #[error("The archive would be larger than {} MiB, which is the most that is read again. Leave attachments or history out.", .0 >> 20)]
    TooLarge(usize),
}

impl ArchiveError {
    /// What reading the rows of a file through the types of the domain found.
    pub(super) fn unusable(error: StorageError) -> Self {
        match error {
            StorageError::Corrupt(column) => Self::Unusable(format!("“{column}”")),
            StorageError::Database(sqlx::Error::ColumnDecode { index, source }) => Self::Unusable(format!("the column {index} ({source})")),
            other => other.into(),
        }
    }

    pub(super) fn at(place: Place, problem: impl Into<String>) -> Self {
        Self::Row { place, problem: problem.into() }
    }
}

/// A place in a file: a table, a row of it, counted from 1, and a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The table, as the file calls it.
    pub table: &'static str,
    /// The row, counted from 1.
    pub row: usize,
    /// The column, where it is about one.
    pub column: Option<&'static str>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”, row {}", self.table, self.row)?;
        self.column.map_or(Ok(()), |column| write!(f, ", “{column}”"))
    }
}
