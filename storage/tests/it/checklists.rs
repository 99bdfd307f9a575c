use crate::harness::each;
use crate::samples::{checklist, id, item, saved_project, tick};
use domain::Version;
use domain::checklists::{Item, Progress};
use storage::{StorageError, Window, checklists};

#[tokio::test]
async fn items_come_back_in_the_order_of_their_lists() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (second, first) = (checklist(1, "After"), checklist(0, "Before"));
        for list in [&second, &first] {
            checklists::insert(&mut tx, project, list).await.unwrap();
        }
        let rows = [
            item(first.id, 0),
            Item { done: Some(tick()), detail: None, blocking: false, lines: None, ..item(first.id, 1) },
            item(second.id, 0),
        ];
        for row in rows.iter().rev() {
            checklists::insert_item(&mut tx, project, row).await.unwrap();
            assert_eq!(checklists::find_item(&mut tx, project, row.id).await.unwrap(), *row);
        }
        assert_eq!(checklists::list_items(&mut tx, project, Window::first(9)).await.unwrap(), rows);
        assert_eq!(checklists::list_items(&mut tx, project, Window { limit: 1, offset: 2 }).await.unwrap(), rows[2..]);
        assert_eq!(checklists::item_keys(&mut tx, project).await.unwrap().len(), 3);
        assert_eq!(checklists::keys(&mut tx, project).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn each_list_tells_its_progress_and_an_empty_one_is_there_too() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (list, empty) = (checklist(0, "Before"), checklist(1, "Empty"));
        checklists::insert(&mut tx, project, &list).await.unwrap();
        checklists::insert(&mut tx, project, &empty).await.unwrap();
        let rows = [Item { done: Some(tick()), ..item(list.id, 0) }, item(list.id, 1), Item { blocking: false, ..item(list.id, 2) }];
        for row in &rows {
            checklists::insert_item(&mut tx, project, row).await.unwrap();
        }
        let lists = checklists::list(&mut tx, project).await.unwrap();
        assert_eq!(lists, [(list, Progress::of(&rows)), (empty, Progress::default())]);
    })
    .await;
}

#[tokio::test]
async fn a_tick_on_an_older_version_is_refused() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, project, &list).await.unwrap();
        let open = item(list.id, 0);
        checklists::insert_item(&mut tx, project, &open).await.unwrap();
        let done = Item { done: Some(tick()), version: Version(2), ..open.clone() };
        checklists::update_done(&mut tx, &done, open.version).await.unwrap();
        assert!(matches!(checklists::update_done(&mut tx, &done, open.version).await, Err(StorageError::Stale)));
        assert_eq!(checklists::find_item(&mut tx, project, open.id).await.unwrap(), done);
        let again = Item { done: None, version: Version(3), ..open.clone() };
        checklists::update_done(&mut tx, &again, Version(2)).await.unwrap();
        assert_eq!(checklists::find_item(&mut tx, project, open.id).await.unwrap(), again);
    })
    .await;
}

#[tokio::test]
async fn an_item_is_not_found_through_another_project() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, own, &list).await.unwrap();
        let row = item(list.id, 0);
        checklists::insert_item(&mut tx, own, &row).await.unwrap();
        assert!(matches!(checklists::find_item(&mut tx, other, row.id).await, Err(StorageError::NotFound)));
        assert!(matches!(checklists::find_item(&mut tx, own, id()).await, Err(StorageError::NotFound)));
    })
    .await;
}
