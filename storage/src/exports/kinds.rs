//! What the list of tables is made of.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// What can be left out of an archive; the rest of a project is always in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The files that were attached to items, byte by byte.
    Attachments,
    /// What people said about records.
    Comments,
    /// Who did what when.
    History,
    /// Blockers, risks, checklists, criteria, plans and verifications, and what hangs on them.
    Registers,
}

impl Part {
    /// All parts, by their words.
    pub const ALL: [Self; 4] = [Self::Attachments, Self::Comments, Self::History, Self::Registers];

    /// The word in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Attachments => "attachments",
            Self::Comments => "comments",
            Self::History => "history",
            Self::Registers => "registers",
        }
    }
}

/// Which parts an archive has. Comments and attachments come with the registers that they hang on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts(BTreeSet<Part>);

/// The words name no parts that can go together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartsError {
    /// A word of no part.
    #[error("there is no part “{0}”; the parts are attachments, comments, history and registers")]
    Unknown(String),
    /// Something would hang in the air.
    #[error("{0} hang on records of the registers; take the part “registers” too")]
    NeedsRegisters(&'static str),
}

impl Parts {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self(BTreeSet::from(Part::ALL))
    }

    /// These parts.
    ///
    /// # Errors
    /// [`PartsError::NeedsRegisters`].
    pub fn new(parts: impl IntoIterator<Item = Part>) -> Result<Self, PartsError> {
        let parts: BTreeSet<Part> = parts.into_iter().collect();
        let hanging = [Part::Attachments, Part::Comments].into_iter().find(|part| parts.contains(part));
        match hanging {
            Some(part) if !parts.contains(&Part::Registers) => Err(PartsError::NeedsRegisters(part.as_str())),
            _ => Ok(Self(parts)),
        }
    }

    /// Whether a table of that part is in the archive; a table of no part always is.
    #[must_use]
    pub fn has(&self, part: Option<Part>) -> bool {
        part.is_none_or(|part| self.0.contains(&part))
    }

    /// The words, in order.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|part| part.as_str())
    }
}

/// Words with commas or blanks between them.
impl FromStr for Parts {
    type Err = PartsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words = text.split([',', ' ']).filter(|word| !word.is_empty());
        let part =
            |word: &str| Part::ALL.into_iter().find(|part| part.as_str() == word).ok_or_else(|| PartsError::Unknown(word.to_owned()));
        Self::new(words.map(part).collect::<Result<Vec<_>, _>>()?)
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().collect::<Vec<_>>().join(","))
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The identity of the row.
    Id,
    /// The project.
    Project,
    /// The identity of a row of another table of the project.
    Row(&'static str),
    /// The identity of a record; another column names its kind.
    Record(&'static str),
    /// The identity of anything: of a record, of a person, of the project.
    Subject,
    /// A person who has an account.
    Member,
    /// A person who need not have an account any more.
    Person,
    /// Text.
    Text,
    /// A whole number of 32 bits.
    Small,
    /// A whole number of 64 bits, of which 53 are used.
    Integer,
    /// Yes or no.
    Flag,
    /// A moment, to the microsecond.
    Moment,
    /// A JSON value in a column for those.
    Json,
    /// A JSON value in a column of text.
    JsonText,
    /// Bytes; base64 in the file.
    Bytes,
}

/// Whether a column can be without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Null {
    /// It cannot.
    Never,
    /// It can.
    Maybe,
    /// The database would allow it, but no row that leaves does.
    NotHere,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, in the database and in the file.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it can be without a value.
    pub null: Null,
    /// For those who read the file; empty where the name says it all.
    pub says: &'static str,
}

impl Column {
    pub(super) const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, null: Null::Never, says: "" }
    }

    /// May be without a value.
    pub(super) const fn maybe(self) -> Self {
        Self { null: Null::Maybe, ..self }
    }

    /// May be without a value, but never is in an archive.
    pub(super) const fn not_here(self) -> Self {
        Self { null: Null::NotHere, ..self }
    }

    pub(super) const fn says(self, says: &'static str) -> Self {
        Self { says, ..self }
    }

    /// Whether a row of an archive may be without a value here.
    #[must_use]
    pub const fn nullable(&self) -> bool {
        matches!(self.null, Null::Maybe)
    }
}

/// How the rows of a table belong to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The row is the project.
    Itself,
    /// They name the project.
    Project,
    /// They name a row, by this column, of this table, which names the project.
    Parent(&'static str, &'static str),
}

/// A table of which a project has rows.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name in the database.
    pub name: &'static str,
    /// What it can be left out with; `None` where it is always there.
    pub part: Option<Part>,
    /// How its rows belong to a project.
    pub tie: Tie,
    /// Only rows for which this holds.
    pub only: &'static str,
    /// What rows are sorted by, which is unique within a project.
    pub order: &'static [&'static str],
    /// A sentence for those who read the file.
    pub says: &'static str,
    /// All its columns.
    pub columns: &'static [Column],
}

impl Table {
    /// Its name in the file.
    #[must_use]
    pub fn key(&self) -> &'static str {
        if self.tie == Tie::Itself { "project" } else { self.name }
    }

    /// Its columns by name: the order of the file, and of the values of a row.
    #[must_use]
    pub fn sorted(&self) -> Vec<&'static Column> {
        let mut columns: Vec<_> = self.columns.iter().collect();
        columns.sort_unstable_by_key(|column| column.name);
        columns
    }
}
