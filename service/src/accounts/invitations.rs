//! Inviting people to make an account, and taking that back.

use super::links::{LinkToken, Purpose};
use super::proofs::{Actor, Admin, Owner};
use super::users::{address, named};
use crate::history::Line;
use crate::keys::Keys;
use crate::{Page, PageNumber, ServiceError, history, new_id, projects};
use domain::Timestamp;
use domain::accounts::{Email, Role};
use domain::history::EventKind;
use domain::ids::{LinkId, ProjectId};
use domain::text::{Slug, Title};
pub use storage::accounts::invitations::{Invitation, Place};
use storage::accounts::{invitations, users};
use storage::{Db, Tx};

/// For so many seconds an invitation is open: seven days.
const LIFE: i64 = 7 * 24 * 3600;
/// Most projects that come with one invitation.
const MOST_PROJECTS: usize = 50;
/// Rows of a page of open invitations.
const SIZE: u32 = 50;

/// An invitation as typed.
#[derive(Clone, Debug, Default)]
pub struct InvitationForm {
    /// For whom.
    pub email: String,
    /// What they are called, until they say so themselves.
    pub name: String,
    /// Whether they will administer the installation.
    pub admin: bool,
    /// Projects, one a line: the name in addresses and a role.
    pub projects: String,
}

/// An invitation that was made. The token is kept nowhere.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The invitation.
    pub invitation: Invitation,
    /// The secret part of the link.
    pub token: LinkToken,
}

/// What became of an address on the page of members.
#[derive(Clone, Debug)]
pub enum Joined {
    /// It has an account, which is a member now.
    Member,
    /// It has none yet.
    Invited(Box<Invited>),
}

/// Invites somebody to the installation.
///
/// # Errors
/// [`ServiceError::Invalid`] for unusable details, an address that has an account, or a project that does not exist.
pub async fn invite(db: &Db, keys: &Keys, by: &Admin, form: &InvitationForm, now: Timestamp) -> Result<Invited, ServiceError> {
    let (email, name) = (address(&form.email)?, named(&form.name)?);
    let wanted = wanted(&form.projects)?;
    let mut tx = db.begin().await?;
    if users::get_by_email(&mut tx, &email).await?.is_some() {
        return Err(ServiceError::invalid("email", "The e-mail address", "belongs to an account already"));
    }
    let mut places = Vec::new();
    for (slug, role) in wanted {
        let project = storage::projects::get(&mut tx, &slug).await?;
        let project =
            project.ok_or_else(|| ServiceError::Invalid { field: "projects", message: format!("There is no project “{slug}”.") })?;
        places.push((project.id, role));
    }
    let made = insert(&mut tx, keys, by.actor(), Offer { email, name, admin: form.admin, for_projects: false, places }, now).await?;
    let rights = if form.admin { ", as an administrator" } else { "" };
    let summary = format!("invited {}{rights}", made.invitation.email);
    history::append(&mut tx, by.actor(), None, Line::of(EventKind::UserInvited, made.invitation.id.0, summary), now).await?;
    tx.commit().await?;
    Ok(made)
}

/// Makes whoever has this address a member of a project, or invites them where nobody has it.
///
/// # Errors
/// As [`projects::set_member`].
pub async fn join(db: &Db, keys: &Keys, owner: &Owner, email: &str, role: Role, now: Timestamp) -> Result<Joined, ServiceError> {
    let typed = address(email)?;
    if users::get_by_email(&mut db.read().await?, &typed).await?.is_some() {
        projects::set_member(db, owner, email, role, now).await?;
        return Ok(Joined::Member);
    }
    let name = called(&typed)?;
    let mut tx = db.begin().await?;
    let offer = Offer { email: typed, name, admin: false, for_projects: true, places: vec![(owner.project().id, role)] };
    let made = insert(&mut tx, keys, owner.actor(), offer, now).await?;
    let summary = format!("invited {} as {role}", made.invitation.email);
    let line = Line::of(EventKind::UserInvited, made.invitation.id.0, summary);
    history::append(&mut tx, owner.actor(), Some(owner.project().id), line, now).await?;
    tx.commit().await?;
    Ok(Joined::Invited(Box::new(made)))
}

/// What stands before the `@`, until the person says what they are called.
fn called(email: &Email) -> Result<Title, ServiceError> {
    email
        .as_str()
        .split('@')
        .next()
        .unwrap_or_default()
        .parse()
        .map_err(|error| ServiceError::invalid("email", "The e-mail address", error))
}

struct Offer {
    email: Email,
    name: Title,
    admin: bool,
    for_projects: bool,
    places: Vec<(ProjectId, Role)>,
}

