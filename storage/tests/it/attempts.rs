use crate::samples::at;
use scratch::on_fresh;
use storage::accounts::attempts;

#[tokio::test]
async fn failures_add_up_until_they_are_forgotten() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        assert_eq!(attempts::get(&mut tx, "account:a").await.unwrap(), None);
        attempts::add(&mut tx, "account:a", at()).await.unwrap();
        attempts::add(&mut tx, "account:a", at().plus_seconds(5)).await.unwrap();
        attempts::add(&mut tx, "account:b", at()).await.unwrap();
        assert_eq!(attempts::get(&mut tx, "account:a").await.unwrap(), Some((2, at().plus_seconds(5))));
        attempts::delete(&mut tx, "account:a").await.unwrap();
        assert_eq!(attempts::get(&mut tx, "account:a").await.unwrap(), None);
        assert_eq!(attempts::get(&mut tx, "account:b").await.unwrap(), Some((1, at())));
    })
    .await;
}

#[tokio::test]
async fn only_old_failures_are_cleared_away() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        attempts::add(&mut tx, "old", at()).await.unwrap();
        attempts::add(&mut tx, "new", at().plus_seconds(10)).await.unwrap();
        assert_eq!(attempts::delete_older(&mut tx, at().plus_seconds(10)).await.unwrap(), 1);
        assert!(attempts::get(&mut tx, "new").await.unwrap().is_some());
    })
    .await;
}
