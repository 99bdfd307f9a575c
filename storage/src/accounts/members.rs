//! Who was given a role in a project as a person. What somebody may do after all is in `access`.

use crate::values::parsed;
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::accounts::{Member, Role};
use domain::ids::{ProjectId, UserId};
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

/// The role that a person has of their own in a project; `None` for those who have none.
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
