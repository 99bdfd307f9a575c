use crate::samples::{at, id, saved_project, saved_user, title};
use domain::Version;
use domain::accounts::{Group, MANUAL, Role};
use domain::ids::{GroupId, ProjectId, UserId};
use scratch::{Scratch, on_fresh};
use std::collections::{BTreeMap, BTreeSet};
use storage::accounts::{access, groups, members};
use storage::{StorageError, Tx, Window};

fn group(name: &str) -> Group {
    Group { id: id(), name: title(name), purpose: "Why".into(), created_at: at(), version: Version::FIRST }
}

async fn saved_group(tx: &mut Tx, name: &str) -> GroupId {
    let row = group(name);
    groups::insert(tx, &row).await.unwrap();
    row.id
}

#[tokio::test]
async fn a_group_has_one_name_in_whatever_capitals_and_is_changed_by_version() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ops = group("Site Ops");
        groups::insert(&mut tx, &ops).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = fresh.db.begin().await.unwrap();
        let twice = groups::insert(&mut tx, &group("SITE ops")).await;
        assert!(matches!(twice, Err(StorageError::Exists)), "{twice:?}");
        drop(tx);
        let mut tx = fresh.db.begin().await.unwrap();
        assert_eq!(groups::get_by_name(&mut tx, " site  OPS").await.unwrap(), Some(ops.clone()));
        let renamed = Group { name: title("Night shift"), purpose: String::new(), version: Version(2), ..ops.clone() };
        groups::update(&mut tx, &renamed, Version(1)).await.unwrap();
        assert_eq!(groups::find(&mut tx, ops.id).await.unwrap(), renamed);
        assert!(matches!(groups::update(&mut tx, &renamed, Version(1)).await, Err(StorageError::Stale)));
        assert!(matches!(groups::delete(&mut tx, ops.id, Version(1)).await, Err(StorageError::Stale)));
        assert_eq!(groups::get_by_name(&mut tx, "site ops").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_group_counts_each_person_once_however_they_came_and_says_how() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ops, kim) = (saved_group(&mut tx, "Ops").await, saved_user(&mut tx, "kim@example.org").await);
        assert!(groups::add_person(&mut tx, ops, kim, MANUAL, at()).await.unwrap());
        assert!(!groups::add_person(&mut tx, ops, kim, MANUAL, at()).await.unwrap());
        assert!(groups::add_person(&mut tx, ops, kim, "corporate", at().plus_seconds(60)).await.unwrap());
        let people = groups::list_people(&mut tx, ops, Window::first(9)).await.unwrap();
        assert_eq!((people.len(), people[0].since, people[0].by_hand()), (1, at(), true));
        assert_eq!(people[0].sources, ["corporate", MANUAL]);
        assert_eq!(groups::count_in(&mut tx, ops).await.unwrap(), (1, 0));
        groups::remove_person(&mut tx, ops, kim, MANUAL).await.unwrap();
        assert!(matches!(groups::remove_person(&mut tx, ops, kim, MANUAL).await, Err(StorageError::NotFound)));
        assert!(!groups::list_people(&mut tx, ops, Window::first(9)).await.unwrap()[0].by_hand());
        assert_eq!(groups::list_of_source(&mut tx, kim, "corporate").await.unwrap().len(), 1);
        assert_eq!(groups::list_of_source(&mut tx, kim, MANUAL).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn the_strongest_role_counts_and_the_list_says_where_it_comes_from() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ferry, kim) = (saved_project(&mut tx, "ferry").await, saved_user(&mut tx, "kim@example.org").await);
        let (ops, night) = (saved_group(&mut tx, "Ops").await, saved_group(&mut tx, "Night").await);
        members::set(&mut tx, ferry, kim, Role::Engineer).await.unwrap();
        for (of, role) in [(ops, Role::Viewer), (night, Role::Owner)] {
            groups::add_person(&mut tx, of, kim, MANUAL, at()).await.unwrap();
            groups::set_role(&mut tx, of, ferry, role).await.unwrap();
        }
        assert_eq!(access::role(&mut tx, ferry, kim).await.unwrap(), Some(Role::Owner));
        let rows = access::list(&mut tx, ferry, Window::first(9)).await.unwrap();
        let ways: Vec<_> = rows[0].through.iter().map(|way| (way.group.as_str(), way.role)).collect();
        assert_eq!((rows.len(), rows[0].own, ways), (1, Some(Role::Engineer), vec![("Night", Role::Owner), ("Ops", Role::Viewer)]));
        assert_eq!((access::count(&mut tx, ferry).await.unwrap(), access::count_owners(&mut tx, ferry).await.unwrap()), ((1, 2), 1));
        assert_eq!(groups::count_orphans(&mut tx, night).await.unwrap(), 1);
        assert_eq!(groups::count_orphans(&mut tx, ops).await.unwrap(), 0);
        groups::delete(&mut tx, night, Version(1)).await.unwrap();
        assert_eq!(access::role(&mut tx, ferry, kim).await.unwrap(), Some(Role::Engineer));
        members::delete(&mut tx, ferry, kim).await.unwrap();
        assert_eq!(access::role(&mut tx, ferry, kim).await.unwrap(), Some(Role::Viewer));
        groups::delete_role(&mut tx, ops, ferry).await.unwrap();
        assert_eq!(access::role(&mut tx, ferry, kim).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn who_cannot_sign_in_any_more_is_no_owner_to_count_on() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ferry, kim) = (saved_project(&mut tx, "ferry").await, saved_user(&mut tx, "kim@example.org").await);
        members::set(&mut tx, ferry, kim, Role::Owner).await.unwrap();
        assert_eq!(access::count_owners(&mut tx, ferry).await.unwrap(), 1);
        tx.commit().await.unwrap();
        fresh.by_hand("UPDATE users SET deactivated_at = created_at").await;
        assert_eq!(access::count_owners(&mut fresh.db.read().await.unwrap(), ferry).await.unwrap(), 0);
    })
    .await;
}

