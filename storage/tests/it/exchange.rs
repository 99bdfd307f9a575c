use crate::samples::{assessment, at, saved_project, source};
use scratch::on_fresh;
use storage::exchange::{self, Source};
use storage::{StorageError, assessments};

#[tokio::test]
async fn a_document_comes_back_whole() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let row = source(own, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        assert_eq!(exchange::find(&mut tx, own, row.id).await.unwrap(), row);
        assert!(matches!(exchange::find(&mut tx, other, row.id).await, Err(StorageError::NotFound)));
        exchange::set_saved(&mut tx, row.id, at()).await.unwrap();
        assert_eq!(exchange::find(&mut tx, own, row.id).await.unwrap(), Source { saved_at: Some(at()), ..row });
    })
    .await;
}

#[tokio::test]
async fn the_same_bytes_are_saved_once_per_project_and_looked_at_as_often_as_one_likes() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let (first, second, elsewhere) = (source(own, "abc"), source(own, "abc"), source(other, "abc"));
        for row in [&first, &second, &elsewhere] {
            exchange::insert(&mut tx, row).await.unwrap();
        }
        exchange::set_saved(&mut tx, first.id, at()).await.unwrap();
        exchange::set_saved(&mut tx, elsewhere.id, at()).await.unwrap();
        assert!(matches!(exchange::set_saved(&mut tx, second.id, at()).await, Err(StorageError::Exists)));
    })
    .await;
}

#[tokio::test]
async fn saved_bytes_lead_to_their_assessment() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = source(project, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        assert_eq!(exchange::saved(&mut tx, project, "abc").await.unwrap(), None);
        let mut audit = assessment(project, "2031-01-01");
        audit.assessment.source = Some(row.id);
        assessments::insert(&mut tx, &audit).await.unwrap();
        exchange::set_saved(&mut tx, row.id, at()).await.unwrap();
        assert_eq!(exchange::saved(&mut tx, project, "abc").await.unwrap(), Some(audit.assessment.id));
        assert_eq!(exchange::saved(&mut tx, project, "def").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn only_what_was_never_saved_is_removed() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (kept, dropped, forgotten) = (source(project, "a"), source(project, "b"), source(project, "c"));
        for row in [&kept, &dropped, &forgotten] {
            exchange::insert(&mut tx, row).await.unwrap();
        }
        let young = Source { created_at: at().plus_seconds(60), ..source(project, "d") };
        exchange::insert(&mut tx, &young).await.unwrap();
        exchange::set_saved(&mut tx, kept.id, at()).await.unwrap();
        exchange::delete_unsaved(&mut tx, project, kept.id).await.unwrap();
        exchange::delete_unsaved(&mut tx, project, dropped.id).await.unwrap();
        assert!(exchange::find(&mut tx, project, kept.id).await.is_ok());
        assert!(exchange::find(&mut tx, project, dropped.id).await.is_err());
        assert_eq!(exchange::delete_forgotten(&mut tx, at().plus_seconds(60)).await.unwrap(), 1);
        assert!(exchange::find(&mut tx, project, forgotten.id).await.is_err());
        assert!(exchange::find(&mut tx, project, young.id).await.is_ok());
    })
    .await;
}
