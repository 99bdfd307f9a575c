//! What the columns of a table mean, by their heads.

pub(super) use super::column::Column;
use super::dates::first_date;
use super::inline::words;
use super::number::leading_score;
use super::outline::{Row, Table};
use super::phrases::Lists;
use super::vocabulary::{FOREIGN_HEADS, FOREIGN_ITEMS, has, is_total};
use std::rc::Rc;
use std::sync::LazyLock;

/// Heads, in the order in which they are tried; the first that has one of the phrases wins.
const HEADS: [(Column, &[&str]); 30] = [
    (Column::Contribution, &["contribution", "weighted score", "weighted", "points earned"]),
    (Column::Weight, &["weight", "weighting", "weightage"]),
    (Column::Mitigation, &["mitigation", "mitigations", "countermeasure", "control", "controls"]),
    (Column::Likelihood, &["likelihood", "probability", "prob"]),
    (Column::Impact, &["impact", "consequence", "consequences"]),
    (Column::Delta, &["delta", "change", "improvement", "diff", "difference", "trend", "variance"]),
    (Column::Max, &["max", "maximum", "max score", "max points", "out of", "possible"]),
    (Column::Required, &["required", "required state", "expected", "needed", "desired"]),
    (Column::Target, &["target", "goal score"]),
    (Column::Previous, &["previous", "before", "prior", "baseline", "was", "last", "old", "inherent"]),
    (Column::Current, &["current", "after", "now", "actual", "residual", "today", "achieved"]),
    (Column::Level, &["level", "severity", "criticality", "exposure"]),
    (Column::Priority, &["priority", "prio", "urgency"]),
    (
        Column::Score,
        &["score", "scores", "rating", "grade", "points", "readiness", "percentage", "percent", "completion", "complete", "maturity"],
    ),
    (Column::Goal, &["goal", "launch stage", "release stage", "go live stage"]),
    (Column::Risk, &["risk", "risks", "threat"]),
    (
        Column::Issue,
        &[
            "issue",
            "issues",
            "gap",
            "gaps",
            "finding",
            "findings",
            "problem",
            "problems",
            "defect",
            "blocker",
            "blockers",
            "vulnerability",
            "concern",
        ],
    ),
    (Column::Owner, &["owner", "responsible", "assignee", "lead", "team"]),
    (Column::Status, &["status", "state", "rag", "health"]),
    (Column::Action, &["action", "actions", "fix", "remediation", "resolution", "recommendation", "solution", "next action"]),
    (
        Column::Category,
        &[
            "category",
            "categories",
            "area",
            "areas",
            "dimension",
            "pillar",
            "domain",
            "angle",
            "aspect",
            "discipline",
            "perspective",
            "section",
            "criterion",
            "criteria",
        ],
    ),
    (
        Column::When,
        &["day", "days", "week", "sprint", "when", "phase", "date", "timeline", "milestone", "quarter", "step", "month", "iteration"],
    ),
    (Column::Focus, &["focus", "theme", "activity", "activities", "work", "scope"]),
    (Column::Deliverables, &["deliverable", "deliverables", "output", "outcome", "outcomes"]),
    (Column::Duration, &["duration", "effort", "estimate", "eta", "due", "time"]),
    (Column::Answer, &["answer", "verdict", "decision", "ready", "go no go"]),
    (Column::Reason, &["reason", "why", "rationale", "justification"]),
    (Column::Response, &["response", "treatment", "strategy"]),
    (Column::Location, &["location", "file", "files", "where", "path"]),
    (
        Column::Notes,
        &[
            "notes",
            "note",
            "summary",
            "comment",
            "comments",
            "remarks",
            "details",
            "description",
            "evidence",
            "key findings",
            "observations",
            "benefit",
        ],
    ),
];

static KNOWN: LazyLock<Lists> = LazyLock::new(|| Lists::new(HEADS.iter().map(|(_, phrases)| *phrases)));
static FOREIGN: LazyLock<Lists> = LazyLock::new(|| Lists::new(FOREIGN_HEADS.iter().map(|(_, phrases)| *phrases)));

