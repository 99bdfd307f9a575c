//! Publishing: a new template, its next version, and taking one out of the offer.

use super::{Head, Withdrawn, categories, purpose, with_program};
use crate::accounts::{Actor, SignedIn, TemplateKeeper};
use crate::history::{self, Line};
use crate::{ServiceError, new_id};
use domain::Timestamp;
use domain::accounts::Scope;
use domain::assessments::Edition;
use domain::history::EventKind;
use domain::templates::{Template, TemplateDiff, TemplateError, diff};
use domain::text::Slug;
use storage::templates::{self, Published};
use storage::{Db, StorageError, Tx};

/// Addresses that pages have; a template of that key would have none.
const PAGES: [&str; 2] = ["new", "schema"];

/// What a text for a new template says; changes nothing. One query.
///
/// # Errors
/// [`ServiceError::Invalid`] where it cannot be read or its key is taken.
pub async fn read_new(db: &Db, _: &SignedIn, text: &str) -> Result<Template, ServiceError> {
    free(&mut db.read().await?, text).await
}

/// Publishes a new template, as TOML or JSON. It is version 1, whatever the text says.
///
/// # Errors
/// As [`read_new`]; [`ServiceError::ScopeMissing`].
pub async fn publish(db: &Db, who: &SignedIn, text: &str, now: Timestamp) -> Result<Template, ServiceError> {
    let actor = who.acting(Scope::Admin)?;
    let mut tx = db.begin().await?;
    let template = free(&mut tx, text).await?;
    let parts = template.parts();
    let head = Head {
        id: new_id(),
        key: parts.key.clone(),
        version: parts.version,
        name: parts.name.clone(),
        purpose: purpose(&template),
        categories: categories(&template),
        owner: who.user().id,
        owner_name: who.user().name.clone(),
        withdrawn: None,
    };
    // Somebody was faster, or an older program had one of this key.
    let unless_taken = |error| if matches!(error, StorageError::Exists) { taken(&head.key) } else { error.into() };
    templates::insert_head(&mut tx, &head).await.map_err(unless_taken)?;
    templates::insert(&mut tx, &template, &published(actor, &template, now)).await.map_err(unless_taken)?;
    let line = Line::of(EventKind::TemplatePublished, head.id, format!("published the template “{}” ({})", head.name, head.key));
    history::append(&mut tx, actor, None, line, now).await?;
    tx.commit().await?;
    Ok(template)
}

/// What differs between the newest version and a text for the next; changes nothing. Two queries.
///
/// # Errors
/// [`ServiceError::Invalid`] where the text cannot be read or has another key.
pub async fn compare(db: &Db, keeper: &TemplateKeeper, text: &str) -> Result<TemplateDiff, ServiceError> {
    let mut tx = db.read().await?;
    let head = head(&mut tx, keeper).await?;
    let next = next(keeper, text, head.version)?;
    Ok(diff(&newest(&mut tx, &head).await?, &next))
}

/// Publishes the next version of a template. It takes the next number, whatever the text says. `seen` is the newest version that
/// the caller knew.
///
/// # Errors
/// As [`compare`]; [`ServiceError::Stale`] where somebody has published another one meanwhile, [`ServiceError::Refused`] where
/// nothing differs or the template is withdrawn.
pub async fn publish_next(db: &Db, keeper: &TemplateKeeper, seen: u32, text: &str, now: Timestamp) -> Result<Template, ServiceError> {
    let mut tx = db.begin().await?;
    let head = head(&mut tx, keeper).await?;
    let template = next(keeper, text, head.version)?;
    if head.version != seen {
        return Err(ServiceError::Stale);
    }
    if head.withdrawn.is_some() {
        return Err(ServiceError::Refused("This template is withdrawn. Offer it again first, then publish.".into()));
    }
    let before = newest(&mut tx, &head).await?;
    if same(&before, &template) {
        let message = format!("Nothing differs from version {seen}. Change something first.");
        return Err(ServiceError::Invalid { field: "text", message });
    }
    let parts = template.parts();
    let (number, key) = (parts.version, parts.key.clone());
    let after =
        Head { version: number, name: parts.name.clone(), purpose: purpose(&template), categories: categories(&template), ..head.clone() };
    templates::update_head(&mut tx, &after, seen).await?;
    match templates::insert(&mut tx, &template, &published(keeper.actor(), &template, now)).await {
        Err(StorageError::Exists) => return Err(ServiceError::Stale),
        other => other?,
    }
    let summary = format!("published version {number} of the template “{}” ({key})", after.name);
    history::append(&mut tx, keeper.actor(), None, Line::of(EventKind::TemplatePublished, head.id, summary), now).await?;
    tx.commit().await?;
    Ok(template)
}

