//! Reports on paper: a [`Report`] as a PDF file.
//!
//! Three steps, each of which knows only the one before. `text` breaks words into lines of a width; `flow` puts lines, rows and
//! drawings on pages and notes what they mean; `write` turns pages into bytes. `docs/pdf.md` says why it is done here.

mod blocks;
mod flow;
mod front;
mod layout;
mod letters;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod write;

use domain::exports::Report;
use krilla::image::Image;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PaperError {
    /// The fonts of the program cannot be read.
    #[error("the fonts of the program cannot be read")]
    Fonts,
    /// It has more pages than anybody reads.
    #[error("the report has more than 2,000 pages; choose fewer parts, or export the rows as a table")]
    TooLong,
    /// The logo cannot be read.
    #[error("the logo cannot be read: {0}")]
    Logo(String),
    /// The file does not pass the checks of PDF/UA.
    #[error("the report does not pass the checks of PDF/UA: {0}")]
    Refused(String),
    /// The file cannot be written.
    #[error("the PDF file cannot be written: {0}")]
    Writing(String),
}

/// The report as a PDF file: tagged, with bookmarks, and the same bytes for the same report. `logo` is a picture with its media type,
/// `image/png` or `image/jpeg`.
///
/// It takes as long as the report is: one of 300 pages less than a second, which is too long for a thread that answers others.
///
/// # Errors
/// [`PaperError::TooLong`] beyond 2,000 pages, and [`PaperError::Logo`] for a picture that is none.
pub fn pdf(report: &Report, logo: Option<(&[u8], &str)>) -> Result<Vec<u8>, PaperError> {
    let logo = logo.map(|(bytes, media)| image(bytes, media)).transpose()?;
    let layout = layout::layout(report, logo.as_ref().map(Image::size))?;
    write::write(&layout, &report.cover, logo.as_ref())
}

/// Whether a picture can stand in a report: all of it is read.
///
/// # Errors
/// [`PaperError::Logo`].
pub fn check_logo(bytes: &[u8], media: &str) -> Result<(), PaperError> {
    pdf(&Report { cover: domain::exports::Cover::default(), parts: Vec::new() }, Some((bytes, media))).map(drop)
}

fn image(bytes: &[u8], media: &str) -> Result<Image, PaperError> {
    let data = bytes.to_vec().into();
    match media {
        "image/png" => Image::from_png(data, true),
        "image/jpeg" => Image::from_jpeg(data, true),
        other => Err(format!("{other} is neither image/png nor image/jpeg")),
    }
    .map_err(PaperError::Logo)
}

/// A number of things as a measure. Nobody sets 65,535 lines one below the other.
fn count(things: usize) -> f32 {
    f32::from(u16::try_from(things).unwrap_or(u16::MAX))
}

/// Hundredths of a percent as percent, 0 to 100.
fn percent(hundredths: u32) -> f32 {
    f32::from(u16::try_from(hundredths.min(10_000)).unwrap_or(0)) / 100.0
}

fn pixels(count: u32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
