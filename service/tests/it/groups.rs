//! Groups: who makes them, what they carry, and what providers of sign-in may say about them.

use crate::world::{World, at};
use domain::Version;
use domain::accounts::{Group, Role, User};
use domain::history::EventKind;
use domain::ids::GroupId;
use service::accounts::{Admin, SignedIn, operator};
use service::groups::{self, GroupForm};
use service::portfolio::{self, Query};
use service::{PageNumber, ServiceError, history, people, projects};

const FIRST: PageNumber = PageNumber::FIRST;

fn admin() -> Admin {
    operator().unwrap().admin()
}

fn form(name: &str) -> GroupForm {
    GroupForm { name: name.into(), purpose: "Keeps  the lights on".into() }
}

async fn group(world: &World, name: &str) -> Group {
    groups::create(&world.db, &admin(), &form(name), at()).await.unwrap()
}

async fn inside(world: &World, id: GroupId) -> Vec<(String, Vec<String>)> {
    let shown = groups::show(&world.db, &admin(), id, FIRST, FIRST).await.unwrap();
    shown.people.rows.into_iter().map(|person| (person.name.into(), person.sources)).collect()
}

async fn role(world: &World, who: &SignedIn) -> Option<Role> {
    who.viewer(&world.db, "kiln").await.ok().map(|viewer| viewer.role())
}

