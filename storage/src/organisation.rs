//! Whose reports these are.

use crate::error::changed_one;
use crate::values::parsed;
use crate::{StorageError, Tx};
use domain::Version;
use domain::exports::{Logo, Organisation};

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    logo: Option<Vec<u8>>,
    media: Option<String>,
    version: i64,
}

/// The organisation; `None` where nobody said whose reports these are.
pub async fn get(tx: &mut Tx) -> Result<Option<Organisation>, StorageError> {
    let row = maybe!(tx, Row, "SELECT name, logo, media, version FROM organisation WHERE one = 1")?;
    row.map(|row| {
        let logo = match (row.logo, row.media) {
            (Some(bytes), Some(_)) => Some(Logo::read(bytes).map_err(|_| StorageError::Corrupt("organisation.logo"))?),
            _ => None,
        };
        Ok(Organisation { name: parsed(&row.name, "organisation.name")?, logo, version: Version(row.version) })
    })
    .transpose()
}

/// Writes it. `seen` is the version that was looked at, `None` where there was none; [`StorageError::Stale`] where it is another by now.
pub async fn set(tx: &mut Tx, row: &Organisation, seen: Option<Version>) -> Result<(), StorageError> {
    let (logo, media) = (row.logo.as_ref().map(Logo::bytes), row.logo.as_ref().map(Logo::media));
    changed_one(match seen {
        None => {
            let sql = "INSERT INTO organisation (one, name, logo, media, version) VALUES (1, $1, $2, $3, $4) ON CONFLICT (one) DO NOTHING";
            run!(tx, sql, row.name.as_str(), logo, media, row.version.0)?
        }
        Some(seen) => {
            let sql = "UPDATE organisation SET name = $1, logo = $2, media = $3, version = $4 WHERE one = 1 AND version = $5";
            run!(tx, sql, row.name.as_str(), logo, media, row.version.0, seen.0)?
        }
    })
}
