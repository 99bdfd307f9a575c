//! The registers as a report alone tells them: what an audit knew whose registers were not kept.

use crate::new_id;
use domain::Version;
use domain::assessments::Registers;
use domain::checklists::{Checklist, Done};
use domain::criteria::Criterion;
use domain::exchange::Reading;
use domain::exchange::rows::{self, Origin};
use domain::ids::{ChecklistId, UserId};
use domain::text::{Title, match_key};
use domain::verifications::Verification;
use std::collections::{HashMap, HashSet};

/// Everything that the report names, each once, with identities made for it.
pub(crate) fn registers(reading: &Reading, origin: &Origin<'_>) -> Registers {
    let mut kept = Registers::default();
    let mut keys = HashSet::new();
    let blockers = (0..).zip(&reading.blockers).map(|(at, row)| rows::blocker(new_id(), at, row, origin));
    kept.blockers = blockers.filter(|row| keys.insert(match_key(row.title.as_str()))).collect();
    keys.clear();
    let polarity = rows::register_polarity(&reading.risks);
    let risks = (0..).zip(&reading.risks).map(|(at, row)| rows::risk(new_id(), at, row, polarity, origin));
    kept.risks = risks.filter(|row| keys.insert(match_key(row.title.as_str()))).collect();
    keys.clear();
    let criteria = (0..).zip(&reading.criteria).map(|(position, row)| {
        let (text, notes) = rows::titled(&row.text, row.remark.as_deref());
        let label = Some(row.letter.trim().to_owned()).filter(|label| !label.is_empty());
        let (state, lines) = (rows::criterion_state(row.met), Some(row.lines));
        Criterion { id: new_id(), position, label, text, state, notes, owner: None, lines, version: Version::FIRST }
    });
    kept.criteria = criteria.filter(|row| keys.insert(match_key(row.text.as_str()))).collect();
    keys.clear();
    let verifications = (0..).zip(&reading.verifications).map(|(position, row)| {
        let (title, command) = (rows::claim(row, &reading.verifications), rows::markdown(&row.command));
        let (expected, lines) = (row.expected.clone(), Some(row.lines));
        Verification { id: new_id(), position, title, command, expected, valid_days: None, last: None, lines, version: Version::FIRST }
    });
    kept.verifications = verifications.filter(|row| keys.insert(match_key(row.command.as_str()))).collect();
    checklists(reading, origin, &mut kept);
    kept
}

fn checklists(reading: &Reading, origin: &Origin<'_>, kept: &mut Registers) {
    let (mut lists, mut items): (HashMap<String, ChecklistId>, HashSet<_>) = (HashMap::new(), HashSet::new());
    for (position, group) in (0..).zip(&reading.checklists) {
        let (title, _) = Title::cut(&group.title).unwrap_or_else(|| (Title::untitled(), None));
        let list = *lists.entry(match_key(title.as_str())).or_insert_with(|| {
            let list = Checklist { id: new_id(), position, title, version: Version::FIRST };
            let id = list.id;
            kept.checklists.push(list);
            id
        });
        for (at, row) in (0..).zip(&group.items) {
            let (text, whole) = Title::cut(&row.text).unwrap_or_else(|| (Title::untitled(), None));
            if items.insert((list, match_key(text.as_str()))) {
                let nobody = UserId(uuid::Uuid::nil());
                let tick = || Done { at: origin.at, by: nobody, by_name: origin.by_name.clone(), imported: true };
                kept.items.push(rows::item(new_id(), list, at, row, (text, whole), row.done.then(tick)));
            }
        }
    }
}
