//! What is in no record of a document becomes notes, so that no line of it is without a place.

use super::super::reading::{LineRange, Note, NoteKind, Reading};
use super::super::source::Source;

/// How much of a passage that only holds records together is repeated in its note, in bytes: the document itself is kept anyway.
const SHOWN: usize = 400;

/// The reading with a note for every passage that is neither in a record nor in a note of it; notes in the order of the source.
pub(in super::super) fn noted(mut reading: Reading, source: &Source<'_>) -> Reading {
    let mut taken = vec![false; source.line_count() as usize];
    for lines in reading.record_lines().chain(reading.notes.iter().map(|note| note.lines)) {
        let last = (lines.last as usize).min(taken.len());
        if let Some(lines) = taken.get_mut(lines.first as usize - 1..last) {
            lines.fill(true);
        }
    }
    let mut passage: Option<LineRange> = None;
    for (line, taken) in (1..).zip(taken) {
        if taken {
            reading.notes.extend(passage.take().map(|lines| note(source, lines)));
        } else if !source.line(line).trim().is_empty() {
            passage = Some(LineRange::new(passage.map_or(line, |lines| lines.first), line));
        }
    }
    reading.notes.extend(passage.map(|lines| note(source, lines)));
    reading.notes.sort_by_key(|note| note.lines);
    reading
}

fn note(source: &Source<'_>, lines: LineRange) -> Note {
    let mut text = String::new();
    for line in lines.first..=lines.last {
        if text.len() > SHOWN {
            break;
        }
        text.push_str(source.line(line));
        text.push('\n');
    }
    if text.len() > SHOWN {
        text.truncate(text.floor_char_boundary(SHOWN));
        text.push('…');
    }
    Note { kind: NoteKind::Structure, heading: None, text: text.trim_end().to_owned(), lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_passage_is_noted_with_its_lines_but_not_repeated() {
        let text = format!("one\n\n{}", "line\n".repeat(10_000));
        let reading = noted(Reading::default(), &Source::new(&text));
        assert_eq!(reading.notes.len(), 1);
        assert_eq!(reading.notes[0].lines, LineRange::new(1, 10_002));
        assert!(reading.notes[0].text.len() < 500 && reading.notes[0].text.ends_with('…'));
    }
}
