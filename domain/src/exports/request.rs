//! What somebody asks for when they take a report out.

use super::Choice;
use crate::ids::AssessmentId;
use serde::{Deserialize, Serialize};

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A report to be printed or handed on.
    Pdf,
    /// A report to be read, edited and brought in again.
    Markdown,
    /// A workbook with one sheet per register.
    Xlsx,
    /// One table per register, in a zip.
    Csv,
    /// The whole project, to be restored elsewhere.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Markdown, Self::Xlsx, Self::Csv, Self::Json];

    /// Its word in addresses, forms and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Markdown => "markdown",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The one of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// As people call it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Markdown => "Markdown",
            Self::Xlsx => "Excel workbook",
            Self::Csv => "CSV tables",
            Self::Json => "Project as JSON",
        }
    }

    /// What stands behind the dot of its file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
            Self::Csv => "zip",
            Self::Json => "json",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "application/zip",
            Self::Json => "application/json",
        }
    }
}

/// What a report is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The project as it stands, with the last audit that counts.
    #[default]
    Present,
    /// One audit: with its registers as they were where it is frozen.
    Audit(AssessmentId),
}

/// Parts of a project that its JSON may leave out.
#[allow(clippy::struct_excessive_bools, reason = "each stands for a box of a form")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Blockers, risks, checklists and all that hangs on them.
    pub registers: bool,
    /// Who did what when.
    pub history: bool,
    /// What people said about records.
    pub comments: bool,
    /// Files that are kept as evidence.
    pub attachments: bool,
}

impl Default for Extent {
    /// Everything.
    fn default() -> Self {
        Self { registers: true, history: true, comments: true, attachments: true }
    }
}

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The kind of file.
    pub format: Format,
    /// What it is about; the JSON of a project is about all of it.
    pub subject: Subject,
    /// Which parts a PDF has.
    pub sections: Choice,
    /// What the JSON of a project holds.
    pub extent: Extent,
}
