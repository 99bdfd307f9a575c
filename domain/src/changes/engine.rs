//! One way to compare rows of any kind: pair them, ask what became of each, and list the fields that differ.

use super::comparison::{Entry, LeftOut, Stand};
use super::group::{Group, Judged, Tone};
use super::identified::Identified;
use super::matching::{Named, Pair, pair};
use super::remembered::{Known, Remembered, key};
use super::{Basis, Part, Side};
use crate::assessments::{Category, Finding};
use crate::blockers::Blocker;
use crate::checklists::Item;
use crate::criteria::Criterion;
use crate::records::{Change, Fact, one_line};
use crate::risks::Risk;
use crate::verifications::Verification;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A kind of rows that can be compared.
pub(super) trait Row: Identified {
    /// All of a side, in order.
    fn all(side: &Side) -> &[Self];

    /// How it stands, in a few words.
    fn stands(&self, side: &Side) -> String;

    /// Whether it stands the same on both sides, whatever the words for it.
    fn stands_alike(before: (&Self, &Side), after: (&Self, &Side)) -> bool {
        before.0.stands(before.1) == after.0.stands(after.1)
    }

    /// Its fields, but for those that [`Row::stands`] tells.
    fn facts(&self, side: &Side) -> Vec<Fact>;

    /// What became of a row that is on both sides; `None` where it stands as it did.
    fn became(before: (&Self, &Side), after: (&Self, &Side)) -> Option<Judged>;

    /// What it means that a row is only on the later side.
    fn came(&self, side: &Side) -> Judged;

    /// What it means that a row is only on the earlier side; `looked` where the later audit looked at where it stood.
    fn went(&self, side: &Side, looked: bool) -> Judged;
}

/// The categories or checklists of both sides, numbered from 1, alike where they are the same; 0 for what stands in none.
#[derive(Default)]
pub(super) struct Scopes {
    before: HashMap<Uuid, (usize, String)>,
    after: HashMap<Uuid, (usize, String)>,
    /// Those that the later audit looked at.
    looked: HashSet<usize>,
    /// What a place is called among the fields.
    field: &'static str,
}

impl Scopes {
    /// `looked` says whether the later audit looked at what stands in its row at that place, or in none.
    pub(super) fn of<T: Clone>(
        sides: (&[T], &[T]),
        pairs: &[Pair],
        identity: impl Fn(&T) -> (Uuid, String),
        looked: impl Fn(Option<&T>) -> bool,
        field: &'static str,
    ) -> Self {
        let mut scopes = Self { field, ..Self::default() };
        let partner: HashMap<usize, usize> = pairs.iter().map(|pair| (pair.before, pair.after)).collect();
        for (at, row) in sides.1.iter().enumerate() {
            let (id, name) = identity(row);
            scopes.after.insert(id, (at + 1, name));
            if looked(Some(row)) {
                scopes.looked.insert(at + 1);
            }
        }
        for (at, row) in sides.0.iter().enumerate() {
            let (id, name) = identity(row);
            let number = partner.get(&at).map_or(sides.1.len() + 1 + at, |after| after + 1);
            scopes.before.insert(id, (number, name));
        }
        if looked(None) {
            scopes.looked.insert(0);
        }
        scopes
    }

    fn number(places: &HashMap<Uuid, (usize, String)>, place: Option<Uuid>) -> usize {
        place.and_then(|id| places.get(&id)).map_or(0, |(number, _)| *number)
    }

    fn name(places: &HashMap<Uuid, (usize, String)>, place: Option<Uuid>) -> Option<String> {
        place.and_then(|id| places.get(&id)).map(|(_, name)| name.clone())
    }
}

/// What a kind of rows came to.
pub(super) struct Compared {
    pub(super) entries: Vec<Entry>,
    pub(super) left_out: Option<LeftOut>,
    pub(super) pairs: Vec<Pair>,
}

/// Compares all rows of a kind.
pub(super) fn compared<T: Row>(before: &Side, after: &Side, scopes: &Scopes, remembered: &[Remembered]) -> Compared {
    let (earlier, later) = (T::all(before), T::all(after));
    let named = |rows: &[T], places| -> Vec<Named> {
        let scope = |row: &T| Scopes::number(places, row.place());
        rows.iter().map(|row| Named { id: row.id(), key: key(row.name()), scope: scope(row) }).collect()
    };
    let (was, is) = (named(earlier, &scopes.before), named(later, &scopes.after));
    let pairs = pair(&was, &is, &Known::of(T::PART, remembered));
    let mut entries: Vec<Entry> = Vec::with_capacity(later.len() + earlier.len());
    let (mut first, mut second) = (vec![false; earlier.len()], vec![false; later.len()]);
    for pair in &pairs {
        (first[pair.before], second[pair.after]) = (true, true);
        let same_name = was[pair.before].key == is[pair.after].key;
        let rows = ((&earlier[pair.before], before), (&later[pair.after], after));
        entries.push(both(rows, scopes, *pair, same_name));
    }
    let mut left_out = LeftOut { part: T::PART, before: 0, after: 0 };
    for (place, row) in later.iter().enumerate().filter(|(place, _)| !second[*place]) {
        if is_news::<T>(row, before, after) {
            entries.push(alone(row, after, Scopes::name(&scopes.after, row.place()), row.came(after), place, true));
        } else {
            left_out.after += 1;
        }
    }
    for (place, row) in earlier.iter().enumerate().filter(|(place, _)| !first[*place]) {
        if is_missed::<T>(before, after) {
            let looked = scopes.looked.contains(&Scopes::number(&scopes.before, row.place()));
            let judged = row.went(before, looked);
            entries.push(alone(row, before, Scopes::name(&scopes.before, row.place()), judged, place, false));
        } else {
            left_out.before += 1;
        }
    }
    Compared { entries, left_out: (left_out.before + left_out.after > 0).then_some(left_out), pairs }
}

