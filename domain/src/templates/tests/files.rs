//! Errors of files name the place and say what to do.

use super::{SMALL, small, with};
use crate::templates::{Template, TemplateCategory, TemplateChecklist, TemplateError, TemplateItem, TemplateParts};
use rust_decimal::Decimal;

fn toml(replaced: &[(&str, &str)]) -> String {
    Template::from_toml(&with(replaced)).unwrap_err().to_string()
}

fn json(from: &str, to: &str) -> String {
    let text = small().to_json().unwrap();
    assert!(text.contains(from), "{from} in {text}");
    Template::from_json(&text.replacen(from, to, 1)).unwrap_err().to_string()
}

#[test]
fn a_field_that_is_unknown_is_refused_by_name_in_both_formats() {
    let said = toml(&[("weight = 60", "wieght = 60")]);
    assert!(said.starts_with("categories[0].wieght: unknown field `wieght`, expected one of `key`, `name`, `weight`"), "{said}");
    let said = json("\"weight\": 60", "\"wieght\": 60");
    assert!(said.starts_with("categories[0].wieght: unknown field `wieght`"), "{said}");
    assert!(toml(&[("tier = 1", "tier = 1, tyre = 2")]).starts_with("gates[0].rules[2].tyre: unknown field"), "in a rule");
    assert!(toml(&[("version = 1", "version = 1\nauthor = \"me\"")]).starts_with("author: unknown field"), "at the top");
}

#[test]
fn a_wrong_value_is_refused_with_its_place_and_what_to_do() {
    let cases = [
        (("weight = 60", "weight = -1"), "categories[0].weight", "between 0 and 1000000"),
        (("weight = 60", "weight = 12.5"), "categories[0].weight", "a fraction in quotes such as \"12.5\""),
        (("\"points of 10\"", "\"stars\""), "categories[1].scale", "“stars” is no scale; use “percent”"),
        (("\"kiln\"", "\"Kiln 1\""), "key", "small letters, digits"),
        (("\"Heat\"", "\" \""), "categories[0].name", "must not be empty"),
        (("percent = 80", "percent = 101"), "gates[0].rules[0].percent", "101 is not between 0 and 100"),
        (("tier = 1", "tier = 10"), "gates[0].rules[2].tier", "10 is no tier; use 1 (most urgent) to 9"),
        (("tier = 1, ", ""), "gates[0].rules[2]", "needs `tier`; please add it"),
        (("version = 1", "version = 0"), "version", "versions count from 1"),
        (("scale = \"percent\"\n", ""), "categories[0]", "missing field `scale`"),
        (("blocking = true", "blocking = \"yes\""), "checklists[0].items[1].blocking", "expected a boolean"),
        (
            ("category = \"safety\"", "category = \"safty\""),
            "gates[0].rules[1].category",
            "no category has the key “safty”; use the key of one",
        ),
    ];
    for (replaced, place, advice) in cases {
        let said = toml(&[replaced]);
        assert!(said.starts_with(&format!("{place}: ")) && said.contains(advice), "{said}");
    }
}

#[test]
fn a_name_that_stands_twice_is_refused_with_both_places() {
    let said = toml(&[("key = \"safety\"", "key = \"heat\"")]);
    assert_eq!(said, "categories[1].key: “heat” is the key of categories[0] already; give one of them another");
    assert!(toml(&[("label = \"B\"", "label = \"A\"")]).starts_with("criteria[1].label: “A” is the label of criteria[0]"));
    let gate = "\n[[gates]]\ngoal = \"production\"\nname = \"Again\"\n";
    assert!(Template::from_toml(&format!("{SMALL}{gate}")).unwrap_err().to_string().starts_with("gates[1].goal: "));
}

#[test]
fn what_is_no_toml_or_json_at_all_is_told_with_line_and_column() {
    let error = Template::from_toml("key = \"a\"\nname = ").unwrap_err();
    assert!(matches!(error, TemplateError::Syntax { line: 2, .. }), "{error}");
    let error = Template::from_json("{\n  \"key\": }").unwrap_err();
    assert!(matches!(error, TemplateError::Syntax { line: 2, .. }), "{error}");
    assert!(matches!(Template::from_json("").unwrap_err(), TemplateError::Syntax { line: 1, column: 1, .. }));
    let twice = format!("{} {{}}", small().to_json().unwrap());
    assert!(matches!(Template::from_json(&twice).unwrap_err(), TemplateError::Syntax { .. }));
    assert_eq!(Template::from_json("[]").unwrap_err().to_string().split(':').next(), Some("template"));
}

