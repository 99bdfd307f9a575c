//! Whose reports these are.

use crate::accounts::{Admin, SignedIn};
use crate::exchange::off_thread;
use crate::history::{self, Line};
use crate::{ServiceError, input};
use domain::digest::sha256;
use domain::exports::{Logo, LogoError, Organisation};
use domain::history::EventKind;
use domain::records::Change;
use domain::{Timestamp, Version};
use storage::{Db, organisation as kept};

/// What an administrator says about the organisation.
#[derive(Clone, Debug, Default)]
pub struct OrganisationForm {
    /// Its name.
    pub name: String,
    /// A new logo; `None` leaves it as it is.
    pub logo: Option<Vec<u8>>,
    /// Whether the logo is taken away.
    pub without_logo: bool,
}

/// The organisation; `None` where nobody said whose reports these are.
///
/// # Errors
/// Where the database fails.
pub async fn organisation(db: &Db, _who: &SignedIn) -> Result<Option<Organisation>, ServiceError> {
    Ok(kept::get(&mut db.read().await?).await?)
}

/// Says whose reports these are. `seen` is the version that was looked at; `None` where there was none.
///
/// # Errors
/// [`ServiceError::Invalid`] for a name or picture that cannot be used, [`ServiceError::Stale`].
pub async fn change(db: &Db, admin: &Admin, seen: Option<Version>, form: OrganisationForm, now: Timestamp) -> Result<(), ServiceError> {
    let name = input::title("name", "The name", &form.name)?;
    let given = form.logo.map(Logo::read).transpose().map_err(|error| ServiceError::invalid("logo", "The logo", error))?;
    if let Some(logo) = &given {
        let picture = logo.clone();
        let checked = off_thread(move || paper::check_logo(picture.bytes(), picture.media())).await?;
        checked.map_err(|_| ServiceError::invalid("logo", "The logo", LogoError::Broken))?;
    }
    let mut tx = db.begin().await?;
    let before = kept::get(&mut tx).await?;
    if before.as_ref().map(|before| before.version) != seen {
        return Err(ServiceError::Stale);
    }
    let had = before.as_ref().map(|before| (before.name.to_string(), before.logo.as_ref().map(fingerprint)));
    let logo = if form.without_logo { None } else { given.or_else(|| before.and_then(|before| before.logo)) };
    let (name_before, logo_before) = had.unwrap_or_default();
    let after = [
        ("Name", name_before, name.to_string()),
        ("Logo", logo_before.unwrap_or_default(), logo.as_ref().map(fingerprint).unwrap_or_default()),
    ];
    let changes = after.into_iter().filter(|(_, before, after)| before != after);
    let changes = changes.map(|(field, before, after)| Change { field: field.into(), before, after }).collect();
    let version = seen.map_or(Version::FIRST, Version::next);
    let told = format!("set the organisation to “{name}”{}", if logo.is_some() { " with a logo" } else { "" });
    kept::set(&mut tx, &Organisation { name, logo, version }, seen).await?;
    // It has no identity of its own: there is one.
    let line = Line::of(EventKind::OrganisationChanged, uuid::Uuid::nil(), told).with(changes);
    history::append(&mut tx, admin.actor(), None, line, now).await?;
    Ok(tx.commit().await?)
}

/// A picture in a line of history.
fn fingerprint(logo: &Logo) -> String {
    format!("{} bytes, SHA-256 {}", logo.bytes().len(), sha256(logo.bytes()))
}
