//! From a line of text to marks.

use super::{Kind, Mark, NodeId, SlotId, Strip, Target, Tree, Wash};
use crate::style::Set;
use crate::text::{Look, Para, TextLine};

/// Where the marks of a span go: its text, and its link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots {
    text: SlotId,
    link: Option<SlotId>,
}

impl Slots {
    /// One for each look of the paragraph. Neighbours share one unless a link comes between them.
    pub(crate) fn of(tree: &mut Tree, node: NodeId, para: &Para) -> Vec<Self> {
        let mut slots: Vec<Self> = Vec::with_capacity(para.looks().len());
        for look in para.looks() {
            let next = match slots.last() {
                _ if look.link.is_some() => {
                    let link = tree.child(node, Kind::Link);
                    Self { text: tree.slot(link), link: Some(tree.slot(link)) }
                }
                Some(last) if last.link.is_none() => *last,
                _ => Self { text: tree.slot(node), link: None },
            };
            slots.push(next);
        }
        slots
    }
}

/// A paragraph with its lines and their meaning, ready to be painted.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) para: Para,
    pub(crate) lines: Vec<TextLine>,
    pub(crate) slots: Vec<Slots>,
    pub(crate) set: Set,
}

impl Prepared {
    /// Paints a line into the strip; `x` is where it begins, `top` its upper edge.
    pub(crate) fn paint(&self, line: usize, x: f32, top: f32, strip: &mut Strip) {
        let Some(line) = self.lines.get(line) else { return };
        let baseline = top + self.set.baseline();
        let mut from = 0;
        while let Some(first) = line.placed.get(from) {
            let to = from + line.placed[from..].iter().take_while(|placed| placed.look == first.look).count();
            let run = &line.placed[from..to];
            from = to;
            let (look, slots) = (&self.para.looks()[first.look], self.slots[first.look]);
            let marks = run.iter().filter_map(|placed| {
                let piece = placed.piece.clone()?;
                Some(Mark::Text { x: x + placed.x, y: baseline, size: look.size, ink: look.ink, piece, slot: Some(slots.text) })
            });
            strip.marks.extend(marks);
            // The space behind a line is written, but neither washed nor underlined.
            let end = run.last().map_or(0.0, |last| last.x + last.width).min(line.width);
            let (start, width) = (x + first.x, end - first.x);
            if width > 0.0 {
                adorn(look, slots, (start, width, top, baseline), self.set, strip);
            }
        }
    }
}

fn adorn(look: &Look, slots: Slots, (x, width, top, baseline): (f32, f32, f32, f32), set: Set, strip: &mut Strip) {
    if let Some(ink) = look.wash {
        let height = (look.size * 1.42).min(set.leading - 0.6);
        let radius = if look.pill { height / 2.0 } else { 1.6 };
        let middle = baseline - look.size * 0.33;
        strip.washes.push(Wash::area(x, middle - height / 2.0, width, height, ink).round(radius.min(width / 2.0)));
    }
    if look.strike {
        strip.washes.push(Wash::area(x, baseline - look.size * 0.24, width, 0.6, look.ink));
    }
    if let (Some(address), Some(slot)) = (&look.link, slots.link) {
        strip.washes.push(Wash::area(x, baseline + 1.4, width, 0.4, look.ink));
        strip.marks.push(Mark::Link { x, y: top, width, height: set.leading, target: Target::Address(address.clone()), slot });
    }
}
