//! What may be done in one project.

use super::{Actor, SignedIn};
use crate::ServiceError;
use domain::accounts::Role;
use domain::history::{Source, Via};
use domain::ids::{ProjectId, UserId};
use domain::projects::Project;
use domain::text::Slug;
use std::ops::Deref;
use storage::{Db, Tx, accounts};

/// Proof of somebody who may read a project.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub(super) project: Project,
    pub(super) actor: Actor,
    pub(super) role: Role,
}

macro_rules! proofs {
    ($($(#[$doc:meta])* $name:ident($inner:ident) from $role:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name($inner);

        impl Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl $name {
            const NEEDS: Role = Role::$role;
        }
    )* };
}

proofs! {
    /// Proof of somebody who may comment: whoever may read a project that is in use.
    Speaker(Viewer) from Viewer;
    /// Proof of somebody who may tick items and edit the registers of a project that is in use.
    Editor(Viewer) from Engineer;
    /// Proof of somebody who may import and write assessments of a project that is in use.
    Auditor(Editor) from Auditor;
    /// Proof of somebody who may change a project and its members. The one proof that an archived project gives too,
    /// so that it can be restored.
    Owner(Viewer) from Owner;
}

impl SignedIn {
    /// Proof of a member of the project with this slug.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where there is no such project or the person is no member: its existence is not told.
    pub async fn viewer(&self, db: &Db, slug: &str) -> Result<Viewer, ServiceError> {
        let mut tx = db.read().await?;
        let project = find(&mut tx, slug).await?;
        let role = if self.user.admin { Some(Role::Owner) } else { accounts::access::role(&mut tx, project.id, self.user.id).await? };
        Ok(Viewer { role: role.ok_or(ServiceError::NotFound)?, project, actor: self.actor() })
    }

    /// Proof of somebody who may work in the project.
    ///
    /// # Errors
    /// As [`Self::viewer`]; [`ServiceError::Forbidden`] for viewers, [`ServiceError::Archived`] where nothing can be changed.
    pub async fn editor(&self, db: &Db, slug: &str) -> Result<Editor, ServiceError> {
        self.viewer(db, slug).await?.editor()
    }

    /// Proof of somebody who may audit the project.
    ///
    /// # Errors
    /// As [`Self::editor`].
    pub async fn auditor(&self, db: &Db, slug: &str) -> Result<Auditor, ServiceError> {
        self.viewer(db, slug).await?.auditor()
    }

    /// Proof of somebody who owns the project.
    ///
    /// # Errors
    /// As [`Self::viewer`]; [`ServiceError::Forbidden`] for other roles.
    pub async fn owner(&self, db: &Db, slug: &str) -> Result<Owner, ServiceError> {
        self.viewer(db, slug).await?.owner()
    }
}

impl Viewer {
    /// For those who have checked that somebody has a link that opens: what is read on its behalf must not leave the use case as a whole.
    pub(crate) fn behind_link(project: Project) -> Result<Self, ServiceError> {
        let actor = Actor::nobody("share link", Source::local(Via::Link))?;
        Ok(Self { project, actor, role: Role::Viewer })
    }

    /// The project as it was when the proof was given.
    #[must_use]
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// The role in it; administrators own every project.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The account of the person; `None` for the operator at the command line.
    #[must_use]
    pub const fn person(&self) -> Option<UserId> {
        self.actor.user()
    }

    pub(crate) const fn id(&self) -> ProjectId {
        self.project.id
    }

    /// A stronger proof, where the project is in use.
    ///
    /// # Errors
    /// [`ServiceError::Archived`].
    pub fn speaker(self) -> Result<Speaker, ServiceError> {
        self.needs(Speaker::NEEDS)?;
        self.in_use().map(Speaker)
    }

    /// A stronger proof, where the role allows it.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] or [`ServiceError::Archived`].
    pub fn editor(self) -> Result<Editor, ServiceError> {
        self.needs(Editor::NEEDS)?;
        self.in_use().map(Editor)
    }

    /// A stronger proof, where the role allows it.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] or [`ServiceError::Archived`].
    pub fn auditor(self) -> Result<Auditor, ServiceError> {
        self.needs(Auditor::NEEDS)?;
        self.editor().map(Auditor)
    }

    /// A stronger proof, where the role allows it.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`].
    pub fn owner(self) -> Result<Owner, ServiceError> {
        self.needs(Owner::NEEDS)?;
        Ok(Owner(self))
    }

    fn in_use(self) -> Result<Self, ServiceError> {
        if self.project.archived_at.is_some() { Err(ServiceError::Archived) } else { Ok(self) }
    }

    const fn needs(&self, role: Role) -> Result<(), ServiceError> {
        if self.role as u8 >= role as u8 { Ok(()) } else { Err(ServiceError::Forbidden(role.as_str())) }
    }
}

pub(super) async fn find(tx: &mut Tx, slug: &str) -> Result<Project, ServiceError> {
    let slug: Slug = slug.parse().map_err(|_| ServiceError::NotFound)?;
    storage::projects::get(tx, &slug).await?.ok_or(ServiceError::NotFound)
}
