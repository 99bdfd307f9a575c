//! Templates: what an audit starts from. Those that come with the program, and those that teams publish.

mod make;
mod offer;
mod publish;
mod settle;
mod take;

pub use make::from_assessment;
pub use offer::{Newer, OfferSheet, Offered, offer};
pub use publish::{compare, publish, publish_next, read_new, restore, withdraw};
pub use settle::Settled;
pub use storage::templates::{Head, Withdrawn};
pub use take::{Seen, take};

pub(crate) use settle::settle;

use crate::accounts::{Auditor, SignedIn};
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use domain::assessments::Edition;
use domain::templates::{Template, TemplateDiff, diff};
use domain::text::{Slug, Title};
use storage::templates as kept;
use storage::{Db, Tx, Window};

/// A template in a list: its newest version in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which one, in its newest version.
    pub edition: Edition,
    /// As shown.
    pub name: Title,
    /// What it is for, in one line; may be empty.
    pub purpose: String,
    /// How many categories it has.
    pub categories: u32,
    /// Whose it is; `None` where it comes with the program.
    pub owner: Option<Title>,
}

/// Templates that can be used, or that were withdrawn.
#[derive(Clone, Debug)]
pub struct TemplateList {
    /// Those that come with the program first, then those of teams by name.
    pub page: Page<Listed>,
    /// How many were withdrawn.
    pub withdrawn: i64,
}

/// A version of a template in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// Which version.
    pub version: u32,
    /// What the template was called in it.
    pub name: Title,
    /// Who published it; `None` where it comes with the program.
    pub author: Option<Title>,
    /// When; `None` where it comes with the program.
    pub at: Option<Timestamp>,
}

/// A template on a page of its own.
#[derive(Clone, Debug)]
pub struct TemplatePage {
    /// The version that is shown.
    pub template: Template,
    /// Number of the newest one.
    pub newest: u32,
    /// Whose it is and whether it is offered; `None` where it comes with the program.
    pub head: Option<Head>,
    /// Whether the reader may go on with it.
    pub keeps: bool,
    /// Its versions, newest first, at most [`TemplatePage::VERSIONS`].
    pub versions: Vec<VersionLine>,
    /// What differs from the version that was asked for to the one that is shown.
    pub diff: Option<TemplateDiff>,
}

impl TemplatePage {
    /// So many versions are listed.
    pub const VERSIONS: i64 = 100;
}

/// Templates that can be used, or those that were withdrawn; two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, _: &SignedIn, withdrawn: bool, page: PageNumber) -> Result<TemplateList, ServiceError> {
    const SIZE: u32 = 50;
    let ours: &[Template] = if withdrawn { &[] } else { Template::built_in() };
    let (window, most) = (page.window(SIZE), i64::try_from(ours.len()).unwrap_or(0));
    let first: Vec<Listed> = ours.iter().map(built_in).skip(window.offset.try_into().unwrap_or(usize::MAX)).take(SIZE as usize).collect();
    let taken = i64::try_from(first.len()).unwrap_or(0);
    let rest = Window { limit: window.limit - taken, offset: (window.offset - most).max(0) };
    let mut tx = db.read().await?;
    let own = kept::list(&mut tx, withdrawn, rest).await?;
    let (offered, gone) = kept::count(&mut tx).await?;
    let rows = first.into_iter().chain(own.into_iter().map(of_team)).collect();
    let total = if withdrawn { gone } else { offered + most };
    Ok(TemplateList { page: Page::new(rows, total, page, SIZE), withdrawn: gone })
}

