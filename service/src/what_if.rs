//! What would be if some open work were done, and a plan to do it.

use crate::accounts::{Editor, Viewer};
use crate::gates::{Readiness, readiness};
use crate::history::{self, Line};
use crate::{ServiceError, input, new_id, trends};
use domain::assessments::Category;
use domain::gates::{Facts, Gate, Outcome, Percent};
use domain::history::EventKind;
use domain::ids::{ActionId, BlockerId, CategoryId, CriterionId, ItemId, RiskId, VerificationId};
use domain::plans::Action;
use domain::projects::Project;
use domain::records::RecordKind;
use domain::relations::{Relation, RelationKind};
use domain::text::{Markdown, Slug, Title};
use domain::what_if::{Base, Deed, Forecast, Left, Step, Work, way};
use domain::{Day, Timestamp, Version};
use rust_decimal::Decimal;
use std::collections::HashSet;
use storage::{Db, Tx, assessments, plans, relations};
use uuid::Uuid;

/// What is chosen as if it were done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Rows.
    pub records: Vec<Uuid>,
    /// Categories with the percentage as typed; empty ones are left out.
    pub ratings: Vec<(CategoryId, String)>,
}

/// A goal now and then.
#[derive(Clone, Debug)]
pub struct Change {
    /// The gate.
    pub gate: Gate,
    /// What it finds now.
    pub now: Outcome,
    /// What it would find.
    pub then: Outcome,
    /// When it could open then, at the pace of the last weeks.
    pub when: Forecast,
    /// The shortest way through it from what is now.
    pub way: Vec<Step>,
}

/// What would be.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// Rows that could be done and that gates ask for, at most [`Readiness::ROWS`] of each kind.
    pub open: Vec<Work>,
    /// The categories of the last audit.
    pub categories: Vec<Category>,
    /// How the project stands.
    pub now: Facts,
    /// How it would stand.
    pub then: Facts,
    /// The goals in order.
    pub goals: Vec<Change>,
    /// A category whose percentage cannot be read, with what is wrong.
    pub wrong: Option<(CategoryId, String)>,
}

impl WhatIf {
    /// Whether there is more open work than is looked at.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.now.known && self.now.holding.is_none()
    }
}

/// How a project stands, and what is open.
pub(crate) struct Open {
    pub(crate) readiness: Readiness,
    categories: Vec<Category>,
    work: Vec<Work>,
}

impl Open {
    /// What gates are weighed against.
    fn base<'a>(&'a self, project: &'a Project) -> Base<'a> {
        let stands = &self.readiness.stands;
        let rule = stands.audit.as_ref().and_then(|audit| audit.assessment.rule.as_ref()).unwrap_or(&project.rule);
        Base { facts: &stands.facts, categories: &self.categories, rule, caps: &project.rule.caps }
    }

    /// The shortest way through a gate of the project.
    pub(crate) fn way(&self, project: &Project, gate: &Gate) -> Vec<Step> {
        way(&self.base(project), gate, &self.work)
    }
}

/// What would be if the chosen work were done. Thirteen queries.
///
/// # Errors
/// Where the database fails.
pub async fn show(db: &Db, viewer: &Viewer, chosen: &Chosen, now: Timestamp) -> Result<WhatIf, ServiceError> {
    let mut tx = db.read().await?;
    let open = load(&mut tx, viewer, now).await?;
    let paces = trends::paces(&mut tx, viewer, now).await?;
    let project = viewer.project();
    let base = open.base(project);
    let known = open.work.iter().filter(|work| work.deed.record().is_some_and(|record| chosen.records.contains(&record.id)));
    let mut deeds: Vec<Deed> = known.map(|work| work.deed).collect();
    let mut wrong = None;
    for (id, typed) in chosen.ratings.iter().filter(|(_, typed)| !typed.trim().is_empty()) {
        match percent(typed) {
            Some(percent) => deeds.push(Deed::Rate(*id, percent)),
            None => wrong = wrong.or_else(|| Some((*id, "Type a percentage from 0 to 100, such as 85.".to_owned()))),
        }
    }
    let then = base.with(&deeds);
    let goals = project.gates.gates.iter().map(|gate| Change {
        gate: gate.clone(),
        now: base.outcome(gate, &[]),
        then: gate.weigh(&then, base.caps),
        when: Left::of(gate, &then, base.caps).forecast(paces.weeks(), now.today()),
        way: way(&base, gate, &open.work),
    });
    let goals = goals.collect();
    Ok(WhatIf { goals, then, wrong, now: open.readiness.stands.facts, open: open.work, categories: open.categories })
}

fn percent(typed: &str) -> Option<Percent> {
    let typed = typed.trim().trim_end_matches('%').trim_end().replace(',', ".");
    Percent::try_from(Decimal::from_str_exact(&typed).ok()?).ok()
}

