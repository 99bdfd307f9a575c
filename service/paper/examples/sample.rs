//! Writes sample reports as PDF files, to be looked at: `cargo run -p paper --example sample -- FOLDER`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for those who work on this crate")]

#[path = "sample/blocks.rs"]
mod blocks;
#[path = "sample/large.rs"]
mod large;

use domain::exports::{Choice, Preset, Report, report, samples};
use std::path::Path;
use std::time::Instant;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let dossier = samples::sample();
    for preset in Preset::ALL {
        save(Path::new(&folder), preset.as_str(), &report(&dossier, &Choice::from(preset)));
    }
    save(Path::new(&folder), "empty", &Report { cover: domain::exports::Cover::default(), parts: Vec::new() });
    save(Path::new(&folder), "blocks", &blocks::report());
    save(Path::new(&folder), "large", &large::report(400, 2_000));
}

fn save(folder: &Path, name: &str, report: &Report) {
    let start = Instant::now();
    let bytes = paper::pdf(report, None).unwrap();
    println!("{name}: {} kB in {} ms, peak {}", bytes.len() / 1000, start.elapsed().as_millis(), peak());
    std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
}

/// The most memory that was in use so far, as Linux tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "not known".to_owned(), |line| line.trim().to_owned())
}
