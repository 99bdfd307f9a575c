//! Projects and their tags.

pub mod gates;
pub mod rules;

use crate::error::changed_one;
use crate::values::{Json, Moment, moment, parsed};
use crate::{StorageError, Tx, portfolio};
use domain::Version;
use domain::gates::Gates;
use domain::ids::ProjectId;
use domain::projects::{Project, Words};
use domain::scoring::ScoringRule;
use domain::text::{Slug, Tag};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    slug: String,
    name: String,
    description: String,
    rule: Json<ScoringRule>,
    words: Option<Json<Words>>,
    gates: Option<Json<Gates>>,
    archived_at: Option<Moment>,
    created_at: Moment,
    version: i64,
    tags: Option<String>,
}

impl Row {
    pub(crate) fn project(self) -> Result<Project, StorageError> {
        let mut tags = self
            .tags
            .as_deref()
            .unwrap_or("")
            .split_whitespace()
            .map(|tag| parsed(tag, "project_tags.tag"))
            .collect::<Result<Vec<Tag>, _>>()?;
        tags.sort();
        Ok(Project {
            id: ProjectId(self.id),
            slug: parsed(&self.slug, "projects.slug")?,
            name: parsed(&self.name, "projects.name")?,
            description: parsed(&self.description, "projects.description")?,
            tags,
            rule: self.rule.0,
            words: self.words.map(|words| words.0).unwrap_or_default(),
            gates: self.gates.map(|gates| gates.0).unwrap_or_default(),
            archived_at: self.archived_at.map(Into::into),
            created_at: self.created_at.into(),
            version: Version(self.version),
        })
    }
}

/// The project with this name in addresses.
pub async fn get(tx: &mut Tx, slug: &Slug) -> Result<Option<Project>, StorageError> {
    let sql = "SELECT p.id, p.slug, p.name, p.description, p.rule, p.words, p.gates, p.archived_at, p.created_at, p.version, \
               (SELECT string_agg(t.tag, ' ') FROM project_tags t WHERE t.project_id = p.id) AS tags FROM projects p WHERE p.slug = $1";
    maybe!(tx, Row, sql, slug.as_str())?.map(Row::project).transpose()
}

/// The project with this identity.
pub async fn find(tx: &mut Tx, id: ProjectId) -> Result<Project, StorageError> {
    let sql = "SELECT p.id, p.slug, p.name, p.description, p.rule, p.words, p.gates, p.archived_at, p.created_at, p.version, \
               (SELECT string_agg(t.tag, ' ') FROM project_tags t WHERE t.project_id = p.id) AS tags FROM projects p WHERE p.id = $1";
    one!(tx, Row, sql, id.0)?.project()
}

/// Adds a project, and with it the row that says how it stands. [`StorageError::Exists`] where the slug is taken.
pub async fn insert(tx: &mut Tx, project: &Project) -> Result<(), StorageError> {
    let sql = "INSERT INTO projects (id, slug, name, name_key, description, rule, words, gates, archived_at, created_at, version) \
               VALUES ($1, $2, $3, $10, $4, $5, $6, $11, $7, $8, $9)";
    let (slug, name, description) = (project.slug.as_str(), project.name.as_str(), project.description.as_str());
    let (archived, created, key) = (moment(project.archived_at), project.created_at.to_utc(), name.to_lowercase());
    let (rule, words, gates) = (Json(&project.rule), words(project), gates(project));
    run!(tx, sql, project.id.0, slug, name, description, rule, words, archived, created, project.version.0, key, gates)?;
    insert_tags(tx, project).await?;
    portfolio::begin(tx, project.id).await
}

/// Replaces what can change of a project whose version is still `seen`.
pub async fn update(tx: &mut Tx, project: &Project, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE projects SET name = $3, name_key = $9, description = $4, rule = $5, words = $6, gates = $10, archived_at = $7, version = $8 \
               WHERE id = $1 AND version = $2";
    let (name, description, archived) = (project.name.as_str(), project.description.as_str(), moment(project.archived_at));
    let (rule, words, gates, key) = (Json(&project.rule), words(project), gates(project), name.to_lowercase());
    changed_one(run!(tx, sql, project.id.0, seen.0, name, description, rule, words, archived, project.version.0, key, gates)?)?;
    run!(tx, "DELETE FROM project_tags WHERE project_id = $1", project.id.0)?;
    insert_tags(tx, project).await
}

/// Nothing is kept where a project has the words that come with the program: better ones will be its own.
fn words(project: &Project) -> Option<Json<&Words>> {
    (project.words != Words::default()).then_some(Json(&project.words))
}

/// As [`words`]: the goals that come with the program are kept nowhere.
fn gates(project: &Project) -> Option<Json<&Gates>> {
    (project.gates != Gates::default()).then_some(Json(&project.gates))
}

async fn insert_tags(tx: &mut Tx, project: &Project) -> Result<(), StorageError> {
    for tag in &project.tags {
        run!(tx, "INSERT INTO project_tags (project_id, tag) VALUES ($1, $2)", project.id.0, tag.as_str())?;
    }
    Ok(())
}
