//! A project as a file, and back into another installation.

use crate::world::{LATER, PASSWORD, REPORT, World, at};
use domain::accounts::{Password, Role};
use domain::history::{Source, Via};
use domain::search::Terms;
use service::accounts::sessions::resume;
use service::accounts::{NewUser, SetupCode, SignedIn, change_password, needs_setup, operator, reset_password, set_up, sign_in};
use service::exports::archive::{Parts, Restored, archive, restore};
use service::search::{Query, find};
use service::{PageNumber, ServiceError, assessments, comments, demo, portfolio};
use std::net::{IpAddr, Ipv4Addr};

const HOME: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A project with two audits, of which one is frozen, a comment and three members.
async fn told() -> (World, SignedIn) {
    let (world, owner) = World::with_project().await;
    for (name, role) in [("vera", Role::Viewer), ("emil", Role::Engineer)] {
        let who = world.person(name, false).await;
        world.join(&owner, "kiln", &who, role).await;
    }
    let auditor = owner.auditor(&world.db, "kiln").await.unwrap();
    let saved = world.saved(&auditor, REPORT).await;
    let page = assessments::seal(&world.db, &auditor, saved.assessment, at()).await.unwrap();
    let seen = (page.scored.summary.assessment.version, page.scored.summary.written);
    assessments::freeze(&world.db, &auditor, saved.assessment, seen, true, at()).await.unwrap();
    world.saved(&auditor, LATER).await;
    comments::add(&world.db, &owner.viewer(&world.db, "kiln").await.unwrap().speaker().unwrap(), saved.assessment.into(), "Look", at())
        .await
        .unwrap();
    (world, owner)
}

async fn file(world: &World, owner: &SignedIn, parts: &Parts) -> Vec<u8> {
    archive(&world.db, &owner.owner(&world.db, "kiln").await.unwrap(), parts).await.unwrap()
}

async fn brought(world: &World, bytes: &[u8], slug: Option<&str>) -> Result<Restored, ServiceError> {
    restore(&world.db, &operator().unwrap().admin(), bytes.to_vec(), slug, at()).await
}

#[tokio::test]
async fn a_project_that_is_restored_in_an_empty_installation_gives_the_same_file() {
    let (world, owner) = told().await;
    let first = file(&world, &owner, &Parts::all()).await;
    let other = World::new().await;
    let restored = brought(&other, &first, None).await.unwrap();
    assert_eq!((restored.slug.as_str(), restored.made.len()), ("kiln", 3));
    let again = resume(&other.db, owner.user().id, Source::local(Via::Browser)).await.unwrap();
    assert_eq!(String::from_utf8(file(&other, &again, &Parts::all()).await).unwrap(), String::from_utf8(first).unwrap());
    let standing = async |world: &World| storage_of(world, &restored).await;
    assert_eq!(standing(&world).await, standing(&other).await, "lists show it as they did");
    let query = Query { terms: Terms::parse("door"), ..Query::default() };
    let found = async |world: &World, who: &SignedIn| find(&world.db, who, &query, PageNumber::FIRST).await.unwrap().kinds;
    assert!(!found(&other, &again).await.is_empty());
    assert_eq!(found(&world, &owner).await, found(&other, &again).await, "and its words are found");
}

#[tokio::test]
async fn every_project_of_the_demonstration_goes_round() {
    let (world, other) = (World::new().await, World::new().await);
    demo::fill(&world.db, &world.hasher, at()).await.unwrap();
    let admin = operator().unwrap();
    let mut told = 0;
    let ada = world.person("ada", true).await;
    for row in portfolio::list(&world.db, &ada, &portfolio::Query::default(), PageNumber::FIRST, at()).await.unwrap().rows {
        let slug = row.project.slug.as_str();
        let owner = admin.viewer(&world.db, slug).await.unwrap().owner().unwrap();
        let first = archive(&world.db, &owner, &Parts::all()).await.unwrap();
        brought(&other, &first, None).await.unwrap();
        let owner = admin.viewer(&other.db, slug).await.unwrap().owner().unwrap();
        assert!(archive(&other.db, &owner, &Parts::all()).await.unwrap() == first, "{slug} is another one");
        told += 1;
    }
    assert_eq!(told, 6);
}

/// How a project stands in lists.
async fn storage_of(world: &World, of: &Restored) -> domain::portfolio::Standing {
    storage::portfolio::find(&mut world.db.read().await.unwrap(), of.project).await.unwrap()
}

#[tokio::test]
async fn who_comes_with_a_project_signs_in_once_an_administrator_sets_a_password() {
    let (world, owner) = told().await;
    let bytes = file(&world, &owner, &Parts::all()).await;
    let other = World::new().await;
    brought(&other, &bytes, None).await.unwrap();
    let attempt = async |password: &str| sign_in(&other.db, &other.hasher, "olga@example.org", password.into(), HOME, at()).await;
    for password in [PASSWORD, "!", ""] {
        assert!(matches!(attempt(password).await, Err(ServiceError::Refused(_))), "{password}");
    }
    let olga = resume(&other.db, owner.user().id, Source::local(Via::Browser)).await.unwrap();
    assert!(!olga.user().admin);
    let changed = change_password(
        &other.db,
        &other.hasher,
        &olga.clone().person().unwrap(),
        Password::given("!".into()),
        Password::given(PASSWORD.into()),
        at(),
    )
    .await;
    assert!(matches!(changed, Err(ServiceError::Invalid { field: "old", .. })), "{changed:?}");
    let admin = operator().unwrap().admin();
    reset_password(&other.db, &other.hasher, &admin, "olga@example.org", Password::given(PASSWORD.into()), at()).await.unwrap();
    assert_eq!(attempt(PASSWORD).await.unwrap().id, olga.user().id);
}

