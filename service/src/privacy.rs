//! What is held about a person: handed out to them, and erased.

use crate::accounts::{Actor, Admin, Hasher, Person, confirm_password};
use crate::history::Line;
use crate::keys::Keyring;
use crate::{ServiceError, audit, history};
use domain::Timestamp;
use domain::accounts::{Email, Password, User};
use domain::audit::Forgotten;
use domain::history::EventKind;
use domain::ids::UserId;
use domain::privacy::{former, is_erased};
use domain::records::Change;
use futures_util::stream::{Stream, try_unfold};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::pin::Pin;
use storage::accounts::users;
use storage::privacy::{self, Section};
use storage::{Db, Tx};
use uuid::Uuid;

/// How many rows of a part are in memory at once.
const AT_ONCE: i64 = 500;

/// What a page has to know of an account before it is erased.
#[derive(Clone, Debug)]
pub struct Erasable {
    /// The account.
    pub user: User,
    /// Why it cannot be erased.
    pub hindrance: Option<String>,
}

/// The file with what is held about a person, piece by piece.
pub type Held = Pin<Box<dyn Stream<Item = Result<String, ServiceError>> + Send>>;

/// Notes that a person takes their data along, and gives the file: one JSON document, however much there is.
///
/// # Errors
/// Where the database fails.
pub async fn held(db: &Db, who: &Person, now: Timestamp) -> Result<Held, ServiceError> {
    let mut tx = db.begin().await?;
    let line = Line::of(EventKind::UserDataExported, who.user().id.0, "took their own data along".into());
    history::append(&mut tx, &who.actor(), None, line, now).await?;
    tx.commit().await?;
    let part = Some(Part::Head(head(who.user(), now)?));
    Ok(Box::pin(try_unfold(Reading { db: db.clone(), user: who.user().id, part }, Reading::next)))
}

fn head(user: &User, now: Timestamp) -> Result<String, ServiceError> {
    let account = json!({
        "id": user.id.to_string(), "name": user.name.as_str(), "email": user.email.as_str(), "administrator": user.admin,
        "created_at": told(user.created_at), "deactivated_at": user.deactivated_at.map(told),
    });
    Ok(format!("{{\n\"format\": \"holdpoint.person/1\",\n\"made_at\": {},\n\"account\": {}", text(&json!(told(now)))?, text(&account)?))
}

fn told(at: Timestamp) -> String {
    at.to_utc().to_rfc3339()
}

fn text(value: &Value) -> Result<String, ServiceError> {
    serde_json::to_string(value).map_err(|_| ServiceError::Internal("what is held about a person cannot be written"))
}

/// How far the file is written.
struct Reading {
    db: Db,
    user: UserId,
    part: Option<Part>,
}

enum Part {
    Head(String),
    /// Which of the sections, and after which of its rows.
    Rows(usize, Option<Uuid>),
}

impl Reading {
    async fn next(mut self) -> Result<Option<(String, Self)>, ServiceError> {
        let (at, after) = match self.part.take() {
            None => return Ok(None),
            Some(Part::Head(head)) => {
                self.part = Some(Part::Rows(0, None));
                return Ok(Some((head, self)));
            }
            Some(Part::Rows(at, after)) => (at, after),
        };
        let Some(section) = Section::ALL.get(at).copied() else { return Ok(Some(("\n}\n".into(), self))) };
        let rows = privacy::page(&mut self.db.read().await?, section, self.user, after.unwrap_or_default(), AT_ONCE).await?;
        let mut piece = String::new();
        if after.is_none() {
            // Writing to a string cannot fail.
            let _ = write!(piece, ",\n\"{}\": [", section.name());
        }
        for (place, (_, row)) in rows.iter().enumerate() {
            piece.push_str(if after.is_none() && place == 0 { "\n" } else { ",\n" });
            piece.push_str(&text(row)?);
        }
        let full = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= AT_ONCE;
        let last = rows.last().map(|(id, _)| *id).filter(|id| full && *id != Uuid::max());
        if last.is_none() {
            piece.push(']');
        }
        self.part = Some(last.map_or(Part::Rows(at + 1, None), |last| Part::Rows(at, Some(last))));
        Ok(Some((piece, self)))
    }
}

/// An account that an administrator may want to erase.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn erasable(db: &Db, _: &Admin, user: UserId) -> Result<Erasable, ServiceError> {
    looked_at(&mut db.read().await?, user).await
}

/// One's own account, which one may want to erase.
///
/// # Errors
/// As [`erasable`].
pub async fn erasable_own(db: &Db, who: &Person) -> Result<Erasable, ServiceError> {
    looked_at(&mut db.read().await?, who.user().id).await
}

