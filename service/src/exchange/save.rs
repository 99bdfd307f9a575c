//! Saves a report that was looked at: the audit, and what is new for the registers.

use super::reconcile::{is_newest, meet, ordered_on};
use super::registers::Writer;
use super::{find, off_thread, understood};
use crate::accounts::Importer;
use crate::history::Line;
use crate::{ServiceError, history, new_id, people, portfolio};
use domain::Timestamp;
use domain::Version;
use domain::assessments::{Assessment, AssessmentState, Stated};
use domain::exchange::reconcile::{Choice, Meeting};
use domain::exchange::rows;
use domain::exchange::{Note, NoteKind, Reading, is_report};
use domain::history::EventKind;
use domain::ids::{AssessmentId, SourceId};
use domain::plans::{Action, ActionDone};
use domain::scoring::{Share, score};
use domain::text::{Title, match_key};
use domain::time::ReportDate;
use std::collections::{HashMap, HashSet};
use storage::assessments::{self, Summary};
use storage::exchange::{self as sources, Source};
use storage::{Db, StorageError, Tx, plans};

/// What the person decides on saving.
#[derive(Clone, Debug, Default)]
pub struct ImportForm {
    /// The title; `None` keeps what was read.
    pub title: Option<String>,
    /// The date of the audit, `2026-03-01` or `2026-03`; an empty text means that it is not known, `None` keeps what was read.
    pub date: Option<String>,
    /// What is done with what the report says about records, by [`Meeting::key`]; what is not named is done as proposed.
    pub choices: HashMap<String, Choice>,
    /// Digest of what the person looked at when choosing; `None` where nobody chose.
    pub seen: Option<String>,
    /// The version of the report's corrections that the person looked at; `None` where nobody looked.
    pub version: Option<Version>,
    /// Takes only what is new, whatever is proposed; for what nobody looks at.
    pub only_new: bool,
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
    /// What it did to the registers.
    pub taken: Taken,
    /// What it did to known records, one by one: `resolved “Door opens while hot”`.
    pub told: Vec<String>,
}

/// What a report did to the registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Records that are new.
    pub added: usize,
    /// Records that were known, whatever was done with them.
    pub known: usize,
    /// Records that are resolved, ticked, met or closed since.
    pub closed: usize,
    /// Records that are open again.
    pub reopened: usize,
    /// Records that say something else.
    pub changed: usize,
}

/// Saves a report that was taken in.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`] for an unusable title or date, [`ServiceError::Stale`] where the project or the
/// report changed since the person chose.
pub async fn save(db: &Db, importer: &Importer, id: SourceId, form: &ImportForm, now: Timestamp) -> Result<Outcome, ServiceError> {
    let mut tx = db.read().await?;
    let source = find(&mut tx, importer, id).await?;
    let profile = sources::profile(&mut tx, importer.id()).await?.profile;
    drop(tx);
    let (source, profile, reading) = off_thread(move || {
        let reading = understood(&source, &profile).reading;
        (source, profile, reading)
    })
    .await?;
    if form.version.is_some_and(|seen| seen != source.version) {
        return Err(ServiceError::Stale);
    }
    let mut tx = db.begin().await?;
    if let Some(already) = sources::saved(&mut tx, importer.id(), &source.sha256).await? {
        sources::delete_unsaved(&mut tx, importer.id(), id).await?;
        tx.commit().await?;
        return Ok(Outcome::Already(already));
    }
    match sources::set_saved(&mut tx, id, &profile, source.version, now).await {
        // Two people pressed the button together: the other one's is the assessment.
        Err(StorageError::Exists) => return Err(ServiceError::Stale),
        other => other?,
    }
    let assessment = head(importer, &source, &reading, form, now)?;
    let newest = is_newest(&mut tx, importer, assessment.date, now).await?;
    let met = meet(&mut tx, importer, &reading, assessment.id, newest, now).await?;
    if form.seen.as_ref().is_some_and(|seen| *seen != met.digest) {
        return Err(ServiceError::Stale);
    }
    // How the project stands follows from all rows; it is written once, at the end.
    tx.sum_later();
    let date = assessment.date.unwrap_or_else(|| now.day());
    let own = is_report(&source.text);
    let mut import = Import { importer, assessment: assessment.id, reading: &reading, own, date, now, added: 0, known: 0 };
    import.assessment(&mut tx, &assessment).await?;
    let writer = Writer { importer, assessment: assessment.id, title: &assessment.title, now };
    let (taken, told) = writer.write(&mut tx, &met, |meeting| form.choice(meeting)).await?;
    import.actions(&mut tx).await?;
    import.metrics(&mut tx).await?;
    let (added, known) = (import.added + taken.added, import.known + taken.known);
    let saved = Saved { assessment: assessment.id, added, known, taken, told };
    let summary = format!("imported “{}” ({added} new rows, {known} known already)", assessment.title);
    let line = Line::of(EventKind::ReportImported, assessment.id.0, summary);
    history::append(&mut tx, importer.actor(), Some(importer.id()), line, now).await?;
    portfolio::refresh(&mut tx, importer.id(), now).await?;
    tx.commit().await?;
    Ok(Outcome::Saved(saved))
}

