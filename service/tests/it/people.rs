//! Invitations, links for new passwords, sessions, and what administrators do with accounts.

use crate::world::{PASSWORD, World, at};
use domain::Timestamp;
use domain::accounts::{Password, Role, User};
use domain::history::{EventKind, Via};
use domain::ids::UserId;
use service::ServiceError;
use service::accounts::invitations::{self, InvitationForm, Invited, Joined};
use service::accounts::links::{LinkToken, Purpose};
use service::accounts::sessions::{SessionRow, create, device, load, resume};
use service::accounts::{
    self, Acceptance, Opened, PersonForm, SignedIn, accept, change_name, change_password, change_person, deactivate, end_all_sessions,
    end_other_sessions, end_session, list_sessions, make_reset_link, open, operator, owner_of_reset_link, reactivate, reset_by_link,
    set_admin, sign_in,
};
use service::keys::Keys;
use service::{PageNumber, history};
use std::net::{IpAddr, Ipv4Addr};
use storage::accounts::{members, users};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const NEW: &str = "nine otters under a bridge";

struct House {
    world: World,
    keys: Keys,
    admin: SignedIn,
}

async fn house() -> House {
    let world = World::new().await;
    let admin = world.person("ada", true).await;
    House { world, keys: Keys::random().unwrap(), admin }
}

fn form(email: &str) -> InvitationForm {
    InvitationForm { email: email.into(), name: "Kim".into(), ..InvitationForm::default() }
}

fn given(text: &str) -> Password {
    Password::given(text.into())
}

fn later(seconds: i64) -> Timestamp {
    at().plus_seconds(seconds)
}

impl House {
    async fn invite(&self, form: InvitationForm) -> Result<Invited, ServiceError> {
        invitations::invite(&self.world.db, &self.keys, &self.admin.admin().unwrap(), &form, at()).await
    }

    async fn accept(&self, token: &LinkToken, now: Timestamp) -> Result<User, ServiceError> {
        let given = Acceptance { name: "Kim Berg".into(), password: given(NEW) };
        accept(&self.world.db, &self.world.hasher, &self.keys, token, given, HERE, now).await
    }

    async fn may_enter(&self, email: &str, password: &str) -> Result<User, ServiceError> {
        sign_in(&self.world.db, &self.world.hasher, email, password.into(), HERE, at()).await
    }

    async fn session(&self, id: &str, user: UserId) -> SessionRow {
        let device = Some(device(HERE, "Firefox/1 Linux"));
        let (data, expires_at) = (vec![1], later(3600));
        let row = SessionRow { id: id.into(), user: Some(user), device, data, created_at: at(), expires_at, seen_at: at() };
        assert!(create(&self.world.db, &row).await.unwrap());
        row
    }

    async fn is_open(&self, id: &str) -> bool {
        load(&self.world.db, id, at()).await.unwrap().is_some()
    }

