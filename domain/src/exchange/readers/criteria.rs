//! Acceptance criteria: `A. text` lines, list items or rows under a heading that announces them.

use super::super::columns::{Column, Columns, cell};
use super::super::draft::Draft;
use super::super::inline::{name, plain, words};
use super::super::outline::{Block, Kind};
use super::super::reading::{Confidence, CriterionReading, LineRange, Met};
use super::super::register::says_done;
use super::super::vocabulary::{Topic, has};
use super::Report;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let mut found = Vec::new();
    for place in &report.places {
        let label = place.labels.first().filter(|_| place.depth == 0).and_then(|label| label.topic);
        let heading = report.outline.headings(place.section).next().and_then(|heading| heading.topic);
        if label.or(heading) == Some(Topic::Criteria) && place.depth == 0 {
            from_block(place.block, &mut found);
        }
    }
    draft.take_all(found.iter().map(|criterion| criterion.lines));
    draft.reading.criteria = found;
}

fn from_block(block: &Block<'_>, found: &mut Vec<CriterionReading>) {
    match &block.kind {
        Kind::Paragraph(lines) => {
            for line in lines {
                if let Some((letter, text)) = lettered(line.raw) {
                    found.push(criterion(letter.to_owned(), text, None, LineRange::line(line.number)));
                } else if let Some(open) = found.last_mut().filter(|open| open.lines.last + 1 == line.number) {
                    // A wrapped line goes on with the criterion above.
                    open.text.push(' ');
                    open.text.push_str(&plain(line.raw));
                    open.lines.last = line.number;
                }
            }
        }
        Kind::List(items) => {
            for item in items {
                let raw = item.raw();
                let (letter, text) = lettered(&raw).map_or((None, &*raw), |(letter, text)| (Some(letter.to_owned()), text));
                let letter =
                    letter.or_else(|| item.number.map(|number| number.to_string())).unwrap_or_else(|| (found.len() + 1).to_string());
                let ticked = item.task.map(|done| if done { Met::Met } else { Met::NotMet });
                found.push(criterion(letter, text, ticked, item.lines));
            }
        }
        Kind::Table(table) => {
            let columns = Columns::of(table);
            let Some(at) = columns.find(&[Column::Category, Column::Item]).or_else(|| columns.name()) else { return };
            for row in &table.rows {
                let letter = cell(&columns, row, &[Column::Number]).unwrap_or_else(|| (found.len() + 1).to_string());
                let status = cell(&columns, row, &[Column::Status, Column::Answer]);
                let met = status.as_deref().and_then(met);
                let one = criterion(letter, row.cell(at), met, LineRange::line(row.line));
                found.push(CriterionReading { kept: crate::exchange::CriterionKept::default(), remark: status.or(one.remark), ..one });
            }
        }
        Kind::Code(_) | Kind::Other => {}
    }
}

/// `A. text`, `**B)** text`
fn lettered(raw: &str) -> Option<(&str, &str)> {
    let raw = raw.trim_start_matches('*');
    let letter = raw.get(..1).filter(|letter| letter.bytes().all(|b| b.is_ascii_uppercase()))?;
    let rest = raw[1..].strip_prefix(['.', ')', ':'])?;
    let rest = rest.trim_start_matches('*');
    rest.starts_with(' ').then(|| (letter, rest.trim()))
}

/// A criterion; a last sentence in brackets is what the report says about it.
fn criterion(letter: String, raw: &str, met_by_mark: Option<Met>, lines: LineRange) -> CriterionReading {
    let text = plain(raw);
    let split = text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once(". ("));
    let (text, remark) = split.map_or((text.clone(), None), |(text, remark)| (format!("{text}."), Some(remark.to_owned())));
    let met = met_by_mark.or_else(|| remark.as_deref().and_then(met)).or_else(|| mark(raw));
    CriterionReading {
        kept: crate::exchange::CriterionKept::default(),
        letter,
        text: name(&text),
        met,
        remark,
        lines,
        confidence: Confidence::PLACED,
    }
}

fn mark(raw: &str) -> Option<Met> {
    let at = |signs: [char; 3]| raw.contains(signs);
    if at(['✅', '✔', '✓']) {
        Some(Met::Met)
    } else if at(['❌', '✗', '✘']) {
        Some(Met::NotMet)
    } else {
        raw.contains(['⚠', '🟡']).then_some(Met::Partly)
    }
}

/// What a status or remark says; `None` where it says neither.
fn met(status: &str) -> Option<Met> {
    let text = words(status);
    let good = has(&text, &["met", "achieved", "done", "pass", "passed", "yes", "complete", "satisfied", "fulfilled"]);
    let open = has(&text, &["pending", "partial", "partially", "partly", "in progress", "remaining"]);
    let bad = has(&text, &["not met", "no", "fail", "failed", "missing", "open", "not", "unmet"]);
    match (good || says_done(status), open, bad) {
        (_, _, true) => Some(Met::NotMet),
        (_, true, _) => Some(Met::Partly),
        (true, false, false) => Some(Met::Met),
        (false, false, false) => mark(status),
    }
}
