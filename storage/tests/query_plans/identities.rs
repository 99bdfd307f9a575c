//! Accounts at providers, and who administers.

use crate::Many;
use crate::samples::{at, id};
use domain::accounts::Identity;
use storage::Tx;
use storage::accounts::identities;

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let row = Identity {
        id: id(),
        user: many.user,
        provider: "corp".parse().unwrap(),
        issuer: "https://id.example".into(),
        subject: "7".into(),
        email: None,
        linked_at: at(),
        used_at: None,
    };
    identities::insert(tx, &row).await.unwrap();
    identities::get(tx, &row.provider, &row.issuer, &row.subject).await.unwrap().unwrap();
    identities::list(tx, many.user, 20).await.unwrap();
    identities::note_use(tx, row.id, None, at()).await.unwrap();
    identities::another_admin(tx, many.user).await.unwrap();
    identities::set_admin(tx, many.user, true).await.unwrap();
    identities::delete(tx, many.user, row.id).await.unwrap();
}
