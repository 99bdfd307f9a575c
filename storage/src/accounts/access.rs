//! What people may do in projects after all: the strongest of their own role and those of their groups. Triggers keep the table.

use crate::values::{parsed, parsed_some};
use crate::{StorageError, Tx, Window};
use domain::accounts::{Participant, Role, Through};
use domain::ids::{ProjectId, UserId};
use domain::people::Mentionable;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    user_id: Uuid,
    name: String,
    email: String,
    deactivated: bool,
    role: String,
    own: Option<String>,
    through: Option<String>,
}

impl Row {
    fn participant(self) -> Result<Participant, StorageError> {
        let through = self.through.as_deref().unwrap_or_default().lines().map(through).collect::<Result<Vec<_>, _>>()?;
        let mut row = Participant {
            user: UserId(self.user_id),
            name: parsed(&self.name, "users.name")?,
            email: parsed(&self.email, "users.email")?,
            deactivated: self.deactivated,
            role: parsed(&self.role, "access.role")?,
            own: parsed_some(self.own.as_deref(), "members.role")?,
            through,
        };
        row.through.sort_by(|one, other| one.group.as_str().cmp(other.group.as_str()));
        Ok(row)
    }
}

/// Reads a line of role and name.
fn through(line: &str) -> Result<Through, StorageError> {
    let (role, group) = line.split_once(' ').ok_or(StorageError::Corrupt("group_roles.role"))?;
    Ok(Through { role: parsed(role, "group_roles.role")?, group: parsed(group, "groups.name")? })
}

/// What a person may do in a project; `None` for those who may not know of it.
pub async fn role(tx: &mut Tx, project: ProjectId, user: UserId) -> Result<Option<Role>, StorageError> {
    let row = maybe!(tx, (String,), "SELECT role FROM access WHERE project_id = $1 AND user_id = $2", project.0, user.0)?;
    row.map(|(role,)| parsed(&role, "access.role")).transpose()
}

/// Everybody who may do something in a project, by name, with where their role comes from.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Participant>, StorageError> {
    let sql = "SELECT a.user_id, u.name, u.email, u.deactivated_at IS NOT NULL AS deactivated, a.role, m.role AS own, \
               (SELECT string_agg(r.role || ' ' || g.name, '\n') FROM group_roles r JOIN groups g ON g.id = r.group_id \
                  WHERE r.project_id = a.project_id \
                  AND EXISTS (SELECT 1 FROM group_members k WHERE k.group_id = r.group_id AND k.user_id = a.user_id)) AS through \
               FROM access a JOIN users u ON u.id = a.user_id LEFT JOIN members m ON m.project_id = a.project_id AND m.user_id = a.user_id \
               WHERE a.project_id = $1 ORDER BY u.name, u.id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::participant).collect()
}

/// How many people may do something in a project, and how many groups have a role in it.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<(i64, i64), StorageError> {
    let sql = "SELECT (SELECT COUNT(*) FROM access WHERE project_id = $1), (SELECT COUNT(*) FROM group_roles WHERE project_id = $1)";
    one!(tx, (i64, i64), sql, project.0)
}

/// How many people own a project who can still sign in.
pub async fn count_owners(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM access a JOIN users u ON u.id = a.user_id \
               WHERE a.project_id = $1 AND a.role = 'owner' AND u.deactivated_at IS NULL";
    one!(tx, (i64,), sql, project.0).map(|row| row.0)
}

/// People whom a text of the project can name, by name: everybody who may read it and whose account is in use, at most `limit`.
pub async fn mentionable(tx: &mut Tx, project: ProjectId, limit: i64) -> Result<Vec<Mentionable>, StorageError> {
    let sql = "SELECT a.user_id, u.name, u.email FROM access a JOIN users u ON u.id = a.user_id \
               WHERE a.project_id = $1 AND u.deactivated_at IS NULL ORDER BY u.name, u.id LIMIT $2";
    let rows = all!(tx, (Uuid, String, String), sql, project.0, limit)?;
    Ok(rows.into_iter().map(|(user, name, email)| Mentionable { user: UserId(user), name, email }).collect())
}
