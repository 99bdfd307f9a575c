//! Tables as text that spreadsheets read: RFC 4180, with what would be taken for a formula made harmless.

use super::Sheet;
use csv::{Terminator, Writer, WriterBuilder};

/// Without it Excel takes UTF-8 for the code page of the machine and shows `Ã¤` for `ä`. Our reader drops it, as RFC 3629 allows.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What some spreadsheet divides cells or rows at.
const DIVIDERS: [char; 4] = [';', '\t', '\n', '\r'];

/// A table that is being written.
#[derive(Debug)]
pub struct Table {
    writer: Writer<Vec<u8>>,
}

impl Default for Table {
    fn default() -> Self {
        // Rows of other lengths are no reason to fail.
        Self { writer: WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new()) }
    }
}

impl Table {
    /// Adds a row.
    pub fn line(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        for cell in cells {
            // Writing to memory does not fail.
            let _ = self.writer.write_field(guarded(cell.as_ref()));
        }
        let _ = self.writer.write_record(None::<&[u8]>);
    }

    /// The whole text. Every cell was text, so it is.
    #[must_use]
    pub fn finish(self) -> String {
        String::from_utf8(self.writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

/// A sheet as a file: its heads, then its rows.
#[must_use]
pub fn document(sheet: &Sheet) -> String {
    let mut table = Table::default();
    table.line(&sheet.columns);
    for row in &sheet.rows {
        table.line(row.iter().map(ToString::to_string));
    }
    format!("{BYTE_ORDER_MARK}{}", table.finish())
}

/// The text, with an apostrophe before what a spreadsheet could run: OWASP, “CSV Injection”. Figures that are only a sign and digits stay
/// figures.
///
/// Where commas are decimals, spreadsheets divide rows at semicolons and take our quotation marks for letters: what stands behind a
/// semicolon, a tab or a line break is then a cell too.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    if is_formula(text) {
        out.push('\'');
    }
    for (at, piece) in text.split_inclusive(DIVIDERS).enumerate() {
        if at > 0 && is_formula(piece.trim_end_matches(DIVIDERS)) {
            out.push('\'');
        }
        out.push_str(piece);
    }
    out
}

/// A cell as it was before it was guarded: without the apostrophes where they stand before what would be a formula.
pub(crate) fn bare(cell: &str) -> String {
    let cell = cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell);
    let pieces = cell.split_inclusive(DIVIDERS).enumerate().map(|(at, piece)| {
        let guards = |rest: &&str| at > 0 && is_formula(rest.trim_end_matches(DIVIDERS));
        piece.strip_prefix('\'').filter(guards).unwrap_or(piece)
    });
    pieces.collect()
}

/// Whether some spreadsheet may take a cell for a formula. What stands before the sign does not help: programs trim blanks, drop quotation
/// marks and signs that nobody sees, and East Asian ones take the wide signs for the narrow.
///
/// Quotation marks before a guarded text leave it a formula, so that [`bare`] takes off exactly what [`guarded`] put there.
fn is_formula(text: &str) -> bool {
    let unquoted = text.trim_start_matches(is_quote);
    let first = text.trim_start_matches(|ch: char| is_quote(ch) || ch.is_whitespace() || ch.is_control() || is_unseen(ch));
    unquoted.starts_with(['\t', '\r', '\n']) || (first.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_figure(text))
}

const fn is_quote(ch: char) -> bool {
    matches!(ch, '"' | '\'' | '＂' | '＇' | '“' | '”' | '„' | '‘' | '’' | '‚')
}

/// Signs of no width: joiners, marks of direction, byte order marks, soft hyphens.
const fn is_unseen(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_figure(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_be_a_formula_is_text() {
        for formula in ["=1+1", "+A1", "-A1", "@SUM(A1)", "-1+1", "+", "-", "-1.2.3", "=", "+1e5", "\tx", "\rx"] {
            assert_eq!(guarded(formula), format!("'{formula}"), "{formula:?}");
        }
        for hidden in [" =1+1", "\"=1+1", "'=1+1", "\u{a0}\u{feff}=1+1", "“ +A1", "\u{202e}-A1", "＝1+1", "＠SUM(A1)", "\u{1}=1"] {
            assert_eq!(guarded(hidden), format!("'{hidden}"), "{hidden:?}");
        }
    }

    #[test]
    fn what_stands_behind_a_semicolon_is_a_cell_too() {
        assert_eq!(guarded("x;=HYPERLINK(1)"), "x;'=HYPERLINK(1)");
        assert_eq!(guarded("a\n=1;-5; +b"), "a\n'=1;-5;' +b");
    }

    #[test]
    fn figures_and_names_stay_what_they_are() {
        for text in ["-2.5", "+3", "83.5", "Ferry", "a-b", "x=y", "", "'tis", "“so”", "2031-04-05"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn a_comma_a_quote_and_a_new_line_do_not_end_a_cell() {
        let mut table = Table::default();
        table.line(["a,b", "say \"go\"", "two\nlines", "plain"]);
        table.line([""]);
        assert_eq!(table.finish(), "\"a,b\",\"say \"\"go\"\"\",\"two\nlines\",plain\r\n\"\"\r\n");
    }

    #[test]
    fn an_apostrophe_that_guards_nothing_stays() {
        for (cell, text) in [("'=1", "=1"), ("'tis", "'tis"), ("'-5", "'-5"), ("''=1", "'=1"), ("a;'=1", "a;=1"), ("a;'b", "a;'b")] {
            assert_eq!(bare(cell), text);
        }
    }

    proptest! {
        #[test]
        fn what_was_guarded_reads_as_it_was(text in "['\"\\t\\n =+@＝5.“a;\u{feff}-]{0,8}") {
            let guarded = guarded(&text);
            prop_assert!(!is_formula(&text) || guarded.starts_with('\''));
            for piece in guarded.split(DIVIDERS) {
                prop_assert!(!is_formula(piece) || piece.starts_with('\'') || piece.trim_start_matches(is_quote) != piece, "{}", guarded);
            }
            prop_assert_eq!(bare(&guarded), text);
        }
    }
}
