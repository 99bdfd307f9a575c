//! Writes blocks one below the other: where they stand across the page, and what they mean.

use super::paint::{Prepared, Slots};
use super::{Kind, NodeId, Pager, Strip, Tree, Wash};
use crate::PaperError;
use crate::letters::Shaper;
use crate::style::{Ink, MEASURE, SIDE, Set};
use crate::text::Para;
use domain::exports::Span;

/// A heading that can be jumped to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bookmark {
    /// 1 for a part.
    pub(crate) level: u8,
    /// Its words.
    pub(crate) title: String,
}

/// An area that runs along what is written: the bar of a quote, the paper of code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rail {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) ink: Ink,
    /// Whether something stands on it already.
    pub(crate) begun: bool,
}

/// The bullet or number of an entry, which is painted beside its first line.
#[derive(Debug)]
struct Marker {
    x: f32,
    gap: f32,
    prepared: Prepared,
}

/// The state of writing.
pub(crate) struct Composer {
    pub(crate) shaper: Shaper,
    pub(crate) tree: Tree,
    pub(crate) pager: Pager,
    pub(crate) bookmarks: Vec<Bookmark>,
    /// Where what is written now begins.
    pub(crate) x: f32,
    /// How wide it may be.
    pub(crate) width: f32,
    /// The element that it belongs to.
    pub(crate) parent: NodeId,
    rails: Vec<Rail>,
    marker: Option<Marker>,
}

impl Composer {
    /// Begins with an empty page.
    pub(crate) fn new(shaper: Shaper) -> Self {
        let mut tree = Tree::default();
        let parent = tree.root(Kind::Part);
        let pager = Pager::default();
        Self { shaper, tree, pager, bookmarks: Vec::new(), x: SIDE, width: MEASURE, parent, rails: Vec::new(), marker: None }
    }

    /// Writes something inside an element of its own.
    pub(crate) fn within<T>(&mut self, kind: Kind, write: impl FnOnce(&mut Self) -> T) -> T {
        let node = self.tree.child(self.parent, kind);
        let parent = std::mem::replace(&mut self.parent, node);
        let written = write(self);
        self.parent = parent;
        written
    }

    /// Writes something further in. Deep nesting stops moving where little room is left.
    pub(crate) fn indented<T>(&mut self, by: f32, write: impl FnOnce(&mut Self) -> T) -> T {
        const LEAST: f32 = 180.0;
        let by = by.min((self.width - LEAST).max(0.0));
        self.x += by;
        self.width -= by;
        let written = write(self);
        self.x -= by;
        self.width += by;
        written
    }

    /// Writes something along which an area runs.
    pub(crate) fn along<T>(&mut self, rails: &[Rail], write: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.rails.len();
        self.rails.extend_from_slice(rails);
        let written = write(self);
        self.rails.truncate(before);
        written
    }

    /// Prepares words for a width; their meaning is that of `node`.
    pub(crate) fn prepare(&mut self, node: NodeId, spans: &[Span], set: Set, width: f32) -> Prepared {
        let para = Para::new(&mut self.shaper, spans, set);
        let slots = Slots::of(&mut self.tree, node, &para);
        let lines = para.lines(&mut self.shaper, width);
        Prepared { para, lines, slots, set }
    }

    /// The bullet or number that stands beside the words that are written next, `back` to the left of them. `gap` is for one that no
    /// words follow.
    pub(crate) fn mark_next(&mut self, back: f32, gap: f32, node: NodeId, text: &str, set: Set) -> Result<(), PaperError> {
        self.place_marker()?;
        let prepared = self.prepare(node, &[Span::plain(text)], set, f32::INFINITY);
        self.marker = Some(Marker { x: self.x - back, gap, prepared });
        Ok(())
    }

    /// Places a bullet that nothing came to stand beside.
    pub(crate) fn place_marker(&mut self) -> Result<(), PaperError> {
        let Some(marker) = self.marker.take() else { return Ok(()) };
        let mut strip = Strip { gap: marker.gap, height: marker.prepared.set.leading, ..Strip::default() };
        marker.prepared.paint(0, marker.x, 0.0, &mut strip);
        self.push(strip)
    }

    /// Writes a paragraph with `gap` above it; `keep` ties its last line to what follows.
    pub(crate) fn paragraph(&mut self, spans: &[Span], set: Set, gap: f32, keep: bool) -> Result<(), PaperError> {
        let prepared = self.prepare(self.parent, spans, set, self.width);
        let count = prepared.lines.len();
        for (at, line) in prepared.lines.iter().enumerate() {
            // Neither the first line nor the last one stands alone on a page.
            let last = at + 1 == count;
            let tied = if last { keep } else { at == 0 || at + 2 == count };
            let mut strip = Strip { gap: if at == 0 { gap } else { 0.0 }, height: set.leading, keep: tied, ..Strip::default() };
            let x = self.x + if line.backwards { self.width - line.width } else { 0.0 };
            prepared.paint(at, x, 0.0, &mut strip);
            self.push(strip)?;
        }
        Ok(())
    }

    /// Leaves room that belongs to what is written, such as the padding of a callout.
    pub(crate) fn room(&mut self, gap: f32, height: f32, keep: bool) -> Result<(), PaperError> {
        self.push(Strip { gap, height, keep, ..Strip::default() })
    }

    /// Places a strip, with what runs along it and the bullet that waits for it.
    pub(crate) fn push(&mut self, mut strip: Strip) -> Result<(), PaperError> {
        // Padding has no words to stand beside.
        if let Some(marker) = self.marker.take_if(|_| !strip.marks.is_empty()) {
            let mut marked = Strip::default();
            marker.prepared.paint(0, marker.x, 0.0, &mut marked);
            strip.height = strip.height.max(marker.prepared.set.leading);
            strip.marks.splice(0..0, marked.marks);
        }
        for rail in &mut self.rails {
            strip.rails.push((Wash::area(rail.x, 0.0, rail.width, strip.height, rail.ink), rail.begun));
            rail.begun = true;
        }
        self.pager.push(strip)
    }
}
