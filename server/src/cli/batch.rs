//! `holdpoint import` of a folder or an archive: all reports in it, one after the other.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use serde_json::json;
use service::accounts;
use service::exchange::{self, BatchFile, File, FileState, MOST_FILES};

use super::import::bytes;
use super::{Format, Import};
use crate::config::Config;
use crate::database;

/// Folders deeper than this are not looked into.
const DEEPEST: usize = 8;
/// Most bytes of an archive that are read; the same as a browser may send in the end.
const LARGEST: u64 = 64 * 1024 * 1024;

/// All files of a folder and the folders in it, by name.
pub(super) fn folder(root: &Path) -> anyhow::Result<Vec<File>> {
    let mut found = Vec::new();
    walk(root, root, 0, &mut found)?;
    Ok(found)
}

fn walk(root: &Path, at: &Path, depth: usize, found: &mut Vec<File>) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(at).with_context(|| format!("{} cannot be read", at.display()))?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    for path in paths {
        // A link may lead out of the folder, or round in circles.
        if path.is_symlink() {
            continue;
        }
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.') || name == "node_modules");
        if path.is_dir() {
            if depth < DEEPEST && !hidden {
                walk(root, &path, depth + 1, found)?;
            }
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        // What is called as no report is, is not even opened: a folder may hold anything.
        if exchange::may_be_report(&name) {
            if found.len() >= MOST_FILES {
                bail!("{} has more than {MOST_FILES} files that may be reports; import its folders one by one", root.display());
            }
            found.push(File { name, bytes: bytes(&path)? });
        }
    }
    Ok(())
}

/// A whole archive.
pub(super) fn whole(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    opened.with_context(|| format!("{} cannot be read", file.display()))?;
    if u64::try_from(bytes.len())? > LARGEST {
        bail!("{} has more than {} MiB; import it in parts", file.display(), LARGEST / (1024 * 1024));
    }
    Ok(bytes)
}

/// Saves all reports of a folder or archive into their project, and says what became of each.
pub(super) async fn save(config: &Config, import: &Import, files: Vec<File>) -> anyhow::Result<()> {
    let db = database::open_current(config).await?;
    let slug = import.project.as_deref().unwrap_or_default();
    let importer = accounts::operator()?.viewer(&db, slug).await.with_context(|| format!("project “{slug}”"))?.importer()?;
    let batch = exchange::stage_many(&db, &importer, files, service::now()).await?;
    exchange::save_batch(&db, &importer, batch, import.only_new, service::now).await?;
    let batched = exchange::batch(&db, &importer, batch, service::now()).await?;
    for file in &batched.files {
        println!("{}", told(file, import.format));
    }
    db.close().await;
    let refused = batched.count(FileState::Refused);
    if refused > 0 {
        let words = format!("{refused} of {} files could not be imported; the others were.", batched.files.len());
        return Err(service::ServiceError::Refused(words).into());
    }
    Ok(())
}

fn told(file: &BatchFile, format: Format) -> String {
    let state = match file.state {
        FileState::Waiting => "waiting",
        FileState::Saved => "saved",
        FileState::Known => "already imported",
        FileState::Refused => "refused",
    };
    match format {
        Format::Json => json!({"file": file.filename, "state": state, "assessment": file.assessment, "message": file.message}).to_string(),
        Format::Text => format!("{}: {state}. {}", file.filename, file.message),
    }
}
