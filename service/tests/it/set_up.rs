use crate::world::{PASSWORD, World, at};
use domain::accounts::Password;
use domain::history::{Source, Via};
use service::ServiceError;
use service::accounts::{NewUser, SetupCode, needs_setup, set_up};

fn new(email: &str, password: &str) -> NewUser {
    NewUser { email: email.into(), name: "Ada".into(), password: Password::given(password.into()) }
}

#[tokio::test]
async fn the_first_account_is_an_administrator_and_there_is_no_second_first_one() {
    let world = World::new().await;
    assert!(needs_setup(&world.db).await.unwrap());
    let code = SetupCode::generate().unwrap();
    let given = code.to_string();
    let ada =
        set_up(&world.db, &world.hasher, &code, &given, new("ada@example.org", PASSWORD), Source::local(Via::Browser), at()).await.unwrap();
    assert!(ada.admin);
    assert!(!needs_setup(&world.db).await.unwrap());
    let again = set_up(&world.db, &world.hasher, &code, &given, new("eve@example.org", PASSWORD), Source::local(Via::Browser), at()).await;
    assert!(matches!(again, Err(ServiceError::Refused(_))), "{again:?}");
}

#[tokio::test]
async fn two_who_set_up_together_make_one_account() {
    let world = World::new().await;
    let code = SetupCode::generate().unwrap();
    let given = code.to_string();
    let first = set_up(&world.db, &world.hasher, &code, &given, new("ada@example.org", PASSWORD), Source::local(Via::Browser), at());
    let second = set_up(&world.db, &world.hasher, &code, &given, new("eve@example.org", PASSWORD), Source::local(Via::Browser), at());
    let (first, second) = tokio::join!(first, second);
    assert_ne!(first.is_ok(), second.is_ok());
}

#[tokio::test]
async fn without_the_code_nothing_is_set_up() {
    let world = World::new().await;
    let code = SetupCode::generate().unwrap();
    for given in ["", "0000-0000-0000-0000", &SetupCode::generate().unwrap().to_string()] {
        let refused =
            set_up(&world.db, &world.hasher, &code, given, new("ada@example.org", PASSWORD), Source::local(Via::Browser), at()).await;
        assert!(matches!(refused, Err(ServiceError::Invalid { field: "code", .. })), "{refused:?}");
    }
    assert!(needs_setup(&world.db).await.unwrap());
}

#[tokio::test]
async fn what_cannot_be_used_names_its_field() {
    let world = World::new().await;
    let code = SetupCode::generate().unwrap();
    let given = code.to_string();
    for (details, wrong) in [(new("ada", PASSWORD), "email"), (new("ada@example.org", "short"), "password")] {
        let refused = set_up(&world.db, &world.hasher, &code, &given, details, Source::local(Via::Browser), at()).await;
        assert!(matches!(&refused, Err(ServiceError::Invalid { field, .. }) if *field == wrong), "{refused:?}");
    }
}
