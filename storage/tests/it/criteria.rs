use crate::samples::{at, criterion, id, saved_project, title};
use domain::Version;
use domain::criteria::{Criterion, CriterionState};
use domain::ids::CriterionId;
use scratch::on_fresh;
use storage::{StorageError, Window, criteria, records};

#[tokio::test]
async fn criteria_of_every_state_come_back_in_order() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let mut rows: Vec<Criterion> =
            (0..).zip(CriterionState::ALL).map(|(position, state)| Criterion { state, ..criterion(position) }).collect();
        rows[0] = Criterion { label: None, owner: None, lines: None, ..rows[0].clone() };
        for row in rows.iter().rev() {
            criteria::insert(&mut tx, project, row).await.unwrap();
            assert_eq!(criteria::find(&mut tx, project, row.id).await.unwrap(), *row);
        }
        assert_eq!(criteria::list(&mut tx, project, Window::first(9)).await.unwrap(), rows);
        assert_eq!(criteria::list(&mut tx, project, Window { limit: 2, offset: 1 }).await.unwrap(), rows[1..3]);
        assert_eq!(criteria::count(&mut tx, project).await.unwrap(), (4, 1));
        assert!(criteria::keys(&mut tx, project).await.unwrap().contains(&"holds number 0".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_changed_criterion_comes_back_as_changed_and_the_second_change_on_one_version_is_stale() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = criterion(0);
        criteria::insert(&mut tx, project, &row).await.unwrap();
        let changed =
            Criterion { text: title("Holds firmly"), state: CriterionState::Met, owner: None, version: Version(2), ..row.clone() };
        criteria::update(&mut tx, &changed, row.version).await.unwrap();
        assert_eq!(criteria::find(&mut tx, project, row.id).await.unwrap(), changed);
        assert_eq!(criteria::keys(&mut tx, project).await.unwrap(), ["holds firmly"]);
        assert!(matches!(criteria::update(&mut tx, &changed, row.version).await, Err(StorageError::Stale)));
    })
    .await;
}

#[tokio::test]
async fn a_criterion_in_the_bin_is_neither_listed_nor_counted_nor_found_but_keeps_its_place() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (kept, gone) = (criterion(0), criterion(1));
        for row in [&kept, &gone] {
            criteria::insert(&mut tx, project, row).await.unwrap();
        }
        records::delete(&mut tx, project, gone.id.into(), gone.version, at(), "Ada").await.unwrap();
        assert!(matches!(criteria::find(&mut tx, project, gone.id).await, Err(StorageError::NotFound)));
        assert_eq!(criteria::list(&mut tx, project, Window::first(9)).await.unwrap(), [kept]);
        assert_eq!(criteria::count(&mut tx, project).await.unwrap(), (1, 0));
        assert_eq!(criteria::keys(&mut tx, project).await.unwrap(), ["holds number 0"]);
        assert_eq!(criteria::next_place(&mut tx, project).await.unwrap(), 2);
        let late = Criterion { version: Version(3), ..gone };
        assert!(matches!(criteria::update(&mut tx, &late, Version(2)).await, Err(StorageError::Stale)));
    })
    .await;
}

#[tokio::test]
async fn a_criterion_takes_another_place() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        assert_eq!(criteria::next_place(&mut tx, project).await.unwrap(), 0);
        let ids: Vec<CriterionId> = (0..3).map(|_| id()).collect();
        for (position, id) in (0..).zip(&ids) {
            criteria::insert(&mut tx, project, &Criterion { id: *id, ..criterion(position) }).await.unwrap();
        }
        criteria::set_place(&mut tx, ids[2], 0).await.unwrap();
        criteria::set_place(&mut tx, ids[0], 2).await.unwrap();
        assert_eq!(criteria::places(&mut tx, project).await.unwrap(), [(ids[2], 0), (ids[1], 1), (ids[0], 2)]);
    })
    .await;
}
