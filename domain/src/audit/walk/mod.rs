//! Walking the chain from its first line to its last one, and what was found on the way.

use super::chain::{Link, START, body, chained, commitment};
use super::gap::Gap;
use crate::history::{Event, EventKind};
use crate::ids::UserId;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// Faults that are listed one by one; more are only counted.
const LISTED: usize = 50;

/// The line that a link belongs to, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is there.
    Line(Box<Event>),
    /// It is there and holds what no line can hold.
    Unreadable,
    /// It is not there.
    Gone,
}

/// What is wrong with a place of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The line does not have the digest that the chain has for it.
    Changed,
    /// The chain has a link and history has no line.
    Deleted,
    /// Lines are missing from here to this one, and no gap says why.
    Missing(i64),
    /// The link does not hang on the one before: it was put here, or the one before is another.
    Unchained,
    /// A gap is not signed with a key of this installation.
    ForgedGap,
    /// A line lost its texts without a signature of this installation.
    ForgedRedaction,
    /// A line lost its texts for a person who was not erased.
    NotErased,
    /// So many lines of history are not in the chain.
    NotInChain(u64),
    /// The chain is shorter than it was when this place was noted.
    Cut,
    /// The chain was another when this place was noted.
    NotAsNoted,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("this line was changed"),
            Self::Deleted => f.write_str("this line was deleted"),
            Self::Missing(last) => write!(f, "lines are missing from here to {last}, without a gap that says why"),
            Self::Unchained => f.write_str("this line does not follow the one before it: lines were swapped, put in or taken out"),
            Self::ForgedGap => f.write_str("this gap was not signed with a key of this installation"),
            Self::ForgedRedaction => f.write_str("this line lost its texts without a signature of this installation"),
            Self::NotErased => f.write_str("this line lost its texts for a person whose data were not erased"),
            Self::NotInChain(1) => f.write_str("1 line of history is not in the chain"),
            Self::NotInChain(lines) => write!(f, "{lines} lines of history are not in the chain"),
            Self::Cut => f.write_str("the log ended here or later when this place was noted: its end was cut off"),
            Self::NotAsNoted => f.write_str("the log was another when this place was noted"),
        }
    }
}

/// A fault and the number of the line at which it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Break {
    /// The number of the line.
    pub seq: i64,
    /// What is wrong there.
    pub fault: Fault,
}

/// A place of the chain that somebody wrote down elsewhere: `1234:9f86d081…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// The number of the line.
    pub seq: i64,
    /// The digest of the chain up to it.
    pub hash: String,
}

/// The text names no place of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no place of the log; write the number of a line, a colon and the 64 digits that verification printed")]
pub struct NotedError;

impl FromStr for Noted {
    type Err = NotedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (seq, hash) = text.trim().split_once(':').ok_or(NotedError)?;
        let seq = seq.parse().ok().filter(|seq| *seq > 0).ok_or(NotedError)?;
        let fits = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if fits { Ok(Self { seq, hash: hash.to_ascii_lowercase() }) } else { Err(NotedError) }
    }
}

/// What became of the place that was noted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// None was given.
    #[default]
    None,
    /// The chain went through it.
    Met,
    /// It did not; see the faults.
    Failed,
    /// It lies within a gap, so that it cannot be compared.
    InGap,
}

/// What verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Lines that are there.
    pub lines: u64,
    /// Of these, how many are nameless.
    pub nameless: u64,
    /// Of these, how many were there before they were chained.
    pub taken_over: u64,
    /// Gaps.
    pub gaps: u64,
    /// Lines that were deleted by rule.
    pub deleted: u64,
    /// Signatures that could not be checked, because the key was not given.
    pub unchecked: u64,
    /// The number of the last line; 0 where there is none.
    pub seq: i64,
    /// The digest of the whole chain: to be noted elsewhere.
    pub hash: String,
    /// Whether the chain goes through the place that was noted.
    pub expectation: Expectation,
    /// The first faults.
    pub breaks: Vec<Break>,
    /// How many there are in all.
    pub faults: u64,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.faults == 0
    }
}

/// A walk along the chain. Links and gaps are given in the order of their numbers.
#[derive(Clone, Debug)]
pub struct Walk {
    expected: Option<Noted>,
    /// For whom lines are nameless, with the first such line.
    nameless: BTreeMap<UserId, i64>,
    erased: BTreeSet<UserId>,
    report: Report,
}

