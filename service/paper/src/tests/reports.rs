//! Whole files.

use super::{of, text};
use crate::PaperError;
use domain::exports::{Choice, Cover, Preset, Report, report, samples};

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
