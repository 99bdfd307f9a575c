//! Scores the importer on the real reports that may lie beside the project; the project is whole without them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{paths, say};

/// What each report has to reach, 0 to 1.
const BAR: f64 = 0.95;

/// Imports every seed with the built server and has the results compared with what is known of them.
/// Answers a line for the summary.
///
/// # Errors
/// Where a report cannot be imported, or one of them scores below the bar.
pub(crate) fn score() -> Result<String> {
    let shared = paths::root().join("../shared");
    let (seeds, scorer) = (shared.join("seeds"), shared.join("tools/score_import.py"));
    if !seeds.is_dir() || !scorer.is_file() {
        return Ok("skipped: no real reports beside the project".to_owned());
    }
    say::step("Scoring the importer on the real reports beside the project");
    let got = paths::root().join("target/seeds");
    std::fs::create_dir_all(&got)?;
    for report in reports(&seeds)? {
        let name = report.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let number = name.split('_').next().unwrap_or_default();
        let output = Command::new(paths::debug_binary())
            .args(["import", "--dry-run", "--format", "json"])
            .arg(&report)
            .output()
            .context("the server cannot be run")?;
        ensure!(output.status.success(), "{name} cannot be imported: {}", String::from_utf8_lossy(&output.stderr));
        std::fs::write(got.join(format!("{number}.json")), output.stdout)?;
    }
    let output = Command::new("python3").arg(&scorer).arg("--truth").arg(&seeds).arg("--got").arg(&got).arg("--json").output()?;
    ensure!(output.status.success(), "the scorer failed: {}", String::from_utf8_lossy(&output.stderr));
    judge(&String::from_utf8(output.stdout)?)
}

fn reports(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    Ok(files.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt")).collect())
}

/// Reads the score of each report, and holds the worst of them to the bar.
fn judge(result: &str) -> Result<String> {
    let scores = result.lines().filter_map(|line| line.trim().strip_prefix("\"score\": "));
    let scores: Vec<f64> = scores.map(|score| score.trim_end_matches(',').parse()).collect::<Result<_, _>>()?;
    ensure!(!scores.is_empty(), "the scorer named no report:\n{result}");
    let worst = scores.iter().copied().fold(f64::INFINITY, f64::min);
    ensure!(worst >= BAR, "the importer scores {worst} on one of {} reports; {BAR} is the bar", scores.len());
    Ok(format!("{} reports, the worst at {worst:.3} of 1", scores.len()))
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn the_worst_report_decides() {
        let result = |worst| format!("{{\n \"a\": {{\n  \"score\": 1.0,\n }},\n \"b\": {{\n  \"score\": {worst},\n }}\n}}");
        assert_eq!(judge(&result("0.975")).unwrap(), "2 reports, the worst at 0.975 of 1");
        assert!(judge(&result("0.9")).is_err());
        assert!(judge("{}").is_err());
    }
}