/// Takes a template out of the offer. What was begun with it goes on.
///
/// # Errors
/// [`ServiceError::Stale`] where it is withdrawn already.
pub async fn withdraw(db: &Db, keeper: &TemplateKeeper, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let head = head(&mut tx, keeper).await?;
    let actor = keeper.actor();
    let withdrawn = Withdrawn { at: now, by: actor.author(), by_name: actor.name().clone() };
    templates::withdraw(&mut tx, keeper.key(), &withdrawn).await?;
    let line = Line::of(EventKind::TemplateWithdrawn, head.id, format!("withdrew the template “{}” ({})", head.name, head.key));
    history::append(&mut tx, actor, None, line, now).await?;
    Ok(tx.commit().await?)
}

/// Offers a template again.
///
/// # Errors
/// [`ServiceError::Stale`] where it is offered already.
pub async fn restore(db: &Db, keeper: &TemplateKeeper, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let head = head(&mut tx, keeper).await?;
    templates::restore(&mut tx, keeper.key()).await?;
    let line = Line::of(EventKind::TemplateRestored, head.id, format!("offers the template “{}” ({}) again", head.name, head.key));
    history::append(&mut tx, keeper.actor(), None, line, now).await?;
    Ok(tx.commit().await?)
}

async fn head(tx: &mut Tx, keeper: &TemplateKeeper) -> Result<Head, ServiceError> {
    templates::get_head(tx, keeper.key()).await?.ok_or(ServiceError::NotFound)
}

async fn newest(tx: &mut Tx, head: &Head) -> Result<Template, ServiceError> {
    let edition = Edition { key: head.key.clone(), version: head.version };
    templates::get(tx, &edition).await?.ok_or(ServiceError::NotFound)
}

/// The template of a text whose key nobody has.
async fn free(tx: &mut Tx, text: &str) -> Result<Template, ServiceError> {
    let template = numbered(read(text)?, 1)?;
    let key = &template.parts().key;
    if with_program(key).is_some() {
        let message = format!("“{key}” is the key of a template that comes with Holdpoint. Give yours another one in the field `key`.");
        return Err(ServiceError::Invalid { field: "text", message });
    }
    let known = templates::get_head(tx, key).await?;
    if known.is_some() || PAGES.contains(&key.as_str()) { Err(taken(key)) } else { Ok(template) }
}

fn taken(key: &Slug) -> ServiceError {
    let message = format!("“{key}” is taken as a key already. Give yours another one in the field `key`.");
    ServiceError::Invalid { field: "text", message }
}

fn next(keeper: &TemplateKeeper, text: &str, newest: u32) -> Result<Template, ServiceError> {
    let template = numbered(read(text)?, newest.saturating_add(1))?;
    if template.parts().key == *keeper.key() {
        return Ok(template);
    }
    let message = format!("The key has to stay “{}” in all versions. To publish under another key, make a new template.", keeper.key());
    Err(ServiceError::Invalid { field: "text", message })
}

/// A text that begins with a brace is JSON, any other TOML.
fn read(text: &str) -> Result<Template, ServiceError> {
    if text.trim().is_empty() {
        return Err(ServiceError::invalid("text", "The text", "is empty; paste a template as TOML or JSON"));
    }
    let json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    if json { Template::from_json(text) } else { Template::from_toml(text) }.map_err(|error| unreadable(&error))
}

fn unreadable(error: &TemplateError) -> ServiceError {
    let said = error.to_string();
    ServiceError::Invalid { field: "text", message: format!("The text cannot be used: {}.", said.trim_end().trim_end_matches('.')) }
}

fn numbered(template: Template, version: u32) -> Result<Template, ServiceError> {
    let mut parts = template.into_parts();
    parts.version = version;
    Template::new(parts).map_err(|error| unreadable(&error))
}

/// Whether two versions have the same in the same order.
fn same(before: &Template, after: &Template) -> bool {
    let mut parts = after.parts().clone();
    parts.version = before.parts().version;
    parts == *before.parts()
}

fn published(actor: &Actor, template: &Template, now: Timestamp) -> Published {
    let parts = template.parts();
    Published {
        version: parts.version,
        name: parts.name.clone(),
        author: Some(actor.author()),
        author_name: Some(actor.name().clone()),
        at: now,
    }
}