/// Whether a row that only the later side has came after the earlier one. A register that was not kept is compared with what came later
/// by identity, which grows with time; what was there already stood somehow, and nobody knows how.
fn is_news<T: Row>(row: &T, before: &Side, after: &Side) -> bool {
    match before.basis {
        _ if !T::PART.is_register() => true,
        Basis::Frozen | Basis::Present => true,
        Basis::Report => !after.basis.is_whole() || row.id() > before.id.0,
        Basis::Unknown => false,
    }
}

/// Whether it says something that the later side does not have a row.
const fn is_missed<T: Row>(before: &Side, after: &Side) -> bool {
    let both_reports = matches!((before.basis, after.basis), (Basis::Report, Basis::Report));
    !T::PART.is_register() || after.basis.is_whole() || both_reports
}

fn both<T: Row>(rows: ((&T, &Side), (&T, &Side)), scopes: &Scopes, pair: Pair, same_name: bool) -> Entry {
    let ((was, before), (is, after)) = rows;
    let (first, second) = (was.stands(before), is.stands(after));
    let mut changes = differing(&was.facts(before), &is.facts(after), same_name);
    if Scopes::number(&scopes.before, was.place()) != Scopes::number(&scopes.after, is.place()) {
        let name = |places, place| Scopes::name(places, place).unwrap_or_default();
        let (from, to) = (name(&scopes.before, was.place()), name(&scopes.after, is.place()));
        changes.push(Change { field: scopes.field.to_owned(), before: from, after: to });
    }
    let other = if changes.is_empty() && T::stands_alike(rows.0, rows.1) { Group::Unchanged } else { Group::Changed };
    let judged = T::became(rows.0, rows.1).unwrap_or(Judged::neutral(other));
    Entry {
        part: T::PART,
        group: judged.group,
        tone: judged.tone,
        gravity: judged.gravity,
        name: is.name().to_owned(),
        within: Scopes::name(&scopes.after, is.place()),
        before: Some(Stand { id: was.id(), name: was.name().to_owned(), stands: first }),
        after: Some(Stand { id: is.id(), name: is.name().to_owned(), stands: second }),
        matched: Some(pair.how),
        changes,
        effect: None,
        place: pair.after,
    }
}

fn alone<T: Row>(row: &T, side: &Side, within: Option<String>, judged: Judged, place: usize, later: bool) -> Entry {
    let stand = Some(Stand { id: row.id(), name: row.name().to_owned(), stands: row.stands(side) });
    let (before, after) = if later { (None, stand) } else { (stand, None) };
    Entry {
        part: T::PART,
        group: judged.group,
        tone: judged.tone,
        gravity: judged.gravity,
        name: row.name().to_owned(),
        within,
        before,
        after,
        matched: None,
        changes: Vec::new(),
        effect: None,
        place,
    }
}

/// The fields that differ, in one line each. A name that differs only in case, numbering or marks is no difference.
fn differing(before: &[Fact], after: &[Fact], same_name: bool) -> Vec<Change> {
    let is_name = |fact: &Fact| matches!(fact.name, "name" | "title" | "text");
    let pairs = before.iter().zip(after).filter(|(was, is)| was.value != is.value && !(same_name && is_name(is)));
    pairs
        .map(|(was, is)| {
            let (from, to) = (one_line(&was.words(&was.value)), one_line(&is.words(&is.value)));
            // Two long texts that begin alike: the lines would say the same.
            let (from, to) = if from == to { (String::new(), "other words".to_owned()) } else { (from, to) };
            Change { field: is.label.to_owned(), before: from, after: to }
        })
        .collect()
}

/// The names of all rows of a kind.
pub(super) fn names(part: Part, side: &Side) -> Vec<&str> {
    fn of<'a, T: Row + 'a>(side: &'a Side) -> Vec<&'a str> {
        T::all(side).iter().map(Identified::name).collect()
    }
    match part {
        Part::Category => of::<Category>(side),
        Part::Finding => of::<Finding>(side),
        Part::Blocker => of::<Blocker>(side),
        Part::Risk => of::<Risk>(side),
        Part::Item => of::<Item>(side),
        Part::Criterion => of::<Criterion>(side),
        Part::Verification => of::<Verification>(side),
    }
}

/// News of a row that is better or worse in one figure: better where `after` is above `before`.
pub(super) fn by_rank<R: Ord>(before: &R, after: &R, gravity: u8) -> Option<Judged> {
    match after.cmp(before) {
        std::cmp::Ordering::Greater => Some(Judged::better(Group::Improved)),
        std::cmp::Ordering::Less => Some(Judged::worse(Group::Worse, gravity)),
        std::cmp::Ordering::Equal => None,
    }
}

/// Bad news of a row that is neither improved nor worse by itself.
pub(super) const fn troubling(gravity: u8) -> Judged {
    Judged { group: Group::Changed, tone: Tone::Worse, gravity }
}
