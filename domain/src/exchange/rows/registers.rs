//! The registers as a report alone tells them: what an audit knew whose registers were not kept.

use super::super::reading::Reading;
use super::{Origin, blocker, claim, criterion_state, item, markdown, named, register_polarity, risk, titled};
use crate::Version;
use crate::assessments::Registers;
use crate::checklists::{Checklist, Done, SetAside};
use crate::criteria::Criterion;
use crate::ids::{ChecklistId, UserId};
use crate::text::{Title, match_key};
use crate::verifications::Verification;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Everything that the report names, each once, with identities made for it; the plan is left out.
pub fn registers(reading: &Reading, origin: &Origin<'_>, mut new_id: impl FnMut() -> Uuid) -> Registers {
    let mut kept = Registers::default();
    let mut keys = HashSet::new();
    let blockers = (0..).zip(&reading.blockers).map(|(at, row)| blocker(new_id().into(), at, row, origin));
    kept.blockers = blockers.filter(|row| keys.insert(match_key(row.title.as_str()))).collect();
    keys.clear();
    let polarity = register_polarity(&reading.risks);
    let risks = (0..).zip(&reading.risks).map(|(at, row)| risk(new_id().into(), at, row, polarity, origin));
    kept.risks = risks.filter(|row| keys.insert(match_key(row.title.as_str()))).collect();
    keys.clear();
    let criteria = (0..).zip(&reading.criteria).map(|(position, row)| {
        let (text, notes) = titled(&row.text, row.remark.as_deref());
        let label = Some(row.letter.trim().to_owned()).filter(|label| !label.is_empty());
        let (state, lines) = (criterion_state(row.met), Some(row.lines));
        Criterion {
            id: new_id().into(),
            position,
            label,
            text,
            state,
            notes,
            owner: named(row.kept.owner.as_deref()),
            lines,
            version: Version::FIRST,
        }
    });
    kept.criteria = criteria.filter(|row| keys.insert(match_key(row.text.as_str()))).collect();
    keys.clear();
    let verifications = (0..).zip(&reading.verifications).map(|(position, row)| {
        let (title, command) = (claim(row, &reading.verifications), markdown(&row.command));
        let (expected, lines) = (row.expected.clone(), Some(row.lines));
        Verification {
            id: new_id().into(),
            position,
            title,
            command,
            expected,
            valid_days: row.kept.valid_days,
            last: None,
            lines,
            version: Version::FIRST,
        }
    });
    kept.verifications = verifications.filter(|row| keys.insert(match_key(row.command.as_str()))).collect();
    checklists(reading, origin, &mut new_id, &mut kept);
    kept
}

fn checklists(reading: &Reading, origin: &Origin<'_>, new_id: &mut impl FnMut() -> Uuid, kept: &mut Registers) {
    let (mut lists, mut items): (HashMap<String, ChecklistId>, HashSet<_>) = (HashMap::new(), HashSet::new());
    for (position, group) in (0..).zip(&reading.checklists) {
        let (title, _) = Title::cut(&group.title).unwrap_or_else(|| (Title::untitled(), None));
        let list = *lists.entry(match_key(title.as_str())).or_insert_with(|| {
            let list = Checklist { id: new_id().into(), position, title, version: Version::FIRST };
            let id = list.id;
            kept.checklists.push(list);
            id
        });
        for (at, row) in (0..).zip(&group.items) {
            let (text, whole) = Title::cut(&row.text).unwrap_or_else(|| (Title::untitled(), None));
            if items.insert((list, match_key(text.as_str()))) {
                let nobody = UserId(uuid::Uuid::nil());
                let tick = || Done { at: origin.at, by: nobody, by_name: origin.by_name.clone(), imported: true };
                let reason = row.kept.not_applicable.as_deref().and_then(Title::cut).map(|cut| cut.0);
                let aside = reason.map(|reason| SetAside { reason, at: origin.at, by: nobody, by_name: origin.by_name.clone() });
                kept.items.push(item(new_id().into(), list, at, row, (text, whole), row.done.then(tick), aside));
            }
        }
    }
}
