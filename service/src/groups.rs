//! Groups: people who get their roles in projects together. Administrators make them, owners give them roles.

mod roles;

pub(crate) use roles::role_change;
pub use roles::{names, remove_role, roles, set_role};

use crate::accounts::{Actor, Admin};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError, input, new_id};
use domain::accounts::{Email, Group, GroupPerson, MANUAL, Role, User};
use domain::history::{EventKind, Source, Via};
use domain::ids::{GroupId, UserId};
use domain::records::{Change, changes, named};
use domain::text::{Slug, Title};
use domain::{Timestamp, Version};
use storage::accounts::{groups, users};
use storage::{Db, StorageError, Tx};

/// Most characters of a purpose: one line.
pub const PURPOSE: usize = 300;

/// What an administrator says about a group, as typed.
#[derive(Clone, Debug, Default)]
pub struct GroupForm {
    /// Its name.
    pub name: String,
    /// What it is for; may stay empty.
    pub purpose: String,
}

impl GroupForm {
    fn check(&self) -> Result<(Title, String), ServiceError> {
        let name = input::title("name", "The name", &self.name)?;
        let purpose = input::line("purpose", "The purpose", &self.purpose, PURPOSE)?;
        Ok((name, purpose.unwrap_or_default()))
    }
}

/// A group in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The group.
    pub group: Group,
    /// How many people are in it.
    pub people: i64,
    /// In how many projects it has a role.
    pub projects: i64,
}

/// A group with who is in it and what it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The group.
    pub group: Group,
    /// Who is in it, by name.
    pub people: Page<GroupPerson>,
    /// The projects in which it has a role, by name.
    pub projects: Page<(Slug, Title, Role)>,
    /// How many projects would have no owner left without it.
    pub orphans: i64,
}

const SIZE: u32 = 50;

/// Groups by name.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, _: &Admin, page: PageNumber) -> Result<Page<Listed>, ServiceError> {
    let mut tx = db.read().await?;
    let rows = groups::list(&mut tx, page.window(SIZE)).await?;
    let rows = rows.into_iter().map(|(group, people, projects)| Listed { group, people, projects }).collect();
    Ok(Page::new(rows, groups::count(&mut tx).await?, page, SIZE))
}

/// One group, with a page of its people and a page of its projects.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn show(db: &Db, _: &Admin, id: GroupId, people: PageNumber, projects: PageNumber) -> Result<Shown, ServiceError> {
    let mut tx = db.read().await?;
    let group = groups::find(&mut tx, id).await?;
    let (in_it, carried) = groups::count_in(&mut tx, id).await?;
    let rows = groups::list_people(&mut tx, id, people.window(SIZE)).await?;
    let people = Page::new(rows, in_it, people, SIZE);
    let rows = groups::list_projects(&mut tx, id, projects.window(SIZE)).await?;
    let projects = Page::new(rows, carried, projects, SIZE);
    Ok(Shown { group, people, projects, orphans: groups::count_orphans(&mut tx, id).await? })
}

/// Makes a group, without anybody in it.
///
/// # Errors
/// [`ServiceError::Invalid`] for a name that cannot be used or is taken.
pub async fn create(db: &Db, by: &Admin, form: &GroupForm, now: Timestamp) -> Result<Group, ServiceError> {
    let (name, purpose) = form.check()?;
    let group = Group { id: new_id(), name, purpose, created_at: now, version: Version::FIRST };
    let mut tx = db.begin().await?;
    groups::insert(&mut tx, &group).await.map_err(|error| taken(error, &group.name))?;
    let told = format!("made the group “{}”", group.name);
    history::append(&mut tx, by.actor(), None, Line::of(EventKind::GroupCreated, group.id.0, told), now).await?;
    tx.commit().await?;
    Ok(group)
}

fn taken(error: StorageError, name: &Title) -> ServiceError {
    match error {
        StorageError::Exists => {
            ServiceError::invalid("name", "The name", format!("“{name}” belongs to another group already; please type another one"))
        }
        other => other.into(),
    }
}

/// Changes name and purpose. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::Invalid`], [`ServiceError::Stale`], [`ServiceError::NotFound`].
pub async fn change(db: &Db, by: &Admin, id: GroupId, version: Version, form: &GroupForm, now: Timestamp) -> Result<Group, ServiceError> {
    let (name, purpose) = form.check()?;
    let mut tx = db.begin().await?;
    let before = groups::find(&mut tx, id).await?;
    if before.version != version {
        return Err(ServiceError::Stale);
    }
    let group = Group { name, purpose, version: version.next(), ..before.clone() };
    let told = changes(&before, &group);
    if told.is_empty() {
        return Ok(before);
    }
    groups::update(&mut tx, &group, version).await.map_err(|error| taken(error, &group.name))?;
    let summary = format!("changed the {} of the group “{}”", named(&told), before.name);
    history::append(&mut tx, by.actor(), None, Line::of(EventKind::GroupChanged, id.0, summary).with(told), now).await?;
    tx.commit().await?;
    Ok(group)
}

