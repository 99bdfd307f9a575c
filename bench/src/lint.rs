//! Linting a report of 64 kB with 2,000 findings, and one four times as long: the time has to grow with the report and no faster.

use crate::timing::{Times, print, ratio};
use anyhow::{Result, ensure};
use domain::Timestamp;
use domain::lint::{STALE_AFTER, document};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

const FINDINGS: usize = 2_000;

/// So many findings, half of them claims that the other half contradicts, with a figure in every row.
fn report(findings: usize) -> String {
    let mut text = String::from("# Report to lint\n\n**Date:** 2031-04-01\n\n## Strengths\n\n");
    for row in 0..findings / 2 {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- ✅ No keys in code {row}");
    }
    text.push_str("\n## Gaps\n\n| Issue | Found |\n|---|---|\n");
    for row in 0..findings / 2 {
        let _ = writeln!(text, "| Hardcoded keys {row} | {}% pass |", row % 90);
    }
    text
}

pub(crate) fn measure(rounds: usize) -> Result<()> {
    let now: Timestamp = service::now();
    let (short, long) = (report(FINDINGS), report(4 * FINDINGS));
    let (mut few, mut many) = (Times::default(), Times::default());
    for _ in 0..rounds {
        for (text, times) in [(&short, &mut few), (&long, &mut many)] {
            let start = Instant::now();
            let issues = document(black_box(text), now, STALE_AFTER);
            times.push(start.elapsed());
            ensure!(!issues.is_empty(), "nothing was found");
        }
    }
    print("linting a report with 2,000 findings", &few, None, short.len());
    print("linting one four times as long", &many, None, long.len());
    println!("four times the report takes {:.1} times as long", ratio(&many, &few));
    Ok(())
}
