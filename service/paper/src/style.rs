//! How paper looks: its measures in points, its sizes and its colours.

use crate::letters::Face;
use domain::exports::Tone;

/// Width of an A4 page.
pub(crate) const PAGE_WIDTH: f32 = 595.28;
/// Height of an A4 page.
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// Left and right margin: 19 mm.
pub(crate) const SIDE: f32 = 54.0;
/// Where the text of a page begins.
pub(crate) const TOP: f32 = 68.0;
/// Where the text of a page ends.
pub(crate) const BOTTOM: f32 = PAGE_HEIGHT - 62.0;
/// Width of the text.
pub(crate) const MEASURE: f32 = PAGE_WIDTH - 2.0 * SIDE;
/// Height of the text of one page.
pub(crate) const DEPTH: f32 = BOTTOM - TOP;

/// A colour of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ink(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// What is read.
pub(crate) const INK: Ink = Ink(0x14, 0x20, 0x1c);
/// What is read after it.
pub(crate) const SOFT: Ink = Ink(0x3f, 0x4d, 0x47);
/// What stands beside it. 6:1 on white, so that it can still be read.
pub(crate) const FAINT: Ink = Ink(0x57, 0x65, 0x5e);
/// Hairlines.
pub(crate) const RULE: Ink = Ink(0xd2, 0xd8, 0xd0);
/// The wash behind code.
pub(crate) const WASH: Ink = Ink(0xf1, 0xf4, 0xf0);
/// The stamp: links and what is drawn of scores.
pub(crate) const STAMP: Ink = Ink(0x1f, 0x3f, 0xb8);
/// Paper.
pub(crate) const WHITE: Ink = Ink(0xff, 0xff, 0xff);

/// The colours of a tone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tint {
    /// For words.
    pub(crate) text: Ink,
    /// Behind words.
    pub(crate) wash: Ink,
    /// For areas that stand alone.
    pub(crate) fill: Ink,
}

/// The colours of this tone.
pub(crate) const fn tint(tone: Tone) -> Tint {
    match tone {
        Tone::Neutral => Tint { text: FAINT, wash: Ink(0xe8, 0xec, 0xe7), fill: Ink(0x7b, 0x87, 0x7f) },
        Tone::Good => Tint { text: Ink(0x17, 0x63, 0x3a), wash: Ink(0xe0, 0xef, 0xe4), fill: Ink(0x2b, 0x85, 0x53) },
        Tone::Warn => Tint { text: Ink(0x7f, 0x4c, 0x00), wash: Ink(0xf8, 0xec, 0xd3), fill: Ink(0xb5, 0x74, 0x00) },
        Tone::Bad => Tint { text: Ink(0xa8, 0x1a, 0x25), wash: Ink(0xf9, 0xe4, 0xe2), fill: Ink(0xc4, 0x32, 0x37) },
    }
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Set {
    /// Size of the letters.
    pub(crate) size: f32,
    /// From one base line to the next.
    pub(crate) leading: f32,
    /// The face of what has no look of its own.
    pub(crate) face: Face,
    /// The colour of what has no look of its own.
    pub(crate) ink: Ink,
}

impl Set {
    const fn new(size: f32, leading: f32, face: Face, ink: Ink) -> Self {
        Self { size, leading, face, ink }
    }

    /// The same in another colour.
    pub(crate) const fn in_ink(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }

    /// How far below its top the base line of a line is: capitals stand in its middle.
    pub(crate) fn baseline(self) -> f32 {
        self.leading / 2.0 + self.size * 0.33
    }
}

/// Paragraphs.
pub(crate) const BODY: Set = Set::new(9.6, 14.0, Face::Regular, INK);
/// Cells.
pub(crate) const CELL: Set = Set::new(8.4, 11.6, Face::Regular, INK);
/// Heads of columns.
pub(crate) const HEAD: Set = Set::new(7.8, 10.6, Face::Bold, FAINT);
/// Code that stands alone.
pub(crate) const CODE: Set = Set::new(7.6, 11.0, Face::Mono, INK);
/// Below figures, and words in them.
pub(crate) const CAPTION: Set = Set::new(8.0, 11.0, Face::Regular, FAINT);
/// The heading of a part.
pub(crate) const PART: Set = Set::new(20.0, 25.0, Face::Bold, INK);
/// Headings of level 2.
pub(crate) const SECTION: Set = Set::new(13.0, 17.0, Face::Bold, INK);
/// Headings of level 3.
pub(crate) const TOPIC: Set = Set::new(10.4, 14.0, Face::Bold, SOFT);
/// The title of the report.
pub(crate) const TITLE: Set = Set::new(30.0, 36.0, Face::Bold, INK);
/// What stands below or above the title.
pub(crate) const SUBTITLE: Set = Set::new(15.0, 20.0, Face::Regular, SOFT);
/// The score on the first page.
pub(crate) const SCORE: Set = Set::new(40.0, 46.0, Face::Bold, STAMP);
/// What runs along on each page.
pub(crate) const RUNNING: Set = Set::new(8.0, 10.0, Face::Regular, FAINT);
