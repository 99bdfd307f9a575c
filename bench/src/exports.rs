//! An assessment of 400 categories and 2,000 findings taken out: as PDF, as Markdown, as tables, and its whole project as JSON.

use crate::page::install;
use crate::timing::{Times, print};
use crate::writing::fill;
use anyhow::{Result, ensure};
use domain::exports::{Choice, Extent, Format, Preset, Request, Subject};
use service::exports::make;
use std::time::{Duration, Instant};

/// The bars: somebody waits for a PDF, a program for the JSON.
const BARS: [(Format, Duration); 5] = [
    (Format::Pdf, Duration::from_secs(2)),
    (Format::Json, Duration::from_millis(200)),
    (Format::Markdown, Duration::from_millis(500)),
    (Format::Csv, Duration::from_secs(1)),
    (Format::Xlsx, Duration::from_secs(2)),
];

/// # Errors
/// Where a file cannot be made, or takes longer than its bar.
pub(crate) async fn measure(rounds: usize) -> Result<()> {
    let installation = install().await?;
    let (auditor, id, _) = fill(&installation, "outwards").await?;
    for (format, bar) in BARS {
        let request = Request { format, subject: Subject::Audit(id), sections: Choice::from(Preset::Auditor), extent: Extent::default() };
        let viewer = installation.who.viewer(&installation.db, auditor.project().slug.as_str()).await?;
        let (mut times, mut bytes) = (Times::default(), 0);
        let before = installation.db.queries();
        for _ in 0..rounds {
            let start = Instant::now();
            bytes = make(&installation.db, &viewer, &request, service::now()).await?.bytes.len();
            times.push(start.elapsed());
        }
        let each = (installation.db.queries() - before) / u64::try_from(rounds)?;
        print(&format!("export as {}, 2,000 findings", format.words()), &times, Some(each), bytes);
        ensure!(times.percentile(50) <= bar, "exporting as {} is too slow", format.words());
    }
    Ok(())
}
