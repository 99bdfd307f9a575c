//! What stands on the pages, looked at before it is written: nothing is lost, doubled, cut or on top of something else.

mod look;
mod nasty;
mod reports;

use crate::flow::{Kind, Mark};
use crate::layout::layout;
use domain::exports::{Align, Block, Choice, Column, Cover, Part, Preset, Report, Row, Section, Span, Table, report, samples};
use look::{assert_sound, elements, said};

fn plain(words: &str) -> Vec<Span> {
    vec![Span::plain(words)]
}

fn text(words: &str) -> Block {
    Block::Text { text: plain(words) }
}

fn of(blocks: Vec<Block>) -> Report {
    let cover = Cover { project: "Kiln".to_owned(), title: "Audit".to_owned(), ..Cover::default() };
    Report { cover, parts: vec![Part { section: Section::Findings, blocks }] }
}

fn table(rows: usize) -> Block {
    let column = |title: &str, width| Column { title: title.to_owned(), align: Align::Start, width };
    let row = |at: usize| Row { cells: vec![plain(&format!("row-{at}")), plain("words to read")] };
    let rows = (0..rows).map(row).collect();
    Block::Table(Table { caption: "Rows".to_owned(), columns: vec![column("HEADWORD", 1), column("Second", 2)], rows })
}

#[test]
fn every_report_of_the_samples_is_whole() {
    for dossier in [samples::sample(), samples::empty(), samples::large(60)] {
        for preset in Preset::ALL {
            assert_sound(&report(&dossier, &Choice::from(preset)));
        }
    }
}

#[test]
fn the_head_of_a_table_stands_on_each_of_its_pages_and_is_told_once() {
    let made = layout(&of(vec![table(200)]), None).unwrap();
    let pages: Vec<_> = made.pages.iter().skip(1).collect();
    assert!(pages.len() > 3);
    for page in pages {
        let heads = page.marks.iter().filter(|mark| matches!(mark, Mark::Text { piece, .. } if piece.runs[0].text == "HEADWORD"));
        assert_eq!(heads.count(), 1);
    }
    assert_eq!(said(&made, 1).matches("HEADWORD").count(), 1);
}

#[test]
fn a_row_that_is_higher_than_a_page_goes_on_on_the_next_ones() {
    let Block::Table(mut tall) = table(3) else { return };
    tall.rows[1].cells[1] = plain(&"many words ".repeat(3_000));
    let tall = of(vec![Block::Table(tall)]);
    assert_sound(&tall);
    assert!(layout(&tall, None).unwrap().pages.len() > 5);
}

#[test]
fn a_heading_stands_above_what_it_heads() {
    let mut blocks = Vec::new();
    for at in 0..60 {
        blocks.push(Block::Heading { level: 2, text: plain(&format!("H{at}")) });
        blocks.push(text(&"words ".repeat(10 + at * 7)));
    }
    let made = layout(&of(blocks), None).unwrap();
    for (bookmark, page, y) in &made.bookmarks {
        let below = made.pages[*page].marks.iter().any(|mark| matches!(mark, Mark::Text { y: at, slot: Some(_), .. } if *at > y + 20.0));
        assert!(below, "nothing below {}", bookmark.title);
    }
}

#[test]
fn headings_leave_no_level_out() {
    let heading = |level: u8, words: &str| Block::Heading { level, text: plain(words) };
    let made = layout(&of(vec![heading(3, "a"), heading(2, "b"), heading(3, "c"), heading(3, "d"), heading(9, "e")]), None).unwrap();
    assert_eq!(made.bookmarks.iter().map(|(bookmark, ..)| bookmark.level).collect::<Vec<_>>(), [1, 2, 2, 3, 3, 3]);
}

#[test]
fn contents_name_the_page_on_which_a_part_stands() {
    let part = |section, count: usize| Part { section, blocks: vec![text(&"words ".repeat(count))] };
    let parts = vec![part(Section::Findings, 4_000), part(Section::Plan, 9), part(Section::Risks, 4_000), part(Section::Appendix, 9)];
    let made = layout(&Report { cover: Cover::default(), parts }, None).unwrap();
    let contents = said(&made, 1);
    for (bookmark, page, _) in &made.bookmarks {
        let title = bookmark.title.replace(' ', "");
        assert!(contents.contains(&format!("{title}{}", page + 1)), "{contents} has not {title} on {}", page + 1);
    }
}

#[test]
fn a_link_is_told_as_a_link_and_covers_its_words() {
    let link = Span { text: "the whole plan".to_owned(), link: Some("https://example.org/plan".to_owned()), ..Span::default() };
    let made = layout(&of(vec![Block::Text { text: vec![Span::plain("see "), link, Span::plain(" soon")] }]), None).unwrap();
    assert_eq!(elements(&made, |kind| *kind == Kind::Link), ["thewholeplan"]);
    let areas: Vec<f32> =
        made.pages[1].marks.iter().filter_map(|mark| if let Mark::Link { width, .. } = mark { Some(*width) } else { None }).collect();
    assert!(areas.len() == 1 && areas[0] > 40.0, "{areas:?}");
}

#[test]
fn a_figure_is_told_by_its_caption() {
    let made = layout(&report(&samples::sample(), &Choice::from(Preset::Auditor)), None).unwrap();
    let figures = elements(&made, |kind| matches!(kind, Kind::Figure { alt } if !alt.is_empty()));
    assert_eq!(figures.len(), elements(&made, |kind| matches!(kind, Kind::Figure { .. })).len());
    assert_eq!(figures.len(), 3, "bars, trend and heat map");
}

#[test]
fn the_first_column_names_the_row() {
    let made = layout(&of(vec![table(2)]), None).unwrap();
    assert_eq!(elements(&made, |kind| *kind == Kind::RowHead), ["row-0", "row-1"]);
    assert_eq!(elements(&made, |kind| *kind == Kind::ColumnHead), ["HEADWORD", "Second"]);
}
