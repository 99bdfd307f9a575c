//! What stands on a page.

use super::SlotId;
use crate::letters::Piece;
use crate::style::Ink;
use std::rc::Rc;

/// Something with a place. Across, it is the place on the page; down, that in its strip, and on the page once the strip is there.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    /// Letters on a base line.
    Text { x: f32, y: f32, size: f32, ink: Ink, piece: Rc<Piece>, slot: Option<SlotId> },
    /// Something drawn.
    Shape { shape: Shape, slot: Option<SlotId> },
    /// The logo.
    Logo { x: f32, y: f32, width: f32, height: f32, slot: SlotId },
    /// An area that leads somewhere.
    Link { x: f32, y: f32, width: f32, height: f32, target: Target, slot: SlotId },
}

/// Where a link leads.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// Out of the document.
    Address(Rc<str>),
    /// To the bookmark of this number.
    Bookmark(usize),
}

/// A drawing.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// An area.
    Area(Wash),
    /// Straight lines from point to point; closed ones are filled with white.
    Path { points: Vec<(f32, f32)>, closed: bool, width: f32, ink: Ink },
}

/// A filled area with corners that may be round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Wash {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) radius: f32,
    pub(crate) ink: Ink,
}

impl Wash {
    /// An area with sharp corners.
    pub(crate) const fn area(x: f32, y: f32, width: f32, height: f32, ink: Ink) -> Self {
        Self { x, y, width, height, radius: 0.0, ink }
    }

    /// With round corners.
    pub(crate) const fn round(mut self, radius: f32) -> Self {
        self.radius = radius;
        self
    }
}

impl Mark {
    /// The same so much further down.
    pub(super) fn lowered(mut self, by: f32) -> Self {
        match &mut self {
            Self::Text { y, .. } | Self::Logo { y, .. } | Self::Link { y, .. } => *y += by,
            Self::Shape { shape: Shape::Area(wash), .. } => wash.y += by,
            Self::Shape { shape: Shape::Path { points, .. }, .. } => points.iter_mut().for_each(|point| point.1 += by),
        }
        self
    }

    /// The same for the eye alone, as heads of tables are that are told once.
    pub(super) fn unsaid(&self) -> Option<Self> {
        match self.clone() {
            Self::Text { x, y, size, ink, piece, .. } => Some(Self::Text { x, y, size, ink, piece, slot: None }),
            Self::Shape { shape, .. } => Some(Self::Shape { shape, slot: None }),
            Self::Logo { .. } | Self::Link { .. } => None,
        }
    }
}

/// A piece of a page from margin to margin that is not torn apart: a line of text, a row, a chart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    /// Space above it, which is gone at the top of a page.
    pub(crate) gap: f32,
    /// Its height without that.
    pub(crate) height: f32,
    /// Whether it stands on the same page as the next one.
    pub(crate) keep: bool,
    /// What is drawn behind everything; of no meaning.
    pub(crate) washes: Vec<Wash>,
    /// Areas that also cover the gap, and join that of the strip above: bars of quotes, the paper of code.
    pub(crate) rails: Vec<(Wash, bool)>,
    /// What is drawn.
    pub(crate) marks: Vec<Mark>,
    /// Whether it is the rest of a row: it stands a little below a head that is repeated above it.
    pub(crate) goes_on: bool,
    /// What is repeated above it on a new page.
    pub(crate) head: Option<Rc<Strip>>,
    /// The bookmark that leads here.
    pub(crate) bookmark: Option<usize>,
}
