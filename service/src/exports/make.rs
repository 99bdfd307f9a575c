//! From a request to a file.

use super::archive::{Part, Parts, archive};
use super::{csv_zip, dossier, in_turn, xlsx};
use crate::ServiceError;
use crate::accounts::Viewer;
use crate::audit::{self, Opening};
use domain::Timestamp;
use domain::exports::{Choice, Dossier, Extent, Format, Logo, Report, Request, Subject, markdown, report, sheets as tables};
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
    let gathered = gather(db, viewer, request, now).await?;
    lay_out(viewer, request, gathered, now).await
}

/// What a file is made of.
pub(super) enum Gathered {
    /// A report of this, with that logo.
    Dossier(Box<Dossier>, Option<Logo>),
    /// A file already.
    Archive(Vec<u8>),
}

/// Reads what a file tells.
pub(super) async fn gather(db: &Db, viewer: &Viewer, request: &Request, now: Timestamp) -> Result<Gathered, ServiceError> {
    if request.format == Format::Json {
        return Ok(Gathered::Archive(archive(db, &viewer.clone().owner()?, &parts(request.extent)?).await?));
    }
    let mut tx = db.read().await?;
    let dossier = dossier::load(&mut tx, viewer, request.subject, now).await?;
    let logo = organisation::get(&mut tx).await?.and_then(|of| of.logo);
    Ok(Gathered::Dossier(Box::new(dossier), logo))
}

/// Writes it down, when its turn has come.
pub(super) async fn lay_out(viewer: &Viewer, request: &Request, gathered: Gathered, now: Timestamp) -> Result<File, ServiceError> {
    let name = format!("{}-{}.{}", viewer.project().slug, now.today(), request.format.extension());
    let bytes = match gathered {
        Gathered::Archive(bytes) => bytes,
        Gathered::Dossier(dossier, logo) => {
            let (format, choice) = (request.format, request.sections.clone());
            in_turn(move || written(&dossier, format, &choice, logo.as_ref())).await??
        }
    };
    Ok(File { name, media: request.format.media(), bytes })
}

/// The report to be read at once, with the organisation's logo.
///
/// # Errors
/// As [`dossier::read`].
pub async fn shown(
    db: &Db,
    viewer: &Viewer,
    subject: Subject,
    choice: Choice,
    now: Timestamp,
) -> Result<(Report, Option<Logo>), ServiceError> {
    let mut tx = db.read().await?;
    let dossier = dossier::load(&mut tx, viewer, subject, now).await?;
    let logo = organisation::get(&mut tx).await?.and_then(|of| of.logo);
    drop(tx);
    audit::opened(db, viewer, Opening::Report(subject), now).await?;
    Ok((in_turn(move || report(&dossier, &choice)).await?, logo))
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
