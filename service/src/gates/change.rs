//! Changing what a project is to be ready for.

use super::{FormerGates, GateForm};
use crate::accounts::Owner;
use crate::history::{self, Line};
use crate::{ServiceError, input};
use domain::gates::{Gates, GatesError};
use domain::history::EventKind;
use domain::projects::Project;
use domain::text::Slug;
use domain::{Timestamp, Version};
use storage::{Db, projects};

/// Adds a goal with its gate. `version` is the one of the project that the caller saw.
///
/// # Errors
/// [`ServiceError::Invalid`] for what cannot be used, [`ServiceError::Stale`], [`ServiceError::Archived`].
pub async fn create(db: &Db, owner: &Owner, version: Version, form: &GateForm, now: Timestamp) -> Result<Slug, ServiceError> {
    let gate = form.check(None)?;
    let goal = gate.goal.clone();
    let mut gates = owner.project().gates.clone();
    let place = form.place_among(gates.gates.len())?;
    gates.gates.insert(place, gate);
    store(db, owner, version, gates, "added a goal", now).await?;
    Ok(goal)
}

/// Changes a goal and its gate; what it is called in addresses stays. `version` is the one of the project that the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`] for what cannot be used, [`ServiceError::Stale`], [`ServiceError::Archived`].
pub async fn change(db: &Db, owner: &Owner, version: Version, goal: &Slug, form: &GateForm, now: Timestamp) -> Result<(), ServiceError> {
    let mut gates = owner.project().gates.clone();
    let at = gates.gates.iter().position(|gate| gate.goal == *goal).ok_or(ServiceError::NotFound)?;
    let gate = form.check(Some(goal))?;
    gates.gates.remove(at);
    let place = if form.place.trim().is_empty() { at } else { form.place_among(gates.gates.len())? };
    gates.gates.insert(place, gate);
    store(db, owner, version, gates, "changed what a goal demands", now).await
}

/// Takes a goal out; decisions on it stay. `version` is the one of the project that the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] for the last one, [`ServiceError::Stale`], [`ServiceError::Archived`].
pub async fn remove(db: &Db, owner: &Owner, version: Version, goal: &Slug, now: Timestamp) -> Result<(), ServiceError> {
    let mut gates = owner.project().gates.clone();
    let at = gates.gates.iter().position(|gate| gate.goal == *goal).ok_or(ServiceError::NotFound)?;
    gates.gates.remove(at);
    if gates.gates.is_empty() {
        return Err(ServiceError::Refused("This is the only goal. Add another one first, or change this one.".into()));
    }
    store(db, owner, version, gates, "took out a goal", now).await
}

pub(super) async fn store(db: &Db, owner: &Owner, version: Version, gates: Gates, what: &str, now: Timestamp) -> Result<(), ServiceError> {
    let before = owner.project();
    if before.archived_at.is_some() {
        return Err(ServiceError::Archived);
    }
    if version != before.version {
        return Err(ServiceError::Stale);
    }
    let told = gates.changes_from(&before.gates);
    if told.is_empty() {
        return Ok(());
    }
    let gates = Gates { version: before.gates.version.saturating_add(1), ..gates };
    let gates = gates.checked().map_err(|error| {
        let field = if matches!(error, GatesError::Twice(_)) { "name" } else { "" };
        let message = input::sentence(&error);
        if field.is_empty() { ServiceError::Refused(message) } else { ServiceError::Invalid { field, message } }
    })?;
    let project = Project { gates, version: version.next(), ..before.clone() };
    let mut tx = db.begin().await?;
    projects::update(&mut tx, &project, version).await?;
    let former = FormerGates { gates: before.gates.clone(), changed_at: now, changed_by_name: owner.actor().name().clone() };
    projects::gates::insert(&mut tx, project.id, &former).await?;
    let summary = format!("{what}: gates version {}", project.gates.version);
    let line = Line::of(EventKind::GatesChanged, project.id.0, summary).with(told);
    history::append(&mut tx, owner.actor(), Some(project.id), line, now).await?;
    Ok(tx.commit().await?)
}
