//! The source before it is parsed: its lines, and what would mislead a Markdown parser blanked out.

use super::bytes::line_starts;
use std::borrow::Cow;
use std::cell::Cell;

/// The text, its lines, and a copy for the parser that has the same length in bytes.
pub(super) struct Source<'a> {
    /// The text as it is.
    pub(super) text: &'a str,
    /// What the parser sees: front matter and fences inside fences are blanked out.
    pub(super) masked: Cow<'a, str>,
    /// Line numbers of the front matter's first and last line, where there is one.
    pub(super) front_matter: Option<(u32, u32)>,
    starts: Vec<usize>,
    /// The line found last, counted from 0: the next one asked for is mostly this or the next.
    near: Cell<usize>,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut source = Self { text, masked: Cow::Borrowed(text), front_matter: None, starts: line_starts(text), near: Cell::new(0) };
        let mut hidden = Vec::new();
        if let Some(last) = front_matter(text) {
            source.front_matter = Some((1, last));
            hidden.extend(1..=last);
        }
        hidden.extend(inner_fences((1..=source.line_count()).map(|number| source.line(number))));
        source.hide(&hidden);
        source
    }

    /// The number of the line that holds the byte at `offset`.
    pub(super) fn line_of(&self, offset: usize) -> u32 {
        let holds = |line: &usize| self.starts[*line] <= offset && self.starts.get(line + 1).is_none_or(|next| offset < *next);
        let near = self.near.get();
        let found = [near, (near + 1).min(self.starts.len() - 1)].into_iter().find(holds);
        // The first line begins at 0, so one always begins before.
        let line = found.unwrap_or_else(|| self.starts.partition_point(|start| *start <= offset) - 1);
        self.near.set(line);
        u32::try_from(line + 1).unwrap_or(u32::MAX)
    }

    /// How many lines there are; a final line end starts no further one.
    pub(super) fn line_count(&self) -> u32 {
        let begun = usize::from(self.text.is_empty() || self.text.ends_with('\n'));
        u32::try_from(self.starts.len() - begun).unwrap_or(u32::MAX)
    }

    /// The line with this number, without its line end; empty where there is none.
    pub(super) fn line(&self, number: u32) -> &'a str {
        let index = number as usize;
        let Some(start) = index.checked_sub(1).and_then(|index| self.starts.get(index)) else { return "" };
        let end = self.starts.get(index).map_or(self.text.len(), |next| next - 1);
        &self.text[*start..end]
    }

    /// Blanks these lines, byte for byte, so that offsets stay true.
    fn hide(&mut self, lines: &[u32]) {
        if lines.is_empty() {
            return;
        }
        let mut bytes = self.text.as_bytes().to_vec();
        for number in lines {
            let start = self.starts[*number as usize - 1];
            let length = self.line(*number).len();
            bytes[start..start + length].fill(b' ');
        }
        // Whole lines were blanked, so no character was cut.
        self.masked = String::from_utf8(bytes).map_or(Cow::Borrowed(self.text), Cow::Owned);
    }
}

/// The last line of YAML front matter, which a parser would take for a rule and a heading.
fn front_matter(text: &str) -> Option<u32> {
    let mut lines = text.lines();
    (lines.next()?.trim_end() == "---").then_some(())?;
    for (number, line) in (2..=200).zip(lines) {
        if matches!(line.trim_end(), "---" | "...") {
            return (number > 2).then_some(number);
        }
        let yaml = line.trim().is_empty() || line.starts_with([' ', '#', '-']) || line.contains(':');
        if !yaml {
            return None;
        }
    }
    None
}

/// A line that opens or closes a fenced block: its sign, how often, and what follows.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let trimmed = line.trim_start();
    let sign = trimmed.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = trimmed.chars().take_while(|c| *c == sign).count();
    let info = trimmed[length..].trim();
    (length >= 3 && !info.contains(sign)).then_some((sign, length, info))
}

/// Fences inside a fenced block of Markdown.
///
/// By CommonMark (0.31, section 4.5) the first bare inner fence closes the outer block, and everything after it
/// is read inside out. Whoever wrote a Markdown example with code in it meant the inner pair to be content.
/// A block that never balances is left as CommonMark has it.
fn inner_fences<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut hidden = Vec::new();
    let mut open: Option<Open> = None;
    for (number, line) in (1..).zip(lines) {
        let Some((sign, length, info)) = fence(line) else { continue };
        match &mut open {
            None => open = Some(Open { sign, length, nests: is_markdown(info), depth: 0, inner: Vec::new() }),
            Some(block) if block.sign != sign || length < block.length => {}
            Some(block) if !info.is_empty() => {
                if block.nests {
                    block.depth += 1;
                    block.inner.push(number);
                }
            }
            Some(block) if block.depth > 0 => {
                block.depth -= 1;
                block.inner.push(number);
            }
            Some(block) => {
                hidden.append(&mut block.inner);
                open = None;
            }
        }
    }
    hidden
}

struct Open {
    sign: char,
    length: usize,
    nests: bool,
    depth: usize,
    inner: Vec<u32>,
}

fn is_markdown(info: &str) -> bool {
    let language = info.split_whitespace().next().unwrap_or_default();
    ["markdown", "md", "mdx"].iter().any(|name| language.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one_and_found_by_offset() {
        let source = Source::new("one\ntwö\n\nfour");
        assert_eq!(source.line_count(), 4);
        assert_eq!((source.line(2), source.line(3), source.line(4), source.line(9)), ("twö", "", "four", ""));
        assert_eq!((source.line_of(0), source.line_of(4), source.line_of(11)), (1, 2, 4));
    }

    #[test]
    fn a_fence_in_a_fenced_markdown_block_is_content() {
        let text = "```markdown\n```bash\nls\n```\n## inside\n```\n## outside\n";
        assert_eq!(inner_fences(text.lines()), [2, 4]);
        assert_eq!(Source::new(text).masked.len(), text.len());
    }

    #[test]
    fn other_blocks_close_at_the_first_bare_fence() {
        assert!(inner_fences("```text\n```bash\nls\n```\n## outside\n".lines()).is_empty());
        assert!(inner_fences("```md\n```bash\nls\n```\nnever closed\n".lines()).is_empty());
    }

    #[test]
    fn front_matter_is_no_heading() {
        assert_eq!(front_matter("---\ntitle: x\n---\n# h"), Some(3));
        assert_eq!(front_matter("---\n\nA sentence without the sign.\n---\n"), None);
        assert_eq!(front_matter("# h\n---\n"), None);
    }
}
