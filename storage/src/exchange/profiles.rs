//! What the reports of a project mean by their words.

use crate::error::changed_one;
use crate::values::Json;
use crate::{StorageError, Tx};
use domain::Version;
use domain::exchange::profile::Profile;
use domain::ids::ProjectId;

/// The profile of a project, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What was learned.
    pub profile: Profile,
    /// Optimistic lock; `None` while nothing is kept.
    pub version: Option<Version>,
}

/// The profile of a project; an empty one where nothing was learned.
pub async fn profile(tx: &mut Tx, project: ProjectId) -> Result<Kept, StorageError> {
    let sql = "SELECT body, version FROM import_profiles WHERE project_id = $1";
    let row = maybe!(tx, (Json<Profile>, i64), sql, project.0)?;
    let empty = || Kept { profile: Profile::default(), version: None };
    Ok(row.map_or_else(empty, |(Json(profile), version)| Kept { profile, version: Some(Version(version)) }))
}

/// Keeps a profile whose version is still the one of `kept`; [`StorageError::Stale`] or [`StorageError::Exists`] where it is not.
pub async fn keep_profile(tx: &mut Tx, project: ProjectId, kept: &Kept) -> Result<(), StorageError> {
    let body = Json(&kept.profile);
    match kept.version {
        None => {
            let sql = "INSERT INTO import_profiles (project_id, body, version) VALUES ($1, $2, $3)";
            run!(tx, sql, project.0, body, Version::FIRST.0).map(drop)
        }
        Some(seen) => {
            let sql = "UPDATE import_profiles SET body = $2, version = version + 1 WHERE project_id = $1 AND version = $3";
            changed_one(run!(tx, sql, project.0, body, seen.0)?)
        }
    }
}
