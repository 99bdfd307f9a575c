use crate::world::{REPORT, World, at};
use domain::criteria::{Criterion, CriterionState};
use domain::order::Direction;
use service::accounts::{Editor, SignedIn};
use service::criteria::{self, CriterionForm, change, create, list, set_state, shift};
use service::{PageNumber, ServiceError, assessments, records};

async fn with_editor() -> (World, SignedIn, Editor) {
    let (world, olga) = World::with_project().await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    (world, olga, editor)
}

fn form(text: &str, state: &str) -> CriterionForm {
    CriterionForm { text: text.into(), state: state.into(), ..CriterionForm::default() }
}

async fn texts(world: &World, editor: &Editor) -> Vec<String> {
    let rows = list(&world.db, editor, PageNumber::FIRST).await.unwrap().page.rows;
    rows.into_iter().map(|row| row.text.to_string()).collect()
}

async fn made(world: &World, editor: &Editor, text: &str) -> Criterion {
    create(&world.db, editor, &form(text, "unknown"), at()).await.unwrap()
}

#[tokio::test]
async fn a_criterion_is_written_changed_and_told_of_before_and_after() {
    let (world, olga, editor) = with_editor().await;
    let typed = CriterionForm { label: " A ".into(), owner: "OLGA".into(), notes: "By *hand*".into(), ..form("It holds", "partly met") };
    let criterion = create(&world.db, &editor, &typed, at()).await.unwrap();
    assert_eq!((criterion.label.as_deref(), criterion.state), (Some("A"), CriterionState::Partly));
    assert_eq!(criterion.owner.as_ref().and_then(|owner| owner.user), Some(olga.user().id));
    let typed = CriterionForm { state: "met".into(), owner: "somebody else".into(), ..typed };
    let changed = change(&world.db, &editor, criterion.id, criterion.version, &typed, at()).await.unwrap();
    assert_eq!(criteria::find(&world.db, &editor, criterion.id).await.unwrap(), changed);
    let events = records::around(&world.db, &editor, criterion.id, PageNumber::FIRST).await.unwrap().events;
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].summary, "changed state and owner of the criterion “It holds”");
    assert_eq!((events[0].changes[0].before.as_str(), events[0].changes[0].after.as_str()), ("partly met", "met"));
}

#[tokio::test]
async fn a_change_on_an_older_version_is_stale_and_one_that_changes_nothing_is_not_told() {
    let (world, _, editor) = with_editor().await;
    let first = made(&world, &editor, "It holds").await;
    let second = set_state(&world.db, &editor, first.id, first.version, CriterionState::Met, at()).await.unwrap();
    let stale = change(&world.db, &editor, first.id, first.version, &form("Other words", "unknown"), at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let same = set_state(&world.db, &editor, first.id, second.version, CriterionState::Met, at()).await.unwrap();
    assert_eq!(same, second);
    let events = records::around(&world.db, &editor, first.id, PageNumber::FIRST).await.unwrap().events;
    assert_eq!(events.len(), 2);
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_at_its_field() {
    let (world, _, editor) = with_editor().await;
    let refused = [
        ("text", form(" ", "unknown")),
        ("state", form("It holds", "nearly")),
        ("label", CriterionForm { label: "x".repeat(21), ..form("It holds", "met") }),
        ("notes", CriterionForm { notes: "\u{0}".into(), ..form("It holds", "met") }),
    ];
    for (expected, form) in refused {
        let error = create(&world.db, &editor, &form, at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field, .. } if field == expected), "{expected}: {error}");
    }
    assert!(texts(&world, &editor).await.is_empty());
}

#[tokio::test]
async fn criteria_are_moved_among_those_that_are_not_in_the_bin() {
    let (world, _, editor) = with_editor().await;
    let mut rows = Vec::new();
    for text in ["one", "two", "three"] {
        rows.push(made(&world, &editor, text).await);
    }
    shift(&world.db, &editor, rows[2].id, Direction::Up, at()).await.unwrap();
    assert_eq!(texts(&world, &editor).await, ["one", "three", "two"]);
    records::delete(&world.db, &editor, rows[2].id, rows[2].version, at()).await.unwrap();
    shift(&world.db, &editor, rows[1].id, Direction::Up, at()).await.unwrap();
    assert_eq!(texts(&world, &editor).await, ["two", "one"]);
    shift(&world.db, &editor, rows[1].id, Direction::Up, at()).await.unwrap();
    assert_eq!(texts(&world, &editor).await, ["two", "one"]);
    let gone = shift(&world.db, &editor, rows[2].id, Direction::Up, at()).await;
    assert!(matches!(gone, Err(ServiceError::NotFound)), "{gone:?}");
}

#[tokio::test]
async fn a_criterion_that_was_fetched_back_is_whole_and_met_ones_are_counted() {
    let (world, _, editor) = with_editor().await;
    let typed = CriterionForm { notes: "Seen".into(), ..form("It holds", "met") };
    let criterion = create(&world.db, &editor, &typed, at()).await.unwrap();
    let counts = async || {
        let found = list(&world.db, &editor, PageNumber::FIRST).await.unwrap();
        (found.page.total, found.met)
    };
    assert_eq!(counts().await, (1, 1));
    records::delete(&world.db, &editor, criterion.id, criterion.version, at()).await.unwrap();
    assert_eq!(counts().await, (0, 0));
    assert!(matches!(criteria::find(&world.db, &editor, criterion.id).await, Err(ServiceError::NotFound)));
    records::restore(&world.db, &editor, criterion.id.into(), at()).await.unwrap();
    let back = criteria::find(&world.db, &editor, criterion.id).await.unwrap();
    assert_eq!(Criterion { version: criterion.version, ..back }, criterion);
}

#[tokio::test]
async fn what_people_wrote_stays_when_a_report_names_the_same_criterion() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, REPORT).await;
    let row = list(&world.db, &auditor, PageNumber::FIRST).await.unwrap().page.rows.remove(1);
    assert_eq!(row.state, CriterionState::NotMet);
    set_state(&world.db, &auditor, row.id, row.version, CriterionState::Met, at()).await.unwrap();
    world.saved(&auditor, &REPORT.replace("2031-04-01", "2031-04-02")).await;
    let rows = assessments::overview(&world.db, &auditor, at()).await.unwrap().criteria;
    assert_eq!(rows.iter().map(|row| row.state).collect::<Vec<_>>(), [CriterionState::Met, CriterionState::Met]);
}
