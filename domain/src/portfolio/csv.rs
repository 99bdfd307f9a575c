//! Tables as text that spreadsheets read: RFC 4180, with what would be taken for a formula made harmless.

use std::fmt::Write as _;

/// Adds a line of cells to a table.
pub fn line<'a>(table: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (place, text) in cells.into_iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(table, "{comma}{}", cell(text));
    }
    table.push_str("\r\n");
}

/// One cell, in quotes where it needs them.
///
/// Spreadsheets run what begins like a formula, also from a file. An apostrophe before it makes them show it as text; figures that
/// are only a sign and digits stay figures.
#[must_use]
pub fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_figure(text);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r', '\t', '\'']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn is_figure(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_formula_is_text() {
        for formula in ["=1+1", "+A1", "-A1", "@SUM(A1)", "-1+1", "+", "-", "-1.2.3", "=", "+1e5"] {
            assert_eq!(cell(formula).trim_matches('"'), format!("'{formula}"));
        }
        assert_eq!((cell("\tx"), cell("\rx")), ("\"'\tx\"".into(), "\"'\rx\"".into()));
    }

    #[test]
    fn figures_and_names_stay_what_they_are() {
        for text in ["-2.5", "+3", "83.5", "Ferry", "a-b", "x=y", ""] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn a_comma_a_quote_and_a_new_line_do_not_end_a_cell() {
        let mut table = String::new();
        line(&mut table, ["a,b", "say \"go\"", "two\nlines", "plain"]);
        assert_eq!(table, "\"a,b\",\"say \"\"go\"\"\",\"two\nlines\",plain\r\n");
    }
}