async fn insert(tx: &mut Tx, keys: &Keys, by: &Actor, offer: Offer, now: Timestamp) -> Result<Invited, ServiceError> {
    let token = LinkToken::generate(Purpose::Invitation)?;
    let Offer { email, name, admin, for_projects, places } = offer;
    let invitation = Invitation {
        id: new_id(),
        email,
        name,
        admin,
        for_projects,
        token_digest: token.digest(&keys.tokens),
        created_at: now,
        created_by: by.user(),
        created_by_name: by.name().clone(),
        expires_at: now.plus_seconds(LIFE),
    };
    invitations::insert(tx, &invitation, &places).await?;
    Ok(Invited { invitation, token })
}

/// Projects and roles as typed: each line has the name in addresses and a role.
fn wanted(typed: &str) -> Result<Vec<(Slug, Role)>, ServiceError> {
    let refused = |message: String| ServiceError::Invalid { field: "projects", message };
    let mut found: Vec<(Slug, Role)> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let shown: String = line.chars().take(80).collect();
        let unlike =
            || refused(format!("“{shown}” is no project with a role; write its name in addresses and a role, such as “billing engineer”."));
        let (slug, role) = line.split_once(char::is_whitespace).ok_or_else(unlike)?;
        let slug: Slug = slug.parse().map_err(|_| unlike())?;
        let role: Role = role.trim().parse().map_err(|_| unlike())?;
        if found.iter().any(|(known, _)| *known == slug) {
            return Err(refused(format!("The project “{slug}” stands there twice.")));
        }
        found.push((slug, role));
    }
    if found.len() > MOST_PROJECTS {
        return Err(refused(format!("At most {MOST_PROJECTS} projects can come with an invitation.")));
    }
    Ok(found)
}

/// Open invitations of the installation whose name or address has this text in it, newest first: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, _: &Admin, text: &str, page: PageNumber, now: Timestamp) -> Result<Page<Invitation>, ServiceError> {
    let mut tx = db.read().await?;
    let rows = invitations::list(&mut tx, text, now, page.window(SIZE)).await?;
    Ok(Page::new(rows, invitations::count(&mut tx, text, now).await?, page, SIZE))
}

/// Open invitations to a project, newest first, each with the role: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list_of_project(db: &Db, owner: &Owner, page: PageNumber, now: Timestamp) -> Result<Page<(Invitation, Role)>, ServiceError> {
    let (mut tx, project) = (db.read().await?, owner.project().id);
    let rows = invitations::list_of_project(&mut tx, project, now, page.window(SIZE)).await?;
    Ok(Page::new(rows, invitations::count_of_project(&mut tx, project, now).await?, page, SIZE))
}

/// Takes an invitation back: its link leads nowhere.
///
/// # Errors
/// [`ServiceError::NotFound`] where it was used or taken back already.
pub async fn take_back(db: &Db, by: &Admin, id: LinkId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let invitation = invitations::find(&mut tx, id).await?;
    invitations::delete(&mut tx, id).await.map_err(gone)?;
    let summary = format!("took the invitation of {} back", invitation.email);
    history::append(&mut tx, by.actor(), None, Line::of(EventKind::InvitationEnded, id.0, summary), now).await?;
    Ok(tx.commit().await?)
}

/// Takes a project out of an invitation; one that was for this project alone ends.
///
/// # Errors
/// [`ServiceError::NotFound`] where it is not to this project, was used or taken back already.
pub async fn take_back_from_project(db: &Db, owner: &Owner, id: LinkId, now: Timestamp) -> Result<(), ServiceError> {
    let (mut tx, project) = (db.begin().await?, owner.project().id);
    invitations::take_out(&mut tx, id, project).await?;
    let invitation = invitations::find(&mut tx, id).await?;
    if invitation.for_projects && invitations::places(&mut tx, id).await?.is_empty() {
        invitations::delete(&mut tx, id).await.map_err(gone)?;
    }
    let summary = format!("took the invitation of {} to this project back", invitation.email);
    history::append(&mut tx, owner.actor(), Some(project), Line::of(EventKind::InvitationEnded, id.0, summary), now).await?;
    Ok(tx.commit().await?)
}

/// Somebody was faster.
pub(super) fn gone(error: storage::StorageError) -> ServiceError {
    match error {
        storage::StorageError::Stale => ServiceError::NotFound,
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, wanted};

    #[test]
    fn projects_are_typed_one_a_line_with_a_role() {
        let found = wanted(" billing  engineer \n\nkiln owner").unwrap();
        assert_eq!(
            found.iter().map(|(slug, role)| (slug.as_str(), *role)).collect::<Vec<_>>(),
            [("billing", Role::Engineer), ("kiln", Role::Owner)]
        );
        for text in ["billing", "billing king", "../x owner", "a owner\na viewer"] {
            assert!(wanted(text).is_err(), "{text}");
        }
        let many: Vec<String> = (0..51).map(|row| format!("p{row} viewer")).collect();
        assert!(wanted(&many.join("\n")).is_err());
    }
}
