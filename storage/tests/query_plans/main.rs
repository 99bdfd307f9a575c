//! No list may read a whole table. The statements are taken as they run, so that none is missed and none is stale.
//!
//! A program of its own: the ear for statements is global, and other tests damage tables on purpose.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "audit.rs"]
mod audit_room;
#[path = "changes.rs"]
mod changes_room;
mod decisions;
#[path = "exchange.rs"]
mod exchange_room;
mod factors;
mod groups;
mod identities;
mod lint;
#[path = "metrics.rs"]
mod metrics_room;
mod outwards;
mod people;
mod portfolio;
mod rooms;
#[allow(dead_code, reason = "shared with the other tests, which use all of it")]
#[path = "../it/samples.rs"]
mod samples;
mod templates;
mod tokens;
#[path = "verifications.rs"]
mod verifications_room;

use crate::samples::{
    action, assessment, at, blocker, category, checklist, comment, criterion, event, finding, id, item, measurement, metric, project, risk,
    run_result, source, tick, title, user, verification,
};
use domain::accounts::Role;
use domain::assessments::{Note, Rating};
use domain::blockers::{Blocker, BlockerState};
use domain::changes::{Part, Remembered};
use domain::checklists::{Evidence, Item, Proof};
use domain::exchange::profile::Profile;
use domain::history::EventKind;
use domain::ids::{AssessmentId, ProjectId, UserId};
use domain::projects::Project;
use domain::records::{RecordKind, RecordRef};
use domain::relations::{Relation, RelationKind};
use domain::risks::Matrix;
use domain::search::Terms;
use domain::verifications::Outcome;
use scratch::Scratch;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use storage::accounts::{attempts, members, sessions, users};
use storage::changes::Said;
use storage::checklists::{Clock, Filter as ItemFilter};
use storage::search::{self, Scope};
use storage::{
    Tx, Window, assessments, blockers, changes, checklists, comments, criteria, exchange, history, metrics, plans, projects, records,
    relations, risks, verifications, work,
};
use tracing::field::{Field, Visit};
use tracing::{Event as Traced, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Statements that were run.
#[derive(Clone, Default)]
struct Statements(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Traced<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            event.record(&mut self.clone());
        }
    }
}

