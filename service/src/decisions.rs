//! Signing a verdict on a goal, and what became of the state that it was signed on.

use crate::accounts::{Auditor, Viewer};
use crate::checklists::Adding;
use crate::gates::{self, Stands};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError, assessments, input, new_id};
use domain::assessments::{Audited, seal};
use domain::checklists::Item;
use domain::decisions::{AuditOf, Decision, Format, Moved, State, Verdict};
use domain::gates::{Gate, Outcome};
use domain::history::EventKind;
use domain::ids::{DecisionId, ItemId};
use domain::records::Change;
use domain::text::{Slug, Title};
use domain::{Day, Timestamp};
use storage::assessments::snapshots;
use storage::{Db, Tx, checklists, decisions};

/// A decision as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionForm {
    /// A word of [`Verdict`].
    pub verdict: String,
    /// Why, in Markdown.
    pub reason: String,
    /// Conditions, each with its day; those without words are left out.
    pub conditions: [(String, String); DecisionForm::CONDITIONS],
    /// The mark of the state that the caller saw.
    pub seen: String,
}

impl DecisionForm {
    /// Most conditions of one decision.
    pub const CONDITIONS: usize = 8;
    /// The fields for conditions: words and day.
    pub const FIELDS: [[&'static str; 2]; Self::CONDITIONS] = [
        ["condition-0", "due-0"],
        ["condition-1", "due-1"],
        ["condition-2", "due-2"],
        ["condition-3", "due-3"],
        ["condition-4", "due-4"],
        ["condition-5", "due-5"],
        ["condition-6", "due-6"],
        ["condition-7", "due-7"],
    ];

    fn conditions(&self, verdict: Verdict, today: Day) -> Result<Vec<(Title, Day)>, ServiceError> {
        let mut found = Vec::new();
        for ((words, due), [field, due_field]) in self.conditions.iter().zip(Self::FIELDS) {
            let Some(words) = input::title_if_any(field, "The condition", words)? else {
                if input::day(due_field, due)?.is_some() {
                    return Err(ServiceError::invalid(field, "The condition", "is missing; say what has to be done by that day"));
                }
                continue;
            };
            let due = input::day(due_field, due)?;
            let due = due.ok_or_else(|| ServiceError::invalid(due_field, "A condition", "needs a day by which it has to be met"))?;
            if due < today {
                return Err(ServiceError::invalid(
                    due_field,
                    "A condition",
                    "cannot be due before today; name a day that is still to come",
                ));
            }
            found.push((words, due));
        }
        match (verdict, found.is_empty()) {
            (Verdict::Conditional, true) => {
                let message = "A conditional go needs at least one condition, with the day by which it has to be met.".into();
                Err(ServiceError::Invalid { field: "condition-0", message })
            }
            (Verdict::Go | Verdict::NoGo, false) => {
                let message = "Only a conditional go has conditions. Choose “conditional”, or empty the conditions.".into();
                Err(ServiceError::Invalid { field: "verdict", message })
            }
            _ => Ok(found),
        }
    }
}

/// What somebody who is about to sign looks at.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The gate.
    pub gate: Gate,
    /// What it finds.
    pub outcome: Outcome,
    /// How the project stands.
    pub stands: Stands,
    /// Names this state: whoever signs another one is told.
    pub mark: String,
}

/// A decision on a page of its own.
#[derive(Clone, Debug)]
pub struct DecisionPage {
    /// The decision.
    pub decision: Decision,
    /// The state that it was taken on; `None` where another version of the program wrote it in a way that this one does not read.
    pub state: Option<State>,
    /// Whether the document is still what was sealed.
    pub intact: bool,
    /// Its conditions, as far as they are not in the bin.
    pub conditions: Vec<Item>,
    /// How the project stands otherwise than it stood then.
    pub moved: Vec<Moved>,
    /// The verdict of the gate as it is now; `None` where it cannot tell or the goal is gone.
    pub computed_now: Option<Verdict>,
    /// Whether this is the last decision on its goal.
    pub is_last: bool,
}

