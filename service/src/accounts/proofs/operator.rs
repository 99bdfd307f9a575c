//! The person at the command line.

use super::grant::Grant;
use super::{Actor, Admin, Viewer, project};
use crate::ServiceError;
use domain::history::{Source, Via};
use storage::Db;

/// The person at the command line of the server: has the database anyway.
#[derive(Clone, Debug)]
pub struct Operator {
    actor: Actor,
}

/// Proof by being at the command line. Only the command line may call this.
///
/// # Errors
/// Never in practice: where the name of the operator is no title.
pub fn operator() -> Result<Operator, ServiceError> {
    Ok(Operator { actor: Actor::nobody("operator", Source::local(Via::CommandLine))? })
}

impl Operator {
    /// Administrator.
    #[must_use]
    pub fn admin(&self) -> Admin {
        Admin { actor: self.actor.clone() }
    }

    /// Owner of a project.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`].
    pub async fn viewer(&self, db: &Db, slug: &str) -> Result<Viewer, ServiceError> {
        let project = project::find(&mut db.read().await?, slug).await?;
        Ok(Viewer { project, actor: self.actor.clone(), role: domain::accounts::Role::Owner, grant: Grant::Whole })
    }
}
