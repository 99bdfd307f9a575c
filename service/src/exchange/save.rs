//! Saves a report that was looked at: the audit, and what is new for the registers.

use super::{find, off_thread};
use crate::accounts::Auditor;
use crate::history::Line;
use crate::{ServiceError, history, new_id, new_id_at, people};
use domain::Timestamp;
use domain::Version;
use domain::assessments::{Assessment, AssessmentState, Stated};
use domain::blockers::Blocker;
use domain::checklists::{Checklist, Done};
use domain::criteria::Criterion;
use domain::exchange::rows::{self, Origin};
use domain::exchange::{Reading, read};
use domain::history::EventKind;
use domain::ids::{AssessmentId, ChecklistId, SourceId};
use domain::people::Mentionable;
use domain::plans::Action;
use domain::risks::Risk;
use domain::scoring::{Share, score};
use domain::text::{Title, match_key};
use domain::time::ReportDate;
use domain::verifications::Verification;
use std::collections::{HashMap, HashSet};
use storage::assessments::{self, Summary};
use storage::exchange::{self as sources, Source};
use storage::{Db, StorageError, Tx, Window, blockers, checklists, criteria, plans, risks, verifications};

/// What the person may correct before saving; `None` keeps what was read.
#[derive(Clone, Debug, Default)]
pub struct ImportForm {
    /// The title.
    pub title: Option<String>,
    /// The date of the audit, `2026-03-01` or `2026-03`; an empty text means that it is not known.
    pub date: Option<String>,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is an assessment now.
    Saved(Saved),
    /// These very bytes are this assessment already; nothing changed.
    Already(AssessmentId),
}

/// How many rows a report brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The new assessment.
    pub assessment: AssessmentId,
    /// Rows of the registers that are new.
    pub added: usize,
    /// Rows that were known already and were not doubled.
    pub known: usize,
}

/// Saves a report that was taken in.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`] for an unusable title or date.
pub async fn save(db: &Db, auditor: &Auditor, id: SourceId, form: &ImportForm, now: Timestamp) -> Result<Outcome, ServiceError> {
    let source = find(&mut db.read().await?, auditor, id).await?;
    let (source, reading) = off_thread(move || {
        let reading = read(&source.text);
        (source, reading)
    })
    .await?;
    let mut tx = db.begin().await?;
    if let Some(already) = sources::saved(&mut tx, auditor.id(), &source.sha256).await? {
        sources::delete_unsaved(&mut tx, auditor.id(), id).await?;
        tx.commit().await?;
        return Ok(Outcome::Already(already));
    }
    match sources::set_saved(&mut tx, id, now).await {
        // Two people pressed the button together: the other one's is the assessment.
        Err(StorageError::Exists) => return Err(ServiceError::Stale),
        other => other?,
    }
    let assessment = head(auditor, &source, &reading, form, now)?;
    let newest = is_newest(&mut tx, auditor, &assessment, now).await?;
    let people = people::known(&mut tx, auditor).await?;
    let date = assessment.date.unwrap_or_else(|| now.day());
    let mut import = Import { auditor, assessment: assessment.id, reading: &reading, date, people, now, newest, added: 0, known: 0 };
    import.assessment(&mut tx, &assessment).await?;
    import.blockers(&mut tx).await?;
    import.risks(&mut tx).await?;
    import.checklists(&mut tx).await?;
    import.criteria(&mut tx).await?;
    import.actions(&mut tx).await?;
    import.verifications(&mut tx).await?;
    import.metrics(&mut tx).await?;
    let saved = Saved { assessment: assessment.id, added: import.added, known: import.known };
    let summary = format!("imported “{}” ({} new rows, {} known already)", assessment.title, saved.added, saved.known);
    history::append(&mut tx, auditor.actor(), Some(auditor.id()), Line::of(EventKind::ReportImported, assessment.id.0, summary), now)
        .await?;
    tx.commit().await?;
    Ok(Outcome::Saved(saved))
}

fn head(auditor: &Auditor, source: &Source, reading: &Reading, form: &ImportForm, now: Timestamp) -> Result<Assessment, ServiceError> {
    let title = match &form.title {
        Some(typed) => typed.parse().map_err(|error| ServiceError::invalid("title", "The title", error))?,
        None => reading
            .title
            .as_ref()
            .and_then(|title| Title::cut(&title.text))
            .or_else(|| Title::cut(&source.filename))
            .map_or_else(Title::untitled, |cut| cut.0),
    };
    let date = match form.date.as_deref().map(str::trim) {
        Some("") => None,
        Some(typed) => Some(typed.parse().map_err(|error| ServiceError::Invalid { field: "date", message: format!("{error}.") })?),
        None => reading.date.as_ref().map(|stated| stated.date),
    };
    Ok(Assessment {
        id: new_id(),
        project: auditor.id(),
        title,
        date,
        state: AssessmentState::Draft,
        stated: rows::stated(reading),
        source: Some(source.id),
        supersedes: None,
        template: None,
        rule: None,
        author: auditor.actor().author(),
        created_at: now,
        version: Version::FIRST,
    })
}

