use crate::samples::{at, id, user};
use domain::accounts::{Identity, User};
use domain::ids::UserId;
use scratch::on_fresh;
use storage::accounts::{identities, users};
use storage::{StorageError, Tx};

async fn named(tx: &mut Tx, name: &str, admin: bool) -> UserId {
    let row = User { admin, ..user(&format!("{name}@example.org")) };
    users::insert(tx, &row, "hash").await.unwrap();
    row.id
}

fn identity(user: UserId, subject: &str) -> Identity {
    Identity {
        id: id(),
        user,
        provider: "corp".parse().unwrap(),
        issuer: "https://id.example".into(),
        subject: subject.into(),
        email: Some("kim@corp.example".parse().unwrap()),
        linked_at: at(),
        used_at: None,
    }
}

#[tokio::test]
async fn an_identity_belongs_to_one_account_and_is_known_by_all_three_words() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (kim, lou) = (named(&mut tx, "kim", false).await, named(&mut tx, "lou", false).await);
        let row = identity(kim, "7");
        identities::insert(&mut tx, &row).await.unwrap();
        assert_eq!(identities::get(&mut tx, &row.provider, &row.issuer, "7").await.unwrap(), Some(row.clone()));
        let other = "other".parse().unwrap();
        for (provider, issuer, subject) in
            [(&other, row.issuer.as_str(), "7"), (&row.provider, "https://evil.example", "7"), (&row.provider, row.issuer.as_str(), "8")]
        {
            assert_eq!(identities::get(&mut tx, provider, issuer, subject).await.unwrap(), None);
        }
        identities::insert(&mut tx, &identity(kim, "8")).await.unwrap();
        assert_eq!(identities::list(&mut tx, kim, 20).await.unwrap().len(), 2);
        assert!(identities::list(&mut tx, lou, 20).await.unwrap().is_empty());
        assert!(matches!(identities::delete(&mut tx, lou, row.id).await, Err(StorageError::NotFound)), "not one's own");
        identities::delete(&mut tx, kim, row.id).await.unwrap();
        assert_eq!(identities::list(&mut tx, kim, 20).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_identity_is_not_linked_twice() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (kim, lou) = (named(&mut tx, "kim", false).await, named(&mut tx, "lou", false).await);
        identities::insert(&mut tx, &identity(kim, "7")).await.unwrap();
        assert!(matches!(identities::insert(&mut tx, &identity(lou, "7")).await, Err(StorageError::Exists)));
    })
    .await;
}

#[tokio::test]
async fn a_use_is_noted_and_keeps_the_address_where_none_is_said() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let kim = named(&mut tx, "kim", false).await;
        let row = identity(kim, "7");
        identities::insert(&mut tx, &row).await.unwrap();
        let later = at().plus_seconds(60);
        identities::note_use(&mut tx, row.id, None, later).await.unwrap();
        let new = "kim@new.example".parse().unwrap();
        let kept = identities::list(&mut tx, kim, 20).await.unwrap().remove(0);
        assert_eq!((kept.used_at, kept.email), (Some(later), row.email));
        identities::note_use(&mut tx, row.id, Some(&new), later).await.unwrap();
        assert_eq!(identities::list(&mut tx, kim, 20).await.unwrap().remove(0).email, Some(new));
    })
    .await;
}

#[tokio::test]
async fn another_administrator_is_one_who_can_sign_in() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ada, kim) = (named(&mut tx, "ada", true).await, named(&mut tx, "kim", false).await);
        assert!(!identities::another_admin(&mut tx, ada).await.unwrap());
        identities::set_admin(&mut tx, kim, true).await.unwrap();
        assert!(identities::another_admin(&mut tx, ada).await.unwrap());
        identities::set_admin(&mut tx, kim, false).await.unwrap();
        assert!(!identities::another_admin(&mut tx, ada).await.unwrap());
    })
    .await;
}
