use crate::world::{PASSWORD, World, at};
use domain::Timestamp;
use domain::accounts::User;
use service::ServiceError;
use service::accounts::{HashParams, Hasher, forget_old_attempts, sign_in};
use std::net::IpAddr;
use storage::accounts::users;

const HOME: &str = "192.0.2.7";

async fn attempt(world: &World, email: &str, password: &str, address: &str, now: Timestamp) -> Result<User, ServiceError> {
    let address: IpAddr = address.parse().unwrap();
    sign_in(&world.db, &world.hasher, email, password.into(), address, now).await
}

fn pause(outcome: &Result<User, ServiceError>) -> Option<i64> {
    match outcome {
        Err(ServiceError::SlowDown { seconds }) => Some(*seconds),
        _ => None,
    }
}

#[tokio::test]
async fn the_right_password_signs_in_and_capitals_of_the_address_do_not_matter() {
    let world = World::new().await;
    let ada = world.person("ada", false).await;
    let user = attempt(&world, " ADA@example.org ", PASSWORD, HOME, at()).await.unwrap();
    assert_eq!(&user, ada.user());
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_get_the_same_answer() {
    let world = World::new().await;
    world.person("ada", false).await;
    let mut answers = Vec::new();
    for (email, password) in
        [("ada@example.org", "wrong password"), ("eve@example.org", PASSWORD), ("no address", PASSWORD), ("ada@example.org", "")]
    {
        answers.push(attempt(&world, email, password, HOME, at()).await.unwrap_err().to_string());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

#[tokio::test]
async fn guessing_at_an_account_is_slowed_twice_as_long_each_time_wherever_it_comes_from() {
    let world = World::new().await;
    world.person("ada", false).await;
    let mut now = at();
    for guess in 0..5 {
        let outcome = attempt(&world, "ada@example.org", "wrong password", &format!("192.0.2.{guess}"), now).await;
        assert_eq!(pause(&outcome), None, "the first five are free");
    }
    for expected in [1, 2, 4, 8] {
        let right = attempt(&world, "ada@example.org", PASSWORD, "198.51.100.1", now).await;
        assert_eq!(pause(&right), Some(expected), "also the right password has to wait");
        now = now.plus_seconds(expected);
        let wrong = attempt(&world, "ada@example.org", "wrong password", HOME, now).await;
        assert!(matches!(wrong, Err(ServiceError::Refused(_))));
    }
    assert!(attempt(&world, "ada@example.org", PASSWORD, HOME, now.plus_seconds(16)).await.is_ok());
    assert!(attempt(&world, "ada@example.org", "wrong password", HOME, now.plus_seconds(16)).await.is_err());
    assert!(attempt(&world, "ada@example.org", PASSWORD, HOME, now.plus_seconds(16)).await.is_ok(), "the count began anew");
}

#[tokio::test]
async fn nobody_waits_longer_than_a_quarter_of_an_hour() {
    let world = World::new().await;
    let mut now = at();
    for _ in 0..40 {
        if let Some(seconds) = pause(&attempt(&world, "ada@example.org", "wrong password", HOME, now).await) {
            assert!(seconds <= 900, "{seconds}");
            now = now.plus_seconds(seconds);
        }
    }
    let outcome = attempt(&world, "ada@example.org", "wrong password", HOME, now).await;
    assert!(pause(&outcome).is_none_or(|seconds| seconds <= 900));
}

#[tokio::test]
async fn guessing_at_many_accounts_from_one_address_is_slowed_and_one_good_account_does_not_clear_it() {
    let world = World::new().await;
    world.person("ada", false).await;
    for guess in 0..49 {
        let outcome = attempt(&world, &format!("u{guess}@example.org"), "wrong password", HOME, at()).await;
        assert_eq!(pause(&outcome), None);
    }
    assert!(attempt(&world, "ada@example.org", PASSWORD, HOME, at()).await.is_ok());
    assert_eq!(pause(&attempt(&world, "last@example.org", "wrong password", HOME, at()).await), None);
    assert_eq!(pause(&attempt(&world, "ada@example.org", PASSWORD, HOME, at()).await), Some(1));
    assert!(attempt(&world, "ada@example.org", PASSWORD, "203.0.113.9", at()).await.is_ok(), "others are not slowed");
}

#[tokio::test]
async fn all_addresses_of_one_network_of_ipv6_count_together() {
    let world = World::new().await;
    for guess in 0..50 {
        attempt(&world, &format!("u{guess}@example.org"), "wrong password", &format!("2001:db8:1:2::{guess:x}"), at()).await.unwrap_err();
    }
    assert!(pause(&attempt(&world, "x@example.org", PASSWORD, "2001:db8:1:2:ffff::1", at()).await).is_some());
    assert!(pause(&attempt(&world, "x@example.org", PASSWORD, "2001:db8:1:3::1", at()).await).is_none());
}

#[tokio::test]
async fn failures_are_forgotten_after_a_day() {
    let world = World::new().await;
    for _ in 0..5 {
        attempt(&world, "ada@example.org", "wrong password", HOME, at()).await.unwrap_err();
    }
    assert_eq!(forget_old_attempts(&world.db, at().plus_seconds(24 * 3600)).await.unwrap(), 0);
    assert_eq!(forget_old_attempts(&world.db, at().plus_seconds(24 * 3600 + 1)).await.unwrap(), 2);
}

#[tokio::test]
async fn a_hash_of_another_cost_is_renewed_when_its_owner_signs_in() {
    let mut world = World::new().await;
    let ada = world.person("ada", false).await;
    let kept = async |world: &World| users::password_hash(&mut world.db.read().await.unwrap(), ada.user().id).await.unwrap().unwrap();
    let before = kept(&world).await;
    attempt(&world, "ada@example.org", PASSWORD, HOME, at()).await.unwrap();
    assert_eq!(kept(&world).await, before, "nothing to renew");
    world.hasher = Hasher::new(HashParams { memory_kib: 16, ..HashParams::cheap_for_tests() }).unwrap();
    attempt(&world, "ada@example.org", "wrong password", HOME, at()).await.unwrap_err();
    assert_eq!(kept(&world).await, before, "not for somebody else");
    attempt(&world, "ada@example.org", PASSWORD, HOME, at()).await.unwrap();
    let after = kept(&world).await;
    assert!(after.contains("m=16"), "{after}");
    assert!(attempt(&world, "ada@example.org", PASSWORD, HOME, at()).await.is_ok());
}

#[tokio::test]
async fn a_password_too_long_to_be_one_is_wrong_and_is_not_hashed() {
    let world = World::new().await;
    world.person("ada", false).await;
    let outcome = attempt(&world, "ada@example.org", &PASSWORD.repeat(100_000), HOME, at()).await;
    assert!(matches!(outcome, Err(ServiceError::Refused(_))), "{outcome:?}");
}

#[tokio::test]
async fn of_many_guesses_at_once_only_the_free_ones_are_looked_at() {
    let world = World::new().await;
    world.person("ada", false).await;
    let mut guesses = tokio::task::JoinSet::new();
    for _ in 0..30 {
        let (db, hasher, home): (_, _, IpAddr) = (world.db.clone(), world.hasher.clone(), HOME.parse().unwrap());
        guesses.spawn(async move { sign_in(&db, &hasher, "ada@example.org", "wrong password".into(), home, at()).await });
    }
    let outcomes = guesses.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| pause(outcome).is_none()).count(), 5);
}

#[tokio::test]
async fn getting_in_does_not_count_against_the_address() {
    let world = World::new().await;
    world.person("ada", false).await;
    for _ in 0..60 {
        attempt(&world, "ada@example.org", PASSWORD, HOME, at()).await.unwrap();
    }
}
