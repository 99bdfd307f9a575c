//! Second factors: adding, the second step of signing in, recovery codes, and the rule who needs one.

use crate::world::{PASSWORD, World, at};
use domain::Timestamp;
use domain::accounts::{Password, Required};
use domain::history::{EventKind, Source, Via};
use domain::ids::UserId;
use service::accounts::factors::second::{self, Pending};
use service::accounts::factors::totp::{self, Shown};
use service::accounts::factors::{Codes, Confirmed, confirm_by_password, own, recovery, remove, remove_all, remove_all_of, rename};
use service::accounts::sessions::{Resumed, SessionRow, create, load, resume_by_rule};
use service::accounts::{SignedIn, change_password, operator, sign_in, sign_in_rule};
use service::keys::Keys;
use service::{Db, ServiceError};
use std::net::{IpAddr, Ipv4Addr};
use totp_rs::{Builder, Secret};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn door() -> Source {
    Source::new(Via::Browser, HERE)
}

/// The code that an app shows which learned this secret.
fn code(shown: &Shown, at: Timestamp) -> String {
    let secret = Secret::try_from_base32(shown.secret.replace(' ', "")).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(at.to_utc().timestamp().try_into().unwrap()).to_string()
}

/// Somebody with an app.
struct Guarded {
    world: World,
    keys: Keys,
    who: SignedIn,
    app: Shown,
    codes: Codes,
}

fn confirmed(who: &SignedIn) -> Confirmed {
    Confirmed::within(who.clone().person().unwrap(), Some(at()), at()).unwrap()
}

async fn guarded() -> Guarded {
    let (world, keys) = (World::new().await, Keys::random().unwrap());
    let who = world.person("ada", true).await;
    let proof = confirmed(&who);
    let begun = totp::begin(&keys, &proof).unwrap();
    let app = totp::show(&keys, &proof, &begun).unwrap();
    let added = totp::add(&world.db, &keys, &proof, &begun, "Phone", &code(&app, at()), at()).await.unwrap();
    Guarded { world, keys, who, app, codes: added.codes.unwrap() }
}

impl Guarded {
    fn db(&self) -> &Db {
        &self.world.db
    }

    async fn password(&self, now: Timestamp) -> Pending {
        let user = sign_in(self.db(), &self.world.hasher, "ada@example.org", PASSWORD.into(), HERE, now).await.unwrap();
        second::begin(self.db(), &self.keys, &user, now).await.unwrap().unwrap()
    }

    async fn try_code(&self, code: &str, now: Timestamp) -> Result<UserId, ServiceError> {
        let pending = self.password(now).await;
        second::by_code(self.db(), &self.keys, &pending, code, door(), now).await.map(|user| user.id)
    }
}

fn wrong(outcome: &Result<UserId, ServiceError>) -> bool {
    matches!(outcome, Err(ServiceError::Invalid { field: "code", .. }))
}

#[tokio::test]
async fn a_right_password_of_somebody_with_an_app_is_half_a_sign_in() {
    let one = guarded().await;
    let pending = one.password(at()).await;
    assert!(!one.world.was_told(EventKind::SignedIn).await, "nobody is in yet");
    let ways = second::ways(one.db(), &one.keys, &pending, at()).await.unwrap();
    assert!(ways.app && ways.recovery && !ways.passkey);
    let next = at().plus_seconds(30);
    let user = second::by_code(one.db(), &one.keys, &pending, &code(&one.app, next), door(), next).await.unwrap();
    assert_eq!(user.id, one.who.user().id);
    assert!(one.world.was_told(EventKind::SignedIn).await);
}

#[tokio::test]
async fn who_has_no_factor_is_in_with_the_password() {
    let (world, keys) = (World::new().await, Keys::random().unwrap());
    let bob = world.person("bob", false).await;
    let user = sign_in(&world.db, &world.hasher, "bob@example.org", PASSWORD.into(), HERE, at()).await.unwrap();
    assert!(second::begin(&world.db, &keys, &user, at()).await.unwrap().is_none());
    assert!(world.was_told(EventKind::SignedIn).await);
    assert!(own(&world.db, &bob.person().unwrap()).await.unwrap().factors.is_empty());
}

