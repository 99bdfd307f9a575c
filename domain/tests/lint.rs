//! Linting whole reports: that it finds nothing where nothing is odd, ends for any text, and takes time in proportion.
#![cfg(feature = "markdown")]

use domain::Timestamp;
use domain::lint::{STALE_AFTER, document};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::time::Instant;

fn now() -> Timestamp {
    (chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(22_339)).into()
}

#[test]
fn a_report_without_contradictions_has_no_issues() {
    let source = "# Lighthouse\n\n**Date:** 2031-02-20\n\n| Area | Weight | Score |\n|---|---|---|\n| Lamp | 60% | 80/100 |\n| Stairs | 40% | 60/100 |\n\n\
                  **Overall score:** 72/100\n\n## Strengths\n\n- Backups configured\n- 40/40 tests pass\n\n## Gaps\n\n- No load testing\n- Key rotation is missing\n";
    assert_eq!(document(source, now(), STALE_AFTER), []);
}

#[test]
fn the_same_report_gives_the_same_issues_again() {
    let source =
        "# Lighthouse\n\n- 40/40 tests pass\n- 90% test pass rate\n\n## Strengths\n\n- No hardcoded keys\n\n## Gaps\n\n- Hardcoded keys\n";
    let found = document(source, now(), STALE_AFTER);
    assert_eq!(found.len(), 2);
    assert_eq!(found, document(source, now(), STALE_AFTER));
}

/// A report of about 64 kB for every 1,000 findings, with ticks, rows and sentences.
fn long(findings: usize) -> String {
    let mut text = String::from("# Lighthouse\n\n**Date:** 2031-02-20\n\n## Strengths\n\n");
    for at in 0..findings / 2 {
        let _ = writeln!(text, "- ✅ No hardcoded keys {}", if at % 2 == 0 { "in part" } else { "" });
    }
    text.push_str("\n## Gaps\n\n| Issue | Risk | Fix |\n|---|---|---|\n");
    for at in 0..findings / 2 {
        let _ = writeln!(text, "| API keys in code {at} | HIGH | {at}/2000 tests pass |");
    }
    text
}

#[test]
#[ignore = "a measurement, best in a release build: cargo test -p domain --release --features markdown --test lint -- --ignored --nocapture"]
fn time_grows_with_the_report_and_no_faster() {
    for findings in [500, 1_000, 2_000, 4_000, 8_000] {
        let text = long(findings);
        let start = Instant::now();
        let found = document(&text, now(), STALE_AFTER);
        let all = start.elapsed();
        let start = Instant::now();
        let _ = domain::exchange::read(&text);
        println!("{findings} findings, {} bytes: {:?} of which reading {:?}, {} issues", text.len(), all, start.elapsed(), found.len());
    }
}

proptest! {
    #[test]
    fn any_text_can_be_linted(text in "\\PC{0,300}") {
        let _ = document(&text, now(), STALE_AFTER);
    }

    #[test]
    fn tables_and_lists_in_any_order_can_be_linted(lines in prop::collection::vec("(- \\[[ x]\\] |\\| |# |- |✅ |❌ )(No |100% |40/40 |)(tests pass|backups|secrets in code|pending|\\|)", 0..30)) {
        let _ = document(&lines.join("\n"), now(), STALE_AFTER);
    }
}
