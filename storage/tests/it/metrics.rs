use crate::samples::{assessment, at, id, measurement, metric, saved_assessment, saved_project, source, title};
use domain::Version;
use domain::ids::{AssessmentId, MetricId, ProjectId};
use domain::metrics::{Direction, Measurement, Metric, Threshold};
use scratch::on_fresh;
use storage::metrics::{self, Entry};
use storage::{StorageError, Tx, Window, assessments, exchange};

/// An audit that was imported, and so counts at once.
async fn imported(tx: &mut Tx, project: ProjectId, day: &str) -> AssessmentId {
    let document = source(project, &format!("sha of {day}"));
    exchange::insert(tx, &document).await.unwrap();
    let mut audit = assessment(project, day);
    audit.assessment.source = Some(document.id);
    assessments::insert(tx, &audit).await.unwrap();
    audit.assessment.id
}

async fn measured(tx: &mut Tx, project: ProjectId, metric: MetricId, day: &str, value: &str, audit: Option<AssessmentId>) -> Measurement {
    let row = Measurement { assessment: audit, ..measurement(metric, day, value) };
    metrics::insert_measurement(tx, project, &row).await.unwrap();
    row
}

fn values(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| entry.measurement.value.to_string()).collect()
}

#[tokio::test]
async fn a_metric_comes_back_with_all_its_fields_and_changes_only_on_the_version_that_was_seen() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = metric(project, 0);
        metrics::insert(&mut tx, &row).await.unwrap();
        assert_eq!(metrics::find(&mut tx, project, row.id).await.unwrap(), row);
        let (threshold, unit) = (Some(Threshold::AtMost("3.0".parse().unwrap())), Some("ms".parse().unwrap()));
        let changed = Metric {
            name: title("Lag"),
            unit,
            direction: Direction::Lower,
            threshold,
            set_aside_at: Some(at()),
            version: Version(2),
            ..row.clone()
        };
        metrics::update(&mut tx, &changed, row.version).await.unwrap();
        assert_eq!(metrics::find(&mut tx, project, row.id).await.unwrap(), changed);
        assert!(matches!(metrics::update(&mut tx, &changed, row.version).await, Err(StorageError::Stale)));
        let bare = Metric { unit: None, threshold: None, set_aside_at: None, version: Version(3), ..changed.clone() };
        metrics::update(&mut tx, &bare, changed.version).await.unwrap();
        assert_eq!(metrics::get_by_key(&mut tx, project, &row.key).await.unwrap(), Some(bare));
        let other = saved_project(&mut tx, "barge").await;
        assert!(matches!(metrics::find(&mut tx, other, row.id).await, Err(StorageError::NotFound)));
        assert_eq!(metrics::get_by_key(&mut tx, other, &row.key).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_key_is_there_once_in_a_project_and_in_as_many_projects_as_like() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, other) = (saved_project(&mut tx, "ferry").await, saved_project(&mut tx, "barge").await);
        let row = metric(project, 0);
        metrics::insert(&mut tx, &row).await.unwrap();
        metrics::insert(&mut tx, &Metric { id: id(), project: other, ..row.clone() }).await.unwrap();
        assert_eq!(metrics::keys(&mut tx, project).await.unwrap(), [(row.key.clone(), row.id)]);
        assert_eq!(metrics::next_place(&mut tx, project).await.unwrap(), 1);
        let twice = metrics::insert(&mut tx, &Metric { id: id(), ..row }).await;
        assert!(matches!(twice, Err(StorageError::Exists)), "{twice:?}");
    })
    .await;
}

