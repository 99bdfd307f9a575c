use crate::samples::{at, comment, id, saved_project, saved_user};
use domain::Version;
use domain::comments::Comment;
use domain::records::{RecordKind, RecordRef};
use scratch::on_fresh;
use storage::{StorageError, Window, comments};

fn door() -> RecordRef {
    RecordRef { kind: RecordKind::Blocker, id: id() }
}

#[tokio::test]
async fn what_is_said_about_a_record_is_listed_oldest_first_and_only_there() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, other) = (saved_project(&mut tx, "ferry").await, saved_project(&mut tx, "other").await);
        let record = door();
        let rows = [comment(project, record, "First"), Comment { edited_at: Some(at()), ..comment(project, record, "Second") }];
        for row in &rows {
            comments::insert(&mut tx, row, &[]).await.unwrap();
            assert_eq!(comments::find(&mut tx, project, row.id).await.unwrap(), *row);
        }
        comments::insert(&mut tx, &comment(project, door(), "Elsewhere"), &[]).await.unwrap();
        assert_eq!(comments::list(&mut tx, project, record, Window::first(9)).await.unwrap(), rows);
        assert_eq!(comments::list(&mut tx, project, record, Window { limit: 1, offset: 1 }).await.unwrap(), rows[1..]);
        assert_eq!(comments::count(&mut tx, project, record).await.unwrap(), 2);
        assert_eq!(comments::count_until(&mut tx, project, record, rows[0].id).await.unwrap(), 1);
        assert_eq!(comments::count(&mut tx, other, record).await.unwrap(), 0);
        assert!(matches!(comments::find(&mut tx, other, rows[0].id).await, Err(StorageError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_comment_is_changed_and_taken_back_on_the_version_that_was_seen() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let first = comment(project, door(), "First");
        comments::insert(&mut tx, &first, &[]).await.unwrap();
        let changed = Comment { body: "Better".parse().unwrap(), edited_at: Some(at()), version: Version(2), ..first.clone() };
        comments::update(&mut tx, &changed, &[], Version::FIRST).await.unwrap();
        assert!(matches!(comments::update(&mut tx, &changed, &[], Version::FIRST).await, Err(StorageError::Stale)));
        assert_eq!(comments::find(&mut tx, project, first.id).await.unwrap(), changed);
        assert!(matches!(comments::delete(&mut tx, first.id, Version::FIRST, at()).await, Err(StorageError::Stale)));
        comments::delete(&mut tx, first.id, Version(2), at()).await.unwrap();
        assert!(matches!(comments::find(&mut tx, project, first.id).await, Err(StorageError::NotFound)));
        assert!(comments::list(&mut tx, project, first.record, Window::first(9)).await.unwrap().is_empty());
        assert!(matches!(comments::restore(&mut tx, project, id(), first.id).await, Err(StorageError::Stale)), "somebody else's");
        comments::restore(&mut tx, project, first.author, first.id).await.unwrap();
        assert_eq!(comments::find(&mut tx, project, first.id).await.unwrap(), Comment { version: Version(4), ..changed });
    })
    .await;
}

#[tokio::test]
async fn a_changed_comment_names_whom_it_names_now() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (ada, kim) = (saved_user(&mut tx, "ada@example.org").await, saved_user(&mut tx, "kim@example.org").await);
        let first = comment(project, door(), "@Ada");
        comments::insert(&mut tx, &first, &[ada]).await.unwrap();
        assert_eq!(comments::list_mentioned(&mut tx, first.id).await.unwrap(), [ada]);
        comments::update(&mut tx, &Comment { version: Version(2), ..first.clone() }, &[kim], Version::FIRST).await.unwrap();
        assert_eq!(comments::list_mentioned(&mut tx, first.id).await.unwrap(), [kim]);
    })
    .await;
}
