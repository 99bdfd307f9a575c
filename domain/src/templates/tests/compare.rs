//! What differs between two templates.

use super::round_trip::template;
use super::{next, small};
use crate::records::Change;
use crate::templates::{Difference, Part, Template, TemplateDiff, What, diff};
use proptest::prelude::*;

fn between(newer: &Template) -> TemplateDiff {
    diff(&small(), newer)
}

fn change(field: &str, before: &str, after: &str) -> Change {
    Change { field: field.into(), before: before.into(), after: after.into() }
}

fn changed(part: Part, name: &str, changes: &[Change]) -> Difference {
    Difference { part, name: name.into(), within: None, what: What::Changed(changes.to_vec()) }
}

fn plain(part: Part, name: &str, what: What) -> Difference {
    Difference { part, name: name.into(), within: None, what }
}

#[test]
fn a_version_that_says_the_same_in_another_order_differs_in_nothing() {
    let mut parts = next(&[]).into_parts();
    parts.categories.reverse();
    parts.criteria.reverse();
    parts.checklists[0].items.reverse();
    let found = between(&Template::new(parts).unwrap());
    assert!(found.is_empty(), "{found:?}");
    assert_eq!((found.from.version, found.to.version, found.to.key.as_str()), (1, 2, "kiln"));
}

#[test]
fn a_category_is_known_by_its_key_whatever_it_is_called() {
    let found = between(&next(&[("name = \"Heat\"\nweight = 60", "name = \"Warmth\"\nweight = 50")]));
    let expected = [change("Name", "Heat", "Warmth"), change("Weight", "60", "50")];
    assert_eq!(found.differences, [changed(Part::Category, "Warmth", &expected)]);
}

#[test]
fn a_category_with_another_key_is_known_by_its_name() {
    let found = between(&next(&[("key = \"heat\"\nname = \"Heat\"", "key = \"h\"\nname = \"1. heat\"")]));
    assert_eq!(found.differences, [changed(Part::Category, "1. heat", &[change("Key", "heat", "h"), change("Name", "Heat", "1. heat")])]);
}

#[test]
fn what_is_new_and_what_is_gone_is_told_by_kind() {
    let newer = next(&[("\"Chimney is swept\"", "\"Wood is dry\""), ("name = \"Kiln audit\"", "name = \"Kiln review\"")]);
    let list = || Some("Before the first firing".parse().unwrap());
    assert_eq!(
        between(&newer).differences,
        [
            changed(Part::Head, "Kiln review", &[change("Name", "Kiln audit", "Kiln review")]),
            Difference { part: Part::Item, name: "Wood is dry".into(), within: list(), what: What::Added },
            Difference { part: Part::Item, name: "Chimney is swept".into(), within: list(), what: What::Removed },
        ]
    );
}

#[test]
fn an_item_that_moved_to_another_checklist_is_no_new_one() {
    let mut parts = next(&[]).into_parts();
    let item = parts.checklists[0].items.remove(1);
    parts.checklists.push(crate::templates::TemplateChecklist { title: "Later".parse().unwrap(), items: vec![item] });
    let found = between(&Template::new(parts).unwrap()).differences;
    assert_eq!(found[0], plain(Part::Checklist, "Later", What::Added));
    assert_eq!(found[1].what, What::Changed(vec![change("Checklist", "Before the first firing", "Later")]));
    assert_eq!((found.len(), found[1].within.as_ref().unwrap().as_str()), (2, "Later"));
}

#[test]
fn labels_that_move_because_a_criterion_is_put_in_make_no_new_criteria() {
    let newer = next(&[
        ("label = \"A\"\ntext", "label = \"A\"\ntext = \"Smoke goes out\"\n\n[[criteria]]\nlabel = \"B\"\ntext"),
        ("label = \"B\"\ntext = \"Nobody", "label = \"C\"\ntext = \"Nobody"),
    ]);
    assert_eq!(
        between(&newer).differences,
        [
            changed(Part::Criterion, "The door stays shut", &[change("Letter or number", "A", "B")]),
            changed(Part::Criterion, "Nobody is hurt", &[change("Letter or number", "B", "C")]),
            plain(Part::Criterion, "Smoke goes out", What::Added),
        ]
    );
    let reworded = between(&next(&[("Nobody is hurt", "Nobody gets hurt")]));
    assert_eq!(
        reworded.differences,
        [changed(Part::Criterion, "Nobody gets hurt", &[change("What has to hold", "Nobody is hurt", "Nobody gets hurt")])]
    );
}

#[test]
fn the_rules_of_a_gate_are_compared_one_by_one() {
    let newer = next(&[
        ("target = 90", "target = \"92.5\""),
        ("percent = 80 }", "percent = 85 }"),
        ("{ rule = \"no_open_blocker\", tier = 1, otherwise = \"conditional\" }", "{ rule = \"criteria_met\" }"),
    ]);
    assert_eq!(
        between(&newer).differences,
        [changed(
            Part::Gate,
            "First firing",
            &[
                change("Target", "90 %", "92.5 %"),
                change("Minimum overall", "overall score at least 80 %", "overall score at least 85 %"),
                change("Criteria met", "", "all acceptance criteria met"),
                change("No open blocker", "no open blocker of tier 1, else conditional", ""),
            ]
        )]
    );
}

#[test]
fn two_templates_that_have_nothing_in_common_are_all_gone_and_all_new() {
    let (one, other) = (&Template::built_in()[2], &Template::built_in()[6]);
    let found = diff(one, other);
    let count = |part, what: &What| found.differences.iter().filter(|it| it.part == part && it.what == *what).count();
    assert_eq!((count(Part::Category, &What::Removed), count(Part::Category, &What::Added)), (7, 8));
    let back = diff(other, one);
    assert_eq!(back.differences.len(), found.differences.len());
    assert_eq!(serde_json::from_str::<TemplateDiff>(&serde_json::to_string(&found).unwrap()).unwrap(), found);
}

fn turned(what: &What) -> What {
    match what {
        What::Added => What::Removed,
        What::Removed => What::Added,
        changed @ What::Changed(_) => changed.clone(),
    }
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(template in template()) {
        prop_assert_eq!(diff(&template, &template).differences, []);
    }

    #[test]
    fn what_was_added_one_way_is_removed_the_other_way(one in template(), other in template()) {
        let (there, back) = (diff(&one, &other), diff(&other, &one));
        let count = |found: &TemplateDiff, part, what: &What| {
            found.differences.iter().filter(|it| it.part == part && it.what == *what).count()
        };
        for part in [Part::Head, Part::Category, Part::Checklist, Part::Item, Part::Criterion, Part::Gate] {
            for what in [What::Added, What::Removed] {
                prop_assert_eq!(count(&there, part, &what), count(&back, part, &turned(&what)), "{:?}", part);
            }
        }
    }
}