#[tokio::test]
async fn an_installation_with_nothing_but_a_restored_project_can_still_be_set_up() {
    let (world, owner) = told().await;
    let bytes = file(&world, &owner, &Parts::all()).await;
    let other = World::new().await;
    brought(&other, &bytes, None).await.unwrap();
    assert!(needs_setup(&other.db).await.unwrap());
    let code = SetupCode::generate().unwrap();
    let new = |name: &str| NewUser { email: format!("{name}@example.org"), name: name.into(), password: Password::given(PASSWORD.into()) };
    let taken = set_up(&other.db, &other.hasher, &code, &code.to_string(), new("olga"), Source::local(Via::Browser), at()).await;
    assert!(matches!(taken, Err(ServiceError::Invalid { field: "email", .. })), "{taken:?}");
    assert!(
        set_up(&other.db, &other.hasher, &code, &code.to_string(), new("root"), Source::local(Via::Browser), at()).await.unwrap().admin
    );
    assert!(!needs_setup(&other.db).await.unwrap());
}

#[tokio::test]
async fn somebody_with_the_same_address_is_the_same_person() {
    let (world, owner) = told().await;
    let bytes = file(&world, &owner, &Parts::all()).await;
    let other = World::new().await;
    let vera = other.person("vera", false).await;
    let olga = other.person("olga", false).await;
    assert_ne!(olga.user().id, owner.user().id);
    let restored = brought(&other, &bytes, Some("kiln-two")).await.unwrap();
    assert_eq!(restored.made.iter().map(|user| user.email.as_str()).collect::<Vec<_>>(), ["emil@example.org"]);
    assert!(olga.owner(&other.db, "kiln-two").await.is_ok());
    let viewer = vera.viewer(&other.db, "kiln-two").await.unwrap();
    assert_eq!(viewer.role(), Role::Viewer);
    let audits = assessments::list(&other.db, &viewer, PageNumber::FIRST).await.unwrap();
    let mut seals = 0;
    for audit in audits.audits.rows {
        let sealed = assessments::seal(&other.db, &viewer, audit.summary.assessment.id, at()).await.unwrap();
        seals += sealed.seal.iter().filter(|(_, intact)| *intact).count();
    }
    assert_eq!(seals, 1, "what was frozen is what was sealed, whoever its author is here");
    let lines = service::history::list(&other.db, &viewer, PageNumber::FIRST).await.unwrap().rows;
    assert!(lines.iter().all(|line| line.actor == Some(olga.user().id)), "what olga did elsewhere, she did");
    assert!(!lines.iter().any(|line| line.summary.contains("restored")), "told in the history of the installation alone");
}

#[tokio::test]
async fn what_is_here_already_is_not_restored_over_and_a_name_is_given_once() {
    let (world, owner) = told().await;
    let bytes = file(&world, &owner, &Parts::new([]).unwrap()).await;
    let here = brought(&world, &bytes, Some("elsewhere")).await.unwrap_err();
    assert!(matches!(&here, ServiceError::Refused(text) if text.contains("“kiln”")), "{here}");
    let other = World::new().await;
    let ada = other.person("ada", true).await;
    other.project(&ada, "kiln").await;
    assert!(matches!(brought(&other, &bytes, None).await, Err(ServiceError::Invalid { field: "slug", .. })));
    assert!(matches!(brought(&other, &bytes, Some("No slug")).await, Err(ServiceError::Invalid { field: "slug", .. })));
    assert!(matches!(brought(&other, b"{}", None).await, Err(ServiceError::Invalid { field: "file", .. })));
    assert_eq!(brought(&other, &bytes, Some("kiln-two")).await.unwrap().slug.as_str(), "kiln-two");
}

#[tokio::test]
async fn a_file_that_is_refused_leaves_nobody_and_nothing_behind() {
    let (world, owner) = told().await;
    let text = String::from_utf8(file(&world, &owner, &Parts::all()).await).unwrap();
    let spoilt = text.replace("\"severity\": null", "\"severity\": \"huge\"").replace("\"kind\": \"strength\"", "\"kind\": \"wish\"");
    assert_ne!(text, spoilt);
    let other = World::new().await;
    let ada = other.person("ada", true).await;
    let refused = restore(&other.db, &ada.admin().unwrap(), spoilt.into_bytes(), None, at()).await.unwrap_err();
    assert!(matches!(&refused, ServiceError::Invalid { field: "file", message } if message.contains("“findings”, row ")), "{refused}");
    assert!(matches!(ada.viewer(&other.db, "kiln").await, Err(ServiceError::NotFound)));
    assert!(resume(&other.db, owner.user().id, Source::local(Via::Browser)).await.is_err(), "no account was made");
}
