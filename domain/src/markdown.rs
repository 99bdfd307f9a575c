//! Markdown to safe HTML.

use pulldown_cmark::{Options, Parser, html};
use std::sync::LazyLock;

/// No raw HTML survives, links open nothing but web pages and mail, and no picture is fetched from elsewhere.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner.rm_tags(["img"]).url_schemes(["http", "https", "mailto"].into()).link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// Renders Markdown (`CommonMark` 0.31 with tables, strikethrough and task marks) as HTML that is safe to embed.
#[must_use]
pub fn render(source: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let events = Parser::new_ext(source, options).map(|event| match event {
        pulldown_cmark::Event::Html(text) | pulldown_cmark::Event::InlineHtml(text) => pulldown_cmark::Event::Text(text),
        // ammonia would drop the form control; the mark has to stay readable.
        pulldown_cmark::Event::TaskListMarker(done) => pulldown_cmark::Event::Text(if done { "☑ " } else { "☐ " }.into()),
        other => other,
    });
    let mut out = String::with_capacity(source.len() * 2);
    html::push_html(&mut out, events);
    CLEANER.clean(&out).to_string()
}

#[cfg(test)]
mod tests {
    use super::render;

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
}
