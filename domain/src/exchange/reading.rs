//! What was understood of a report: every record with the lines it stands on.

pub use super::kept::{ActionKept, BlockerKept, CategoryKept, CriterionKept, ItemKept, RiskKept, VerificationKept};
pub use super::measured::{MetricReading, MetricTarget};
pub use super::note::{Note, NoteKind};
pub use crate::assessments::FindingKind;
pub use crate::lines::LineRange;
use crate::time::ReportDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How sure the reader is, in percent: 100 where the source says it outright, less where it was inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(pub u8);

impl Confidence {
    /// Said outright, under a name of its own.
    pub const STATED: Self = Self(95);
    /// Follows from where it stands: the heading above, the column it is in.
    pub const PLACED: Self = Self(80);
    /// The likeliest of several ways to read it.
    pub const GUESSED: Self = Self(55);
}

/// A text that the report states, such as its title or its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The text, without Markdown marks.
    pub text: String,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// The date of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDate {
    /// The day, or the month where no day is given.
    pub date: ReportDate,
    /// The words of the source.
    pub as_written: String,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// A score that the report gives itself; it is kept even where the categories add up to another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedScore {
    /// Points, from 0 to `max`.
    pub value: Decimal,
    /// The most points there are; 100 for a percentage.
    pub max: Decimal,
    /// The upper end where a range is stated; `value` is then the lower one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_high: Option<Decimal>,
    /// The words of the source.
    pub as_written: String,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// The verdict on one goal ("beta", "production").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalDecision {
    /// What it is to be ready for.
    pub goal: String,
    /// The verdict as written.
    pub answer: String,
    /// Why, where the report says so.
    pub reason: Option<String>,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// A row of the main score table, or what stands for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryReading {
    /// Name without numbering and marks.
    pub name: String,
    /// Points, where it has a score.
    pub value: Option<Decimal>,
    /// The most points there are, where it has a score.
    pub max: Option<Decimal>,
    /// Weight in percent.
    pub weight: Option<Decimal>,
    /// Status as written: `GREEN`, `✅ Good`, `Partial`.
    pub status: Option<String>,
    /// Whatever else the row says.
    pub notes: Option<String>,
    /// Points in the audit before, on the same scale.
    pub previous: Option<Decimal>,
    /// Points it should have, on the same scale.
    pub target: Option<Decimal>,
    /// What only reports of this program say.
    #[serde(flatten)]
    pub kept: CategoryKept,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// A strength or a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingReading {
    /// The category it belongs to, where the place in the report says so.
    pub category: Option<String>,
    /// One line that names it.
    pub title: String,
    /// Severity as written.
    pub severity: Option<String>,
    /// Strength or gap.
    pub kind: FindingKind,
    /// File, line or component.
    pub location: Option<String>,
    /// How it is.
    pub current: Option<String>,
    /// How it has to be.
    pub required: Option<String>,
    /// What it does to the product.
    pub impact: Option<String>,
    /// What to do.
    pub recommendation: Option<String>,
    /// The rest of its text, Markdown.
    pub body: Option<String>,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// Whether a blocker still blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockerReadingState {
    /// It blocks.
    Open,
    /// The report says it is done.
    Resolved,
}

/// Something that has to be done before a goal can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockerReading {
    /// One line that names it.
    pub title: String,
    /// Tier or severity as written, often the heading it stands under.
    pub tier: Option<String>,
    /// How it is.
    pub current: Option<String>,
    /// How it has to be.
    pub required: Option<String>,
    /// File, line or component.
    pub location: Option<String>,
    /// Who has it in hand.
    pub owner: Option<String>,
    /// The rest of its text, Markdown.
    pub body: Option<String>,
    /// Open or resolved.
    pub state: BlockerReadingState,
    /// What only reports of this program say.
    #[serde(flatten)]
    pub kept: BlockerKept,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// A row of the risk register, or an item of a list of risks. Every level is as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskReading {
    /// One line that names it.
    pub title: String,
    /// Level today.
    pub level: Option<String>,
    /// How likely it is.
    pub likelihood: Option<String>,
    /// How much it would hurt.
    pub impact: Option<String>,
    /// Level in the audit before.
    pub previous: Option<String>,
    /// Level it should have.
    pub target: Option<String>,
    /// Status.
    pub status: Option<String>,
    /// What is done about it.
    pub mitigation: Option<String>,
    /// Mitigate, accept, transfer or avoid, where the report says so.
    pub response: Option<String>,
    /// Who watches it.
    pub owner: Option<String>,
    /// What may happen.
    pub description: Option<String>,
    /// What only reports of this program say.
    #[serde(flatten)]
    pub kept: RiskKept,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// One thing to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemReading {
    /// What is to be done, without Markdown marks.
    pub text: String,
    /// Whether it is ticked.
    pub done: bool,
    /// Whether the report calls it blocking.
    pub blocking: bool,
    /// Who has it in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Whatever else is said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// How sure the reader is, where that is not said by its list: of an item that was put in by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// What only reports of this program say.
    #[serde(flatten)]
    pub kept: ItemKept,
    /// Where it stands.
    pub lines: LineRange,
}

