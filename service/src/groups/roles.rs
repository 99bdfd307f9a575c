//! The roles of groups in one project.

use crate::accounts::{Owner, Viewer};
use crate::history::{self, Line};
use crate::projects::keep_an_owner;
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use domain::accounts::{GroupRole, Role};
use domain::history::EventKind;
use domain::ids::GroupId;
use domain::records::Change;
use domain::text::Title;
use storage::Db;
use storage::accounts::{access, groups};

/// So many names of groups are offered; any other can be typed.
const MOST: i64 = 500;

/// Names of groups, for the form of an owner.
///
/// # Errors
/// Where the database fails.
pub async fn names(db: &Db, _: &Owner) -> Result<Vec<Title>, ServiceError> {
    Ok(groups::list_names(&mut db.read().await?, MOST).await?)
}

/// The groups that have a role in the project, by name.
///
/// # Errors
/// Where the database fails.
pub async fn roles(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<Page<GroupRole>, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = groups::list_roles(&mut tx, viewer.id(), page.window(SIZE)).await?;
    let (_, total) = access::count(&mut tx, viewer.id()).await?;
    Ok(Page::new(rows, total, page, SIZE))
}

/// Gives the group of this name a role in the project, or another one.
///
/// # Errors
/// [`ServiceError::Invalid`] where there is no such group, [`ServiceError::Refused`] where the project would lose its last owner.
pub async fn set_role(db: &Db, owner: &Owner, name: &str, role: Role, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let group = groups::get_by_name(&mut tx, name).await?;
    let group = group
        .ok_or_else(|| ServiceError::invalid("group", "The name", "belongs to no group; an administrator can make one under Groups"))?;
    let before = groups::role(&mut tx, group.id, owner.id()).await?;
    groups::set_role(&mut tx, group.id, owner.id(), role).await?;
    if before == Some(Role::Owner) && role != Role::Owner {
        keep_an_owner(&mut tx, owner).await?;
    }
    let summary = match before {
        Some(before) => format!("changed the role of the group “{}” from {before} to {role}", group.name),
        None => format!("gave the group “{}” the role {role}", group.name),
    };
    let line = Line::of(EventKind::GroupRoleSet, group.id.0, summary).with(vec![role_change(before, Some(role))]);
    history::append(&mut tx, owner.actor(), Some(owner.id()), line, now).await?;
    Ok(tx.commit().await?)
}

/// Takes the role of a group in the project away.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] where the project would lose its last owner.
pub async fn remove_role(db: &Db, owner: &Owner, group: GroupId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let before = groups::role(&mut tx, group, owner.id()).await?.ok_or(ServiceError::NotFound)?;
    let group = groups::find(&mut tx, group).await?;
    groups::delete_role(&mut tx, group.id, owner.id()).await?;
    if before == Role::Owner {
        keep_an_owner(&mut tx, owner).await?;
    }
    let summary = format!("took the role {before} of the group “{}” away", group.name);
    let line = Line::of(EventKind::GroupRoleRemoved, group.id.0, summary).with(vec![role_change(Some(before), None)]);
    history::append(&mut tx, owner.actor(), Some(owner.id()), line, now).await?;
    Ok(tx.commit().await?)
}

/// From one role to another, for the history.
pub(crate) fn role_change(before: Option<Role>, after: Option<Role>) -> Change {
    let word = |role: Option<Role>| role.map(|role| role.to_string()).unwrap_or_default();
    Change { field: "Role".into(), before: word(before), after: word(after) }
}
