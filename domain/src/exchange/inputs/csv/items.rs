//! Rows that are items of checklists.

use super::super::super::column::Column;
use super::super::super::inline::words;
use super::super::super::reading::{ChecklistReading, Confidence, ItemReading, LineRange};
use super::super::super::register::says_done;
use super::super::super::vocabulary::has;
use super::cells::Cells;
use super::heads::Heads;
use super::records::Record;
use std::collections::HashMap;

/// Where the parts of an item stand.
pub(super) struct Items<'h> {
    heads: &'h Heads,
    text: Vec<usize>,
    group: Vec<usize>,
    done: Vec<usize>,
    blocking: Vec<usize>,
    owner: Vec<usize>,
    detail: Vec<usize>,
}

impl<'h> Items<'h> {
    pub(super) fn of(heads: &'h Heads) -> Self {
        let named = [Column::Item, Column::Issue, Column::Action, Column::Focus, Column::Deliverables, Column::Risk, Column::Required];

        Self {
            heads,
            text: heads.naming(&named, &[Column::Unknown, Column::Notes]),
            group: heads.all(&[Column::Category]),
            done: heads.all(&[Column::Done, Column::Status]),
            blocking: heads.all(&[Column::Blocking]),
            owner: heads.all(&[Column::Owner]),
            detail: heads.all(&[Column::Notes, Column::Reason]),
        }
    }

    /// The item of a row with the name of its list; `None` where it names none.
    pub(super) fn read(&self, record: &Record) -> Option<(Option<String>, ItemReading)> {
        let mut cells = Cells::of(record);
        let (text, more) = cells.name(&self.text).filter(|(text, _)| !super::sums_up(text))?;
        let group = cells.name(&self.group).map(|(group, _)| group);
        let done = cells.take(&self.done).is_some_and(|cell| is_yes(&cell));
        let called = has(&words(&text), &["blocking", "blocker", "blocks release", "must have"]);
        let blocking = cells.take(&self.blocking).map_or(called, |cell| is_yes(&cell));
        let owner = cells.take(&self.owner);
        let said: Vec<String> = more.into_iter().chain(cells.take(&self.detail)).chain(cells.rest(self.heads)).collect();
        let detail = (!said.is_empty()).then(|| said.join("\n\n"));
        Some((
            group,
            ItemReading {
                kept: crate::exchange::ItemKept::default(),
                text,
                done,
                blocking,
                owner,
                detail,
                confidence: None,
                lines: record.lines,
            },
        ))
    }
}

/// Whether a cell says yes: by a word, by a tick, or by what a status says when nothing is left to do.
fn is_yes(cell: &str) -> bool {
    let words = words(cell);
    let yes = ["x", "yes", "y", "true", "1", "ja", "j", "wahr", "100", "ok", "erledigt", "fertig", "abgeschlossen", "blocking"];
    yes.contains(&words.trim()) || matches!(cell.trim(), "[x]" | "[X]" | "☒") || says_done(cell)
}

/// The checklists, in the order in which their first items stand.
pub(super) struct Lists {
    all: Vec<ChecklistReading>,
    by_title: HashMap<String, usize>,
    /// What a list is called that no column names: the file.
    unnamed: String,
}

impl Lists {
    pub(super) fn new(filename: &str) -> Self {
        let file = filename.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name).trim();
        Self { all: Vec::new(), by_title: HashMap::new(), unnamed: if name.is_empty() { "Checklist".to_owned() } else { name.to_owned() } }
    }

    pub(super) fn add(&mut self, title: Option<String>, item: ItemReading) {
        let title = title.unwrap_or_else(|| self.unnamed.clone());
        let at = *self.by_title.entry(title.clone()).or_insert(self.all.len());
        match self.all.get_mut(at) {
            Some(list) => {
                list.lines = LineRange::new(list.lines.first, item.lines.last);
                list.items.push(item);
            }
            None => {
                self.all.push(ChecklistReading { title, lines: item.lines, items: vec![item], confidence: Confidence::STATED });
            }
        }
    }

    pub(super) fn finish(self) -> Vec<ChecklistReading> {
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[test]
    fn yes_is_said_in_many_ways() {
        for cell in ["x", "YES", "true", "1", "✅", "done", "Closed", "Erledigt", "[x]", "100%", "resolved (by Kim)"] {
            assert!(is_yes(cell), "{cell}");
        }
        for cell in ["", "no", "0", "false", "open", "in progress", "not done", "partially done", "10", "nein"] {
            assert!(!is_yes(cell), "{cell}");
        }
    }
}
