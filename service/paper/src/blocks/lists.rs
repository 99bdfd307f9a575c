//! Lists with bullets or numbers.

use crate::PaperError;
use crate::flow::{Composer, Kind};
use crate::style::{BODY, FAINT};
use crate::text::Para;
use domain::exports::Block;

/// Between a number and its entry.
const GUTTER: f32 = 5.0;

impl Composer {
    pub(super) fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], gap: f32, depth: usize) -> Result<(), PaperError> {
        self.place_marker()?;
        let set = BODY.in_ink(FAINT);
        let last = start.unwrap_or(0).saturating_add(u64::try_from(items.len()).unwrap_or(u64::MAX));
        let widest = start.map_or(0.0, |_| Para::plain(&mut self.shaper, &format!("{last}."), set).natural_width());
        let indent = (widest + GUTTER).max(13.0);
        self.within(Kind::List { numbers: start.is_some() }, |composer| {
            for (at, item) in items.iter().enumerate() {
                let number = start.map(|first| first.saturating_add(u64::try_from(at).unwrap_or(u64::MAX)));
                let marker = number.map_or_else(|| bullet(depth).to_owned(), |number| format!("{number}."));
                let gap = if at == 0 { gap } else { 3.0 };
                composer.within(Kind::Item, |composer| composer.item(&marker, indent, item, gap, depth))?;
            }
            Ok(())
        })
    }

    fn item(&mut self, marker: &str, indent: f32, item: &[Block], gap: f32, depth: usize) -> Result<(), PaperError> {
        let label = self.tree.child(self.parent, Kind::Label);
        let left = self.x;
        self.indented(indent, |composer| {
            // Where no room is left to move in, the bullet stands on a line of its own.
            let back = composer.x - left;
            let beside = back + 0.01 >= indent;
            composer.mark_next(if beside { back } else { 0.0 }, gap, label, marker, BODY.in_ink(FAINT))?;
            if !beside {
                composer.place_marker()?;
            }
            composer.within(Kind::Body, |composer| composer.blocks(item, gap, depth + 1))?;
            composer.place_marker()
        })
    }
}

const fn bullet(depth: usize) -> &'static str {
    if depth.is_multiple_of(2) { "•" } else { "–" }
}
