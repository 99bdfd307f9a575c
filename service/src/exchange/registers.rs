//! What a report says about the registers, written as people chose.

use super::reconcile::{Met, seen};
use super::save::Taken;
use crate::accounts::Importer;
use crate::history::{self, Line};
use crate::{ServiceError, new_id, new_id_at};
use domain::assessments::Registers;
use domain::changes::{Part, key};
use domain::checklists::{Done, SetAside};
use domain::exchange::reconcile::{After, Choice, Meeting, Verdict};
use domain::history::EventKind;
use domain::ids::{AssessmentId, ChecklistId};
use domain::records::{RecordKind, RecordRef};
use domain::text::Title;
use domain::{Timestamp, Version};
use std::collections::HashMap;
use storage::{Tx, blockers, checklists, criteria, risks, verifications};

/// Writes what was chosen, and tells what was not new.
pub(super) struct Writer<'a> {
    pub(super) importer: &'a Importer,
    pub(super) assessment: AssessmentId,
    pub(super) title: &'a Title,
    pub(super) now: Timestamp,
}

impl Writer<'_> {
    /// Writes all meetings; `choose` says what is done with each.
    pub(super) async fn write(
        &self,
        tx: &mut Tx,
        met: &Met,
        choose: impl Fn(&Meeting) -> Choice,
    ) -> Result<(Taken, Vec<String>), ServiceError> {
        let (mut taken, mut told) = (Taken::default(), Vec::new());
        let chosen: Vec<(&Meeting, Choice)> = met.meetings.iter().map(|meeting| (meeting, choose(meeting))).collect();
        for (meeting, choice) in &chosen {
            match (choice, meeting.verdict) {
                (Choice::Take, Verdict::New) | (Choice::Add, _) => taken.added += 1,
                (Choice::Take, verdict) => {
                    told.extend(self.change(tx, meeting).await?);
                    match verdict {
                        Verdict::Done => taken.closed += 1,
                        Verdict::Reopened => taken.reopened += 1,
                        _ => taken.changed += 1,
                    }
                }
                (Choice::Leave, _) => {}
            }
            taken.known += usize::from(meeting.told.is_some() && !is_added(meeting, *choice));
        }
        let added = |part: Part| {
            let mut places: Vec<usize> = chosen
                .iter()
                .filter(|(meeting, choice)| meeting.part == part && is_added(meeting, *choice))
                .filter_map(|(meeting, _)| meeting.told)
                .collect();
            places.sort_unstable();
            places
        };
        self.blockers(tx, &met.told, &added(Part::Blocker)).await?;
        self.risks(tx, &met.told, &added(Part::Risk)).await?;
        self.items(tx, &met.told, &added(Part::Item)).await?;
        self.criteria(tx, &met.told, &added(Part::Criterion)).await?;
        self.verifications(tx, &met.told, &added(Part::Verification)).await?;
        Ok((taken, told))
    }

    /// Changes a record that is known, and tells so in its history; what was done, in a few words.
    async fn change(&self, tx: &mut Tx, meeting: &Meeting) -> Result<Option<String>, ServiceError> {
        let (Some(after), Some(seen)) = (meeting.after.clone(), seen(meeting)) else { return Ok(None) };
        let version = seen.next();
        match after {
            After::Blocker(row) => blockers::update(tx, &domain::blockers::Blocker { version, ..row }, seen).await?,
            After::Risk(row) => {
                let row = domain::risks::Risk { version, ..row };
                risks::update(tx, &row, seen).await?;
                risks::set_told(tx, &row).await?;
            }
            After::Item(row) => {
                let done = self.ticked(row.done.clone());
                checklists::update_item(tx, &domain::checklists::Item { version, done, ..row }, seen).await?;
            }
            After::Criterion(row) => criteria::update(tx, &domain::criteria::Criterion { version, ..row }, seen).await?,
            After::Verification(row) => verifications::update(tx, &domain::verifications::Verification { version, ..row }, seen).await?,
        }
        let (Some(kind), Some(id)) = (meeting.part.record(), meeting.known) else { return Ok(None) };
        let (event, verb) = told(kind, meeting.verdict);
        let summary = format!("{verb} “{}”, as “{}” says", meeting.name, self.title);
        let line = Line::new(event, RecordRef { kind, id }, summary).with(meeting.changes.clone());
        history::append(tx, self.importer.actor(), Some(self.importer.id()), line, self.now).await?;
        Ok(Some(format!("{verb} “{}”", meeting.name)))
    }

    /// A tick of a report is one of whoever brought it in; a tick that was here stays that of who made it.
    fn ticked(&self, done: Option<Done>) -> Option<Done> {
        done.map(|done| if done.by.0.is_nil() { Done { by: self.importer.actor().author(), ..done } } else { done })
    }

    async fn blockers(&self, tx: &mut Tx, told: &Registers, places: &[usize]) -> Result<(), ServiceError> {
        let mut position = if places.is_empty() { 0 } else { blockers::next_position(tx, self.importer.id()).await? };
        for row in places.iter().filter_map(|at| told.blockers.get(*at)) {
            let row = domain::blockers::Blocker { id: new_id(), position, opened_in: Some(self.assessment), ..row.clone() };
            blockers::insert(tx, &row).await?;
            position = position.saturating_add(1);
        }
        Ok(())
    }

    async fn risks(&self, tx: &mut Tx, told: &Registers, places: &[usize]) -> Result<(), ServiceError> {
        let mut position = if places.is_empty() { 0 } else { risks::next_position(tx, self.importer.id()).await? };
        for row in places.iter().filter_map(|at| told.risks.get(*at)) {
            let row = domain::risks::Risk { id: new_id(), position, opened_in: Some(self.assessment), ..row.clone() };
            risks::insert(tx, &row).await?;
            position = position.saturating_add(1);
        }
        Ok(())
    }

    /// Items go into the checklist of their name, behind those that are there.
    async fn items(&self, tx: &mut Tx, told: &Registers, places: &[usize]) -> Result<(), ServiceError> {
        let project = self.importer.id();
        let named: HashMap<ChecklistId, &Title> = told.checklists.iter().map(|list| (list.id, &list.title)).collect();
        let mut lists: HashMap<String, ChecklistId> = HashMap::new();
        if !places.is_empty() {
            lists = checklists::keys(tx, project).await?.into_iter().map(|(id, key)| (key, id)).collect();
        }
        for row in places.iter().filter_map(|at| told.items.get(*at)) {
            let Some(title) = named.get(&row.checklist) else { continue };
            let list = if let Some(list) = lists.get(&key(title.as_str())) {
                *list
            } else {
                let behind = checklists::last_position(tx, project).await?;
                let (id, position) = (new_id(), behind.saturating_add(1));
                let list = domain::checklists::Checklist { id, position, title: (*title).clone(), version: Version::FIRST };
                checklists::insert(tx, project, &list).await?;
                lists.insert(key(title.as_str()), id);
                id
            };
            let behind = checklists::last_item_position(tx, list).await?;
            let done = self.ticked(row.done.clone());
            let (id, position) = (new_id_at(self.now), behind.saturating_add(1));
            let by = self.importer.actor().author();
            let set_aside = row.set_aside.clone().map(|aside| SetAside { by, ..aside });
            let row = domain::checklists::Item { id, checklist: list, position, done, set_aside, ..row.clone() };
            checklists::insert_item(tx, project, &row).await?;
        }
        Ok(())
    }

    async fn criteria(&self, tx: &mut Tx, told: &Registers, places: &[usize]) -> Result<(), ServiceError> {
        let mut position = if places.is_empty() { 0 } else { criteria::next_place(tx, self.importer.id()).await? };
        for row in places.iter().filter_map(|at| told.criteria.get(*at)) {
            criteria::insert(tx, self.importer.id(), &domain::criteria::Criterion { id: new_id(), position, ..row.clone() }).await?;
            position = position.saturating_add(1);
        }
        Ok(())
    }

    async fn verifications(&self, tx: &mut Tx, told: &Registers, places: &[usize]) -> Result<(), ServiceError> {
        let mut position = if places.is_empty() { 0 } else { verifications::next_place(tx, self.importer.id()).await? };
        for row in places.iter().filter_map(|at| told.verifications.get(*at)) {
            let row = domain::verifications::Verification { id: new_id(), position, ..row.clone() };
            verifications::insert(tx, self.importer.id(), &row).await?;
            position = position.saturating_add(1);
        }
        Ok(())
    }
}