#[tokio::test]
async fn a_code_counts_once_and_for_one_step_before_and_after() {
    let one = guarded().await;
    let (step, later) = (|number: i64| at().plus_seconds(number * 30), at().plus_seconds(90));
    assert!(wrong(&one.try_code(&code(&one.app, at()), at()).await), "it was used to add the app");
    assert!(one.try_code(&code(&one.app, step(2)), later).await.is_ok(), "one step late");
    assert!(wrong(&one.try_code(&code(&one.app, step(2)), later).await), "the same again");
    assert!(wrong(&one.try_code(&code(&one.app, step(1)), step(2)).await), "one from before the last one used");
    assert!(one.try_code(&code(&one.app, step(4)), later).await.is_ok(), "one step early");
    assert!(wrong(&one.try_code(&code(&one.app, step(7)), step(5)).await), "two steps early");
    assert!(one.try_code(&format!(" {} ", code(&one.app, step(9))), step(9)).await.is_ok(), "with spaces");
}

#[tokio::test]
async fn of_one_code_that_comes_many_times_at_once_one_counts() {
    let one = guarded().await;
    let now = at().plus_seconds(60);
    let (pending, code) = (one.password(now).await, code(&one.app, now));
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (db, keys, pending, code) = (one.db().clone(), one.keys.clone(), pending.clone(), code.clone());
        tries.spawn(async move { second::by_code(&db, &keys, &pending, &code, door(), now).await.is_ok() });
    }
    assert_eq!(tries.join_all().await.into_iter().filter(|inside| *inside).count(), 1);
}

#[tokio::test]
async fn guessing_at_codes_is_slowed_and_the_password_does_not_clear_it() {
    let one = guarded().await;
    for _ in 0..5 {
        assert!(wrong(&one.try_code("000000", at().plus_seconds(60)).await));
    }
    let now = at().plus_seconds(60);
    let outcome = one.try_code(&code(&one.app, now), now).await;
    assert!(matches!(outcome, Err(ServiceError::SlowDown { .. })), "{outcome:?}");
    assert!(one.world.was_told(EventKind::SecondFactorFailed).await);
    let later = now.plus_seconds(120);
    assert!(one.try_code(&code(&one.app, later), later).await.is_ok());
}

#[tokio::test]
async fn a_recovery_code_lets_in_once_and_new_ones_end_the_old_ones() {
    let one = guarded().await;
    let codes: Vec<&str> = one.codes.iter().collect();
    assert!(one.try_code(&codes[0].to_lowercase().replace('-', " "), at()).await.is_ok());
    assert!(wrong(&one.try_code(codes[0], at()).await));
    let person = one.who.clone().person().unwrap();
    assert_eq!(own(one.db(), &person).await.unwrap().codes, 9);
    let fresh = recovery::renew(one.db(), &one.keys, &confirmed(&one.who), at()).await.unwrap();
    assert_eq!(own(one.db(), &person).await.unwrap().codes, 10);
    assert!(wrong(&one.try_code(codes[1], at()).await), "an old one");
    assert!(one.try_code(fresh.iter().next().unwrap(), at()).await.is_ok());
    for kind in [EventKind::FactorAdded, EventKind::RecoveryCodesMade, EventKind::RecoveryCodeUsed] {
        assert!(one.world.was_told(kind).await, "{kind:?}");
    }
}

#[tokio::test]
async fn codes_of_another_key_ring_or_person_are_none() {
    let one = guarded().await;
    let first = one.codes.iter().next().unwrap().to_owned();
    let pending = one.password(at()).await;
    let other = Keys { tokens: Keys::random().unwrap().tokens, ..one.keys.clone() };
    let outcome = second::by_code(one.db(), &other, &pending, &first, door(), at()).await;
    assert!(matches!(outcome, Err(ServiceError::Invalid { .. })), "{outcome:?}");
}

