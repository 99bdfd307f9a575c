//! Offers to make an account.

use super::users::pattern;
use crate::error::changed_one;
use crate::values::{Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::accounts::{Email, Role};
use domain::ids::{LinkId, ProjectId, UserId};
use domain::text::{Slug, Title};
use uuid::Uuid;

/// An offer to make an account. It is there as long as it is neither used nor taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Identity.
    pub id: LinkId,
    /// For whom: the sign-in name of the account.
    pub email: Email,
    /// What they are called, until they say so themselves.
    pub name: Title,
    /// Whether the account will administer the installation.
    pub admin: bool,
    /// Whether the owner of a project made it: without a project left it offers nothing.
    pub for_projects: bool,
    /// Digest of the token in the link.
    pub token_digest: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it; `None` for the operator.
    pub created_by: Option<UserId>,
    /// The name of that person at the time.
    pub created_by_name: Title,
    /// From when on it leads nowhere.
    pub expires_at: Timestamp,
}

/// A project that comes with an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The project.
    pub project: ProjectId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: Title,
    /// As what.
    pub role: Role,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    email: String,
    name: String,
    admin: bool,
    for_projects: bool,
    token_digest: String,
    created_at: Moment,
    created_by: Option<Uuid>,
    created_by_name: String,
    expires_at: Moment,
}

impl Row {
    fn invitation(self) -> Result<Invitation, StorageError> {
        Ok(Invitation {
            id: LinkId(self.id),
            email: parsed(&self.email, "invitations.email")?,
            name: parsed(&self.name, "invitations.name")?,
            admin: self.admin,
            for_projects: self.for_projects,
            token_digest: self.token_digest,
            created_at: self.created_at.into(),
            created_by: self.created_by.map(UserId),
            created_by_name: parsed(&self.created_by_name, "invitations.created_by_name")?,
            expires_at: self.expires_at.into(),
        })
    }
}

/// Adds an invitation with its projects.
pub async fn insert(tx: &mut Tx, row: &Invitation, projects: &[(ProjectId, Role)]) -> Result<(), StorageError> {
    let sql = "INSERT INTO invitations (id, email, name, admin, for_projects, token_digest, created_at, created_by, created_by_name, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    run!(
        tx,
        sql,
        row.id.0,
        row.email.as_str(),
        row.name.as_str(),
        row.admin,
        row.for_projects,
        row.token_digest.as_str(),
        row.created_at.to_utc(),
        row.created_by.map(|id| id.0),
        row.created_by_name.as_str(),
        row.expires_at.to_utc()
    )?;
    for (project, role) in projects {
        let sql = "INSERT INTO invitation_projects (invitation_id, project_id, role) VALUES ($1, $2, $3)";
        run!(tx, sql, row.id.0, project.0, role.as_str())?;
    }
    Ok(())
}

/// The invitation with this digest, also where its time is over.
pub async fn get_by_token(tx: &mut Tx, token_digest: &str) -> Result<Option<Invitation>, StorageError> {
    let sql = "SELECT id, email, name, admin, for_projects, token_digest, created_at, created_by, created_by_name, expires_at \
               FROM invitations WHERE token_digest = $1";
    maybe!(tx, Row, sql, token_digest)?.map(Row::invitation).transpose()
}

/// An invitation.
pub async fn find(tx: &mut Tx, id: LinkId) -> Result<Invitation, StorageError> {
    let sql = "SELECT id, email, name, admin, for_projects, token_digest, created_at, created_by, created_by_name, expires_at \
               FROM invitations WHERE id = $1";
    one!(tx, Row, sql, id.0)?.invitation()
}

/// The projects that come with an invitation, by name.
pub async fn places(tx: &mut Tx, id: LinkId) -> Result<Vec<Place>, StorageError> {
    let sql = "SELECT p.id, p.slug, p.name, i.role FROM invitation_projects i JOIN projects p ON p.id = i.project_id \
               WHERE i.invitation_id = $1 ORDER BY p.name, p.id";
    all!(tx, (Uuid, String, String, String), sql, id.0)?
        .into_iter()
        .map(|(id, slug, name, role)| {
            Ok(Place {
                project: ProjectId(id),
                slug: parsed(&slug, "projects.slug")?,
                name: parsed(&name, "projects.name")?,
                role: parsed(&role, "invitation_projects.role")?,
            })
        })
        .collect()
}

/// Open invitations of the installation whose name or address has this text in it, newest first.
pub async fn list(tx: &mut Tx, text: &str, now: Timestamp, window: Window) -> Result<Vec<Invitation>, StorageError> {
    let sql = "SELECT id, email, name, admin, for_projects, token_digest, created_at, created_by, created_by_name, expires_at \
               FROM invitations WHERE expires_at > $1 AND (LOWER(name) LIKE $2 ESCAPE '!' OR email LIKE $2 ESCAPE '!') \
               ORDER BY created_at DESC LIMIT $3 OFFSET $4";
    all!(tx, Row, sql, now.to_utc(), pattern(text), window.limit, window.offset)?.into_iter().map(Row::invitation).collect()
}

/// How many open invitations of the installation have this text in name or address.
pub async fn count(tx: &mut Tx, text: &str, now: Timestamp) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM invitations WHERE expires_at > $1 AND (LOWER(name) LIKE $2 ESCAPE '!' OR email LIKE $2 ESCAPE '!')";
    Ok(one!(tx, (i64,), sql, now.to_utc(), pattern(text))?.0)
}

#[derive(sqlx::FromRow)]
struct RowOfProject {
    #[sqlx(flatten)]
    row: Row,
    role: String,
}

/// Open invitations to a project, newest first, each with the role there.
pub async fn list_of_project(
    tx: &mut Tx,
    project: ProjectId,
    now: Timestamp,
    window: Window,
) -> Result<Vec<(Invitation, Role)>, StorageError> {
    let sql = "SELECT i.id, i.email, i.name, i.admin, i.for_projects, i.token_digest, i.created_at, i.created_by, i.created_by_name, \
               i.expires_at, p.role FROM invitation_projects p JOIN invitations i ON i.id = p.invitation_id \
               WHERE p.project_id = $1 AND i.expires_at > $2 ORDER BY i.created_at DESC, i.id LIMIT $3 OFFSET $4";
    all!(tx, RowOfProject, sql, project.0, now.to_utc(), window.limit, window.offset)?
        .into_iter()
        .map(|RowOfProject { row, role }| Ok((row.invitation()?, parsed(&role, "invitation_projects.role")?)))
        .collect()
}

/// How many open invitations to a project there are.
pub async fn count_of_project(tx: &mut Tx, project: ProjectId, now: Timestamp) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM invitation_projects p JOIN invitations i ON i.id = p.invitation_id \
               WHERE p.project_id = $1 AND i.expires_at > $2";
    Ok(one!(tx, (i64,), sql, project.0, now.to_utc())?.0)
}

/// Ends an invitation, used or taken back; [`StorageError::Stale`] where that was done already.
pub async fn delete(tx: &mut Tx, id: LinkId) -> Result<(), StorageError> {
    changed_one(run!(tx, "DELETE FROM invitations WHERE id = $1", id.0)?)
}

/// Takes a project out of an invitation; [`StorageError::NotFound`] where it is not in it.
pub async fn take_out(tx: &mut Tx, id: LinkId, project: ProjectId) -> Result<(), StorageError> {
    match run!(tx, "DELETE FROM invitation_projects WHERE invitation_id = $1 AND project_id = $2", id.0, project.0)? {
        0 => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}

/// Clears away what has expired.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM invitations WHERE expires_at <= $1", now.to_utc())
}
