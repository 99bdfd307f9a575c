//! Reports made for measuring.

use std::fmt::Write;

/// The size a page is measured with: 12 categories, 35 findings, 40 items in four lists, 10 risks, 6 blockers.
pub(crate) fn of_a_project() -> String {
    let mut text = String::from("# Audit to measure with\n\n**Date:** 2031-04-01\n**Status:** CONDITIONAL\n\n");
    table(&mut text, "## Scores\n\n| Area | Weight | Score | Notes |\n|---|---|---|---|", 12, |row| {
        format!("| Area number {row} | 8% | {}/100 | What was found in area {row} |", 50 + row * 3)
    });
    table(&mut text, "## Strengths", 10, |row| format!("- **Strength number {row}.** It has been so for a year."));
    table(&mut text, "## Gaps\n\n| Issue | Severity | Impact | Fix |\n|---|---|---|---|", 25, |row| {
        format!("| Gap of number {row} | MEDIUM | Somebody has to wait | Do it the other way |")
    });
    table(&mut text, "## Launch blockers", 6, |row| format!("1. **Blocker of number {row}**\n   - Current: off\n   - Required: on"));
    table(&mut text, "## Risk register\n\n| Risk | Likelihood | Impact | Level | Mitigation |\n|---|---|---|---|---|", 10, |row| {
        format!("| Risk of number {row} | Low | High | Medium | Look at it every month |")
    });
    for list in 0..4 {
        table(&mut text, &format!("## Checklist {list}"), 10, |row| {
            format!("- [{}] Item {row} of list {list}", if row % 3 == 0 { "x" } else { " " })
        });
    }
    text
}

/// A report of at least `bytes` bytes: the same parts over and over, under headings of their own.
pub(crate) fn of_size(bytes: usize) -> String {
    let part = of_a_project();
    let mut text = String::with_capacity(bytes + part.len());
    for number in 1.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&part.replace("# Audit to measure with", &format!("# Part {number}")));
    }
    text
}

fn table(text: &mut String, head: &str, rows: usize, row: impl Fn(usize) -> String) {
    text.push_str(head);
    text.push_str(if head.ends_with('|') { "\n" } else { "\n\n" });
    for number in 0..rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", row(number));
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_has_the_rows_that_the_measurement_speaks_of() {
        let reading = domain::exchange::read(&of_a_project());
        let items: usize = reading.checklists.iter().map(|list| list.items.len()).sum();
        assert_eq!((reading.categories.len(), reading.findings.len(), items), (12, 35, 40));
        assert_eq!((reading.risks.len(), reading.blockers.len()), (10, 6));
    }

    #[test]
    fn a_report_is_as_long_as_asked_for() {
        assert!((65_536..80_000).contains(&of_size(65_536).len()));
    }
}