const ITEMS: [&str; 14] = [
    "item",
    "requirement",
    "check",
    "task",
    "feature",
    "component",
    "name",
    "metric",
    "layer",
    "service",
    "title",
    "question",
    "capability",
    "module",
];

/// The meaning of a head.
pub(super) fn column(head: &str) -> Column {
    let text = words(head);
    let whole = text.trim();
    if matches!(whole, "" | "id" | "no" | "nr" | "n" | "ref" | "item no" | "number") && !head.contains('%') {
        return Column::Number;
    }
    match whole {
        "l" | "p" => return Column::Likelihood,
        "i" => return Column::Impact,
        "sev" => return Column::Level,
        _ => {}
    }
    if let Some(date) = first_date(head) {
        return Column::Dated(date);
    }
    if head.trim() == "%" {
        return Column::Score;
    }
    let known = KNOWN.first_in(&text).map(|at| HEADS[at].0).or_else(|| has(&text, &ITEMS).then_some(Column::Item));
    let foreign = || FOREIGN.first_in(&text).map(|at| FOREIGN_HEADS[at].0).or_else(|| has(&text, &FOREIGN_ITEMS).then_some(Column::Item));
    known.or_else(foreign).unwrap_or(Column::Unknown)
}

/// The columns of one table. All who ask share them.
#[derive(Clone)]
pub(super) struct Columns {
    pub(super) kinds: Rc<[Column]>,
    /// The column that says whether the row stands in the way: `Blocks launch?`.
    pub(super) blocks: Option<usize>,
}

impl Columns {
    pub(super) fn of(table: &Table<'_>) -> Self {
        table.columns.get_or_init(|| Self::read(table)).clone()
    }

    fn read(table: &Table<'_>) -> Self {
        let mut kinds: Vec<Column> = table.head.iter().map(|head| column(head)).collect();
        if let Some(first @ (Column::Category | Column::Item | Column::Unknown)) = kinds.first_mut()
            && counts_rows(table, 0)
        {
            *first = Column::Number;
        }
        if let [first @ (Column::Category | Column::Item | Column::Unknown | Column::Risk | Column::Issue), second, ..] = &mut kinds[..]
            && matches!(
                second,
                Column::Category | Column::Item | Column::Unknown | Column::Risk | Column::Issue | Column::Notes | Column::Action
            )
            && holds_ids(table, 0)
        {
            *first = Column::Number;
            // What the ids number is named beside them: `Risk ID | Description`.
            if *second == Column::Notes || *second == Column::Unknown {
                *second = column(table.head[0]);
            }
        }
        // `Note` is a score in French and a remark in English: the cells tell.
        for (at, kind) in kinds.iter_mut().enumerate().skip(1).filter(|(_, kind)| **kind == Column::Notes) {
            if matches!(words(table.head[at]).trim(), "note" | "notes" | "nota" | "notas") && is_scored(table, at) {
                *kind = Column::Score;
            }
        }
        let asks = |head: &&str| {
            let words = words(head);
            words.split_whitespace().count() <= 3 && has(&words, &["blocking", "blocks", "blocker", "blocks launch", "blocks release"])
        };
        let blocks = table.head.iter().position(asks).filter(|at| answers(table, *at));
        Self { kinds: kinds.into(), blocks }
    }

    /// The same, where somebody said what the columns mean.
    pub(super) fn meaning(self, kinds: Vec<Column>) -> Self {
        let said = kinds.iter().position(|kind| *kind == Column::Blocking);
        Self { kinds: kinds.into(), blocks: said.or(self.blocks) }
    }

    /// The first column of one of these kinds, in the order of `kinds`.
    pub(super) fn find(&self, kinds: &[Column]) -> Option<usize> {
        kinds.iter().find_map(|kind| self.kinds.iter().position(|own| own == kind))
    }

    pub(super) fn has(&self, kinds: &[Column]) -> bool {
        self.find(kinds).is_some()
    }

    /// The column that names the rows: the first that does not count them.
    pub(super) fn name(&self) -> Option<usize> {
        self.kinds.iter().position(|kind| *kind != Column::Number)
    }