/// What stands behind a signature on this goal: seven queries.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn desk(db: &Db, auditor: &Auditor, goal: &Slug, now: Timestamp) -> Result<Desk, ServiceError> {
    load(&mut db.read().await?, auditor, goal, now).await
}

async fn load(tx: &mut Tx, viewer: &Viewer, goal: &Slug, now: Timestamp) -> Result<Desk, ServiceError> {
    let project = viewer.project();
    let gate = project.gates.of(goal).ok_or(ServiceError::NotFound)?.clone();
    let (stands, ..) = gates::with_rows(tx, project, now).await?;
    let outcome = gate.weigh(&stands.facts, &project.rule.caps);
    let words =
        serde_json::to_string(&(&gate, &stands.facts, outcome.verdict)).map_err(|_| ServiceError::Internal("facts without words"))?;
    Ok(Desk { gate, outcome, mark: seal(&words), stands })
}

/// Signs a verdict on a goal, on the state as it is. The conditions become items with the days by which they have to be met.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`] where the state is not the one that the caller saw, [`ServiceError::Invalid`] for
/// what cannot be used, and where the gate is overridden without a reason.
pub async fn sign(db: &Db, auditor: &Auditor, goal: &Slug, form: &DecisionForm, now: Timestamp) -> Result<DecisionId, ServiceError> {
    let choose = || ServiceError::Invalid { field: "verdict", message: "Choose what you sign: go, conditional or no-go.".into() };
    let verdict = Verdict::from_word(&form.verdict).ok_or_else(choose)?;
    let conditions = form.conditions(verdict, now.today())?;
    let reason = input::markdown("reason", "The reason", form.reason.trim())?;
    let mut tx = db.begin().await?;
    // Read anew: rule and gates may have changed since the proof was made.
    if assessments::same_rule(&mut tx, auditor).await?.gates != auditor.project().gates {
        return Err(ServiceError::Stale);
    }
    let Desk { gate, outcome, stands, mark } = load(&mut tx, auditor, goal, now).await?;
    if mark != form.seen {
        return Err(ServiceError::Stale);
    }
    if verdict.overrides(outcome.verdict) && reason.is_empty() {
        let found = outcome.verdict.map_or("undecided", Verdict::as_str);
        let message = format!("The gate says {found}. Say why you sign {} all the same; everybody will read it.", verdict.as_str());
        return Err(ServiceError::Invalid { field: "reason", message });
    }
    let (project, id) = (auditor.project(), new_id());
    let audit = match &stands.audit {
        None => None,
        Some(audit) => {
            let head = &audit.assessment;
            let sha256 = snapshots::find(&mut tx, project.id, head.id).await?.map(|seal| seal.sha256);
            Some(AuditOf { id: head.id, title: head.title.clone(), date: head.date, sha256 })
        }
    };
    let state = State {
        format: Format::First,
        project: Audited { id: project.id, slug: project.slug.clone(), name: project.name.clone(), words: project.words.clone() },
        audit,
        gates_version: project.gates.version,
        facts: stands.facts,
        rules: outcome.rules,
        computed: outcome.verdict,
        verdict,
        reason: reason.clone(),
        conditions: conditions.iter().map(|(words, _)| words.clone()).collect(),
        registers: assessments::registers(&mut tx, auditor, now).await?,
        at: now,
        by: auditor.actor().user(),
        by_name: auditor.actor().name().clone(),
        gate,
    };
    let document = state.write().map_err(|error| ServiceError::Refused(format!("The decision {error}.")))?;
    let decision = Decision {
        id,
        project: project.id,
        goal: goal.clone(),
        goal_name: state.gate.name.clone(),
        verdict,
        computed: state.computed,
        reason,
        at: now,
        by: state.by,
        by_name: state.by_name,
        gates_version: state.gates_version,
        facts: Some(state.facts),
        sha256: seal(&document),
    };
    decisions::insert(&mut tx, &decision, &document).await?;
    follow_up(&mut tx, &decision, &conditions, now).await?;
    tell(&mut tx, auditor, &decision, &conditions, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes an item of each condition, in the list of conditions of the goal.
async fn follow_up(tx: &mut Tx, decision: &Decision, conditions: &[(Title, Day)], now: Timestamp) -> Result<(), ServiceError> {
    if conditions.is_empty() {
        return Ok(());
    }
    let mut lists = Adding::load(tx, decision.project, now).await?;
    let (title, _) =
        Title::cut(&format!("Conditions for {}", decision.goal_name)).ok_or(ServiceError::Internal("a list without a name"))?;
    let list = lists.named(tx, &title).await?;
    for (place, (words, due)) in (0..).zip(conditions) {
        let item: ItemId = lists.add(tx, list, words, |item| item.due = Some(*due)).await?;
        decisions::insert_condition(tx, decision.id, item, place).await?;
    }
    Ok(())
}

async fn tell(
    tx: &mut Tx,
    auditor: &Auditor,
    decision: &Decision,
    conditions: &[(Title, Day)],
    now: Timestamp,
) -> Result<(), ServiceError> {
    let new = |field: &str, after: String| Change { field: field.to_owned(), before: String::new(), after };
    let mut told = Vec::new();
    if !decision.reason.is_empty() {
        told.push(new("Reason", decision.reason.to_string()));
    }
    told.extend(conditions.iter().map(|(words, due)| new("Condition", format!("{words}, by {due}"))));
    let found = decision.computed.map_or("undecided", Verdict::as_str);
    let over = if decision.is_override() { format!(" over the gate, which says {found}") } else { String::new() };
    let summary = format!("signed {} for {}{over}", decision.verdict.as_str(), decision.goal_name);
    let line = Line::of(EventKind::DecisionSigned, decision.id.0, summary).with(told);
    history::tell(tx, auditor, line, now).await
}

/// A decision as it was taken, and how the project stands now. Eleven queries.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn show(db: &Db, viewer: &Viewer, id: DecisionId, now: Timestamp) -> Result<DecisionPage, ServiceError> {
    let mut tx = db.read().await?;
    let decision = decisions::find(&mut tx, viewer.id(), id).await?;
    let document = decisions::state(&mut tx, viewer.id(), id).await?;
    let conditions = checklists::list_conditions(&mut tx, viewer.id(), id).await?;
    let facts = gates::with_rows(&mut tx, viewer.project(), now).await?.0.facts;
    let last = decisions::list(&mut tx, viewer.id(), Some(&decision.goal), storage::Window::first(1)).await?;
    let gate = viewer.project().gates.of(&decision.goal);
    Ok(DecisionPage {
        moved: gates::since(&decision, viewer.project(), &facts),
        computed_now: gate.and_then(|gate| gate.weigh(&facts, &viewer.project().rule.caps).verdict),
        intact: seal(&document) == decision.sha256,
        state: serde_json::from_str(&document).ok(),
        is_last: last.first().is_some_and(|last| last.id == decision.id),
        conditions,
        decision,
    })
}

/// The document of the state that a decision was taken on, with its digest.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn document(db: &Db, viewer: &Viewer, id: DecisionId) -> Result<(Decision, String), ServiceError> {
    let mut tx = db.read().await?;
    let decision = decisions::find(&mut tx, viewer.id(), id).await?;
    Ok((decision, decisions::state(&mut tx, viewer.id(), id).await?))
}

/// Decisions of a project, newest first. Two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<Page<Decision>, ServiceError> {
    const SIZE: u32 = 30;
    let mut tx = db.read().await?;
    let rows = decisions::list(&mut tx, viewer.id(), None, page.window(SIZE)).await?;
    Ok(Page::new(rows, decisions::count(&mut tx, viewer.id(), None).await?, page, SIZE))
}
