//! What the templates that come with the program promise.

use crate::gates::{Demand, Gate};
use crate::templates::built_in::SOURCES;
use crate::templates::{Scale, Template, TemplateItem};
use rust_decimal::Decimal;
use std::collections::HashSet;

fn items(template: &Template) -> Vec<&TemplateItem> {
    template.parts().checklists.iter().flat_map(|list| &list.items).collect()
}

#[test]
fn every_built_in_template_can_be_read_and_has_a_key_of_its_own() {
    for source in SOURCES {
        Template::from_toml(source).unwrap_or_else(|error| panic!("{error} in {}", source.lines().next().unwrap()));
    }
    let keys: HashSet<_> = Template::built_in().iter().map(|template| template.parts().key.as_str()).collect();
    assert_eq!((Template::built_in().len(), keys.len()), (7, 7));
}

#[test]
fn every_built_in_template_has_all_parts() {
    for template in Template::built_in() {
        let parts = template.parts();
        let key = parts.key.as_str();
        assert!(parts.description.as_str().len() > 200, "{key}: says what it is for");
        assert!(parts.categories.len() >= 6, "{key}: categories");
        for category in &parts.categories {
            assert!(category.guidance.as_str().len() > 150, "{key}: {} helps to rate", category.key);
        }
        let items = items(template);
        assert!(items.len() >= 12, "{key}: items");
        assert!(items.iter().any(|item| item.blocking) && items.iter().any(|item| !item.blocking), "{key}: some items block");
        assert!(parts.criteria.len() >= 4 && parts.criteria.iter().all(|criterion| criterion.label.is_some()), "{key}: criteria");
        let goals: Vec<&str> = parts.gates.iter().map(|gate| gate.goal.as_str()).collect();
        assert!(goals.ends_with(&["beta", "production"]), "{key}: gates, the last goal last");
    }
}

#[test]
fn weights_are_given_to_all_categories_or_to_none_and_add_up_to_a_hundred() {
    for template in Template::built_in() {
        let weights: Vec<Decimal> = template.parts().categories.iter().filter_map(|it| it.weight).map(Decimal::from).collect();
        let all = weights.len() == template.parts().categories.len();
        assert!(weights.is_empty() || all, "{}", template.parts().key);
        assert!(weights.is_empty() || weights.iter().sum::<Decimal>() == Decimal::ONE_HUNDRED, "{}", template.parts().key);
    }
}

#[test]
fn a_later_goal_demands_no_less_than_an_earlier_one() {
    let least = |gate: &Gate| gate.rules.iter().filter_map(|rule| overall(&rule.demand)).max();
    for template in Template::built_in() {
        let demands: Vec<Decimal> = template.parts().gates.iter().filter_map(least).collect();
        assert!(demands.is_sorted(), "{}: {demands:?}", template.parts().key);
    }
}

fn overall(demand: &Demand) -> Option<Decimal> {
    match demand {
        Demand::MinimumOverall { percent } => Some(percent.amount()),
        _ => None,
    }
}

#[test]
fn every_production_gate_is_held_shut_by_blockers_and_by_blocking_items() {
    for template in Template::built_in() {
        let gate = template.parts().gates.last().unwrap();
        let demands = |wanted: fn(&Demand) -> bool| gate.rules.iter().any(|rule| wanted(&rule.demand));
        assert!(demands(|it| matches!(it, Demand::NoOpenBlocker { .. })), "{}", template.parts().key);
        assert!(demands(|it| matches!(it, Demand::BlockingItemsDone)), "{}", template.parts().key);
    }
}

#[test]
fn every_kind_of_scale_is_used_by_one_of_them() {
    let scales: HashSet<String> =
        Template::built_in().iter().flat_map(|it| &it.parts().categories).map(|it| it.scale.to_string()).collect();
    for scale in [Scale::Percent, Scale::Rag, Scale::Letter] {
        assert!(scales.contains(&scale.to_string()), "{scale}");
    }
    assert!(scales.iter().any(|scale| scale.starts_with("points")) && scales.iter().any(|scale| scale.starts_with("level")));
}