    /// The kind of the column that names the rows.
    pub(super) fn name_kind(&self) -> Column {
        self.name().map_or(Column::Unknown, |at| self.kinds[at])
    }
}

/// Whether most cells of a column are bare numbers, which name nothing; sums below them do not count.
pub(super) fn counts_rows(table: &Table<'_>, column: usize) -> bool {
    let cells = || table.rows.iter().map(|row| row.cell(column));
    let counts = cells().filter(|raw| is_count(raw)).count();
    let sums = || cells().filter(|raw| is_total(raw)).count();
    // Sums are looked for only where they can make the difference.
    counts > 0 && (counts * 2 > table.rows.len() || counts * 2 > table.rows.len() - sums())
}

/// Whether all cells of a column say yes or no.
fn answers(table: &Table<'_>, column: usize) -> bool {
    let is_answer = |raw: &str| {
        matches!(
            words(raw).trim(),
            "yes" | "no" | "y" | "n" | "true" | "false" | "ja" | "nein" | "sim" | "não" | "oui" | "non" | "да" | "нет" | "是" | "否"
        )
    };
    !table.rows.is_empty() && table.rows.iter().all(|row| is_answer(row.cell(column)))
}

/// Whether all cells of a column that say something are scores.
fn is_scored(table: &Table<'_>, column: usize) -> bool {
    let mut said = table.rows.iter().map(|row| row.cell(column)).filter(|raw| !raw.is_empty()).peekable();
    said.peek().is_some() && said.all(|raw| leading_score(raw).is_some())
}

/// Whether most cells of a column are ids such as `R-001` or `#4`.
fn holds_ids(table: &Table<'_>, column: usize) -> bool {
    let ids = table.rows.iter().filter(|row| is_id(row.cell(column))).count();
    ids * 2 > table.rows.len()
}

/// `R-001`, `SEC-4`, `A1.2`: letters, then a number.
pub(super) fn is_id(raw: &str) -> bool {
    let raw = raw.trim_matches(['*', ' ', '`', '[', ']', '#', ':']);
    let letters = raw.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let rest = &raw[raw.len() - letters..];
    let number = rest.rsplit(['-', '_', '.']).next().unwrap_or_default();
    let signs = rest.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.'));
    raw.len() <= 14 && letters < raw.len() && signs && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

fn is_count(raw: &str) -> bool {
    let raw = raw.trim_matches(['*', ' ', '.', '#']);
    !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the row sums up the others: it says so where rows are named, or in front of that.
pub(super) fn is_total_row(row: &Row<'_>, name: usize) -> bool {
    is_total(row.cell(name)) || (name > 0 && is_total(row.cell(0)))
}

/// Whether the row sums up a table: it says so, or it is the last one and alone is set in bold.
pub(super) fn sums_up(table: &Table<'_>, row: &Row<'_>, name: usize) -> bool {
    let bold = |row: &Row<'_>| row.cell(name).starts_with("**");
    let last = table.rows.len() > 3 && table.rows.last().is_some_and(|last| last.line == row.line);
    is_total_row(row, name) || (last && bold(row) && !table.rows[..table.rows.len() - 1].iter().any(bold))
}

/// The plain text of a cell of one of these kinds; `None` where there is no such column or nothing in it.
pub(super) fn cell(columns: &Columns, row: &Row<'_>, kinds: &[Column]) -> Option<String> {
    columns.find(kinds).and_then(|at| super::inline::value(row.cell(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_by_their_words() {
        for (head, expected) in [
            ("#", Column::Number),
            ("Pillar", Column::Category),
            ("**Score (0-10)**", Column::Score),
            ("Weighted Score", Column::Contribution),
            ("Weight", Column::Weight),
            ("Mitigation Strategy", Column::Mitigation),
            ("Current Risk", Column::Current),
            ("Required State", Column::Required),
            ("If the goal is…", Column::Goal),
            ("Delta to Target", Column::Delta),
            ("Wahrscheinlichkeit", Column::Likelihood),
            ("Audience", Column::Unknown),
        ] {
            assert_eq!(column(head), expected, "{head}");
        }
        assert!(matches!(column("2031-04-10"), Column::Dated(_)));
    }
}
