//! Accounts that change, invitations, links for new passwords, and lists of sessions.

use crate::samples::{at, id, project, saved_user, title, user};
use domain::Timestamp;
use domain::accounts::{Device, Role, User};
use domain::ids::UserId;
use scratch::on_fresh;
use storage::accounts::invitations::{self, Invitation};
use storage::accounts::resets::{self, ResetLink};
use storage::accounts::sessions::{self, SessionRow};
use storage::accounts::users::{self, Filter};
use storage::accounts::{access, members};
use storage::{StorageError, Tx, Window, projects};

fn invitation(email: &str, by: Option<UserId>, expires_at: Timestamp) -> Invitation {
    Invitation {
        id: id(),
        email: email.parse().unwrap(),
        name: title("Kim"),
        admin: true,
        for_projects: false,
        token_digest: format!("digest of {email}"),
        created_at: at(),
        created_by: by,
        created_by_name: title("Ada"),
        expires_at,
    }
}

fn session(name: &str, user: UserId, seen_at: Timestamp) -> SessionRow {
    let device = Device { session: id(), address: "2001:db8::7".parse().unwrap(), agent: format!("agent of {name}") };
    let expires_at = at().plus_seconds(600);
    SessionRow { id: name.into(), user: Some(user), device: Some(device), data: vec![1], created_at: at(), expires_at, seen_at }
}

async fn count(tx: &mut Tx, text: &str, deactivated: Option<bool>) -> (usize, i64) {
    let filter = Filter { text: text.into(), deactivated };
    (users::list(tx, &filter, Window::first(50)).await.unwrap().len(), users::count_matching(tx, &filter).await.unwrap())
}

#[tokio::test]
async fn an_account_changes_once_for_each_version_and_keeps_its_address_to_itself() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = user("ada@example.org");
        users::insert(&mut tx, &ada, "hash").await.unwrap();
        let changed = User { name: title("Ada Cruz"), admin: true, deactivated_at: Some(at()), ..ada.clone() };
        users::update(&mut tx, &changed, ada.version).await.unwrap();
        let kept = users::get(&mut tx, ada.id).await.unwrap().unwrap();
        assert_eq!(kept, User { version: ada.version.next(), ..changed.clone() });
        assert!(matches!(users::update(&mut tx, &changed, ada.version).await, Err(StorageError::Stale)));
        saved_user(&mut tx, "kim@example.org").await;
        let taken = User { email: "kim@example.org".parse().unwrap(), ..changed };
        assert!(matches!(users::update(&mut tx, &taken, kept.version).await, Err(StorageError::Exists)));
    })
    .await;
}

