//! What may be done in one project.

use super::grant::Grant;
use super::{Actor, SignedIn};
use crate::ServiceError;
use domain::accounts::{Role, Scope};
use domain::history::{Source, Via};
use domain::ids::{ProjectId, UserId};
use domain::projects::Project;
use domain::text::{Slug, Title};
use std::ops::Deref;
use storage::{Db, Tx, accounts};

/// Proof of somebody who may read a project.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub(super) project: Project,
    pub(super) actor: Actor,
    pub(super) role: Role,
    pub(super) grant: Grant,
}

macro_rules! proofs {
    ($($(#[$doc:meta])* $name:ident($inner:ident) from $role:ident with $scope:ident;)*) => { $(
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
            const NEEDS: (Role, Scope) = (Role::$role, Scope::$scope);
        }
    )* };
}

proofs! {
    /// Proof of somebody who may comment: whoever may read a project that is in use.
    Speaker(Viewer) from Viewer with Registers;
    /// Proof of somebody who may post results of verifications of a project that is in use, and perhaps nothing else.
    Reporter(Viewer) from Engineer with Verifications;
    /// Proof of somebody who may tick items and edit the registers of a project that is in use.
    Editor(Viewer) from Engineer with Registers;
    /// Proof of somebody who may import reports into a project that is in use, and perhaps nothing else.
    Importer(Viewer) from Auditor with Import;
    /// Proof of somebody who may write assessments of a project that is in use.
    Auditor(Editor) from Auditor with Admin;
    /// Proof of somebody who may change a project and its members. The one proof that an archived project gives too,
    /// so that it can be restored.
    Owner(Viewer) from Owner with Admin;
    /// Proof of an owner who is here with a session: what lets others in is no program's to make.
    OwnerInPerson(Owner) from Owner with Admin;
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
        let role = self.grant.cap(role.ok_or(ServiceError::NotFound)?);
        Ok(Viewer { role, project, actor: self.actor.clone(), grant: self.grant.clone() })
    }

    /// Proof of somebody who may work in the project.
    ///
    /// # Errors
    /// As [`Self::viewer`]; [`ServiceError::Forbidden`] for viewers, [`ServiceError::ScopeMissing`] for a token that was not made for it,
    /// [`ServiceError::Archived`] where nothing can be changed.
    pub async fn editor(&self, db: &Db, slug: &str) -> Result<Editor, ServiceError> {
        self.viewer(db, slug).await?.editor()
    }

    /// Proof of somebody who may bring reports into the project.
    ///
    /// # Errors
    /// As [`Self::editor`].
    pub async fn importer(&self, db: &Db, slug: &str) -> Result<Importer, ServiceError> {
        self.viewer(db, slug).await?.importer()
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
        Ok(Self { project, actor, role: Role::Viewer, grant: Grant::Whole })
    }

    /// The project as it was when the proof was given.
    #[must_use]
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// The role in it, as far as it can be used; administrators own every project.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The account of the person; `None` for the operator at the command line, and for the token of a project.
    #[must_use]
    pub const fn person(&self) -> Option<UserId> {
        self.actor.user()
    }

    /// The name of the person or of what acts for one, as history keeps it.
    #[must_use]
    pub const fn name(&self) -> &Title {
        self.actor.name()
    }

    pub(crate) const fn id(&self) -> ProjectId {
        self.project.id
    }

    /// A stronger proof, where the project is in use.
    ///
    /// # Errors
    /// [`ServiceError::Archived`], [`ServiceError::ScopeMissing`].
    pub fn speaker(self) -> Result<Speaker, ServiceError> {
        self.needs(Speaker::NEEDS)?;
        self.in_use().map(Speaker)
    }

    /// A stronger proof, where the role allows it. A token needs the scope for results, or the one for all registers.
    ///
    /// # Errors
    /// As [`Self::editor`].
    pub fn reporter(self) -> Result<Reporter, ServiceError> {
        self.needs(if self.grant.allows(Scope::Registers) { Editor::NEEDS } else { Reporter::NEEDS })?;
        self.in_use().map(Reporter)
    }

    /// A stronger proof, where the role allows it.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::Archived`] or [`ServiceError::ScopeMissing`].
    pub fn editor(self) -> Result<Editor, ServiceError> {
        self.needs(Editor::NEEDS)?;
        self.in_use().map(Editor)
    }

    /// A stronger proof, where the role allows it.
    ///
    /// # Errors
    /// As [`Self::editor`].
    pub fn importer(self) -> Result<Importer, ServiceError> {
        self.needs(Importer::NEEDS)?;
        self.in_use().map(Importer)
    }

    /// A stronger proof, where the role allows it.
    ///
    /// # Errors
    /// As [`Self::editor`].
    pub fn auditor(self) -> Result<Auditor, ServiceError> {
        self.needs(Auditor::NEEDS)?;
        self.editor().map(Auditor)
    }

    /// A stronger proof, where the role allows it.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`] or [`ServiceError::ScopeMissing`].
    pub fn owner(self) -> Result<Owner, ServiceError> {
        self.needs(Owner::NEEDS)?;
        Ok(Owner(self))
    }

    /// A stronger proof, where the role allows it and it is a person with a session.
    ///
    /// # Errors
    /// [`ServiceError::Forbidden`], [`ServiceError::PersonNeeded`] for every token.
    pub fn owner_in_person(self) -> Result<OwnerInPerson, ServiceError> {
        self.grant.needs_person()?;
        self.needs(OwnerInPerson::NEEDS)?;
        self.owner().map(OwnerInPerson)
    }

    fn in_use(self) -> Result<Self, ServiceError> {
        if self.project.archived_at.is_some() { Err(ServiceError::Archived) } else { Ok(self) }
    }

    /// The scope first: whoever made the token may well have the role.
    fn needs(&self, (role, scope): (Role, Scope)) -> Result<(), ServiceError> {
        self.grant.needs(scope)?;
        if self.role >= role { Ok(()) } else { Err(ServiceError::Forbidden(role.as_str())) }
    }
}

impl Editor {
    /// The proof of what an editor may do among other things.
    #[must_use]
    pub fn reporter(&self) -> Reporter {
        Reporter(self.0.clone())
    }
}

impl Auditor {
    /// The proof of what an auditor may do among other things.
    #[must_use]
    pub fn importer(&self) -> Importer {
        let viewer: &Viewer = self;
        Importer(viewer.clone())
    }
}

pub(super) async fn find(tx: &mut Tx, slug: &str) -> Result<Project, ServiceError> {
    let slug: Slug = slug.parse().map_err(|_| ServiceError::NotFound)?;
    storage::projects::get(tx, &slug).await?.ok_or(ServiceError::NotFound)
}
