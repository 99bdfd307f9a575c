use crate::samples::{action, at, saved_project, title};
use domain::Version;
use domain::plans::Action;
use scratch::on_fresh;
use storage::plans::Counts;
use storage::{StorageError, Window, plans, records};

/// A step that nothing is known of but its focus.
fn bare(position: i32) -> Action {
    Action { when: None, date: None, owner: None, done: None, lines: None, ..action(position) }
}

#[tokio::test]
async fn steps_come_back_in_order_and_a_step_may_have_no_time() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let rows = [action(0), bare(1)];
        for row in rows.iter().rev() {
            plans::insert(&mut tx, project, row).await.unwrap();
            assert_eq!(plans::find(&mut tx, project, row.id).await.unwrap(), *row);
        }
        assert_eq!(plans::list(&mut tx, project, Window::first(9)).await.unwrap(), rows);
        assert_eq!(plans::list(&mut tx, project, Window { limit: 9, offset: 1 }).await.unwrap(), rows[1..]);
        let mut keys = plans::keys(&mut tx, project).await.unwrap();
        keys.sort();
        assert_eq!(keys, [(None, "step number 1".to_owned()), (Some("Day 1".to_owned()), "step number 0".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn a_changed_step_comes_back_as_changed_and_the_second_change_on_one_version_is_stale() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = bare(0);
        plans::insert(&mut tx, project, &row).await.unwrap();
        let changed = Action { id: row.id, focus: title("Paint"), lines: None, version: Version(2), ..action(0) };
        plans::update(&mut tx, &changed, row.version).await.unwrap();
        assert_eq!(plans::find(&mut tx, project, row.id).await.unwrap(), changed);
        assert!(matches!(plans::update(&mut tx, &changed, row.version).await, Err(StorageError::Stale)));
    })
    .await;
}

#[tokio::test]
async fn open_steps_are_late_from_the_day_after_their_date() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let today = at().today();
        let on = |position, day| Action { date: Some(day), ..bare(position) };
        let done = Action { date: today.plus_days(-9), ..action(0) };
        let gone = on(4, today.plus_days(-9).unwrap());
        let rows = [done, on(1, today.plus_days(-1).unwrap()), on(2, today), bare(3), gone.clone()];
        for row in rows {
            plans::insert(&mut tx, project, &row).await.unwrap();
        }
        records::delete(&mut tx, project, gone.id.into(), gone.version, at(), "Ada").await.unwrap();
        assert_eq!(plans::count(&mut tx, project, today).await.unwrap(), Counts { total: 4, done: 1, late: 1 });
        assert!(matches!(plans::find(&mut tx, project, gone.id).await, Err(StorageError::NotFound)));
        assert_eq!(plans::keys(&mut tx, project).await.unwrap().len(), 4);
        assert_eq!(plans::list(&mut tx, project, Window::first(9)).await.unwrap().len(), 4);
        assert_eq!(plans::places(&mut tx, project).await.unwrap().len(), 4);
        assert_eq!(plans::next_place(&mut tx, project).await.unwrap(), 5);
    })
    .await;
}
