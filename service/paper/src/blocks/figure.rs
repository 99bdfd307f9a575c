//! What figures have in common: words at a place of their own.

use crate::flow::{Composer, Mark, SlotId};
use crate::letters::{Piece, clean};
use crate::style::Set;
use std::rc::Rc;

/// What of a word stands at its place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Composer {
    /// A word or two on one line with the base line at `y`, between `bounds` where it has room there.
    pub(crate) fn label(
        &mut self,
        text: &str,
        set: Set,
        (x, y): (f32, f32),
        anchor: Anchor,
        bounds: (f32, f32),
        slot: Option<SlotId>,
    ) -> Mark {
        let piece = self.shortened(text, set, bounds.1 - bounds.0);
        let width = piece.width * set.size;
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let left = left.min(bounds.1 - width).max(bounds.0);
        Mark::Text { x: left, y, size: set.size, ink: set.ink, piece, slot }
    }

    /// The words in one line of this width. What is cut off by an ellipsis stands in full elsewhere.
    pub(crate) fn shortened(&mut self, text: &str, set: Set, width: f32) -> Rc<Piece> {
        // No line holds as many characters; measuring more would only cost.
        const MOST: usize = 400;
        let line: Vec<char> = clean(text).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST).collect();
        let whole: String = line.iter().collect();
        let piece = self.shaper.piece(set.face, false, &whole);
        if piece.width * set.size <= width {
            return piece;
        }
        let (mut fits, mut too_long) = (0, line.len());
        let mut best = self.shaper.piece(set.face, false, "…");
        while fits + 1 < too_long {
            let middle = usize::midpoint(fits, too_long);
            let part: String = line[..middle].iter().collect::<String>().trim_end().to_owned() + "…";
            let piece = self.shaper.piece(set.face, false, &part);
            if piece.width * set.size <= width {
                (fits, best) = (middle, piece);
            } else {
                too_long = middle;
            }
        }
        best
    }
}
