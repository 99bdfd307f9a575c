//! A reading in the making: the records so far and the lines they stand on.

use super::outline::Outline;
use super::reading::{LineRange, Note, NoteKind, Reading, Stated, StatedScore};
use rust_decimal::Decimal;

/// A score under a name of its own that is no row of a score table.
pub(super) struct NamedScore {
    pub(super) name: String,
    pub(super) value: Decimal,
    pub(super) max: Decimal,
    pub(super) lines: LineRange,
}

/// The row of the score table that sums up the others.
#[derive(Default)]
pub(super) struct TotalRow {
    pub(super) scores: Vec<StatedScore>,
    pub(super) previous: Option<StatedScore>,
    pub(super) status: Option<Stated>,
}

/// What the readers fill, one after the other.
pub(super) struct Draft {
    pub(super) reading: Reading,
    pub(super) total: TotalRow,
    /// Scores of parts of the report; categories where there is no score table.
    pub(super) named_scores: Vec<NamedScore>,
    /// Per line, the first being line 1: whether a reader has used it.
    taken: Vec<bool>,
}

impl Draft {
    pub(super) fn new(outline: &Outline<'_>) -> Self {
        Self {
            reading: Reading::default(),
            total: TotalRow::default(),
            named_scores: Vec::new(),
            taken: vec![false; outline.source.line_count() as usize],
        }
    }

    /// Marks lines as used, so that no later reader reads them as something else.
    pub(super) fn take(&mut self, lines: LineRange) {
        let last = (lines.last as usize).min(self.taken.len());
        if let Some(lines) = self.taken.get_mut(lines.first as usize - 1..last) {
            lines.fill(true);
        }
    }

    /// Marks several ranges of lines as used.
    pub(super) fn take_all(&mut self, ranges: impl IntoIterator<Item = LineRange>) {
        for lines in ranges {
            self.take(lines);
        }
    }

    /// Whether a reader has used the line.
    pub(super) fn is_taken(&self, line: u32) -> bool {
        self.taken.get((line as usize).saturating_sub(1)).copied().unwrap_or(false)
    }

    /// The reading, with every line that is in no record as a note.
    pub(super) fn finish(mut self, outline: &Outline<'_>) -> Reading {
        // What was used but is in no record, such as a sentence of weights, must not be lost either.
        self.taken.fill(false);
        let recorded: Vec<LineRange> = self.reading.record_lines().collect();
        self.take_all(recorded);
        let source = &outline.source;
        for section in &outline.sections {
            let heading = section.heading.as_ref().map(|heading| super::inline::plain(heading.raw));
            let mut note: Option<Note> = None;
            for line in section.lines.first..=section.lines.last {
                let text = source.line(line);
                if self.is_taken(line) {
                    self.reading.notes.extend(note.take());
                } else if let Some(note) = &mut note {
                    note.text.push('\n');
                    note.text.push_str(text);
                    note.lines.last = line;
                } else if !text.trim().is_empty() {
                    note =
                        Some(Note { kind: NoteKind::Text, heading: heading.clone(), text: text.to_owned(), lines: LineRange::line(line) });
                }
            }
            self.reading.notes.extend(note);
        }
        for note in &mut self.reading.notes {
            let kept = note.text.trim_end().len();
            note.text.truncate(kept);
            note.lines.last = note.lines.first + u32::try_from(note.text.matches('\n').count()).unwrap_or(0);
            if note.text.lines().all(is_structure) {
                note.kind = NoteKind::Structure;
            }
        }
        self.reading
    }
}

/// Whether a line only holds others together: a heading, a rule, the head of a table, a label, nothing.
pub(crate) fn is_structure(line: &str) -> bool {
    let line = line.trim();
    let rule = !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | '|' | ':' | ' ' | '`' | '~'));
    let label = line.trim_end_matches('*').ends_with(':') && line.len() <= 80;
    line.is_empty() || line.starts_with('#') || line.starts_with('|') || rule || label
}
