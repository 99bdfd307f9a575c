//! Groups, and what people may do by them.

use crate::Many;
use crate::samples::{at, id, title, user};
use domain::Version;
use domain::accounts::{Group, MANUAL, Role};
use domain::ids::UserId;
use storage::accounts::{access, groups, users};
use storage::{Tx, Window, portfolio};

/// Some dozens of groups, each with a few people and a role in one project; the person is in each.
pub(crate) async fn write(tx: &mut Tx, person: UserId) {
    let projects = portfolio::list_lapsed(tx, at().plus_seconds(10_000_000), 1_000).await.unwrap();
    for (number, project) in projects.into_iter().enumerate() {
        let name = format!("Group {number}");
        let group = Group { id: id(), name: title(&name), purpose: String::new(), created_at: at(), version: Version::FIRST };
        groups::insert(tx, &group).await.unwrap();
        groups::add_person(tx, group.id, person, "corporate", at()).await.unwrap();
        for other in 0..5 {
            let other = user(&format!("g{number}-{other}@example.org"));
            users::insert(tx, &other, "hash").await.unwrap();
            groups::add_person(tx, group.id, other.id, MANUAL, at()).await.unwrap();
        }
        groups::set_role(tx, group.id, project, Role::Engineer).await.unwrap();
    }
}

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let (project, few) = (many.project.id, Window { limit: 20, offset: 20 });
    assert!(access::role(tx, project, many.user).await.unwrap().is_some());
    access::list(tx, project, few).await.unwrap();
    access::count(tx, project).await.unwrap();
    access::count_owners(tx, project).await.unwrap();
    access::mentionable(tx, project, 20).await.unwrap();
    let (group, people, projects) = groups::list(tx, few).await.unwrap().remove(0);
    assert_eq!((people, projects), (6, 1));
    groups::count(tx).await.unwrap();
    groups::list_names(tx, 20).await.unwrap();
    groups::find(tx, group.id).await.unwrap();
    groups::get_by_name(tx, "group 7").await.unwrap().unwrap();
    groups::list_people(tx, group.id, few).await.unwrap();
    groups::count_in(tx, group.id).await.unwrap();
    groups::list_projects(tx, group.id, few).await.unwrap();
    groups::count_orphans(tx, group.id).await.unwrap();
    assert!(!groups::list_of_source(tx, many.user, "corporate").await.unwrap().is_empty());
    groups::list_roles(tx, project, few).await.unwrap();
    groups::role(tx, group.id, project).await.unwrap();
    groups::update(tx, &group, group.version).await.unwrap();
    groups::remove_person(tx, group.id, many.user, "corporate").await.unwrap();
    groups::delete_role(tx, group.id, project).await.unwrap_err();
    groups::delete(tx, group.id, group.version).await.unwrap();
}
