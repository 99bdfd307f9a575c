//! Many items from one pasted text: every bullet becomes an item, every heading a group.

use crate::text::{Markdown, Title};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What a pasted text comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Groups in order, each with at least one item.
    pub groups: Vec<PastedGroup>,
    /// Passages that are no items and stay out: sentences between the lists.
    pub left_out: Vec<String>,
}

/// Items below one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedGroup {
    /// The heading; `None` for what stands before the first one.
    pub title: Option<Title>,
    /// The items in order.
    pub items: Vec<PastedItem>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedItem {
    /// Its first lines without marks.
    pub text: Title,
    /// Everything else that stands in it, as written; what it is a part of; the whole wording where it did not fit.
    pub detail: Markdown,
    /// Whether it is ticked: `- [x]`.
    pub done: bool,
}

impl Pasted {
    /// How many items there are.
    #[must_use]
    pub fn items(&self) -> usize {
        self.groups.iter().map(|group| group.items.len()).sum()
    }
}

/// Reads a pasted text. Items that are nested come out one after the other, and say what they are a part of. Where there is
/// no list at all, every line is an item.
#[must_use]
pub fn paste(text: &str) -> Pasted {
    let clean: String = text.replace("\r\n", "\n").chars().filter(|ch| !ch.is_control() || matches!(ch, '\n' | '\t')).collect();
    let mut reader = Reader { source: &clean, pasted: Pasted::default(), title: None, open: Vec::new(), heading: None, left_until: 0 };
    let options = Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(&clean, options).into_offset_iter() {
        reader.take(event, range);
    }
    let pasted = reader.pasted;
    if pasted.groups.is_empty() { lines(&clean) } else { pasted }
}

/// Every line an item, for a text without a list.
fn lines(text: &str) -> Pasted {
    let items: Vec<PastedItem> = text.lines().filter_map(|line| item(line.trim(), Vec::new(), false)).collect();
    let groups = if items.is_empty() { Vec::new() } else { vec![PastedGroup { title: None, items }] };
    Pasted { groups, left_out: Vec::new() }
}

fn item(text: &str, mut detail: Vec<String>, done: bool) -> Option<PastedItem> {
    let (text, whole) = Title::cut(text)?;
    if let Some(whole) = whole {
        detail.insert(0, whole);
    }
    let detail: String = detail.join("\n\n").chars().take(Markdown::LIMIT).collect();
    Some(PastedItem { text, detail: detail.parse().unwrap_or_default(), done })
}

/// An item whose end has not come yet.
#[derive(Default)]
struct Open {
    /// Words of its first block.
    text: String,
    /// Where the words end: what comes after is detail.
    worded: bool,
    /// The first block holds something that words alone lose, such as the target of a link.
    marked: Option<Range<usize>>,
    done: bool,
    detail: Vec<String>,
    /// Up to here the text is in the detail already.
    until: usize,
    /// The index of its group and its place there; known once its words are.
    at: Option<(usize, usize)>,
}

