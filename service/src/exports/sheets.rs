//! Sheets as CSV files in one archive.

use crate::ServiceError;
use domain::exports::{Sheet, csv};
use std::io::{Cursor, Write as _};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// An archive with a CSV file for each sheet. The same sheets give the same bytes: what was packed when is nobody's business, and a
/// digest of the archive can be compared.
///
/// # Errors
/// [`ServiceError::Internal`] where the archive cannot be written, which does not happen in memory.
pub fn csv_zip(sheets: &[Sheet]) -> Result<Vec<u8>, ServiceError> {
    packed(sheets).map_err(|error| {
        tracing::error!(%error, "an archive of sheets could not be written");
        ServiceError::Internal("archive of sheets")
    })
}

fn packed(sheets: &[Sheet]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // The first moment that archives know.
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for sheet in sheets {
        zip.start_file(format!("{}.csv", sheet.name), options)?;
        zip.write_all(csv::document(sheet).as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::exports::Cell;
    use std::io::Read as _;

    #[test]
    fn each_sheet_is_a_file_and_the_same_sheets_are_the_same_bytes() {
        let sheet = |name, words: &str| Sheet { name, title: "Any", columns: vec!["Risk"], rows: vec![vec![Cell::Text(words.to_owned())]] };
        let sheets = [sheet("risks", "=Öl"), sheet("items", "x")];
        let archive = csv_zip(&sheets).unwrap();
        assert_eq!(archive, csv_zip(&sheets).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
        assert_eq!(zip.len(), 2);
        let mut text = String::new();
        zip.by_name("risks.csv").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "\u{feff}Risk\r\n'=Öl\r\n");
    }
}
