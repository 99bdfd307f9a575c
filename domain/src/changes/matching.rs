//! Which row of one side is which of the other: one to one, the surest way first.

use super::remembered::{Known, key};
use super::similarity::{Bag, Lexicon, percent, similarity};
use super::{Part, Side};
use serde::Serialize;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use uuid::Uuid;

/// How it is known that two rows are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "how", content = "percent", rename_all = "snake_case")]
pub enum How {
    /// It is one row of the database.
    Row,
    /// Somebody said so.
    Remembered,
    /// They have one name, but for case, numbering and marks.
    Name,
    /// Their names have so much in common, in percent.
    Similar(u8),
}

impl How {
    /// `same name`, `similarity 0.82`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Row => "same record".to_owned(),
            Self::Remembered => "matched by hand".to_owned(),
            Self::Name => "same name".to_owned(),
            Self::Similar(percent) => format!("similarity {}.{:02}", percent / 100, percent % 100),
        }
    }

    /// True where a person may say otherwise: not of one row, and not of one name.
    #[must_use]
    pub const fn can_be_wrong(self) -> bool {
        matches!(self, Self::Remembered | Self::Similar(_))
    }
}

/// What matching needs of a row.
pub(crate) struct Named {
    pub(crate) id: Uuid,
    pub(crate) key: String,
    /// The category or checklist it stands in, numbered alike on both sides where that was matched.
    pub(crate) scope: usize,
}

/// Two rows that are the same: their places on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) before: usize,
    pub(crate) after: usize,
    pub(crate) how: How,
}

/// Least similarity of names in one category or checklist, and of categories, in percent.
const NEAR: u8 = 60;
/// Least similarity of names that stand in different ones.
const FAR: u8 = 70;
/// A word that more names have tells none from another; it makes no candidates, though it counts once there is one. Bounds the work.
const COMMON: usize = 64;

/// Pairs rows: one row of the database, then what people said, then the same name in the same scope, then anywhere, then by similarity,
/// again in the same scope first. In the order of `after`. Swapping the sides swaps each pair and changes nothing else.
pub(crate) fn pair(before: &[Named], after: &[Named], known: &Known) -> Vec<Pair> {
    let mut matching = Matching { before, after, known, partner: vec![None; after.len()], taken: vec![false; before.len()] };
    matching.by(How::Row, |row| Some(row.id));
    matching.remembered();
    matching.by(How::Name, |row| Some((row.scope, row.key.as_str())));
    matching.by(How::Name, |row| Some(row.key.as_str()));
    matching.similar(NEAR, |row| row.scope);
    matching.similar(FAR, |_| 0);
    let partners = matching.partner.into_iter().enumerate();
    partners.filter_map(|(after, partner)| partner.map(|(before, how)| Pair { before, after, how })).collect()
}

struct Matching<'a> {
    before: &'a [Named],
    after: &'a [Named],
    known: &'a Known,
    /// For each later row its earlier one.
    partner: Vec<Option<(usize, How)>>,
    taken: Vec<bool>,
}

impl<'a> Matching<'a> {
    fn free(&self) -> (Vec<usize>, Vec<usize>) {
        let before = (0..self.before.len()).filter(|at| !self.taken[*at]).collect();
        (before, (0..self.after.len()).filter(|at| self.partner[*at].is_none()).collect())
    }

    fn join(&mut self, before: usize, after: usize, how: How) {
        self.partner[after] = Some((before, how));
        self.taken[before] = true;
    }

