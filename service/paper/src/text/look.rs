//! How a span looks in its paragraph.

use crate::letters::Face;
use crate::style::{FAINT, Ink, STAMP, Set, WASH, tint};
use domain::exports::Span;
use std::rc::Rc;

/// How a span looks.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) face: Face,
    pub(crate) size: f32,
    pub(crate) ink: Ink,
    /// What is washed behind it.
    pub(crate) wash: Option<Ink>,
    /// Whether it is a mark: in one piece where it fits, with round corners.
    pub(crate) pill: bool,
    pub(crate) strike: bool,
    pub(crate) link: Option<Rc<str>>,
}

impl Look {
    /// The look of this span in a paragraph that is set like this.
    pub(crate) fn of(span: &Span, set: Set) -> Self {
        let upright = if span.strong { Face::Bold } else { set.face };
        let face = match (upright, span.emphasis) {
            _ if span.code => Face::Mono,
            _ if span.tone.is_some() => Face::Bold,
            (Face::Regular, true) => Face::Italic,
            (Face::Bold, true) => Face::BoldItalic,
            (face, _) => face,
        };
        // The letters of the mono font are larger than others of its size.
        let scale = match () {
            () if span.tone.is_some() => 0.88,
            () if span.code && set.face != Face::Mono => 0.84,
            () if span.quiet => 0.88,
            () => 1.0,
        };
        let ink = match (span.tone, &span.link) {
            (Some(tone), _) => tint(tone).text,
            (None, Some(_)) => STAMP,
            (None, None) if span.quiet => FAINT,
            (None, None) => set.ink,
        };
        let behind_code = (span.code && set.face != Face::Mono).then_some(WASH);
        Self {
            face,
            size: set.size * scale,
            ink,
            wash: span.tone.map(|tone| tint(tone).wash).or(behind_code),
            pill: span.tone.is_some(),
            strike: span.strike,
            link: span.link.as_deref().map(Rc::from),
        }
    }

    /// How far its wash reaches beyond its letters, to the left and to the right.
    pub(crate) fn pad(&self) -> f32 {
        match self.wash {
            Some(_) if self.pill => self.size * 0.5,
            Some(_) => self.size * 0.22,
            None => 0.0,
        }
    }
}
