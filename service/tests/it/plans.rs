use crate::world::{REPORT, World, at};
use domain::criteria::CriterionState;
use domain::order::Direction;
use domain::plans::Action;
use domain::records::{RecordKind, RecordRef};
use domain::relations::RelationKind;
use service::accounts::{Editor, SignedIn};
use service::plans::{ActionForm, Closed, change, create, find, list, set_done, shift, show};
use service::relations::{candidates, tie, untie};
use service::{PageNumber, ServiceError, criteria, records};

async fn with_report() -> (World, SignedIn, Editor) {
    let (world, olga) = World::with_project().await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    (world, olga, editor)
}

fn form(focus: &str, date: &str) -> ActionForm {
    ActionForm { focus: focus.into(), date: date.into(), ..ActionForm::default() }
}

async fn made(world: &World, editor: &Editor, focus: &str, date: &str) -> Action {
    create(&world.db, editor, &form(focus, date), at()).await.unwrap()
}

/// The first record of a kind that `step` could close.
async fn offered(world: &World, editor: &Editor, step: &Action, kind: RecordKind) -> RecordRef {
    let found = candidates(&world.db, editor, RelationKind::Closes, step.id, "").await.unwrap();
    found.iter().find(|row| row.record.kind == kind).unwrap().record
}

#[tokio::test]
async fn a_step_is_written_changed_finished_and_opened_again() {
    let (world, olga, editor) = with_report().await;
    let typed = ActionForm { when: "Day  3".into(), owner: "olga".into(), deliverables: "A *lock*".into(), ..form("Lock", "2031-04-09") };
    let step = create(&world.db, &editor, &typed, at()).await.unwrap();
    assert_eq!((step.when.as_deref(), step.date.map(|day| day.to_string()).as_deref()), (Some("Day 3"), Some("2031-04-09")));
    let typed = ActionForm { date: String::new(), ..typed };
    let step = change(&world.db, &editor, step.id, step.version, &typed, at()).await.unwrap();
    let done = set_done(&world.db, &editor, step.id, step.version, true, at()).await.unwrap();
    let who = done.done.clone().unwrap();
    assert_eq!((who.by, who.by_name.as_str(), who.at), (Some(olga.user().id), "olga", at()));
    assert!(matches!(set_done(&world.db, &editor, step.id, step.version, false, at()).await, Err(ServiceError::Stale)));
    let open = set_done(&world.db, &editor, step.id, done.version, false, at()).await.unwrap();
    assert_eq!(find(&world.db, &editor, step.id).await.unwrap(), open);
    let events = records::around(&world.db, &editor, step.id, PageNumber::FIRST).await.unwrap().events;
    let told: Vec<&str> = events.iter().map(|event| event.summary.as_str()).collect();
    let expected =
        ["reopened the step “Lock”", "finished the step “Lock”", "changed date of the step “Lock”", "added the step “Lock” to the plan"];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_step_is_late_from_the_day_after_its_date() {
    let (world, _, editor) = with_report().await;
    made(&world, &editor, "Due today", "2031-04-05").await;
    let late = made(&world, &editor, "Due yesterday", "2031-04-04").await;
    let counts = async || list(&world.db, &editor, PageNumber::FIRST, at()).await.unwrap().counts;
    // The report brought one step without a date.
    assert_eq!((counts().await.total, counts().await.late, counts().await.done), (3, 1, 0));
    set_done(&world.db, &editor, late.id, late.version, true, at()).await.unwrap();
    assert_eq!((counts().await.total, counts().await.late, counts().await.done), (3, 0, 1));
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_at_its_field() {
    let (world, _, editor) = with_report().await;
    let refused = [
        ("focus", form("", "")),
        ("date", form("Lock", "9th of April")),
        ("when", ActionForm { when: "x".repeat(101), ..form("Lock", "") }),
        ("owner", ActionForm { owner: "x".repeat(201), ..form("Lock", "") }),
    ];
    for (expected, form) in refused {
        let error = create(&world.db, &editor, &form, at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field, .. } if field == expected), "{expected}: {error}");
    }
}

