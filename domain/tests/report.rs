//! Reports as Markdown: what is written is read again as it was, whatever stands in it and whoever edited it.
#![cfg(feature = "markdown")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "report/example.rs"]
mod example;
#[path = "report/kept.rs"]
mod kept;
#[path = "report/made.rs"]
mod made;

use domain::assessments::Snapshot;
use domain::exchange::inputs::{InputKind, detect, read_any};
use domain::exchange::profile::Profile;
use domain::exchange::{LineRange, NoteKind, Reading, decode, read};
use domain::exports::markdown::{Extras, Shares, of_dossier, reading, write};
use domain::exports::{Audit, Dossier};
use domain::scoring::score;
use domain::text::Markdown;
use proptest::prelude::*;
use std::path::Path;

/// The reading without its places, without how sure it is, and without what only holds records together.
fn content(reading: &Reading) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(values) => values.iter_mut().for_each(strip),
            serde_json::Value::Object(fields) => {
                fields.remove("lines");
                fields.remove("confidence");
                fields.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    let mut reading = reading.clone();
    reading.notes.retain(|note| note.kind == NoteKind::Text);
    let mut value = serde_json::to_value(reading).unwrap();
    strip(&mut value);
    value
}

/// Lines that are not blank and in no range; ranges that leave the text fail. Metrics keep no line by themselves.
fn lost(reading: &Reading, source: &str) -> Vec<u32> {
    fn walk(value: &serde_json::Value, found: &mut Vec<LineRange>) {
        match value {
            serde_json::Value::Array(values) => values.iter().for_each(|value| walk(value, found)),
            serde_json::Value::Object(fields) => {
                found.extend(fields.get("lines").and_then(|lines| serde_json::from_value::<LineRange>(lines.clone()).ok()));
                fields.iter().filter(|(key, _)| *key != "metrics").for_each(|(_, value)| walk(value, found));
            }
            _ => {}
        }
    }
    let mut ranges = Vec::new();
    walk(&serde_json::to_value(reading).unwrap(), &mut ranges);
    let count = u32::try_from(source.split('\n').count()).unwrap();
    assert!(ranges.iter().all(|range| 1 <= range.first && range.first <= range.last && range.last <= count), "{ranges:?}");
    (1..)
        .zip(source.split('\n'))
        .filter(|(number, line)| !line.trim().is_empty() && !ranges.iter().any(|range| range.contains(*number)))
        .map(|(number, _)| number)
        .collect()
}

fn written(reading: &Reading) -> String {
    write(reading, &Extras::default())
}

/// Writes a reading and reads it again.
fn again(reading: &Reading) -> Reading {
    let text = written(reading);
    let again = read(&text);
    assert_eq!(lost(&again, &text), Vec::<u32>::new(), "{text}");
    again
}

fn extras() -> Extras {
    Extras {
        summary: vec!["Computed: 71.4 %".to_owned(), "- **Date:** 2031-01-01".to_owned()],
        shares: vec![Shares { share: Some("82 %".to_owned()), contribution: Some("41 %".to_owned()) }, Shares::default()],
        gates: vec!["Launch: no-go\n## Risks".to_owned()],
    }
}

#[test]
fn reports_of_this_repository_survive_being_written() {
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let reading = read_any(&path.to_string_lossy(), &text, &Profile::default()).unwrap();
        assert_eq!(content(&again(&reading)), content(&reading), "{}", path.display());
    }
}

/// Reports that are not part of this repository, where they lie beside it.
#[test]
fn reports_of_others_survive_being_written() {
    for folder in ["seeds", "corpus"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.extension().is_some_and(|kind| kind == "json") {
                continue;
            }
            let reading = read(&decode(&std::fs::read(&path).unwrap()).unwrap().text);
            assert_eq!(content(&again(&reading)), content(&reading), "{}", path.display());
            let text = written(&reading);
            let decoded = decode(text.as_bytes()).unwrap();
            assert_eq!(content(&read(&decoded.text)), content(&reading), "{}", path.display());
        }
    }
}

#[test]
fn whatever_reads_documents_knows_a_report_by_its_front_matter() {
    let reading = read(include_str!("fixtures/weighted_scores.md"));
    let text = written(&reading);
    for name in ["", "report.md", "report.json", "report.csv", "x.sarif"] {
        assert_eq!(detect(name, &text), InputKind::Markdown, "{name}");
        assert_eq!(content(&read_any(name, &text, &Profile::default()).unwrap()), content(&reading));
    }
    let other = text.replace("holdpoint.report/1", "holdpoint.report/9");
    assert_ne!(content(&read(&other)), content(&reading));
}

