//! Reading other documents than Markdown: what is understood of invented ones, and what holds for any text.
#![cfg(feature = "markdown")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use domain::exchange::inputs::{InputKind, detect, from_json, read_any, to_json};
use domain::exchange::profile::{Meaning, Profile};
use domain::exchange::{BlockerReadingState, Column, FindingKind, LineRange, Met, NoteKind, Reading, json, read};
use proptest::prelude::*;
use support::lost;

const RISKS: &str = include_str!("fixtures/risks.csv");
const TASKS: &str = include_str!("fixtures/tasks.tsv");
const SCAN: &str = include_str!("fixtures/scan.sarif");
const SCORECARD: &str = include_str!("fixtures/scorecard.json");
const SNAPSHOT: &str = include_str!("fixtures/snapshot-1.json");
const MARKDOWN: [&str; 3] = [
    include_str!("fixtures/weighted_scores.md"),
    include_str!("fixtures/colours_and_criteria.md"),
    include_str!("fixtures/headings_and_lists.md"),
];

fn read_well(name: &str, text: &str) -> Reading {
    let reading = read_any(name, text, &Profile::default()).unwrap();
    assert_eq!(lost(&reading, text), Vec::<u32>::new(), "{name}");
    reading
}

/// The reading without its places and without what only holds records together.
fn content(mut reading: Reading) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(values) => values.iter_mut().for_each(strip),
            serde_json::Value::Object(fields) => {
                fields.remove("lines");
                fields.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    reading.notes.retain(|note| note.kind == NoteKind::Text);
    let mut value = serde_json::to_value(reading).unwrap();
    strip(&mut value);
    value
}

fn problem(name: &str, text: &str) -> String {
    read_any(name, text, &Profile::default()).unwrap_err().to_string()
}

#[test]
fn a_reading_is_written_and_read_again_without_a_loss() {
    for source in MARKDOWN {
        let reading = read(source);
        let document = to_json(&reading);
        assert_eq!(from_json(&document).unwrap(), reading);
        assert_eq!(detect("reading.json", &document), InputKind::Json);
        assert_eq!(content(read_well("reading.json", &document)), content(reading));
    }
}

#[test]
fn records_of_a_reading_that_was_written_stand_on_lines_of_that_document() {
    let document = to_json(&read(MARKDOWN[0]));
    let reading = read_well("reading.json", &document);
    let lines: Vec<&str> = document.lines().collect();
    let first = &reading.blockers[0];
    assert!(lines[first.lines.first as usize..first.lines.last as usize].iter().any(|line| line.contains(&first.title)));
    let item = &reading.checklists[0].items[1];
    assert!(lines[item.lines.first as usize..item.lines.last as usize].iter().any(|line| line.contains(&item.text)));
}

#[test]
fn formats_that_are_not_known_are_refused_with_what_is_known() {
    let message = problem("x.json", "{\n  \"format\": \"holdpoint.reading/9\"\n}");
    assert!(message.contains("line 2, column 13") && message.contains("“holdpoint.reading/9” is not known"), "{message}");
    assert!(problem("package.json", "{\"name\": \"kiln\"}").contains("of no known kind"));
    assert!(problem("x.json", "{\"format\": \"holdpoint.reading/1\"}").contains("no “reading” in it"));
    let message = problem("x.json", "{\"format\": \"holdpoint.reading/1\",\n\"reading\": {\"categories\": 7}}");
    assert!(message.contains("line 2, column 27") && message.contains("this is no reading: invalid type"), "{message}");
}

#[test]
fn numbers_that_no_report_has_are_refused() {
    let document = to_json(&read("# Audit\n\nOverall score: 7/10\n"));
    let without = document.replace("\"max\": \"10\"", "\"max\": \"0\"");
    assert!(problem("x.json", &without).contains("a score cannot be out of 0"));
    let huge = document.replace("\"value\": \"7\"", "\"value\": \"79228162514264337593543950335\"");
    assert!(problem("x.json", &huge).contains("too large"));
}

#[test]
fn broken_json_is_told_with_its_place() {
    let message = problem("x.json", "{\n \"format\": tru\n}");
    assert!(message.starts_with("line 3, column 1: ") && message.contains("this is no JSON: expected ident"), "{message}");
    assert!(problem("x.json", "{\"format\": ").contains("cut off"));
    assert!(problem("x.json", "").contains("line 1, column 1"));
    assert_eq!(read_any("x.sarif", "{\"runs\": [", &Profile::default()).unwrap_err().kind, InputKind::Sarif);
}