#[tokio::test]
async fn accounts_are_found_by_a_part_of_name_or_address_and_by_being_in_use() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = User { name: title("Ada 100%"), ..user("a_da@example.org") };
        users::insert(&mut tx, &ada, "hash").await.unwrap();
        saved_user(&mut tx, "kim@example.org").await;
        users::update(&mut tx, &User { deactivated_at: Some(at()), ..ada.clone() }, ada.version).await.unwrap();
        for (text, deactivated, found) in [
            ("", None, 2),
            ("", Some(true), 1),
            ("", Some(false), 1),
            ("ADA 1", None, 1),
            ("kim@", Some(false), 1),
            ("kim@", Some(true), 0),
            ("100%", None, 1),
            ("%", None, 1),
            ("a_d", None, 1),
            ("_", None, 1),
        ] {
            assert_eq!(count(&mut tx, text, deactivated).await, (found, i64::try_from(found).unwrap()), "{text} {deactivated:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn only_administrators_in_use_are_counted() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for (email, admin, out) in [("a@x.org", true, false), ("b@x.org", true, true), ("c@x.org", false, false)] {
            let row = User { admin, ..user(email) };
            users::insert(&mut tx, &row, "hash").await.unwrap();
            users::update(&mut tx, &User { deactivated_at: out.then(at), ..row.clone() }, row.version).await.unwrap();
        }
        assert_eq!(users::hold_admins(&mut tx).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_out_of_use_is_marked_among_members_and_cannot_be_named() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let row = project("kiln");
        projects::insert(&mut tx, &row).await.unwrap();
        for email in ["ada@example.org", "kim@example.org"] {
            let person = user(email);
            users::insert(&mut tx, &person, "hash").await.unwrap();
            members::set(&mut tx, row.id, person.id, Role::Viewer).await.unwrap();
            let out = (email == "kim@example.org").then(at);
            users::update(&mut tx, &User { deactivated_at: out, ..person.clone() }, person.version).await.unwrap();
        }
        let members = members::list(&mut tx, row.id, Window::first(9)).await.unwrap();
        let out: Vec<_> = members.iter().filter(|member| member.deactivated).map(|member| member.email.as_str()).collect();
        assert_eq!((members.len(), out), (2, vec!["kim@example.org"]));
        let named = access::mentionable(&mut tx, row.id, 9).await.unwrap();
        assert_eq!(named.iter().map(|one| one.email.as_str()).collect::<Vec<_>>(), ["ada@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_comes_back_with_its_projects_and_goes_with_whoever_made_it() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        let kiln = project("kiln");
        projects::insert(&mut tx, &kiln).await.unwrap();
        let row = invitation("kim@example.org", Some(ada), at().plus_seconds(60));
        invitations::insert(&mut tx, &row, &[(kiln.id, Role::Auditor)]).await.unwrap();
        assert_eq!(invitations::get_by_token(&mut tx, &row.token_digest).await.unwrap(), Some(row.clone()));
        assert_eq!(invitations::find(&mut tx, row.id).await.unwrap(), row);
        let places = invitations::places(&mut tx, row.id).await.unwrap();
        assert_eq!((places.len(), places[0].project, places[0].role), (1, kiln.id, Role::Auditor));
        let few = Window::first(9);
        assert_eq!(invitations::list_of_project(&mut tx, kiln.id, at(), few).await.unwrap(), [(row.clone(), Role::Auditor)]);
        assert_eq!(invitations::count_of_project(&mut tx, kiln.id, at()).await.unwrap(), 1);
        assert_eq!(invitations::count_of_project(&mut tx, kiln.id, row.expires_at).await.unwrap(), 0);
        assert_eq!(invitations::list(&mut tx, "KIM@", at(), few).await.unwrap(), std::slice::from_ref(&row));
        assert_eq!(invitations::count(&mut tx, "eve", at()).await.unwrap(), 0);
        invitations::take_out(&mut tx, row.id, kiln.id).await.unwrap();
        assert!(matches!(invitations::take_out(&mut tx, row.id, kiln.id).await, Err(StorageError::NotFound)));
        invitations::delete(&mut tx, row.id).await.unwrap();
        assert!(matches!(invitations::delete(&mut tx, row.id).await, Err(StorageError::Stale)));
        let old = invitation("old@example.org", None, at());
        invitations::insert(&mut tx, &old, &[]).await.unwrap();
        assert!(invitations::list(&mut tx, "", at(), few).await.unwrap().is_empty());
        assert_eq!(invitations::delete_expired(&mut tx, at()).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_person_has_one_link_for_a_new_password_and_another_ends_it() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ada = saved_user(&mut tx, "ada@example.org").await;
        let link = |digest: &str| ResetLink {
            id: id(),
            user: ada,
            token_digest: digest.into(),
            created_at: at(),
            expires_at: at().plus_seconds(60),
        };
        let (first, second) = (link("one"), link("two"));
        resets::put(&mut tx, &first).await.unwrap();
        assert_eq!(resets::get_by_token(&mut tx, "one", at()).await.unwrap(), Some(first.clone()));
        resets::put(&mut tx, &second).await.unwrap();
        assert_eq!(resets::get_by_token(&mut tx, "one", at()).await.unwrap(), None);
        assert_eq!(resets::get_by_token(&mut tx, "two", first.expires_at).await.unwrap(), None);
        assert_eq!(resets::delete_of_user(&mut tx, ada).await.unwrap(), 1);
        resets::put(&mut tx, &first).await.unwrap();
        assert_eq!(resets::delete_expired(&mut tx, first.expires_at).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_by_last_use_and_end_one_by_one_or_all_but_one() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ada, bob) = (saved_user(&mut tx, "ada@example.org").await, saved_user(&mut tx, "bob@example.org").await);
        let rows = [session("a1", ada, at()), session("a2", ada, at().plus_seconds(5)), session("a3", ada, at().plus_seconds(1))];
        for row in rows.iter().chain([&session("b", bob, at())]) {
            sessions::insert(&mut tx, row).await.unwrap();
        }
        assert_eq!(sessions::get(&mut tx, "a1", at()).await.unwrap().as_ref(), Some(&rows[0]));
        let listed = sessions::list_of_user(&mut tx, ada, at(), Window::first(9)).await.unwrap();
        assert_eq!(listed.iter().map(|seen| seen.device.agent.as_str()).collect::<Vec<_>>(), ["agent of a2", "agent of a3", "agent of a1"]);
        assert_eq!(sessions::count_of_user(&mut tx, ada, at()).await.unwrap(), 3);
        assert_eq!(sessions::count_of_user(&mut tx, ada, rows[0].expires_at).await.unwrap(), 0);
        let public = |row: &SessionRow| row.device.as_ref().unwrap().session;
        assert_eq!(sessions::delete_one_of_user(&mut tx, bob, public(&rows[0])).await.unwrap(), 0, "a session of somebody else");
        assert_eq!(sessions::delete_one_of_user(&mut tx, ada, public(&rows[0])).await.unwrap(), 1);
        assert_eq!(sessions::delete_others_of_user(&mut tx, ada, public(&rows[1])).await.unwrap(), 1);
        assert!(sessions::get(&mut tx, "a2", at()).await.unwrap().is_some());
        assert!(sessions::get(&mut tx, "b", at()).await.unwrap().is_some());
    })
    .await;
}
