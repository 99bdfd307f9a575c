//! The log as administrators read it.

use crate::ServiceError;
use crate::accounts::Admin;
use domain::Timestamp;
use domain::accounts::{Email, User};
use domain::audit::Group;
use domain::history::{EventKind, Via};
use domain::ids::UserId;
use domain::text::Slug;
use std::net::IpAddr;
use storage::accounts::users;
use storage::audit::{self, Cursor, Entry, Filter};
use storage::{Db, Tx, projects};

/// Lines on a page.
const PAGE: i64 = 50;

/// What somebody asks of the log, as it was typed; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// A group (`security`) or a kind (`member.set`).
    pub kind: String,
    /// A person: the e-mail address, or the identity of one whose account is gone.
    pub person: String,
    /// A project, by its name in addresses.
    pub project: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// A door.
    pub via: String,
    /// An address of a client.
    pub address: String,
    /// A text in the sentence.
    pub text: String,
}

impl Asked {
    /// Whether everything is asked for.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// What the filter says of what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The person, where one is asked for and has an account.
    pub person: Option<User>,
}

/// A page of the log.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The lines, newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins, where there is one.
    pub next: Option<Cursor>,
    /// What the filter says.
    pub words: Words,
}

/// Lines of the log, newest first, after a place: at most four queries.
///
/// # Errors
/// [`ServiceError::Invalid`] for what cannot be asked.
pub async fn lines(db: &Db, _: &Admin, asked: &Asked, after: Option<Cursor>) -> Result<Listed, ServiceError> {
    let mut tx = db.read().await?;
    let (filter, words) = filter(&mut tx, asked).await?;
    let mut entries = audit::list(&mut tx, &filter, after.unwrap_or_else(newest), PAGE + 1).await?;
    let more = entries.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        entries.pop();
    }
    let next = if more { entries.last().map(Entry::place) } else { None };
    Ok(Listed { entries, next, words })
}

/// The place before all lines.
pub(super) fn newest() -> Cursor {
    Cursor::before(Timestamp::for_ever())
}

/// From what was typed to what is looked for.
pub(super) async fn filter(tx: &mut Tx, asked: &Asked) -> Result<(Filter, Words), ServiceError> {
    let mut filter = Filter { text: asked.text.trim().to_owned(), ..Filter::default() };
    let mut words = Words::default();
    let kind = asked.kind.trim();
    if !kind.is_empty() {
        filter.group = Group::from_word(kind);
        filter.kind = EventKind::from_word(kind);
        if filter.group.is_none() && filter.kind.is_none() {
            return Err(ServiceError::invalid("kind", "The kind", "is none; choose one of the list"));
        }
    }
    let person = asked.person.trim();
    if !person.is_empty() {
        (filter.actor, words.person) = who(tx, person).await?;
    }
    let project = asked.project.trim();
    if !project.is_empty() {
        let slug: Option<Slug> = project.parse().ok();
        let found = match &slug {
            Some(slug) => projects::get(tx, slug).await?,
            None => None,
        };
        let found = found.ok_or_else(|| ServiceError::invalid("project", "The project", "is none; type its name as addresses have it"))?;
        filter.project = Some(found.id);
    }
    filter.from = crate::input::day("from", &asked.from)?.map(Timestamp::start_of);
    let last = crate::input::day("to", &asked.to)?;
    filter.until = last.and_then(|day| day.plus_days(1)).map(Timestamp::start_of);
    let via = asked.via.trim();
    if !via.is_empty() {
        let found = Via::from_word(via).ok_or_else(|| ServiceError::invalid("via", "The door", "is none; choose one of the list"))?;
        filter.via = Some(found);
    }
    let address = asked.address.trim();
    if !address.is_empty() {
        let found: IpAddr = address
            .parse()
            .map_err(|_| ServiceError::invalid("address", "The address", "is none; type it whole, as 192.0.2.7 or 2001:db8::7"))?;
        filter.address = Some(found);
    }
    Ok((filter, words))
}

async fn who(tx: &mut Tx, person: &str) -> Result<(Option<UserId>, Option<User>), ServiceError> {
    if let Ok(id) = person.parse::<UserId>() {
        return Ok((Some(id), users::get(tx, id).await?));
    }
    let email: Option<Email> = person.parse().ok();
    let found = match &email {
        Some(email) => users::get_by_email(tx, email).await?,
        None => None,
    };
    let found = found.ok_or_else(|| {
        ServiceError::invalid("person", "The person", "has no account here; type the e-mail address, or choose a name in a line")
    })?;
    Ok((Some(found.id), Some(found)))
}
