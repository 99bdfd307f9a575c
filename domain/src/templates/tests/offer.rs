//! What a newer version offers to what was made with an older one.

use super::make::{category, criterion, list};
use super::{next, small};
use crate::assessments::{Category, Rating};
use crate::checklists::tests::item;
use crate::checklists::{Checklist, Item};
use crate::records::Change;
use crate::templates::{Material, Offer, Piece, Standing, Template, offers};

fn change(field: &str, before: &str, after: &str) -> Change {
    Change { field: field.into(), before: before.into(), after: after.into() }
}

fn heat(weight: i64) -> Category {
    category("Heat", Some(weight), Rating::NotRated)
}

fn of(newer: &Template, categories: &[Category]) -> Vec<Offer> {
    offers(&small(), newer, &Material { categories, ..Material::default() })
}

fn offered(categories: &[Category], changes: &[Change], own: &[Change]) -> Offer {
    let Category { id, name, .. } = &categories[0];
    Offer::Change { standing: Standing::Category(*id), name: name.clone(), changes: changes.to_vec(), own: own.to_vec() }
}

#[test]
fn the_same_version_offers_nothing_whatever_the_team_made_of_it() {
    let categories = [category("Something else", Some(3), Rating::NotRated), heat(10)];
    assert_eq!(of(&small(), &categories), []);
    assert_eq!(of(&next(&[]), &[]), []);
}

#[test]
fn a_change_is_offered_where_the_field_is_as_the_older_version_had_it() {
    let newer = next(&[("weight = 60", "weight = 50"), ("Look at the door.", "Look at the chimney.")]);
    let guidance = change("Guidance", "Look at the door.", "Look at the chimney.");
    let present = [heat(60)];
    assert_eq!(of(&newer, &present), [offered(&present, &[change("Weight", "60", "50"), guidance.clone()], &[])]);
    let own = [heat(70)];
    assert_eq!(of(&newer, &own), [offered(&own, std::slice::from_ref(&guidance), &[change("Weight", "70", "50")])]);
    let there = [heat(50)];
    assert_eq!(of(&newer, &there), [offered(&there, &[guidance], &[])], "a weight that is there already is not offered");
}

#[test]
fn a_category_that_the_team_took_out_is_not_offered_again() {
    assert_eq!(of(&next(&[("weight = 60", "weight = 50")]), &[]), []);
}

#[test]
fn a_new_category_is_offered_unless_the_team_has_one_of_that_name() {
    let newer = next(&[("[[checklists]]", "[[categories]]\nkey = \"smoke\"\nname = \"Smoke\"\nscale = \"rag\"\n\n[[checklists]]")]);
    let piece = || Piece::Category(newer.parts().categories[2].clone());
    assert_eq!(of(&newer, &[heat(60)]), [Offer::Add { piece: piece() }]);
    assert_eq!(of(&newer, &[category("1. SMOKE", None, Rating::NotRated)]), []);
}

#[test]
fn what_the_newer_version_has_no_more_may_be_dropped_where_it_is_there() {
    let older = small();
    let mut parts = next(&[("minimum_per_category\", percent = 70, category = \"safety\"", "criteria_met\"")]).into_parts();
    parts.categories.remove(1);
    let newer = Template::new(parts).unwrap();
    let present = [heat(60), category("Safety", None, Rating::NotRated)];
    let found = offers(&older, &newer, &Material { categories: &present, ..Material::default() });
    assert_eq!(found[0], Offer::Drop { standing: Standing::Category(present[1].id), name: "Safety".parse().unwrap() });
    assert!(matches!(&found[1..], [Offer::Gate { .. }]), "{found:?}");
    assert!(matches!(of(&newer, &present[..1])[..], [Offer::Gate { .. }]), "nothing to drop");
}

#[test]
fn a_renamed_category_is_found_by_either_name() {
    let newer = next(&[("name = \"Heat\"\nweight = 60", "name = \"Warmth\"\nweight = 50")]);
    let old = [heat(60)];
    assert_eq!(of(&newer, &old), [offered(&old, &[change("Name", "Heat", "Warmth"), change("Weight", "60", "50")], &[])]);
    let new = [category("Warmth", Some(60), Rating::NotRated)];
    assert_eq!(of(&newer, &new), [offered(&new, &[change("Weight", "60", "50")], &[])]);
}

#[test]
fn items_and_criteria_are_offered_too() {
    let newer = next(&[
        ("{ text = \"Chimney is swept\" }", "{ text = \"Chimney is swept\", blocking = true }, { text = \"Wood is dry\" }"),
        ("label = \"B\"\ntext = \"Nobody is hurt\"", "label = \"C\"\ntext = \"Nobody is hurt\""),
    ]);
    let swept = Item { text: "Chimney is swept".parse().unwrap(), ..item() };
    let checklists: [(Checklist, Vec<Item>); 1] = [list("Before the first firing", vec![swept.clone()])];
    let criteria = [criterion(Some("B"), "Nobody is hurt")];
    let found = offers(&small(), &newer, &Material { categories: &[], checklists: &checklists, criteria: &criteria });
    assert_eq!(
        found,
        [
            Offer::Change {
                standing: Standing::Item(swept.id),
                name: swept.text,
                changes: vec![change("Blocking", "no", "yes")],
                own: Vec::new(),
            },
            Offer::Add {
                piece: Piece::Item {
                    checklist: "Before the first firing".parse().unwrap(),
                    item: newer.parts().checklists[0].items[1].clone(),
                },
            },
            Offer::Change {
                standing: Standing::Criterion(criteria[0].id),
                name: "Nobody is hurt".parse().unwrap(),
                changes: vec![change("Letter or number", "B", "C")],
                own: Vec::new(),
            },
        ]
    );
}
