//! The lines of a report and which of them have been understood.

use super::super::reading::LineRange;
use super::COMPUTED;
use std::ops::Range;

/// A report in lines, counted from 0.
pub(super) struct Page<'a> {
    lines: Vec<&'a str>,
    used: Vec<bool>,
    /// For each line the end of the fenced block that it opens or is in; its own number where there is none.
    fenced_to: Vec<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut lines: Vec<&str> = text.split('\n').collect();
        if lines.last() == Some(&"") {
            lines.pop();
        }
        let fenced_to = fences(&lines);
        Self { used: vec![false; lines.len()], lines, fenced_to }
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The line; empty behind the last one.
    pub(super) fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or_default()
    }

    /// The line without spaces at its end, and whether any text is in it.
    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.line(at).trim().is_empty()
    }

    /// Whether the line is in a fenced block or opens one.
    pub(super) fn is_fenced(&self, at: usize) -> bool {
        self.fenced_to.get(at).is_some_and(|end| *end > at)
    }

    /// The end of the fenced block, one behind its last line.
    pub(super) fn fence_end(&self, at: usize) -> usize {
        self.fenced_to.get(at).copied().unwrap_or(at).max(at + 1)
    }

    pub(super) fn is_used(&self, at: usize) -> bool {
        self.used.get(at).copied().unwrap_or(true)
    }

    /// Marks lines as understood.
    pub(super) fn take(&mut self, lines: Range<usize>) {
        self.mark(lines, true);
    }

    /// Takes it back.
    pub(super) fn give_back(&mut self, lines: impl IntoIterator<Item = usize>) {
        lines.into_iter().for_each(|at| self.mark(at..at + 1, false));
    }

    fn mark(&mut self, lines: Range<usize>, used: bool) {
        let end = lines.end.min(self.used.len());
        if let Some(lines) = self.used.get_mut(lines.start..end) {
            lines.fill(used);
        }
    }

    /// Marks a line that is for people only.
    pub(super) fn take_computed(&mut self, at: usize) -> bool {
        let marked = self.line(at).trim_end_matches(' ').strip_suffix(COMPUTED);
        // Behind a backslash it is text.
        let computed = marked.is_some_and(|line| line.starts_with("- ") && line.ends_with(' '));
        if computed {
            self.take(at..at + 1);
        }
        computed
    }

    /// The text of a block quote that begins here and is indented like this, and its end.
    pub(super) fn quote(&self, at: usize, limit: usize, indent: &str) -> Option<(String, usize)> {
        let quoted = |at: usize| {
            let marked = self.line(at).strip_prefix(indent)?.strip_prefix('>')?;
            Some(marked.strip_prefix(' ').unwrap_or(marked))
        };
        let lines: Vec<&str> = (at..limit).map_while(quoted).collect();
        (!lines.is_empty()).then(|| (lines.join("\n"), at + lines.len()))
    }

    /// The text of a fenced block that begins here, and its end; `None` where it is never closed.
    pub(super) fn code(&self, at: usize) -> Option<(String, usize)> {
        let (sign, length, _) = fence(self.line(at))?;
        let end = self.fence_end(at);
        let closed = end > at + 1 && fence(self.line(end - 1)).is_some_and(|close| closes(close, sign, length));
        closed.then(|| (self.lines[at + 1..end - 1].join("\n"), end))
    }
}

/// The range of lines as records have it, from the first to the last one of these.
pub(super) fn range(first: usize, last: usize) -> LineRange {
    let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    LineRange::new(number(first), number(last))
}

/// The heading that a line is: its level and its words.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = line[level..].strip_prefix(' ')?;
    (1..=6).contains(&level).then(|| (level, words.trim_matches(' ')))
}

/// A line that opens or closes a fenced block: its sign, how often, and what follows.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = line.bytes().take_while(|byte| char::from(*byte) == sign).count();
    let info = line[length..].trim();
    (length >= 3 && !info.contains('`')).then_some((sign, length, info))
}

fn closes(close: (char, usize, &str), sign: char, length: usize) -> bool {
    close.0 == sign && close.1 >= length && close.2.is_empty()
}

/// For each line the end of the fenced block that it opens or is in; an open one ends with the text (CommonMark 0.31, section 4.5).
fn fences(lines: &[&str]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..lines.len()).collect();
    let mut open: Option<(usize, char, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        match (open, fence(line)) {
            (None, Some((sign, length, _))) => open = Some((at, sign, length)),
            (Some((start, sign, length)), Some(close)) if closes(close, sign, length) => {
                ends[start..=at].fill(at + 1);
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, ..)) = open {
        ends[start..].fill(lines.len());
    }
    ends
}
