//! API tokens: what programs show instead of a session. A person makes them; a token makes nothing that lets anybody in.

mod enter;
mod make;

pub use enter::enter;
pub use make::{LONGEST_DAYS, MOST, Made, TokenForm, create, create_for_project};
pub use storage::accounts::tokens::{Holder, Token};

use super::proofs::{Actor, Admin, OwnerInPerson, Person};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use domain::accounts::Email;
use domain::history::EventKind;
use domain::ids::{ProjectId, TokenId};
use storage::accounts::tokens;
use storage::{Db, StorageError, Tx};

/// For what the digests of tokens are made.
const PURPOSE: &str = "token";
/// Rows of a page.
const SIZE: u32 = 20;

/// One's own tokens, newest first: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, who: &Person, page: PageNumber, now: Timestamp) -> Result<Page<Token>, ServiceError> {
    of(db, Holder::Person(who.user().id), page, now).await
}

/// The tokens of a project, newest first: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list_of_project(db: &Db, owner: &OwnerInPerson, page: PageNumber, now: Timestamp) -> Result<Page<Token>, ServiceError> {
    of(db, Holder::Project(owner.id()), page, now).await
}

async fn of(db: &Db, holder: Holder, page: PageNumber, now: Timestamp) -> Result<Page<Token>, ServiceError> {
    let mut tx = db.read().await?;
    let rows = tokens::list(&mut tx, holder, page.window(SIZE)).await?;
    let (total, _) = tokens::count(&mut tx, holder, now).await?;
    Ok(Page::new(rows, total, page, SIZE))
}

/// The tokens of all persons with their addresses, newest first: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list_of_persons(db: &Db, _: &Admin, page: PageNumber) -> Result<Page<(Token, Email)>, ServiceError> {
    let mut tx = db.read().await?;
    let rows = tokens::list_of_persons(&mut tx, page.window(SIZE)).await?;
    Ok(Page::new(rows, tokens::count_of_persons(&mut tx).await?, page, SIZE))
}

/// Ends one's own token at once.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] where that was done already.
pub async fn revoke(db: &Db, who: &Person, id: TokenId, now: Timestamp) -> Result<(), ServiceError> {
    end(db, &who.actor(), |holder| holder == Holder::Person(who.user().id), id, now).await
}

/// Ends a token of a project at once.
///
/// # Errors
/// As [`revoke`].
pub async fn revoke_of_project(db: &Db, owner: &OwnerInPerson, id: TokenId, now: Timestamp) -> Result<(), ServiceError> {
    end(db, owner.actor(), |holder| holder == Holder::Project(owner.id()), id, now).await
}

/// Ends the token of any person at once.
///
/// # Errors
/// As [`revoke`].
pub async fn revoke_of_person(db: &Db, admin: &Admin, id: TokenId, now: Timestamp) -> Result<(), ServiceError> {
    end(db, admin.actor(), |holder| matches!(holder, Holder::Person(_)), id, now).await
}

async fn end(db: &Db, by: &Actor, theirs: impl Fn(Holder) -> bool, id: TokenId, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let token = tokens::find(&mut tx, id).await?;
    if !theirs(token.holder) {
        return Err(ServiceError::NotFound);
    }
    match tokens::revoke(&mut tx, id, by.name(), now).await {
        Err(StorageError::Stale) => return Err(ServiceError::Refused("This token was ended already.".into())),
        other => other?,
    }
    tell(&mut tx, by, EventKind::TokenRevoked, &token, format!("ended {}", named(&token)), now).await?;
    Ok(tx.commit().await?)
}

/// Writes the line of history about a token, in its project where it has one.
async fn tell(tx: &mut Tx, by: &Actor, kind: EventKind, token: &Token, told: String, now: Timestamp) -> Result<(), ServiceError> {
    history::append(tx, by, project(token.holder), Line::of(kind, token.id.0, told), now).await
}

const fn project(holder: Holder) -> Option<ProjectId> {
    match holder {
        Holder::Person(_) => None,
        Holder::Project(project) => Some(project),
    }
}

/// What history calls a token.
fn named(token: &Token) -> String {
    let whose = if project(token.holder).is_some() { "project" } else { "personal" };
    format!("the {whose} API token “{}” ({}…)", token.name, token.prefix)
}
