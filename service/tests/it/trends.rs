//! How open work changed over the weeks, from what use cases leave behind.

use crate::world::{REPORT, World, at};
use domain::Timestamp;
use service::blockers::BlockerForm;
use service::checklists::Shown;
use service::{PageNumber, blockers, checklists, records, trends};

const WEEK: i64 = 7 * 24 * 3600;

fn weeks_ago(weeks: i64) -> Timestamp {
    at().plus_seconds(-weeks * WEEK)
}

#[tokio::test]
async fn blockers_are_counted_from_their_entry_to_their_resolution_with_all_in_between() {
    let (world, olga) = World::with_project().await;
    let (db, auditor) = (&world.db, olga.auditor(&world.db, "kiln").await.unwrap());
    let form = |title: &str| BlockerForm { title: title.into(), tier: "2".into(), ..BlockerForm::default() };
    let one = blockers::create(db, &auditor, &form("One"), weeks_ago(5)).await.unwrap();
    let two = blockers::create(db, &auditor, &form("Two"), weeks_ago(5)).await.unwrap();
    let gone = blockers::create(db, &auditor, &form("Gone"), weeks_ago(5)).await.unwrap();
    records::delete(db, &auditor, gone.id, gone.version, weeks_ago(4)).await.unwrap();
    let closed = blockers::resolve(db, &auditor, one.id, one.version, "Tried.", weeks_ago(4)).await.unwrap();
    let again = blockers::reopen(db, &auditor, one.id, closed.version, "Not so.", weeks_ago(3)).await.unwrap();
    blockers::resolve(db, &auditor, one.id, again.version, "Tried again.", weeks_ago(1)).await.unwrap();
    blockers::waive(db, &auditor, two.id, two.version, "Later", "2031-05-01", at()).await.unwrap();
    let found = trends::show(db, &auditor, 12, at()).await.unwrap();
    let figures: Vec<_> = found.blockers.weeks.iter().map(|week| (week.opened, week.closed, week.open)).collect();
    assert_eq!(figures.len(), 12);
    assert_eq!(figures[6..], [(2, 0, 2), (0, 1, 1), (1, 0, 2), (0, 0, 2), (0, 1, 1), (0, 0, 1)]);
    assert!(found.blockers.weeks[..6].iter().all(|week| (week.open, week.opened, week.closed) == (0, 0, 0)));
    assert!(!found.blockers.weeks[11].over && found.blockers.weeks[10].over);
    // Two of the last five weeks closed one: the middle of 0, 0, 0, 1, 1 is nothing.
    assert!(found.blockers.estimate.is_none());
    let short = trends::show(db, &auditor, 26, at()).await.unwrap();
    assert_eq!(short.blockers.weeks[14..], found.blockers.weeks[..]);
}

#[tokio::test]
async fn items_that_came_ticked_are_in_no_figure_and_others_count_from_the_import() {
    let (world, olga) = World::with_project().await;
    let (db, auditor) = (&world.db, olga.auditor(&world.db, "kiln").await.unwrap());
    world.saved(&auditor, REPORT).await;
    let found = trends::show(db, &auditor, 12, at()).await.unwrap().items;
    assert_eq!((found.series.came_closed, found.weeks[11].opened, found.weeks[11].open), (1, 1, 1));
    let items = checklists::list(db, &auditor, Shown::All, PageNumber::FIRST, at()).await.unwrap().items.rows;
    let ticked = items.iter().find(|item| item.done.is_some()).unwrap();
    let later = at().plus_seconds(WEEK);
    checklists::tick(db, &auditor, ticked.id, ticked.version, false, later).await.unwrap();
    let found = trends::show(db, &auditor, 12, later).await.unwrap().items;
    assert_eq!((found.series.came_closed, found.weeks[11].opened, found.weeks[11].open), (0, 1, 2));
    let open = items.iter().find(|item| item.done.is_none()).unwrap();
    checklists::set_aside(db, &auditor, open.id, open.version, "No gloves.", later).await.unwrap();
    let found = trends::show(db, &auditor, 12, later).await.unwrap().items;
    assert_eq!((found.weeks[11].closed, found.weeks[11].open), (1, 1));
}
