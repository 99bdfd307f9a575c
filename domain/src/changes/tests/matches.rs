//! Which row is which.

use super::sides::*;
use crate::assessments::FindingKind;
use crate::changes::{How, Part, Remembered, Side, candidates, compare, key};

fn named(id: u128, names: &[&str]) -> Side {
    let rows = (0..).zip(names).map(|(at, name)| category(id + at, name, None, percent(50))).collect();
    Side { categories: rows, ..side(id) }
}

fn matched(before: &[&str], after: &[&str], remembered: &[Remembered]) -> Vec<(String, String, How)> {
    let found = compare(&named(1, before), &named(100, after), remembered);
    let pairs = found.entries.into_iter().filter_map(|entry| Some((entry.before?.name, entry.after?.name, entry.matched?)));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by(|one, other| one.1.cmp(&other.1));
    pairs
}

fn said(one: &str, other: &str, same: bool) -> Remembered {
    Remembered { part: Part::Category, one: key(one), other: key(other), same }
}

#[test]
fn names_are_the_same_but_for_case_numbering_and_marks_and_else_similar() {
    let found =
        matched(&["1. Data layer", "CI/CD", "Security", "Code quality"], &["**data layer**", "CI/CD & Deployment", "Data quality"], &[]);
    let of = |before: &str, after: &str, how| (before.to_owned(), after.to_owned(), how);
    assert_eq!(found, [of("1. Data layer", "**data layer**", How::Name), of("CI/CD", "CI/CD & Deployment", How::Similar(80))]);
    assert_eq!(How::Similar(80).words(), "similarity 0.80");
}

#[test]
fn what_people_said_goes_before_names_in_both_directions() {
    for said in [said("Docs", "Documentation", true), said("Documentation", "Docs", true)] {
        let found = matched(&["Docs"], &["Documentation"], &[said]);
        assert_eq!(found, [("Docs".to_owned(), "Documentation".to_owned(), How::Remembered)]);
    }
    let apart = [said("CI/CD", "CI/CD & Deployment", false)];
    assert!(matched(&["CI/CD"], &["CI/CD & Deployment"], &apart).is_empty());
    assert!(matched(&["Docs"], &["Documentation"], &[]).is_empty());
    let other_part = Remembered { part: Part::Finding, ..said("Docs", "Documentation", true) };
    assert!(matched(&["Docs"], &["Documentation"], &[other_part]).is_empty());
}

#[test]
fn the_most_similar_pair_is_taken_first_and_nothing_twice() {
    let found = matched(&["Backup tests", "Backup tests monthly run"], &["Backup tests monthly"], &[]);
    assert_eq!(found, [("Backup tests monthly run".to_owned(), "Backup tests monthly".to_owned(), How::Similar(85))]);
}

#[test]
fn a_finding_is_looked_for_in_its_own_category_first() {
    let with = |id: u128, rows: [(u128, &str); 2]| {
        let mut made = named(id, &["Heat", "Door"]);
        for (place, (id, name)) in rows.into_iter().enumerate() {
            let category = Some(made.categories[place].id);
            made.findings.push(crate::assessments::Finding { category, ..finding(id, name, FindingKind::Gap, None) });
        }
        made
    };
    let before = with(1, [(11, "No tests"), (12, "No tests")]);
    let after = with(100, [(21, "No tests at night"), (22, "No tests")]);
    let found = compare(&before, &after, &[]);
    let pairs: Vec<_> =
        found.entries.iter().filter(|entry| entry.part == Part::Finding).map(|entry| entry.within.clone().zip(entry.matched)).collect();
    assert!(pairs.contains(&Some(("Door".to_owned(), How::Name))), "{pairs:?}");
    assert!(pairs.contains(&Some(("Heat".to_owned(), How::Similar(80)))), "{pairs:?}");
}

#[test]
fn candidates_for_a_correction_come_with_the_likeliest_first() {
    let side = named(1, &["Door", "Heat of the kiln", "Kiln"]);
    assert_eq!(candidates(Part::Category, "kiln heat", &side), ["Heat of the kiln", "Kiln", "Door"]);
}

/// Words that all names share must not make all pairs candidates.
#[test]
fn many_rows_of_like_names_are_matched_in_time() {
    let many = |id: u128| {
        let findings =
            (0..3000_u128).map(|at| finding(id + at, &format!("Shelf {} is not fixed to the wall", at + id), FindingKind::Gap, None));
        Side { findings: findings.collect(), ..side(id) }
    };
    let begun = std::time::Instant::now();
    let found = compare(&many(1), &many(1_000_000), &[]);
    assert_eq!(found.entries.len(), 6000);
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
}
