//! Files brought in together: which of them are reports, and what is in an archive.

use crate::ServiceError;
use domain::exchange::MAX_BYTES;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most files that are taken in at once.
pub const MOST_FILES: usize = 200;
/// Most bytes of them together, unpacked: an archive can hold a thousand times what it weighs.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Most entries of an archive that are looked at.
const MOST_ENTRIES: usize = 10_000;
/// What reports are called.
const EXTENSIONS: [&str; 8] = ["md", "markdown", "mdown", "txt", "json", "sarif", "csv", "tsv"];

/// A file as it was brought in: its name with its folders, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, with the folders it stood in.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What is to be read of files brought in together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unpacked {
    /// Files that may be reports.
    pub(super) files: Vec<File>,
    /// Files that were left out, because they are called as no report is.
    pub(super) left_out: usize,
}

/// Whether a file is an archive, by its first bytes.
#[must_use]
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Opens archives, and leaves out what is called as no report is.
///
/// # Errors
/// [`ServiceError::Invalid`] where an archive is broken, or there is too much or nothing to read.
pub(super) fn unpacked(files: Vec<File>) -> Result<Unpacked, ServiceError> {
    let mut found = Unpacked::default();
    let mut bytes = 0;
    for file in files {
        if is_archive(&file.bytes) {
            open(&file, &mut found, &mut bytes)?;
        } else {
            add(file, &mut found, &mut bytes)?;
        }
    }
    if found.files.is_empty() {
        let message = format!("None of these files is called as a report is ({}).", EXTENSIONS.map(|name| format!(".{name}")).join(", "));
        return Err(invalid(message));
    }
    Ok(found)
}

fn invalid(message: String) -> ServiceError {
    ServiceError::Invalid { field: "report", message }
}

fn add(file: File, found: &mut Unpacked, bytes: &mut usize) -> Result<(), ServiceError> {
    if !may_be_report(&file.name) {
        found.left_out += 1;
        return Ok(());
    }
    *bytes += file.bytes.len();
    if *bytes > MOST_BYTES {
        return Err(invalid(format!(
            "The files have more than {} MiB together. Bring them in in several parts.",
            MOST_BYTES / (1024 * 1024)
        )));
    }
    if found.files.len() >= MOST_FILES {
        return Err(invalid(format!("At most {MOST_FILES} files are taken in at once. Bring them in in several parts.")));
    }
    found.files.push(file);
    Ok(())
}

/// Whether a file is called as reports are. Hidden files and what systems add to archives are none, whatever they are called.
#[must_use]
pub fn may_be_report(name: &str) -> bool {
    let hidden = name.split(['/', '\\']).any(|part| part.starts_with('.') || part == "__MACOSX");
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    !hidden && EXTENSIONS.contains(&extension.as_str())
}

fn open(archive: &File, found: &mut Unpacked, bytes: &mut usize) -> Result<(), ServiceError> {
    let broken = |error: ZipError| {
        let reason = match error {
            ZipError::UnsupportedArchive(reason) => reason.to_owned(),
            other => other.to_string(),
        };
        invalid(format!("“{}” cannot be opened as a zip archive: {reason}. Pack it again, or choose the reports themselves.", archive.name))
    };
    let mut zip = ZipArchive::new(Cursor::new(&archive.bytes)).map_err(broken)?;
    if zip.len() > MOST_ENTRIES {
        return Err(invalid(format!("“{}” has more than {MOST_ENTRIES} files. Pack only the reports.", archive.name)));
    }
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).map_err(broken)?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().map_err(broken)?.into_owned();
        if !may_be_report(&name) {
            found.left_out += 1;
            continue;
        }
        // The size that an archive states need not be true: what is read is counted.
        let limit = u64::try_from(MAX_BYTES + 1).unwrap_or(u64::MAX);
        let mut content = Vec::new();
        entry.by_ref().take(limit).read_to_end(&mut content).map_err(|error| broken(ZipError::Io(error)))?;
        add(File { name, bytes: content }, found, bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(entries: &[(&str, &[u8])]) -> File {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
            zip.write_all(content).unwrap();
        }
        File { name: "reports.zip".into(), bytes: zip.finish().unwrap().into_inner() }
    }

    fn refused(files: Vec<File>) -> String {
        unpacked(files).unwrap_err().to_string()
    }

    #[test]
    fn reports_of_an_archive_are_found_in_its_folders_and_the_rest_is_counted() {
        let found = unpacked(vec![archive(&[
            ("spring/audit.md", b"# Spring"),
            ("spring/oven.png", b"\x89PNG"),
            ("__MACOSX/spring/._audit.md", b"x"),
            (".git/readme.md", b"x"),
            ("risks.csv", b"Risk;Level\n"),
        ])])
        .unwrap();
        assert_eq!(found.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["spring/audit.md", "risks.csv"]);
        assert_eq!((found.files[0].bytes.as_slice(), found.left_out), (b"# Spring".as_slice(), 3));
    }

    #[test]
    fn an_archive_that_holds_far_more_than_it_weighs_is_refused() {
        let large = vec![b'a'; MAX_BYTES];
        let names: Vec<String> = (0..20).map(|at| format!("{at}.md")).collect();
        let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), large.as_slice())).collect();
        let bomb = archive(&entries);
        assert!(bomb.bytes.len() < MAX_BYTES / 10);
        assert!(refused(vec![bomb]).contains("32 MiB together"));
    }

    #[test]
    fn a_broken_archive_too_many_files_and_nothing_to_read_are_told() {
        let broken = File { name: "broken.zip".into(), bytes: b"PK\x03\x04 and nothing more".to_vec() };
        assert!(refused(vec![broken]).contains("“broken.zip” cannot be opened as a zip archive"));
        let many = (0..=MOST_FILES).map(|at| File { name: format!("{at}.md"), bytes: vec![] }).collect();
        assert!(refused(many).contains("At most 200 files"));
        assert!(refused(vec![File { name: "oven.png".into(), bytes: vec![] }]).contains(".md"));
    }
}