/// A template in one of its versions, the newest unless another is asked for, and what differs since the version `from`. Three
/// queries, four with a comparison.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn show(db: &Db, who: &SignedIn, key: &str, version: Option<u32>, from: Option<u32>) -> Result<TemplatePage, ServiceError> {
    let key: Slug = key.parse().map_err(|_| ServiceError::NotFound)?;
    let mut tx = db.read().await?;
    let head = kept::get_head(&mut tx, &key).await?;
    let rows = kept::list_versions(&mut tx, &key, Window::first(TemplatePage::VERSIONS)).await?;
    let line = |row: kept::Published| VersionLine {
        version: row.version,
        name: row.name,
        at: row.author.is_some().then_some(row.at),
        author: row.author_name,
    };
    let mut versions: Vec<VersionLine> = rows.into_iter().map(line).collect();
    if let Some(ours) = with_program(&key).filter(|_| head.is_none()) {
        let version = ours.parts().version;
        versions.retain(|line| line.version != version);
        versions.insert(0, VersionLine { version, name: ours.parts().name.clone(), author: None, at: None });
        versions.sort_by_key(|line| std::cmp::Reverse(line.version));
    }
    let newest = versions.first().map(|line| line.version).ok_or(ServiceError::NotFound)?;
    let wanted = |version: u32| Edition { key: key.clone(), version };
    let template = edition(&mut tx, &wanted(version.unwrap_or(newest))).await?.ok_or(ServiceError::NotFound)?;
    let diff = match from {
        Some(from) => Some(diff(&edition(&mut tx, &wanted(from)).await?.ok_or(ServiceError::NotFound)?, &template)),
        None => None,
    };
    let keeps = head.as_ref().is_some_and(|head| who.keeps(head));
    Ok(TemplatePage { template, newest, head, keeps, versions, diff })
}

/// Adds the checklists and criteria of the newest version of a template to a project, where they are not there yet.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] for a template that was withdrawn.
pub async fn bring_in(db: &Db, auditor: &Auditor, key: &str, now: Timestamp) -> Result<Settled, ServiceError> {
    let mut tx = db.begin().await?;
    let template = choose(&mut tx, key).await?;
    let settled = settle(&mut tx, auditor, &template, now).await?;
    tx.commit().await?;
    Ok(settled)
}

/// One version of a template: as it is kept, else as the program has it.
pub(crate) async fn edition(tx: &mut Tx, edition: &Edition) -> Result<Option<Template>, ServiceError> {
    let found = kept::get(tx, edition).await?;
    Ok(found.or_else(|| with_program(&edition.key).filter(|ours| ours.parts().version == edition.version).cloned()))
}

/// The newest version of a template, to begin with.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] for one that was withdrawn.
pub(crate) async fn choose(tx: &mut Tx, key: &str) -> Result<Template, ServiceError> {
    let key: Slug = key.parse().map_err(|_| ServiceError::NotFound)?;
    match kept::get_head(tx, &key).await? {
        Some(Head { withdrawn: Some(_), name, .. }) => {
            Err(ServiceError::Refused(format!("The template “{name}” was withdrawn. Choose another, or ask its author.")))
        }
        Some(Head { version, .. }) => kept::get(tx, &Edition { key, version }).await?.ok_or(ServiceError::NotFound),
        None => with_program(&key).cloned().ok_or(ServiceError::NotFound),
    }
}

/// Keeps a version that comes with the program, so that a newer program can compare with it; those of teams are kept anyway.
pub(crate) async fn keep(tx: &mut Tx, template: &Template, now: Timestamp) -> Result<(), ServiceError> {
    if with_program(&template.parts().key).is_some_and(|ours| ours == template) {
        kept::keep(tx, template, now).await?;
    }
    Ok(())
}

/// The template of this key that comes with the program.
fn with_program(key: &Slug) -> Option<&'static Template> {
    Template::built_in().iter().find(|template| template.parts().key == *key)
}

fn built_in(template: &Template) -> Listed {
    let parts = template.parts();
    Listed {
        edition: template.edition(),
        name: parts.name.clone(),
        purpose: purpose(template),
        categories: categories(template),
        owner: None,
    }
}

fn of_team(head: Head) -> Listed {
    let Head { key, version, name, purpose, categories, owner_name, .. } = head;
    Listed { edition: Edition { key, version }, name, purpose, categories, owner: Some(owner_name) }
}

fn purpose(template: &Template) -> String {
    domain::records::one_line(&domain::markdown::first_words(template.parts().description.as_str()))
}

fn categories(template: &Template) -> u32 {
    u32::try_from(template.parts().categories.len()).unwrap_or(u32::MAX)
}
