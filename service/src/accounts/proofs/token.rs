//! Programs that come with a token.

use super::grant::Grant;
use super::{Actor, SignedIn, Viewer, project};
use crate::ServiceError;
use domain::accounts::Scopes;
use domain::history::Source;
use domain::ids::ProjectId;
use domain::text::Title;
use storage::Db;

/// Proof that a request comes with a token of one project. It has no account, and no proof for anything beside its project.
#[derive(Clone, Debug)]
pub struct ProjectToken {
    project: ProjectId,
    scopes: Scopes,
    actor: Actor,
}

/// Whoever a request comes from.
#[derive(Clone, Debug)]
pub enum Caller {
    /// Somebody with an account: with a session, or a program with their token.
    Account(Box<SignedIn>),
    /// A program with a token of one project.
    Project(Box<ProjectToken>),
}

impl ProjectToken {
    /// For those who have checked the token.
    pub(in crate::accounts) fn vouched(project: ProjectId, scopes: Scopes, name: &Title, source: Source) -> Result<Self, ServiceError> {
        Ok(Self { project, scopes, actor: Actor::nobody(&format!("token {name}"), source)? })
    }
}

impl Caller {
    /// Somebody with an account.
    ///
    /// # Errors
    /// [`ServiceError::AccountNeeded`] for the token of a project.
    pub fn signed_in(&self) -> Result<&SignedIn, ServiceError> {
        match self {
            Self::Account(who) => Ok(who),
            Self::Project(_) => Err(ServiceError::AccountNeeded),
        }
    }

    /// Proof of a member of the project with this slug, or of a token of it.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], also for the token of another project.
    pub async fn viewer(&self, db: &Db, slug: &str) -> Result<Viewer, ServiceError> {
        match self {
            Self::Account(who) => who.viewer(db, slug).await,
            Self::Project(token) => {
                let project = project::find(&mut db.read().await?, slug).await?;
                if project.id != token.project {
                    return Err(ServiceError::NotFound);
                }
                let (role, grant) = (token.scopes.role(), Grant::Token(token.scopes.clone()));
                Ok(Viewer { project, actor: token.actor.clone(), role, grant })
            }
        }
    }
}
