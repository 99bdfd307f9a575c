//! Second factors, and how a person stands to the rule of sign-in.

use crate::Many;
use crate::samples::{at, id, title};
use domain::Version;
use domain::accounts::{Factor, FactorKind, SignInRule};
use storage::accounts::factors::{self, Kept};
use storage::accounts::{recovery, sign_in_rule};
use storage::{Tx, Window};

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let user = many.user;
    let factor =
        Factor { id: id(), user, kind: FactorKind::Passkey, name: title("Key"), created_at: at(), used_at: None, version: Version::FIRST };
    let of = factor.id;
    factors::insert(tx, &Kept { factor, data: Vec::new(), credential: Some("c".into()), counter: 0 }).await.unwrap();
    factors::list(tx, user, Window::first(9)).await.unwrap();
    factors::count(tx, user).await.unwrap();
    factors::find(tx, user, of).await.unwrap();
    factors::get_by_credential(tx, "c").await.unwrap().unwrap();
    factors::use_step(tx, of, 1, at()).await.unwrap();
    factors::use_passkey(tx, of, b"x", 2, at()).await.unwrap();
    factors::rename(tx, user, of, &title("Ring"), Version::FIRST).await.unwrap();
    factors::delete(tx, user, of, Version(2)).await.unwrap();
    factors::delete_all(tx, user).await.unwrap();
    recovery::insert(tx, user, "d").await.unwrap();
    recovery::count(tx, user).await.unwrap();
    recovery::use_up(tx, user, "d").await.unwrap();
    recovery::delete_all(tx, user).await.unwrap();
    sign_in_rule::set(tx, SignInRule::default(), None).await.unwrap();
    sign_in_rule::set(tx, SignInRule::default(), Some(Version::FIRST)).await.unwrap();
    sign_in_rule::get(tx).await.unwrap();
    sign_in_rule::standing(tx, user).await.unwrap();
}
