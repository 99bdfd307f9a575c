//! Templates: each published version for good, and whose a template is.

use crate::error::changed_one;
use crate::values::{Moment, moment, parsed, parsed_some};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::assessments::Edition;
use domain::ids::UserId;
use domain::templates::Template;
use domain::text::{Slug, Title};
use uuid::Uuid;

/// A template of a team: its newest version in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// For the history, whose lines are about identities.
    pub id: Uuid,
    /// Names it in addresses.
    pub key: Slug,
    /// The newest version.
    pub version: u32,
    /// As shown.
    pub name: Title,
    /// What it is for, in one line; may be empty.
    pub purpose: String,
    /// How many categories it has.
    pub categories: u32,
    /// Whose it is.
    pub owner: UserId,
    /// The name of that person.
    pub owner_name: Title,
    /// Since when it is no longer offered, and who said so.
    pub withdrawn: Option<Withdrawn>,
}

/// That a template is no longer offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Since when.
    pub at: Timestamp,
    /// Who said so.
    pub by: UserId,
    /// The name of that person.
    pub by_name: Title,
}

/// Who published a version and when; nobody, where it comes with the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Which version.
    pub version: u32,
    /// What the template was called in it.
    pub name: Title,
    /// Who published it.
    pub author: Option<UserId>,
    /// The name of that person.
    pub author_name: Option<Title>,
    /// When, or when it was first used where it comes with the program.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    id: Uuid,
    key: String,
    version: i64,
    name: String,
    purpose: String,
    categories: i64,
    owner_id: Uuid,
    owner_name: String,
    withdrawn_at: Option<Moment>,
    withdrawn_by: Option<Uuid>,
    withdrawn_by_name: Option<String>,
}

impl HeadRow {
    fn head(self) -> Result<Head, StorageError> {
        let withdrawn = match (self.withdrawn_at, self.withdrawn_by, self.withdrawn_by_name) {
            (None, None, None) => None,
            (Some(at), Some(by), Some(name)) => {
                Some(Withdrawn { at: at.into(), by: UserId(by), by_name: parsed(&name, "template_keys.withdrawn_by_name")? })
            }
            _ => return Err(StorageError::Corrupt("template_keys.withdrawn_…")),
        };
        Ok(Head {
            id: self.id,
            key: parsed(&self.key, "template_keys.key")?,
            version: number(self.version, "template_keys.version")?,
            name: parsed(&self.name, "template_keys.name")?,
            purpose: self.purpose,
            categories: number(self.categories, "template_keys.categories")?,
            owner: UserId(self.owner_id),
            owner_name: parsed(&self.owner_name, "template_keys.owner_name")?,
            withdrawn,
        })
    }
}

fn number(count: i64, column: &'static str) -> Result<u32, StorageError> {
    count.try_into().map_err(|_| StorageError::Corrupt(column))
}

/// Keeps a version for good. [`StorageError::Exists`] where there is one of that number.
pub async fn insert(tx: &mut Tx, template: &Template, published: &Published) -> Result<(), StorageError> {
    let sql = "INSERT INTO templates (key, version, name, document, built_in, author_id, author_name, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (key, document) = (template.parts().key.as_str(), written(template)?);
    let (name, author, by) = (published.name.as_str(), published.author.map(|id| id.0), published.author_name.as_ref().map(Title::as_str));
    let version = i64::from(published.version);
    run!(tx, sql, key, version, name, document, author.is_none(), author, by, published.at.to_utc()).map(drop)
}

/// Keeps a version that comes with the program, unless it is kept already.
pub async fn keep(tx: &mut Tx, template: &Template, now: Timestamp) -> Result<(), StorageError> {
    let sql = "INSERT INTO templates (key, version, name, document, built_in, created_at) VALUES ($1, $2, $3, $4, TRUE, $5) \
               ON CONFLICT (key, version) DO NOTHING";
    let (parts, document) = (template.parts(), written(template)?);
    run!(tx, sql, parts.key.as_str(), i64::from(parts.version), parts.name.as_str(), document, now.to_utc()).map(drop)
}

fn written(template: &Template) -> Result<String, StorageError> {
    serde_json::to_string(template).map_err(|_| StorageError::Corrupt("templates.document"))
}

/// One version, where it is kept.
pub async fn get(tx: &mut Tx, edition: &Edition) -> Result<Option<Template>, StorageError> {
    let sql = "SELECT document FROM templates WHERE key = $1 AND version = $2";
    let found = maybe!(tx, (String,), sql, edition.key.as_str(), i64::from(edition.version))?;
    found.map(|(text,)| serde_json::from_str(&text).map_err(|_| StorageError::Corrupt("templates.document"))).transpose()
}

