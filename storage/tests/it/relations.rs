use crate::samples::{at, blocker, risk, saved_project};
use domain::Version;
use domain::records::RecordRef;
use domain::relations::{Relation, RelationKind};
use scratch::on_fresh;
use storage::{Window, blockers, records, relations, risks};

const FEW: Window = Window::first(9);

#[tokio::test]
async fn two_records_are_tied_once_seen_from_both_ends_and_untied() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, other) = (saved_project(&mut tx, "ferry").await, saved_project(&mut tx, "other").await);
        let (stop, fog) = (blocker(project, 1, 1), risk(project, 1));
        blockers::insert(&mut tx, &stop).await.unwrap();
        risks::insert(&mut tx, &fog).await.unwrap();
        let (from, to): (RecordRef, RecordRef) = (fog.id.into(), stop.id.into());
        let tie = Relation { kind: RelationKind::Checks, from, to };
        for _ in 0..2 {
            relations::insert(&mut tx, project, &tie).await.unwrap();
        }
        let named = |rows: Vec<records::Named>| rows.into_iter().map(|row| (row.record, row.title)).collect::<Vec<_>>();
        let ahead = named(relations::list_from(&mut tx, RelationKind::Checks, from, FEW).await.unwrap());
        assert_eq!(ahead, [(to, "Blocker number 1".to_owned())]);
        let back = named(relations::list_to(&mut tx, RelationKind::Checks, to, FEW).await.unwrap());
        assert_eq!(back, [(from, "Risk number 1".to_owned())]);
        assert!(relations::list_from(&mut tx, RelationKind::Closes, from, FEW).await.unwrap().is_empty());
        let all = relations::list_of_project(&mut tx, project, RelationKind::Checks, FEW).await.unwrap();
        assert_eq!((all.len(), all[0].0, all[0].1.record), (1, from.id, to));
        relations::delete(&mut tx, other, &tie).await.unwrap();
        assert_eq!(relations::list_from(&mut tx, RelationKind::Checks, from, FEW).await.unwrap().len(), 1);
        relations::delete(&mut tx, project, &tie).await.unwrap();
        assert!(relations::list_of_project(&mut tx, project, RelationKind::Checks, FEW).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_in_the_bin_is_not_named_and_is_tied_again_when_it_is_back() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (stop, fog) = (blocker(project, 1, 1), risk(project, 1));
        blockers::insert(&mut tx, &stop).await.unwrap();
        risks::insert(&mut tx, &fog).await.unwrap();
        let (from, to): (RecordRef, RecordRef) = (fog.id.into(), stop.id.into());
        relations::insert(&mut tx, project, &Relation { kind: RelationKind::Closes, from, to }).await.unwrap();
        records::delete(&mut tx, project, to, Version::FIRST, at(), "Ada").await.unwrap();
        assert!(relations::list_from(&mut tx, RelationKind::Closes, from, FEW).await.unwrap().is_empty());
        assert!(relations::list_of_project(&mut tx, project, RelationKind::Closes, FEW).await.unwrap().is_empty());
        records::restore(&mut tx, project, to).await.unwrap();
        assert_eq!(relations::list_from(&mut tx, RelationKind::Closes, from, FEW).await.unwrap().len(), 1);
    })
    .await;
}
