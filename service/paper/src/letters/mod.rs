//! Letters: which font has them, and how wide they are.

mod clean;
mod fonts;
mod pick;
mod shape;

pub(crate) use clean::clean;
pub(crate) use fonts::{Face, FontId, Fonts};
pub(crate) use shape::{Piece, Run, Shaper};