/// The versions of a template that are kept, newest first.
pub async fn list_versions(tx: &mut Tx, key: &Slug, window: Window) -> Result<Vec<Published>, StorageError> {
    let sql =
        "SELECT version, name, author_id, author_name, created_at FROM templates WHERE key = $1 ORDER BY version DESC LIMIT $2 OFFSET $3";
    let rows = all!(tx, (i64, String, Option<Uuid>, Option<String>, Moment), sql, key.as_str(), window.limit, window.offset)?;
    rows.into_iter()
        .map(|(version, name, author, by, at)| {
            Ok(Published {
                version: number(version, "templates.version")?,
                name: parsed(&name, "templates.name")?,
                author: author.map(UserId),
                author_name: parsed_some(by.as_deref(), "templates.author_name")?,
                at: at.into(),
            })
        })
        .collect()
}

/// Takes a key for a new template. [`StorageError::Exists`] where somebody has it.
pub async fn insert_head(tx: &mut Tx, head: &Head) -> Result<(), StorageError> {
    let sql = "INSERT INTO template_keys (key, id, version, name, purpose, categories, owner_id, owner_name) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (version, categories) = (i64::from(head.version), i64::from(head.categories));
    let (key, name, owner) = (head.key.as_str(), head.name.as_str(), head.owner_name.as_str());
    run!(tx, sql, key, head.id, version, name, &head.purpose, categories, head.owner.0, owner).map(drop)
}

/// Says what the newest version is, which was still `seen`.
pub async fn update_head(tx: &mut Tx, head: &Head, seen: u32) -> Result<(), StorageError> {
    let sql = "UPDATE template_keys SET version = $3, name = $4, purpose = $5, categories = $6 WHERE key = $1 AND version = $2";
    let (version, categories) = (i64::from(head.version), i64::from(head.categories));
    changed_one(run!(tx, sql, head.key.as_str(), i64::from(seen), version, head.name.as_str(), &head.purpose, categories)?)
}

/// The template of a team with this key.
pub async fn get_head(tx: &mut Tx, key: &Slug) -> Result<Option<Head>, StorageError> {
    let sql = "SELECT id, key, version, name, purpose, categories, owner_id, owner_name, withdrawn_at, withdrawn_by, withdrawn_by_name \
               FROM template_keys WHERE key = $1";
    maybe!(tx, HeadRow, sql, key.as_str())?.map(HeadRow::head).transpose()
}

/// The templates of teams by name: those that are offered, or those that were withdrawn.
pub async fn list(tx: &mut Tx, withdrawn: bool, window: Window) -> Result<Vec<Head>, StorageError> {
    let offered = "SELECT id, key, version, name, purpose, categories, owner_id, owner_name, withdrawn_at, withdrawn_by, withdrawn_by_name \
                   FROM template_keys WHERE withdrawn_at IS NULL ORDER BY name, key LIMIT $1 OFFSET $2";
    let gone = "SELECT id, key, version, name, purpose, categories, owner_id, owner_name, withdrawn_at, withdrawn_by, withdrawn_by_name \
                FROM template_keys WHERE withdrawn_at IS NOT NULL ORDER BY name, key LIMIT $1 OFFSET $2";
    let rows = all!(tx, HeadRow, if withdrawn { gone } else { offered }, window.limit, window.offset)?;
    rows.into_iter().map(HeadRow::head).collect()
}

/// How many templates of teams are offered, and how many were withdrawn.
pub async fn count(tx: &mut Tx) -> Result<(i64, i64), StorageError> {
    let sql = "SELECT (SELECT COUNT(*) FROM template_keys WHERE withdrawn_at IS NULL), \
               (SELECT COUNT(*) FROM template_keys WHERE withdrawn_at IS NOT NULL)";
    one!(tx, (i64, i64), sql)
}

/// Says that a template is no longer offered. [`StorageError::Stale`] where that was said already.
pub async fn withdraw(tx: &mut Tx, key: &Slug, withdrawn: &Withdrawn) -> Result<(), StorageError> {
    let sql =
        "UPDATE template_keys SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_by_name = $4 WHERE key = $1 AND withdrawn_at IS NULL";
    let at = moment(Some(withdrawn.at));
    changed_one(run!(tx, sql, key.as_str(), at, withdrawn.by.0, withdrawn.by_name.as_str())?)
}

/// Says that a template is offered again. [`StorageError::Stale`] where it is already.
pub async fn restore(tx: &mut Tx, key: &Slug) -> Result<(), StorageError> {
    let sql = "UPDATE template_keys SET withdrawn_at = NULL, withdrawn_by = NULL, withdrawn_by_name = NULL \
               WHERE key = $1 AND withdrawn_at IS NOT NULL";
    changed_one(run!(tx, sql, key.as_str())?)
}
