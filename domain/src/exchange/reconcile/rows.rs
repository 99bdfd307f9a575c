//! What a report changes of a record of each kind.

use super::{After, Verdict};
use crate::Timestamp;
use crate::assessments::Registers;
use crate::blockers::{Blocker, Standing};
use crate::changes::Identified;
use crate::checklists::Item;
use crate::criteria::{Criterion, CriterionState};
use crate::exchange::rows::{Origin, is_over, markdown};
use crate::lines::LineRange;
use crate::projects::Words;
use crate::records::{self, Change};
use crate::risks::{Closure, Risk};
use crate::verifications::Verification;

/// A record as it is after a report, and what became of it.
pub(super) struct Told<Row> {
    pub(super) row: Row,
    pub(super) verdict: Verdict,
}

/// A kind of record that lives across audits.
pub(super) trait Register: Clone + Identified {
    fn all(registers: &Registers) -> &[Self];

    /// What a report calls it, which need not be what people do.
    fn called(&self) -> &str {
        self.name()
    }

    fn lines(&self) -> Option<LineRange>;

    /// Whether somebody still has to do something about it.
    fn is_open(&self, now: Timestamp) -> bool;

    /// The record with what the report says of it. What the report leaves out stays.
    fn told(&self, report: &Self, origin: &Origin<'_>) -> Told<Self>;

    /// What differs from before, state included.
    fn changes(&self, before: &Self, words: &Words, now: Timestamp) -> Vec<Change>;

    fn after(self) -> After;
}

/// Takes a value over where the report gives one.
fn over<T: Clone>(kept: &mut Option<T>, told: Option<&T>) {
    if let Some(told) = told {
        *kept = Some(told.clone());
    }
}

/// What is there no more.
fn gone(field: &str, before: Option<String>, after: Option<&String>) -> Option<Change> {
    let before = before.filter(|_| after.is_none())?;
    Some(Change { field: field.to_owned(), before, after: String::new() })
}

fn state(before: &str, after: &str) -> Option<Change> {
    (before != after).then(|| Change { field: "State".to_owned(), before: before.to_owned(), after: after.to_owned() })
}

impl Register for Blocker {
    fn all(registers: &Registers) -> &[Self] {
        &registers.blockers
    }

    fn lines(&self) -> Option<LineRange> {
        self.lines
    }

    fn is_open(&self, now: Timestamp) -> bool {
        self.standing(now.today()) != Standing::Resolved
    }

    fn told(&self, report: &Self, origin: &Origin<'_>) -> Told<Self> {
        let mut row = self.clone();
        if report.tier_label.is_some() {
            (row.tier, row.tier_label) = (report.tier, report.tier_label.clone());
        }
        over(&mut row.current, report.current.as_ref());
        over(&mut row.required, report.required.as_ref());
        over(&mut row.location, report.location.as_ref());
        over(&mut row.owner, report.owner.as_ref());
        if row.body.is_empty() {
            row.body = report.body.clone();
        }
        let verdict = match (self.state.is_open(), report.state.is_open()) {
            (true, false) => {
                let resolution = report.resolution.clone().map(|mut resolution| {
                    // The most urgent tier needs something that shows it: the report that says so.
                    let (lines, by) = (report.lines.map_or(0, |lines| lines.first), origin.by_name);
                    resolution.evidence = Some(markdown(&format!("The report that {by} brought in calls it done (line {lines}).")));
                    resolution
                });
                (row.state, row.resolution, row.waiver) = (report.state, resolution, None);
                Verdict::Done
            }
            (false, true) => {
                row = row.clone().reopen().unwrap_or(row);
                Verdict::Reopened
            }
            _ => Verdict::Changed,
        };
        Told { row, verdict }
    }

    fn changes(&self, before: &Self, words: &Words, now: Timestamp) -> Vec<Change> {
        let standing = |row: &Self| row.standing(now.today()).as_str();
        // What a state takes with it is not to be found anywhere afterwards but here.
        let evidence = |row: &Self| row.resolution.as_ref().and_then(|done| done.evidence.as_ref()).map(ToString::to_string);
        let evidence = gone("Evidence", evidence(before), evidence(self).as_ref());
        let waiver = |row: &Self| row.waiver.as_ref().map(|waiver| format!("{} (until {})", waiver.reason, waiver.until));
        let waiver = gone("Waiver", waiver(before), waiver(self).as_ref());
        let facts = records::changes(&(before, words), &(self, words));
        state(standing(before), standing(self)).into_iter().chain(evidence).chain(waiver).chain(facts).collect()
    }

    fn after(self) -> After {
        After::Blocker(self)
    }
}

impl Register for Risk {
    fn all(registers: &Registers) -> &[Self] {
        &registers.risks
    }

    fn lines(&self) -> Option<LineRange> {
        self.lines
    }

    fn is_open(&self, _: Timestamp) -> bool {
        self.closure.is_none()
    }

