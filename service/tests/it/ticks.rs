use crate::world::{REPORT, World, at};
use domain::checklists::Item;
use service::accounts::{SignedIn, operator};
use service::checklists::{Shown, Ticked, list, tick};
use service::{PageNumber, assessments};

async fn open_item(world: &World, who: &SignedIn) -> Item {
    let viewer = who.viewer(&world.db, "kiln").await.unwrap();
    let items = list(&world.db, &viewer, Shown::All, PageNumber::FIRST, at()).await.unwrap().items.rows;
    items.into_iter().map(|row| row.item).find(|item| item.text.as_str().starts_with("Lock is tried")).unwrap()
}

async fn with_report() -> (World, SignedIn) {
    let (world, owner) = World::with_project().await;
    world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    (world, owner)
}

#[tokio::test]
async fn a_tick_says_who_and_when_and_can_be_taken_back() {
    let (world, olga) = with_report().await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    let item = open_item(&world, &olga).await;
    let later = at().plus_seconds(77);
    let Ticked::Saved(done) = tick(&world.db, &editor, item.id, item.version, true, later).await.unwrap() else { panic!("stale") };
    let who = done.done.clone().unwrap();
    assert_eq!((who.at, who.by, who.by_name.as_str(), who.imported), (later, olga.user().id, "olga", false));
    assert_eq!(open_item(&world, &olga).await, done);
    let Ticked::Saved(open) = tick(&world.db, &editor, item.id, done.version, false, later).await.unwrap() else { panic!("stale") };
    assert_eq!(open.done, None);
    let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
    let events = assessments::overview(&world.db, &viewer, at()).await.unwrap().events;
    assert!(events[0].summary.starts_with("unticked") && events[1].summary.starts_with("ticked"));
}

#[tokio::test]
async fn a_tick_on_an_older_state_changes_nothing_and_shows_the_newer_one() {
    let (world, olga) = with_report().await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    let seen = open_item(&world, &olga).await;
    tick(&world.db, &editor, seen.id, seen.version, true, at()).await.unwrap();
    let now = open_item(&world, &olga).await;
    let outcome = tick(&world.db, &editor, seen.id, seen.version, false, at()).await.unwrap();
    assert_eq!(outcome, Ticked::Stale(now.clone()));
    assert_eq!(open_item(&world, &olga).await, now);
}

#[tokio::test]
async fn two_who_tick_together_leave_one_tick() {
    let (world, olga) = with_report().await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    let item = open_item(&world, &olga).await;
    let press = || tick(&world.db, &editor, item.id, item.version, true, at());
    let (first, second) = tokio::join!(press(), press());
    let saved = [first.unwrap(), second.unwrap()].iter().filter(|outcome| matches!(outcome, Ticked::Saved(_))).count();
    assert_eq!(saved, 1);
    assert_eq!(open_item(&world, &olga).await.version, item.version.next());
}

#[tokio::test]
async fn a_tick_that_is_there_already_is_not_noted_twice() {
    let (world, olga) = with_report().await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    let item = open_item(&world, &olga).await;
    tick(&world.db, &editor, item.id, item.version, true, at()).await.unwrap();
    let done = open_item(&world, &olga).await;
    assert_eq!(tick(&world.db, &editor, item.id, done.version, true, at()).await.unwrap(), Ticked::Saved(done.clone()));
    assert_eq!(open_item(&world, &olga).await, done);
}

#[tokio::test]
async fn who_has_no_account_ticks_under_the_name_that_history_knows() {
    let (world, olga) = with_report().await;
    let item = open_item(&world, &olga).await;
    let editor = operator().unwrap().viewer(&world.db, "kiln").await.unwrap().editor().unwrap();
    let Ok(Ticked::Saved(done)) = tick(&world.db, &editor, item.id, item.version, true, at()).await else { panic!("not ticked") };
    assert_eq!(done.done.unwrap().by_name.as_str(), "operator");
}
