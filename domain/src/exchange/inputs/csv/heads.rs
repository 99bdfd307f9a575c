//! What the columns of a table of values mean: by the words of their heads as in a table of a report, unless the project means something else by them.

use super::super::super::column::Column;
use super::super::super::columns::column;
use super::super::super::inline::words;
use super::super::super::profile::Profile;
use super::super::super::register::is_level;
use super::records::{Record, Table};

/// So many columns are looked at; what stands in others is kept as text.
pub(super) const MOST: usize = 200;

/// How many rows tell whether a column holds names or levels.
const SAMPLE: usize = 50;

/// What our own tables of risks say beside how a risk is now, in their words: neither its state before the last audit nor its level.
const ASIDE: [&str; 7] = [
    "level before anything is done",
    "likelihood before anything is done",
    "impact before anything is done",
    "stated level before anything is done",
    "likelihood aimed at",
    "impact aimed at",
    "stated level aimed at",
];

/// What the rows of a table are.
#[derive(Clone, Copy)]
pub(super) enum RowKind {
    /// Risks of the register.
    Risks,
    /// Items of checklists.
    Items,
}

/// Heads and the meaning of their columns.
pub(super) struct Heads {
    names: Vec<String>,
    kinds: Vec<Column>,
}

impl Heads {
    pub(super) fn of(table: &Table<'_>, profile: &Profile) -> Self {
        let names: Vec<String> = table.head.iter().take(MOST).map(|head| head.trim().to_owned()).collect();
        let given: Vec<Column> = names.iter().filter_map(|name| profile.column(name)).collect();
        let kind = |name: &String| match (profile.column(name), meaning(name)) {
            (Some(chosen), _) => chosen,
            // What somebody gave to another column is not taken from it.
            (None, own) if given.contains(&own) => Column::Unknown,
            (None, own) => own,
        };
        let mut kinds: Vec<Column> = names.iter().map(kind).collect();
        for (at, kind) in kinds.iter_mut().enumerate() {
            if *kind == Column::Risk && profile.column(&names[at]).is_none() && holds_levels(&table.rows, at) {
                *kind = Column::Level;
            }
        }
        Self { names, kinds }
    }

    /// Each head with its meaning.
    pub(super) fn meanings(self) -> Vec<(String, Column)> {
        self.names.into_iter().zip(self.kinds).collect()
    }

    /// The columns of these kinds, in the order of `kinds`.
    pub(super) fn all(&self, kinds: &[Column]) -> Vec<usize> {
        kinds.iter().flat_map(|kind| self.kinds.iter().enumerate().filter(move |(_, own)| *own == kind).map(|(at, _)| at)).collect()
    }

    /// The head of a column; empty where there is none.
    pub(super) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    /// What the rows are: risks where a column names some or rates as risks are rated.
    pub(super) fn rows(&self) -> RowKind {
        let risky = [Column::Risk, Column::Likelihood, Column::Impact, Column::Mitigation];
        if self.kinds.iter().any(|kind| risky.contains(kind)) { RowKind::Risks } else { RowKind::Items }
    }

    /// The columns that name the rows: those of the kinds that do, else the leftmost of the `likely` ones, else the first of all.
    pub(super) fn naming(&self, kinds: &[Column], likely: &[Column]) -> Vec<usize> {
        let named = self.all(kinds);
        if !named.is_empty() {
            return named;
        }
        let leftmost = self.kinds.iter().position(|kind| likely.contains(kind));
        vec![leftmost.unwrap_or(0)]
    }
}

/// Whether a column called “risk” says how high it is rather than which.
fn holds_levels(rows: &[Record], at: usize) -> bool {
    let mut cells = rows.iter().take(SAMPLE).filter_map(|row| row.cells.get(at)).filter(|cell| !cell.trim().is_empty()).peekable();
    cells.peek().is_some() && cells.all(is_level)
}

/// The meaning of a head. Exports have heads that tables for readers have not: `Risk ID`, `Risk owner`, `Done`.
pub(super) fn meaning(head: &str) -> Column {
    // No head is that long; what is in it is text.
    if head.len() > 200 {
        return Column::Unknown;
    }
    let words = words(head);
    let whole = words.trim();
    let exact: [(Column, &[&str]); 10] = [
        (Column::Unknown, &ASIDE),
        (Column::Done, &["done", "ticked", "checked", "complete", "completed", "finished", "erledigt", "fertig", "abgeschlossen"]),
        (Column::Blocking, &["blocking", "blocks", "is blocking", "must have", "mandatory", "blockierend", "pflicht"]),
        (Column::Category, &["checklist", "list", "group", "liste", "checkliste", "gruppe", "thema", "topic"]),
        (Column::Item, &["text", "to do", "todo", "aufgabe", "punkt", "aktivität", "anforderung"]),
        (Column::Likelihood, &["eintrittswahrscheinlichkeit", "chance"]),
        (Column::Impact, &["schadenshöhe", "schaden", "auswirkungen", "tragweite"]),
        (Column::Mitigation, &["maßnahmen", "massnahmen", "gegenmaßnahme", "gegenmaßnahmen", "treatment plan", "action plan"]),
        (Column::Owner, &["verantwortlicher", "verantwortliche", "zuständig", "assigned to", "assignee"]),
        (Column::Notes, &["beschreibung", "bemerkung", "bemerkungen", "kommentar", "notiz", "notizen", "remark"]),
    ];
    if let Some((column, _)) = exact.iter().find(|(_, heads)| heads.contains(&whole)) {
        return *column;
    }
    let last = whole.rsplit(' ').next().unwrap_or_default();
    if whole.split(' ').count() <= 3 && matches!(last, "id" | "nr" | "no" | "number" | "key" | "ref") {
        return Column::Number;
    }
    match column(head) {
        // A column of a risk that is about something else of it.
        Column::Risk => match column(&whole.replace("risks", "").replace("risk", "").replace("risiko", "")) {
            about @ (Column::Owner
            | Column::Status
            | Column::Category
            | Column::Response
            | Column::Notes
            | Column::Location
            | Column::When) => about,
            _ => Column::Risk,
        },
        known => known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_exports_are_known() {
        for (head, expected) in [
            ("Risk ID", Column::Number),
            ("Risk", Column::Risk),
            ("Risk title", Column::Risk),
            ("Risk owner", Column::Owner),
            ("Risk level", Column::Level),
            ("Risk description", Column::Notes),
            ("Risiko", Column::Risk),
            ("Eintrittswahrscheinlichkeit", Column::Likelihood),
            ("Done?", Column::Done),
            ("Completed", Column::Done),
            ("Completion", Column::Score),
            ("Blocking", Column::Blocking),
            ("Checklist", Column::Category),
            ("Task", Column::Item),
            ("Assigned to", Column::Owner),
            ("Level before anything is done", Column::Unknown),
            ("Impact aimed at", Column::Unknown),
        ] {
            assert_eq!(meaning(head), expected, "{head}");
        }
    }
}
