use crate::world::{PASSWORD, World, at};
use domain::accounts::Password;
use domain::ids::UserId;
use service::ServiceError;
use service::accounts::sessions::{SessionRow, create, device, load};
use service::accounts::{change_password, operator, reset_password, sign_in};
use std::net::{IpAddr, Ipv4Addr};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const NEW: &str = "another long password";

async fn session(world: &World, id: &str, user: UserId) {
    let device = Some(device(HERE, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"));
    let (data, expires_at) = (vec![1], at().plus_seconds(60));
    let row = SessionRow { id: id.into(), user: Some(user), device, data, created_at: at(), expires_at, seen_at: at() };
    assert!(create(&world.db, &row).await.unwrap());
    assert!(!create(&world.db, &row).await.unwrap(), "an id is given once");
}

async fn is_signed_in(world: &World, id: &str) -> bool {
    load(&world.db, id, at()).await.unwrap().is_some()
}

fn given(text: &str) -> Password {
    Password::given(text.into())
}

#[tokio::test]
async fn a_new_password_ends_all_sessions_of_its_owner_and_of_nobody_else() {
    let world = World::new().await;
    let (ada, bob) = (world.person("ada", false).await, world.person("bob", false).await);
    for (id, who) in [("a1", &ada), ("a2", &ada), ("b", &bob)] {
        session(&world, id, who.user().id).await;
    }
    change_password(&world.db, &world.hasher, &ada.clone().person().unwrap(), given(PASSWORD), given(NEW), at()).await.unwrap();
    assert!(!is_signed_in(&world, "a1").await && !is_signed_in(&world, "a2").await);
    assert!(is_signed_in(&world, "b").await);
    let home = IpAddr::V4(Ipv4Addr::LOCALHOST);
    assert!(sign_in(&world.db, &world.hasher, "ada@example.org", NEW.into(), home, at()).await.is_ok());
    assert!(sign_in(&world.db, &world.hasher, "ada@example.org", PASSWORD.into(), home, at()).await.is_err());
}

#[tokio::test]
async fn whoever_finds_a_session_open_cannot_guess_at_the_password_behind_it() {
    let world = World::new().await;
    let ada = world.person("ada", false).await;
    session(&world, "a", ada.user().id).await;
    for _ in 0..5 {
        let outcome =
            change_password(&world.db, &world.hasher, &ada.clone().person().unwrap(), given("wrong password"), given(NEW), at()).await;
        assert!(matches!(outcome, Err(ServiceError::Invalid { field: "old", .. })), "{outcome:?}");
    }
    let outcome = change_password(&world.db, &world.hasher, &ada.clone().person().unwrap(), given(PASSWORD), given(NEW), at()).await;
    assert!(matches!(outcome, Err(ServiceError::SlowDown { .. })), "{outcome:?}");
    assert!(is_signed_in(&world, "a").await);
}

#[tokio::test]
async fn a_new_password_has_to_be_long_enough() {
    let world = World::new().await;
    let ada = world.person("ada", false).await;
    let outcome = change_password(&world.db, &world.hasher, &ada.clone().person().unwrap(), given(PASSWORD), given("short"), at()).await;
    assert!(matches!(outcome, Err(ServiceError::Invalid { field: "new", .. })), "{outcome:?}");
}

#[tokio::test]
async fn a_password_set_by_an_administrator_ends_all_sessions_too() {
    let world = World::new().await;
    let ada = world.person("ada", false).await;
    session(&world, "a", ada.user().id).await;
    let admin = operator().unwrap().admin();
    reset_password(&world.db, &world.hasher, &admin, "ada@example.org", given(NEW), at()).await.unwrap();
    assert!(!is_signed_in(&world, "a").await);
    let nobody = reset_password(&world.db, &world.hasher, &admin, "eve@example.org", given(NEW), at()).await;
    assert!(matches!(nobody, Err(ServiceError::Invalid { field: "email", .. })), "{nobody:?}");
}
