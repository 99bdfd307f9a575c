//! Groups, who is in them, and their roles in projects.

use crate::error::changed_one;
use crate::values::{Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::accounts::{Group, GroupPerson, GroupRole, Role};
use domain::ids::{GroupId, ProjectId, UserId};
use domain::text::{Slug, Title};
use domain::{Timestamp, Version};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    purpose: String,
    created_at: Moment,
    version: i64,
}

impl Row {
    fn group(self) -> Result<Group, StorageError> {
        Ok(Group {
            id: GroupId(self.id),
            name: parsed(&self.name, "groups.name")?,
            purpose: self.purpose,
            created_at: self.created_at.into(),
            version: Version(self.version),
        })
    }
}

#[derive(sqlx::FromRow)]
struct Counted {
    #[sqlx(flatten)]
    group: Row,
    people: i64,
    projects: i64,
}

/// Adds a group. [`StorageError::Exists`] where the name is taken.
pub async fn insert(tx: &mut Tx, group: &Group) -> Result<(), StorageError> {
    let sql = "INSERT INTO groups (id, name, name_key, purpose, created_at, version) VALUES ($1, $2, $3, $4, $5, $6)";
    let (name, key) = (group.name.as_str(), Group::key(group.name.as_str()));
    run!(tx, sql, group.id.0, name, &key, &group.purpose, group.created_at.to_utc(), group.version.0).map(drop)
}

/// The group with this identity.
pub async fn find(tx: &mut Tx, id: GroupId) -> Result<Group, StorageError> {
    one!(tx, Row, "SELECT id, name, purpose, created_at, version FROM groups WHERE id = $1", id.0)?.group()
}

/// The group of this name, in whatever capitals.
pub async fn get_by_name(tx: &mut Tx, name: &str) -> Result<Option<Group>, StorageError> {
    let (sql, key) = ("SELECT id, name, purpose, created_at, version FROM groups WHERE name_key = $1", Group::key(name));
    maybe!(tx, Row, sql, &key)?.map(Row::group).transpose()
}

/// Changes name and purpose. [`StorageError::Exists`] where another group has the name.
pub async fn update(tx: &mut Tx, group: &Group, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE groups SET name = $2, name_key = $3, purpose = $4, version = $5 WHERE id = $1 AND version = $6";
    let (name, key) = (group.name.as_str(), Group::key(group.name.as_str()));
    changed_one(run!(tx, sql, group.id.0, name, &key, &group.purpose, group.version.0, seen.0)?)
}

/// Takes a group away, with who is in it and the roles that it has.
pub async fn delete(tx: &mut Tx, id: GroupId, seen: Version) -> Result<(), StorageError> {
    changed_one(run!(tx, "DELETE FROM groups WHERE id = $1 AND version = $2", id.0, seen.0)?)
}

/// Groups by name, with how many people are in each and in how many projects it has a role.
pub async fn list(tx: &mut Tx, window: Window) -> Result<Vec<(Group, i64, i64)>, StorageError> {
    let sql = "SELECT g.id, g.name, g.purpose, g.created_at, g.version, \
               (SELECT COUNT(DISTINCT k.user_id) FROM group_members k WHERE k.group_id = g.id) AS people, \
               (SELECT COUNT(*) FROM group_roles r WHERE r.group_id = g.id) AS projects \
               FROM groups g ORDER BY g.name_key LIMIT $1 OFFSET $2";
    let rows = all!(tx, Counted, sql, window.limit, window.offset)?;
    rows.into_iter().map(|row| Ok((row.group.group()?, row.people, row.projects))).collect()
}

/// How many groups there are.
pub async fn count(tx: &mut Tx) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM groups").map(|row| row.0)
}

/// Names of groups, in order: what forms offer.
pub async fn list_names(tx: &mut Tx, limit: i64) -> Result<Vec<Title>, StorageError> {
    let rows = all!(tx, (String,), "SELECT name FROM groups ORDER BY name_key LIMIT $1", limit)?;
    rows.into_iter().map(|(name,)| parsed(&name, "groups.name")).collect()
}

/// Who is in a group, by name.
pub async fn list_people(tx: &mut Tx, id: GroupId, window: Window) -> Result<Vec<GroupPerson>, StorageError> {
    let sql = "SELECT u.id, u.name, u.email, MIN(k.since), string_agg(k.source, '\n') FROM group_members k JOIN users u ON u.id = k.user_id \
               WHERE k.group_id = $1 GROUP BY u.id, u.name, u.email ORDER BY u.name, u.id LIMIT $2 OFFSET $3";
    let rows = all!(tx, (Uuid, String, String, Moment, String), sql, id.0, window.limit, window.offset)?;
    let person = |(user, name, email, since, sources): (Uuid, String, String, Moment, String)| {
        let mut sources = sources.lines().map(str::to_owned).collect::<Vec<_>>();
        sources.sort();
        Ok(GroupPerson {
            user: UserId(user),
            name: parsed(&name, "users.name")?,
            email: parsed(&email, "users.email")?,
            since: since.into(),
            sources,
        })
    };
    rows.into_iter().map(person).collect()
}

