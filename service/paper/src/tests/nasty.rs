//! Reports that nobody would write, and somebody will.

use super::look::{assert_placed, assert_sound};
use super::{of, plain, text};
use crate::PaperError;
use crate::layout::layout;
use domain::exports::{Align, Bar, Bars, Block, Column, Fact, Heat, Point, Row, Span, Table, Tone, Trend};
use proptest::collection::vec;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-z]{1,9}",
        3 => Just(" ".to_owned()),
        1 => "[A-Za-z0-9_./:-]{10,90}",
        1 => "[äöüßéñΑ-ΡΣ-ωА-я]{1,12}",
        1 => "[一-龠ぁ-んァ-ヶ가-힣]{1,20}",
        1 => "[א-תا-غف-ي0-9 ]{1,12}",
        1 => proptest::sample::select(vec!["👩\u{200d}💻", "1\u{fe0f}\u{20e3}", "🇩🇪", "⚠\u{fe0f}", "✅", "e\u{301}\u{323}", "👍🏽", "\u{fe0f}", "\u{200d}", "\u{301}"]).prop_map(str::to_owned),
        1 => proptest::sample::select(vec!["\n", "\r\n", "\t", "\u{0}", "\u{202e}", "\u{feff}", "\u{ad}", "\u{13000}", "\u{10fffd}", "\u{fffe}", "\u{2028}", "\u{3000}", "\u{a0}"]).prop_map(str::to_owned),
    ];
    vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn span() -> impl Strategy<Value = Span> {
    let tone = proptest::option::weighted(0.1, proptest::sample::select(vec![Tone::Good, Tone::Warn, Tone::Bad, Tone::Neutral]));
    let link = proptest::option::weighted(0.1, Just("https://example.org/".to_owned()));
    (words(), any::<[bool; 5]>(), tone, link).prop_map(|(text, [strong, emphasis, strike, code, quiet], tone, link)| Span {
        text,
        strong,
        emphasis,
        strike,
        code,
        quiet,
        tone,
        link,
    })
}

fn line() -> impl Strategy<Value = Vec<Span>> {
    vec(span(), 0..4)
}

fn table() -> impl Strategy<Value = Block> {
    (1_usize..9).prop_flat_map(|columns| {
        let column = (words(), any::<bool>(), 0_u8..13).prop_map(|(title, end, width)| Column {
            title,
            align: if end { Align::End } else { Align::Start },
            width,
        });
        let row = vec(line(), columns).prop_map(|cells| Row { cells });
        (vec(column, columns), vec(row, 0..12))
            .prop_map(|(columns, rows)| Block::Table(Table { caption: "Rows".to_owned(), columns, rows }))
    })
}

fn bars() -> impl Strategy<Value = Block> {
    let bar = (words(), words(), proptest::option::of(0_u32..20_000)).prop_map(|(name, words, share)| Bar {
        name,
        share,
        words,
        tone: Tone::Warn,
    });
    (vec(bar, 0..5), words()).prop_map(|(bars, caption)| Block::Bars(Bars { caption, bars }))
}

fn heat() -> impl Strategy<Value = Block> {
    (0_usize..7, 0_usize..7).prop_flat_map(|(down, across)| {
        let tone = proptest::sample::select(vec![Tone::Good, Tone::Warn, Tone::Bad]);
        let fields = vec(vec((prop_oneof![0_u64..3, any::<u64>()], tone), across), down);
        (vec(words(), down), vec(words(), across), fields, words())
            .prop_map(|(likelihood, impact, fields, caption)| Block::Heat(Heat { caption, likelihood, impact, fields }))
    })
}

fn trend() -> impl Strategy<Value = Block> {
    let point =
        (any::<i64>(), words(), any::<u32>(), any::<bool>()).prop_map(|(day, date, score, stated)| Point { day, date, score, stated });
    (vec(point, 0..30), words()).prop_map(|(points, caption)| Block::Trend(Trend { caption, points }))
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        (0_u8..5, line()).prop_map(|(level, text)| Block::Heading { level, text }),
        line().prop_map(|text| Block::Text { text }),
        words().prop_map(|text| Block::Code { text }),
        Just(Block::Rule),
        line().prop_map(|text| Block::Callout { tone: Tone::Bad, text }),
        vec((words(), line()).prop_map(|(name, value)| Fact { name, value }), 0..4).prop_map(|facts| Block::Facts { facts }),
        table(),
        bars(),
        heat(),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            (proptest::option::of(0_u64..2_000_000_000), vec(vec(inner.clone(), 0..3), 0..4))
                .prop_map(|(start, items)| Block::List { start, items }),
            vec(inner, 0..3).prop_map(|blocks| Block::Quote { blocks }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_report_says_stands_on_its_pages_once(blocks in vec(block(), 0..8)) {
        assert_sound(&of(blocks));
    }

    #[test]
    fn a_trend_stays_in_its_frame(trend in trend()) {
        assert_placed(&layout(&of(vec![trend]), None).unwrap());
    }
}

fn quickly(make: impl FnOnce()) {
    let start = Instant::now();
    make();
    assert!(start.elapsed() < Duration::from_secs(20), "took {:?}", start.elapsed());
}

#[test]
fn a_word_of_a_hundred_thousand_letters_takes_no_longer_than_as_many_words() {
    for word in ["x", "é", "数", "-", " ", "a\u{301}", "\u{301}", "👩\u{200d}", "ש"] {
        quickly(|| drop(crate::pdf(&of(vec![text(&word.repeat(100_000))]), None).unwrap()));
    }
    let lines = of(vec![text(&"\n".repeat(100_000))]);
    quickly(|| assert!(matches!(crate::pdf(&lines, None), Err(PaperError::TooLong))));
    let cell = Table {
        caption: String::new(),
        columns: vec![Column { title: "x".repeat(3_000), align: Align::End, width: 0 }; 3],
        rows: vec![Row { cells: vec![plain(&"x".repeat(100_000)), plain(&"word ".repeat(9_000))] }],
    };
    quickly(|| assert_sound(&of(vec![Block::Table(cell)])));
}

#[test]
fn a_report_of_too_many_pages_is_refused_with_what_to_do() {
    let refused = crate::pdf(&of(vec![Block::Code { text: "x\n".repeat(400_000) }]), None);
    assert!(matches!(refused, Err(PaperError::TooLong)));
    let words = PaperError::TooLong.to_string();
    assert!(words.contains("choose fewer parts") && words.replace(',', "").contains(&crate::flow::MOST_PAGES.to_string()), "{words}");
}

#[test]
fn blocks_within_blocks_a_thousand_deep_are_written() {
    let mut deep = text("the innermost words");
    for at in 0..1_000 {
        deep = if at % 2 == 0 { Block::Quote { blocks: vec![deep] } } else { Block::List { start: None, items: vec![vec![deep]] } };
    }
    assert!(crate::pdf(&of(vec![deep]), None).is_ok());
}