#[test]
fn a_frozen_assessment_becomes_a_reading_of_its_records() {
    let reading = read_well("frozen.json", SNAPSHOT);
    assert_eq!(reading.title.unwrap().text, "Quillbox: third readiness review");
    assert_eq!(reading.overall.unwrap().value, "8.1".parse().unwrap());
    assert_eq!((reading.categories.len(), reading.categories[0].weight), (5, Some(30.into())));
    assert_eq!((reading.findings.len(), reading.blockers.len(), reading.risks.len()), (3, 3, 6));
    assert_eq!(reading.blockers[0].state, BlockerReadingState::Resolved);
    assert_eq!((reading.risks[0].level.as_deref(), reading.risks[0].previous.as_deref()), (Some("low"), Some("medium")));
    assert_eq!(reading.criteria.iter().map(|row| row.met).collect::<Vec<_>>(), [Some(Met::Met), Some(Met::NotMet), Some(Met::Partly)]);
    assert_eq!((reading.checklists.len(), reading.checklists[0].items.len()), (1, 9));
    assert!(reading.checklists[0].items[0].done && reading.checklists[0].items[0].blocking);
    assert!(reading.notes.iter().all(|note| note.kind == NoteKind::Text));
    assert!(
        problem("frozen.json", &SNAPSHOT.replace("\"tier\":1", "\"tier\":0")).contains("no frozen assessment that this version can read")
    );
}

#[test]
fn a_table_with_a_column_of_risks_becomes_a_register() {
    let reading = read_well("risks.csv", RISKS);
    assert!(reading.checklists.is_empty());
    let rows: Vec<_> = reading.risks.iter().map(|row| (row.title.as_str(), row.likelihood.as_deref(), row.impact.as_deref())).collect();
    assert_eq!(
        rows,
        [
            ("Glaze cracks in frost", Some("high"), Some("3,5")),
            ("Gas runs out; no spare bottle", Some("low"), Some("critical")),
            ("Potter leaves", Some("medium"), None),
        ]
    );
    let first = &reading.risks[0];
    assert_eq!(
        (first.mitigation.as_deref(), first.owner.as_deref(), first.status.as_deref()),
        (Some("Dry store"), Some("Ines"), Some("open"))
    );
    assert_eq!(first.description.as_deref(), Some("Seen twice on the north wall\n\nRisk ID: R-1\n\nCost: 1.200,50"));
    assert_eq!((first.lines, reading.risks[2].lines), (LineRange::new(3, 4), LineRange::line(7)));
}

#[test]
fn rows_that_name_nothing_or_sum_up_others_are_kept_as_notes() {
    let notes: Vec<_> = read_well("risks.csv", RISKS).notes.into_iter().map(|note| (note.kind, note.lines.first)).collect();
    assert_eq!(notes, [(NoteKind::Text, 1), (NoteKind::Structure, 2), (NoteKind::Text, 8), (NoteKind::Text, 9)]);
}

#[test]
fn other_rows_are_items_of_the_checklists_that_a_column_names() {
    let reading = read_well("tasks.tsv", TASKS);
    let lists: Vec<_> = reading.checklists.iter().map(|list| (list.title.as_str(), list.items.len())).collect();
    assert_eq!(lists, [("Before firing", 3), ("After firing", 1)]);
    let items: Vec<_> = reading.checklists[0].items.iter().map(|item| (item.text.as_str(), item.done, item.blocking)).collect();
    assert_eq!(
        items,
        [("Sweep the chimney", true, false), ("Try the door lock", false, true), ("Fill the sand trap (blocking)", false, true)]
    );
    let first = &reading.checklists[0].items[0];
    assert_eq!((first.owner.as_deref(), first.detail.as_deref()), (Some("Kim"), Some("Twice a year\n\nDue: 2031-05-01")));
    assert_eq!(reading.checklists[1].items[0].detail.as_deref(), Some("Photograph \"as is\""));
}

#[test]
fn a_project_may_say_what_columns_mean_and_so_what_rows_are() {
    let text = "Kürzel,Was,Wie schlimm,Hinweis\nA,Frost,high,dry store\n";
    let named = |columns: &[(&str, Column)]| {
        let mut profile = Profile::default();
        for (head, column) in columns {
            profile.learn(head, Meaning::Column(*column)).unwrap();
        }
        read_any("liste.csv", text, &profile).unwrap()
    };
    let items = named(&[("was", Column::Item)]);
    assert_eq!((items.checklists[0].title.as_str(), items.checklists[0].items[0].text.as_str()), ("liste", "Frost"));
    let columns = [("Was", Column::Risk), ("WIE SCHLIMM", Column::Level), ("Hinweis", Column::Mitigation)];
    let risks = named(&columns);
    assert_eq!((risks.risks[0].title.as_str(), risks.risks[0].level.as_deref()), ("Frost", Some("high")));
    assert_eq!(risks.risks[0].mitigation.as_deref(), Some("dry store"));
}

