//! Names with values.

use crate::PaperError;
use crate::flow::{Cell, Composer, Kind, RowLook};
use crate::style::{BODY, FAINT};
use crate::text::Para;
use domain::exports::{Align, Fact, Span};

impl Composer {
    /// Names on the left, values on the right.
    pub(crate) fn facts(&mut self, facts: &[Fact], gap: f32) -> Result<(), PaperError> {
        const GUTTER: f32 = 14.0;
        let natural = facts.iter().map(|fact| Para::plain(&mut self.shaper, &fact.name, BODY).natural_width()).fold(0.0, f32::max);
        let names = natural.max(70.0).min(self.width * 0.34);
        self.within(Kind::Facts, |composer| {
            for (at, fact) in facts.iter().enumerate() {
                let gap = if at == 0 { gap } else { 2.0 };
                composer.within(Kind::Item, |composer| {
                    let name = composer.cell(Kind::Label, &[Span::plain(&fact.name)], BODY.in_ink(FAINT), (composer.x, names));
                    let left = composer.x + names + GUTTER;
                    let value = composer.cell(Kind::Body, &fact.value, BODY, (left, composer.width - names - GUTTER));
                    composer.row(&[name, value], RowLook { gap, ..RowLook::default() })
                })?;
            }
            Ok(())
        })
    }

    /// Words of a meaning in a column that begins at a place and has a width.
    pub(super) fn cell(&mut self, kind: Kind, spans: &[Span], set: crate::style::Set, (x, width): (f32, f32)) -> Cell {
        let node = self.tree.child(self.parent, kind);
        Cell { x, width, align: Align::Start, words: self.prepare(node, spans, set, width) }
    }
}
