//! Reads a report line by line.

use super::super::inputs::noted;
use super::super::reading::Reading;
use super::super::source::Source;
use super::kinds::KINDS;
use super::page::{Page, heading};
use super::{CHECKLISTS, NOTES, head, names_format, notes, section, tasks};

/// Reads a report of this format. Any text gives a reading; what does not fit is kept in its notes.
pub(in super::super) fn read(text: &str) -> Reading {
    let mut page = Page::new(text);
    let mut reading = Reading::default();
    let body = front_matter(&mut page);
    let heads: Vec<usize> = (body..page.len()).filter(|at| is_section(&page, *at)).collect();
    let above = heads.first().copied().unwrap_or(page.len());
    head::read(&mut page, body, above, &mut reading);
    for (number, at) in heads.iter().enumerate() {
        let limit = heads.get(number + 1).copied().unwrap_or(page.len());
        if below(&mut page, *at, limit, &mut reading) {
            page.take(*at..at + 1);
        }
    }
    notes::rest(&page, &mut reading);
    noted(reading, &Source::new(text))
}

/// Whether the heading of a section stands on this line.
fn is_section(page: &Page<'_>, at: usize) -> bool {
    !page.is_fenced(at) && heading(page.line(at)).is_some_and(|(level, _)| level == 2)
}

/// Takes the front matter; the line below it.
fn front_matter(page: &mut Page<'_>) -> usize {
    let is_rule = |page: &Page<'_>, at: usize| page.line(at).trim_end_matches(' ') == "---";
    let Some(end) = (1..page.len()).find(|at| is_rule(page, *at)) else { return 0 };
    for at in 0..=end {
        if is_rule(page, at) || names_format(page.line(at)) {
            page.take(at..at + 1);
        }
    }
    end + 1
}

/// Reads what stands below the heading of a section; false where it is none of ours.
fn below(page: &mut Page<'_>, at: usize, limit: usize, reading: &mut Reading) -> bool {
    let Some((_, words)) = heading(page.line(at)) else { return false };
    let first = at + 1;
    if let Some(kind) = KINDS.into_iter().find(|kind| kind.heading == words) {
        section::read(page, first, limit, kind, reading);
    } else {
        match words {
            CHECKLISTS => tasks::read(page, first, limit, reading),
            NOTES => notes::read(page, first, limit, reading),
            _ => return false,
        }
    }
    true
}
