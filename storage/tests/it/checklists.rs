use crate::samples::{aside, at, checklist, id, item, saved_project, tick, title};
use domain::Version;
use domain::checklists::{Item, Progress};
use domain::ids::{ItemId, ProjectId};
use domain::people::Assignee;
use domain::records::RecordRef;
use scratch::on_fresh;
use storage::checklists::{Clock, Filter};
use storage::{StorageError, Tx, Window, checklists, records};

fn clock() -> Clock {
    Clock::at(at())
}

async fn listed(tx: &mut Tx, project: ProjectId, filter: Filter, window: Window) -> Vec<Item> {
    let rows = checklists::list_items(tx, project, filter, clock(), window).await.unwrap();
    rows.into_iter().map(|row| row.item).collect()
}

async fn order(tx: &mut Tx, project: ProjectId) -> Vec<String> {
    listed(tx, project, Filter::All, Window::first(99)).await.into_iter().map(|item| item.text.into()).collect()
}

/// The place of one item, if it has one, and those of others.
type Places = (Option<(i32, ItemId)>, Vec<(i32, ItemId)>);

#[tokio::test]
async fn items_come_back_in_the_order_of_their_lists() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (second, first) = (checklist(1, "After"), checklist(0, "Before"));
        for list in [&second, &first] {
            checklists::insert(&mut tx, project, list).await.unwrap();
            assert_eq!(checklists::find(&mut tx, project, list.id).await.unwrap(), *list);
        }
        let bare = Item {
            done: Some(tick()),
            detail: "".parse().unwrap(),
            assignee: None,
            due: None,
            verified_until: None,
            blocking: false,
            lines: None,
            ..item(first.id, 1)
        };
        let apart = Item { set_aside: Some(aside()), needs_verification: true, ..item(second.id, 0) };
        let rows = [item(first.id, 0), bare, apart];
        for row in rows.iter().rev() {
            checklists::insert_item(&mut tx, project, row).await.unwrap();
            assert_eq!(checklists::find_item(&mut tx, project, row.id).await.unwrap(), *row);
        }
        assert_eq!(listed(&mut tx, project, Filter::All, Window::first(9)).await, rows);
        assert_eq!(listed(&mut tx, project, Filter::All, Window { limit: 1, offset: 2 }).await, rows[2..]);
        assert_eq!(checklists::item_keys(&mut tx, project).await.unwrap().len(), 3);
        assert_eq!(checklists::keys(&mut tx, project).await.unwrap().len(), 2);
    })
    .await;
}

/// One item of each way to stand, in this order: open, ticked, waiting for a verification, vouched for, not vouched for any
/// more, not applicable, late.
fn every_way_to_stand(list: domain::ids::ChecklistId) -> Vec<Item> {
    let plain = |position| Item { blocking: false, due: None, assignee: None, verified_until: None, ..item(list, position) };
    let asks =
        |position, until| Item { done: Some(tick()), needs_verification: true, blocking: true, verified_until: until, ..plain(position) };
    vec![
        Item { blocking: true, ..plain(0) },
        Item { done: Some(tick()), ..plain(1) },
        asks(2, None),
        asks(3, Some(at().plus_seconds(1))),
        asks(4, Some(at())),
        Item { set_aside: Some(aside()), blocking: true, ..plain(5) },
        Item { due: Some("2031-04-04".parse().unwrap()), ..plain(6) },
        Item { due: Some("2031-04-05".parse().unwrap()), ..plain(7) },
    ]
}

#[tokio::test]
async fn each_list_tells_its_progress_as_the_domain_counts_it_and_an_empty_one_is_there_too() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (list, empty) = (checklist(0, "Before"), checklist(1, "Empty"));
        checklists::insert(&mut tx, project, &list).await.unwrap();
        checklists::insert(&mut tx, project, &empty).await.unwrap();
        let rows = every_way_to_stand(list.id);
        for row in &rows {
            checklists::insert_item(&mut tx, project, row).await.unwrap();
        }
        let lists = checklists::list(&mut tx, project, clock()).await.unwrap();
        let progress = Progress::of(&rows, at());
        assert_eq!(progress, Progress { done: 2, total: 7, blocking_open: 3, not_applicable: 1 });
        assert_eq!(lists, [(list, progress), (empty, Progress::default())]);
    })
    .await;
}

