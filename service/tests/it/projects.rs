use crate::world::{World, at};
use domain::accounts::Role;
use domain::ids::UserId;
use service::portfolio::{self, Query};
use service::projects::{self, ProjectForm};
use service::{PageNumber, ServiceError};

fn form(name: &str) -> ProjectForm {
    ProjectForm { name: name.into(), ..ProjectForm::default() }
}

#[tokio::test]
async fn whoever_makes_a_project_owns_it_and_its_address_comes_from_its_name() {
    let world = World::new().await;
    let ada = world.person("ada", false).await;
    let project = projects::create(&world.db, &ada, &form("Big Kiln (new)"), at()).await.unwrap();
    assert_eq!(project.slug.as_str(), "big-kiln-new");
    assert_eq!(ada.viewer(&world.db, "big-kiln-new").await.unwrap().role(), Role::Owner);
}

#[tokio::test]
async fn what_cannot_be_used_names_its_field() {
    let (world, ada) = World::with_project().await;
    let cases = [
        (form(""), "name"),
        (form("日本"), "slug"),
        (ProjectForm { slug: "No Slug".into(), ..form("X") }, "slug"),
        (ProjectForm { slug: "kiln".into(), ..form("X") }, "slug"),
        (ProjectForm { tags: "a_b".into(), ..form("X") }, "tags"),
        (ProjectForm { tags: "a b c d e f g h i j k l m".into(), ..form("X") }, "tags"),
        (ProjectForm { description: "\u{0}".into(), ..form("X") }, "description"),
    ];
    for (form, wrong) in cases {
        let refused = projects::create(&world.db, &ada, &form, at()).await;
        assert!(matches!(&refused, Err(ServiceError::Invalid { field, .. }) if *field == wrong), "{refused:?}");
    }
}

#[tokio::test]
async fn a_change_made_on_an_older_version_is_refused() {
    let (world, olga) = World::with_project().await;
    let (first, second) = (olga.owner(&world.db, "kiln").await.unwrap(), olga.owner(&world.db, "kiln").await.unwrap());
    let version = first.project().version;
    projects::change(&world.db, &first, version, &form("First"), at()).await.unwrap();
    let late = projects::change(&world.db, &second, version, &form("Second"), at()).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
    assert_eq!(olga.viewer(&world.db, "kiln").await.unwrap().project().name.as_str(), "First");
}

#[tokio::test]
async fn a_change_that_changes_nothing_leaves_no_trace() {
    let (world, olga) = World::with_project().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let same = projects::change(&world.db, &owner, owner.project().version, &form("kiln"), at()).await.unwrap();
    assert_eq!(same.version, owner.project().version);
}

#[tokio::test]
async fn the_last_owner_stays() {
    let (world, olga) = World::with_project().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let id = olga.user().id;
    for role in [Role::Viewer, Role::Engineer, Role::Auditor] {
        let refused = projects::set_member(&world.db, &owner, "olga@example.org", role, at()).await;
        assert!(matches!(refused, Err(ServiceError::Refused(_))), "{refused:?}");
    }
    assert!(matches!(projects::remove_member(&world.db, &owner, id, at()).await, Err(ServiceError::Refused(_))));
    projects::set_member(&world.db, &owner, "olga@example.org", Role::Owner, at()).await.unwrap();
    let kim = world.person("kim", false).await;
    world.join(&olga, "kiln", &kim, Role::Owner).await;
    projects::remove_member(&world.db, &owner, id, at()).await.unwrap();
    assert!(matches!(olga.viewer(&world.db, "kiln").await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn two_owners_who_remove_each_other_leave_one() {
    let (world, olga) = World::with_project().await;
    let kim = world.person("kim", false).await;
    world.join(&olga, "kiln", &kim, Role::Owner).await;
    let (one, other) = (olga.owner(&world.db, "kiln").await.unwrap(), kim.owner(&world.db, "kiln").await.unwrap());
    let (first, second) = tokio::join!(
        projects::remove_member(&world.db, &one, kim.user().id, at()),
        projects::remove_member(&world.db, &other, olga.user().id, at())
    );
    assert_ne!(first.is_ok(), second.is_ok());
}

#[tokio::test]
async fn members_are_accounts_that_exist() {
    let (world, olga) = World::with_project().await;
    let owner = olga.owner(&world.db, "kiln").await.unwrap();
    let unknown = projects::set_member(&world.db, &owner, "eve@example.org", Role::Viewer, at()).await;
    assert!(matches!(unknown, Err(ServiceError::Invalid { field: "email", .. })), "{unknown:?}");
    let nobody = projects::remove_member(&world.db, &owner, UserId(uuid::Uuid::nil()), at()).await;
    assert!(matches!(nobody, Err(ServiceError::NotFound)), "{nobody:?}");
    assert_eq!(projects::members(&world.db, &owner, PageNumber::FIRST).await.unwrap().total, 1);
}

#[tokio::test]
async fn the_portfolio_shows_own_projects_and_an_administrator_all() {
    let (world, olga) = World::with_project().await;
    let (eve, admin) = (world.person("eve", false).await, world.person("root", true).await);
    let seen = async |who| portfolio::list(&world.db, who, &Query::default(), PageNumber::FIRST, at()).await.unwrap().total;
    assert_eq!((seen(&olga).await, seen(&eve).await, seen(&admin).await), (1, 0, 1));
}