impl ImportForm {
    fn choice(&self, meeting: &Meeting) -> Choice {
        let offered = |choice: &Choice| meeting.choices().contains(choice);
        match self.choices.get(&meeting.key()).copied().filter(offered) {
            Some(choice) => choice,
            None if self.only_new && meeting.known.is_some() && meeting.proposed == Choice::Take => Choice::Leave,
            None => meeting.proposed,
        }
    }
}

fn head(importer: &Importer, source: &Source, reading: &Reading, form: &ImportForm, now: Timestamp) -> Result<Assessment, ServiceError> {
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
        project: importer.id(),
        title,
        date,
        state: AssessmentState::Draft,
        stated: rows::stated(reading),
        source: Some(source.id),
        supersedes: None,
        template: None,
        rule: None,
        author: importer.actor().author(),
        created_at: now,
        version: Version::FIRST,
    })
}

/// One import on its way into the database.
pub(super) struct Import<'a> {
    pub(super) importer: &'a Importer,
    pub(super) assessment: AssessmentId,
    pub(super) reading: &'a Reading,
    /// Whether the report was written by this program.
    own: bool,
    /// The date of the audit, or the day of import where the report has none.
    pub(super) date: ReportDate,
    pub(super) now: Timestamp,
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
        let computed = score(&categories, &self.importer.project().rule).overall;
        let summary = Summary {
            ordered_on: ordered_on(assessment.date, self.now),
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
        // What holds a report of our own together is written anew with each report, and says nothing that its records do not say.
        let kept = |note: &&Note| !self.own || note.kind == NoteKind::Text;
        for (at, note) in self.reading.notes.iter().filter(kept).enumerate() {
            assessments::insert_note(tx, assessment.id, &rows::note(new_id(), position(at), note)).await?;
        }
        Ok(())
    }

    async fn actions(&mut self, tx: &mut Tx) -> Result<(), ServiceError> {
        let project = self.importer.id();
        let mut keys: HashSet<_> = plans::keys(tx, project).await?.into_iter().collect();
        let mut at = plans::next_place(tx, project).await?;
        let members = if self.reading.actions.iter().any(|row| row.kept.owner.is_some()) {
            people::known(tx, self.importer).await?
        } else {
            Vec::new()
        };
        for row in &self.reading.actions {
            let (focus, deliverables) = rows::titled(&row.focus, row.deliverables.as_deref());
            if self.is_new(keys.insert((row.when.clone(), match_key(focus.as_str())))) {
                let (id, version, lines) = (new_id(), Version::FIRST, Some(row.lines));
                let (when, kept) = (row.when.clone(), &row.kept);
                let date = kept.date.or_else(|| row.when.as_deref().and_then(|when| when.parse().ok()));
                let owner = people::written(&members, kept.owner.as_deref());
                let (by, by_name) = (Some(self.importer.actor().author()), self.importer.actor().name().clone());
                let done = kept.done.then_some(ActionDone { at: self.now, by, by_name });
                let action = Action { id, position: at, when, date, focus, deliverables, owner, done, lines, version };
                plans::insert(tx, project, &action).await?;
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
