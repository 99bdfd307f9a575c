use crate::samples::{at, run_result, saved_project, verification};
use domain::Version;
use domain::ids::{ProjectId, VerificationId};
use domain::verifications::{Freshness, Outcome, RunResult, Verification};
use scratch::on_fresh;
use storage::verifications::Counts;
use storage::{StorageError, Tx, Window, records, verifications};

fn bare(position: i32) -> Verification {
    Verification { title: None, expected: None, valid_days: None, lines: None, ..verification(position) }
}

async fn saved(tx: &mut Tx, project: ProjectId, position: i32) -> VerificationId {
    let row = bare(position);
    verifications::insert(tx, project, &row).await.unwrap();
    row.id
}

#[tokio::test]
async fn claims_come_back_in_order_with_every_line_of_their_command() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let rows = [verification(0), bare(1)];
        for row in rows.iter().rev() {
            verifications::insert(&mut tx, project, row).await.unwrap();
            assert_eq!(verifications::find(&mut tx, project, row.id).await.unwrap(), *row);
        }
        assert_eq!(verifications::list(&mut tx, project, None, at(), Window::first(9)).await.unwrap(), rows);
        assert_eq!(verifications::next_place(&mut tx, project).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_changed_claim_comes_back_as_changed_and_the_second_change_on_one_version_is_stale() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = bare(0);
        verifications::insert(&mut tx, project, &row).await.unwrap();
        let changed = Verification { id: row.id, lines: None, version: Version(2), ..verification(0) };
        verifications::update(&mut tx, &changed, row.version).await.unwrap();
        assert_eq!(verifications::find(&mut tx, project, row.id).await.unwrap(), changed);
        assert!(matches!(verifications::update(&mut tx, &changed, row.version).await, Err(StorageError::Stale)));
    })
    .await;
}

#[tokio::test]
async fn the_last_result_stands_on_its_claim_and_all_are_kept() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let id = saved(&mut tx, project, 0).await;
        let failed = RunResult { by: None, source: None, expires_at: None, ..run_result(id, Outcome::Fail) };
        let passed = run_result(id, Outcome::Pass);
        for row in [&failed, &passed] {
            verifications::insert_result(&mut tx, row).await.unwrap();
            assert_eq!(verifications::find(&mut tx, project, id).await.unwrap().last, Some(row.in_short()));
        }
        assert_eq!(verifications::list_results(&mut tx, id, Window::first(9)).await.unwrap(), [passed, failed.clone()]);
        assert_eq!(verifications::list_results(&mut tx, id, Window { limit: 9, offset: 1 }).await.unwrap(), [failed]);
        assert_eq!(verifications::count_results(&mut tx, id).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn claims_are_listed_and_counted_by_how_fresh_they_are_at_a_moment() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let outcomes = [Outcome::Pass, Outcome::Fail, Outcome::Error, Outcome::Unknown];
        for (position, outcome) in (0..).zip(outcomes) {
            let id = saved(&mut tx, project, position).await;
            verifications::insert_result(&mut tx, &run_result(id, outcome)).await.unwrap();
        }
        let never = saved(&mut tx, project, 4).await;
        let lasting = saved(&mut tx, project, 5).await;
        let row = RunResult { expires_at: None, ..run_result(lasting, Outcome::Pass) };
        verifications::insert_result(&mut tx, &row).await.unwrap();
        let (before, end) = (at().plus_seconds(59), at().plus_seconds(60));
        for (now, only, places) in [
            (before, Freshness::Fresh, vec![0, 5]),
            (before, Freshness::Expired, vec![]),
            (end, Freshness::Fresh, vec![5]),
            (end, Freshness::Expired, vec![0]),
            (end, Freshness::Failing, vec![1, 2]),
            (end, Freshness::Unknown, vec![3, 4]),
        ] {
            let rows = verifications::list(&mut tx, project, Some(only), now, Window::first(9)).await.unwrap();
            assert_eq!(rows.iter().map(|row| row.position).collect::<Vec<_>>(), places, "{only:?}");
            assert!(rows.iter().all(|row| row.freshness(now) == only), "{only:?}");
            let counts = verifications::count(&mut tx, project, now).await.unwrap();
            assert_eq!(counts.of(Some(only)), i64::try_from(places.len()).unwrap(), "{only:?}");
        }
        records::delete(&mut tx, project, never.into(), Version::FIRST, at(), "Ada").await.unwrap();
        let counts = verifications::count(&mut tx, project, before).await.unwrap();
        assert_eq!(counts, Counts { total: 5, failing: 2, expired: 0, fresh: 2 });
    })
    .await;
}
