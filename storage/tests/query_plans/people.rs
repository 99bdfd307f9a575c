//! People: lists with a search, invitations, links, sessions.

use crate::Many;
use crate::samples::{at, id, title};
use domain::accounts::Role;
use storage::accounts::invitations::{self, Invitation};
use storage::accounts::users::{self, Filter};
use storage::accounts::{resets, sessions};
use storage::{Tx, Window};

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let few = Window { limit: 20, offset: 20 };
    let filter = Filter { text: "a".into(), deactivated: Some(false) };
    users::list(tx, &filter, few).await.unwrap();
    users::count_matching(tx, &filter).await.unwrap();
    users::hold_admins(tx).await.unwrap();
    let person = users::get(tx, many.user).await.unwrap().unwrap();
    users::update(tx, &person, person.version).await.unwrap();
    sessions::list_of_user(tx, many.user, at(), few).await.unwrap();
    sessions::count_of_user(tx, many.user, at()).await.unwrap();
    sessions::delete_one_of_user(tx, many.user, id()).await.unwrap();
    sessions::delete_others_of_user(tx, many.user, id()).await.unwrap();
    let row = Invitation {
        id: id(),
        email: "new@example.org".parse().unwrap(),
        name: title("New"),
        admin: false,
        for_projects: true,
        token_digest: "00".into(),
        created_at: at(),
        created_by: Some(many.user),
        created_by_name: title("Ada"),
        expires_at: at().plus_seconds(60),
    };
    invitations::insert(tx, &row, &[(many.project.id, Role::Viewer)]).await.unwrap();
    invitations::get_by_token(tx, "00").await.unwrap().unwrap();
    invitations::find(tx, row.id).await.unwrap();
    assert_eq!(invitations::places(tx, row.id).await.unwrap().len(), 1);
    invitations::list(tx, "new", at(), few).await.unwrap();
    invitations::count(tx, "new", at()).await.unwrap();
    invitations::list_of_project(tx, many.project.id, at(), few).await.unwrap();
    invitations::count_of_project(tx, many.project.id, at()).await.unwrap();
    invitations::take_out(tx, row.id, many.project.id).await.unwrap();
    invitations::delete(tx, row.id).await.unwrap();
    invitations::delete_expired(tx, at()).await.unwrap();
    resets::get_by_token(tx, "00", at()).await.unwrap();
    resets::delete_of_user(tx, many.user).await.unwrap();
    resets::delete_expired(tx, at()).await.unwrap();
}
