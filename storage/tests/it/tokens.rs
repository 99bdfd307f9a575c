use crate::samples::{at, id, saved_project, saved_user, title};
use domain::Timestamp;
use scratch::on_fresh;
use storage::accounts::tokens::{self, Holder, Token};
use storage::{StorageError, Tx, Window};

fn token(digest: &str, holder: Holder, created_at: Timestamp) -> Token {
    Token {
        id: id(),
        digest: digest.into(),
        prefix: "hpt_00000000".into(),
        name: title("ci"),
        scopes: "read import".parse().unwrap(),
        holder,
        created_at,
        created_by: None,
        created_by_name: title("Ada"),
        expires_at: at().plus_seconds(60),
        used_at: None,
        revoked: None,
    }
}

async fn both(tx: &mut Tx) -> [Holder; 2] {
    let (user, project) = (saved_user(tx, "ada@example.org").await, saved_project(tx, "ferry").await);
    [Holder::Person(user), Holder::Project(project)]
}

#[tokio::test]
async fn a_token_is_found_by_its_digest_and_ends_once() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for holder in both(&mut tx).await {
            let row = token(&format!("{holder:?}"), holder, at());
            tokens::insert(&mut tx, &row).await.unwrap();
            assert_eq!(tokens::get_by_digest(&mut tx, &row.digest).await.unwrap(), Some(row.clone()));
            assert_eq!(tokens::find(&mut tx, row.id).await.unwrap(), row);
            tokens::used(&mut tx, row.id, &format!("new {holder:?}"), at().plus_seconds(5)).await.unwrap();
            assert_eq!(tokens::get_by_digest(&mut tx, &row.digest).await.unwrap(), None, "its digest is another one");
            tokens::revoke(&mut tx, row.id, &title("Bo"), at()).await.unwrap();
            assert!(matches!(tokens::revoke(&mut tx, row.id, &title("Bo"), at()).await, Err(StorageError::Stale)));
            let kept = tokens::find(&mut tx, row.id).await.unwrap();
            assert_eq!((kept.used_at, kept.revoked), (Some(at().plus_seconds(5)), Some((at(), title("Bo")))));
        }
        assert_eq!(tokens::get_by_digest(&mut tx, "").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn tokens_are_listed_newest_first_for_their_holder_and_counted() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let holders = both(&mut tx).await;
        for holder in holders {
            for number in 0..3 {
                tokens::insert(&mut tx, &token(&format!("{holder:?} {number}"), holder, at().plus_seconds(number))).await.unwrap();
            }
            let rows = tokens::list(&mut tx, holder, Window { limit: 2, offset: 1 }).await.unwrap();
            assert_eq!(rows.iter().map(|row| row.created_at.seconds_since(at())).collect::<Vec<_>>(), [1, 0]);
            tokens::revoke(&mut tx, rows[0].id, &title("Bo"), at()).await.unwrap();
            assert_eq!(tokens::count(&mut tx, holder, at()).await.unwrap(), (3, 2));
            assert_eq!(tokens::count(&mut tx, holder, at().plus_seconds(60)).await.unwrap(), (3, 0));
        }
        let all = tokens::list_of_persons(&mut tx, Window::first(9)).await.unwrap();
        assert_eq!((all.len(), all[0].1.as_str()), (3, "ada@example.org"));
        assert_eq!(tokens::count_of_persons(&mut tx).await.unwrap(), 3);
        let Holder::Person(user) = holders[0] else { panic!("a person comes first") };
        assert_eq!(tokens::revoke_of_user(&mut tx, user, &title("Bo"), at()).await.unwrap(), 2);
        assert_eq!(tokens::count(&mut tx, holders[0], at()).await.unwrap(), (3, 0));
        assert_eq!(tokens::count(&mut tx, holders[1], at()).await.unwrap(), (3, 2));
    })
    .await;
}

#[tokio::test]
async fn a_token_has_one_holder_and_one_digest() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let [person, project] = both(&mut tx).await;
        tokens::insert(&mut tx, &token("one", person, at())).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = fresh.db.begin().await.unwrap();
        assert!(matches!(tokens::insert(&mut tx, &token("one", project, at())).await, Err(StorageError::Exists)));
        drop(tx);
        assert!(fresh.try_by_hand("UPDATE tokens SET user_id = NULL").await.is_err());
    })
    .await;
}
