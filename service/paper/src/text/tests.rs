use super::*;
use crate::letters::{Fonts, Shaper};
use crate::style::BODY;
use domain::exports::{Span, Tone};

fn shaper() -> Shaper {
    Shaper::new(Fonts::open().unwrap())
}

fn words(line: &TextLine) -> String {
    line.placed.iter().filter_map(|placed| placed.piece.as_ref()).flat_map(|piece| piece.runs.iter().map(|run| run.text.as_str())).collect()
}

fn set(spans: &[Span], width: f32) -> Vec<String> {
    let mut shaper = shaper();
    let para = Para::new(&mut shaper, spans, BODY);
    let lines = para.lines(&mut shaper, width);
    for line in &lines {
        assert!(line.width <= width + 0.1, "{} is wider than {width}", line.width);
    }
    lines.iter().map(words).collect()
}

#[test]
fn lines_end_between_words_and_at_line_breaks() {
    assert_eq!(set(&[Span::plain("one two three\nfour")], 40.0), ["one two ", "three", "four"]);
    assert!(set(&[Span::plain("")], 40.0).is_empty());
    assert_eq!(set(&[Span::plain("a\n\nb")], 40.0), ["a", "", "b"]);
}

#[test]
fn a_word_is_broken_only_where_it_is_wider_than_the_line() {
    assert_eq!(set(&[Span::plain("of the internationalisation")], 95.0), ["of the ", "internationalisation"]);
    let path = set(&[Span::plain("see service/src/blockers_of_the_house.rs")], 70.0);
    assert_eq!(path.concat(), "see service/src/blockers_of_the_house.rs");
    assert!(path[0].ends_with('/') || path[0].ends_with(' '), "{path:?}");
    assert_eq!(set(&[Span::plain("x".repeat(100_000))], 200.0).concat().len(), 100_000);
}

#[test]
fn a_mark_stays_in_one_piece() {
    let spans = [Span::plain("Verdict so far: "), Span::mark(Tone::Bad, "NO GO AT ALL")];
    assert_eq!(set(&spans, 100.0), ["Verdict so far: ", "NO GO AT ALL"]);
    assert_eq!(set(&spans, 40.0).concat(), "Verdict so far: NO GO AT ALL");
}

#[test]
fn words_of_several_looks_are_not_torn_apart() {
    let spans = [Span::plain("un"), Span::strong("believ"), Span::plain("able words")];
    assert_eq!(set(&spans, 60.0), ["unbelievable ", "words"]);
}

#[test]
fn hebrew_runs_from_right_to_left_within_a_line() {
    let mut shaper = shaper();
    let para = Para::new(&mut shaper, &[Span::plain("the שלום עולם end")], BODY);
    let lines = para.lines(&mut shaper, 500.0);
    assert_eq!(words(&lines[0]), "the עולם שלום end");
    assert!(!lines[0].backwards);
    assert!(Para::plain(&mut shaper, "שלום", BODY).lines(&mut shaper, 500.0)[0].backwards);
}

#[test]
fn chinese_breaks_between_signs() {
    let lines = set(&[Span::plain("数据库备份与恢复测试")], 50.0);
    assert!(lines.len() > 1);
    assert_eq!(lines.concat(), "数据库备份与恢复测试");
}