impl Visit for Statements {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "db.statement" {
            self.0.lock().unwrap().push(value.trim().to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

struct Many {
    project: Project,
    audit: AssessmentId,
    user: UserId,
}

const PROJECTS: i32 = 60;
const ROWS: i32 = 50;

/// Some thousand rows in every register, spread over the projects.
async fn many(tx: &mut Tx) -> Many {
    let person = user("ada@example.org");
    users::insert(tx, &person, "hash").await.unwrap();
    let mut last = None;
    for number in 0..PROJECTS {
        let row = Project { name: title(&format!("Project {number}")), ..project(&format!("p{number}")) };
        projects::insert(tx, &row).await.unwrap();
        let other = user(&format!("u{number}@example.org"));
        users::insert(tx, &other, "hash").await.unwrap();
        members::set(tx, row.id, other.id, Role::Viewer).await.unwrap();
        if number % 10 == 0 {
            members::set(tx, row.id, person.id, Role::Owner).await.unwrap();
        }
        let audit = audits(tx, row.id).await;
        registers(tx, row.id).await;
        exchange_room::write(tx, row.id, audit).await;
        lint::write(tx, row.id, ROWS).await;
        last = Some(Many { project: row, audit, user: person.id });
    }
    groups::write(tx, person.id).await;
    templates::write(tx, person.id).await;
    let many = last.unwrap();
    portfolio::write(tx, &many).await;
    tokens::write(tx, &many).await;
    many
}

async fn audits(tx: &mut Tx, project: ProjectId) -> AssessmentId {
    let mut last = None;
    for day in 1..=9 {
        let document = source(project, &format!("sha {day}"));
        exchange::insert(tx, &document).await.unwrap();
        exchange::set_saved(tx, document.id, &Profile::default(), document.version, at()).await.unwrap();
        let mut audit = assessment(project, &format!("2031-01-0{day}"));
        audit.assessment.source = Some(document.id);
        assessments::insert(tx, &audit).await.unwrap();
        for position in 0..6 {
            assessments::insert_category(tx, audit.assessment.id, &category(position, Rating::NotRated)).await.unwrap();
            assessments::insert_finding(tx, audit.assessment.id, &finding(position)).await.unwrap();
            let note = Note { id: id(), position, text: "x".parse().unwrap(), lines: None };
            assessments::insert_note(tx, audit.assessment.id, &note).await.unwrap();
        }
        last = Some(audit.assessment.id);
    }
    last.unwrap()
}

async fn registers(tx: &mut Tx, project: ProjectId) {
    let list = checklist(0, "Before");
    checklists::insert(tx, project, &list).await.unwrap();
    for position in 0..ROWS {
        let state = if position % 2 == 0 { BlockerState::Open } else { BlockerState::Resolved };
        blockers::insert(tx, &Blocker { state, ..blocker(project, position, 2) }).await.unwrap();
        risks::insert(tx, &risk(project, position)).await.unwrap();
        let done = (position % 3 == 0).then(tick);
        let due = at().today().plus_days(-1);
        checklists::insert_item(tx, project, &Item { done, due, ..item(list.id, position) }).await.unwrap();
        related(tx, project, position).await;
        let names = Remembered { part: Part::Category, one: format!("name {position}"), other: "other".into(), same: false };
        let said = Said { id: id(), names, one_name: "Name".into(), other_name: "Other".into(), at: at(), by_name: title("Ada") };
        changes::set(tx, project, &said).await.unwrap();
        let followed = metric(project, position);
        metrics::insert(tx, &followed).await.unwrap();
        for day in 1..=3 {
            metrics::insert_measurement(tx, project, &measurement(followed.id, &format!("2031-01-0{day}"), "5")).await.unwrap();
        }
        let event = event(project, EventKind::ItemTicked);
        history::append(tx, &event).await.unwrap();
        let about = RecordRef { kind: RecordKind::Item, id: event.subject };
        comments::insert(tx, &comment(project, about, "seen"), &[]).await.unwrap();
        relations::insert(tx, project, &Relation { kind: RelationKind::Closes, from: about, to: RecordRef { id: id(), ..about } })
            .await
            .unwrap();
    }
}

/// A criterion that a step closes and a verification with a result checks.
async fn related(tx: &mut Tx, project: ProjectId, position: i32) {
    let (criterion, action, verification) = (criterion(position), action(position), verification(position));
    criteria::insert(tx, project, &criterion).await.unwrap();
    plans::insert(tx, project, &action).await.unwrap();
    verifications::insert(tx, project, &verification).await.unwrap();
    verifications::insert_result(tx, &run_result(verification.id, Outcome::Pass)).await.unwrap();
    let to = criterion.id.into();
    for relation in [
        Relation { kind: RelationKind::Closes, from: action.id.into(), to },
        Relation { kind: RelationKind::Checks, from: verification.id.into(), to },
    ] {
        relations::insert(tx, project, &relation).await.unwrap();
    }
}

/// Every function that reads, and those that clear away. Left out is only the count of all projects, which has to look at all.
async fn read_everything(tx: &mut Tx, many: &Many) {
    let (project, few) = (many.project.id, Window { limit: 20, offset: 20 });
    users::get(tx, many.user).await.unwrap();
    users::get_by_email(tx, &"ada@example.org".parse().unwrap()).await.unwrap();
    users::password_hash(tx, many.user).await.unwrap();
    members::role(tx, project, many.user).await.unwrap();
    groups::read(tx, many).await;
    members::list(tx, project, few).await.unwrap();
    sessions::get(tx, "x", at()).await.unwrap();
    sessions::delete_of_user(tx, many.user).await.unwrap();
    sessions::delete_expired(tx, at()).await.unwrap();
    attempts::get(tx, "x").await.unwrap();
    attempts::delete_older(tx, at()).await.unwrap();
    projects::get(tx, &many.project.slug).await.unwrap();
    projects::find(tx, project).await.unwrap();
    let head = assessments::find(tx, project, many.audit).await.unwrap();
    assessments::list(tx, project, few).await.unwrap();
    assessments::count(tx, project).await.unwrap();
    assert_eq!(assessments::list_signed(tx, project, Window::first(3)).await.unwrap().len(), 3);
    assert_eq!(assessments::list_series(tx, project, Window::first(3)).await.unwrap().len(), 18);
    assert_eq!(assessments::list_drafts(tx, project).await.unwrap().len(), 9);
    assert_eq!(assessments::count_frozen(tx, project).await.unwrap(), 0);
    assessments::update_score(tx, project, many.audit, Some(5)).await.unwrap();
    projects::rules::list(tx, project, few).await.unwrap();
    assessments::list_categories(tx, many.audit).await.unwrap();
    assert_eq!(assessments::list_counting(tx, project, Window::first(2)).await.unwrap().len(), 2);
    changes_room::read(tx, project).await;
    assessments::list_findings(tx, many.audit, few).await.unwrap();
    assessments::count_findings(tx, many.audit).await.unwrap();
    let finding = assessments::list_findings(tx, many.audit, Window::first(1)).await.unwrap().remove(0);
    assessments::find_finding(tx, project, finding.id).await.unwrap();
    assessments::list_notes(tx, many.audit, few).await.unwrap();
    exchange_room::read(tx, project, head.assessment.source.unwrap(), few).await;
    let whose = blockers::Filter { owner: blockers::OwnedBy::Member(many.user), ..blockers::Filter::default() };
    blockers::list(tx, project, &whose, at().today(), few).await.unwrap();
    blockers::count_matching(tx, project, &whose, at().today()).await.unwrap();
    blockers::list_standing(tx, project, at().today(), few).await.unwrap();
    blockers::count(tx, project, at().today()).await.unwrap();
    blockers::count_by_tier(tx, project, at().today()).await.unwrap();
    blockers::next_position(tx, project).await.unwrap();
    let one = blocker(project, 0, 1);
    blockers::insert(tx, &one).await.unwrap();
    blockers::update(tx, &one, one.version).await.unwrap();
    blockers::find(tx, project, one.id).await.unwrap();
    let (asked, matrix) = (risks::Filter::default(), Matrix::default());
    risks::list(tx, project, &asked, &matrix, at().today(), few).await.unwrap();
    risks::count_matching(tx, project, &asked, &matrix, at().today()).await.unwrap();
    risks::counts(tx, project, &matrix, at().today()).await.unwrap();
    risks::count_cells(tx, project).await.unwrap();
    risks::count_unaccepted(tx, project, &matrix, at().today()).await.unwrap();
    risks::list_unaccepted(tx, project, &matrix, at().today(), few).await.unwrap();
    decisions::read(tx, project).await;
    risks::list_open(tx, project, few).await.unwrap();
    risks::count_open(tx, project).await.unwrap();
    risks::next_position(tx, project).await.unwrap();
    let one = risk(project, 0);
    risks::insert(tx, &one).await.unwrap();
    risks::find(tx, project, one.id).await.unwrap();
    risks::set_told(tx, &one).await.unwrap();
    checklist_rooms(tx, project, few).await;
    checklists::keys(tx, project).await.unwrap();
    checklists::item_keys(tx, project).await.unwrap();
    let lines = history::Filter { actor: Some(many.user), ..history::Filter::default() };
    history::list(tx, project, lines, few).await.unwrap();
    history::count(tx, project, lines).await.unwrap();
    history::list_of(tx, project, many.user.0, few).await.unwrap();
    history::count_of(tx, project, many.user.0).await.unwrap();
    around_records(tx, many).await;
    read_plans_and_criteria(tx, project, few).await;
    verifications_room::read(tx, project, few).await;
    templates::read(tx, many).await;
    metrics_room::read(tx, many, few).await;
    lint::read(tx, project, few).await;
}

async fn read_plans_and_criteria(tx: &mut Tx, project: ProjectId, few: Window) {
    let criterion = criteria::list(tx, project, few).await.unwrap().remove(0);
    criteria::find(tx, project, criterion.id).await.unwrap();
    criteria::update(tx, &criterion, criterion.version).await.unwrap();
    criteria::count(tx, project).await.unwrap();
    criteria::keys(tx, project).await.unwrap();
    criteria::places(tx, project).await.unwrap();
    criteria::set_place(tx, criterion.id, 3).await.unwrap();
    criteria::next_place(tx, project).await.unwrap();
    let action = plans::list(tx, project, few).await.unwrap().remove(0);
    plans::find(tx, project, action.id).await.unwrap();
    plans::update(tx, &action, action.version).await.unwrap();
    plans::count(tx, project, at().today()).await.unwrap();
    plans::keys(tx, project).await.unwrap();
    plans::places(tx, project).await.unwrap();
    plans::set_place(tx, action.id, 3).await.unwrap();
    plans::next_place(tx, project).await.unwrap();
    assert_eq!(relations::list_closing(tx, action.id, at(), Window::first(9)).await.unwrap().len(), 1);
    assert_eq!(relations::count_closing(tx, project, at()).await.unwrap().len(), usize::try_from(ROWS).unwrap());
    assert_eq!(relations::list_tied(tx, project, criterion.id.into(), Window::first(9)).await.unwrap().len(), 2);
    for kind in [RelationKind::Closes, RelationKind::Checks] {
        assert!(!relations::list_candidates(tx, project, kind, action.id.0, "number", 20).await.unwrap().is_empty());
    }
}

/// All that is asked and moved in checklists.
async fn checklist_rooms(tx: &mut Tx, project: ProjectId, few: Window) {
    // Late enough for the items to be overdue.
    let clock = Clock::at(at().plus_seconds(3 * 24 * 3600));
    let (list, _) = checklists::list(tx, project, clock).await.unwrap().remove(0);
    checklists::find(tx, project, list.id).await.unwrap();
    checklists::last_position(tx, project).await.unwrap();
    checklists::update(tx, &list, list.version).await.unwrap();
    checklists::place(tx, project, &list, &list, list.version).await.unwrap();
    let rows = checklists::list_items(tx, project, ItemFilter::Overdue, clock, few).await.unwrap();
    let item = &rows[1].item;
    checklists::count_pressing(tx, project, Some(id()), clock).await.unwrap();
    checklists::find_item(tx, project, item.id).await.unwrap();
    checklists::last_item_position(tx, list.id).await.unwrap();
    checklists::neighbours(tx, item).await.unwrap();
    checklists::update_item(tx, item, item.version).await.unwrap();
    checklists::place_item(tx, item, &list, (rows[0].item.position, rows[0].item.id), item.version).await.unwrap();
    let proof = Proof::Text("ran".parse().unwrap());
    let evidence =
        Evidence { id: id(), item: item.id, label: title("Run"), proof, added_at: at(), added_by: id(), added_by_name: title("Ada") };
    checklists::insert_evidence(tx, project, &evidence).await.unwrap();
    checklists::insert_content(tx, evidence.id, b"x").await.unwrap();
    checklists::list_evidence(tx, project, item.id, few).await.unwrap();
    checklists::find_evidence(tx, project, evidence.id).await.unwrap();
    checklists::evidence_content(tx, evidence.id).await.unwrap();
    checklists::delete_evidence(tx, evidence.id, at()).await.unwrap();
    checklists::restore_evidence(tx, project, item.id, evidence.id).await.unwrap();
}

async fn around_records(tx: &mut Tx, many: &Many) {
    let (project, few) = (many.project.id, Window { limit: 20, offset: 20 });
    let comment = comment(project, RecordRef { kind: RecordKind::Item, id: id() }, "seen");
    comments::list(tx, project, comment.record, few).await.unwrap();
    comments::count(tx, project, comment.record).await.unwrap();
    comments::count_until(tx, project, comment.record, comment.id).await.unwrap();
    comments::list_mentioned(tx, comment.id).await.unwrap();
    comments::find(tx, project, comment.id).await.unwrap_err();
    comments::restore(tx, project, comment.author, comment.id).await.unwrap_err();
    records::find(tx, project, comment.record).await.unwrap_err();
    records::get(tx, project, comment.record.id).await.unwrap();
    records::list_deleted(tx, project, few).await.unwrap();
    records::count_deleted(tx, project).await.unwrap();
    records::list_is_deleted(tx, project, comment.record.id).await.unwrap();
    records::restore(tx, project, comment.record).await.unwrap_err();
    relations::list_from(tx, RelationKind::Closes, comment.record, few).await.unwrap();
    relations::list_to(tx, RelationKind::Closes, comment.record, few).await.unwrap();
    relations::list_of_project(tx, project, RelationKind::Closes, few).await.unwrap();
    let (terms, scope) = (Terms::parse("item num"), Scope { member: Some(many.user), ..Scope::default() });
    search::list(tx, &terms, &scope, few).await.unwrap();
    work::list(tx, many.user, at(), work::Filter::default(), few).await.unwrap();
    work::count(tx, many.user, at()).await.unwrap();
    work::list_namings(tx, many.user, few).await.unwrap();
    work::count_namings(tx, many.user).await.unwrap();
    search::count_by_kind(tx, &terms, &scope).await.unwrap();
    search::count_by_project(tx, &terms, &scope, 9).await.unwrap();
}

/// Lines of a plan that read a whole table. One that walks an index in the order wanted stops at its limit.
fn scans(plan: &str) -> Vec<&str> {
    // The rows of a view or of a query in parentheses are read as they come, and how they come is in the same plan.
    let inner = |line: &str| {
        let name = line.split_whitespace().nth(1);
        plan.lines().any(|other| other.strip_prefix("CO-ROUTINE ").or(other.strip_prefix("MATERIALIZE ")) == name)
    };
    plan.lines()
        .filter(|line| line.starts_with("SCAN ") && !line.contains("INDEX") && !line.contains("CONSTANT ROW") && !inner(line))
        .collect()
}

#[tokio::test]
async fn no_statement_reads_a_whole_table() {
    let statements = Statements::default();
    let subscriber = tracing_subscriber::registry().with(statements.clone());
    // The threads of the database driver are not those of the test: only a global subscriber hears them.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let fresh = Scratch::sqlite().await;
    fresh.db.migrate().await.unwrap();
    let mut tx = fresh.db.begin().await.unwrap();
    let many = many(&mut tx).await;
    tx.commit().await.unwrap();
    fresh.by_hand("ANALYZE").await;
    statements.0.lock().unwrap().clear();
    let mut tx = fresh.db.begin().await.unwrap();
    read_everything(&mut tx, &many).await;
    rooms::read(&mut tx, &many).await;
    drop(tx);
    let mut ran = statements.0.lock().unwrap().clone();
    ran.retain(|sql| ["SELECT", "UPDATE", "DELETE"].iter().any(|verb| sql.starts_with(verb)));
    ran.sort();
    ran.dedup();
    assert!(ran.len() > 35, "statements were heard: {}", ran.len());
    let mut tx = fresh.db.read().await.unwrap();
    let (mut picked, mut pages) = (0, 0);
    for sql in ran {
        let plan = tx.explain(&sql).await.unwrap();
        assert!(scans(&plan).is_empty(), "{sql}\n{plan}");
        picked += portfolio::picked_in_order(&sql, &plan);
        pages += u32::from(audit_room::picked_in_order(&sql, &plan));
    }
    assert!(pages >= 7, "the ways to narrow the audit log were heard: {pages}");
    assert!(picked >= 20, "the orders of the portfolio were heard: {picked}");
}

#[tokio::test]
async fn a_plan_that_scans_would_be_noticed() {
    let fresh = Scratch::sqlite().await;
    fresh.db.migrate().await.unwrap();
    let mut tx = fresh.db.read().await.unwrap();
    let plan = tx.explain("SELECT title FROM risks WHERE owner = 'Kim'").await.unwrap();
    assert_eq!(scans(&plan).len(), 1, "{plan}");
}
