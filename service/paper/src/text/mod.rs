//! Paragraphs: from spans to lines of words with a place.

mod line;
mod look;
mod para;
mod split;
#[cfg(test)]
mod tests;

pub(crate) use line::TextLine;
pub(crate) use look::Look;
pub(crate) use para::Para;
