use super::*;
use proptest::prelude::*;

/// All letters and digits of blocks, in order.
fn letters(blocks: &[Block]) -> String {
    let of = |line: &Line| line.iter().map(|span| span.text.as_str()).collect::<String>();
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Text { text } | Block::Heading { text, .. } | Block::Callout { text, .. } => out.push_str(&of(text)),
            Block::Code { text } => out.push_str(text),
            Block::List { items, .. } => items.iter().for_each(|item| out.push_str(&letters(item))),
            Block::Quote { blocks } => out.push_str(&letters(blocks)),
            Block::Table(table) => {
                table.columns.iter().for_each(|column| out.push_str(&column.title));
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| out.push_str(&of(cell)));
            }
            _ => {}
        }
    }
    out.retain(char::is_alphanumeric);
    out
}

/// All letters and digits that the Markdown shows, in order.
fn shown(source: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let texts = Parser::new_ext(source, options).filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => Some(text.into_string()),
        _ => None,
    });
    texts.collect::<String>().chars().filter(|ch| ch.is_alphanumeric()).collect()
}

fn deepest(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Quote { blocks } => 1 + deepest(blocks),
        Block::List { items, .. } => 1 + items.iter().map(|item| deepest(item)).max().unwrap_or_default(),
        _ => 0,
    };
    blocks.iter().map(of).max().unwrap_or_default()
}

fn line(spans: &[(&str, &str)]) -> Block {
    let look = |(text, look): &(&str, &str)| Span {
        text: (*text).to_owned(),
        strong: look.contains('s'),
        emphasis: look.contains('e'),
        strike: look.contains('x'),
        code: look.contains('c'),
        ..Span::default()
    };
    Block::Text { text: spans.iter().map(look).collect() }
}

#[test]
fn every_look_of_a_text_is_kept_and_headings_are_bold_paragraphs() {
    assert_eq!(
        blocks("# Head\n\na **b *c*** `d` ~~e~~\\\nf\n***\n"),
        [
            line(&[("Head", "s")]),
            line(&[("a ", ""), ("b ", "s"), ("c", "se"), (" ", ""), ("d", "c"), (" ", ""), ("e", "x"), ("\nf", "")]),
            Block::Rule
        ]
    );
}

#[test]
fn lists_nest_keep_their_number_and_show_their_ticks() {
    let item = |text: &str| line(&[(text, "")]);
    let inner = Block::List { start: None, items: vec![vec![item("☑ done")], vec![item("☐ open")]] };
    assert_eq!(
        blocks("3. one\n   - [x] done\n   - [ ] open\n4. two"),
        [Block::List { start: Some(3), items: vec![vec![item("one"), inner], vec![item("two")]] }]
    );
}

#[test]
fn only_addresses_of_the_web_and_of_mail_are_followed_and_pictures_are_their_words() {
    let links = |source: &str| match blocks(source).as_slice() {
        [Block::Text { text }] => text.iter().map(|span| (span.text.clone(), span.link.clone())).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let some = |text: &str, link: &str| vec![(text.to_owned(), Some(link.to_owned()))];
    assert_eq!(links("[a](HTTPS://a.example)"), some("a", "HTTPS://a.example"));
    assert_eq!(links("<mailto:kim@a.example>"), some("mailto:kim@a.example", "mailto:kim@a.example"));
    for refused in ["[a](javascript:alert)", "[a](/page)", "[a](data:text/html,x)", "![a](https://a.example/p.png)"] {
        assert_eq!(links(refused), [("a".to_owned(), None)], "{refused}");
    }
}

#[test]
fn raw_html_is_text_and_code_keeps_its_lines() {
    assert_eq!(blocks("<script>x</script>"), [line(&[("<script>x</script>", "")])]);
    assert_eq!(blocks("```sh\na\n  b\n\n```"), [Block::Code { text: "a\n  b\n".into() }]);
}

#[test]
fn a_table_has_a_cell_for_each_column() {
    let found = blocks("|a|b|\n|-|-:|\n|1|\n|**2**|3|4|");
    let [Block::Table(table)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        table.columns.iter().map(|column| (column.title.as_str(), column.align)).collect::<Vec<_>>(),
        [("a", Align::Start), ("b", Align::End)]
    );
    assert!(table.rows.iter().all(|row| row.cells.len() == 2), "{table:?}");
    assert!(table.rows[1].cells[0][0].strong);
}

#[test]
fn what_nests_deeper_than_six_is_laid_into_the_sixth_and_nothing_is_lost() {
    for source in [
        format!("{} deep", ">".repeat(2_000)),
        (0..60).map(|depth| format!("{}- level{depth}", "  ".repeat(depth))).collect::<Vec<_>>().join("\n"),
        format!("{}word{}", "**a *b ".repeat(500), "*** ".repeat(500)),
    ] {
        let found = blocks(&source);
        assert!(deepest(&found) <= DEEPEST);
        assert_eq!(letters(&found), shown(&source));
    }
}

#[test]
fn only_a_short_paragraph_fits_a_cell() {
    let brief = |text: &str| brief(&text.parse().unwrap()).is_some();
    assert!(brief("a **b**"));
    for long in ["", "a\n\nb", "- a", &"word ".repeat(60)] {
        assert!(!brief(long), "{long}");
    }
}

proptest! {
    #[test]
    fn nothing_that_is_written_breaks_it_or_is_lost(
        parts in prop::collection::vec("[a-zäß漢🙂0-9 *_`~\\[\\]()!<>|#\n-]{0,12}|\n\n|\n> |\n- |\n1\\. |\n```\n|\n\\|a\\|b\\|\n\\|-\\|-\\|\n\\|c\\|d\\||- \\[x\\] |<b>|&amp;|\\\\", 0..30)
    ) {
        let source = parts.concat();
        let found = blocks(&source);
        prop_assert!(deepest(&found) <= DEEPEST);
        prop_assert_eq!(letters(&found), shown(&source));
    }
}
