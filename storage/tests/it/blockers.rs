use crate::harness::each;
use crate::samples::{at, blocker, id, saved_assessment, saved_project, title};
use domain::Version;
use domain::blockers::{Blocker, BlockerState};
use storage::{StorageError, Window, blockers};

#[tokio::test]
async fn a_blocker_comes_back_as_it_was_written() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let full = Blocker { opened_in: Some(audit), resolved_at: Some(at()), state: BlockerState::Resolved, ..blocker(project, 0, 9) };
        let bare = Blocker {
            tier_label: None,
            current: None,
            required: None,
            location: None,
            owner: None,
            lines: None,
            state: BlockerState::Reopened,
            ..blocker(project, 1, 1)
        };
        for row in [full, bare] {
            blockers::insert(&mut tx, &row).await.unwrap();
            assert_eq!(blockers::find(&mut tx, project, row.id).await.unwrap(), row);
        }
        assert!(matches!(blockers::find(&mut tx, project, id()).await, Err(StorageError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn open_and_resolved_blockers_are_two_lists_most_urgent_first() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, other) = (saved_project(&mut tx, "ferry").await, saved_project(&mut tx, "other").await);
        for (position, tier) in [(0, 2), (1, 1), (2, 2), (3, 1)] {
            blockers::insert(&mut tx, &blocker(project, position, tier)).await.unwrap();
        }
        let done = Blocker { state: BlockerState::Resolved, ..blocker(project, 4, 1) };
        blockers::insert(&mut tx, &done).await.unwrap();
        blockers::insert(&mut tx, &blocker(other, 0, 1)).await.unwrap();
        let open = blockers::list(&mut tx, project, false, Window { limit: 3, offset: 1 }).await.unwrap();
        assert_eq!(open.iter().map(|row| row.position).collect::<Vec<_>>(), [3, 0, 2]);
        assert_eq!(blockers::list(&mut tx, project, true, Window::first(9)).await.unwrap(), [done]);
        assert_eq!(blockers::count(&mut tx, project).await.unwrap(), (4, 1));
        assert_eq!(blockers::count_by_tier(&mut tx, project).await.unwrap(), [(1, 2), (2, 2)]);
    })
    .await;
}

#[tokio::test]
async fn a_project_without_blockers_counts_none() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        assert_eq!(blockers::count(&mut tx, project).await.unwrap(), (0, 0));
        assert!(blockers::count_by_tier(&mut tx, project).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_first_of_two_changes_on_one_version_wins() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = blocker(project, 0, 1);
        blockers::insert(&mut tx, &row).await.unwrap();
        let resolved = Blocker { state: BlockerState::Resolved, resolved_at: Some(at()), version: Version(2), ..row.clone() };
        blockers::update_state(&mut tx, &resolved, row.version).await.unwrap();
        let late = Blocker { state: BlockerState::Reopened, version: Version(2), ..row.clone() };
        assert!(matches!(blockers::update_state(&mut tx, &late, row.version).await, Err(StorageError::Stale)));
        assert_eq!(blockers::find(&mut tx, project, row.id).await.unwrap(), resolved);
    })
    .await;
}

#[tokio::test]
async fn the_key_of_a_blocker_is_its_title_without_marks() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        blockers::insert(&mut tx, &Blocker { title: title("1. **Open CORS!**"), ..blocker(project, 0, 1) }).await.unwrap();
        assert_eq!(blockers::keys(&mut tx, project).await.unwrap(), ["open cors"]);
    })
    .await;
}
