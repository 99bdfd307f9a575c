//! `holdpoint export` and `holdpoint restore`: a project out of the installation, and into another one.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use domain::exports::{Choice, Extent, Format, Preset, Request, Subject};
use domain::ids::AssessmentId;
use service::exports::archive;
use service::{accounts, exports};

use crate::config::Config;
use crate::database;

/// What `export` is asked to do.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    holdpoint export payments --format pdf --for executive --output payments.pdf\n  \
    holdpoint export payments --format markdown > payments.md\n  \
    holdpoint export payments --format json --without history --output payments.json")]
pub(super) struct Export {
    /// The project, by its slug
    project: String,
    /// The kind of file
    #[arg(long, value_enum)]
    format: Kind,
    /// Where to write it; the standard output unless told
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// One audit by its id, a frozen one with its registers as they were; the project as it stands unless told
    #[arg(long, value_name = "ID")]
    audit: Option<AssessmentId>,
    /// For whom a PDF is: which parts it has
    #[arg(long = "for", value_enum, default_value_t = Reader::Auditor)]
    reader: Reader,
    /// What the JSON of a project leaves out
    #[arg(long, value_enum, value_delimiter = ',')]
    without: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A report to be printed or handed on
    Pdf,
    /// A report to be read, edited and imported again
    Markdown,
    /// A workbook with one sheet per register
    Xlsx,
    /// One table per register, in a zip
    Csv,
    /// The whole project, to be restored elsewhere
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Reader {
    /// Verdicts, score, trend, what blocks and what changed
    Executive,
    /// Findings, registers, plan and verifications
    Engineer,
    /// Everything
    Auditor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Blockers, risks, checklists and all that hangs on them
    Registers,
    /// Who did what when
    History,
    /// What people said about records
    Comments,
    /// Files that are kept as evidence
    Attachments,
}

impl Export {
    fn request(&self) -> Request {
        let format = match self.format {
            Kind::Pdf => Format::Pdf,
            Kind::Markdown => Format::Markdown,
            Kind::Xlsx => Format::Xlsx,
            Kind::Csv => Format::Csv,
            Kind::Json => Format::Json,
        };
        let preset = match self.reader {
            Reader::Executive => Preset::Executive,
            Reader::Engineer => Preset::Engineer,
            Reader::Auditor => Preset::Auditor,
        };
        let has = |part| !self.without.contains(&part);
        let extent = Extent {
            registers: has(Part::Registers),
            history: has(Part::History),
            comments: has(Part::Comments),
            attachments: has(Part::Attachments),
        };
        Request { format, subject: self.audit.map_or(Subject::Present, Subject::Audit), sections: Choice::from(preset), extent }
    }

    /// Text may go to a terminal; what is no text would garble it.
    fn is_text(&self) -> bool {
        matches!(self.format, Kind::Markdown | Kind::Json)
    }
}

/// Writes a project or one of its audits to a file.
pub(super) async fn export(config: &Config, asked: &Export) -> anyhow::Result<()> {
    if asked.output.is_none() && !asked.is_text() && std::io::stdout().is_terminal() {
        bail!("this is no text; name a file with --output, or send the standard output into one");
    }
    let db = database::open_current(config).await?;
    let slug = &asked.project;
    let viewer = accounts::operator()?.viewer(&db, slug).await.with_context(|| format!("project “{slug}”"))?;
    let file = exports::make(&db, &viewer, &asked.request(), service::now()).await?;
    match &asked.output {
        Some(path) => {
            std::fs::write(path, &file.bytes).with_context(|| format!("{} cannot be written", path.display()))?;
            eprintln!("{}: {} bytes", path.display(), file.bytes.len());
        }
        None => std::io::stdout().write_all(&file.bytes).context("the standard output cannot be written")?,
    }
    db.close().await;
    Ok(())
}

/// Brings a project back from its JSON.
pub(super) async fn restore(config: &Config, file: &Path, slug: Option<&str>) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let db = database::open_current(config).await?;
    let restored = archive::restore(&db, &accounts::operator()?.admin(), bytes, slug, service::now()).await?;
    println!("restored the project {}", restored.slug);
    for user in &restored.made {
        println!("added the account {}, which has no password yet: holdpoint user reset-password {}", user.email, user.email);
    }
    db.close().await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        export: Export,
    }

    #[test]
    fn what_is_left_out_is_named_and_all_else_is_in_it() {
        let line = Line::try_parse_from(["x", "dock", "--format", "json", "--without", "history,comments"]).unwrap();
        let extent = line.export.request().extent;
        assert_eq!(extent, Extent { registers: true, history: false, comments: false, attachments: true });
        let line = Line::try_parse_from(["x", "dock", "--format", "pdf", "--for", "executive"]).unwrap();
        assert_eq!(line.export.request().sections, Choice::from(Preset::Executive));
        assert!(Line::try_parse_from(["x", "dock"]).is_err());
    }
}
