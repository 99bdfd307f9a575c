//! Small pieces that all parts of a report are made of.

use crate::exports::block::{Align, Block, Column, Fact, Line, Row, Span, Table, Tone};
use crate::lines::LineRange;

/// Text without a look of its own.
pub(super) fn plain(text: impl Into<String>) -> Line {
    vec![Span::plain(text)]
}

/// A mark alone.
pub(super) fn mark((tone, word): (Tone, impl Into<String>)) -> Line {
    vec![Span::mark(tone, word)]
}

/// A text, or the sign for none.
pub(super) fn or_dash(text: Option<impl ToString>) -> Line {
    plain(text.map_or_else(|| "–".to_owned(), |text| text.to_string()))
}

/// A heading of level 2 or 3.
pub(super) fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading { level, text: plain(text) }
}

/// A heading of level 3 with marks behind it.
pub(super) fn titled(title: impl Into<String>, marks: impl IntoIterator<Item = (Tone, String)>) -> Block {
    let mut text = plain(title);
    for (tone, word) in marks {
        text.push(Span::plain(" "));
        text.push(Span::mark(tone, word));
    }
    Block::Heading { level: 3, text }
}

/// A paragraph of plain words.
pub(super) fn text(words: impl Into<String>) -> Block {
    Block::Text { text: plain(words) }
}

/// A paragraph beside what matters.
pub(super) fn quiet(words: impl Into<String>) -> Block {
    Block::Text { text: vec![Span::quiet(words)] }
}

/// A paragraph in bold: it names what follows where a heading would be too much.
pub(super) fn strong(words: impl Into<String>) -> Block {
    Block::Text { text: vec![Span::strong(words)] }
}

/// A sentence that must not be overlooked.
pub(super) fn callout(tone: Tone, words: impl Into<String>) -> Block {
    Block::Callout { tone, text: plain(words) }
}

/// A list with bullets, each entry a paragraph; nothing where there is no entry.
pub(super) fn list(lines: impl IntoIterator<Item = Line>) -> Option<Block> {
    let items: Vec<Vec<Block>> = lines.into_iter().map(|text| vec![Block::Text { text }]).collect();
    (!items.is_empty()).then_some(Block::List { start: None, items })
}

/// A fact that may be unknown.
pub(super) fn maybe(name: &str, value: Option<impl ToString>) -> Option<Fact> {
    value.map(|value| Fact::new(name, value.to_string()))
}

/// A fact whose value is a mark.
pub(super) fn marked(name: &str, mark: (Tone, impl Into<String>)) -> Fact {
    Fact { name: name.to_owned(), value: self::mark(mark) }
}

/// Those facts that are known; nothing where none is.
pub(super) fn facts(facts: impl IntoIterator<Item = Option<Fact>>) -> Option<Block> {
    let facts: Vec<Fact> = facts.into_iter().flatten().collect();
    (!facts.is_empty()).then_some(Block::Facts { facts })
}

/// A column of texts with its part of the width.
pub(super) fn texts(title: &str, width: u8) -> Column {
    Column { title: title.to_owned(), align: Align::Start, width }
}

/// A column of numbers, as wide as they need.
pub(super) fn numbers(title: &str) -> Column {
    Column { title: title.to_owned(), align: Align::End, width: 0 }
}

/// A table; nothing where it has no rows.
pub(super) fn table(
    caption: impl Into<String>,
    columns: impl Into<Vec<Column>>,
    rows: impl IntoIterator<Item = Vec<Line>>,
) -> Option<Block> {
    let rows: Vec<Row> = rows.into_iter().map(|cells| Row { cells }).collect();
    (!rows.is_empty()).then(|| Block::Table(Table { caption: caption.into(), columns: columns.into(), rows }))
}

/// `1 blocker`, `2 blockers`.
pub(super) fn count(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The same words as a sentence: capital letter first, full stop last.
pub(super) fn sentence(words: &str) -> String {
    let mut text = capital(words);
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

/// The same words with a capital letter first.
pub(super) fn capital(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// Names in a sentence: `a, b and c`.
pub(super) fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// Where something stands in the source: `line 7`, `lines 7–9`.
pub(super) fn lines(range: LineRange) -> String {
    if range.first == range.last { format!("line {}", range.first) } else { format!("lines {}–{}", range.first, range.last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_a_sentence_once_and_names_are_joined() {
        assert_eq!((sentence("the weights differ").as_str(), sentence("Done.").as_str()), ("The weights differ.", "Done."));
        assert_eq!((count(1_u32, "row", "rows").as_str(), count(0_i64, "row", "rows").as_str()), ("1 row", "0 rows"));
        assert_eq!(and(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!((table("None", [texts("A", 1)], []), list([]), facts([None])), (None, None, None));
    }
}
