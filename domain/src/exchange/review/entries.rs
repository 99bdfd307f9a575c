//! The records of a reading for a page: each with its name in forms, unsure ones first.

use super::records::all;
use super::{Kind, Slip, Spot};
use crate::exchange::reading::{Confidence, NoteKind, Reading};
use std::collections::HashSet;

/// Below this the reader guessed, and a person should look.
pub const SURE: Confidence = Confidence(60);

/// A record of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name in forms and addresses.
    pub spot: Spot,
    /// What it says.
    pub slip: Slip,
}

impl Entry {
    /// Whether a person should look at it.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        self.slip.confidence < SURE
    }
}

/// All records of one kind, or of all kinds; unsure ones first, then in the order of the source. Lines that only hold others together are
/// left out.
#[must_use]
pub fn entries(reading: &Reading, kind: Option<Kind>) -> Vec<Entry> {
    let structure: HashSet<u32> =
        reading.notes.iter().filter(|note| note.kind == NoteKind::Structure).map(|note| note.lines.first).collect();
    let structure = |spot: &Spot| spot.kind == Kind::Note && structure.contains(&spot.line);
    let fits = |spot: &Spot| kind.is_none_or(|kind| kind == spot.kind) && !structure(spot);
    let mut entries: Vec<Entry> =
        all(reading).into_iter().filter(|(spot, _)| fits(spot)).map(|(spot, slip)| Entry { spot, slip }).collect();
    entries.sort_by_key(|entry| (!entry.is_unsure(), entry.spot.kind == Kind::Note, entry.spot.line));
    entries
}
