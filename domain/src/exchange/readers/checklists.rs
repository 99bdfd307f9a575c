//! Task lists: `- [ ] to do`, `- [x] done`.

use super::super::draft::Draft;
use super::super::inline::{name, plain, words};
use super::super::outline::{Kind, Place};
use super::super::reading::{ChecklistReading, Confidence, ItemReading, LineRange};
use super::super::vocabulary::has;
use super::Report;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let mut group: Option<(usize, ChecklistReading)> = None;
    for place in &report.places {
        let Kind::List(items) = &place.block.kind else { continue };
        let items: Vec<ItemReading> = items
            .iter()
            .filter_map(|item| {
                let done = item.task?;
                let raw = item.raw();
                let blocking = has(&words(&raw), &["blocking", "blocker", "blocks release", "must have"]);
                Some(ItemReading {
                    kept: crate::exchange::ItemKept::default(),
                    text: plain(&raw),
                    done,
                    blocking,
                    owner: None,
                    detail: None,
                    confidence: None,
                    lines: item.own_lines(),
                })
            })
            .collect();
        let (Some(first), Some(last)) = (items.first(), items.last()) else { continue };
        let lines = LineRange::new(first.lines.first, last.lines.last);
        draft.take_all(items.iter().map(|item| item.lines));
        let title = title(report, place);
        match &mut group {
            Some((section, open)) if *section == place.section && (place.depth > 0 || open.title == title) => {
                open.items.extend(items);
                open.lines = LineRange::new(open.lines.first.min(lines.first), open.lines.last.max(lines.last));
            }
            _ => {
                draft.reading.checklists.extend(group.take().map(|(_, group)| group));
                group = Some((place.section, ChecklistReading { title, items, lines, confidence: Confidence::STATED }));
            }
        }
    }
    draft.reading.checklists.extend(group.map(|(_, group)| group));
    // Nested items come after the list they are nested in.
    for list in &mut draft.reading.checklists {
        list.items.sort_by_key(|item| item.lines);
    }
}

/// The label above the list, else the heading it stands under.
fn title(report: &Report<'_, '_>, place: &Place<'_, '_>) -> String {
    let label = place.labels.first().filter(|_| place.depth == 0).map(|label| name(label.raw));
    let heading = || report.outline.headings(place.section).next().map(|heading| name(heading.raw));
    label.filter(|label| !label.is_empty()).or_else(heading).unwrap_or_default()
}
