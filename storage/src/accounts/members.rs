//! Who may do what in a project.

use crate::values::parsed;
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::accounts::{Member, Role};
use domain::ids::{ProjectId, UserId};
use domain::people::Mentionable;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    user_id: Uuid,
    name: String,
    email: String,
    role: String,
    deactivated: bool,
    version: i64,
}

impl Row {
    fn member(self) -> Result<Member, StorageError> {
        Ok(Member {
            user: UserId(self.user_id),
            name: parsed(&self.name, "users.name")?,
            email: parsed(&self.email, "users.email")?,
            role: parsed(&self.role, "members.role")?,
            deactivated: self.deactivated,
            version: Version(self.version),
        })
    }
}

/// The role of a person in a project, `None` for those who are no members.
pub async fn role(tx: &mut Tx, project: ProjectId, user: UserId) -> Result<Option<Role>, StorageError> {
    let row = maybe!(tx, (String,), "SELECT role FROM members WHERE project_id = $1 AND user_id = $2", project.0, user.0)?;
    row.map(|(role,)| parsed(&role, "members.role")).transpose()
}

/// Members of a project by name.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Member>, StorageError> {
    let sql = "SELECT m.user_id, u.name, u.email, m.role, u.deactivated_at IS NOT NULL AS deactivated, m.version FROM members m JOIN users u ON u.id = m.user_id \
               WHERE m.project_id = $1 ORDER BY u.name, u.id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::member).collect()
}

/// How many members a project has, and how many of them own it.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<(i64, i64), StorageError> {
    let sql =
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN role = 'owner' THEN 1 ELSE 0 END), 0) AS BIGINT) FROM members WHERE project_id = $1";
    one!(tx, (i64, i64), sql, project.0)
}

/// Makes a person a member, or gives a member another role.
pub async fn set(tx: &mut Tx, project: ProjectId, user: UserId, role: Role) -> Result<(), StorageError> {
    let sql = "INSERT INTO members (project_id, user_id, role, version) VALUES ($1, $2, $3, 1) \
               ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role, version = members.version + 1";
    run!(tx, sql, project.0, user.0, role.as_str()).map(drop)
}

/// Ends a membership; [`StorageError::NotFound`] where there was none.
pub async fn delete(tx: &mut Tx, project: ProjectId, user: UserId) -> Result<(), StorageError> {
    match run!(tx, "DELETE FROM members WHERE project_id = $1 AND user_id = $2", project.0, user.0)? {
        0 => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}

/// People whom a text of the project can name, by name: its members whose accounts are in use, at most `limit`.
pub async fn mentionable(tx: &mut Tx, project: ProjectId, limit: i64) -> Result<Vec<Mentionable>, StorageError> {
    let sql = "SELECT m.user_id, u.name, u.email FROM members m JOIN users u ON u.id = m.user_id \
               WHERE m.project_id = $1 AND u.deactivated_at IS NULL ORDER BY u.name, u.id LIMIT $2";
    let rows = all!(tx, (Uuid, String, String), sql, project.0, limit)?;
    Ok(rows.into_iter().map(|(user, name, email)| Mentionable { user: UserId(user), name, email }).collect())
}
