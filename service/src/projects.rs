//! Projects, their words, their scoring rule and their members.

mod scoring;
mod words;

pub use scoring::{Effects, FormerRule, Rescored, RuleForm, change_rule, former_rules, try_rule};
pub use words::{WordsForm, change_words};

use crate::accounts::{Owner, SignedIn, Viewer};
use crate::groups::role_change;
use crate::history::Line;
use crate::{Page, PageNumber, ServiceError, history, new_id};
use domain::accounts::{Email, Participant, Role, Scope};
use domain::gates::Gates;
use domain::history::EventKind;
use domain::ids::UserId;
use domain::projects::{Project, Words};
use domain::records::{Change, changes, named};
use domain::scoring::ScoringRule;
use domain::text::{Markdown, Slug, Tag, Title};
use domain::{Timestamp, Version};
use storage::accounts::{access, members, users};
use storage::{Db, StorageError, projects};

/// The details of a project as typed.
#[derive(Clone, Debug, Default)]
pub struct ProjectForm {
    /// As shown.
    pub name: String,
    /// Name in addresses, only for a new project; empty: made from the name.
    pub slug: String,
    /// Markdown.
    pub description: String,
    /// Separated by commas or spaces.
    pub tags: String,
}

impl ProjectForm {
    fn check(&self) -> Result<(Title, Markdown, Vec<Tag>), ServiceError> {
        let name = self.name.parse().map_err(|error| ServiceError::invalid("name", "The name", error))?;
        let description = self.description.parse().map_err(|error| ServiceError::invalid("description", "The description", error))?;
        let tags = Project::tags_from(&self.tags).map_err(|error| match error {
            domain::projects::ProjectError::Tag(_) => ServiceError::Invalid { field: "tags", message: format!("{error}.") },
            domain::projects::ProjectError::TooManyTags(_) => ServiceError::invalid("tags", "The project", error),
        })?;
        Ok((name, description, tags))
    }
}

/// Addresses below that of the list which are pages and no projects.
const PAGES: [&str; 3] = ["new", "views", "compare"];

/// Makes a project; whoever makes it owns it.
///
/// # Errors
/// [`ServiceError::Invalid`] for unusable details or a slug that is taken, [`ServiceError::ScopeMissing`].
pub async fn create(db: &Db, who: &SignedIn, form: &ProjectForm, now: Timestamp) -> Result<Project, ServiceError> {
    let actor = who.acting(Scope::Admin)?;
    let (name, description, tags) = form.check()?;
    let slug = if form.slug.trim().is_empty() {
        let no_slug = || {
            ServiceError::invalid(
                "slug",
                "The address",
                "cannot be made from this name; please type one in small letters, digits and hyphens",
            )
        };
        Slug::suggest(name.as_str()).ok_or_else(no_slug)?
    } else {
        form.slug.trim().parse().map_err(|error| ServiceError::invalid("slug", "The address", error))?
    };
    if PAGES.contains(&slug.as_str()) {
        return Err(ServiceError::invalid("slug", "The address", format!("“{slug}” is that of a page; please type another one")));
    }
    let project = Project {
        id: new_id(),
        slug,
        name,
        description,
        tags,
        rule: ScoringRule::default(),
        words: Words::default(),
        gates: Gates::default(),
        archived_at: None,
        created_at: now,
        version: Version::FIRST,
    };
    let mut tx = db.begin().await?;
    projects::insert(&mut tx, &project).await.map_err(|error| match error {
        StorageError::Exists => ServiceError::invalid(
            "slug",
            "The address",
            format!("“{}” belongs to another project already; please type another one", project.slug),
        ),
        other => other.into(),
    })?;
    members::set(&mut tx, project.id, who.user().id, Role::Owner).await?;
    let summary = format!("created the project “{}”", project.name);
    history::append(&mut tx, actor, Some(project.id), Line::of(EventKind::ProjectCreated, project.id.0, summary), now).await?;
    tx.commit().await?;
    Ok(project)
}

/// Changes name, description and tags. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::Invalid`] for unusable details, [`ServiceError::Stale`], [`ServiceError::Archived`].
pub async fn change(db: &Db, owner: &Owner, version: Version, form: &ProjectForm, now: Timestamp) -> Result<Project, ServiceError> {
    let (name, description, tags) = form.check()?;
    if owner.project().archived_at.is_some() {
        return Err(ServiceError::Archived);
    }
    let before = owner.project();
    let project = Project { name, description, tags, ..before.clone() };
    let told = changes(before, &project);
    let summary = match told.as_slice() {
        [] => return Ok(project),
        _ if before.name != project.name => format!("renamed the project from “{}” to “{}”", before.name, project.name),
        _ => format!("changed the {} of the project", named(&told)),
    };
    store(db, owner, project, version, Line::of(EventKind::ProjectChanged, before.id.0, summary).with(told), now).await
}