    fn told(&self, report: &Self, origin: &Origin<'_>) -> Told<Self> {
        let mut row = self.clone();
        over(&mut row.residual.stated, report.residual.stated.as_ref());
        over(&mut row.residual.likelihood, report.residual.likelihood.as_ref());
        over(&mut row.residual.impact, report.residual.impact.as_ref());
        over(&mut row.target.stated, report.target.stated.as_ref());
        over(&mut row.owner, report.owner.as_ref());
        over(&mut row.status, report.status.as_ref());
        if row.residual.stated != self.residual.stated {
            row.previous = self.residual.stated;
        }
        over(&mut row.previous, report.previous.as_ref());
        if !report.mitigation.is_empty() {
            row.mitigation = report.mitigation.clone();
        }
        if row.description.is_empty() {
            row.description = report.description.clone();
        }
        let over = report.status.as_deref().is_some_and(is_over);
        let verdict = match (self.closure.is_none(), over) {
            (true, true) => {
                let status = report.status.as_deref().unwrap_or_default();
                let reason = markdown(&format!("The report calls its status “{status}”."));
                row.closure = Some(Closure { reason, by_name: origin.by_name.clone(), at: origin.at });
                Verdict::Done
            }
            // Only a status says that a closed risk is one again: a register keeps closed ones in its rows.
            (false, false) if report.status.is_some() => {
                row.closure = None;
                Verdict::Reopened
            }
            _ => Verdict::Changed,
        };
        Told { row, verdict }
    }

    fn changes(&self, before: &Self, words: &Words, _: Timestamp) -> Vec<Change> {
        let open = |row: &Self| if row.closure.is_none() { "open" } else { "closed" };
        let status = |row: &Self| row.status.clone().unwrap_or_default();
        let status = state(&status(before), &status(self)).map(|change| Change { field: "Status as written".to_owned(), ..change });
        let closure = |row: &Self| row.closure.as_ref().map(|closure| closure.reason.to_string());
        let closure = gone("Closed because", closure(before), closure(self).as_ref());
        let facts = records::changes(&(before, words), &(self, words));
        state(open(before), open(self)).into_iter().chain(status).chain(closure).chain(facts).collect()
    }

    fn after(self) -> After {
        After::Risk(self)
    }
}

impl Register for Item {
    fn all(registers: &Registers) -> &[Self] {
        &registers.items
    }

    fn lines(&self) -> Option<LineRange> {
        self.lines
    }

    fn is_open(&self, _: Timestamp) -> bool {
        self.done.is_none() && self.set_aside.is_none()
    }

    fn told(&self, report: &Self, _: &Origin<'_>) -> Told<Self> {
        let mut row = self.clone();
        row.blocking |= report.blocking;
        over(&mut row.assignee, report.assignee.as_ref());
        if row.detail.is_empty() {
            row.detail = report.detail.clone();
        }
        let verdict = match (&self.set_aside, &self.done, &report.done) {
            (None, None, Some(done)) => {
                row.done = Some(done.clone());
                Verdict::Done
            }
            (None, Some(_), None) => {
                row.done = None;
                Verdict::Reopened
            }
            // What does not apply is neither open nor done.
            _ => Verdict::Changed,
        };
        Told { row, verdict }
    }

    fn changes(&self, before: &Self, _: &Words, _: Timestamp) -> Vec<Change> {
        let ticked = |row: &Self| if row.done.is_some() { "done" } else { "open" };
        state(ticked(before), ticked(self)).into_iter().chain(records::changes(before, self)).collect()
    }

    fn after(self) -> After {
        After::Item(self)
    }
}

impl Register for Criterion {
    fn all(registers: &Registers) -> &[Self] {
        &registers.criteria
    }

    fn lines(&self) -> Option<LineRange> {
        self.lines
    }

    fn is_open(&self, _: Timestamp) -> bool {
        self.state != CriterionState::Met
    }

    fn told(&self, report: &Self, _: &Origin<'_>) -> Told<Self> {
        let mut row = self.clone();
        if row.notes.is_empty() {
            row.notes = report.notes.clone();
        }
        let verdict = match (self.state, report.state) {
            (_, CriterionState::Unknown) => Verdict::Changed,
            (was, is) => {
                row.state = is;
                match (was == CriterionState::Met, is == CriterionState::Met) {
                    (false, true) => Verdict::Done,
                    (true, false) => Verdict::Reopened,
                    _ => Verdict::Changed,
                }
            }
        };
        Told { row, verdict }
    }

    fn changes(&self, before: &Self, _: &Words, _: Timestamp) -> Vec<Change> {
        records::changes(before, self)
    }

    fn after(self) -> After {
        After::Criterion(self)
    }
}

impl Register for Verification {
    fn all(registers: &Registers) -> &[Self] {
        &registers.verifications
    }

    /// Titles are given by people; reports have the command.
    fn called(&self) -> &str {
        self.command.as_str()
    }

    fn lines(&self) -> Option<LineRange> {
        self.lines
    }

    /// Whether a claim holds is told by results, not by reports; one that is not mentioned is nothing to look at.
    fn is_open(&self, _: Timestamp) -> bool {
        false
    }

    fn told(&self, report: &Self, _: &Origin<'_>) -> Told<Self> {
        let mut row = self.clone();
        over(&mut row.expected, report.expected.as_ref());
        if row.title.is_none() {
            row.title.clone_from(&report.title);
        }
        Told { row, verdict: Verdict::Changed }
    }

    fn changes(&self, before: &Self, _: &Words, _: Timestamp) -> Vec<Change> {
        records::changes(before, self)
    }

    fn after(self) -> After {
        After::Verification(self)
    }
}