#[tokio::test]
async fn each_filter_lets_through_what_its_name_says() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, project, &list).await.unwrap();
        let me = id();
        let mine = Assignee { name: "Me".into(), user: Some(me) };
        for row in every_way_to_stand(list.id) {
            let assignee = [1, 4, 6].contains(&row.position).then(|| mine.clone());
            checklists::insert_item(&mut tx, project, &Item { assignee, ..row }).await.unwrap();
        }
        let mut places = Vec::new();
        for filter in [Filter::All, Filter::Open, Filter::Blocking, Filter::Of(me), Filter::Overdue, Filter::Of(id())] {
            let rows = listed(&mut tx, project, filter, Window::first(99)).await;
            places.push(rows.into_iter().map(|row| row.position).collect::<Vec<_>>());
        }
        let expected: [&[i32]; 6] = [&[0, 1, 2, 3, 4, 5, 6, 7], &[0, 2, 4, 6, 7], &[0, 2, 4], &[4, 6], &[6], &[]];
        assert_eq!(places, expected);
        assert_eq!(checklists::count_pressing(&mut tx, project, Some(me), clock()).await.unwrap(), (1, 2));
        assert_eq!(checklists::count_pressing(&mut tx, project, None, clock()).await.unwrap(), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_change_on_an_older_version_is_refused() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, project, &list).await.unwrap();
        let open = item(list.id, 0);
        checklists::insert_item(&mut tx, project, &open).await.unwrap();
        let done = Item { done: Some(tick()), version: Version(2), ..open.clone() };
        checklists::update_item(&mut tx, &done, open.version).await.unwrap();
        assert!(matches!(checklists::update_item(&mut tx, &done, open.version).await, Err(StorageError::Stale)));
        assert_eq!(checklists::find_item(&mut tx, project, open.id).await.unwrap(), done);
        let again = Item {
            text: title("Other words"),
            detail: "More".parse().unwrap(),
            assignee: Some(Assignee::named("platform team")),
            due: None,
            blocking: false,
            needs_verification: true,
            done: None,
            set_aside: Some(aside()),
            version: Version(3),
            ..open.clone()
        };
        checklists::update_item(&mut tx, &again, Version(2)).await.unwrap();
        assert_eq!(checklists::find_item(&mut tx, project, open.id).await.unwrap(), again);
        assert_eq!(checklists::item_keys(&mut tx, project).await.unwrap(), [(list.id, "other words".to_owned())]);
        let named = domain::checklists::Checklist { title: title("After"), version: Version(2), ..list.clone() };
        checklists::update(&mut tx, &named, Version(1)).await.unwrap();
        assert!(matches!(checklists::update(&mut tx, &named, Version(1)).await, Err(StorageError::Stale)));
        assert_eq!(checklists::find(&mut tx, project, list.id).await.unwrap(), named);
    })
    .await;
}

#[tokio::test]
async fn an_item_is_not_found_through_another_project() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, own, &list).await.unwrap();
        let row = item(list.id, 0);
        checklists::insert_item(&mut tx, own, &row).await.unwrap();
        assert!(matches!(checklists::find_item(&mut tx, other, row.id).await, Err(StorageError::NotFound)));
        assert!(matches!(checklists::find_item(&mut tx, own, id()).await, Err(StorageError::NotFound)));
        assert!(matches!(checklists::find(&mut tx, other, list.id).await, Err(StorageError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn what_is_in_the_bin_is_in_no_list_and_no_count_and_comes_back_to_its_place() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (list, gone) = (checklist(0, "Before"), checklist(1, "Gone"));
        let rows = [item(list.id, 0), item(list.id, 1), item(list.id, 2), item(gone.id, 3)];
        for list in [&list, &gone] {
            checklists::insert(&mut tx, project, list).await.unwrap();
        }
        for row in &rows {
            checklists::insert_item(&mut tx, project, row).await.unwrap();
        }
        let away = [RecordRef::from(rows[1].id), RecordRef::from(gone.id)];
        for record in away {
            records::delete(&mut tx, project, record, Version::FIRST, at(), "Ada").await.unwrap();
        }
        assert_eq!(order(&mut tx, project).await, ["Item number 0", "Item number 2"]);
        let lists = checklists::list(&mut tx, project, clock()).await.unwrap();
        assert_eq!(lists, [(list.clone(), Progress { total: 2, blocking_open: 2, ..Progress::default() })]);
        assert_eq!(checklists::item_keys(&mut tx, project).await.unwrap().len(), 2);
        assert_eq!(checklists::keys(&mut tx, project).await.unwrap().len(), 1);
        assert!(matches!(checklists::find_item(&mut tx, project, rows[1].id).await, Err(StorageError::NotFound)));
        assert!(matches!(checklists::find(&mut tx, project, gone.id).await, Err(StorageError::NotFound)));
        assert!(matches!(checklists::update_item(&mut tx, &rows[1], Version(2)).await, Err(StorageError::Stale)));
        assert_eq!(checklists::last_item_position(&mut tx, list.id).await.unwrap(), 2);
        assert_eq!(checklists::last_position(&mut tx, project).await.unwrap(), 1);
        for record in away {
            records::restore(&mut tx, project, record).await.unwrap();
        }
        assert_eq!(order(&mut tx, project).await, ["Item number 0", "Item number 1", "Item number 2", "Item number 3"]);
    })
    .await;
}

