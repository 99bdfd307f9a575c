//! Where a page ends.

use super::{Mark, Strip, Wash};
use crate::PaperError;
use crate::style::{BOTTOM, DEPTH, TOP};
use std::collections::VecDeque;

/// More pages are refused: nobody reads them, and making them costs what others need. So many take about 300 MB and four seconds.
pub(crate) const MOST_PAGES: usize = 2_000;

/// What stands on a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Drawn first; of no meaning.
    pub(crate) washes: Vec<Wash>,
    /// Drawn in order.
    pub(crate) marks: Vec<Mark>,
}

/// Where a bookmark leads: its number, the page counted from 0, and the height on it.
pub(crate) type Place = (usize, usize, f32);

/// Puts strips on pages, one below the other.
#[derive(Debug)]
pub(crate) struct Pager {
    pages: Vec<Page>,
    y: f32,
    /// Strips that wait for the one they are kept with.
    waiting: VecDeque<Strip>,
    places: Vec<Place>,
    /// The last rails of this page, to be made longer.
    rails: Vec<usize>,
}

impl Default for Pager {
    fn default() -> Self {
        Self { pages: vec![Page::default()], y: TOP, waiting: VecDeque::new(), places: Vec::new(), rails: Vec::new() }
    }
}

impl Pager {
    /// Adds a strip below the others.
    pub(crate) fn push(&mut self, strip: Strip) -> Result<(), PaperError> {
        let complete = !strip.keep;
        self.waiting.push_back(strip);
        if complete { self.flush() } else { Ok(()) }
    }

    /// Begins a new page unless this one is empty.
    pub(crate) fn new_page(&mut self) -> Result<(), PaperError> {
        self.flush()?;
        if self.y > TOP { self.turn() } else { Ok(()) }
    }

    /// Height that is left on this page.
    pub(crate) fn left(&mut self) -> Result<f32, PaperError> {
        self.flush()?;
        Ok(BOTTOM - self.y)
    }

    /// The pages, and for each bookmark its number, page and height.
    pub(crate) fn finish(mut self) -> Result<(Vec<Page>, Vec<Place>), PaperError> {
        self.flush()?;
        Ok((self.pages, self.places))
    }

    fn turn(&mut self) -> Result<(), PaperError> {
        if self.pages.len() >= MOST_PAGES {
            return Err(PaperError::TooLong);
        }
        self.pages.push(Page::default());
        self.y = TOP;
        self.rails.clear();
        Ok(())
    }

    /// Places what waits: together where a page has room for it, else from here on as it comes.
    fn flush(&mut self) -> Result<(), PaperError> {
        let height: f32 = self.waiting.iter().map(|strip| strip.gap + strip.height).sum();
        if self.y > TOP && self.y + height > BOTTOM && height <= DEPTH {
            self.turn_below_head()?;
        }
        while let Some(strip) = self.waiting.pop_front() {
            if self.y > TOP && self.y + strip.gap + strip.height > BOTTOM {
                self.waiting.push_front(strip);
                self.turn_below_head()?;
                if let Some(strip) = self.waiting.pop_front() {
                    self.place(strip);
                }
            } else {
                self.place(strip);
            }
        }
        Ok(())
    }

    /// Turns the page and repeats the head of the strip that comes first there.
    fn turn_below_head(&mut self) -> Result<(), PaperError> {
        self.turn()?;
        let next = self.waiting.front().map(|strip| (strip.head.clone(), strip.goes_on));
        if let Some((Some(head), goes_on)) = next {
            let marks = head.marks.iter().filter_map(Mark::unsaid).collect();
            self.place(Strip { marks, bookmark: None, head: None, ..(*head).clone() });
            self.y += if goes_on { 4.0 } else { 0.0 };
        }
        Ok(())
    }

    fn place(&mut self, strip: Strip) {
        let gap = if self.y > TOP { strip.gap } else { 0.0 };
        let top = self.y + gap;
        let number = self.pages.len() - 1;
        let Some(page) = self.pages.last_mut() else { return };
        let mut rails = Vec::with_capacity(strip.rails.len());
        for (rail, joins) in strip.rails {
            let height = strip.height + if joins { gap } else { 0.0 };
            let y = top - if joins { gap } else { 0.0 };
            let above = self.rails.iter().copied().find(|at| {
                let wash = page.washes[*at];
                joins && wash.x.total_cmp(&rail.x).is_eq() && wash.ink == rail.ink && (wash.y + wash.height - y).abs() < 0.05
            });
            if let Some(at) = above {
                page.washes[at].height += height;
                rails.push(at);
            } else {
                rails.push(page.washes.len());
                page.washes.push(Wash { y, height, ..rail });
            }
        }
        self.rails = rails;
        page.washes.extend(strip.washes.into_iter().map(|wash| Wash { y: wash.y + top, ..wash }));
        page.marks.extend(strip.marks.into_iter().map(|mark| mark.lowered(top)));
        if let Some(bookmark) = strip.bookmark {
            self.places.push((bookmark, number, top));
        }
        self.y = top + strip.height;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    fn strip(height: f32, keep: bool) -> Strip {
        Strip { height, keep, washes: vec![Wash::area(0.0, 0.0, 1.0, height, crate::style::INK)], ..Strip::default() }
    }

    #[test]
    fn what_is_kept_together_moves_together() {
        let mut pager = Pager::default();
        pager.push(strip(DEPTH - 50.0, false)).unwrap();
        pager.push(strip(30.0, true)).unwrap();
        pager.push(strip(30.0, false)).unwrap();
        let (made, _) = pager.finish().unwrap();
        assert_eq!(made.iter().map(|page| page.washes.len()).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn a_head_is_repeated_on_each_page_and_told_once() {
        let head = Rc::new(strip(10.0, true));
        let mut pager = Pager::default();
        pager.push((*head).clone()).unwrap();
        for _ in 0..8 {
            pager.push(Strip { head: Some(Rc::clone(&head)), ..strip(DEPTH / 3.0 - 5.0, false) }).unwrap();
        }
        let (made, _) = pager.finish().unwrap();
        assert_eq!(made.iter().map(|page| page.washes.len()).collect::<Vec<_>>(), [4, 4, 3]);
    }

    #[test]
    fn too_many_pages_are_refused() {
        let mut pager = Pager::default();
        let refused = (0..=MOST_PAGES).find_map(|_| pager.push(strip(DEPTH, false)).err());
        assert!(matches!(refused, Some(PaperError::TooLong)));
    }
}
