//! Lines of a width.

use super::para::{Atom, Token};
use super::{Para, split};
use crate::letters::{Piece, Shaper};
use std::ops::Range;
use std::rc::Rc;

/// Widths are sums of many small numbers: so much is not told from nothing.
const SLACK: f32 = 0.02;

/// A line of a paragraph.
#[derive(Debug)]
pub(crate) struct TextLine {
    /// From left to right.
    pub(crate) placed: Vec<Placed>,
    /// Without the space at its end.
    pub(crate) width: f32,
    /// Whether it begins on the right.
    pub(crate) backwards: bool,
}

/// Letters with their place in the line.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) x: f32,
    pub(crate) width: f32,
    /// `None` for the padding of a wash.
    pub(crate) piece: Option<Rc<Piece>>,
    /// Which look of the paragraph.
    pub(crate) look: usize,
}

impl Para {
    /// Breaks it into lines of this width, each as full as can be. A word is broken only where it is wider than a line.
    pub(crate) fn lines(&self, shaper: &mut Shaper, width: f32) -> Vec<TextLine> {
        let mut breaker = Breaker { para: self, shaper, limit: width + SLACK, x: 0.0, line: Vec::new(), trailing: 0, lines: Vec::new() };
        for token in &self.tokens {
            breaker.put(token);
        }
        if !breaker.line.is_empty() {
            breaker.end_line();
        }
        breaker.lines
    }
}

struct Breaker<'a> {
    para: &'a Para,
    shaper: &'a mut Shaper,
    limit: f32,
    x: f32,
    line: Vec<Atom>,
    /// How many of the last atoms are space.
    trailing: usize,
    lines: Vec<TextLine>,
}

impl Breaker<'_> {
    fn put(&mut self, token: &Token) {
        let word = &self.para.atoms[token.word.clone()];
        if token.width <= self.limit {
            self.make_room(token.width);
            for atom in word {
                self.place(atom.clone());
            }
        } else {
            for atom in word {
                self.put_in_parts(atom);
            }
        }
        let space = &self.para.atoms[token.space.clone()];
        self.trailing = if word.is_empty() { self.trailing + space.len() } else { space.len() };
        self.line.extend_from_slice(space);
        self.x += token.space_width;
        if token.ends_line {
            self.end_line();
        }
    }

    fn put_in_parts(&mut self, atom: &Atom) {
        let word = &self.para.text[atom.text.clone()];
        if atom.piece.is_none() || atom.width <= self.limit - self.x {
            self.make_room(atom.width);
            self.place(atom.clone());
            return;
        }
        for part in split::parts(word) {
            let whole = self.part_of(atom, part);
            if whole.width <= self.limit {
                self.make_room(whole.width);
                self.place(whole);
                continue;
            }
            for cluster in split::clusters(part) {
                let cluster = self.part_of(atom, cluster);
                self.make_room(cluster.width);
                self.place(cluster);
            }
        }
    }

    fn part_of(&mut self, atom: &Atom, part: &str) -> Atom {
        let look = &self.para.looks[atom.look];
        let piece = self.shaper.piece(look.face, atom.level.is_rtl(), part);
        Atom { width: piece.width * look.size, piece: Some(piece), look: atom.look, level: atom.level, text: atom.text.clone() }
    }

    fn make_room(&mut self, width: f32) {
        if self.x + width > self.limit && self.x > 0.0 {
            self.end_line();
        }
    }

    fn place(&mut self, atom: Atom) {
        self.x += atom.width;
        self.trailing = 0;
        self.line.push(atom);
    }

    fn end_line(&mut self) {
        let mut atoms = std::mem::take(&mut self.line);
        let space = atoms.split_off(atoms.len() - self.trailing.min(atoms.len()));
        if self.para.mixed {
            reorder(&mut atoms);
        }
        let mut x = 0.0;
        let mut placed = Vec::with_capacity(atoms.len() + 1);
        let mut put = |atom: Atom| {
            placed.push(Placed { x, width: atom.width, piece: atom.piece, look: atom.look });
            x += atom.width;
            x
        };
        let width = atoms.into_iter().fold(0.0, |_, atom| put(atom));
        // One space is written behind a line, so that whoever copies or listens gets two words and not one.
        let behind = space.into_iter().next().filter(|atom| atom.piece.is_some() && atom.text.len() == 1 && !self.para.mixed);
        if let Some(atom) = behind {
            put(atom);
        }
        self.lines.push(TextLine { placed, width, backwards: self.para.backwards });
        self.x = 0.0;
        self.trailing = 0;
    }
}

/// From the order of reading to that of the page: rule L2 of UAX #9.
fn reorder(atoms: &mut [Atom]) {
    let highest = atoms.iter().map(|atom| atom.level.number()).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut from = 0;
        while from < atoms.len() {
            let run: Range<usize> = from..from + atoms[from..].iter().take_while(|atom| atom.level.number() >= level).count();
            from = run.end + 1;
            atoms[run].reverse();
        }
    }
}
