//! The table of `docs/asvs.md`: whole, and every test that it names is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The sections of ASVS 5.0.0 and the level of each of their requirements, in order.
const SECTIONS: &[(&str, &[u8])] = &[
    ("1.1", &[2, 2]),
    ("1.2", &[1, 1, 1, 1, 1, 2, 2, 2, 2, 3]),
    ("1.3", &[1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3]),
    ("1.4", &[2, 2, 2]),
    ("1.5", &[1, 2, 3]),
    ("2.1", &[1, 2, 2]),
    ("2.2", &[1, 1, 2]),
    ("2.3", &[1, 2, 2, 2, 3]),
    ("2.4", &[2, 3]),
    ("3.1", &[3]),
    ("3.2", &[1, 1, 3]),
    ("3.3", &[1, 2, 2, 2, 3]),
    ("3.4", &[1, 1, 2, 2, 2, 2, 3, 3]),
    ("3.5", &[1, 1, 1, 2, 2, 3, 3, 3]),
    ("3.6", &[3]),
    ("3.7", &[2, 2, 3, 3, 3]),
    ("4.1", &[1, 2, 2, 3, 3]),
    ("4.2", &[2, 3, 3, 3, 3]),
    ("4.3", &[2, 2]),
    ("4.4", &[1, 2, 2, 2]),
    ("5.1", &[2]),
    ("5.2", &[1, 1, 2, 3, 3, 3]),
    ("5.3", &[1, 1, 3]),
    ("5.4", &[2, 2, 2]),
    ("6.1", &[1, 2, 2]),
    ("6.2", &[1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2]),
    ("6.3", &[1, 1, 2, 2, 3, 3, 3, 3]),
    ("6.4", &[1, 1, 2, 2, 3, 3]),
    ("6.5", &[2, 2, 2, 2, 2, 3, 3, 3]),
    ("6.6", &[2, 2, 2, 3]),
    ("6.7", &[3, 3]),
    ("6.8", &[2, 2, 2, 2]),
    ("7.1", &[2, 2, 2]),
    ("7.2", &[1, 1, 1, 1]),
    ("7.3", &[2, 2]),
    ("7.4", &[1, 1, 2, 2, 2]),
    ("7.5", &[2, 2, 3]),
    ("7.6", &[2, 2]),
    ("8.1", &[1, 2, 3, 3]),
    ("8.2", &[1, 1, 2, 3]),
    ("8.3", &[1, 3, 3]),
    ("8.4", &[2, 3]),
    ("9.1", &[1, 1, 1]),
    ("9.2", &[1, 2, 2, 2]),
    ("10.1", &[2, 2]),
    ("10.2", &[2, 2, 3]),
    ("10.3", &[2, 2, 2, 2, 3]),
    ("10.4", &[1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]),
    ("10.5", &[2, 2, 2, 2, 2]),
    ("10.6", &[2, 2]),
    ("10.7", &[2, 2, 2]),
    ("11.1", &[2, 2, 3, 3]),
    ("11.2", &[2, 2, 2, 3, 3]),
    ("11.3", &[1, 1, 2, 3, 3]),
    ("11.4", &[1, 2, 2, 2]),
    ("11.5", &[2, 3]),
    ("11.6", &[2, 3]),
    ("11.7", &[3, 3]),
    ("12.1", &[1, 2, 2, 3, 3]),
    ("12.2", &[1, 1]),
    ("12.3", &[2, 2, 2, 2, 3]),
    ("13.1", &[2, 3, 3, 3]),
    ("13.2", &[2, 2, 2, 2, 2, 3]),
    ("13.3", &[2, 2, 3, 3]),
    ("13.4", &[1, 2, 2, 2, 2, 3, 3]),
    ("14.1", &[2, 2]),
    ("14.2", &[1, 2, 2, 2, 3, 3, 3, 3]),
    ("14.3", &[1, 2, 2]),
    ("15.1", &[1, 2, 2, 3, 3]),
    ("15.2", &[1, 2, 2, 3, 3]),
    ("15.3", &[1, 2, 2, 2, 2, 2, 2]),
    ("15.4", &[3, 3, 3, 3]),
    ("16.1", &[2]),
    ("16.2", &[2, 2, 2, 2, 2]),
    ("16.3", &[2, 2, 2, 2]),
    ("16.4", &[2, 2, 2]),
    ("16.5", &[2, 2, 2, 3]),
    ("17.1", &[2, 3]),
    ("17.2", &[2, 2, 2, 2, 3, 3, 3, 3]),
    ("17.3", &[2, 2]),
];

fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The cells of each row that is about requirements.
fn rows() -> Vec<Vec<String>> {
    let text = fs::read_to_string(workspace().join("docs/asvs.md")).unwrap();
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    text.lines().filter(|line| line.starts_with("| V")).map(cells).collect()
}

#[test]
fn every_requirement_of_levels_one_and_two_stands_in_the_table_once() {
    let wanted: BTreeMap<String, u8> = SECTIONS
        .iter()
        .flat_map(|(section, levels)| levels.iter().enumerate().map(move |(at, level)| (format!("V{section}.{}", at + 1), *level)))
        .filter(|(_, level)| *level < 3)
        .collect();
    assert_eq!(wanted.len(), 253, "70 of level 1 and 183 of level 2");
    let mut found = BTreeMap::new();
    for row in rows() {
        for number in row[0].split(", ") {
            assert_eq!(found.insert(number.to_owned(), row[1].parse::<u8>().unwrap()), None, "{number} stands there twice");
        }
    }
    assert_eq!(found, wanted);
}

#[test]
fn every_row_has_a_status_and_says_how_or_why_not() {
    let words = ["met", "partly", "not met", "n/a"];
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows() {
        assert_eq!(row.len(), 6, "{row:?}");
        let status = words.into_iter().find(|word| *word == row[3]).unwrap_or_else(|| panic!("{row:?}"));
        *counted.entry(status).or_default() += row[0].split(", ").count();
        assert!(status != "met" || row[4] != "–" || row[5] != "–", "{row:?}");
        assert!(status == "met" || row[4] != "–", "says not why: {row:?}");
    }
    // The figures on top are those of the rows.
    let text = fs::read_to_string(workspace().join("docs/asvs.md")).unwrap();
    let told = [("met", "met"), ("partly met", "partly"), ("not met", "not met"), ("not applicable", "n/a")];
    for (word, status) in told {
        if let Some(figure) = text.lines().find_map(|line| line.strip_prefix(&format!("| {word} | "))) {
            assert_eq!(figure.trim_end_matches(" |").parse::<usize>().unwrap(), counted.get(status).copied().unwrap_or_default(), "{word}");
        } else {
            assert_eq!(counted.get(status), None, "{word} has no figure");
        }
    }
}

#[test]
fn every_test_that_the_table_names_is_there() {
    let mut named = BTreeSet::new();
    for row in rows() {
        for name in row[5].split('`').skip(1).step_by(2) {
            let (file, test) = name.split_once("::").unwrap_or((name, ""));
            let source = fs::read_to_string(workspace().join(file)).unwrap_or_else(|_| panic!("{file} is not there"));
            assert!(test.is_empty() || source.contains(&format!("fn {test}(")), "{name} is not there");
            named.insert(name.to_owned());
        }
    }
    assert!(named.len() > 60, "{}", named.len());
}
