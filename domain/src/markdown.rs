//! Markdown to safe HTML.

use crate::people::{Mentionable, mentions};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream, html};
use std::sync::LazyLock;

/// No raw HTML survives, links open nothing but web pages and mail, and no picture is fetched from elsewhere.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner.rm_tags(["img"]).url_schemes(["http", "https", "mailto"].into()).link_rel(Some("noopener noreferrer nofollow"));
    // Written by the renderer alone: what an author types is text.
    cleaner.add_allowed_classes("span", ["mention"]);
    cleaner
});

/// Renders Markdown (`CommonMark` 0.31 with tables, strikethrough and task marks) as HTML that is safe to embed.
#[must_use]
pub fn render(source: &str) -> String {
    render_naming(source, &[])
}

/// The same, with mentions of these people in spans of the class `mention`.
#[must_use]
pub fn render_naming(source: &str, people: &[Mentionable]) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    let mut in_code = false;
    let events = events(source).flat_map(|event| match event {
        Event::Text(text) if !in_code && !people.is_empty() => naming(&text, people),
        other => {
            in_code = code_after(&other, in_code);
            vec![other]
        }
    });
    html::push_html(&mut out, events);
    CLEANER.clean(&out).to_string()
}

/// The first paragraph in words, without marks: for a line in a list.
#[must_use]
pub fn first_words(source: &str) -> String {
    let mut out = String::new();
    for event in events(source) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    out
}

/// What is said in words, without code: where people look for names. Runs of different looks stand on lines of their own.
#[must_use]
pub fn spoken(source: &str) -> String {
    let mut in_code = false;
    let mut out = String::with_capacity(source.len());
    for event in events(source) {
        match event {
            Event::Text(text) if !in_code => {
                out.push_str(&text);
                out.push('\n');
            }
            other => in_code = code_after(&other, in_code),
        }
    }
    out
}

fn events(source: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    TextMergeStream::new(Parser::new_ext(source, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        // ammonia would drop the form control; the mark has to stay readable.
        Event::TaskListMarker(done) => Event::Text(if done { "☑ " } else { "☐ " }.into()),
        other => other,
    }))
}

const fn code_after(event: &Event<'_>, before: bool) -> bool {
    match event {
        Event::Start(Tag::CodeBlock(_)) => true,
        Event::End(TagEnd::CodeBlock) => false,
        _ => before,
    }
}

fn naming(text: &str, people: &[Mentionable]) -> Vec<Event<'static>> {
    let plain = |text: &str| Event::Text(text.to_owned().into());
    let markup = |tag: &'static str| Event::InlineHtml(tag.into());
    let mut out = Vec::new();
    let mut behind = 0;
    for mention in mentions(text, people) {
        out.extend([
            plain(&text[behind..mention.at.start]),
            markup("<span class=\"mention\">"),
            plain(&text[mention.at.clone()]),
            markup("</span>"),
        ]);
        behind = mention.at.end;
    }
    out.push(plain(&text[behind..]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::UserId;

    #[test]
    fn the_first_paragraph_is_read_without_its_marks() {
        assert_eq!(first_words("For **one** launch,\n`make it` so.\n\nMore."), "For one launch, make it so.");
        assert_eq!(first_words("# Head\n\nBody"), "Head");
        assert_eq!(first_words(""), "");
    }

    #[test]
    fn raw_html_is_shown_as_text_and_never_as_markup() {
        let html =
            render("a <script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![p](https://e.example/p.png)");
        for forbidden in ["<script", "<img", "javascript:"] {
            assert!(!html.contains(forbidden), "{html}");
        }
        assert!(html.contains("&lt;script&gt;"));
    }

    #[test]
    fn tables_and_task_marks_are_kept() {
        let html = render("|a|b|\n|-|-|\n|1|2|\n\n- [x] done\n- [ ] open\n");
        assert!(html.contains("<td>1</td>"), "{html}");
        assert!(html.contains("☑ done") && html.contains("☐ open"), "{html}");
    }

    fn ana() -> Vec<Mentionable> {
        vec![Mentionable { user: UserId(uuid::Uuid::nil()), name: "Ana <Berg>".into(), email: "ana@example.org".into() }]
    }

    #[test]
    fn a_mention_is_set_off_and_its_name_stays_text() {
        let html = render_naming("ask **@ana <berg>**, or <span class=\"mention\">@me</span>", &ana());
        assert!(html.contains("<strong><span class=\"mention\">@ana &lt;berg&gt;</span></strong>"), "{html}");
        assert_eq!(html.matches("<span").count(), 1, "{html}");
        assert!(!render("ask @ana@example.org").contains("mention"));
    }

    #[test]
    fn code_names_nobody() {
        let text = "`@ana@example.org`\n\n```\n@ana@example.org\n```\n\n@ana@example.org said";
        assert_eq!(render_naming(text, &ana()).matches("mention").count(), 1);
        assert_eq!(spoken(text), "@ana@example.org said\n");
    }
}
