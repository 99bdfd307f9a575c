//! Pairing what a report names with what the project has, and what follows.

use super::rows::{Register, Told};
use super::{Choice, Meeting, Verdict};
use crate::assessments::Registers;
use crate::blockers::Blocker;
use crate::changes::{How, Known, Named, Part, Remembered, key, pair};
use crate::checklists::{Checklist, Item};
use crate::criteria::Criterion;
use crate::exchange::rows::Origin;
use crate::projects::Words;
use crate::records::one_line;
use crate::risks::Risk;
use crate::verifications::Verification;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Names that have less in common are taken for two records where nobody looks, in percent.
const SURELY: u8 = 80;

/// What a report says about the registers of a project: `here` as they are, `told` as the report alone tells them.
///
/// `binned` are names of records that people threw away, as [`key`] folds them. `newest` is false for a report older than one that is here already: what it says about known records is out of date, so nothing of it
/// is proposed. Each record of either side is in exactly one meeting, what has to be looked at first.
#[must_use]
pub fn reconcile(
    here: &Registers,
    told: &Registers,
    remembered: &[Remembered],
    words: &Words,
    binned: &BTreeSet<(Part, String)>,
    origin: &Origin<'_>,
    newest: bool,
) -> Vec<Meeting> {
    let lists = Lists::of(here, told);
    let desk = Desk { lists: &lists, remembered, words, binned, origin, newest };
    let mut meetings = desk.meet::<Blocker>(here, told);
    meetings.extend(desk.meet::<Risk>(here, told));
    meetings.extend(desk.meet::<Item>(here, told));
    meetings.extend(desk.meet::<Criterion>(here, told));
    meetings.extend(desk.meet::<Verification>(here, told));
    // Stable: what is equal in both stays in the order of its side.
    meetings.sort_by_key(|meeting| (meeting.verdict, meeting.part));
    meetings
}

/// The checklists of both sides, numbered from 1, alike where they have one name.
struct Lists {
    numbers: HashMap<Uuid, usize>,
    names: HashMap<Uuid, String>,
}

impl Lists {
    fn of(here: &Registers, told: &Registers) -> Self {
        let mut by_name: HashMap<String, usize> = HashMap::new();
        let (mut numbers, mut names) = (HashMap::new(), HashMap::new());
        for Checklist { id, title, .. } in here.checklists.iter().chain(&told.checklists) {
            let next = by_name.len() + 1;
            numbers.insert(id.0, *by_name.entry(key(title.as_str())).or_insert(next));
            names.insert(id.0, title.to_string());
        }
        Self { numbers, names }
    }
}

struct Desk<'a> {
    lists: &'a Lists,
    remembered: &'a [Remembered],
    words: &'a Words,
    binned: &'a BTreeSet<(Part, String)>,
    origin: &'a Origin<'a>,
    newest: bool,
}

impl Desk<'_> {
    fn meet<Row: Register>(&self, here: &Registers, told: &Registers) -> Vec<Meeting> {
        let (known, named) = (Row::all(here), Row::all(told));
        let keys = |rows: &[Row]| -> Vec<Named> {
            let scope = |row: &Row| row.place().and_then(|list| self.lists.numbers.get(&list)).copied().unwrap_or_default();
            rows.iter().map(|row| Named { id: row.id(), key: key(row.called()), scope: scope(row) }).collect()
        };
        let pairs = pair(&keys(known), &keys(named), &Known::of(Row::PART, self.remembered));
        let mut met = vec![false; known.len()];
        let mut partner: Vec<Option<(usize, How)>> = vec![None; named.len()];
        for pair in &pairs {
            met[pair.before] = true;
            partner[pair.after] = Some((pair.before, pair.how));
        }
        let mut meetings: Vec<Meeting> = Vec::with_capacity(named.len());
        for (place, (row, partner)) in named.iter().zip(partner).enumerate() {
            meetings.push(match partner {
                Some((at, how)) => self.both(&known[at], row, place, how),
                None => self.unknown(row, place),
            });
        }
        let missed = known.iter().zip(met).filter(|(row, met)| !met && row.is_open(self.origin.at));
        meetings.extend(missed.map(|(row, _)| Meeting { verdict: Verdict::NotMentioned, known: Some(row.id()), ..self.blank(row) }));
        meetings
    }

    fn blank<Row: Register>(&self, row: &Row) -> Meeting {
        Meeting {
            part: Row::PART,
            verdict: Verdict::Same,
            name: one_line(row.called()),
            told_as: None,
            within: row.place().and_then(|list| self.lists.names.get(&list)).cloned(),
            known: None,
            told: None,
            how: None,
            in_bin: false,
            changes: Vec::new(),
            lines: None,
            proposed: Choice::Leave,
            after: None,
        }
    }

    fn unknown<Row: Register>(&self, row: &Row, place: usize) -> Meeting {
        let in_bin = self.binned.contains(&(Row::PART, key(row.called())));
        Meeting {
            verdict: Verdict::New,
            told: Some(place),
            lines: row.lines(),
            in_bin,
            proposed: if in_bin { Choice::Leave } else { Choice::Take },
            after: Some(row.clone().after()),
            ..self.blank(row)
        }
    }

    fn both<Row: Register>(&self, known: &Row, named: &Row, place: usize, how: How) -> Meeting {
        let Told { row, verdict } = known.told(named, self.origin);
        let changes = row.changes(known, self.words, self.origin.at);
        // A change that nobody would see is none.
        let verdict = if changes.is_empty() { Verdict::Same } else { verdict };
        let told_as = (key(known.called()) != key(named.called())).then(|| one_line(named.called()));
        let surely = !matches!(how, How::Similar(percent) if percent < SURELY);
        let proposed = match verdict {
            _ if !surely => Choice::Add,
            Verdict::Done | Verdict::Changed if self.newest => Choice::Take,
            _ => Choice::Leave,
        };
        Meeting {
            verdict,
            told_as,
            known: Some(known.id()),
            told: Some(place),
            how: Some(how),
            after: (verdict != Verdict::Same).then(|| row.after()),
            changes,
            lines: named.lines(),
            proposed,
            ..self.blank(known)
        }
    }
}
