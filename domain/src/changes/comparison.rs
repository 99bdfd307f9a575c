//! A comparison as a whole.

use super::engine::{Compared, Scopes, compared};
use super::group::{Group, Tone};
use super::matching::{How, Named, pair};
use super::remembered::{Known, Remembered, key};
use super::score::{ScoreChange, score_change};
use super::{Basis, Part, Side};
use crate::assessments::{Category, Finding, FindingKind};
use crate::blockers::Blocker;
use crate::checklists::{Checklist, Item};
use crate::criteria::Criterion;
use crate::ids::AssessmentId;
use crate::records::Change;
use crate::risks::Risk;
use crate::scoring::Source;
use crate::text::Title;
use crate::time::ReportDate;
use crate::verifications::Verification;
use serde::Serialize;
use uuid::Uuid;

/// The shape of a comparison as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Format {
    /// The first one.
    #[serde(rename = "holdpoint.changes/1")]
    First,
}

/// What changed between two audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Its shape.
    pub format: Format,
    /// The earlier audit.
    pub before: Head,
    /// The later audit.
    pub after: Head,
    /// How the overall score moved.
    pub score: ScoreChange,
    /// Every row of both sides once, a matched pair being one entry: by group, then kind, the gravest first.
    pub entries: Vec<Entry>,
    /// Rows of registers of which nobody knows how they stood on the other side, by kind.
    pub left_out: Vec<LeftOut>,
}

/// Which audit a side is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The audit.
    pub id: AssessmentId,
    /// As shown.
    pub title: Title,
    /// When it was made.
    pub date: Option<ReportDate>,
    /// Where its registers come from.
    pub basis: Basis,
    /// Version of the scoring rule.
    pub rule: u32,
}

/// One row, or a pair of rows that are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its kind.
    pub part: Part,
    /// What became of it.
    pub group: Group,
    /// Whether that is good news.
    pub tone: Tone,
    /// How grave it is, 0 to 100; 0 where it is no bad news.
    pub gravity: u8,
    /// As the later side calls it, else the earlier one.
    pub name: String,
    /// The category of a finding, the checklist of an item.
    pub within: Option<String>,
    /// On the earlier side.
    pub before: Option<Stand>,
    /// On the later side.
    pub after: Option<Stand>,
    /// How it is known that both are the same.
    pub matched: Option<How>,
    /// The fields that differ.
    pub changes: Vec<Change>,
    /// What a category did to the overall score, where both sides have one.
    pub effect: Option<Source>,
    /// Its place on its side, the later one first.
    #[serde(skip)]
    pub(super) place: usize,
}

/// A row on its side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// Its identity. Rows that were read from a report anew have one of their own each time.
    pub id: Uuid,
    /// Its name there.
    pub name: String,
    /// How it stands, in a few words.
    pub stands: String,
}

/// Rows that were not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Their kind.
    pub part: Part,
    /// How many of the earlier side.
    pub before: usize,
    /// How many of the later side.
    pub after: usize,
}

impl Comparison {
    /// How many entries are in a group, of one kind or of all.
    #[must_use]
    pub fn count(&self, group: Group, part: Option<Part>) -> usize {
        self.entries.iter().filter(|entry| entry.group == group && part.is_none_or(|part| part == entry.part)).count()
    }

    /// True where nothing differs at all.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.entries.iter().all(|entry| entry.group == Group::Unchanged)
    }
}

/// Compares two audits of one project.
#[must_use]
pub fn compare(before: &Side, after: &Side, remembered: &[Remembered]) -> Comparison {
    let none = Scopes::default();
    let mut categories = compared::<Category>(before, after, &none, remembered);
    let score = score_change(before, after, &categories.pairs, &mut categories.entries);
    let places = category_scopes(before, after, &categories);
    let findings = compared::<Finding>(before, after, &places, remembered);
    let items = compared::<Item>(before, after, &checklist_scopes(before, after), remembered);
    let all = [
        categories,
        findings,
        compared::<Blocker>(before, after, &none, remembered),
        compared::<Risk>(before, after, &none, remembered),
        items,
        compared::<Criterion>(before, after, &none, remembered),
        compared::<Verification>(before, after, &none, remembered),
    ];
    let left_out = all.iter().filter_map(|compared| compared.left_out).collect();
    let mut entries: Vec<Entry> = all.into_iter().flat_map(|compared| compared.entries).collect();
    // Stable: what is equal in all of this stays in the order of its side.
    entries.sort_by_key(|entry| (entry.group, entry.part, u8::MAX - entry.gravity, entry.place));
    Comparison { format: Format::First, before: head(before), after: head(after), score, entries, left_out }
}

fn head(side: &Side) -> Head {
    Head { id: side.id, title: side.title.clone(), date: side.date, basis: side.basis, rule: side.rule.version }
}

/// The later audit looked at a category where it gives it a share and names findings at all; outside of categories it looked where it
/// names a gap there.
fn category_scopes(before: &Side, after: &Side, categories: &Compared) -> Scopes {
    let searched = !after.findings.is_empty();
    let outside = after.findings.iter().any(|finding| finding.kind == FindingKind::Gap && finding.category.is_none());
    let looked =
        |category: Option<&Category>| category.map_or(outside, |category| searched && after.rule.share(&category.rating).is_some());
    let identity = |category: &Category| (category.id.0, category.name.to_string());
    Scopes::of((&before.categories, &after.categories), &categories.pairs, identity, looked, "Category")
}

fn checklist_scopes(before: &Side, after: &Side) -> Scopes {
    let named = |lists: &[Checklist]| -> Vec<Named> {
        lists.iter().map(|list| Named { id: list.id.0, key: key(list.title.as_str()), scope: 0 }).collect()
    };
    let (was, is) = (&before.registers.checklists, &after.registers.checklists);
    let pairs = pair(&named(was), &named(is), &Known::default());
    Scopes::of((was, is), &pairs, |list| (list.id.0, list.title.to_string()), |_| true, "Checklist")
}
