//! From text to records: which sign stands between values, where each record stands, and what is not closed.

use super::super::super::reading::LineRange;
use super::super::super::source::Source;
use super::super::detect::InputKind;
use super::super::error::InputError;
use super::heads::meaning;
use crate::exchange::column::Column;
use csv::{ReaderBuilder, StringRecord, Terminator};
use std::ops::Range;

/// Signs that may stand between values, the likeliest first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// How many records, and how many bytes, tell which sign it is.
const SAMPLE: usize = 20;
const SAMPLE_BYTES: usize = 64 * 1024;

/// A row of values.
pub(super) struct Record {
    pub(super) cells: StringRecord,
    pub(super) lines: LineRange,
}

/// The whole document.
pub(super) struct Table<'a> {
    pub(super) source: Source<'a>,
    pub(super) head: StringRecord,
    pub(super) rows: Vec<Record>,
    /// Where something stands above the head.
    pub(super) above: Option<LineRange>,
}

impl<'a> Table<'a> {
    pub(super) fn parse(text: &'a str) -> Result<Self, InputError> {
        let source = Source::new(text);
        let refuse = |line: u32, column: usize, problem: &str| {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            InputError { kind: InputKind::Csv, line, column, problem: problem.to_owned() }
        };
        let (skipped, chosen) = separator_line(text);
        let delimiter = chosen.or_else(|| delimiter(text)).unwrap_or(b',');
        let mut rows = Vec::new();
        let mut last = 0..0;
        for (cells, range) in records(&text[skipped..], delimiter) {
            let range = range.start + skipped..range.end + skipped;
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                let lines = LineRange::new(source.line_of(range.start), source.line_of(range.end.saturating_sub(1).max(range.start)));
                rows.push(Record { cells, lines });
            }
            last = range;
        }
        if let Some(at) = unclosed(&text[last.clone()], delimiter) {
            let at = last.start + at;
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let problem = "a quotation mark opens here and is never closed; close it, or double it where it is part of the text";
            return Err(refuse(source.line_of(at), at - start + 1, problem));
        }
        // A line above the head has fewer values than a table has columns.
        let at = rows.iter().position(|row: &Record| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count() > 1).unwrap_or(0);
        let mut rows = rows.into_iter();
        let above = rows.by_ref().take(at).map(|row| row.lines).reduce(|all, next| LineRange::new(all.first, next.last));
        let Some(head) = rows.next() else {
            return Err(refuse(1, 1, "there is no row in it; export the table again, with the heads of its columns"));
        };
        Ok(Self { source, head: head.cells, rows: rows.collect(), above })
    }
}

/// `sep=;` in the first line, which a spreadsheet program writes for itself: how long it is, and the sign.
fn separator_line(text: &str) -> (usize, Option<u8>) {
    let line = text.lines().next().unwrap_or_default();
    let sign = line.trim_end().strip_prefix("sep=").and_then(|sign| sign.bytes().next()).filter(|sign| DELIMITERS.contains(sign));
    sign.map_or((0, None), |sign| (text.len().min(line.len() + 1), Some(sign)))
}

/// The records with the bytes they stand on, without the line end.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = (StringRecord, Range<usize>)> {
    let mut builder = ReaderBuilder::new();
    // Lines end as everywhere else in a report, so that no line holds two records.
    builder.delimiter(delimiter).has_headers(false).flexible(true).terminator(Terminator::Any(b'\n'));
    let mut reader = builder.from_reader(text.as_bytes());
    std::iter::from_fn(move || {
        let mut record = StringRecord::new();
        // Reading from memory does not fail, and pieces of UTF-8 cut at ASCII signs are UTF-8.
        if !reader.read_record(&mut record).is_ok_and(|found| found) {
            return None;
        }
        let offset = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
        let start = offset(record.position().map_or(0, csv::Position::byte));
        let end = offset(reader.position().byte());
        // A record is counted from the end of the one before, blank lines included.
        let whole = text.get(start..end).unwrap_or_default();
        let start = start + (whole.len() - whole.trim_start_matches(['\r', '\n']).len());
        let end = start + text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n']).len();
        Some((record, start..end))
    })
}

/// Where a quotation mark opens that nothing closes, in the bytes of the last record.
fn unclosed(record: &str, delimiter: u8) -> Option<usize> {
    let mut open: Option<usize> = None;
    let mut at_start = true;
    let mut bytes = record.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        if open.is_some() {
            if byte == b'"' && bytes.next_if(|(_, next)| *next == b'"').is_none() {
                open = None;
            }
        } else if byte == b'"' && at_start {
            open = Some(at);
        }
        at_start = open.is_none() && byte == delimiter;
    }
    open
}

/// The sign between values: the one with which most records have as many values as the first.
fn delimiter(text: &str) -> Option<u8> {
    let sample = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    let rated = DELIMITERS.into_iter().filter_map(|delimiter| {
        let lengths: Vec<usize> = records(sample, delimiter).take(SAMPLE).map(|(record, _)| record.len()).collect();
        let most = lengths.iter().copied().max().filter(|most| *most > 1)?;
        let alike = lengths.iter().filter(|length| **length == most).count();
        Some((alike, most, delimiter))
    });
    // Of equals the first: `max_by_key` would take the last.
    rated.reduce(|best, next| if (next.0, next.1) > (best.0, best.1) { next } else { best }).map(|(.., delimiter)| delimiter)
}

/// Whether a text without a telling name is such a table: several rows of as many values as the first, whose heads are short and mostly
/// known. Prose has commas too.
pub(in super::super) fn looks_like(text: &str) -> bool {
    let sample = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    let (skipped, chosen) = separator_line(sample);
    let Some(delimiter) = chosen.or_else(|| delimiter(sample)) else { return false };
    let rows: Vec<StringRecord> = records(&sample[skipped..], delimiter).take(SAMPLE).map(|(record, _)| record).collect();
    let Some((head, rows)) = rows.split_first() else { return false };
    let short = head.iter().all(|head| head.len() <= 40 && !head.trim().is_empty() && !head.trim_end().ends_with(['.', ':']));
    let known = head.iter().take(super::heads::MOST).filter(|head| meaning(head) != Column::Unknown).count();
    let regular = !rows.is_empty() && rows.iter().all(|row| row.len() == head.len());
    short && regular && head.len() >= 2 && known * 2 > head.len() && (chosen.is_some() || head.len() >= 3 || delimiter != b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = Table::parse(text).unwrap();
        std::iter::once(&table.head)
            .chain(table.rows.iter().map(|row| &row.cells))
            .map(|row| row.iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn the_sign_between_values_is_found() {
        for text in ["a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "sep=;\na;b\n1;2\n"] {
            assert_eq!(cells(text), [["a", "b"], ["1", "2"]], "{text}");
        }
        assert_eq!(cells("a;b\n1,5;2,5\n3,5;4,5\n"), [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]);
    }

    #[test]
    fn records_know_their_lines_whatever_stands_between_them() {
        let table = Table::parse("a;b\n\n\"one\ntwo\";2\n\n\n3;4").unwrap();
        let lines: Vec<_> = table.rows.iter().map(|row| (row.lines.first, row.lines.last)).collect();
        assert_eq!(lines, [(3, 4), (7, 7)]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_told_with_its_place() {
        let error = Table::parse("a,b\n1,\"two\n3,4\n").err().unwrap();
        assert_eq!((error.line, error.column), (2, 3));
        assert!(Table::parse("a,b\n1,5\" pipe\n").is_ok());
        assert!(Table::parse("a,b\n1,\"say \"\"two\"\"\"\n").is_ok());
    }
}
