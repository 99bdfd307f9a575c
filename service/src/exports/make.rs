//! From a request to a file.

use super::archive::{Part, Parts, archive};
use super::{csv_zip, dossier, xlsx};
use crate::ServiceError;
use crate::accounts::Viewer;
use crate::exchange::off_thread;
use domain::Timestamp;
use domain::exports::{Choice, Dossier, Extent, Format, Logo, Request, markdown, report, sheets as tables};
use storage::{Db, organisation};

/// A file to be handed out.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// Its name: letters, digits, hyphens and dots.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File").field("name", &self.name).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// Makes a file at once, while the caller waits: for the command line and for those who make it beside the request.
///
/// # Errors
/// As what it is made of.
pub async fn make(db: &Db, viewer: &Viewer, request: &Request, now: Timestamp) -> Result<File, ServiceError> {
    let name = format!("{}-{}.{}", viewer.project().slug, now.today(), request.format.extension());
    let bytes = if request.format == Format::Json {
        archive(db, &viewer.clone().owner()?, &parts(request.extent)?).await?
    } else {
        let mut tx = db.read().await?;
        let dossier = dossier::load(&mut tx, viewer, request.subject, now).await?;
        let logo = organisation::get(&mut tx).await?.and_then(|of| of.logo);
        drop(tx);
        let (format, choice) = (request.format, request.sections.clone());
        off_thread(move || written(&dossier, format, &choice, logo.as_ref())).await??
    };
    Ok(File { name, media: request.format.media(), bytes })
}

fn parts(extent: Extent) -> Result<Parts, ServiceError> {
    let wanted = [
        (Part::Registers, extent.registers),
        (Part::History, extent.history),
        (Part::Comments, extent.comments),
        (Part::Attachments, extent.attachments),
    ];
    let parts = Parts::new(wanted.into_iter().filter(|(_, wanted)| *wanted).map(|(part, _)| part));
    parts.map_err(|error| ServiceError::invalid("registers", "The choice of parts cannot be made:", error))
}

/// Writes a dossier down.
pub(crate) fn written(dossier: &Dossier, format: Format, choice: &Choice, logo: Option<&Logo>) -> Result<Vec<u8>, ServiceError> {
    match format {
        Format::Markdown => Ok(markdown::of_dossier(dossier).into_bytes()),
        Format::Csv => csv_zip(&tables(dossier)),
        Format::Xlsx => xlsx(&tables(dossier)),
        Format::Pdf => {
            let logo = logo.map(|logo| (logo.bytes(), logo.media()));
            paper::pdf(&report(dossier, choice), logo).map_err(|error| {
                tracing::error!(%error, "a report could not be laid out");
                ServiceError::Internal("a report could not be laid out")
            })
        }
        Format::Json => Err(ServiceError::Internal("a project is archived row by row")),
    }
}
