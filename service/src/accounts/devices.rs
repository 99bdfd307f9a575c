//! Where a person is signed in, and ending that from elsewhere.

use super::proofs::{Admin, Person};
use crate::history::Line;
use crate::{Page, PageNumber, ServiceError, history};
use domain::Timestamp;
use domain::accounts::Device;
use domain::history::EventKind;
use domain::ids::{SessionId, UserId};
use storage::Db;
use storage::accounts::sessions::{self, Seen};
use storage::accounts::users;

/// One's own sessions, those used last first: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list_sessions(db: &Db, who: &Person, page: PageNumber, now: Timestamp) -> Result<Page<Seen>, ServiceError> {
    const SIZE: u32 = 20;
    let (mut tx, user) = (db.read().await?, who.user().id);
    let rows = sessions::list_of_user(&mut tx, user, now, page.window(SIZE)).await?;
    Ok(Page::new(rows, sessions::count_of_user(&mut tx, user, now).await?, page, SIZE))
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`ServiceError::NotFound`] where it is nobody's any more, or somebody else's.
pub async fn end_session(db: &Db, who: &Person, session: SessionId, now: Timestamp) -> Result<(), ServiceError> {
    let (mut tx, user) = (db.begin().await?, who.user().id);
    let known = sessions::list_of_user(&mut tx, user, now, storage::Window::first(MOST)).await?;
    if sessions::delete_one_of_user(&mut tx, user, session).await? == 0 {
        return Err(ServiceError::NotFound);
    }
    let with = known.iter().find(|seen| seen.device.session == session).map(|seen| Device::words(&seen.device.agent));
    let summary = with.map_or_else(|| "ended a session".to_owned(), |with| format!("ended a session ({with})"));
    history::append(&mut tx, &who.actor(), None, Line::of(EventKind::SessionEnded, user.0, summary), now).await?;
    Ok(tx.commit().await?)
}

/// So many sessions are looked at for the name of one.
const MOST: i64 = 500;

/// Ends all of one's own sessions but the one that is at hand; how many those were.
///
/// # Errors
/// Where the database fails.
pub async fn end_other_sessions(db: &Db, who: &Person, kept: SessionId, now: Timestamp) -> Result<u64, ServiceError> {
    let (mut tx, user) = (db.begin().await?, who.user().id);
    let ended = sessions::delete_others_of_user(&mut tx, user, kept).await?;
    if ended > 0 {
        let summary = format!("ended {}", counted(ended, "other session"));
        history::append(&mut tx, &who.actor(), None, Line::of(EventKind::SessionEnded, user.0, summary), now).await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Ends all sessions of somebody.
///
/// # Errors
/// [`ServiceError::NotFound`] where there is no such person.
pub async fn end_all_sessions(db: &Db, by: &Admin, user: UserId, now: Timestamp) -> Result<u64, ServiceError> {
    let mut tx = db.begin().await?;
    let person = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    let ended = sessions::delete_of_user(&mut tx, user).await?;
    if ended > 0 {
        let summary = format!("ended {} of {}", counted(ended, "session"), person.email);
        history::append(&mut tx, by.actor(), None, Line::of(EventKind::SessionEnded, user.0, summary), now).await?;
    }
    tx.commit().await?;
    Ok(ended)
}

fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{count} {what}s") }
}