#[tokio::test]
async fn who_waits_too_long_or_with_a_password_that_was_changed_starts_again() {
    let one = guarded().await;
    let pending = one.password(at()).await;
    assert!(matches!(second::ways(one.db(), &one.keys, &pending, at().plus_seconds(600)).await, Err(ServiceError::SignInNeeded)));
    let person = one.who.clone().person().unwrap();
    let (old, new) = (Password::given(PASSWORD.into()), Password::given("another long password".into()));
    change_password(one.db(), &one.world.hasher, &person, old, new, at()).await.unwrap();
    let next = at().plus_seconds(30);
    let outcome = second::by_code(one.db(), &one.keys, &pending, &code(&one.app, next), door(), next).await;
    assert!(matches!(outcome, Err(ServiceError::SignInNeeded)), "{outcome:?}");
}

#[tokio::test]
async fn the_keys_of_the_door_are_changed_by_somebody_who_showed_a_moment_ago_who_they_are() {
    let one = guarded().await;
    let person = one.who.clone().person().unwrap();
    assert!(Confirmed::within(person.clone(), None, at()).is_none());
    assert!(Confirmed::within(person.clone(), Some(at()), at().plus_seconds(600)).is_none());
    assert!(Confirmed::within(person.clone(), Some(at()), at().plus_seconds(-1)).is_none());
    assert!(Confirmed::within(person.clone(), Some(at()), at().plus_seconds(599)).is_some());
    let (db, hasher) = (one.db(), &one.world.hasher);
    confirm_by_password(db, hasher, &person, PASSWORD.into(), HERE, at()).await.unwrap();
    for _ in 0..5 {
        let outcome = confirm_by_password(db, hasher, &person, "wrong".into(), HERE, at()).await;
        assert!(matches!(outcome, Err(ServiceError::Invalid { field: "password", .. })), "{outcome:?}");
    }
    let outcome = confirm_by_password(db, hasher, &person, PASSWORD.into(), HERE, at()).await;
    assert!(matches!(outcome, Err(ServiceError::SlowDown { .. })), "{outcome:?}");
}

#[tokio::test]
async fn a_secret_that_somebody_else_began_is_none_and_a_wrong_code_adds_nothing() {
    let one = guarded().await;
    let bob = confirmed(&one.world.person("bob", false).await);
    let begun = totp::begin(&one.keys, &confirmed(&one.who)).unwrap();
    assert!(matches!(totp::show(&one.keys, &bob, &begun), Err(ServiceError::NotFound)));
    let mine = totp::begin(&one.keys, &bob).unwrap();
    let outcome = totp::add(one.db(), &one.keys, &bob, &mine, "", "000000", at()).await;
    assert!(matches!(outcome, Err(ServiceError::Invalid { field: "code", .. })), "{outcome:?}");
    assert!(own(one.db(), &bob).await.unwrap().factors.is_empty());
    assert!(!format!("{begun:?} {:?}", one.app).contains(&one.app.secret));
}

