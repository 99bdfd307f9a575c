use crate::samples::{at, saved_user};
use domain::ids::UserId;
use scratch::on_fresh;
use storage::StorageError;
use storage::accounts::sessions::{self, SessionRow};

fn session(id: &str, user: Option<UserId>) -> SessionRow {
    SessionRow {
        id: id.into(),
        user,
        device: None,
        data: vec![0, 255, 7],
        created_at: at(),
        expires_at: at().plus_seconds(60),
        seen_at: at(),
    }
}

#[tokio::test]
async fn a_session_is_there_until_the_moment_it_expires() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let row = session("s", None);
        sessions::insert(&mut tx, &row).await.unwrap();
        assert_eq!(sessions::get(&mut tx, "s", at().plus_seconds(59)).await.unwrap(), Some(row.clone()));
        assert_eq!(sessions::get(&mut tx, "s", row.expires_at).await.unwrap(), None);
        assert!(matches!(sessions::insert(&mut tx, &row).await, Err(StorageError::Exists)));
    })
    .await;
}

#[tokio::test]
async fn a_session_that_was_ended_cannot_be_brought_back_by_a_late_write() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        sessions::insert(&mut tx, &session("s", None)).await.unwrap();
        let changed = SessionRow { data: vec![1], expires_at: at().plus_seconds(90), ..session("s", Some(ada)) };
        sessions::update(&mut tx, &changed).await.unwrap();
        assert_eq!(sessions::get(&mut tx, "s", at()).await.unwrap(), Some(changed.clone()));
        sessions::delete(&mut tx, "s").await.unwrap();
        sessions::delete(&mut tx, "s").await.unwrap();
        assert!(matches!(sessions::update(&mut tx, &changed).await, Err(StorageError::NotFound)));
        assert_eq!(sessions::get(&mut tx, "s", at()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn all_sessions_of_one_person_end_together_and_nobody_elses() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ada, bob) = (saved_user(&mut tx, "ada@example.org").await, saved_user(&mut tx, "bob@example.org").await);
        for (id, user) in [("a1", Some(ada)), ("a2", Some(ada)), ("b", Some(bob)), ("nobody", None)] {
            sessions::insert(&mut tx, &session(id, user)).await.unwrap();
        }
        assert_eq!(sessions::delete_of_user(&mut tx, ada).await.unwrap(), 2);
        assert!(sessions::get(&mut tx, "a1", at()).await.unwrap().is_none());
        assert!(sessions::get(&mut tx, "b", at()).await.unwrap().is_some());
        assert!(sessions::get(&mut tx, "nobody", at()).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn what_has_expired_is_cleared_away() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for (id, life) in [("old", 10), ("due", 60), ("young", 61)] {
            sessions::insert(&mut tx, &SessionRow { expires_at: at().plus_seconds(life), ..session(id, None) }).await.unwrap();
        }
        assert_eq!(sessions::delete_expired(&mut tx, at().plus_seconds(60)).await.unwrap(), 2);
        assert!(sessions::get(&mut tx, "young", at()).await.unwrap().is_some());
    })
    .await;
}