/// Puts a project out of use: it can be read, and nothing in it changes.
///
/// # Errors
/// [`ServiceError::Stale`].
pub async fn archive(db: &Db, owner: &Owner, version: Version, now: Timestamp) -> Result<Project, ServiceError> {
    let project = Project { archived_at: Some(now), ..owner.project().clone() };
    let line =
        Line::of(EventKind::ProjectArchived, project.id.0, "archived the project".into()).with(vec![use_changed("in use", "archived")]);
    store(db, owner, project, version, line, now).await
}

/// Puts an archived project back into use.
///
/// # Errors
/// [`ServiceError::Stale`].
pub async fn restore(db: &Db, owner: &Owner, version: Version, now: Timestamp) -> Result<Project, ServiceError> {
    let project = Project { archived_at: None, ..owner.project().clone() };
    let line =
        Line::of(EventKind::ProjectRestored, project.id.0, "restored the project".into()).with(vec![use_changed("archived", "in use")]);
    store(db, owner, project, version, line, now).await
}

fn use_changed(before: &str, after: &str) -> Change {
    Change { field: "Use".into(), before: before.into(), after: after.into() }
}

async fn store(db: &Db, owner: &Owner, project: Project, seen: Version, line: Line, now: Timestamp) -> Result<Project, ServiceError> {
    let project = Project { version: seen.next(), ..project };
    let mut tx = db.begin().await?;
    projects::update(&mut tx, &project, seen).await?;
    history::append(&mut tx, owner.actor(), Some(project.id), line, now).await?;
    tx.commit().await?;
    Ok(project)
}

/// Everybody who may do something in a project, by name, with where their role comes from.
///
/// # Errors
/// Where the database fails.
pub async fn members(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<Page<Participant>, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = access::list(&mut tx, viewer.id(), page.window(SIZE)).await?;
    let (total, _) = access::count(&mut tx, viewer.id()).await?;
    Ok(Page::new(rows, total, page, SIZE))
}

/// Makes somebody a member, or gives a member another role of their own.
///
/// # Errors
/// [`ServiceError::Invalid`] where there is no such account, [`ServiceError::Refused`] where the project would lose its last owner.
pub async fn set_member(db: &Db, owner: &Owner, email: &str, role: Role, now: Timestamp) -> Result<(), ServiceError> {
    let email: Email = email.parse().map_err(|error| ServiceError::invalid("email", "The e-mail address", error))?;
    let mut tx = db.begin().await?;
    let user = users::get_by_email(&mut tx, &email).await?;
    let user = user
        .ok_or_else(|| ServiceError::invalid("email", "The e-mail address", "belongs to no account here; an administrator can add one"))?;
    let before = members::role(&mut tx, owner.id(), user.id).await?;
    members::set(&mut tx, owner.id(), user.id, role).await?;
    if before == Some(Role::Owner) && role != Role::Owner {
        keep_an_owner(&mut tx, owner).await?;
    }
    let summary = match before {
        Some(before) => format!("changed the role of {} from {before} to {role}", user.name),
        None => format!("added {} as {role}", user.name),
    };
    let line = Line::of(EventKind::MemberSet, user.id.0, summary).with(vec![role_change(before, Some(role))]);
    history::append(&mut tx, owner.actor(), Some(owner.id()), line, now).await?;
    Ok(tx.commit().await?)
}

/// Ends a membership. What somebody may do through a group stays.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] where the project would lose its last owner.
pub async fn remove_member(db: &Db, owner: &Owner, user: UserId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let before = members::role(&mut tx, owner.id(), user).await?.ok_or(ServiceError::NotFound)?;
    members::delete(&mut tx, owner.id(), user).await?;
    if before == Role::Owner {
        keep_an_owner(&mut tx, owner).await?;
    }
    let name = users::get(&mut tx, user).await?.map_or_else(String::new, |user| user.name.into());
    let line = Line::of(EventKind::MemberRemoved, user.0, format!("removed the member {name}")).with(vec![role_change(Some(before), None)]);
    history::append(&mut tx, owner.actor(), Some(owner.id()), line, now).await?;
    Ok(tx.commit().await?)
}

/// Refuses what would leave a project without anybody who owns it and can sign in; to be called when the change is written.
pub(crate) async fn keep_an_owner(tx: &mut storage::Tx, owner: &Owner) -> Result<(), ServiceError> {
    if access::count_owners(tx, owner.id()).await? > 0 {
        return Ok(());
    }
    Err(ServiceError::Refused("This is the last owner of the project. Make somebody else owner first.".into()))
}
