//! Templates made of audits.

use crate::Version;
use crate::assessments::{Category, Points, Rag, Rating, Weight};
use crate::checklists::tests::{aside, item, tick};
use crate::checklists::{Checklist, Item};
use crate::criteria::{Criterion, CriterionState};
use crate::ids::{CategoryId, ChecklistId, CriterionId};
use crate::templates::{Head, Material, Template, TemplateError};
use crate::text::Markdown;
use rust_decimal::Decimal;
use uuid::Uuid;

pub(super) fn category(name: &str, weight: Option<i64>, rating: Rating) -> Category {
    Category {
        id: CategoryId(Uuid::from_u128(u128::try_from(name.len()).unwrap())),
        name: name.parse().unwrap(),
        weight: weight.map(|amount| Weight::try_from(Decimal::from(amount)).unwrap()),
        rating,
        status: Some("nearly".into()),
        notes: "What we saw.".parse().unwrap(),
        ..bare()
    }
}

fn bare() -> Category {
    serde_json::from_value(serde_json::json!({
        "id": Uuid::nil(), "position": 0, "name": "x", "weight": null, "rating": { "kind": "not_rated" }, "status": null,
        "notes": "", "lines": null, "version": 1
    }))
    .unwrap()
}

pub(super) fn criterion(label: Option<&str>, text: &str) -> Criterion {
    Criterion {
        id: CriterionId(Uuid::nil()),
        position: 0,
        label: label.map(Into::into),
        text: text.parse().unwrap(),
        state: CriterionState::Met,
        notes: Markdown::default(),
        owner: None,
        lines: None,
        version: Version::FIRST,
    }
}

pub(super) fn list(title: &str, items: Vec<Item>) -> (Checklist, Vec<Item>) {
    (Checklist { id: ChecklistId(Uuid::nil()), position: 0, title: title.parse().unwrap(), version: Version::FIRST }, items)
}

fn head() -> Head {
    Head { key: "ours".parse().unwrap(), name: "Ours".parse().unwrap(), version: 3, description: "From the last audit.".parse().unwrap() }
}

fn points(value: i64, max: i64) -> Rating {
    Rating::Points(Points::new(value.into(), max.into()).unwrap())
}

fn of(material: &Material<'_>) -> Result<Template, TemplateError> {
    Template::of(head(), material)
}

#[test]
fn names_weights_scales_and_words_are_taken_over_and_what_was_found_stays_behind() {
    let categories = [category("Heat", Some(60), points(7, 10)), category("Safety", None, Rating::Rag { colour: Rag::Red })];
    let done = Item { done: Some(tick()), blocking: true, detail: "With gloves.".parse().unwrap(), ..item() };
    let checklists = [list("First firing", vec![done, Item { set_aside: Some(aside()), ..item() }])];
    let criteria = [criterion(Some("A"), "The door stays shut")];
    let found = of(&Material { categories: &categories, checklists: &checklists, criteria: &criteria }).unwrap();
    let expected = r#"
key = "ours"
name = "Ours"
version = 3
description = "From the last audit."
categories = [
  { key = "heat", name = "Heat", weight = 60, scale = "points of 10" },
  { key = "safety", name = "Safety", scale = "rag" },
]
criteria = [{ label = "A", text = "The door stays shut" }]

[[checklists]]
title = "First firing"
items = [{ text = "Rotate the keys", detail = "With gloves.", blocking = true }, { text = "Rotate the keys" }]
"#;
    assert_eq!(found, Template::from_toml(expected).unwrap());
}

#[test]
fn a_category_that_nobody_rated_takes_the_scale_of_most_others() {
    let none = || Rating::NotRated;
    let scale = |ratings: Vec<Rating>| {
        let categories: Vec<_> = ratings.into_iter().map(|rating| category("Heat", None, rating)).collect();
        of(&Material { categories: &categories, ..Material::default() }).unwrap().parts().categories[0].scale.to_string()
    };
    assert_eq!(scale(vec![none(), points(1, 100), points(1, 10), points(2, 10)]), "points of 10");
    assert_eq!(scale(vec![none(), points(1, 10), points(1, 100)]), "points of 10", "of equals the first");
    assert_eq!(scale(vec![none()]), "percent");
}

#[test]
fn every_category_gets_a_key_of_its_own() {
    let long = "A very long name of a category that goes on and on until nobody reads it any more";
    let names = ["Heat", "heat!", "日本", "中国", long, long, "Heat 2"];
    let categories = names.map(|name| category(name, None, Rating::NotRated));
    let found = of(&Material { categories: &categories, ..Material::default() }).unwrap();
    let keys: Vec<&str> = found.parts().categories.iter().map(|category| category.key.as_str()).collect();
    assert_eq!(keys[..4], ["heat", "heat-2", "category-1", "category-2"]);
    assert!(keys[5].ends_with("-2") && keys[5].starts_with("a-very-long-name"), "{}", keys[5]);
    assert_eq!(keys[6], "heat-2-2");
}

#[test]
fn a_label_that_stands_twice_stays_with_the_first() {
    let criteria = [criterion(Some("A"), "One"), criterion(Some("A"), "Two"), criterion(Some(&"x".repeat(50)), "Three")];
    let found = of(&Material { criteria: &criteria, ..Material::default() }).unwrap();
    let labels: Vec<_> = found.parts().criteria.iter().map(|it| it.label.as_ref().map(ToString::to_string)).collect();
    assert_eq!(labels, [Some("A".to_owned()), None, None]);
}

#[test]
fn an_audit_that_is_too_large_for_a_template_is_refused() {
    let categories = vec![category("Heat", None, Rating::NotRated); Template::MOST_CATEGORIES + 1];
    let error = of(&Material { categories: &categories, ..Material::default() }).unwrap_err();
    assert!(error.to_string().starts_with("categories: has 501"), "{error}");
}