#[tokio::test]
async fn the_list_has_the_last_measurements_of_each_metric_that_is_followed_oldest_first() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (first, empty) = (metric(project, 0), metric(project, 1));
        let aside = Metric { set_aside_at: Some(at()), ..metric(project, 2) };
        for row in [&empty, &aside, &first] {
            metrics::insert(&mut tx, row).await.unwrap();
        }
        for (day, value) in [("2031-03-01", "3.10"), ("2031-01-01", "1"), ("2031-02", "2")] {
            measured(&mut tx, project, first.id, day, value, None).await;
        }
        measured(&mut tx, project, aside.id, "2031-01-01", "9", None).await;
        let found = metrics::list(&mut tx, project, false, Window::first(9), 2).await.unwrap();
        assert_eq!(found.iter().map(|row| row.0.clone()).collect::<Vec<_>>(), [first.clone(), empty.clone()]);
        assert_eq!((values(&found[0].1), found[1].1.len()), (vec!["2".to_owned(), "3.10".to_owned()], 0));
        let found = metrics::list(&mut tx, project, true, Window::first(9), 2).await.unwrap();
        assert_eq!((found[0].0.id, values(&found[0].1)), (aside.id, vec!["9".to_owned()]));
        let second = metrics::list(&mut tx, project, false, Window { limit: 1, offset: 1 }, 2).await.unwrap();
        assert_eq!((second.len(), second[0].0.id), (1, empty.id));
        assert_eq!(metrics::count(&mut tx, project).await.unwrap(), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn what_a_draft_or_a_corrected_audit_says_does_not_count_but_is_listed_with_the_metric() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = metric(project, 0);
        metrics::insert(&mut tx, &row).await.unwrap();
        let (wrong, draft) = (imported(&mut tx, project, "2031-01-01").await, saved_assessment(&mut tx, project, "2031-02-01").await);
        measured(&mut tx, project, row.id, "2031-01-01", "1", Some(wrong)).await;
        measured(&mut tx, project, row.id, "2031-02-01", "2", Some(draft)).await;
        let counting = |found: &[Entry]| found.iter().map(|entry| entry.counts).collect::<Vec<_>>();
        let all = metrics::list_measurements(&mut tx, project, row.id, Window::first(9)).await.unwrap();
        assert_eq!((values(&all), counting(&all)), (vec!["2".to_owned(), "1".to_owned()], vec![false, true]));
        assert_eq!(all[1].audit.as_ref().map(|audit| (audit.title.as_str(), audit.frozen)), Some(("Audit", false)));
        tx.commit().await.unwrap();
        fresh.by_hand("UPDATE assessments SET state = 'final' WHERE source_id IS NOT NULL").await;
        fresh.by_hand("UPDATE assessments SET state = 'final', supersedes_id = (SELECT id FROM assessments WHERE source_id IS NOT NULL) WHERE source_id IS NULL").await;
        let mut tx = fresh.db.begin().await.unwrap();
        let all = metrics::list_measurements(&mut tx, project, row.id, Window::first(9)).await.unwrap();
        assert_eq!(counting(&all), [true, false], "the correction counts, what it corrects does no more");
        assert!(all[0].audit.as_ref().is_some_and(|audit| audit.frozen));
        let listed = metrics::list(&mut tx, project, false, Window::first(9), 9).await.unwrap();
        assert_eq!(values(&listed[0].1), ["2"]);
        assert_eq!(metrics::list_of_assessment(&mut tx, project, wrong, 9).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_measurement_comes_back_with_all_its_fields_and_can_be_taken_away() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = metric(project, 0);
        metrics::insert(&mut tx, &row).await.unwrap();
        let audit = imported(&mut tx, project, "2031-01-01").await;
        let kept = measured(&mut tx, project, row.id, "2031-01", "-2.480", Some(audit)).await;
        let bare = Measurement { previous: None, lines: None, ..measurement(row.id, "2031-02-01", "12345678901234567890") };
        metrics::insert_measurement(&mut tx, project, &bare).await.unwrap();
        for row in [&kept, &bare] {
            assert_eq!(metrics::find_measurement(&mut tx, project, row.id).await.unwrap().measurement, *row);
        }
        metrics::delete_measurement(&mut tx, project, bare.id).await.unwrap();
        assert!(matches!(metrics::find_measurement(&mut tx, project, bare.id).await, Err(StorageError::NotFound)));
        assert!(matches!(metrics::delete_measurement(&mut tx, project, bare.id).await, Err(StorageError::Stale)));
        assert_eq!(metrics::count_measurements(&mut tx, row.id).await.unwrap(), 1);
        let twice = metrics::insert_measurement(&mut tx, project, &Measurement { id: id(), ..kept }).await;
        assert!(matches!(twice, Err(StorageError::Exists)), "one audit says one thing: {twice:?}");
    })
    .await;
}

#[tokio::test]
async fn what_a_frozen_audit_brought_in_can_neither_be_changed_nor_taken_away_nor_added_to() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = metric(project, 0);
        metrics::insert(&mut tx, &row).await.unwrap();
        let audit = imported(&mut tx, project, "2031-01-01").await;
        measured(&mut tx, project, row.id, "2031-01-01", "1", Some(audit)).await;
        measured(&mut tx, project, row.id, "2031-02-01", "2", None).await;
        tx.commit().await.unwrap();
        fresh.by_hand("UPDATE assessments SET state = 'final'").await;
        // What is frozen has its document.
        let sealed = "INSERT INTO snapshots (assessment_id, project_id, sha256, bytes, document, frozen_at, frozen_by_name) \
                      SELECT id, project_id, 'none', 2, '{}', created_at, 'Ana' FROM assessments";
        fresh.by_hand(sealed).await;
        let mut refused = vec![
            "UPDATE measurements SET value = '5' WHERE assessment_id IS NOT NULL",
            "UPDATE measurements SET assessment_id = NULL WHERE assessment_id IS NOT NULL",
            "UPDATE measurements SET assessment_id = (SELECT id FROM assessments) WHERE assessment_id IS NULL",
            "DELETE FROM measurements WHERE assessment_id IS NOT NULL",
            "DELETE FROM metrics",
            "UPDATE measurements SET id = (SELECT id FROM metrics) WHERE assessment_id IS NULL",
        ];
        if fresh.is_sqlite() {
            refused.push("INSERT OR REPLACE INTO measurements SELECT * FROM measurements");
            refused.push("UPDATE OR REPLACE measurements SET id = (SELECT id FROM measurements WHERE assessment_id IS NOT NULL) WHERE assessment_id IS NULL");
        } else {
            refused.push("TRUNCATE measurements");
        }
        for sql in refused {
            let error = fresh.try_by_hand(sql).await.expect_err(sql);
            assert!(["frozen assessment cannot", "identity cannot"].iter().any(|words| error.contains(words)), "{sql}: {error}");
        }
        fresh.by_hand("UPDATE measurements SET value = '3' WHERE assessment_id IS NULL").await;
        fresh.by_hand("DELETE FROM measurements WHERE assessment_id IS NULL").await;
    })
    .await;
}