/// How many people are in a group, and in how many projects it has a role.
pub async fn count_in(tx: &mut Tx, id: GroupId) -> Result<(i64, i64), StorageError> {
    let sql = "SELECT (SELECT COUNT(DISTINCT user_id) FROM group_members WHERE group_id = $1), \
               (SELECT COUNT(*) FROM group_roles WHERE group_id = $1)";
    one!(tx, (i64, i64), sql, id.0)
}

/// Puts somebody into a group, as this source says; false where it said so already.
pub async fn add_person(tx: &mut Tx, id: GroupId, user: UserId, source: &str, now: Timestamp) -> Result<bool, StorageError> {
    let sql = "INSERT INTO group_members (group_id, user_id, source, since) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    Ok(run!(tx, sql, id.0, user.0, source, now.to_utc())? > 0)
}

/// Takes somebody out of a group as far as this source put them in; [`StorageError::NotFound`] where it did not.
pub async fn remove_person(tx: &mut Tx, id: GroupId, user: UserId, source: &str) -> Result<(), StorageError> {
    let sql = "DELETE FROM group_members WHERE group_id = $1 AND user_id = $2 AND source = $3";
    match run!(tx, sql, id.0, user.0, source)? {
        0 => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}

/// The groups into which this source put somebody, by name.
pub async fn list_of_source(tx: &mut Tx, user: UserId, source: &str) -> Result<Vec<Group>, StorageError> {
    let sql = "SELECT g.id, g.name, g.purpose, g.created_at, g.version FROM group_members k JOIN groups g ON g.id = k.group_id \
               WHERE k.user_id = $1 AND k.source = $2 ORDER BY g.name_key";
    all!(tx, Row, sql, user.0, source)?.into_iter().map(Row::group).collect()
}

/// The projects in which a group has a role, by name, with the role.
pub async fn list_projects(tx: &mut Tx, id: GroupId, window: Window) -> Result<Vec<(Slug, Title, Role)>, StorageError> {
    let sql = "SELECT p.slug, p.name, r.role FROM group_roles r JOIN projects p ON p.id = r.project_id \
               WHERE r.group_id = $1 ORDER BY p.name, p.id LIMIT $2 OFFSET $3";
    let rows = all!(tx, (String, String, String), sql, id.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|(slug, name, role)| {
            Ok((parsed(&slug, "projects.slug")?, parsed(&name, "projects.name")?, parsed(&role, "group_roles.role")?))
        })
        .collect()
}

/// How many projects would have no owner left without this group.
pub async fn count_orphans(tx: &mut Tx, id: GroupId) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM group_roles r WHERE r.group_id = $1 AND r.role = 'owner' \
               AND EXISTS (SELECT 1 FROM group_members k WHERE k.group_id = r.group_id) \
               AND NOT EXISTS (SELECT 1 FROM members m WHERE m.project_id = r.project_id AND m.role = 'owner') \
               AND NOT EXISTS (SELECT 1 FROM group_roles o JOIN group_members k ON k.group_id = o.group_id \
                 WHERE o.project_id = r.project_id AND o.group_id <> r.group_id AND o.role = 'owner')";
    one!(tx, (i64,), sql, id.0).map(|row| row.0)
}

/// The groups that have a role in a project, by name.
pub async fn list_roles(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<GroupRole>, StorageError> {
    let sql = "SELECT g.id, g.name, r.role, (SELECT COUNT(DISTINCT k.user_id) FROM group_members k WHERE k.group_id = g.id) \
               FROM group_roles r JOIN groups g ON g.id = r.group_id WHERE r.project_id = $1 ORDER BY g.name_key LIMIT $2 OFFSET $3";
    let rows = all!(tx, (Uuid, String, String, i64), sql, project.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|(group, name, role, people)| {
            let (name, role) = (parsed(&name, "groups.name")?, parsed(&role, "group_roles.role")?);
            Ok(GroupRole { group: GroupId(group), name, role, people })
        })
        .collect()
}

/// The role of a group in a project.
pub async fn role(tx: &mut Tx, id: GroupId, project: ProjectId) -> Result<Option<Role>, StorageError> {
    let row = maybe!(tx, (String,), "SELECT role FROM group_roles WHERE group_id = $1 AND project_id = $2", id.0, project.0)?;
    row.map(|(role,)| parsed(&role, "group_roles.role")).transpose()
}

/// Gives a group a role in a project, or another one.
pub async fn set_role(tx: &mut Tx, id: GroupId, project: ProjectId, role: Role) -> Result<(), StorageError> {
    let sql = "INSERT INTO group_roles (group_id, project_id, role, version) VALUES ($1, $2, $3, 1) \
               ON CONFLICT (group_id, project_id) DO UPDATE SET role = excluded.role, version = group_roles.version + 1";
    run!(tx, sql, id.0, project.0, role.as_str()).map(drop)
}

/// Takes the role of a group in a project away; [`StorageError::NotFound`] where it had none.
pub async fn delete_role(tx: &mut Tx, id: GroupId, project: ProjectId) -> Result<(), StorageError> {
    match run!(tx, "DELETE FROM group_roles WHERE group_id = $1 AND project_id = $2", id.0, project.0)? {
        0 => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}