fn is_added(meeting: &Meeting, choice: Choice) -> bool {
    choice == Choice::Add || (choice == Choice::Take && meeting.verdict == Verdict::New)
}

/// The line of history for a change that a report brought, and its verb.
const fn told(kind: RecordKind, verdict: Verdict) -> (EventKind, &'static str) {
    match (kind, verdict) {
        (RecordKind::Blocker, Verdict::Done) => (EventKind::BlockerResolved, "resolved"),
        (RecordKind::Blocker, Verdict::Reopened) => (EventKind::BlockerReopened, "reopened"),
        (RecordKind::Blocker, _) => (EventKind::BlockerChanged, "changed"),
        (RecordKind::Risk, Verdict::Done) => (EventKind::RiskClosed, "closed"),
        (RecordKind::Risk, Verdict::Reopened) => (EventKind::RiskReopened, "reopened"),
        (RecordKind::Risk, _) => (EventKind::RiskChanged, "changed"),
        (RecordKind::Item, Verdict::Done) => (EventKind::ItemTicked, "ticked"),
        (RecordKind::Item, Verdict::Reopened) => (EventKind::ItemUnticked, "unticked"),
        (RecordKind::Item, _) => (EventKind::ItemChanged, "changed"),
        (RecordKind::Criterion, _) => (EventKind::CriterionChanged, "changed"),
        _ => (EventKind::VerificationChanged, "changed"),
    }
}