#[tokio::test]
async fn a_step_knows_how_much_of_what_it_closes_is_closed() {
    let (world, _, editor) = with_report().await;
    let step = made(&world, &editor, "Lock", "").await;
    let closes = RelationKind::Closes;
    let blocker = offered(&world, &editor, &step, RecordKind::Blocker).await;
    let criterion = offered(&world, &editor, &step, RecordKind::Criterion).await;
    for to in [blocker, criterion, blocker] {
        tie(&world.db, &editor, closes, step.id, to, at()).await.unwrap();
    }
    let state = async || list(&world.db, &editor, PageNumber::FIRST, at()).await.unwrap().closed.get(&step.id).copied();
    assert_eq!(state().await, Some(Closed { closed: 0, total: 2 }));
    let row = criteria::find(&world.db, &editor, criterion.id.into()).await.unwrap();
    criteria::set_state(&world.db, &editor, row.id, row.version, CriterionState::Met, at()).await.unwrap();
    assert_eq!(state().await, Some(Closed { closed: 1, total: 2 }));
    let shown = show(&world.db, &editor, step.id, at()).await.unwrap().closing;
    assert_eq!(shown.iter().map(|row| (row.record, row.closed)).collect::<Vec<_>>(), [(blocker, false), (criterion, true)]);
    let offered = candidates(&world.db, &editor, closes, step.id, "").await.unwrap();
    assert!(offered.iter().all(|row| row.record != blocker && row.record != criterion), "{offered:?}");
    untie(&world.db, &editor, closes, step.id, blocker, at()).await.unwrap();
    assert_eq!(state().await, Some(Closed { closed: 1, total: 1 }));
}

#[tokio::test]
async fn a_step_cannot_be_tied_to_what_is_elsewhere_gone_or_of_another_kind() {
    let (world, olga, editor) = with_report().await;
    let step = made(&world, &editor, "Lock", "").await;
    let blocker = offered(&world, &editor, &step, RecordKind::Blocker).await;
    world.project(&olga, "other").await;
    let other = olga.editor(&world.db, "other").await.unwrap();
    let abroad = made(&world, &other, "Elsewhere", "").await;
    let closes = RelationKind::Closes;
    for (who, from) in [(&other, abroad.id), (&other, step.id)] {
        let refused = tie(&world.db, who, closes, from, blocker, at()).await;
        assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    }
    assert!(candidates(&world.db, &other, closes, abroad.id, "").await.unwrap().is_empty());
    let itself = tie(&world.db, &editor, closes, step.id, step.id.into(), at()).await;
    assert!(matches!(itself, Err(ServiceError::Refused(_))), "{itself:?}");
    let wrong = tie(&world.db, &editor, RelationKind::Checks, step.id, blocker, at()).await;
    assert!(matches!(wrong, Err(ServiceError::Refused(_))), "{wrong:?}");
    let criterion = offered(&world, &editor, &step, RecordKind::Criterion).await;
    let row = criteria::find(&world.db, &editor, criterion.id.into()).await.unwrap();
    records::delete(&world.db, &editor, row.id, row.version, at()).await.unwrap();
    let gone = tie(&world.db, &editor, closes, step.id, criterion, at()).await;
    assert!(matches!(gone, Err(ServiceError::NotFound)), "{gone:?}");
}

#[tokio::test]
async fn steps_are_moved_and_a_new_one_stands_behind_those_of_a_report() {
    let (world, _, editor) = with_report().await;
    let last = made(&world, &editor, "Last", "").await;
    let order = async || {
        let rows = list(&world.db, &editor, PageNumber::FIRST, at()).await.unwrap().page.rows;
        rows.into_iter().map(|row| row.focus.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(order().await, ["Door lock", "Last"]);
    shift(&world.db, &editor, last.id, Direction::Up, at()).await.unwrap();
    assert_eq!(order().await, ["Last", "Door lock"]);
}
