//! The log as a file, page by page, so that its length does not matter.

use super::list::{Asked, filter, newest};
use crate::ServiceError;
use crate::accounts::Admin;
use crate::history::{self, Line};
use domain::Timestamp;
use domain::exports::csv::Table;
use domain::history::EventKind;
use serde_json::json;
use std::fmt::Write as _;
use storage::Db;
use storage::audit::{self, Cursor, Entry, Filter};

/// Lines that are read at a time.
const PAGE: i64 = 500;
/// Without it some programs take UTF-8 for the code page of the machine.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A table.
    Csv,
    /// One JSON object a line.
    Json,
}

impl ExportFormat {
    /// The format of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Json => "application/x-ndjson; charset=utf-8",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "jsonl",
        }
    }
}

/// A file that is being read.
#[derive(Debug)]
pub struct Export {
    /// Its name.
    pub name: String,
    /// Its format.
    pub format: ExportFormat,
    db: Db,
    filter: Filter,
    stage: Stage,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Head,
    Lines(Cursor),
    /// Gaps that begin after this number: they belong to no person and no kind, so only the whole log has them.
    Gaps(i64),
    Done,
}

/// Begins a file of what is asked for, and notes that it was taken.
///
/// # Errors
/// [`ServiceError::Invalid`] for what cannot be asked.
pub async fn export(db: &Db, admin: &Admin, asked: &Asked, format: ExportFormat, now: Timestamp) -> Result<Export, ServiceError> {
    let mut tx = db.begin().await?;
    let (filter, _) = filter(&mut tx, asked).await?;
    let what = narrowed(asked, &filter);
    let told = format!("took the audit log along as {}: {what}", format.words());
    history::append(&mut tx, admin.actor(), None, Line::of(EventKind::AuditExported, uuid::Uuid::nil(), told), now).await?;
    tx.commit().await?;
    let name = format!("audit-{}.{}", now.today(), format.ending());
    Ok(Export { name, format, db: db.clone(), filter, stage: Stage::Head })
}

/// What was asked for, in words; persons by their identity.
fn narrowed(asked: &Asked, filter: &Filter) -> String {
    let person = filter.actor.map(|id| id.to_string()).unwrap_or_default();
    let parts = [
        ("kind", asked.kind.trim()),
        ("person", person.as_str()),
        ("project", asked.project.trim()),
        ("from", asked.from.trim()),
        ("to", asked.to.trim()),
        ("door", asked.via.trim()),
        ("address", asked.address.trim()),
        ("text", asked.text.trim()),
    ];
    let parts: Vec<String> = parts.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name} {value}")).collect();
    if parts.is_empty() { "everything".to_owned() } else { parts.join(", ") }
}

impl Export {
    /// The next piece of the file; `None` after the last one.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn piece(&mut self) -> Result<Option<String>, ServiceError> {
        loop {
            match self.stage {
                Stage::Head => {
                    self.stage = Stage::Lines(newest());
                    if self.format == ExportFormat::Csv {
                        return Ok(Some(head()));
                    }
                }
                Stage::Lines(after) => {
                    let entries = audit::list(&mut self.db.read().await?, &self.filter, after, PAGE).await?;
                    if let Some(last) = entries.last() {
                        self.stage = Stage::Lines(last.place());
                        return Ok(Some(self.written(&entries)));
                    }
                    let whole = self.format == ExportFormat::Json && self.filter == Filter::default();
                    self.stage = if whole { Stage::Gaps(0) } else { Stage::Done };
                }
                Stage::Gaps(after) => {
                    let gaps = audit::list_gaps(&mut self.db.read().await?, after, PAGE).await?;
                    if let Some(last) = gaps.last() {
                        self.stage = Stage::Gaps(last.first);
                        return Ok(Some(lines(gaps.iter().map(|gap| json!({ "gap": gap })))));
                    }
                    self.stage = Stage::Done;
                }
                Stage::Done => return Ok(None),
            }
        }
    }

    fn written(&self, entries: &[Entry]) -> String {
        match self.format {
            ExportFormat::Csv => {
                let mut table = Table::default();
                for entry in entries {
                    table.line(cells(entry));
                }
                table.finish()
            }
            ExportFormat::Json => lines(entries.iter().map(object)),
        }
    }
}

fn head() -> String {
    let mut table = Table::default();
    table.line([
        "Number",
        "Time (UTC)",
        "Who",
        "Person",
        "Door",
        "Address",
        "Kind",
        "Project",
        "Subject",
        "What",
        "Before and after",
        "Digest",
        "Digest of the chain",
    ]);
    format!("{BYTE_ORDER_MARK}{}", table.finish())
}

fn moment(at: Timestamp) -> String {
    at.to_utc().format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// One value a line.
fn lines(values: impl Iterator<Item = serde_json::Value>) -> String {
    values.fold(String::new(), |mut text, value| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{value}");
        text
    })
}

fn cells(entry: &Entry) -> [String; 13] {
    let (event, link) = (&entry.event, entry.link.as_ref());
    let changes = event.changes.iter().map(|change| format!("{}: {} → {}", change.field, change.before, change.after));
    [
        link.map(|link| link.seq.to_string()).unwrap_or_default(),
        moment(event.at),
        event.actor_name.to_string(),
        event.actor.map(|id| id.to_string()).unwrap_or_default(),
        event.source.via.as_str().to_owned(),
        event.source.address.map(|address| address.to_string()).unwrap_or_default(),
        event.kind.as_str().to_owned(),
        entry.project.as_ref().map(|(slug, _)| slug.to_string()).unwrap_or_default(),
        event.subject.to_string(),
        event.summary.clone(),
        changes.collect::<Vec<_>>().join("; "),
        link.map(|link| link.digest.clone()).unwrap_or_default(),
        link.map(|link| link.hash.clone()).unwrap_or_default(),
    ]
}

fn object(entry: &Entry) -> serde_json::Value {
    let (event, link) = (&entry.event, entry.link.as_ref());
    json!({
        "seq": link.map(|link| link.seq),
        "id": event.id,
        "at": moment(event.at),
        "project": event.project,
        "actor": event.actor,
        "kind": event.kind,
        "subject": event.subject,
        "name": event.actor_name,
        "via": event.source.via,
        "address": event.source.address,
        "summary": event.summary,
        "changes": event.changes,
        "salt": link.and_then(|link| link.salt.as_deref()),
        "texts": link.map(|link| link.texts.as_str()),
        "digest": link.map(|link| link.digest.as_str()),
        "hash": link.map(|link| link.hash.as_str()),
        "taken_over": link.is_some_and(|link| link.taken_over),
        "nameless_for": link.and_then(|link| link.redaction.as_ref()).map(|redaction| redaction.person),
    })
}
