//! What is written is read back the same, whatever it holds; and no text brings the reader down.

use super::{SMALL, small};
use crate::assessments::Weight;
use crate::blockers::Tier;
use crate::gates::{Demand, Gate, GateRule, Otherwise, Percent};
use crate::risks::Level;
use crate::templates::{Scale, Template, TemplateCategory, TemplateChecklist, TemplateCriterion, TemplateItem, TemplateParts};
use crate::text::{Markdown, Slug, Title, Word};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn markdown() -> impl Strategy<Value = Markdown> {
    prop_oneof!["[^\\p{Cc}]{0,60}", "[ \n\t\r\"'\\\\#=\\[\\]{}x-]{0,40}", Just("'''\n\"\"\"\\".to_owned()), Just("\n\nline\n".to_owned())]
        .prop_filter_map("a control character", |text| text.parse().ok())
}

fn title() -> impl Strategy<Value = Title> {
    "[^\\p{Cc}]{1,40}|[\"'\\\\]{1,5}".prop_filter_map("no title", |text| text.parse().ok())
}

fn word() -> impl Strategy<Value = Word> {
    "[A-Z0-9\"'.]{1,4}".prop_filter_map("no word", |text| text.parse().ok())
}

fn decimal(most: i64) -> impl Strategy<Value = Decimal> {
    (0..=most, 0_u32..=20).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn percent() -> impl Strategy<Value = Percent> {
    decimal(100).prop_filter_map("no percentage", |amount| amount.try_into().ok())
}

fn scale() -> impl Strategy<Value = Scale> {
    prop_oneof![
        Just("percent".to_owned()),
        Just("rag".to_owned()),
        Just("letter".to_owned()),
        (1_u8..).prop_map(|of| format!("level of {of}")),
        decimal(1_000_000).prop_map(|of| format!("points of {of}")),
    ]
    .prop_filter_map("no scale", |text| text.parse().ok())
}

fn demand(keys: Vec<Slug>) -> impl Strategy<Value = Demand> {
    let key = if keys.is_empty() { Just(None).boxed() } else { of(prop::sample::select(keys)).boxed() };
    prop_oneof![
        percent().prop_map(|percent| Demand::MinimumOverall { percent }),
        (percent(), key).prop_map(|(percent, category)| Demand::MinimumPerCategory { percent, category }),
        (1_u8..=9).prop_map(|tier| Demand::NoOpenBlocker { tier: Tier::try_from(tier).unwrap() }),
        Just(Demand::BlockingItemsDone),
        Just(Demand::CriteriaMet),
        prop::sample::select(&Level::ALL[..]).prop_map(|level| Demand::NoUnacceptedRisk { level }),
        Just(Demand::VerificationsFresh),
    ]
}

fn category() -> impl Strategy<Value = TemplateCategory> {
    let weight = decimal(1_000_000).prop_filter_map("no weight", |amount| Weight::try_from(amount).ok());
    (title(), of(weight), scale(), markdown()).prop_map(|(name, weight, scale, guidance)| {
        let key = "k".parse().unwrap();
        TemplateCategory { key, name, weight, scale, guidance }
    })
}

fn checklist() -> impl Strategy<Value = TemplateChecklist> {
    let item = (title(), markdown(), any::<bool>()).prop_map(|(text, detail, blocking)| TemplateItem { text, detail, blocking });
    (title(), vec(item, 0..4)).prop_map(|(title, items)| TemplateChecklist { title, items })
}

fn gates(keys: Vec<Slug>) -> impl Strategy<Value = Vec<Gate>> {
    let rule = (demand(keys), any::<bool>())
        .prop_map(|(demand, mild)| GateRule { demand, otherwise: if mild { Otherwise::Conditional } else { Otherwise::NoGo } });
    vec((title(), of(percent()), vec(rule, 0..4)), 0..4).prop_map(|gates| {
        let gate = |(at, (name, target, rules))| Gate { goal: format!("goal-{at}").parse().unwrap(), name, target, rules };
        gates.into_iter().enumerate().map(gate).collect()
    })
}

pub(super) fn template() -> impl Strategy<Value = Template> {
    let parts = (title(), 1_u32.., markdown(), vec(category(), 0..4), vec(checklist(), 0..4), vec((of(word()), title()), 0..4));
    parts
        .prop_flat_map(|(name, version, description, mut categories, checklists, criteria)| {
            for (at, category) in categories.iter_mut().enumerate() {
                category.key = format!("key-{at}").parse().unwrap();
            }
            let criteria = criteria.into_iter().map(|(label, text)| TemplateCriterion { label, text }).collect();
            let key = "a".parse().unwrap();
            let keys = categories.iter().map(|category| category.key.clone()).collect();
            let parts = TemplateParts { key, name, version, description, categories, checklists, criteria, gates: Vec::new() };
            gates(keys).prop_map(move |gates| TemplateParts { gates, ..parts.clone() })
        })
        .prop_filter_map("a label twice", |parts| Template::new(parts).ok())
}

#[test]
fn built_in_templates_are_the_same_after_writing_and_reading() {
    for template in Template::built_in() {
        assert_eq!(&Template::from_toml(&template.to_toml().unwrap()).unwrap(), template);
        assert_eq!(&Template::from_json(&template.to_json().unwrap()).unwrap(), template);
        let kept = serde_json::to_string(template).unwrap();
        assert_eq!(&serde_json::from_str::<Template>(&kept).unwrap(), template);
    }
}

#[test]
fn what_was_kept_is_checked_as_a_whole_when_it_comes_back() {
    let mut kept = serde_json::to_value(small()).unwrap();
    kept["categories"][1]["key"] = "heat".into();
    assert!(serde_json::from_value::<Template>(kept).unwrap_err().to_string().contains("“heat” is the key of categories[0]"));
}

proptest! {
    #[test]
    fn what_is_written_as_toml_or_json_is_read_back_the_same(template in template()) {
        let toml = template.to_toml().unwrap();
        let read = Template::from_toml(&toml).map_err(|error| TestCaseError::fail(format!("{error} in\n{toml}")))?;
        prop_assert_eq!(&read, &template, "{}", toml);
        let json = template.to_json().unwrap();
        let read = Template::from_json(&json).map_err(|error| TestCaseError::fail(format!("{error} in\n{json}")))?;
        prop_assert_eq!(&read, &template, "{}", json);
    }

    #[test]
    fn no_text_brings_the_reader_down(text in any::<String>()) {
        let _ = Template::from_toml(&text);
        let _ = Template::from_json(&text);
    }

    #[test]
    fn no_damage_to_a_template_brings_the_reader_down(at in any::<prop::sample::Index>(), length in 0_usize..40, put in "[^a-z]{0,6}") {
        for whole in [SMALL.to_owned(), small().to_json().unwrap()] {
            let start = (0..=at.index(whole.len())).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
            let end = (start + length..=whole.len()).find(|at| whole.is_char_boundary(*at)).unwrap_or(whole.len());
            let damaged = format!("{}{put}{}", &whole[..start], &whole[end..]);
            for read in [Template::from_toml(&damaged), Template::from_json(&damaged)] {
                if let Err(error) = read {
                    prop_assert!(!error.to_string().is_empty());
                }
            }
        }
    }
}

#[test]
fn deep_nesting_is_refused_and_does_not_end_the_program() {
    for open in ["[", "{\"a\":", "a = [", "x = {a=", "[a.a.a."] {
        let text = open.repeat(100_000);
        assert!(Template::from_json(&text).is_err() && Template::from_toml(&text).is_err());
    }
    let text = format!("a = {}", "[".repeat(100_000));
    assert!(Template::from_toml(&text).is_err());
    assert!(Template::from_toml(&format!("{}a = 1", "a.".repeat(100_000))).is_err());
}