    /// Of equals, the first with the first.
    fn by<K: Hash + Eq>(&mut self, how: How, name: impl Fn(&'a Named) -> Option<K>) {
        let (before, after) = self.free();
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for at in before {
            if let Some(name) = name(&self.before[at]) {
                waiting.entry(name).or_default().push_back(at);
            }
        }
        for at in after {
            let first = name(&self.after[at]).and_then(|name| waiting.get_mut(&name)).and_then(VecDeque::pop_front);
            if let Some(first) = first {
                self.join(first, at, how);
            }
        }
    }

    fn remembered(&mut self) {
        if self.known.same.is_empty() {
            return;
        }
        let (before, after) = self.free();
        let by_name = |rows: &'a [Named], places: Vec<usize>| {
            let mut found: HashMap<&'a str, VecDeque<usize>> = HashMap::new();
            for at in places {
                found.entry(rows[at].key.as_str()).or_default().push_back(at);
            }
            found
        };
        let (mut earlier, mut later) = (by_name(self.before, before), by_name(self.after, after));
        for (one, other) in &self.known.same {
            for (was, is) in [(one, other), (other, one)] {
                let (Some(first), Some(second)) = (earlier.get_mut(was.as_str()), later.get_mut(is.as_str())) else { continue };
                while let (Some(first_at), Some(second_at)) = (first.front().copied(), second.front().copied()) {
                    first.pop_front();
                    second.pop_front();
                    self.partner[second_at] = Some((first_at, How::Remembered));
                    self.taken[first_at] = true;
                }
            }
        }
    }

    /// The most similar first; of equals those whose places are nearest, then the ones further up.
    fn similar(&mut self, least: u8, scope: impl Fn(&Named) -> usize) {
        let (before, after) = self.free();
        if before.is_empty() || after.is_empty() {
            return;
        }
        let mut lexicon = Lexicon::default();
        let bags = |lexicon: &mut Lexicon<'a>, rows: &'a [Named], places: &[usize]| -> Vec<(usize, usize, Bag)> {
            places.iter().map(|at| (*at, scope(&rows[*at]), lexicon.bag(&rows[*at].key))).collect()
        };
        let (earlier, later) = (bags(&mut lexicon, self.before, &before), bags(&mut lexicon, self.after, &after));
        let mut found = self.scored(&earlier, &later, least);
        found.sort_unstable_by_key(|(percent, before, after)| (u8::MAX - percent, before.abs_diff(*after), *before.min(after), *before));
        for (percent, before, after) in found {
            if !self.taken[before] && self.partner[after].is_none() {
                self.join(before, after, How::Similar(percent));
            }
        }
    }

    /// All pairs that share a word which is not common, and are similar enough.
    fn scored(&self, earlier: &[(usize, usize, Bag)], later: &[(usize, usize, Bag)], least: u8) -> Vec<(u8, usize, usize)> {
        let mut places: HashMap<(usize, u32), (usize, Vec<usize>)> = HashMap::new();
        for (at, (_, scope, bag)) in later.iter().enumerate() {
            for word in bag {
                let (count, rows) = places.entry((*scope, *word)).or_default();
                *count += 1;
                rows.push(at);
            }
        }
        for (_, scope, bag) in earlier {
            for word in bag {
                if let Some((count, _)) = places.get_mut(&(*scope, *word)) {
                    *count += 1;
                }
            }
        }
        let (mut found, mut seen) = (Vec::new(), vec![usize::MAX; later.len()]);
        for (round, (before, scope, bag)) in earlier.iter().enumerate() {
            for word in bag {
                let Some((count, rows)) = places.get(&(*scope, *word)) else { continue };
                if *count > COMMON {
                    continue;
                }
                for place in rows {
                    if seen[*place] == round {
                        continue;
                    }
                    seen[*place] = round;
                    let (after, _, other) = &later[*place];
                    let percent = percent(bag, other);
                    if percent >= least && !self.known.differ(&self.before[*before].key, &self.after[*after].key) {
                        found.push((percent, *before, *after));
                    }
                }
            }
        }
        found
    }
}

/// The names of a side that a name of the other side may mean, the most similar first, each once: for somebody who corrects a match.
#[must_use]
pub fn candidates<'a>(part: Part, name: &str, side: &'a Side) -> Vec<&'a str> {
    let wanted = key(name);
    let mut found: Vec<(u8, &str)> =
        super::engine::names(part, side).into_iter().map(|name| (similarity(&wanted, &key(name)), name)).collect();
    found.sort_by_key(|(percent, _)| u8::MAX - percent);
    let mut seen = std::collections::HashSet::new();
    found.into_iter().map(|(_, name)| name).filter(|name| seen.insert(key(name))).collect()
}
