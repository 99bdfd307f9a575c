//! From characters to glyphs.

use super::{Face, FontId, Fonts, pick};
use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Feature, UnicodeBuffer};
use std::collections::HashMap;
use std::rc::Rc;

/// Pieces of more bytes are not kept: nobody writes them twice.
const KEPT: usize = 64;

/// Digits of one width, so that numbers below each other can be compared.
const TABULAR: Feature = Feature { tag: Tag::from_bytes(b"tnum"), value: 1, start: 0, end: u32::MAX };

/// A word or a part of one, ready to be drawn at any size.
#[derive(Debug)]
pub(crate) struct Piece {
    /// From left to right.
    pub(crate) runs: Vec<Run>,
    /// In ems.
    pub(crate) width: f32,
}

/// Glyphs of one font.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) font: FontId,
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// In ems.
    pub(crate) width: f32,
}

/// Shapes words and remembers them: a report says the same words over and over.
pub(crate) struct Shaper {
    fonts: Fonts,
    /// One for each face and direction.
    kept: Vec<HashMap<Box<str>, Rc<Piece>>>,
}

impl Shaper {
    /// One that remembers nothing yet.
    pub(crate) fn new(fonts: Fonts) -> Self {
        Self { fonts, kept: (0..Face::COUNT * 2).map(|_| HashMap::new()).collect() }
    }

    /// The fonts, when nothing more is to be shaped.
    pub(crate) fn into_fonts(self) -> Fonts {
        self.fonts
    }

    /// The piece for a text of one direction.
    pub(crate) fn piece(&mut self, face: Face, backwards: bool, text: &str) -> Rc<Piece> {
        let drawer = face.index() * 2 + usize::from(backwards);
        if let Some(piece) = self.kept[drawer].get(text) {
            return Rc::clone(piece);
        }
        let mut runs: Vec<Run> =
            pick::runs(&self.fonts, face, text).into_iter().map(|(font, text)| self.run(font, text, backwards)).collect();
        if backwards {
            runs.reverse();
        }
        let piece = Rc::new(Piece { width: runs.iter().map(|run| run.width).sum(), runs });
        if text.len() <= KEPT {
            self.kept[drawer].insert(text.into(), Rc::clone(&piece));
        }
        piece
    }

    fn run(&self, font: FontId, text: String, backwards: bool) -> Run {
        let table = self.fonts.table(font);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        buffer.set_direction(if backwards { Direction::RightToLeft } else { Direction::LeftToRight });
        let shaped = rustybuzz::shape(table, &[TABULAR], buffer);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let end_of = |start: usize| starts.get(starts.partition_point(|s| *s <= start)).copied().unwrap_or(text.len());
        let em = |units: i32| ems(units, table.units_per_em());
        let mut width = 0.0;
        let mut glyphs = Vec::with_capacity(shaped.len());
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            // Glyph 0 is the font's box for what it has not. Only joining characters come this far without a glyph.
            if info.glyph_id == 0 {
                continue;
            }
            let start = info.cluster as usize;
            let advance = em(place.x_advance);
            width += advance;
            let id = GlyphId::new(info.glyph_id);
            glyphs.push(KrillaGlyph::new(id, advance, em(place.x_offset), em(place.y_offset), 0.0, start..end_of(start), None));
        }
        Run { font, text, glyphs, width }
    }
}

#[expect(clippy::cast_precision_loss, reason = "units of a font have at most sixteen bits")]
fn ems(units: i32, per_em: i32) -> f32 {
    units as f32 / per_em as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaper() -> Shaper {
        Shaper::new(Fonts::open().unwrap())
    }

    #[test]
    fn no_glyph_is_missing_and_each_belongs_to_its_text() {
        let mut shaper = shaper();
        for text in ["Prüfung", "数据备份", "👩\u{200d}💻", "1\u{fe0f}\u{20e3}", "e\u{301}", "fi\u{fe0f}", "\u{10ffff}x", "✓✗→≥■│"]
        {
            let piece = shaper.piece(Face::Regular, false, text);
            assert!(piece.width > 0.0, "{text}");
            for run in &piece.runs {
                assert!(
                    run.glyphs.iter().all(|glyph| run.text.get(glyph.text_range.clone()).is_some_and(|part| !part.is_empty())),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn backwards_text_is_drawn_from_its_end() {
        let piece = shaper().piece(Face::Regular, true, "שלום");
        let starts: Vec<usize> = piece.runs[0].glyphs.iter().map(|glyph| glyph.text_range.start).collect();
        assert_eq!(starts, [6, 4, 2, 0]);
    }

    #[test]
    fn digits_are_of_one_width() {
        let mut shaper = shaper();
        let widths = ["1111", "8888", "4070"].map(|text| shaper.piece(Face::Regular, false, text).width);
        assert!(widths.iter().all(|width| (width - widths[0]).abs() < 0.001), "{widths:?}");
    }

    #[test]
    fn a_word_is_shaped_once() {
        let mut shaper = shaper();
        assert!(Rc::ptr_eq(&shaper.piece(Face::Bold, false, "gate"), &shaper.piece(Face::Bold, false, "gate")));
    }
}
