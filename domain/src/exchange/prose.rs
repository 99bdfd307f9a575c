//! What a report says in words, passage by passage, with what each passage stands under: for those who look for what is at odds.
//!
//! Code and what is struck through is left out: neither says how things are.

use super::build::build;
use super::inline::plain;
use super::outline::{Kind, Line, Outline, Place, Table};
use super::reading::LineRange;
use super::vocabulary::Topic;

/// A list item, a row of a table, or a paragraph.
pub(crate) struct Passage {
    /// Where it stands.
    pub(crate) lines: LineRange,
    /// The heading above it, without marks; empty before the first one.
    pub(crate) heading: String,
    /// What its heading or label makes of it.
    pub(crate) tense: Tense,
    /// Whether it is ticked, where it is a task.
    pub(crate) task: Option<bool>,
    /// Its text without marks: one part, or one for each cell of a row.
    pub(crate) parts: Vec<Part>,
}

/// A text, and the head of the column it stands in; empty outside of tables.
pub(crate) struct Part {
    pub(crate) head: String,
    pub(crate) text: String,
}

/// What a passage is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// How things are.
    Is,
    /// What is missing or may go wrong.
    Lacks,
    /// What is to be done, demanded or checked.
    Ahead,
}

/// All passages in the order of the source.
pub(crate) fn passages(text: &str) -> Vec<Passage> {
    let outline = build(text);
    let mut found = Vec::new();
    for place in outline.places() {
        let heading = || outline.sections[place.section].heading.as_ref().map(|heading| plain(heading.raw)).unwrap_or_default();
        let tense = tense(&outline, &place);
        let mut add = |lines, task, parts| found.push(Passage { lines, heading: heading(), tense, task, parts });
        match &place.block.kind {
            Kind::Paragraph(lines) => sentences(lines).into_iter().for_each(|(lines, raw)| add(lines, None, vec![part("", &raw)])),
            Kind::List(items) => items.iter().for_each(|item| add(item.own_lines(), item.task, vec![part("", &item.raw())])),
            Kind::Table(table) => rows(table).into_iter().for_each(|(lines, parts)| add(lines, None, parts)),
            Kind::Code(_) | Kind::Other => {}
        }
    }
    found.sort_by_key(|passage| passage.lines);
    found
}

fn rows(table: &Table<'_>) -> Vec<(LineRange, Vec<Part>)> {
    let heads: Vec<String> = table.head.iter().map(|head| plain(head)).collect();
    let head = |at: usize| heads.get(at).map_or("", String::as_str);
    let parts = |cells: &[&str]| cells.iter().enumerate().map(|(at, cell)| part(head(at), cell)).collect();
    table.rows.iter().map(|row| (LineRange::line(row.line), parts(&row.cells))).collect()
}

fn part(head: &str, raw: &str) -> Part {
    Part { head: head.to_owned(), text: plain(&standing(raw)) }
}

/// The text without what is struck through.
fn standing(raw: &str) -> String {
    // Every other piece between the signs is struck; a sign without a partner strikes nothing.
    let pieces: Vec<&str> = raw.split("~~").collect();
    if pieces.len().is_multiple_of(2) { raw.to_owned() } else { pieces.iter().step_by(2).copied().collect() }
}

/// A paragraph in pieces: a line that begins with a mark, or stands after a hard break, is a statement of its own.
fn sentences(lines: &[Line<'_>]) -> Vec<(LineRange, String)> {
    let mut found: Vec<(LineRange, String)> = Vec::new();
    for line in lines {
        let own = line.raw.trim_start().starts_with(|ch: char| !ch.is_alphanumeric() && !matches!(ch, '(' | '`' | '"' | '“'));
        match found.last_mut().filter(|(_, text)| !own && !text.ends_with("  ") && !text.ends_with('\\')) {
            Some((range, text)) => {
                range.last = line.number;
                text.push(' ');
                text.push_str(line.raw);
            }
            None => found.push((LineRange::line(line.number), line.raw.to_owned())),
        }
    }
    found
}

/// The innermost label or heading that announces something decides.
fn tense(outline: &Outline<'_>, place: &Place<'_, '_>) -> Tense {
    let labels = place.labels.iter().filter_map(|label| label.topic);
    let mut topics = labels.chain(outline.headings(place.section).filter_map(|heading| heading.topic));
    match topics.next() {
        Some(Topic::Plan | Topic::Criteria | Topic::Verification) => Tense::Ahead,
        Some(Topic::Gaps | Topic::Blockers | Topic::Risks) => Tense::Lacks,
        Some(Topic::Strengths | Topic::Decision | Topic::Scores) | None => Tense::Is,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(u32, Tense, String)> {
        let text_of = |passage: &Passage| passage.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" | ");
        passages(text).iter().map(|passage| (passage.lines.first, passage.tense, text_of(passage))).collect()
    }

    #[test]
    fn items_rows_and_paragraphs_are_passages_and_code_is_none() {
        let text = "# Mill\n\nIt grinds\nall day.\n**Wheel:** turns\n\n- ✅ ~~wet~~ dry\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nno passage\n```\n";
        let expected = ["It grinds all day.", "Wheel: turns", "✅ dry", "1 | 2"];
        assert_eq!(told(text).iter().map(|row| row.2.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_nearest_label_or_heading_says_what_a_passage_is_about() {
        let text = "# Mill\n\n## Gaps\n\n- no lamp\n\n**Next steps:**\n\n- buy one\n\n## Strengths\n\n- a wheel\n";
        assert_eq!(told(text).iter().map(|row| row.1).collect::<Vec<_>>(), [Tense::Lacks, Tense::Lacks, Tense::Ahead, Tense::Is]);
    }
}