/// What a provider says at a sign-in.
async fn says(world: &World, user: &User, provider: &str, names: &[&str]) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut tx = world.db.begin().await.unwrap();
    groups::set_from_provider(&mut tx, user, provider, &names, at()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_group_is_made_renamed_and_deleted_and_no_two_have_the_same_name() {
    let world = World::new().await;
    let ops = group(&world, "Site Ops").await;
    assert_eq!(ops.purpose, "Keeps the lights on");
    let twice = groups::create(&world.db, &admin(), &form("SITE  ops"), at()).await;
    assert!(matches!(twice, Err(ServiceError::Invalid { field: "name", .. })), "{twice:?}");
    for unusable in ["", "  ", &"x".repeat(1000)] {
        let refused = groups::create(&world.db, &admin(), &form(unusable), at()).await;
        assert!(matches!(refused, Err(ServiceError::Invalid { field: "name", .. })), "{refused:?}");
    }
    let long = GroupForm { name: "Night".into(), purpose: "x".repeat(groups::PURPOSE + 1) };
    let refused = groups::create(&world.db, &admin(), &long, at()).await;
    assert!(matches!(refused, Err(ServiceError::Invalid { field: "purpose", .. })), "{refused:?}");
    group(&world, "Night").await;
    let renamed = groups::change(&world.db, &admin(), ops.id, ops.version, &form("Day"), at()).await.unwrap();
    assert_eq!((renamed.name.as_str(), renamed.version), ("Day", Version(2)));
    let taken = groups::change(&world.db, &admin(), ops.id, Version(2), &form("night"), at()).await;
    assert!(matches!(taken, Err(ServiceError::Invalid { field: "name", .. })), "{taken:?}");
    let stale = groups::change(&world.db, &admin(), ops.id, Version(1), &form("Dusk"), at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let stale = groups::delete(&world.db, &admin(), ops.id, Version(1), at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    groups::delete(&world.db, &admin(), ops.id, Version(2), at()).await.unwrap();
    let names: Vec<_> = groups::list(&world.db, &admin(), FIRST).await.unwrap().rows.into_iter().map(|row| row.group.name).collect();
    assert_eq!(names, ["Night".parse().unwrap()]);
    let gone = groups::show(&world.db, &admin(), ops.id, FIRST, FIRST).await;
    assert!(matches!(gone, Err(ServiceError::NotFound)), "{gone:?}");
}

#[tokio::test]
async fn a_group_opens_a_project_wherever_it_is_asked_for_and_closes_it_again() {
    let (world, olga) = World::with_project().await;
    let (db, kim, ops) = (&world.db, world.person("kim", false).await, group(&world, "Ops").await);
    let owner = olga.owner(db, "kiln").await.unwrap();
    let seen = async || portfolio::list(db, &kim, &Query::default(), FIRST, at()).await.unwrap().total;
    groups::add_person(db, &admin(), ops.id, "KIM@example.org", at()).await.unwrap();
    assert_eq!((role(&world, &kim).await, seen().await), (None, 0));
    groups::set_role(db, &owner, "ops", Role::Auditor, at()).await.unwrap();
    assert_eq!((role(&world, &kim).await, seen().await), (Some(Role::Auditor), 1));
    assert!(people::list(db, &owner).await.unwrap().iter().any(|person| person.user == kim.user().id));
    // A weaker role of their own takes nothing from them.
    projects::set_member(db, &owner, "kim@example.org", Role::Viewer, at()).await.unwrap();
    assert_eq!(role(&world, &kim).await, Some(Role::Auditor));
    let rows = projects::members(db, &owner, FIRST).await.unwrap().rows;
    let row = rows.iter().find(|row| row.user == kim.user().id).unwrap();
    assert_eq!((row.role, row.own, row.through.len()), (Role::Auditor, Some(Role::Viewer), 1));
    groups::remove_role(db, &owner, ops.id, at()).await.unwrap();
    assert_eq!(role(&world, &kim).await, Some(Role::Viewer));
    let twice = groups::remove_role(db, &owner, ops.id, at()).await;
    assert!(matches!(twice, Err(ServiceError::NotFound)), "{twice:?}");
    projects::remove_member(db, &owner, kim.user().id, at()).await.unwrap();
    assert_eq!((role(&world, &kim).await, seen().await), (None, 0));
}

#[tokio::test]
async fn a_project_keeps_somebody_who_owns_it_by_themselves_or_by_a_group() {
    let (world, olga) = World::with_project().await;
    let (db, ops) = (&world.db, group(&world, "Ops").await);
    let owner = olga.owner(db, "kiln").await.unwrap();
    // Nobody is in the group: it owns nothing.
    groups::set_role(db, &owner, "Ops", Role::Owner, at()).await.unwrap();
    let last = projects::remove_member(db, &owner, olga.user().id, at()).await;
    assert!(matches!(last, Err(ServiceError::Refused(_))), "{last:?}");
    let last = projects::set_member(db, &owner, "olga@example.org", Role::Viewer, at()).await;
    assert!(matches!(last, Err(ServiceError::Refused(_))), "{last:?}");
    assert_eq!(role(&world, &olga).await, Some(Role::Owner), "what was refused changed nothing");
    let kim = world.person("kim", false).await;
    groups::add_person(db, &admin(), ops.id, "kim@example.org", at()).await.unwrap();
    projects::remove_member(db, &owner, olga.user().id, at()).await.unwrap();
    let kims = kim.owner(db, "kiln").await.unwrap();
    let last = groups::remove_role(db, &kims, ops.id, at()).await;
    assert!(matches!(last, Err(ServiceError::Refused(_))), "{last:?}");
    let last = groups::set_role(db, &kims, "Ops", Role::Auditor, at()).await;
    assert!(matches!(last, Err(ServiceError::Refused(_))), "{last:?}");
    assert_eq!(groups::show(db, &admin(), ops.id, FIRST, FIRST).await.unwrap().orphans, 1);
}

#[tokio::test]
async fn by_hand_only_who_was_put_in_by_hand_is_taken_out() {
    let world = World::new().await;
    let (db, ops, kim) = (&world.db, group(&world, "Ops").await, world.person("kim", false).await);
    let unknown = groups::add_person(db, &admin(), ops.id, "eve@example.org", at()).await;
    assert!(matches!(unknown, Err(ServiceError::Invalid { field: "email", .. })), "{unknown:?}");
    says(&world, kim.user(), "corporate", &["OPS"]).await;
    let refused = groups::remove_person(db, &admin(), ops.id, kim.user().id, at()).await;
    assert!(matches!(refused, Err(ServiceError::Refused(_))), "{refused:?}");
    groups::add_person(db, &admin(), ops.id, "kim@example.org", at()).await.unwrap();
    let twice = groups::add_person(db, &admin(), ops.id, "kim@example.org", at()).await;
    assert!(matches!(twice, Err(ServiceError::Invalid { field: "email", .. })), "{twice:?}");
    groups::remove_person(db, &admin(), ops.id, kim.user().id, at()).await.unwrap();
    assert_eq!(inside(&world, ops.id).await, [("kim".to_owned(), vec!["corporate".to_owned()])]);
}

#[tokio::test]
async fn a_provider_says_exactly_in_which_groups_somebody_is_and_makes_none() {
    let world = World::new().await;
    let (kim, ops, night) = (world.person("kim", false).await, group(&world, "Ops").await, group(&world, "Night").await);
    groups::add_person(&world.db, &admin(), night.id, "kim@example.org", at()).await.unwrap();
    says(&world, kim.user(), "corporate", &["ops", "OPS", "night", "no such group"]).await;
    says(&world, kim.user(), "other", &["ops"]).await;
    let both = |first: &str, second: &str| vec![("kim".to_owned(), vec![first.to_owned(), second.to_owned()])];
    assert_eq!(inside(&world, ops.id).await, both("corporate", "other"));
    assert_eq!(inside(&world, night.id).await, both("corporate", "manual"));
    assert_eq!(groups::list(&world.db, &admin(), FIRST).await.unwrap().total, 2);
    says(&world, kim.user(), "corporate", &["night"]).await;
    assert_eq!(inside(&world, ops.id).await, [("kim".to_owned(), vec!["other".to_owned()])]);
    says(&world, kim.user(), "corporate", &[]).await;
    says(&world, kim.user(), "other", &[]).await;
    assert_eq!(inside(&world, ops.id).await, []);
    assert_eq!(inside(&world, night.id).await, [("kim".to_owned(), vec!["manual".to_owned()])]);
}

#[tokio::test]
async fn the_activity_of_a_project_tells_of_roles_of_groups_and_what_they_were_before() {
    let (world, olga) = World::with_project().await;
    let (db, ops) = (&world.db, group(&world, "Ops").await);
    let owner = olga.owner(db, "kiln").await.unwrap();
    let unknown = groups::set_role(db, &owner, "Opps", Role::Viewer, at()).await;
    assert!(matches!(unknown, Err(ServiceError::Invalid { field: "group", .. })), "{unknown:?}");
    groups::set_role(db, &owner, "Ops", Role::Viewer, at()).await.unwrap();
    groups::set_role(db, &owner, "Ops", Role::Engineer, at()).await.unwrap();
    groups::remove_role(db, &owner, ops.id, at()).await.unwrap();
    let lines = history::list(db, &owner, FIRST).await.unwrap().rows;
    let told: Vec<_> =
        lines.iter().take(3).map(|line| (line.kind, line.changes[0].before.as_str(), line.changes[0].after.as_str())).collect();
    assert_eq!(
        told,
        [
            (EventKind::GroupRoleRemoved, "engineer", ""),
            (EventKind::GroupRoleSet, "viewer", "engineer"),
            (EventKind::GroupRoleSet, "", "viewer"),
        ]
    );
}
