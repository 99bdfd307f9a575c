//! Correcting what was understood of a document that is only looked at.

use super::{ImportForm, find, limits, off_thread, understood};
use crate::ServiceError;
use crate::accounts::Importer;
use domain::exchange::review::{Correction, Headline, corrected_once, only_news};
use domain::ids::SourceId;
use domain::{Timestamp, Version};
use storage::Db;
use storage::exchange::{self as sources, Source};

/// Most corrections of one document, and most characters that all of them have together.
const MOST: (usize, usize) = (500, 400_000);

/// Makes one correction of a document that is not saved yet. `seen` is the version that the person looked at.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`] where it was corrected meanwhile, [`ServiceError::Refused`] where it is saved
/// already, [`ServiceError::Invalid`] for what cannot be corrected so.
pub async fn correct(db: &Db, importer: &Importer, id: SourceId, seen: Version, correction: Correction) -> Result<(), ServiceError> {
    let mut tx = db.read().await?;
    let source = unsaved(find(&mut tx, importer, id).await?, seen)?;
    let profile = sources::profile(&mut tx, importer.id()).await?.profile;
    drop(tx);
    let mut corrections = source.corrections.clone();
    let made = off_thread(move || {
        let reading = understood(&source, &profile).reading;
        let correction = only_news(&reading, correction);
        corrected_once(reading, &source.text, &correction).map(|reading| (reading, correction))
    });
    let (reading, correction) = made.await?.map_err(|error| ServiceError::Invalid { field: "", message: error.to_string() })?;
    limits::check(&reading)?;
    corrections.push(correction);
    let length: usize = corrections.iter().map(|correction| format!("{correction:?}").len()).sum();
    if corrections.len() > MOST.0 || length > MOST.1 {
        let message = format!(
            "At most {} corrections of one report are kept. Correct the rest after saving, or have the columns and headings read otherwise.",
            MOST.0
        );
        return Err(ServiceError::Invalid { field: "", message });
    }
    // Reading takes longer than others should wait for; whoever was faster is told by the version.
    let mut tx = db.begin().await?;
    sources::set_corrections(&mut tx, id, &corrections, seen).await?;
    Ok(tx.commit().await?)
}

/// Takes a correction back, by its place in their order; those after it are made again without it.
///
/// # Errors
/// As [`correct`].
pub async fn take_back(db: &Db, importer: &Importer, id: SourceId, seen: Version, at: usize) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let mut corrections = unsaved(find(&mut tx, importer, id).await?, seen)?.corrections;
    if at >= corrections.len() {
        return Err(ServiceError::Stale);
    }
    corrections.remove(at);
    sources::set_corrections(&mut tx, id, &corrections, seen).await?;
    Ok(tx.commit().await?)
}

/// Keeps title and date as the person wants them. Whether there is more to show before the report is saved: the project has records already,
/// and the report may say something about them.
///
/// # Errors
/// As [`correct`].
pub async fn has_more_to_show(db: &Db, importer: &Importer, id: SourceId, form: &ImportForm, now: Timestamp) -> Result<bool, ServiceError> {
    let preview = super::preview(db, importer, id, now).await?;
    if form.version.is_some_and(|seen| seen != preview.source.version) {
        return Err(ServiceError::Stale);
    }
    if preview.already.is_some() || !preview.has_records {
        return Ok(false);
    }
    let reading = &preview.reading;
    let title = reading.title.as_ref().map(|title| title.text.as_str());
    let date = reading.date.as_ref().map(|date| date.date.to_string()).unwrap_or_default();
    let mut version = preview.source.version;
    let wanted = [
        (Headline::Title, "title", form.title.as_deref().filter(|typed| Some(typed.trim()) != title)),
        (Headline::Date, "date", form.date.as_deref().filter(|typed| typed.trim() != date)),
    ];
    for (what, field, typed) in wanted {
        if let Some(typed) = typed {
            let correction = Correction::Head { what, text: typed.trim().to_owned() };
            correct(db, importer, id, version, correction).await.map_err(|error| in_field(error, field))?;
            version = version.next();
        }
    }
    Ok(true)
}

fn in_field(error: ServiceError, field: &'static str) -> ServiceError {
    match error {
        ServiceError::Invalid { message, .. } => ServiceError::Invalid { field, message },
        other => other,
    }
}

fn unsaved(source: Source, seen: Version) -> Result<Source, ServiceError> {
    if source.saved_at.is_some() {
        return Err(ServiceError::Refused("This report is an assessment already. Correct it there.".into()));
    }
    if source.version == seen { Ok(source) } else { Err(ServiceError::Stale) }
}