    async fn user(&self, id: UserId) -> User {
        users::get(&mut self.world.db.read().await.unwrap(), id).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn an_invitation_makes_one_account_with_what_was_offered() {
    let house = house().await;
    house.world.project(&house.admin, "kiln").await;
    let made = house.invite(InvitationForm { admin: false, projects: "kiln engineer".into(), ..form("Kim@Example.org") }).await.unwrap();
    let Opened::Open { invitation, places } = open(&house.world.db, &house.keys, &made.token, at()).await.unwrap() else { panic!() };
    assert_eq!((invitation.email.as_str(), places.len()), ("kim@example.org", 1));
    let kim = house.accept(&made.token, later(60)).await.unwrap();
    assert_eq!((kim.name.as_str(), kim.admin), ("Kim Berg", false));
    let mut tx = house.world.db.read().await.unwrap();
    assert_eq!(members::role(&mut tx, places[0].project, kim.id).await.unwrap(), Some(Role::Engineer));
    drop(tx);
    assert_eq!(house.may_enter("kim@example.org", NEW).await.unwrap().id, kim.id);
    assert!(matches!(house.accept(&made.token, later(61)).await, Err(ServiceError::NotFound)), "it is used up");
    let viewer = house.admin.viewer(&house.world.db, "kiln").await.unwrap();
    let line = history::list(&house.world.db, &viewer, PageNumber::FIRST).await.unwrap().rows.remove(0);
    assert_eq!((line.kind, line.source.via, line.source.address), (EventKind::MemberSet, Via::Link, Some(HERE)));
    assert_eq!(line.summary, "joined as engineer, invited by ada");
}

#[tokio::test]
async fn a_link_that_is_over_taken_back_foreign_or_of_another_installation_opens_nothing() {
    let house = house().await;
    let made = house.invite(form("kim@example.org")).await.unwrap();
    let closed = |outcome: Result<Opened, ServiceError>| matches!(outcome, Err(ServiceError::NotFound));
    let (db, week) = (&house.world.db, 7 * 24 * 3600);
    assert!(open(db, &house.keys, &made.token, later(week - 1)).await.is_ok());
    assert!(closed(open(db, &house.keys, &made.token, later(week)).await));
    assert!(matches!(house.accept(&made.token, later(week)).await, Err(ServiceError::NotFound)));
    assert!(closed(open(db, &Keys::random().unwrap(), &made.token, at()).await), "other keys");
    let other = LinkToken::given(Purpose::Invitation, &format!("hpi_{}", "0".repeat(64))).unwrap();
    assert!(closed(open(db, &house.keys, &other, at()).await));
    assert!(matches!(owner_of_reset_link(db, &house.keys, &made.token, at()).await, Err(ServiceError::NotFound)), "another purpose");
    let by = house.admin.admin().unwrap();
    invitations::take_back(db, &by, made.invitation.id, at()).await.unwrap();
    assert!(closed(open(db, &house.keys, &made.token, at()).await));
    assert!(matches!(invitations::take_back(db, &by, made.invitation.id, at()).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn an_address_that_got_an_account_meanwhile_keeps_the_account_it_has() {
    let house = house().await;
    let (one, two) = (house.invite(form("kim@example.org")).await.unwrap(), house.invite(form("kim@example.org")).await.unwrap());
    house.accept(&one.token, at()).await.unwrap();
    assert!(matches!(open(&house.world.db, &house.keys, &two.token, at()).await.unwrap(), Opened::HasAccount));
    assert!(matches!(house.accept(&two.token, at()).await, Err(ServiceError::Refused(_))));
    assert!(matches!(house.invite(form("kim@example.org")).await, Err(ServiceError::Invalid { field: "email", .. })));
}

#[tokio::test]
async fn an_owner_invites_to_the_own_project_and_never_an_administrator() {
    let house = house().await;
    let (olga, eve) = (house.world.person("olga", false).await, house.world.person("eve", false).await);
    house.world.project(&olga, "kiln").await;
    house.world.project(&eve, "forge").await;
    let (db, owner) = (&house.world.db, olga.owner(&house.world.db, "kiln").await.unwrap());
    let Joined::Invited(made) = invitations::join(db, &house.keys, &owner, "kim@example.org", Role::Auditor, at()).await.unwrap() else {
        panic!()
    };
    assert!(!made.invitation.admin);
    // The owner of another project neither sees it nor takes it back.
    let other = eve.owner(db, "forge").await.unwrap();
    assert_eq!(invitations::list_of_project(db, &other, PageNumber::FIRST, at()).await.unwrap().total, 0);
    let outcome = invitations::take_back_from_project(db, &other, made.invitation.id, at()).await;
    assert!(matches!(outcome, Err(ServiceError::NotFound)), "{outcome:?}");
    assert_eq!(invitations::list_of_project(db, &owner, PageNumber::FIRST, at()).await.unwrap().total, 1);
    // Who has an account becomes a member at once.
    assert!(matches!(invitations::join(db, &house.keys, &owner, "eve@example.org", Role::Viewer, at()).await.unwrap(), Joined::Member));
    invitations::take_back_from_project(db, &owner, made.invitation.id, at()).await.unwrap();
    assert!(matches!(house.accept(&made.token, at()).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn nobody_hands_on_rights_that_were_lost_since() {
    let house = house().await;
    let bob = house.world.person("bob", true).await;
    let by = bob.admin().unwrap();
    let offered = InvitationForm { admin: true, ..form("kim@example.org") };
    let made = invitations::invite(&house.world.db, &house.keys, &by, &offered, at()).await.unwrap();
    let admin = house.admin.admin().unwrap();
    set_admin(&house.world.db, &admin, bob.user().id, house.user(bob.user().id).await.version, false, at()).await.unwrap();
    assert!(matches!(house.accept(&made.token, at()).await, Err(ServiceError::NotFound)), "the maker administers nothing any more");
    set_admin(&house.world.db, &admin, bob.user().id, house.user(bob.user().id).await.version, true, at()).await.unwrap();
    deactivate(&house.world.db, &admin, bob.user().id, house.user(bob.user().id).await.version, at()).await.unwrap();
    assert!(matches!(house.accept(&made.token, at()).await, Err(ServiceError::NotFound)), "the maker is gone");
}

#[tokio::test]
async fn a_password_that_is_easily_guessed_is_refused_wherever_one_is_set() {
    let house = house().await;
    let made = house.invite(form("kim@example.org")).await.unwrap();
    for weak in ["short", "password1234", "kim@example.org", "holdpoint2026"] {
        let given = Acceptance { name: "Kim Berg".into(), password: given(weak) };
        let outcome = accept(&house.world.db, &house.world.hasher, &house.keys, &made.token, given, HERE, at()).await;
        assert!(matches!(outcome, Err(ServiceError::Invalid { field: "password", .. })), "{weak}: {outcome:?}");
    }
    let ada = house.admin.clone().person().unwrap();
    let outcome = change_password(&house.world.db, &house.world.hasher, &ada, given(PASSWORD), given("ada@example.org"), at()).await;
    assert!(matches!(outcome, Err(ServiceError::Invalid { field: "new", .. })), "{outcome:?}");
    house.accept(&made.token, at()).await.unwrap();
}

#[tokio::test]
async fn a_link_for_a_new_password_works_once_ends_all_sessions_and_ends_with_another() {
    let house = house().await;
    let (db, kim, by) = (&house.world.db, house.world.person("kim", false).await.user().clone(), house.admin.admin().unwrap());
    house.session("k", kim.id).await;
    let first = make_reset_link(db, &house.keys, &by, kim.id, at()).await.unwrap();
    let second = make_reset_link(db, &house.keys, &by, kim.id, at()).await.unwrap();
    let set = |token: LinkToken, now| {
        let house = &house;
        async move { reset_by_link(&house.world.db, &house.world.hasher, &house.keys, &token, given(NEW), HERE, now).await }
    };
    assert!(matches!(set(first.token, at()).await, Err(ServiceError::NotFound)), "ended by the second");
    assert!(matches!(set(second.token.clone(), later(24 * 3600)).await, Err(ServiceError::NotFound)), "its day is over");
    assert!(house.is_open("k").await);
    set(second.token.clone(), at()).await.unwrap();
    assert!(!house.is_open("k").await);
    assert!(matches!(set(second.token, at()).await, Err(ServiceError::NotFound)), "used up");
    assert!(house.may_enter("kim@example.org", NEW).await.is_ok() && house.may_enter("kim@example.org", PASSWORD).await.is_err());
}

#[tokio::test]
async fn a_link_for_a_new_password_ends_with_the_password_the_address_and_the_account() {
    let house = house().await;
    let (db, by) = (&house.world.db, house.admin.admin().unwrap());
    let kim = house.world.person("kim", false).await;
    let id = kim.user().id;
    let is_open = |token: LinkToken| {
        let house = &house;
        async move { owner_of_reset_link(&house.world.db, &house.keys, &token, at()).await.is_ok() }
    };
    let made = make_reset_link(db, &house.keys, &by, id, at()).await.unwrap();
    assert!(is_open(made.token.clone()).await);
    change_password(db, &house.world.hasher, &kim.clone().person().unwrap(), given(PASSWORD), given(NEW), at()).await.unwrap();
    assert!(!is_open(made.token).await, "another password");
    let made = make_reset_link(db, &house.keys, &by, id, at()).await.unwrap();
    let form = PersonForm { name: "Kim".into(), email: "kim.berg@example.org".into() };
    change_person(db, &by, id, house.user(id).await.version, &form, at()).await.unwrap();
    assert!(!is_open(made.token).await, "another address");
    let made = make_reset_link(db, &house.keys, &by, id, at()).await.unwrap();
    deactivate(db, &by, id, house.user(id).await.version, at()).await.unwrap();
    assert!(!is_open(made.token).await, "out of use");
    assert!(matches!(make_reset_link(db, &house.keys, &by, id, at()).await, Err(ServiceError::Refused(_))));
}

#[tokio::test]
async fn a_deactivated_person_is_out_and_what_they_are_stays() {
    let house = house().await;
    let (db, by) = (&house.world.db, house.admin.admin().unwrap());
    let (olga, kim) = (house.world.person("olga", false).await, house.world.person("kim", false).await);
    house.world.project(&olga, "kiln").await;
    house.world.join(&olga, "kiln", &kim, Role::Engineer).await;
    house.session("k", kim.user().id).await;
    deactivate(db, &by, kim.user().id, kim.user().version, at()).await.unwrap();
    assert!(!house.is_open("k").await);
    let outcome = house.may_enter("kim@example.org", PASSWORD).await.unwrap_err().to_string();
    assert_eq!(outcome, house.may_enter("kim@example.org", "wrong").await.unwrap_err().to_string(), "as for a wrong password");
    assert!(matches!(resume(db, kim.user().id, domain::history::Source::default()).await, Err(ServiceError::SignInNeeded)));
    let again = deactivate(db, &by, kim.user().id, house.user(kim.user().id).await.version, at()).await;
    assert!(matches!(again, Err(ServiceError::Refused(_))));
    reactivate(db, &by, kim.user().id, house.user(kim.user().id).await.version, at()).await.unwrap();
    let back = resume(db, kim.user().id, domain::history::Source::default()).await.unwrap();
    assert!(back.editor(db, "kiln").await.is_ok(), "memberships stayed");
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let house = house().await;
    let (db, ada) = (&house.world.db, house.admin.user().clone());
    let (by, desk) = (house.admin.admin().unwrap(), operator().unwrap().admin());
    let refused = |outcome: Result<(), ServiceError>| matches!(outcome, Err(ServiceError::Refused(_)));
    assert!(refused(set_admin(db, &by, ada.id, ada.version, false, at()).await));
    assert!(refused(deactivate(db, &desk, ada.id, ada.version, at()).await), "not even from the command line");
    let bob = house.world.person("bob", true).await;
    assert!(refused(deactivate(db, &by, ada.id, ada.version, at()).await), "never oneself");
    deactivate(db, &by, bob.user().id, bob.user().version, at()).await.unwrap();
    assert!(refused(set_admin(db, &by, ada.id, ada.version, false, at()).await), "who is out of use does not count");
    let bobs = house.user(bob.user().id).await;
    assert!(refused(set_admin(db, &by, bobs.id, bobs.version, true, at()).await));
}

#[tokio::test]
async fn a_change_on_an_old_version_is_refused_and_one_that_counts_is_told_field_by_field() {
    let house = house().await;
    let (db, by, kim) = (&house.world.db, house.admin.admin().unwrap(), house.world.person("kim", false).await);
    let (id, version) = (kim.user().id, kim.user().version);
    let form = PersonForm { name: "Kim Berg".into(), email: "kim.berg@example.org".into() };
    change_person(db, &by, id, version, &form, at()).await.unwrap();
    let stale = change_name(db, &kim.clone().person().unwrap(), version, "Other", at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let taken = PersonForm { name: "Kim".into(), email: "ada@example.org".into() };
    let outcome = change_person(db, &by, id, version.next(), &taken, at()).await;
    assert!(matches!(outcome, Err(ServiceError::Invalid { field: "email", .. })), "{outcome:?}");
    change_name(db, &kim.person().unwrap(), version.next(), "Kim B.", at()).await.unwrap();
    assert_eq!(house.user(id).await.name.as_str(), "Kim B.");
    let nobody = change_person(db, &by, UserId(uuid::Uuid::nil()), version, &form, at()).await;
    assert!(matches!(nobody, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn sessions_end_one_by_one_all_but_one_or_all_and_nobody_ends_those_of_others() {
    let house = house().await;
    let (db, by) = (&house.world.db, house.admin.admin().unwrap());
    let (kim, eve) = (house.world.person("kim", false).await, house.world.person("eve", false).await);
    let (kims, eves) = (kim.clone().person().unwrap(), eve.clone().person().unwrap());
    let mut rows = Vec::new();
    for name in ["k1", "k2", "k3"] {
        rows.push(house.session(name, kim.user().id).await.device.unwrap().session);
    }
    house.session("e", eve.user().id).await;
    assert!(matches!(end_session(db, &eves, rows[0], at()).await, Err(ServiceError::NotFound)), "somebody else's");
    assert_eq!(list_sessions(db, &kims, PageNumber::FIRST, at()).await.unwrap().total, 3);
    end_session(db, &kims, rows[0], at()).await.unwrap();
    assert!(!house.is_open("k1").await && house.is_open("k2").await);
    assert_eq!(end_other_sessions(db, &kims, rows[1], at()).await.unwrap(), 1);
    assert!(house.is_open("k2").await && !house.is_open("k3").await && house.is_open("e").await);
    assert_eq!(end_all_sessions(db, &by, kim.user().id, at()).await.unwrap(), 1);
    assert!(!house.is_open("k2").await && house.is_open("e").await);
    assert!(
        matches!(accounts::find_user(db, &by, kim.user().id, at()).await, Ok(profile) if profile.sessions == 0 && profile.has_password)
    );
}