#[test]
fn a_column_called_risk_may_say_how_high_it_is() {
    let reading = read_well("x.csv", "Area,Risk,Mitigation\nHeat,high,shed\nGas,low,bottle\n");
    let rows: Vec<_> = reading.risks.iter().map(|row| (row.title.as_str(), row.level.as_deref())).collect();
    assert_eq!(rows, [("Heat", Some("high")), ("Gas", Some("low"))]);
}

#[test]
fn a_table_of_any_shape_is_taken_or_told() {
    let wide = format!("{}\n{}\n", "a,".repeat(100_000), "b,".repeat(100_000));
    read_well("wide.csv", &wide);
    read_well("ragged.csv", "Task,Done\nSweep,x,one,more\nLock\n,,,\n\n");
    assert_eq!(read_well("one.csv", "Task\nSweep\nLock\n").checklists[0].items.len(), 2);
    assert!(problem("empty.csv", "\n\n").contains("no row in it"));
    let message = problem("open.csv", "Task,Done\n\"Sweep,x\nLock,\n");
    assert!(message.starts_with("line 2, column 1: a quotation mark opens here"), "{message}");
}

#[test]
fn results_of_a_scan_become_findings() {
    let reading = read_well("scan.sarif", SCAN);
    assert_eq!(reading.title.as_ref().unwrap().text, "Potsherd 3.2.1, Sieve 0.9");
    assert_eq!(
        (String::from(reading.date.as_ref().unwrap().date), reading.title.as_ref().unwrap().lines),
        ("2031-02-04".to_owned(), LineRange::line(8))
    );
    let rows: Vec<_> = reading
        .findings
        .iter()
        .map(|row| (row.kind, row.title.as_str(), row.severity.as_deref(), row.location.as_deref(), row.category.as_deref()))
        .collect();
    let (gap, strength) = (FindingKind::Gap, FindingKind::Strength);
    assert_eq!(
        rows,
        [
            (gap, "Celsius is compared with kelvin.", Some("high (error)"), Some("src/kiln/heat.c:42"), Some("correctness")),
            (gap, "Port 8080 of the kiln is open to all", Some("critical (9.3)"), Some("src/kiln/net.c:7"), Some("security")),
            (gap, "Still looked at", Some("high (error)"), None, Some("correctness")),
            (strength, "No port is open on the display", None, None, Some("security")),
            (gap, "sieve/hole", Some("medium (warning)"), Some("kiln::sieve"), Some("Sieve")),
        ]
    );
    let first = &reading.findings[0];
    assert_eq!(first.recommendation.as_deref(), Some("Compare values of one unit only.\n\nSee https://example.org/rules/ps100"));
    assert_eq!(first.body.as_deref(), Some("The alarm never rings.\n\nAlso in:\n\n- src/kiln/cool.c\n\nRule: `PS100/inner`"));
    assert!(SCAN.lines().nth(first.lines.first as usize).unwrap().contains("PS100/inner"));
}

#[test]
fn results_that_are_accepted_or_gone_are_notes_not_gaps() {
    let notes = read_well("scan.sarif", SCAN).notes;
    let texts: Vec<&str> = notes.iter().filter(|note| note.kind == NoteKind::Text).map(|note| note.text.as_str()).collect();
    assert_eq!(texts[0], "Suppressed (both are kelvin): Accepted comparison\n\nRule: `PS100`");
    assert!(texts[1].starts_with("Not there any more: An old comparison"));
    assert!(notes.iter().filter(|note| note.kind == NoteKind::Structure).all(|note| note.text.len() < 500));
}

#[test]
fn a_scan_on_one_line_is_read_alike() {
    let value: serde_json::Value = serde_json::from_str(SCAN).unwrap();
    let minified = value.to_string();
    assert_eq!(detect("", &minified), InputKind::Sarif);
    assert_eq!(content(read_well("", &minified)), content(read_well("", SCAN)));
}

#[test]
fn other_versions_of_the_scan_format_are_refused() {
    let message = problem("x.sarif", "{\"version\": \"1.0.0\", \"runs\": []}");
    assert!(message.contains("SARIF “1.0.0”") && message.contains("2.1.0"), "{message}");
    assert!(problem("x.sarif", "{\"version\": \"2.1.0\", \"runs\": 3}").contains("list of “runs”"));
}

#[test]
fn a_rule_that_thousands_of_results_name_is_not_repeated_without_a_bound() {
    let help = "x".repeat(100_000);
    let results = vec!["{\"ruleIndex\":0}"; 60_000].join(",");
    let scan = format!(
        "{{\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{{\"name\":\"T\",\"rules\":[{{\"id\":\"R\",\"shortDescription\":{{\"text\":\"{help}\"}},\"help\":{{\"text\":\"{help}\"}}}}]}}}},\"results\":[{results}]}}]}}"
    );
    let reading = read_any("x.sarif", &scan, &Profile::default()).unwrap();
    assert_eq!(reading.findings.len(), 60_000);
    let repeated: usize = reading.findings.iter().map(|row| row.title.len() + row.recommendation.as_ref().map_or(0, String::len)).sum();
    assert!(repeated < 3 * 1024 * 1024, "{repeated}");
}