#[test]
fn more_than_a_template_may_hold_is_refused() {
    let categories = |count: usize| {
        let category = |at: usize| format!("[[categories]]\nkey = \"c{at}\"\nname = \"Category {at}\"\nscale = \"rag\"\n");
        format!("key = \"a\"\nname = \"A\"\nversion = 1\n{}", (0..count).map(category).collect::<String>())
    };
    assert!(Template::from_toml(&categories(Template::MOST_CATEGORIES)).is_ok());
    let said = Template::from_toml(&categories(Template::MOST_CATEGORIES + 1)).unwrap_err().to_string();
    assert_eq!(said, "categories: has 501 categories; at most 500 are kept, so please take some out or make two templates of it");
    let item = r#"{"text":"an item"}"#;
    let items = |count: usize| {
        let items = vec![item; count].join(",");
        Template::from_json(&format!(r#"{{"key":"a","name":"A","version":1,"checklists":[{{"title":"All","items":[{items}]}}]}}"#))
    };
    assert!(items(Template::MOST_RECORDS - 1).is_ok());
    assert!(items(Template::MOST_RECORDS).unwrap_err().to_string().contains("10001 records"));
    let lists = vec![r#"{"title":"One"}"#; Template::MOST_CHECKLISTS + 1].join(",");
    let said = Template::from_json(&format!(r#"{{"key":"a","name":"A","version":1,"checklists":[{lists}]}}"#)).unwrap_err().to_string();
    assert!(said.starts_with("checklists: has 501"), "{said}");
    let rules = "{ rule = \"criteria_met\" },\n".repeat(Template::MOST_RULES);
    let said = toml(&[("rules = [\n", &format!("rules = [\n{rules}"))]);
    assert!(said.starts_with("gates: has 504 gates and rules; at most 500"), "{said}");
}

#[test]
fn texts_have_a_limit_each_and_together_and_a_file_has_one() {
    let guidance = |length: usize| with(&[("Look at the door.", &"x".repeat(length))]);
    assert!(Template::from_toml(&guidance(100_000)).is_ok());
    let said = Template::from_toml(&guidance(100_001)).unwrap_err().to_string();
    assert!(said.starts_with("categories[0].guidance: is 100001 characters long"), "{said}");
    let detail = "y".repeat(90_000);
    let many: String = (0..12).map(|at| format!("{{ text = \"{at}\", detail = \"{detail}\" }},\n")).collect::<Vec<_>>().concat();
    let said = toml(&[("items = [\n", &format!("items = [\n{many}"))]);
    assert!(said.starts_with("template: has 10") && said.contains("bytes of text"), "{said}");
    let huge = format!("{SMALL}# {}", "z".repeat(Template::MOST_BYTES));
    assert!(matches!(Template::from_toml(&huge), Err(TemplateError::TooLarge { .. })));
}

#[test]
fn the_largest_template_of_the_most_awkward_text_fits_into_its_files() {
    let category = |at: usize| TemplateCategory {
        key: format!("category-{at}").parse().unwrap(),
        name: "\"".parse().unwrap(),
        weight: Some(Decimal::new(i64::MAX, 18).try_into().unwrap()),
        scale: "points of 12.5".parse().unwrap(),
        guidance: "\"\\\n".repeat(300).parse().unwrap(),
    };
    let item = TemplateItem { text: "\\\"".repeat(10).parse().unwrap(), detail: "'''\"\"\"".repeat(5).parse().unwrap(), blocking: true };
    let categories: Vec<_> = (0..Template::MOST_CATEGORIES).map(category).collect();
    let checklists = vec![TemplateChecklist { title: "\"".parse().unwrap(), items: vec![item; 9_499] }];
    let parts = TemplateParts { categories, checklists, gates: Vec::new(), criteria: Vec::new(), ..small().into_parts() };
    let template = Template::new(parts).unwrap();
    assert_eq!(Template::from_toml(&template.to_toml().unwrap()).unwrap(), template);
    assert_eq!(Template::from_json(&template.to_json().unwrap()).unwrap(), template);
}

#[test]
fn a_file_of_an_editor_that_marks_the_byte_order_or_ends_lines_otherwise_is_read_the_same() {
    assert_eq!(Template::from_toml(&format!("\u{feff}{SMALL}")).unwrap(), small());
    assert_eq!(Template::from_toml(&SMALL.replace('\n', "\r\n")).unwrap(), small());
    assert_eq!(Template::from_json(&format!("\u{feff}{}", small().to_json().unwrap())).unwrap(), small());
}

#[test]
fn the_examples_of_the_documentation_can_be_read() {
    let page = include_str!("../../../../docs/templates.md");
    let example = |language: &str| {
        let (_, after) = page.split_once(&format!("```{language}\n")).unwrap();
        after.split_once("\n```").unwrap().0
    };
    let (toml, json) = (Template::from_toml(example("toml")).unwrap(), Template::from_json(example("json")).unwrap());
    assert_eq!((toml.parts().categories.len(), json.parts().categories.len()), (2, 2));
    for template in Template::built_in() {
        assert!(page.contains(&format!("| `{}` |", template.parts().key)), "{}", template.parts().key);
    }
}

#[test]
fn a_template_is_written_for_people_to_read() {
    let written = small().to_toml().unwrap();
    assert!(written.starts_with("key = \"kiln\"\nname = \"Kiln audit\"\nversion = 1\n"), "{written}");
    assert!(written.contains("weight = 60\n") && written.contains("weight = \"39.5\"\n"), "{written}");
    assert!(!written.contains("blocking = false") && !written.contains("no_go"), "what goes without saying is not said: {written}");
}