async fn looked_at(tx: &mut Tx, user: UserId) -> Result<Erasable, ServiceError> {
    let user = users::get(tx, user).await?.ok_or(ServiceError::NotFound)?;
    let hindrance = hindrance(tx, &user).await?;
    Ok(Erasable { user, hindrance })
}

async fn hindrance(tx: &mut Tx, user: &User) -> Result<Option<String>, ServiceError> {
    if is_erased(user.email.as_str()) {
        return Ok(Some("This account is erased already.".into()));
    }
    if user.admin && privacy::other_administrators(tx, user.id).await? == 0 {
        return Ok(Some("This is the last administrator. Make somebody else one first.".into()));
    }
    Ok(None)
}

/// Erases the account of somebody: what they did stays, and says no longer who did it; `keys` sign the lines of the log that lose their
/// texts. It cannot be taken back, so the address of the
/// account has to be typed.
///
/// # Errors
/// [`ServiceError::NotFound`]; [`ServiceError::Invalid`] where something else was typed; [`ServiceError::Refused`] for the last
/// administrator and for an account that is erased.
pub async fn erase(db: &Db, keys: &Keyring, by: &Admin, user: UserId, typed: &str, now: Timestamp) -> Result<(), ServiceError> {
    erased(db, keys, by.actor(), user, typed, now).await
}

/// Erases one's own account.
///
/// # Errors
/// As [`erase`]; [`ServiceError::Invalid`] where the password is wrong, [`ServiceError::SlowDown`] after too many wrong ones.
pub async fn erase_own(
    db: &Db,
    hasher: &Hasher,
    keys: &Keyring,
    who: &Person,
    password: Password,
    typed: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    confirm_password(db, hasher, who, password, now).await?;
    erased(db, keys, &who.actor(), who.user().id, typed, now).await
}

/// The names that an account had, each with since when and until when.
fn names_in_time<'a>(told: &'a [(Timestamp, Change)], present: &'a str, now: Timestamp) -> Vec<(&'a str, Timestamp, Timestamp)> {
    let mut from = Timestamp::from(chrono::DateTime::UNIX_EPOCH);
    let mut names = Vec::new();
    for (at, change) in told.iter().filter(|(_, change)| change.field == "Name" && !change.before.is_empty()) {
        names.push((change.before.as_str(), from, *at));
        from = *at;
    }
    names.push((present, from, now));
    names
}

async fn erased(db: &Db, keys: &Keyring, actor: &Actor, user: UserId, typed: &str, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let Erasable { user, hindrance } = looked_at(&mut tx, user).await?;
    if let Some(hindrance) = hindrance {
        return Err(ServiceError::Refused(hindrance));
    }
    if typed.parse::<Email>().ok().as_ref() != Some(&user.email) {
        return Err(ServiceError::invalid("confirm", "What you typed", format!("is not the address of this account, {}", user.email)));
    }
    let told = privacy::changes_of_account(&mut tx, user.id).await?;
    let changes: Vec<Change> = told.iter().map(|(_, change)| change.clone()).collect();
    let (former_names, former_addresses) = former(&changes);
    let names = privacy::names(&mut tx, user.id).await?;
    let names: BTreeSet<&str> = names.iter().map(String::as_str).chain(former_names).collect();
    let mut own = Vec::new();
    for name in names {
        if !privacy::is_shared(&mut tx, user.id, name).await? {
            own.push(name);
        }
    }
    let mut addresses = vec![user.email.as_str()];
    for address in former_addresses {
        if address != user.email.as_str() && !privacy::is_taken(&mut tx, user.id, address).await? {
            addresses.push(address);
        }
    }
    let line = Line::of(EventKind::UserErased, user.id.0, "erased an account".into());
    history::append(&mut tx, actor, None, line, now).await?;
    for name in &own {
        privacy::replace_alone(&mut tx, user.id, name).await?;
    }
    privacy::delete_belongings(&mut tx, user.id).await?;
    for address in &addresses {
        privacy::delete_of_address(&mut tx, address).await?;
    }
    privacy::replace_beside_id(&mut tx, user.id).await?;
    // A name that another account has too may be theirs in what lines tell; the addresses are nobody else's.
    own.extend(&addresses);
    privacy::replace_in_comments(&mut tx, user.id, &own).await?;
    let email = user.email.as_str();
    for (name, from, until) in names_in_time(&told, user.name.as_str(), now) {
        audit::redact(&mut tx, keys, &Forgotten { person: user.id, name, from, until, email }).await?;
    }
    for address in &addresses {
        audit::redact(&mut tx, keys, &Forgotten { person: user.id, name: address, from: now, until: now, email: address }).await?;
    }
    privacy::empty_account(&mut tx, user.id, now).await?;
    privacy::tidy_index(&mut tx).await?;
    Ok(tx.commit().await?)
}