#[test]
fn checks_of_a_repository_become_strengths_and_gaps() {
    let reading = read_well("results.json", SCORECARD);
    assert_eq!(reading.title.as_ref().unwrap().text, "OpenSSF Scorecard: example.org/kiln/firmware");
    let overall = reading.overall.as_ref().unwrap();
    assert_eq!((overall.value.to_string(), overall.max, overall.lines), ("6.4".to_owned(), 10.into(), LineRange::line(11)));
    assert_eq!(String::from(reading.date.as_ref().unwrap().date), "2031-03-14");
    let rows: Vec<_> = reading.findings.iter().map(|row| (row.kind, row.title.as_str(), row.severity.as_deref())).collect();
    assert_eq!(
        rows,
        [
            (FindingKind::Strength, "Binary-Artifacts", None),
            (FindingKind::Gap, "Branch-Protection", Some("high (3 of 10)")),
            (FindingKind::Gap, "Token-Permissions", Some("medium (8 of 10)")),
        ]
    );
    let branch = &reading.findings[1];
    assert_eq!(branch.current.as_deref(), Some("branch protection is not maximal"));
    assert_eq!(branch.recommendation.as_deref(), Some("See https://example.org/checks#branch-protection"));
    assert!(branch.body.as_ref().unwrap().ends_with("- Warn: branch 'main' can be overwritten\n- Info: branch 'main' cannot be deleted"));
    assert!(
        reading.notes.iter().any(|note| note.kind == NoteKind::Text && note.text == "Signed-Releases: not applicable (no releases found)")
    );
}

#[test]
fn a_zero_character_in_json_is_not_kept() {
    let reading = read_well("x.json", &SCORECARD.replace("no binaries", "no\\u0000 binaries"));
    assert_eq!(reading.findings[0].current.as_deref(), Some("no binaries found in the repo"));
}

#[test]
fn deep_nesting_neither_overflows_nor_stalls() {
    for text in ["[".repeat(100_000), "{\"a\":".repeat(100_000), format!("{{\"runs\":{}{}}}", "[".repeat(50_000), "]".repeat(50_000))] {
        assert!(read_any("x.json", &text, &Profile::default()).is_err());
    }
    let deep = format!("{{\"version\":\"2.1.0\",\"runs\":[{{\"results\":[{{\"a\":{}{}}}]}}]}}", "[".repeat(5000), "]".repeat(5000));
    assert!(read_well("x.sarif", &deep).findings.is_empty());
}

fn documents() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(RISKS), Just(TASKS), Just(SCAN), Just(SCORECARD), Just(SNAPSHOT), Just(MARKDOWN[0])]
}

fn names() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(""), Just("a.md"), Just("a.json"), Just("a.csv"), Just("a.tsv"), Just("a.sarif"), Just("scorecard.json")]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(name in names(), text in "(\\PC|[\n\t\r ,;\"{}\\[\\]:]){0,200}") {
        if let Ok(reading) = read_any(name, &text, &Profile::default()) {
            prop_assert_eq!(lost(&reading, &text), Vec::<u32>::new());
            let _ = json(&reading);
        }
    }

    #[test]
    fn a_damaged_document_is_read_or_refused(
        name in names(), text in documents(), at in 0_usize..8000, length in 0_usize..60, inserted in "[\\PC\n\"]{0,5}", pretty in any::<bool>()
    ) {
        let text = match serde_json::from_str::<serde_json::Value>(text) {
            Ok(value) if pretty => serde_json::to_string_pretty(&value).unwrap(),
            _ => text.to_owned(),
        };
        let start = text.floor_char_boundary(at % text.len());
        let end = text.ceil_char_boundary(start + length);
        let damaged = format!("{}{inserted}{}", &text[..start], &text[end..]);
        if let Ok(reading) = read_any(name, &damaged, &Profile::default()) {
            prop_assert_eq!(lost(&reading, &damaged), Vec::<u32>::new());
            prop_assert_eq!(from_json(&to_json(&reading)).unwrap(), reading);
        }
    }

    #[test]
    fn whatever_is_read_is_written_and_read_again(lines in proptest::collection::vec("(\\PC{0,30}|[#>*-] [a-z%0-9/]{0,20}|\\|( [a-zA-Z0-9/%]{0,10} \\|){1,4}|- \\[x\\] [a-z]{1,9}|(Score|Date|Verdict): [0-9/%a-z]{1,9})", 0..30)) {
        let reading = read(&lines.join("\n"));
        prop_assert_eq!(from_json(&to_json(&reading)).unwrap(), reading);
    }
}