/// A group of things to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistReading {
    /// The heading it stands under.
    pub title: String,
    /// In the order of the source; in Markdown only task items (`- [ ]`), never rows of tables.
    pub items: Vec<ItemReading>,
    /// From its first item to its last.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// Whether an acceptance criterion is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// It is.
    Met,
    /// Part of it is.
    Partly,
    /// It is not.
    NotMet,
}

/// An acceptance criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionReading {
    /// Its letter or number in the source: `A`, `B`, `3`.
    pub letter: String,
    /// What has to hold.
    pub text: String,
    /// Whether it does; `None` where the report does not say.
    pub met: Option<Met>,
    /// What the report says about it.
    pub remark: Option<String>,
    /// What only reports of this program say.
    #[serde(flatten)]
    pub kept: CriterionKept,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// A step of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionReading {
    /// Day, week or phase as written.
    pub when: Option<String>,
    /// What it is about.
    pub focus: String,
    /// What is there when it is done.
    pub deliverables: Option<String>,
    /// The heading it stands under.
    pub group: Option<String>,
    /// What only reports of this program say.
    #[serde(flatten)]
    pub kept: ActionKept,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// A command that checks a claim. Nothing ever runs it here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationReading {
    /// The command as written.
    pub command: String,
    /// What it should show.
    pub expected: Option<String>,
    /// What it checks: the heading or comment above it.
    pub claim: Option<String>,
    /// What only reports of this program say.
    #[serde(flatten)]
    pub kept: VerificationKept,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// Everything that was read from one report.
///
/// Every line that is not blank is in the range of a record or in a note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The first heading of the first level, or what stands for it.
    pub title: Option<Stated>,
    /// When it was written.
    pub date: Option<StatedDate>,
    /// The score it gives itself.
    pub overall: Option<StatedScore>,
    /// The score of the audit before.
    pub previous_overall: Option<StatedScore>,
    /// Other values in the report that look like an overall score.
    pub other_overalls: Vec<StatedScore>,
    /// The status line at the top.
    pub status: Option<Stated>,
    /// The verdict.
    pub decision: Option<Stated>,
    /// Other wordings of the verdict.
    pub decision_alternatives: Vec<Stated>,
    /// Verdicts on single goals.
    pub goal_decisions: Vec<GoalDecision>,
    /// Rows of the main score table.
    pub categories: Vec<CategoryReading>,
    /// Strengths and gaps.
    pub findings: Vec<FindingReading>,
    /// What stands in the way, open and resolved.
    pub blockers: Vec<BlockerReading>,
    /// The risk register.
    pub risks: Vec<RiskReading>,
    /// Task lists.
    pub checklists: Vec<ChecklistReading>,
    /// Acceptance criteria.
    pub criteria: Vec<CriterionReading>,
    /// The plan.
    pub actions: Vec<ActionReading>,
    /// Commands that check claims.
    pub verifications: Vec<VerificationReading>,
    /// Figures that are measured again and again. They are read off lines that some other record or a note keeps.
    pub metrics: Vec<MetricReading>,
    /// All other lines, in order.
    pub notes: Vec<Note>,
}

impl Reading {
    /// The lines of every record, notes left out.
    pub(super) fn record_lines(&self) -> impl Iterator<Item = LineRange> {
        let stated = [&self.title, &self.status, &self.decision].into_iter().flatten().chain(&self.decision_alternatives);
        let scores = [&self.overall, &self.previous_overall].into_iter().flatten().chain(&self.other_overalls);
        stated
            .map(|stated| stated.lines)
            .chain(self.date.iter().map(|date| date.lines))
            .chain(scores.map(|score| score.lines))
            .chain(self.goal_decisions.iter().map(|goal| goal.lines))
            .chain(self.categories.iter().map(|category| category.lines))
            .chain(self.findings.iter().map(|finding| finding.lines))
            .chain(self.blockers.iter().map(|blocker| blocker.lines))
            .chain(self.risks.iter().map(|risk| risk.lines))
            .chain(self.checklists.iter().flat_map(|list| &list.items).map(|item| item.lines))
            .chain(self.criteria.iter().map(|criterion| criterion.lines))
            .chain(self.actions.iter().map(|action| action.lines))
            .chain(self.verifications.iter().map(|verification| verification.lines))
    }
}
