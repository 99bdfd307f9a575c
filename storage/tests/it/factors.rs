//! Second factors, recovery codes, and the rule who needs a factor.

use crate::samples::{at, id, saved_user, title};
use domain::Version;
use domain::accounts::{Factor, FactorKind, Required, SignInRule};
use domain::ids::UserId;
use scratch::on_fresh;
use storage::accounts::factors::{self, Kept};
use storage::accounts::{recovery, sign_in_rule};
use storage::{StorageError, Window};

fn factor(user: UserId, credential: Option<&str>) -> Kept {
    let kind = if credential.is_some() { FactorKind::Passkey } else { FactorKind::Totp };
    let factor = Factor { id: id(), user, kind, name: title("Phone"), created_at: at(), used_at: None, version: Version::FIRST };
    Kept { factor, data: vec![0, 255], credential: credential.map(Into::into), counter: 0 }
}

#[tokio::test]
async fn a_factor_comes_back_as_it_was_and_is_its_owners_alone() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ada, bob) = (saved_user(&mut tx, "ada@example.org").await, saved_user(&mut tx, "bob@example.org").await);
        let (app, key) = (factor(ada, None), factor(ada, Some("c1")));
        factors::insert(&mut tx, &app).await.unwrap();
        factors::insert(&mut tx, &key).await.unwrap();
        assert_eq!(factors::list(&mut tx, ada, Window::first(9)).await.unwrap(), [app.clone(), key.clone()]);
        assert_eq!((factors::count(&mut tx, ada).await.unwrap(), factors::count(&mut tx, bob).await.unwrap()), (2, 0));
        assert_eq!(factors::get_by_credential(&mut tx, "c1").await.unwrap(), Some(key.clone()));
        assert!(matches!(factors::find(&mut tx, bob, app.factor.id).await, Err(StorageError::NotFound)));
        let (of, seen) = (app.factor.id, Version::FIRST);
        assert!(matches!(factors::rename(&mut tx, bob, of, &title("X"), seen).await, Err(StorageError::Stale)));
        assert!(matches!(factors::delete(&mut tx, bob, of, seen).await, Err(StorageError::Stale)));
        factors::rename(&mut tx, ada, of, &title("Tablet"), seen).await.unwrap();
        assert!(matches!(factors::delete(&mut tx, ada, of, seen).await, Err(StorageError::Stale)), "it was renamed");
        factors::delete(&mut tx, ada, of, seen.next()).await.unwrap();
        assert_eq!(factors::delete_all(&mut tx, ada).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_one_persons() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ada, bob) = (saved_user(&mut tx, "ada@example.org").await, saved_user(&mut tx, "bob@example.org").await);
        factors::insert(&mut tx, &factor(ada, Some("c1"))).await.unwrap();
        assert!(matches!(factors::insert(&mut tx, &factor(bob, Some("c1"))).await, Err(StorageError::Exists)));
    })
    .await;
}

#[tokio::test]
async fn steps_and_counts_only_grow() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        let (app, key) = (factor(ada, None), factor(ada, Some("c1")));
        factors::insert(&mut tx, &app).await.unwrap();
        factors::insert(&mut tx, &key).await.unwrap();
        for (step, fresh) in [(7, true), (7, false), (6, false), (8, true)] {
            assert_eq!(factors::use_step(&mut tx, app.factor.id, step, at()).await.unwrap(), fresh, "{step}");
        }
        // One that counts nothing stays at 0 and may; one that has begun to count may not.
        for (count, fresh) in [(0, true), (0, true), (3, true), (3, false), (0, false), (4, true)] {
            assert_eq!(factors::use_passkey(&mut tx, key.factor.id, b"x", count, at()).await.unwrap(), fresh, "{count}");
        }
        let kept = factors::find(&mut tx, ada, key.factor.id).await.unwrap();
        assert_eq!((kept.counter, kept.data.as_slice(), kept.factor.used_at), (4, &b"x"[..], Some(at())));
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_is_used_up_once_and_by_its_owner() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ada, bob) = (saved_user(&mut tx, "ada@example.org").await, saved_user(&mut tx, "bob@example.org").await);
        for digest in ["a", "b"] {
            recovery::insert(&mut tx, ada, digest).await.unwrap();
        }
        assert!(!recovery::use_up(&mut tx, bob, "a").await.unwrap());
        assert!(recovery::use_up(&mut tx, ada, "a").await.unwrap());
        assert!(!recovery::use_up(&mut tx, ada, "a").await.unwrap());
        assert_eq!(recovery::count(&mut tx, ada).await.unwrap(), 1);
        recovery::delete_all(&mut tx, ada).await.unwrap();
        assert_eq!(recovery::count(&mut tx, ada).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_person_stands_to_the_rule_as_it_is_and_with_what_they_have() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        let standing = sign_in_rule::standing(&mut tx, ada).await.unwrap().unwrap();
        assert_eq!((standing.rule, standing.has_factor, standing.user.id), (SignInRule::default(), false, ada));
        let rule = SignInRule { required: Required::Everybody, trust_providers: false };
        sign_in_rule::set(&mut tx, rule, None).await.unwrap();
        assert!(matches!(sign_in_rule::set(&mut tx, rule, None).await, Err(StorageError::Stale)));
        factors::insert(&mut tx, &factor(ada, None)).await.unwrap();
        let standing = sign_in_rule::standing(&mut tx, ada).await.unwrap().unwrap();
        assert_eq!((standing.rule, standing.has_factor), (rule, true));
        sign_in_rule::set(&mut tx, SignInRule::default(), Some(Version::FIRST)).await.unwrap();
        assert!(matches!(sign_in_rule::set(&mut tx, rule, Some(Version::FIRST)).await, Err(StorageError::Stale)));
        assert_eq!(sign_in_rule::get(&mut tx).await.unwrap(), Some((SignInRule::default(), Version(2))));
        assert_eq!(sign_in_rule::standing(&mut tx, id()).await.unwrap(), None);
    })
    .await;
}
