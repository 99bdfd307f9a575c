//! Everything that got worse, however good the total.

use super::comparison::{Comparison, Entry};
use super::group::Tone;
use super::{Group, Part, gravity};
use crate::ids::MetricId;
use crate::metrics::Step;
use serde::Serialize;
use uuid::Uuid;

/// Something that got worse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Regression {
    /// What it is.
    pub subject: Subject,
    /// As shown.
    pub name: String,
    /// The category of a finding, the checklist of an item.
    pub within: Option<String>,
    /// What became of it, in a word or two.
    pub what: String,
    /// How it stood; empty for what was not there.
    pub before: String,
    /// How it stands; empty for what is there no more.
    pub after: String,
    /// How grave that is, 0 to 100.
    pub gravity: u8,
}

/// What got worse, and so where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    /// The overall score.
    Score,
    /// A row: of the later side where it is there, else of the earlier one.
    Row {
        /// Its kind.
        part: Part,
        /// Its identity.
        id: Uuid,
        /// Whether the later side has it.
        later: bool,
    },
    /// A metric.
    Metric {
        /// Its identity.
        id: MetricId,
    },
}

/// What got worse, the gravest first.
#[must_use]
pub fn regressions(comparison: &Comparison, metrics: &[Step<'_>]) -> Vec<Regression> {
    let score = comparison.score.before.as_ref().zip(comparison.score.after.as_ref()).filter(|(was, is)| is < was);
    let score = score.map(|(was, is)| score_fell(format!("{was} %"), format!("{is} %"), gravity::overall(was, is)));
    let rows = comparison.entries.iter().filter(|entry| entry.tone == Tone::Worse).map(of_entry);
    sorted(score.into_iter().chain(rows).chain(of_metrics(metrics)).collect())
}

pub(super) fn score_fell(before: String, after: String, gravity: u8) -> Regression {
    let (subject, what) = (Subject::Score, "fell".to_owned());
    Regression { subject, name: "Overall score".to_owned(), within: None, what, before, after, gravity }
}

fn of_entry(entry: &Entry) -> Regression {
    let stands = |stand: &Option<super::Stand>| stand.as_ref().map(|stand| stand.stands.clone()).unwrap_or_default();
    let what = match entry.group {
        Group::Changed => "changed",
        group => group.as_str(),
    };
    let id = entry.after.as_ref().or(entry.before.as_ref()).map_or_else(Uuid::nil, |stand| stand.id);
    Regression {
        subject: Subject::Row { part: entry.part, id, later: entry.after.is_some() },
        name: entry.name.clone(),
        within: entry.within.clone(),
        what: what.to_owned(),
        before: stands(&entry.before),
        after: stands(&entry.after),
        gravity: entry.gravity,
    }
}

pub(super) fn of_metrics(metrics: &[Step<'_>]) -> impl Iterator<Item = Regression> {
    metrics.iter().filter(|step| step.is_regression()).map(|step| {
        let broken = step.kept == Some(false) && step.kept_before == Some(true);
        let moved = step.moved.map(|moved| (moved.from, moved.to));
        Regression {
            subject: Subject::Metric { id: step.metric.id },
            name: step.metric.name.to_string(),
            within: None,
            what: if broken { "broke its threshold" } else { "worse" }.to_owned(),
            before: moved.map(|(from, _)| step.metric.figure(from)).unwrap_or_default(),
            after: step.metric.figure(step.last.value),
            gravity: moved.map_or(gravity::LOST_SIGHT, |(from, to)| gravity::metric(from, to, broken)),
        }
    })
}

pub(super) fn sorted(mut found: Vec<Regression>) -> Vec<Regression> {
    found.sort_by(|one, other| {
        let order = |row: &Regression| (u8::MAX - row.gravity, row.subject.clone());
        order(one).cmp(&order(other)).then_with(|| one.name.cmp(&other.name))
    });
    found
}