async fn is_newest(tx: &mut Tx, auditor: &Auditor, assessment: &Assessment, now: Timestamp) -> Result<bool, ServiceError> {
    let last = assessments::list(tx, auditor.id(), Window::first(1)).await?;
    Ok(last.first().is_none_or(|last| last.ordered_on <= ordered_on(assessment, now)))
}

/// What audits are ordered by: the date, or the day of import where the report has none.
fn ordered_on(assessment: &Assessment, now: Timestamp) -> String {
    assessment.date.unwrap_or_else(|| now.day()).to_string()
}

/// One import on its way into the database.
pub(super) struct Import<'a> {
    pub(super) auditor: &'a Auditor,
    pub(super) assessment: AssessmentId,
    pub(super) reading: &'a Reading,
    /// The date of the audit, or the day of import where the report has none.
    pub(super) date: ReportDate,
    pub(super) people: Vec<Mentionable>,
    pub(super) now: Timestamp,
    /// False for a report older than one that is here already: what it says about known rows is out of date.
    newest: bool,
    added: usize,
    known: usize,
}

/// Position of the next row after `taken` rows.
fn position(taken: usize) -> i32 {
    i32::try_from(taken).unwrap_or(i32::MAX)
}

impl Import<'_> {
    async fn assessment(&self, tx: &mut Tx, assessment: &Assessment) -> Result<(), ServiceError> {
        let categories: Vec<_> =
            self.reading.categories.iter().enumerate().map(|(at, row)| rows::category(new_id(), position(at), row)).collect();
        let computed = score(&categories, &self.auditor.project().rule).overall;
        let summary = Summary {
            ordered_on: ordered_on(assessment, self.now),
            score: computed.map(|share| share.basis_points().into()),
            stated_score: stated_share(&assessment.stated).map(|share| share.basis_points().into()),
            written: 0,
            corrected: false,
            assessment: assessment.clone(),
        };
        assessments::insert(tx, &summary).await?;
        for category in &categories {
            assessments::insert_category(tx, assessment.id, category).await?;
        }
        for (at, row) in self.reading.findings.iter().enumerate() {
            assessments::insert_finding(tx, assessment.id, &rows::finding(new_id(), position(at), row, &categories)).await?;
        }
        for (at, note) in self.reading.notes.iter().enumerate() {
            assessments::insert_note(tx, assessment.id, &rows::note(new_id(), position(at), note)).await?;
        }
        Ok(())
    }

    fn origin(&self) -> Origin<'_> {
        Origin { project: self.auditor.id(), assessment: self.assessment, by_name: self.auditor.actor().name(), at: self.now }
    }

    async fn blockers(&mut self, tx: &mut Tx) -> Result<(), ServiceError> {
        let mut keys: HashSet<String> = blockers::keys(tx, self.auditor.id()).await?.into_iter().collect();
        for row in &self.reading.blockers {
            let owner = people::written(&self.people, row.owner.as_deref());
            let blocker = Blocker { owner, ..rows::blocker(new_id(), position(keys.len()), row, &self.origin()) };
            if self.is_new(keys.insert(match_key(blocker.title.as_str()))) {
                blockers::insert(tx, &blocker).await?;
            }
        }
        Ok(())
    }

    async fn risks(&mut self, tx: &mut Tx) -> Result<(), ServiceError> {
        let mut keys: HashSet<String> = risks::keys(tx, self.auditor.id()).await?.into_iter().collect();
        let register = rows::register_polarity(&self.reading.risks);
        for row in &self.reading.risks {
            let owner = people::written(&self.people, row.owner.as_deref());
            let risk = Risk { owner, ..rows::risk(new_id(), position(keys.len()), row, register, &self.origin()) };
            let key = match_key(risk.title.as_str());
            if self.is_new(keys.insert(key.clone())) {
                risks::insert(tx, &risk).await?;
            } else if self.newest {
                risks::update_levels(tx, self.auditor.id(), &key, &risk).await?;
            }
        }
        Ok(())
    }

    async fn checklists(&mut self, tx: &mut Tx) -> Result<(), ServiceError> {
        let project = self.auditor.id();
        let mut lists: HashMap<String, ChecklistId> = checklists::keys(tx, project).await?.into_iter().map(|(id, key)| (key, id)).collect();
        let mut items: HashSet<_> = checklists::item_keys(tx, project).await?.into_iter().collect();
        for group in &self.reading.checklists {
            let (title, _) = Title::cut(&group.title).unwrap_or_else(|| (Title::untitled(), None));
            let key = match_key(title.as_str());
            let list = if let Some(list) = lists.get(&key) {
                *list
            } else {
                let behind = checklists::last_position(tx, project).await?;
                let list = Checklist { id: new_id(), position: behind.saturating_add(1), title, version: Version::FIRST };
                checklists::insert(tx, project, &list).await?;
                lists.insert(key, list.id);
                list.id
            };
            for row in &group.items {
                let (text, whole) = Title::cut(&row.text).unwrap_or_else(|| (Title::untitled(), None));
                if self.is_new(items.insert((list, match_key(text.as_str())))) {
                    let behind = checklists::last_item_position(tx, list).await?;
                    let done = row.done.then(|| self.imported_tick());
                    let item = rows::item(new_id_at(self.now), list, behind.saturating_add(1), row, (text, whole), done);
                    checklists::insert_item(tx, project, &item).await?;
                }
            }
        }
        Ok(())
    }

    fn imported_tick(&self) -> Done {
        Done { at: self.now, by: self.auditor.actor().author(), by_name: self.auditor.actor().name().clone(), imported: true }
    }

    async fn criteria(&mut self, tx: &mut Tx) -> Result<(), ServiceError> {
        let project = self.auditor.id();
        let mut keys: HashSet<String> = criteria::keys(tx, project).await?.into_iter().collect();
        let mut at = criteria::next_place(tx, project).await?;
        for row in &self.reading.criteria {
            let (text, notes) = rows::titled(&row.text, row.remark.as_deref());
            if self.is_new(keys.insert(match_key(text.as_str()))) {
                let label = Some(row.letter.trim().to_owned()).filter(|label| !label.is_empty());
                let (state, lines) = (rows::criterion_state(row.met), Some(row.lines));
                let (id, version) = (new_id(), Version::FIRST);
                let criterion = Criterion { id, position: at, label, text, state, notes, owner: None, lines, version };
                criteria::insert(tx, project, &criterion).await?;
                at += 1;
            }
        }
        Ok(())
    }

    async fn actions(&mut self, tx: &mut Tx) -> Result<(), ServiceError> {
        let project = self.auditor.id();
        let mut keys: HashSet<_> = plans::keys(tx, project).await?.into_iter().collect();
        let mut at = plans::next_place(tx, project).await?;
        for row in &self.reading.actions {
            let (focus, deliverables) = rows::titled(&row.focus, row.deliverables.as_deref());
            if self.is_new(keys.insert((row.when.clone(), match_key(focus.as_str())))) {
                let (id, version, lines) = (new_id(), Version::FIRST, Some(row.lines));
                let (when, date) = (row.when.clone(), row.when.as_deref().and_then(|when| when.parse().ok()));
                let action = Action { id, position: at, when, date, focus, deliverables, owner: None, done: None, lines, version };
                plans::insert(tx, project, &action).await?;
                at += 1;
            }
        }
        Ok(())
    }

    async fn verifications(&mut self, tx: &mut Tx) -> Result<(), ServiceError> {
        let project = self.auditor.id();
        let mut keys: HashSet<String> = verifications::keys(tx, project).await?.into_iter().collect();
        let mut at = verifications::next_place(tx, project).await?;
        for row in &self.reading.verifications {
            let command = rows::markdown(&row.command);
            if self.is_new(keys.insert(match_key(command.as_str()))) {
                let (title, expected, lines) = (rows::claim(row, &self.reading.verifications), row.expected.clone(), Some(row.lines));
                let (id, version) = (new_id(), Version::FIRST);
                let verification =
                    Verification { id, position: at, title, command, expected, valid_days: None, last: None, lines, version };
                verifications::insert(tx, project, &verification).await?;
                at += 1;
            }
        }
        Ok(())
    }

    /// Counts a row and passes on whether it is new.
    pub(super) const fn is_new(&mut self, new: bool) -> bool {
        if new {
            self.added += 1;
        } else {
            self.known += 1;
        }
        new
    }
}

/// The stated overall score as a share of its scale; the lower end of a range.
fn stated_share(stated: &Stated) -> Option<Share> {
    stated.overall.as_ref().and_then(|score| Share::of(score.value, score.max))
}
