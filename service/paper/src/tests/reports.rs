//! Whole files.

use super::{of, text};
use crate::PaperError;
use crate::flow::Mark;
use crate::layout::layout;
use domain::exports::{Block, Choice, Cover, Preset, Report, report, samples};

/// One pixel, red.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90,
    0x77, 0x53, 0xde, 0, 0, 0, 0x0c, b'I', b'D', b'A', b'T', 0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0,
    0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn the_same_report_gives_the_same_bytes() {
    let dossier = samples::sample();
    let make = || crate::pdf(&report(&dossier, &Choice::from(Preset::Auditor)), Some((DOT, "image/png"))).unwrap();
    assert!(make() == make());
}

#[test]
fn an_empty_report_has_a_first_page() {
    let bytes = crate::pdf(&Report { cover: Cover::default(), parts: Vec::new() }, None).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
}

#[test]
fn a_logo_that_is_none_is_refused() {
    for (bytes, media) in [(&b"not a picture"[..], "image/png"), (DOT, "image/jpeg"), (DOT, "image/svg+xml")] {
        assert!(matches!(crate::pdf(&of(vec![text("words")]), Some((bytes, media))), Err(PaperError::Logo(_))), "{media}");
    }
}

#[test]
fn a_logo_keeps_its_shape_and_is_no_higher_than_sixteen_millimetres() {
    for (across, down) in [(100, 100), (4_000, 10), (10, 4_000), (300, 120)] {
        let made = layout(&of(vec![]), Some((across, down))).unwrap();
        let sizes: Vec<(f32, f32)> = made.pages[0]
            .marks
            .iter()
            .filter_map(|mark| if let Mark::Logo { width, height, .. } = mark { Some((*width, *height)) } else { None })
            .collect();
        let [(width, height)] = sizes[..] else { panic!("{} logos", sizes.len()) };
        assert!(height <= 45.4 && width <= 198.5 && height > 0.0, "{width} x {height}");
        assert!((width / height - crate::pixels(across) / crate::pixels(down)).abs() < 0.01 * width / height);
    }
}

#[test]
fn a_bullet_stands_beside_the_first_words_of_its_entry() {
    let code = Block::Code { text: "code".to_owned() };
    let made = layout(&of(vec![Block::List { start: None, items: vec![vec![code], vec![]] }]), None).unwrap();
    let at = |words: &str| {
        let marks = made.pages[1]
            .marks
            .iter()
            .filter_map(|mark| if let Mark::Text { x, y, piece, .. } = mark { Some((x, y, &piece.runs[0].text)) } else { None });
        marks.filter(|(.., text)| text.as_str() == words).map(|(x, y, _)| (*x, *y)).collect::<Vec<_>>()
    };
    let (bullets, code) = (at("•"), at("code"));
    assert_eq!((bullets.len(), code.len()), (2, 1));
    assert!((bullets[0].1 - code[0].1).abs() < 3.0 && bullets[0].0 < code[0].0, "{bullets:?} {code:?}");
    assert!(bullets[1].1 > code[0].1 + 10.0, "{bullets:?} {code:?}");
}
