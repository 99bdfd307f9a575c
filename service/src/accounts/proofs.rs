//! Permission as a value: whoever holds one has been checked.

use crate::ServiceError;
use domain::accounts::{Role, User};
use domain::ids::{ProjectId, UserId};
use domain::projects::Project;
use domain::text::{Slug, Title};
use std::ops::Deref;
use storage::{Db, Tx, accounts};

/// Who acts, for the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    user: Option<UserId>,
    name: Title,
}

impl Actor {
    /// The account; `None` for the operator at the command line.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        self.user
    }

    /// The name as history keeps it.
    #[must_use]
    pub const fn name(&self) -> &Title {
        &self.name
    }

    /// The id kept as author of a row; the operator is the nil UUID, which no account has.
    pub(crate) fn author(&self) -> UserId {
        self.user.unwrap_or(UserId(uuid::Uuid::nil()))
    }
}

impl From<&User> for Actor {
    fn from(user: &User) -> Self {
        Self { user: Some(user.id), name: user.name.clone() }
    }
}

/// Proof that a session belongs to a person.
#[derive(Clone, Debug)]
pub struct SignedIn {
    user: User,
}

/// Proof of an administrator of the installation.
#[derive(Clone, Debug)]
pub struct Admin {
    actor: Actor,
}

/// Proof of somebody who may go on with a template of a team: the author of its key, or an administrator.
#[derive(Clone, Debug)]
pub struct TemplateKeeper {
    actor: Actor,
    key: Slug,
}

/// Proof of somebody who may read a project.
#[derive(Clone, Debug)]
pub struct Viewer {
    project: Project,
    actor: Actor,
    role: Role,
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
    /// For those who have checked that the session is this person's.
    pub(crate) const fn vouched(user: User) -> Self {
        Self { user }
    }

    /// The person.
    #[must_use]
    pub const fn user(&self) -> &User {
        &self.user
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor::from(&self.user)
    }

    /// Proof of an administrator.
    ///
    /// # Errors
    /// [`ServiceError::AdminsOnly`] for everybody else.
    pub fn admin(&self) -> Result<Admin, ServiceError> {
        if self.user.admin { Ok(Admin { actor: self.actor() }) } else { Err(ServiceError::AdminsOnly) }
    }

    /// Proof of somebody who may go on with the template that has this key.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where no team has published such a one, [`ServiceError::KeepersOnly`] for everybody else.
    pub async fn template_keeper(&self, db: &Db, key: &str) -> Result<TemplateKeeper, ServiceError> {
        let key: Slug = key.parse().map_err(|_| ServiceError::NotFound)?;
        let head = storage::templates::get_head(&mut db.read().await?, &key).await?.ok_or(ServiceError::NotFound)?;
        if self.keeps(&head) { Ok(TemplateKeeper { actor: self.actor(), key }) } else { Err(ServiceError::KeepersOnly) }
    }

    /// Whether [`Self::template_keeper`] would give a proof: for pages, which show what can be done.
    pub(crate) fn keeps(&self, head: &storage::templates::Head) -> bool {
        self.user.admin || head.owner == self.user.id
    }

    /// Proof of a member of the project with this slug.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] where there is no such project or the person is no member: its existence is not told.
    pub async fn viewer(&self, db: &Db, slug: &str) -> Result<Viewer, ServiceError> {
        let mut tx = db.read().await?;
        let project = find(&mut tx, slug).await?;
        let role = if self.user.admin { Some(Role::Owner) } else { accounts::members::role(&mut tx, project.id, self.user.id).await? };
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

impl Admin {
    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl TemplateKeeper {
    /// The key of the template.
    #[must_use]
    pub const fn key(&self) -> &Slug {
        &self.key
    }

    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl Viewer {
    /// For those who have checked that somebody has a link that opens: what is read on its behalf must not leave the use case as a whole.
    pub(crate) fn behind_link(project: Project) -> Result<Self, ServiceError> {
        let name = "share link".parse().map_err(|_| ServiceError::Internal("a share link has no name"))?;
        Ok(Self { project, actor: Actor { user: None, name }, role: Role::Viewer })
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
    let name = "operator".parse().map_err(|_| ServiceError::Internal("the operator has no name"))?;
    Ok(Operator { actor: Actor { user: None, name } })
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
        let project = find(&mut db.read().await?, slug).await?;
        Ok(Viewer { project, actor: self.actor.clone(), role: Role::Owner })
    }
}

async fn find(tx: &mut Tx, slug: &str) -> Result<Project, ServiceError> {
    let slug: Slug = slug.parse().map_err(|_| ServiceError::NotFound)?;
    storage::projects::get(tx, &slug).await?.ok_or(ServiceError::NotFound)
}