/// How a project stands, and what is open: nine queries.
pub(crate) async fn load(tx: &mut Tx, viewer: &Viewer, now: Timestamp) -> Result<Open, ServiceError> {
    let readiness = readiness(tx, viewer.project(), now).await?;
    let categories = match &readiness.stands.audit {
        Some(audit) => assessments::list_categories(tx, audit.assessment.id).await?,
        None => Vec::new(),
    };
    let title = |words: &str| Title::cut(words).map_or_else(Title::untitled, |(title, _)| title);
    let rows = readiness.failing().iter().filter_map(|row| {
        let id = row.record.id;
        let deed = match row.record.kind {
            RecordKind::Blocker => Deed::Resolve(BlockerId(id), row.tier?),
            RecordKind::Item => Deed::Tick(ItemId(id)),
            RecordKind::Criterion => Deed::Meet(CriterionId(id)),
            RecordKind::Verification => Deed::Pass(VerificationId(id)),
            _ => return None,
        };
        Some(Work { deed, title: title(&row.title) })
    });
    let risks =
        readiness.risks().iter().map(|(row, level)| Work { deed: Deed::Settle(RiskId(row.record.id), *level), title: title(&row.title) });
    let work = rows.chain(risks).collect();
    Ok(Open { readiness, categories, work })
}

/// A plan as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanForm {
    /// The first day.
    pub begin: String,
    /// Steps of the way on each day, 1 to 20.
    pub per_day: String,
}

/// Makes a plan of the shortest way through the gate of a goal: one step of the plan for each day, with what it closes. The steps go
/// behind those that are there. Gives back how many were made.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`] for what cannot be used, [`ServiceError::Refused`] where nothing is to be done.
pub async fn plan(db: &Db, editor: &Editor, goal: &Slug, form: &PlanForm, now: Timestamp) -> Result<usize, ServiceError> {
    const MOST_PER_DAY: usize = 20;
    let begin = input::day("begin", &form.begin)?
        .ok_or_else(|| ServiceError::Invalid { field: "begin", message: "Say on which day the work begins.".into() })?;
    let per_day = form.per_day.trim().parse().ok().filter(|count| (1..=MOST_PER_DAY).contains(count));
    let per_day = per_day.ok_or_else(|| ServiceError::invalid("per_day", "What is done on a day", "must be a number from 1 to 20"))?;
    let mut tx = db.begin().await?;
    let open = load(&mut tx, editor, now).await?;
    let project = editor.project();
    let gate = project.gates.of(goal).ok_or(ServiceError::NotFound)?;
    let planned: HashSet<Uuid> = relations::list_planned(&mut tx, project.id).await?.into_iter().collect();
    let all = open.way(project, gate);
    if all.is_empty() {
        return Err(ServiceError::Refused("There is nothing to plan: no open work stands between the project and this goal.".into()));
    }
    let steps: Vec<Step> =
        all.into_iter().filter(|step| step.work.deed.record().is_none_or(|record| !planned.contains(&record.id))).collect();
    if steps.iter().all(|step| step.work.deed.record().is_none()) && !planned.is_empty() {
        return Err(ServiceError::Refused("The way is in the plan already: open steps close all rows on it.".into()));
    }
    let place = plans::next_place(&mut tx, project.id).await?;
    let mut made = 0;
    for (number, work) in (0_i32..).zip(steps.chunks(per_day)) {
        let date = begin.plus_days(number.into());
        let action = action(place.saturating_add(number), number, date, work)?;
        plans::insert(&mut tx, project.id, &action).await?;
        for to in work.iter().filter_map(|step| step.work.deed.record()).filter(|to| closes(to.kind)) {
            relations::insert(&mut tx, project.id, &Relation { kind: RelationKind::Closes, from: action.id.into(), to }).await?;
        }
        made += 1;
    }
    let noun = if made == 1 { "step" } else { "steps" };
    let summary = format!("planned the way to {} in {made} {noun}, from {begin}", gate.name);
    history::tell(&mut tx, editor, Line::of(EventKind::ProjectChanged, project.id.0, summary), now).await?;
    tx.commit().await?;
    Ok(made)
}

/// What a step of a plan can close.
const fn closes(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Blocker | RecordKind::Item | RecordKind::Risk | RecordKind::Criterion)
}

fn action(position: i32, number: i32, date: Option<Day>, work: &[Step]) -> Result<Action, ServiceError> {
    let words = |step: &Step| match step.work.deed {
        Deed::Rate(_, to) => format!("{} “{}” to {to}", step.work.deed.verb(), step.work.title),
        _ => format!("{} “{}”", step.work.deed.verb(), step.work.title),
    };
    let first = work.first().map(words).unwrap_or_default();
    let more = work.len().saturating_sub(1);
    let focus = if more == 0 { first } else { format!("{first} and {more} more") };
    let list: Vec<String> = work.iter().map(|step| format!("- {}", words(step))).collect();
    let (focus, _) = Title::cut(&focus).ok_or(ServiceError::Internal("a step without a name"))?;
    let deliverables: Markdown = list.join("\n").parse().map_err(|_| ServiceError::Internal("a step that is too long"))?;
    let id: ActionId = new_id();
    let when = Some(format!("Day {}", number.saturating_add(1)));
    Ok(Action { id, position, when, date, focus, deliverables, owner: None, done: None, lines: None, version: Version::FIRST })
}