struct Reader<'a> {
    source: &'a str,
    pasted: Pasted,
    title: Option<Title>,
    open: Vec<Open>,
    /// Words of a heading whose end has not come yet.
    heading: Option<String>,
    /// Up to here the text is among what is left out already.
    left_until: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Item) => self.begin(),
            Event::End(TagEnd::Item) => self.end(),
            Event::TaskListMarker(done) => {
                if let Some(item) = self.open.last_mut() {
                    item.done = done;
                }
            }
            Event::Start(tag) => self.start(&tag, range),
            Event::End(TagEnd::Heading(_)) => self.headed(),
            Event::End(TagEnd::Paragraph) => self.finish_words(),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            _ => {}
        }
    }

    fn begin(&mut self) {
        self.finish_words();
        let parent =
            self.open.last().map(|item| item.text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty());
        let detail = parent.map(|parent| vec![format!("Part of “{parent}”.")]).unwrap_or_default();
        self.open.push(Open { detail, ..Open::default() });
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let is_block =
            matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::Table(_) | Tag::HtmlBlock);
        match (tag, self.open.last_mut()) {
            (Tag::Heading { .. }, None) => self.heading = Some(String::new()),
            (Tag::List(_), Some(_)) => self.finish_words(),
            (Tag::Link { .. } | Tag::Image { .. }, Some(item)) if !item.worded => {
                item.marked = Some(item.marked.clone().map_or(range.clone(), |before| before.start..range.end));
            }
            (Tag::Paragraph, Some(item)) if item.text.is_empty() && !item.worded => {}
            (_, Some(item)) if is_block && range.start >= item.until => {
                item.detail.push(block(self.source, &range));
                item.until = range.end;
                self.finish_words();
            }
            // What is quoted can be a list: only its sentences are left out.
            (Tag::BlockQuote(_), None) => {}
            (_, None) if is_block && range.start >= self.left_until => {
                self.pasted.left_out.push(block(self.source, &range));
                self.left_until = range.end;
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        match (&mut self.heading, self.open.last_mut()) {
            (Some(words), _) => words.push_str(text),
            (_, Some(item)) if !item.worded => item.text.push_str(text),
            _ => {}
        }
    }

    fn headed(&mut self) {
        if let Some(words) = self.heading.take() {
            self.title = Title::cut(&words).map(|(title, _)| title);
        }
    }

    /// The words of the innermost item are complete: it gets its place before what is nested in it.
    fn finish_words(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if open.worded {
            return;
        }
        open.worded = true;
        if let Some(marked) = open.marked.take() {
            open.detail.push(self.source[marked].to_owned());
        }
        let new = item(&open.text, Vec::new(), open.done);
        // A bullet with nothing but a block in it is named after the block.
        let new = new.or_else(|| open.detail.last().and_then(|block| item(block, Vec::new(), open.done)));
        let Some(new) = new else { return };
        if self.pasted.groups.last().is_none_or(|group| group.title != self.title) {
            self.pasted.groups.push(PastedGroup { title: self.title.clone(), items: Vec::new() });
        }
        let last = self.pasted.groups.len() - 1;
        if let Some(group) = self.pasted.groups.last_mut() {
            open.at = Some((last, group.items.len()));
            group.items.push(new);
        }
    }

    fn end(&mut self) {
        self.finish_words();
        let Some(open) = self.open.pop() else { return };
        let Some((group, at)) = open.at else { return };
        if let Some(placed) = self.pasted.groups.get_mut(group).and_then(|group| group.items.get_mut(at)) {
            let whole = placed.detail.as_str().to_owned();
            let detail = [whole].into_iter().filter(|text| !text.is_empty()).chain(open.detail).collect();
            if let Some(complete) = item(placed.text.as_str(), detail, open.done) {
                *placed = complete;
            }
        }
    }
}

