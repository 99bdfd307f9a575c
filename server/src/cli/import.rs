//! `holdpoint import`: a report from a file into a project, or only on the screen.

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use domain::exchange::{MAX_BYTES, Reading};
use serde_json::json;
use service::accounts;
use service::exchange::{self, ImportForm, Outcome};

use super::{Format, Import, batch};
use crate::config::Config;
use crate::database;

/// Shows what is understood of a report.
pub(super) fn dry_run(file: &Path, format: Format) -> anyhow::Result<()> {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let reading = exchange::dry_run(&name, &bytes(file)?)?;
    print!("{}", shown(&reading, format)?);
    Ok(())
}

/// Saves a report into its project.
pub(super) async fn save(config: &Config, import: &Import) -> anyhow::Result<()> {
    if import.file.is_dir() {
        return batch::save(config, import, batch::folder(&import.file)?).await;
    }
    let bytes = bytes(&import.file)?;
    if exchange::is_archive(&bytes) {
        let name = import.file.display().to_string();
        return batch::save(config, import, vec![exchange::File { name, bytes: batch::whole(&import.file)? }]).await;
    }
    let db = database::open_current(config).await?;
    let slug = import.project.as_deref().unwrap_or_default();
    let importer = accounts::operator()?.viewer(&db, slug).await.with_context(|| format!("project “{slug}”"))?.importer()?;
    let name = import.file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let source = exchange::stage(&db, &importer, &name, bytes, service::now()).await?;
    let form = ImportForm { only_new: import.only_new, ..ImportForm::default() };
    let outcome = match exchange::save(&db, &importer, source, &form, service::now()).await {
        Ok(outcome) => outcome,
        Err(error) => {
            // Nobody will come back to what was staged here.
            exchange::discard(&db, &importer, source).await?;
            return Err(error.into());
        }
    };
    println!("{}", told(&outcome, slug, import.format));
    db.close().await;
    Ok(())
}

fn told(outcome: &Outcome, project: &str, format: Format) -> String {
    match (format, outcome) {
        (Format::Json, Outcome::Saved(saved)) => {
            json!({"project": project, "assessment": saved.assessment, "already_imported": false, "added": saved.added, "known": saved.known,
                "closed": saved.taken.closed, "changed": saved.taken.changed, "told": saved.told})
            .to_string()
        }
        (Format::Json, Outcome::Already(id)) => json!({"project": project, "assessment": id, "already_imported": true}).to_string(),
        (Format::Text, Outcome::Saved(saved)) => {
            let (id, added, known) = (saved.assessment, saved.added, saved.known);
            let first = format!("Saved as assessment {id} of {project}: {added} new entries in the registers, {known} known ones.");
            std::iter::once(&first).chain(&saved.told).map(String::as_str).collect::<Vec<_>>().join("\n  ")
        }
        (Format::Text, Outcome::Already(id)) => format!("Nothing changed: {project} has this very document already, as assessment {id}."),
    }
}

fn shown(reading: &Reading, format: Format) -> anyhow::Result<String> {
    Ok(match format {
        Format::Text => domain::exchange::text(reading),
        Format::Json => serde_json::to_string_pretty(&domain::exchange::json(reading))? + "\n",
    })
}

/// The whole file, or a little more than may be imported: enough to refuse it.
pub(super) fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    let most = u64::try_from(MAX_BYTES)? + 1;
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().take(most).read_to_end(&mut bytes).context("the standard input cannot be read")?;
    } else {
        let opened = std::fs::File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes));
        opened.with_context(|| format!("{} cannot be read", file.display()))?;
    }
    Ok(bytes)
}
