//! Every use case there is, with the proof that it takes: found in the sources, written down in `docs/roles.md`, and each one of a project
//! tried for every role, or covered by one that is.

mod covered;
mod open;
mod scan;

use self::covered::COVERED;
use self::open::OPEN;
use self::scan::{PROOFS, UseCase, exercised, proofs, use_cases};
use crate::permissions::{IN_USE, PEOPLE};
use scratch::held;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The proofs that belong to one project.
const OF_A_PROJECT: [&str; 8] = ["Viewer", "Speaker", "Reporter", "Editor", "Importer", "Auditor", "Owner", "OwnerInPerson"];

#[test]
fn every_kind_of_proof_is_known_here() {
    let known: BTreeSet<String> = PROOFS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(proofs(), known, "add (\"NAME\", \"whom it is given to\") to PROOFS in service/tests/it/matrix/scan.rs");
}

#[test]
fn a_use_case_takes_a_proof_or_there_is_a_reason_why_not() {
    let without: BTreeSet<String> = use_cases().into_iter().filter(|one| one.proofs.is_empty()).map(|one| one.name).collect();
    let listed: BTreeSet<String> = OPEN.iter().map(|(name, _)| (*name).to_owned()).collect();
    let missing: Vec<_> = without.difference(&listed).map(|name| format!("(\"{name}\", \"why nobody has to show a proof\"),")).collect();
    assert!(missing.is_empty(), "let it take a proof, or add to OPEN in service/tests/it/matrix/open.rs:\n{}", missing.join("\n"));
    let stale: Vec<_> = listed.difference(&without).collect();
    assert!(stale.is_empty(), "take out of OPEN in service/tests/it/matrix/open.rs, there is no such use case without a proof: {stale:?}");
}

#[test]
fn every_use_case_of_a_project_is_tried_for_every_role_or_covered_by_one_that_is() {
    let all: BTreeMap<String, Vec<String>> = use_cases().into_iter().map(|one| (one.name, one.proofs)).collect();
    let of_project = |name: &str| all.get(name).is_some_and(|proofs| proofs.iter().any(|proof| OF_A_PROJECT.contains(&proof.as_str())));
    let covered: BTreeMap<&str, &str> = COVERED.iter().flat_map(|(by, names)| names.iter().map(move |name| (*name, *by))).collect();
    let mut wrong = Vec::new();
    for name in all.keys().filter(|name| of_project(name)) {
        match (exercised(name), covered.get(name.as_str())) {
            (true, Some(by)) => wrong.push(format!("{name} is tried itself: take it out of what “{by}” covers")),
            (false, None) => wrong.push(format!(
                "{name} takes {}: call it in service/tests/it/use_cases.rs, or name it in COVERED in service/tests/it/matrix/covered.rs \
                 behind one that is called there and takes the same proof",
                all[name].join(" + ")
            )),
            (false, Some(by)) if !exercised(by) || all.get(*by) != all.get(name) => {
                wrong.push(format!("“{by}” cannot cover {name}: it is not tried, or takes another proof"));
            }
            (true, None) | (false, Some(_)) => {}
        }
    }
    wrong.extend(covered.keys().filter(|name| !of_project(name)).map(|name| format!("{name} is no use case of a project any more")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_document_tells_of_every_use_case_and_of_every_answer() {
    held("roles.md", "use cases", &table(&use_cases()));
    held("roles.md", "answers", &answers());
}

/// Use case, proof, who.
fn table(all: &[UseCase]) -> String {
    let mut text = String::from("| Use case | Proof | Who |\n|---|---|---|\n");
    for one in all {
        let who = match one.proofs.as_slice() {
            [] => OPEN.iter().find(|(name, _)| *name == one.name).map_or_else(String::new, |(_, why)| (*why).to_owned()),
            proofs => proofs.iter().map(|proof| meaning(proof)).collect::<Vec<_>>().join("; "),
        };
        let proof = if one.proofs.is_empty() { "none".to_owned() } else { format!("`{}`", one.proofs.join("`, `")) };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| `{}` | {proof} | {who} |", one.name);
    }
    text
}

fn meaning(proof: &str) -> &'static str {
    PROOFS.iter().find(|(name, _)| *name == proof).map_or("", |(_, who)| who)
}

/// What each role is answered in a project that is in use.
fn answers() -> String {
    let mut text = format!("| In a project | {} |\n|---|{}\n", PEOPLE.join(" | "), "---|".repeat(PEOPLE.len()));
    for (use_case, letters) in IN_USE {
        let words = letters.chars().map(|letter| match letter {
            'y' => "yes",
            'f' => "no",
            _ => "not found",
        });
        let _ = writeln!(text, "| {} | {} |", spaced(&format!("{use_case:?}")), words.collect::<Vec<_>>().join(" | "));
    }
    text
}

/// `PlanTheWay` as “Plan the way”.
fn spaced(name: &str) -> String {
    name.char_indices().fold(String::new(), |mut text, (at, letter)| {
        if letter.is_uppercase() && at > 0 {
            text.push(' ');
            text.extend(letter.to_lowercase());
        } else {
            text.push(letter);
        }
        text
    })
}
