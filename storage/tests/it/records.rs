use crate::samples::{at, blocker, checklist, finding, id, item, risk, saved_assessment, saved_project};
use domain::Version;
use domain::ids::{ItemId, ProjectId};
use domain::records::{RecordKind, RecordRef};
use scratch::{Scratch, on_fresh};
use storage::records::{self, Named};
use storage::{StorageError, Tx, Window, assessments, blockers, checklists, risks};
use uuid::Uuid;

const FEW: Window = Window::first(50);

/// One record of every kind that can be thrown away, each with the name that it should have.
async fn one_of_each(fresh: &Scratch) -> (ProjectId, Vec<(RecordRef, &'static str)>) {
    let mut tx = fresh.db.begin().await.unwrap();
    let project = saved_project(&mut tx, "ferry").await;
    let (stop, fog, list) = (blocker(project, 1, 1), risk(project, 1), checklist(0, "Before"));
    blockers::insert(&mut tx, &stop).await.unwrap();
    risks::insert(&mut tx, &fog).await.unwrap();
    checklists::insert(&mut tx, project, &list).await.unwrap();
    let thing = item(list.id, 1);
    checklists::insert_item(&mut tx, project, &thing).await.unwrap();
    tx.commit().await.unwrap();
    let mut rows: Vec<(RecordRef, &'static str)> = vec![
        (stop.id.into(), "Blocker number 1"),
        (fog.id.into(), "Risk number 1"),
        (thing.id.into(), "Item number 1"),
        (list.id.into(), "Before"),
    ];
    for (kind, table, columns, values, name) in [
        (RecordKind::Criterion, "criteria", "text, state", "'Holds', 'unknown'", "Holds"),
        (RecordKind::Action, "actions", "focus, deliverables", "'Logging', ''", "Logging"),
        (RecordKind::Verification, "verifications", "command", "'make check'", "make check"),
    ] {
        let record = RecordRef { kind, id: id() };
        let uuid = |id: Uuid| if fresh.is_sqlite() { format!("x'{}'", id.simple()) } else { format!("'{id}'") };
        let (row, project) = (uuid(record.id), uuid(project.0));
        fresh
            .by_hand(&format!(
                "INSERT INTO {table} (id, project_id, position, match_key, version, {columns}) VALUES ({row}, {project}, 0, 'x', 1, {values})"
            ))
            .await;
        rows.push((record, name));
    }
    (project, rows)
}

async fn in_bin(tx: &mut Tx, project: ProjectId) -> Vec<RecordRef> {
    let rows = records::list_deleted(tx, project, FEW).await.unwrap();
    assert_eq!(records::count_deleted(tx, project).await.unwrap(), i64::try_from(rows.len()).unwrap());
    rows.into_iter().map(|row| row.record).collect()
}

#[tokio::test]
async fn every_kind_can_be_thrown_away_once_and_comes_back_whole() {
    on_fresh(|fresh| async move {
        let (project, rows) = one_of_each(&fresh).await;
        let mut tx = fresh.db.begin().await.unwrap();
        assert_eq!(rows.len(), RecordKind::ALL.iter().filter(|kind| kind.is_deletable()).count());
        for (record, name) in rows {
            let before = records::find(&mut tx, project, record).await.unwrap();
            assert_eq!(before, Named { record, title: name.into(), deleted_at: None, deleted_by: None });
            assert_eq!(records::get(&mut tx, project, record.id).await.unwrap(), Some(record));
            let stale = records::delete(&mut tx, project, record, Version(7), at(), "Ada").await;
            assert!(matches!(stale, Err(StorageError::Stale)), "{record:?}");
            records::delete(&mut tx, project, record, Version::FIRST, at(), "Ada").await.unwrap();
            let gone = records::find(&mut tx, project, record).await.unwrap();
            assert_eq!((gone.deleted_at, gone.deleted_by.as_deref()), (Some(at()), Some("Ada")));
            assert_eq!(records::get(&mut tx, project, record.id).await.unwrap(), None);
            assert_eq!(in_bin(&mut tx, project).await, [record]);
            let again = records::delete(&mut tx, project, record, Version(2), at(), "Ada").await;
            assert!(matches!(again, Err(StorageError::Stale)), "{record:?}");
            records::restore(&mut tx, project, record).await.unwrap();
            assert_eq!(records::find(&mut tx, project, record).await.unwrap(), before);
            assert!(matches!(records::restore(&mut tx, project, record).await, Err(StorageError::Stale)));
            assert!(in_bin(&mut tx, project).await.is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_of_another_project_is_found_thrown_away_or_fetched_back() {
    on_fresh(|fresh| async move {
        let (project, rows) = one_of_each(&fresh).await;
        let mut tx = fresh.db.begin().await.unwrap();
        let other = saved_project(&mut tx, "other").await;
        for (record, _) in rows {
            assert!(matches!(records::find(&mut tx, other, record).await, Err(StorageError::NotFound)));
            assert_eq!(records::get(&mut tx, other, record.id).await.unwrap(), None);
            assert!(matches!(records::delete(&mut tx, other, record, Version::FIRST, at(), "Eve").await, Err(StorageError::Stale)));
            records::delete(&mut tx, project, record, Version::FIRST, at(), "Ada").await.unwrap();
            assert!(matches!(records::restore(&mut tx, other, record).await, Err(StorageError::Stale)));
        }
        assert!(in_bin(&mut tx, other).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn audits_and_findings_are_records_that_stay() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let gap = finding(0);
        assessments::insert_finding(&mut tx, audit, &gap).await.unwrap();
        for (record, name) in [(RecordRef::from(audit), "Audit"), (gap.id.into(), "No alert")] {
            assert_eq!(records::find(&mut tx, project, record).await.unwrap().title, name);
            let kept = records::delete(&mut tx, project, record, Version::FIRST, at(), "Ada").await;
            assert!(matches!(kept, Err(StorageError::NotFound)));
            assert!(matches!(records::restore(&mut tx, project, record).await, Err(StorageError::NotFound)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_checklist_takes_its_items_along_and_brings_back_those_alone() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, project, &list).await.unwrap();
        let [early, kept]: [ItemId; 2] = {
            let rows = [item(list.id, 0), item(list.id, 1)];
            for row in &rows {
                checklists::insert_item(&mut tx, project, row).await.unwrap();
            }
            rows.map(|row| row.id)
        };
        records::delete(&mut tx, project, early.into(), Version::FIRST, at(), "Ada").await.unwrap();
        assert!(!records::list_is_deleted(&mut tx, project, early.0).await.unwrap());
        records::delete(&mut tx, project, list.id.into(), Version::FIRST, at().plus_seconds(1), "Kim").await.unwrap();
        assert_eq!(in_bin(&mut tx, project).await, [list.id.into(), early.into()], "the item that went along is not shown by itself");
        assert!(matches!(records::find(&mut tx, project, kept.into()).await, Err(StorageError::NotFound)));
        assert!(records::list_is_deleted(&mut tx, project, early.0).await.unwrap());
        records::restore(&mut tx, project, list.id.into()).await.unwrap();
        assert_eq!(in_bin(&mut tx, project).await, [early.into()]);
        assert_eq!(records::find(&mut tx, project, kept.into()).await.unwrap().deleted_at, None);
        let early = records::find(&mut tx, project, early.into()).await.unwrap();
        assert_eq!(early.deleted_by.as_deref(), Some("Ada"));
    })
    .await;
}

#[tokio::test]
async fn the_bin_shows_what_was_thrown_away_last_first() {
    on_fresh(|fresh| async move {
        let (project, rows) = one_of_each(&fresh).await;
        let mut tx = fresh.db.begin().await.unwrap();
        for (seconds, (record, _)) in (0..).zip(&rows) {
            records::delete(&mut tx, project, *record, Version::FIRST, at().plus_seconds(seconds), "Ada").await.unwrap();
        }
        let last_first: Vec<RecordRef> = rows.iter().rev().map(|row| row.0).collect();
        assert_eq!(in_bin(&mut tx, project).await, last_first);
        let second = records::list_deleted(&mut tx, project, Window { limit: 1, offset: 1 }).await.unwrap();
        assert_eq!(second[0].record, last_first[1]);
    })
    .await;
}
