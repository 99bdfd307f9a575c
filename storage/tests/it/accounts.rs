use crate::samples::{id, user};
use scratch::on_fresh;
use storage::accounts::users::{self, Filter};
use storage::{StorageError, Window};

#[tokio::test]
async fn an_account_comes_back_as_it_was_written() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = user("ada@example.org");
        users::insert(&mut tx, &ada, "hash one").await.unwrap();
        assert_eq!(users::get(&mut tx, ada.id).await.unwrap(), Some(ada.clone()));
        assert_eq!(users::get_by_email(&mut tx, &ada.email).await.unwrap(), Some(ada.clone()));
        assert_eq!(users::password_hash(&mut tx, ada.id).await.unwrap().as_deref(), Some("hash one"));
        users::set_password_hash(&mut tx, ada.id, "hash two").await.unwrap();
        assert_eq!(users::password_hash(&mut tx, ada.id).await.unwrap().as_deref(), Some("hash two"));
        assert_eq!(users::get(&mut tx, ada.id).await.unwrap().unwrap().version, ada.version.next());
    })
    .await;
}

#[tokio::test]
async fn one_address_belongs_to_one_account() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        users::insert(&mut tx, &user("ada@example.org"), "hash").await.unwrap();
        let error = users::insert(&mut tx, &user("ADA@example.org"), "hash").await.unwrap_err();
        assert!(matches!(error, StorageError::Exists), "{error}");
    })
    .await;
}

#[tokio::test]
async fn accounts_are_listed_by_address_in_pages() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for email in ["c@example.org", "a@example.org", "b@example.org"] {
            users::insert(&mut tx, &user(email), "hash").await.unwrap();
        }
        let page = users::list(&mut tx, &Filter::default(), Window { limit: 2, offset: 1 }).await.unwrap();
        assert_eq!(page.iter().map(|user| user.email.as_str()).collect::<Vec<_>>(), ["b@example.org", "c@example.org"]);
        assert_eq!(users::count(&mut tx).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_not_there_has_no_password() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        assert!(matches!(users::password_hash(&mut tx, id()).await, Err(StorageError::NotFound)));
        assert!(matches!(users::set_password_hash(&mut tx, id(), "x").await, Err(StorageError::Stale)));
    })
    .await;
}