/// Takes a group away, and the roles that its people had by it. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::Stale`], [`ServiceError::NotFound`].
pub async fn delete(db: &Db, by: &Admin, id: GroupId, version: Version, now: Timestamp) -> Result<Group, ServiceError> {
    let mut tx = db.begin().await?;
    let group = groups::find(&mut tx, id).await?;
    let (people, projects) = groups::count_in(&mut tx, id).await?;
    groups::delete(&mut tx, id, version).await?;
    let summary = format!("deleted the group “{}”", group.name);
    let told = vec![
        Change { field: "People".into(), before: people.to_string(), after: String::new() },
        Change { field: "Roles in projects".into(), before: projects.to_string(), after: String::new() },
    ];
    history::append(&mut tx, by.actor(), None, Line::of(EventKind::GroupDeleted, id.0, summary).with(told), now).await?;
    tx.commit().await?;
    Ok(group)
}

/// Puts somebody into a group by hand.
///
/// # Errors
/// [`ServiceError::Invalid`] where there is no such account or it was put in before, [`ServiceError::NotFound`].
pub async fn add_person(db: &Db, by: &Admin, id: GroupId, email: &str, now: Timestamp) -> Result<(), ServiceError> {
    let email: Email = email.parse().map_err(|error| ServiceError::invalid("email", "The e-mail address", error))?;
    let mut tx = db.begin().await?;
    let group = groups::find(&mut tx, id).await?;
    let user = users::get_by_email(&mut tx, &email).await?;
    let user = user
        .ok_or_else(|| ServiceError::invalid("email", "The e-mail address", "belongs to no account here; make one under Accounts first"))?;
    if !groups::add_person(&mut tx, id, user.id, MANUAL, now).await? {
        return Err(ServiceError::invalid("email", "The e-mail address", "belongs to somebody who is in this group already"));
    }
    told(&mut tx, by.actor(), (&group, &user.name), true, now).await?;
    Ok(tx.commit().await?)
}

/// Takes somebody out of a group who was put in by hand. Whom a provider put in stays in.
///
/// # Errors
/// [`ServiceError::Refused`] for whom only a provider put in, [`ServiceError::NotFound`].
pub async fn remove_person(db: &Db, by: &Admin, id: GroupId, user: UserId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let group = groups::find(&mut tx, id).await?;
    let user = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    groups::remove_person(&mut tx, id, user.id, MANUAL).await.map_err(|error| match error {
        StorageError::NotFound => ServiceError::Refused(format!(
            "Nobody put {} into this group by hand. Who is in it by a provider of sign-in leaves it there, at the next sign-in.",
            user.name
        )),
        other => other.into(),
    })?;
    told(&mut tx, by.actor(), (&group, &user.name), false, now).await?;
    Ok(tx.commit().await?)
}

/// Most names of groups that are taken from a provider at once: one sign-in must not keep the database busy.
const MOST_NAMES: usize = 500;

/// Lets somebody be, as far as a provider of sign-in says so, in exactly those groups that have one of these names; a name that no group
/// has makes none. Who was put into a group by hand stays in it. Part of a sign-in, in its transaction.
///
/// # Errors
/// Where the database fails.
pub async fn set_from_provider(tx: &mut Tx, user: &User, provider: &str, names: &[String], now: Timestamp) -> Result<(), ServiceError> {
    let before = groups::list_of_source(tx, user.id, provider).await?;
    let mut meant: Vec<Group> = Vec::new();
    for name in names.iter().take(MOST_NAMES) {
        let found = groups::get_by_name(tx, name).await?;
        meant.extend(found.filter(|group| meant.iter().all(|other| other.id != group.id)));
    }
    let actor = Actor::nobody(&format!("sign-in by {provider}"), Source::local(Via::Server))?;
    for group in before.iter().filter(|group| meant.iter().all(|other| other.id != group.id)) {
        groups::remove_person(tx, group.id, user.id, provider).await?;
        told(tx, &actor, (group, &user.name), false, now).await?;
    }
    for group in meant {
        if groups::add_person(tx, group.id, user.id, provider, now).await? {
            told(tx, &actor, (&group, &user.name), true, now).await?;
        }
    }
    Ok(())
}

/// Writes the line about somebody who came into a group, or left it.
async fn told(tx: &mut Tx, actor: &Actor, (group, name): (&Group, &Title), came: bool, now: Timestamp) -> Result<(), ServiceError> {
    let person = name.to_string();
    let (kind, summary, before, after) = if came {
        (EventKind::GroupMemberAdded, format!("added {name} to the group “{}”", group.name), String::new(), person)
    } else {
        (EventKind::GroupMemberRemoved, format!("removed {name} from the group “{}”", group.name), person, String::new())
    };
    let line = Line::of(kind, group.id.0, summary).with(vec![Change { field: "Member".into(), before, after }]);
    history::append(tx, actor, None, line, now).await
}