#[tokio::test]
async fn an_item_goes_before_any_other_even_where_all_have_one_position() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, project, &list).await.unwrap();
        let rows: Vec<Item> = ["a", "b", "c", "d"].into_iter().map(|name| Item { text: title(name), ..item(list.id, 7) }).collect();
        for row in &rows {
            checklists::insert_item(&mut tx, project, row).await.unwrap();
        }
        let before = |target: &Item| (target.position, target.id);
        // d before b, then a before c.
        let moved = Item { version: Version(2), ..rows[3].clone() };
        let queries = fresh.db.queries();
        checklists::place_item(&mut tx, &moved, &list, before(&rows[1]), Version(1)).await.unwrap();
        assert_eq!(fresh.db.queries() - queries, 2);
        assert_eq!(order(&mut tx, project).await, ["a", "d", "b", "c"]);
        let target = checklists::find_item(&mut tx, project, rows[2].id).await.unwrap();
        assert_eq!(target.version, Version(1), "who edits it meanwhile is not disturbed");
        let first = Item { version: Version(2), ..checklists::find_item(&mut tx, project, rows[0].id).await.unwrap() };
        checklists::place_item(&mut tx, &first, &list, before(&target), Version(1)).await.unwrap();
        assert_eq!(order(&mut tx, project).await, ["d", "b", "a", "c"]);
        let stale = checklists::place_item(&mut tx, &first, &list, before(&target), Version(1)).await;
        assert!(matches!(stale, Err(StorageError::Stale)));
    })
    .await;
}

#[tokio::test]
async fn the_neighbours_of_an_item_are_those_that_are_shown_beside_it() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, project, &list).await.unwrap();
        let rows: Vec<Item> = [1, 1, 2, 3, 9].into_iter().map(|position| item(list.id, position)).collect();
        for row in &rows {
            checklists::insert_item(&mut tx, project, row).await.unwrap();
        }
        records::delete(&mut tx, project, rows[2].id.into(), Version(1), at(), "Ada").await.unwrap();
        let ids = |found: Places| (found.0.map(|row| row.1), found.1.into_iter().map(|row| row.1).collect::<Vec<_>>());
        assert_eq!(ids(checklists::neighbours(&mut tx, &rows[1]).await.unwrap()), (Some(rows[0].id), vec![rows[3].id, rows[4].id]));
        assert_eq!(ids(checklists::neighbours(&mut tx, &rows[0]).await.unwrap()), (None, vec![rows[1].id, rows[3].id]));
        assert_eq!(ids(checklists::neighbours(&mut tx, &rows[4]).await.unwrap()), (Some(rows[3].id), vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_checklist_goes_before_another_one_and_an_item_into_another_list() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let lists = [checklist(0, "a"), checklist(0, "b"), checklist(0, "c")];
        for list in &lists {
            checklists::insert(&mut tx, project, list).await.unwrap();
        }
        let moved = domain::checklists::Checklist { version: Version(2), ..lists[2].clone() };
        checklists::place(&mut tx, project, &moved, &lists[0], Version(1)).await.unwrap();
        let titles: Vec<String> =
            checklists::list(&mut tx, project, clock()).await.unwrap().into_iter().map(|(list, _)| list.title.into()).collect();
        assert_eq!(titles, ["c", "a", "b"]);
        assert!(matches!(checklists::place(&mut tx, project, &moved, &lists[0], Version(1)).await, Err(StorageError::Stale)));
        let row = item(lists[0].id, 0);
        checklists::insert_item(&mut tx, project, &row).await.unwrap();
        let there = Item { checklist: lists[1].id, position: 4, version: Version(2), ..row };
        checklists::set_list(&mut tx, &there, Version(1)).await.unwrap();
        assert_eq!(checklists::find_item(&mut tx, project, there.id).await.unwrap(), there);
    })
    .await;
}