/// A block as written, without the indentation that made it a part of its item.
fn block(source: &str, range: &Range<usize>) -> String {
    let start = source[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = source[start..range.start].chars().count();
    let bare = |line: &str| {
        let blank = line.chars().take(indent).take_while(|ch| ch.is_whitespace() || *ch == '>').count();
        line.chars().skip(blank).collect::<String>()
    };
    let mut lines = source[range.clone()].lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let text = [first].into_iter().chain(lines.map(bare)).collect::<Vec<_>>().join("\n");
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Title of a group, and text, detail and tick of its items.
    type Shown = (Option<String>, Vec<(String, String, bool)>);

    fn shown(text: &str) -> Vec<Shown> {
        paste(text)
            .groups
            .into_iter()
            .map(|group| {
                let items = group.items.into_iter().map(|item| (item.text.into(), item.detail.into(), item.done)).collect();
                (group.title.map(String::from), items)
            })
            .collect()
    }

    fn one(text: &str, detail: &str, done: bool) -> (String, String, bool) {
        (text.into(), detail.into(), done)
    }

    #[test]
    fn bullets_numbers_and_tasks_become_items_and_ticked_ones_are_ticked() {
        let items = vec![
            one("plain", "", false),
            one("starred", "", false),
            one("first", "", false),
            one("second", "", false),
            one("to do", "", false),
            one("done and code", "", true),
        ];
        assert_eq!(shown("- plain\n\n* starred\n\n1. first\n2) second\n\n- [ ] to do\n- [x] **done** and `code`\n"), [(None, items)]);
    }

    #[test]
    fn headings_become_groups_and_sentences_between_lists_are_named_as_left_out() {
        let pasted = paste("- before\n\n# Door\n\nSome words.\n\n- lock\n\n## Fan\n\n- quiet\n");
        let titles: Vec<_> = pasted.groups.iter().map(|group| group.title.as_ref().map(Title::as_str)).collect();
        assert_eq!(titles, [None, Some("Door"), Some("Fan")]);
        assert_eq!(pasted.left_out, ["Some words."]);
    }

    #[test]
    fn what_is_nested_comes_out_flat_and_every_detail_is_kept() {
        let text = "- Backups\n  Daily, off site.\n\n  More on this:\n\n  ```sh\n  restore --dry\n    deep\n  ```\n\n  - [x] tested\n    - on paper\n- Next\n";
        let items = vec![
            one("Backups Daily, off site.", "More on this:\n\n```sh\nrestore --dry\n  deep\n```", false),
            one("tested", "Part of “Backups Daily, off site.”.", true),
            one("on paper", "Part of “tested”.", false),
            one("Next", "", false),
        ];
        assert_eq!(shown(text), [(None, items)]);
    }

    #[test]
    fn the_target_of_a_link_is_not_lost() {
        let items = vec![one("See the runbook", "[the runbook](https://wiki.example/r)", false)];
        assert_eq!(shown("- See [the runbook](https://wiki.example/r)\n"), [(None, items)]);
    }

    #[test]
    fn without_a_list_every_line_is_an_item() {
        assert_eq!(
            shown("sweep the chimney\r\n\r\ntry the lock\r\n"),
            [(None, vec![one("sweep the chimney", "", false), one("try the lock", "", false)])]
        );
        assert!(paste(" \n\n").groups.is_empty());
    }

    #[test]
    fn a_text_that_is_too_long_for_a_title_is_kept_whole_in_the_detail() {
        let long = "word ".repeat(100);
        let pasted = paste(&format!("- {long}\n"));
        let item = &pasted.groups[0].items[0];
        assert!(item.text.as_str().ends_with('…'));
        assert_eq!(item.detail.as_str(), long.trim());
    }

    /// Letters and digits of a text, for comparing what went in with what came out.
    fn words(text: &str) -> Vec<String> {
        let mut words: Vec<String> =
            text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    proptest! {
        #[test]
        fn any_text_can_be_pasted(text in "(?s).{0,200}") {
            let pasted = paste(&text);
            prop_assert!(pasted.groups.iter().all(|group| !group.items.is_empty()));
        }

        #[test]
        fn no_word_of_a_list_is_lost(lines in proptest::collection::vec(("( {0,6})(-|\\*|1\\.|- \\[x\\]|- \\[ \\]|>|) ", "[a-z]{1,6}( [a-z]{1,6}){0,3}"), 1..14)) {
            let text = lines.iter().map(|(mark, words)| format!("{mark}{words}")).collect::<Vec<_>>().join("\n");
            let pasted = paste(&text);
            let items = pasted.groups.iter().flat_map(|group| &group.items).map(|item| format!("{} {}", item.text, item.detail));
            let out: Vec<String> = pasted.left_out.iter().cloned().chain(items).collect();
            let went: Vec<&str> = lines.iter().map(|line| line.1.as_str()).collect();
            let (came, went) = (words(&out.join(" ")), words(&went.join(" ")));
            for word in went {
                prop_assert!(came.contains(&word), "{word} of {text:?} in {pasted:?}");
            }
        }
    }
}
