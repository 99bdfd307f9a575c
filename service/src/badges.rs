//! Badges: how a project stands, in a picture that other pages show. Only where its owner allows it.

use crate::ServiceError;
use crate::accounts::Owner;
use crate::history::{self, Line};
use domain::Timestamp;
use domain::history::EventKind;
use domain::portfolio::Standing;
use domain::projects::Project;
use domain::text::{Slug, Title};
use storage::{Db, badges, portfolio, projects};

/// Proof that anybody may look at the badges of a project.
#[derive(Clone, Debug)]
pub struct Shown {
    project: Project,
}

/// What badges tell.
#[derive(Clone, Debug)]
pub struct Badges {
    /// The project.
    pub project: Project,
    /// How it stands.
    pub standing: Standing,
}

/// Proof for a project whose owner allows it: two queries.
///
/// # Errors
/// [`ServiceError::NotFound`] for all others, whether they exist or not.
pub async fn shown(db: &Db, slug: &str) -> Result<Shown, ServiceError> {
    let slug: Slug = slug.parse().map_err(|_| ServiceError::NotFound)?;
    let mut tx = db.read().await?;
    let project = projects::get(&mut tx, &slug).await?.ok_or(ServiceError::NotFound)?;
    badges::get(&mut tx, project.id).await?.ok_or(ServiceError::NotFound)?;
    Ok(Shown { project })
}

/// What the badges of a project tell: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn read(db: &Db, shown: Shown) -> Result<Badges, ServiceError> {
    let standing = portfolio::find(&mut db.read().await?, shown.project.id).await?;
    Ok(Badges { project: shown.project, standing })
}

/// Since when, and by whom, badges are allowed; `None` where they are not.
///
/// # Errors
/// Where the database fails.
pub async fn allowed(db: &Db, owner: &Owner) -> Result<Option<(Timestamp, Title)>, ServiceError> {
    Ok(badges::get(&mut db.read().await?, owner.id()).await?)
}

/// Lets anybody look at the badges of a project, or nobody any more. Nothing happens where it is so already.
///
/// # Errors
/// Where the database fails.
pub async fn allow(db: &Db, owner: &Owner, allowed: bool, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let (changed, kind, told) = if allowed {
        let changed = badges::allow(&mut tx, owner.id(), owner.actor().name(), now).await?;
        (changed, EventKind::BadgesAllowed, "allowed badges, which anybody can look at")
    } else {
        (badges::forbid(&mut tx, owner.id()).await?, EventKind::BadgesForbidden, "ended the badges")
    };
    if changed > 0 {
        history::tell_of(&mut tx, owner, Line::of(kind, owner.id().0, told.into()), now).await?;
    }
    Ok(tx.commit().await?)
}