impl Walk {
    /// Before the first line.
    #[must_use]
    pub fn new(expected: Option<Noted>) -> Self {
        let report = Report {
            lines: 0,
            nameless: 0,
            taken_over: 0,
            gaps: 0,
            deleted: 0,
            unchecked: 0,
            seq: 0,
            hash: START.to_owned(),
            expectation: Expectation::None,
            breaks: Vec::new(),
            faults: 0,
        };
        Self { expected, nameless: BTreeMap::new(), erased: BTreeSet::new(), report }
    }

    /// The next link, its line, and whether the signature of a nameless one is right; `None` where that cannot be said.
    pub fn link(&mut self, link: &Link, kept: &Kept, signed: Option<bool>) {
        self.up_to(link.seq);
        match kept {
            Kept::Line(event) => self.line(link, event, signed),
            Kept::Unreadable => self.found(link.seq, Fault::Changed),
            Kept::Gone => self.found(link.seq, Fault::Deleted),
        }
        if link.hash != chained(&self.report.hash, &link.digest) {
            self.found(link.seq, Fault::Unchained);
        }
        self.report.lines += 1;
        self.report.taken_over += u64::from(link.taken_over);
        self.at(link.seq, &link.hash);
    }

    fn line(&mut self, link: &Link, event: &Event, signed: Option<bool>) {
        let same_texts = match (&link.salt, &link.redaction) {
            (Some(salt), None) => commitment(event, salt) == link.texts,
            (None, Some(redaction)) => {
                self.report.nameless += 1;
                self.nameless.entry(redaction.person).or_insert(link.seq);
                match signed {
                    Some(true) => {}
                    Some(false) => self.found(link.seq, Fault::ForgedRedaction),
                    None => self.report.unchecked += 1,
                }
                true
            }
            // One without the other was never written.
            (None, None) | (Some(_), Some(_)) => false,
        };
        if event.id != link.event || !same_texts || body(event, &link.texts) != link.digest {
            self.found(link.seq, Fault::Changed);
        } else if event.kind == EventKind::UserErased {
            self.erased.insert(UserId(event.subject));
        }
    }

    /// The next gap, and whether its signature is right; `None` where that cannot be said.
    pub fn gap(&mut self, gap: &Gap, signed: Option<bool>) {
        self.up_to(gap.first);
        match signed {
            Some(true) => {}
            Some(false) => self.found(gap.first, Fault::ForgedGap),
            None => self.report.unchecked += 1,
        }
        if gap.before != self.report.hash || gap.last < gap.first {
            self.found(gap.first, Fault::Unchained);
        }
        self.report.gaps += 1;
        self.report.deleted += u64::try_from(gap.lines()).unwrap_or(0);
        if self.expected.as_ref().is_some_and(|noted| (gap.first..gap.last).contains(&noted.seq)) {
            self.report.expectation = Expectation::InGap;
        }
        self.at(gap.last, &gap.after);
    }

    /// After the last line; so many lines of history are in no link.
    #[must_use]
    pub fn end(mut self, not_in_chain: u64) -> Report {
        let never: Vec<i64> = self.nameless.iter().filter(|(person, _)| !self.erased.contains(person)).map(|(_, seq)| *seq).collect();
        for seq in never {
            self.found(seq, Fault::NotErased);
        }
        if not_in_chain > 0 {
            self.found(self.report.seq, Fault::NotInChain(not_in_chain));
        }
        if let Some(noted) = &self.expected
            && noted.seq > self.report.seq
        {
            self.report.expectation = Expectation::Failed;
            self.found(self.report.seq, Fault::Cut);
        }
        self.report
    }

    /// Says what is missing before this number.
    fn up_to(&mut self, seq: i64) {
        let next = self.report.seq + 1;
        if seq > next {
            self.found(next, Fault::Missing(seq - 1));
        } else if seq < next {
            // Only a gap can overlap with what was there already: links have each number once.
            self.found(seq, Fault::Unchained);
        }
    }

    /// Goes on from what is written here, so that one fault is told once.
    fn at(&mut self, seq: i64, hash: &str) {
        self.report.seq = seq;
        hash.clone_into(&mut self.report.hash);
        if let Some(noted) = &self.expected
            && noted.seq == seq
        {
            let met = noted.hash == hash;
            self.report.expectation = if met { Expectation::Met } else { Expectation::Failed };
            if !met {
                self.found(seq, Fault::NotAsNoted);
            }
        }
    }

    fn found(&mut self, seq: i64, fault: Fault) {
        self.report.faults += 1;
        if self.report.breaks.len() < LISTED {
            self.report.breaks.push(Break { seq, fault });
        }
    }
}

#[cfg(test)]
mod tests;
