use crate::samples::{saved_project, user};
use scratch::{on_empty, on_fresh};
use storage::accounts::users;
use storage::{Db, StorageError};

#[tokio::test]
async fn migrations_are_pending_first_and_run_once() {
    on_empty(|fresh| async move {
        let all = fresh.db.pending().await.unwrap();
        assert!(all > 0);
        assert_eq!(fresh.db.migrate().await.unwrap(), all);
        assert_eq!(fresh.db.pending().await.unwrap(), 0);
        assert_eq!(fresh.db.migrate().await.unwrap(), 0, "a second run has nothing to do");
        fresh.db.ping().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_address_of_no_known_kind_is_refused_and_named() {
    let error = Db::connect("mysql://localhost/x", 2).await.unwrap_err();
    assert!(matches!(&error, StorageError::Address(url) if url.starts_with("mysql:")), "{error}");
}

#[tokio::test]
async fn a_transaction_that_is_not_committed_leaves_nothing_behind() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        saved_project(&mut tx, "gone").await;
        drop(tx);
        let mut tx = fresh.db.read().await.unwrap();
        assert_eq!(storage::projects::get(&mut tx, &"gone".parse().unwrap()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_one_state_throughout() {
    on_fresh(|fresh| async move {
        let mut reader = fresh.db.read().await.unwrap();
        assert_eq!(users::count(&mut reader).await.unwrap(), 0);
        let mut writer = fresh.db.begin().await.unwrap();
        users::insert(&mut writer, &user("ada@example.org"), "hash").await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(users::count(&mut reader).await.unwrap(), 0);
        drop(reader);
        assert_eq!(users::count(&mut fresh.db.read().await.unwrap()).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_reading_transaction_cannot_write() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.read().await.unwrap();
        assert!(matches!(users::insert(&mut tx, &user("ada@example.org"), "hash").await, Err(StorageError::Database(_))));
    })
    .await;
}

#[tokio::test]
async fn two_writers_wait_for_each_other() {
    on_fresh(|fresh| async move {
        let add = async |email: &str| {
            let mut tx = fresh.db.begin().await.unwrap();
            assert!(users::count(&mut tx).await.unwrap() >= 0);
            tokio::task::yield_now().await;
            users::insert(&mut tx, &user(email), "hash").await.unwrap();
            tx.commit().await.unwrap();
        };
        tokio::join!(add("a@example.org"), add("b@example.org"), add("c@example.org"));
        assert_eq!(users::count(&mut fresh.db.read().await.unwrap()).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_a_writer_has_seen_holds_until_it_commits() {
    on_fresh(|fresh| async move {
        let add_the_first = async |email: &str| {
            let mut tx = fresh.db.begin().await.unwrap();
            if users::count(&mut tx).await.unwrap() == 0 {
                tokio::task::yield_now().await;
                users::insert(&mut tx, &user(email), "hash").await.unwrap();
            }
            tx.commit().await.unwrap();
        };
        tokio::join!(add_the_first("a@example.org"), add_the_first("b@example.org"));
        assert_eq!(users::count(&mut fresh.db.read().await.unwrap()).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn statements_are_counted_by_all_clones() {
    on_fresh(|fresh| async move {
        let (clone, before) = (fresh.db.clone(), fresh.db.queries());
        users::count(&mut clone.read().await.unwrap()).await.unwrap();
        assert_eq!(fresh.db.queries(), before + 1);
    })
    .await;
}

#[tokio::test]
async fn whether_migrations_are_pending_is_known_while_somebody_writes() {
    on_fresh(|fresh| async move {
        let writer = fresh.db.begin().await.unwrap();
        assert_eq!(fresh.db.pending().await.unwrap(), 0);
        drop(writer);
    })
    .await;
}