/// What the tables behind `access` should hold, kept beside them.
#[derive(Default)]
struct Model {
    projects: Vec<ProjectId>,
    people: Vec<UserId>,
    groups: Vec<GroupId>,
    members: BTreeMap<(ProjectId, UserId), Role>,
    inside: BTreeSet<(GroupId, UserId, &'static str)>,
    carried: BTreeMap<(GroupId, ProjectId), Role>,
}

impl Model {
    /// The union, the strongest role of each.
    fn access(&self) -> BTreeMap<(ProjectId, UserId), Role> {
        let mut found = self.members.clone();
        for (&(group, project), &role) in &self.carried {
            for &(_, user, _) in self.inside.iter().filter(|(of, ..)| *of == group) {
                let held = found.entry((project, user)).or_insert(role);
                *held = (*held).max(role);
            }
        }
        found
    }
}

/// Numbers that look like chance and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Does something to a group, a member or a role, or takes one of the three parties away, here and in the model.
async fn deed(fresh: &Scratch, model: &mut Model, dice: &mut Dice) {
    let (project, user, group) = (dice.one(&model.projects), dice.one(&model.people), dice.one(&model.groups));
    let (role, source) = (dice.one(&Role::ALL), dice.one(&[MANUAL, "corporate"]));
    let mut tx = fresh.db.begin().await.unwrap();
    let deed = dice.below(20);
    match deed {
        0..=4 => {
            members::set(&mut tx, project, user, role).await.unwrap();
            model.members.insert((project, user), role);
        }
        5 | 6 => {
            let done = members::delete(&mut tx, project, user).await;
            assert_eq!(done.is_ok(), model.members.remove(&(project, user)).is_some());
        }
        7..=10 => {
            groups::add_person(&mut tx, group, user, source, at()).await.unwrap();
            model.inside.insert((group, user, source));
        }
        11 | 12 => {
            let done = groups::remove_person(&mut tx, group, user, source).await;
            assert_eq!(done.is_ok(), model.inside.remove(&(group, user, source)));
        }
        13..=16 => {
            groups::set_role(&mut tx, group, project, role).await.unwrap();
            model.carried.insert((group, project), role);
        }
        17 => {
            let done = groups::delete_role(&mut tx, group, project).await;
            assert_eq!(done.is_ok(), model.carried.remove(&(group, project)).is_some());
        }
        _ => {}
    }
    tx.commit().await.unwrap();
    if deed > 17 {
        vanish(fresh, model, dice.below(3), (project, user, group)).await;
    }
}

/// Deletes a whole party, so that rows go by cascade, and puts a new one into its place.
async fn vanish(fresh: &Scratch, model: &mut Model, which: usize, (project, user, group): (ProjectId, UserId, GroupId)) {
    let quoted = |id: uuid::Uuid| if fresh.is_sqlite() { format!("x'{}'", id.simple()) } else { format!("'{id}'") };
    let (table, gone) = [("projects", project.0), ("users", user.0), ("groups", group.0)][which];
    fresh.by_hand(&format!("DELETE FROM {table} WHERE id = {}", quoted(gone))).await;
    model.members.retain(|(of, who), _| of.0 != gone && who.0 != gone);
    model.inside.retain(|(of, who, _)| of.0 != gone && who.0 != gone);
    model.carried.retain(|(of, place), _| of.0 != gone && place.0 != gone);
    let mut tx = fresh.db.begin().await.unwrap();
    let name = format!("n{}", gone.simple());
    match which {
        0 => *model.projects.iter_mut().find(|id| id.0 == gone).unwrap() = saved_project(&mut tx, &name).await,
        1 => *model.people.iter_mut().find(|id| id.0 == gone).unwrap() = saved_user(&mut tx, &format!("{name}@example.org")).await,
        _ => *model.groups.iter_mut().find(|id| id.0 == gone).unwrap() = saved_group(&mut tx, &name).await,
    }
    tx.commit().await.unwrap();
}

/// All that `access` holds.
async fn held(tx: &mut Tx, model: &Model) -> BTreeMap<(ProjectId, UserId), Role> {
    let mut found = BTreeMap::new();
    for &project in &model.projects {
        let rows = access::list(tx, project, Window::first(99)).await.unwrap();
        assert_eq!(access::count(tx, project).await.unwrap().0, i64::try_from(rows.len()).unwrap());
        found.extend(rows.into_iter().map(|row| ((project, row.user), row.role)));
    }
    found
}

#[tokio::test]
async fn access_is_the_union_of_all_ways_after_whatever_happened() {
    on_fresh(|fresh| async move {
        for seed in [3, 0x5eed_cafe, 0x00ab_cdef_0123] {
            let (mut model, mut dice) = (Model::default(), Dice(seed));
            let mut tx = fresh.db.begin().await.unwrap();
            for number in 0..4 {
                let name = format!("s{seed}-{number}");
                model.projects.push(saved_project(&mut tx, &name).await);
                model.people.push(saved_user(&mut tx, &format!("{name}@example.org")).await);
                model.groups.push(saved_group(&mut tx, &name).await);
            }
            tx.commit().await.unwrap();
            let mut full = 0;
            for step in 0..120 {
                deed(&fresh, &mut model, &mut dice).await;
                let (held, due) = (held(&mut fresh.db.begin().await.unwrap(), &model).await, model.access());
                assert_eq!(held, due, "seed {seed}, step {step}");
                full = full.max(due.len());
            }
            assert!(full > 8, "something was there to compare: {full}");
        }
    })
    .await;
}
