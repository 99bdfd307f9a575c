//! What people say about records. Everybody who may read a project may speak in it.

use crate::accounts::{Speaker, Viewer};
use crate::history::{self, Line};
use crate::{ServiceError, new_id, people};
use domain::comments::{Comment, body};
use domain::history::EventKind;
use domain::ids::{CommentId, UserId};
use domain::markdown::spoken;
use domain::people::mentioned;
use domain::records::{Change, RecordRef};
use domain::text::Markdown;
use domain::{Timestamp, Version};
use storage::{Db, Tx, comments, records};

/// So many comments stand on a page.
pub(crate) const PAGE: u32 = 50;

/// Where a comment stands: what it is about, and on which page of the talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The record.
    pub record: RecordRef,
    /// The page, from 1.
    pub page: u32,
}

/// Where a comment stands now: two queries.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn place(db: &Db, viewer: &Viewer, id: CommentId) -> Result<Place, ServiceError> {
    let mut tx = db.read().await?;
    let comment = comments::find(&mut tx, viewer.id(), id).await?;
    let until = comments::count_until(&mut tx, viewer.id(), comment.record, id).await?;
    let page = u64::try_from(until).unwrap_or_default().div_ceil(u64::from(PAGE)).max(1);
    Ok(Place { record: comment.record, page: page.try_into().unwrap_or(u32::MAX) })
}

/// Says something about a record; who is named with `@Name` finds it in the list of their own work.
///
/// # Errors
/// [`ServiceError::Invalid`] for an empty or overlong text, [`ServiceError::NotFound`] where there is no such record.
pub async fn add(db: &Db, speaker: &Speaker, record: RecordRef, text: &str, now: Timestamp) -> Result<Comment, ServiceError> {
    let (author, body) = (person(speaker)?, read(text)?);
    let mut tx = db.begin().await?;
    let named = records::find(&mut tx, speaker.id(), record).await?;
    if named.deleted_at.is_some() {
        return Err(ServiceError::NotFound);
    }
    let comment = Comment {
        id: new_id(),
        project: speaker.id(),
        record,
        author,
        author_name: speaker.actor().name().clone(),
        created_at: now,
        edited_at: None,
        version: Version::FIRST,
        body,
    };
    let called = mentioned(&spoken(comment.body.as_str()), &people::known(&mut tx, speaker).await?);
    comments::insert(&mut tx, &comment, &called).await?;
    tell(&mut tx, speaker, &comment, EventKind::CommentAdded, "commented on", now).await?;
    tx.commit().await?;
    Ok(comment)
}

/// Changes one's own words. `version` is the one the caller saw.
///
/// # Errors
/// As [`add`]; [`ServiceError::Refused`] for the words of others, [`ServiceError::Stale`].
pub async fn change(
    db: &Db,
    speaker: &Speaker,
    id: CommentId,
    version: Version,
    text: &str,
    now: Timestamp,
) -> Result<Comment, ServiceError> {
    let (author, body) = (person(speaker)?, read(text)?);
    let mut tx = db.begin().await?;
    let comment = own(&mut tx, speaker, author, id).await?;
    let told = Change { field: "Comment".into(), before: comment.body.into(), after: body.clone().into() };
    let comment = Comment { body, edited_at: Some(now), version: version.next(), ..comment };
    let called = mentioned(&spoken(comment.body.as_str()), &people::known(&mut tx, speaker).await?);
    comments::update(&mut tx, &comment, &called, version).await?;
    let line = line(&mut tx, speaker, &comment, EventKind::CommentChanged, "changed a comment on").await?;
    history::tell_of(&mut tx, speaker, line.with(vec![told]), now).await?;
    tx.commit().await?;
    Ok(comment)
}

/// Takes one's own words back. `version` is the one the caller saw.
///
/// # Errors
/// As [`change`].
pub async fn delete(db: &Db, speaker: &Speaker, id: CommentId, version: Version, now: Timestamp) -> Result<Comment, ServiceError> {
    let author = person(speaker)?;
    let mut tx = db.begin().await?;
    let comment = own(&mut tx, speaker, author, id).await?;
    comments::delete(&mut tx, id, version, now).await?;
    tell(&mut tx, speaker, &comment, EventKind::CommentDeleted, "took back a comment on", now).await?;
    tx.commit().await?;
    Ok(comment)
}

/// Brings back one's own words that one took back: the undo of [`delete`].
///
/// # Errors
/// As [`delete`]; [`ServiceError::Stale`] where they are back already or are somebody else's.
pub async fn restore(db: &Db, speaker: &Speaker, id: CommentId, now: Timestamp) -> Result<Comment, ServiceError> {
    let author = person(speaker)?;
    let mut tx = db.begin().await?;
    comments::restore(&mut tx, speaker.id(), author, id).await?;
    let comment = comments::find(&mut tx, speaker.id(), id).await?;
    tell(&mut tx, speaker, &comment, EventKind::CommentAdded, "brought back a comment on", now).await?;
    tx.commit().await?;
    Ok(comment)
}

/// One's own comment, for its form.
///
/// # Errors
/// As [`change`].
pub async fn find_own(db: &Db, speaker: &Speaker, id: CommentId) -> Result<Comment, ServiceError> {
    let author = person(speaker)?;
    own(&mut db.read().await?, speaker, author, id).await
}

fn read(text: &str) -> Result<Markdown, ServiceError> {
    body(text).map_err(|error| ServiceError::invalid("comment", "The comment", error))
}

fn person(speaker: &Speaker) -> Result<UserId, ServiceError> {
    speaker.actor().user().ok_or_else(|| ServiceError::Refused("A comment needs a person: please sign in.".into()))
}

async fn own(tx: &mut Tx, speaker: &Speaker, author: UserId, id: CommentId) -> Result<Comment, ServiceError> {
    let comment = comments::find(tx, speaker.id(), id).await?;
    let own = comment.author == author;
    own.then_some(comment)
        .ok_or_else(|| ServiceError::Refused("Only who wrote a comment can change it. Answer with one of your own.".into()))
}

async fn tell(tx: &mut Tx, speaker: &Speaker, comment: &Comment, kind: EventKind, verb: &str, now: Timestamp) -> Result<(), ServiceError> {
    let line = line(tx, speaker, comment, kind, verb).await?;
    history::tell_of(tx, speaker, line, now).await
}

async fn line(tx: &mut Tx, speaker: &Speaker, comment: &Comment, kind: EventKind, verb: &str) -> Result<Line, ServiceError> {
    let named = records::find(tx, speaker.id(), comment.record).await?;
    let summary = format!("{verb} the {} “{}”", comment.record.kind.noun(), named.title);
    Ok(Line::new(kind, comment.record, summary))
}
