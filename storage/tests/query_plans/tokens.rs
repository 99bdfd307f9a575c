//! API tokens.

use crate::Many;
use crate::samples::{at, id, title, user};
use domain::ids::UserId;
use storage::accounts::tokens::{self, Holder, Token};
use storage::accounts::users;
use storage::{Tx, Window, exports};

fn token(digest: String, holder: Holder) -> Token {
    Token {
        id: id(),
        digest,
        prefix: "hpt_00000000".into(),
        name: title("ci"),
        scopes: "read".parse().unwrap(),
        holder,
        created_at: at(),
        created_by: None,
        created_by_name: title("Ada"),
        expires_at: at(),
        used_at: None,
        revoked: None,
    }
}

/// Some hundreds of tokens of persons and projects.
pub(crate) async fn write(tx: &mut Tx, many: &Many) {
    for person in 0..20 {
        let row = user(&format!("token{person}@example.org"));
        users::insert(tx, &row, "hash").await.unwrap();
        for number in 0..20 {
            tokens::insert(tx, &token(format!("{person} {number}"), Holder::Person(row.id))).await.unwrap();
        }
        tokens::insert(tx, &token(format!("project {person}"), Holder::Project(many.project.id))).await.unwrap();
    }
}

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let (person, few): (UserId, _) = (many.user, Window { limit: 20, offset: 20 });
    let row = token("one".into(), Holder::Person(person));
    tokens::insert(tx, &row).await.unwrap();
    tokens::get_by_digest(tx, "one").await.unwrap().unwrap();
    tokens::find(tx, row.id).await.unwrap();
    for holder in [row.holder, Holder::Project(many.project.id)] {
        tokens::list(tx, holder, few).await.unwrap();
        tokens::count(tx, holder, at()).await.unwrap();
    }
    tokens::list_of_persons(tx, few).await.unwrap();
    tokens::count_of_persons(tx).await.unwrap();
    tokens::used(tx, row.id, "two", at()).await.unwrap();
    tokens::revoke(tx, row.id, &title("Ada"), at()).await.unwrap();
    tokens::revoke_of_user(tx, person, &title("Ada"), at()).await.unwrap();
    exports::count_open_of_nobody(tx, many.project.id, at()).await.unwrap();
    exports::delete_of_nobody_beyond(tx, many.project.id, 20).await.unwrap();
}