#[test]
fn what_was_computed_is_shown_and_not_read() {
    let reading = read(include_str!("fixtures/weighted_scores.md"));
    let text = write(&reading, &extras());
    assert!(text.contains("| Share | Contribution |") && text.contains("| 82 % | 41 % |"), "{text}");
    assert!(text.contains("Launch: no-go<br>## Risks <!-- computed -->"), "{text}");
    assert_eq!(content(&read(&text)), content(&reading));
    assert_eq!(lost(&read(&text), &text), Vec::<u32>::new());
    let nothing = read(&write(&Reading::default(), &extras()));
    assert_eq!(content(&nothing), content(&Reading::default()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again_as_it_was(reading in made::reading()) {
        let text = written(&reading);
        let again = read(&text);
        prop_assert_eq!(content(&again), content(&reading), "{}", text);
        prop_assert_eq!(lost(&again, &text), Vec::<u32>::new());
        prop_assert_eq!(written(&again), text);
        let with_extras = write(&reading, &extras());
        prop_assert_eq!(content(&read(&with_extras)), content(&reading), "{}", with_extras);
    }

    #[test]
    fn a_report_that_somebody_edited_loses_no_line(
        reading in made::reading(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0..4_u8, made::line()), 1..12)
    ) {
        let text = written(&reading);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (at, edit, line) in edits {
            let at = 3 + at.index(lines.len() - 2);
            let at = at.min(lines.len() - 1).max(3.min(lines.len()));
            match edit {
                _ if at >= lines.len() => lines.push(line),
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, line),
                2 => lines[at] = line,
                _ => { let here = lines[at].clone(); lines.insert(at, here); }
            }
        }
        let text = lines.join("\n");
        let reading = read(&text);
        prop_assert_eq!(lost(&reading, &text), Vec::<u32>::new());
        // What was read of it is from then on kept as it is.
        prop_assert_eq!(content(&read(&written(&reading))), content(&reading), "{}", text);
    }

    #[test]
    fn a_sentence_that_somebody_puts_between_the_lines_is_kept(reading in made::reading(), at in any::<prop::sample::Index>()) {
        let text = written(&reading);
        let mut lines: Vec<&str> = text.lines().collect();
        let at = 3 + at.index(lines.len() - 2);
        lines.insert(at.min(lines.len()), "Hold the door, said the porter.");
        let edited = read(&lines.join("\n"));
        let value = serde_json::to_string(&edited).unwrap();
        prop_assert!(value.contains("Hold the door, said the porter."), "{}", lines.join("\n"));
    }

    #[test]
    fn any_text_below_the_front_matter_is_read(lines in proptest::collection::vec(made::line(), 0..40)) {
        let text = format!("---\nformat: holdpoint.report/1\n---\n{}", lines.join("\n"));
        let reading = read(&text);
        prop_assert_eq!(lost(&reading, &text), Vec::<u32>::new());
        prop_assert_eq!(content(&read(&written(&reading))), content(&reading));
    }
}

/// The dossier of an audit that was frozen.
fn dossier(frozen: Snapshot) -> Dossier {
    let Snapshot { project, assessment, rule, categories, findings, notes, registers, frozen, .. } = frozen;
    let (score, at) = (score(&categories, &rule), frozen.at);
    let audit = Audit { assessment, rule, score, difference: None, categories, findings, notes, seal: Some((frozen, "abc".to_owned())) };
    let (goals, past, worse) = (Vec::new(), Vec::new(), Vec::new());
    Dossier {
        organisation: None,
        project,
        description: Markdown::default(),
        audit: Some(audit),
        registers,
        goals,
        past,
        changes: None,
        worse,
        at,
    }
}

#[test]
fn a_dossier_and_its_snapshot_are_read_as_the_same_report() {
    let snapshot = include_str!("fixtures/snapshot-1.json");
    let dossier = dossier(serde_json::from_str(snapshot).unwrap());
    let text = of_dossier(&dossier);
    assert_eq!(content(&read(&text)), content(&reading(&dossier)));
    let mut frozen = read_any("snapshot.json", snapshot, &Profile::default()).unwrap();
    // Passages that only held its source together are left out of a report.
    frozen.notes.retain(|note| note.text.lines().any(|line| !line.trim().is_empty() && !line.starts_with(['#', '|'])));
    assert_eq!(content(&read(&text)), content(&frozen));
    assert!(text.contains("Frozen on 2026-11-21 18:49 UTC by Demo") && text.contains("As of "), "{text}");
}

/// A report as a reviewer sees it. `BLESS=1` writes it anew.
#[test]
fn a_report_looks_like_this() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/report.md");
    let reading = example::example();
    let extras = Extras {
        summary: vec!["Computed score: 71.4 %, 2 of 3 categories rated".to_owned(), "As of 2031-02-08 09:30 UTC".to_owned()],
        shares: vec![
            Shares { share: Some("82 %".to_owned()), contribution: Some("49.2 %".to_owned()) },
            Shares { share: Some("55.5 %".to_owned()), contribution: Some("22.2 %".to_owned()) },
            Shares::default(),
        ],
        gates: vec!["Gate of Launch: no-go; not met: no open blocker of tier 1 (1 open)".to_owned()],
    };
    let text = write(&reading, &extras);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(path).unwrap());
    assert_eq!(content(&read(&text)), content(&reading));
}

/// What takes time that grows faster than the text would not come to its end here.
#[test]
fn large_reports_are_read_to_their_last_line() {
    for (head, part) in [
        ("## Blockers\n\n#### Open: One\n\n> a\n\n", "> b\n"),
        ("## Blockers\n\n#### Open: One\n\n- **Current:** a\n", "- **Current:**\n  > b\n"),
        ("## Risks\n\n| # | Risk |\n| --- | --- |\n", "| 1 | Ice |\n"),
        ("## Risks\n\n", "### 1. Ice\n"),
        ("## Verifications\n\n### One\n\n", "```sh\nls\n"),
        ("## Checklists\n\n", "- [ ] a\n  > b\n"),
        ("## Notes\n\n", "> a\n\n"),
        ("", "- **Date:** x\n## Other\n"),
    ] {
        let text = format!("---\nformat: holdpoint.report/1\n---\n{head}{}", part.repeat(256 * 1024 / part.len()));
        let reading = read(&text);
        assert!(!reading.notes.is_empty(), "{part}");
    }
}