#[tokio::test]
async fn removing_a_factor_ends_all_sessions_and_takes_the_codes_with_the_last_one() {
    let one = guarded().await;
    let id = one.who.user().id;
    let row = SessionRow {
        id: "s".into(),
        user: Some(id),
        device: None,
        data: vec![1],
        created_at: at(),
        expires_at: at().plus_seconds(60),
        seen_at: at(),
    };
    create(one.db(), &row).await.unwrap();
    let person = one.who.clone().person().unwrap();
    let factor = own(one.db(), &person).await.unwrap().factors.remove(0);
    rename(one.db(), &person, factor.id, factor.version, "Tablet").await.unwrap();
    let stale = remove(one.db(), &confirmed(&one.who), factor.id, factor.version, at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    remove(one.db(), &confirmed(&one.who), factor.id, factor.version.next(), at()).await.unwrap();
    assert!(load(one.db(), "s", at()).await.unwrap().is_none());
    let left = own(one.db(), &person).await.unwrap();
    assert!(left.factors.is_empty() && left.codes == 0);
    assert!(one.world.was_told(EventKind::FactorRemoved).await);
}

#[tokio::test]
async fn nobody_changes_the_factors_of_somebody_else() {
    let one = guarded().await;
    let bob = one.world.person("bob", false).await;
    let factor = own(one.db(), &one.who.clone().person().unwrap()).await.unwrap().factors.remove(0);
    let outcome = remove(one.db(), &confirmed(&bob), factor.id, factor.version, at()).await;
    assert!(matches!(outcome, Err(ServiceError::NotFound)), "{outcome:?}");
    let outcome = rename(one.db(), &bob.person().unwrap(), factor.id, factor.version, "Mine").await;
    assert!(matches!(outcome, Err(ServiceError::Stale)), "{outcome:?}");
}

#[tokio::test]
async fn an_administrator_helps_somebody_who_lost_all_factors() {
    let one = guarded().await;
    let pending = one.password(at()).await;
    let (id, admin) = (one.who.user().id, operator().unwrap().admin());
    let row = SessionRow {
        id: "s".into(),
        user: Some(id),
        device: None,
        data: vec![1],
        created_at: at(),
        expires_at: at().plus_seconds(60),
        seen_at: at(),
    };
    create(one.db(), &row).await.unwrap();
    remove_all(one.db(), &admin, id, at()).await.unwrap();
    assert!(load(one.db(), "s", at()).await.unwrap().is_none());
    assert!(matches!(second::ways(one.db(), &one.keys, &pending, at()).await, Err(ServiceError::SignInNeeded)));
    assert!(matches!(remove_all_of(one.db(), &admin, "ada@example.org", at()).await, Err(ServiceError::Refused(_))));
    let nobody = remove_all_of(one.db(), &admin, "eve@example.org", at()).await;
    assert!(matches!(nobody, Err(ServiceError::Invalid { field: "email", .. })), "{nobody:?}");
}

#[tokio::test]
async fn the_rule_leads_those_it_asks_and_nobody_else_and_the_last_factor_stays() {
    let one = guarded().await;
    let bob = one.world.person("bob", false).await;
    let admin = one.who.admin().unwrap();
    let resumed = |who: UserId, provider| resume_by_rule(one.db(), who, door(), provider);
    let lacks = |resumed: Resumed| matches!(resumed, Resumed::Lacking(_));
    assert!(!lacks(resumed(bob.user().id, false).await.unwrap()));
    sign_in_rule::change(one.db(), &admin, None, Required::Administrators.as_str(), true, at()).await.unwrap();
    assert!(!lacks(resumed(bob.user().id, false).await.unwrap()));
    let stale = sign_in_rule::change(one.db(), &admin, None, "everybody", true, at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let seen = sign_in_rule::get(one.db(), &admin).await.unwrap().1;
    let unknown = sign_in_rule::change(one.db(), &admin, seen, "some", true, at()).await;
    assert!(matches!(unknown, Err(ServiceError::Invalid { field: "required", .. })), "{unknown:?}");
    sign_in_rule::change(one.db(), &admin, seen, "everybody", true, at()).await.unwrap();
    assert!(lacks(resumed(bob.user().id, false).await.unwrap()));
    assert!(!lacks(resumed(bob.user().id, true).await.unwrap()), "the provider asked");
    assert!(!lacks(resumed(one.who.user().id, false).await.unwrap()), "has an app");
    let factor = own(one.db(), &one.who.clone().person().unwrap()).await.unwrap().factors.remove(0);
    let outcome = remove(one.db(), &confirmed(&one.who), factor.id, factor.version, at()).await;
    assert!(matches!(outcome, Err(ServiceError::Refused(_))), "{outcome:?}");
    let seen = sign_in_rule::get(one.db(), &admin).await.unwrap().1;
    sign_in_rule::change(one.db(), &admin, seen, "everybody", false, at()).await.unwrap();
    assert!(lacks(resumed(bob.user().id, true).await.unwrap()), "the provider is not enough");
    assert!(one.world.was_told(EventKind::PolicyChanged).await);
}
