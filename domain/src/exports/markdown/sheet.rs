//! Markdown in the making: blocks with one empty line between them.

use crate::exchange::dialect::COMPUTED;
use crate::exchange::dialect::inline::escape;

/// The lines so far.
#[derive(Default)]
pub(super) struct Sheet {
    text: String,
}

impl Sheet {
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// An empty line, unless there is one.
    pub(super) fn gap(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading with an empty line on both sides.
    pub(super) fn heading(&mut self, marks: &str, words: &str) {
        self.gap();
        self.line(&format!("{marks}{words}"));
        self.gap();
    }

    /// A label with its value in one line.
    pub(super) fn fact(&mut self, indent: &str, label: &str, value: &str) {
        self.line(format!("{indent}- **{label}:** {value}").trim_end_matches(' '));
    }

    /// Markdown as a block quote.
    pub(super) fn quote(&mut self, text: &str, indent: &str) {
        for line in one_line_end(text).split('\n') {
            let space = if line.is_empty() { "" } else { " " };
            self.line(&format!("{indent}>{space}{line}"));
        }
    }

    /// Text in a fenced block, with a fence that is longer than any in it.
    pub(super) fn code(&mut self, text: &str) {
        let text = one_line_end(text);
        let longest = text.split(|ch| ch != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.line(&format!("{fence}sh"));
        text.split('\n').for_each(|line| self.line(line));
        self.line(&fence);
    }

    /// Lines for people only.
    pub(super) fn computed(&mut self, lines: &[String]) {
        // A gap within a list would part its entries from each other.
        let in_list = self.text.lines().next_back().is_some_and(|line| line.starts_with("- "));
        if !lines.is_empty() && !in_list {
            self.gap();
        }
        for line in lines {
            self.line(&format!("- {} {COMPUTED}", escape(line)));
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// The text as an import would hand it on: a line ends in one way only.
fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
