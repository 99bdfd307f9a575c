//! Weights that nearly add up to 100, or that some rated rows have and others do not.
//!
//! Any amounts may serve as weights; a sum near 100 is a sum that was meant to be 100, and one of 1, 10 or 57 is not.

use crate::assessments::{Category, Rating};
use crate::lint::input::{Audit, Input};
use crate::lint::issue::{Issue, Place};
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::text::match_key;
use rust_decimal::Decimal;

/// Sums so far from 100 are taken for slips. What is off by less than one is rounding.
const SLIP: i64 = 20;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let Some(audit) = input.audit else { return };
    let Some(sum) = audit.score.weight_sum else { return };
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    if off >= Decimal::ONE && off <= Decimal::from(SLIP) {
        let message = format!("The weights add up to {}, not 100.", sum.normalize());
        let weighted = |row: &&Category| row.weight.is_some();
        found.push(issue(input, &audit, message, audit.categories.iter().filter(weighted), &sum.normalize().to_string()));
    }
    let bare = |row: &&Category| row.weight.is_none() && !matches!(row.rating, Rating::NotRated | Rating::NotApplicable { .. });
    let without: Vec<&Category> = audit.categories.iter().filter(bare).collect();
    if !without.is_empty() {
        let message = match without.as_slice() {
            [one] => format!("“{}” is rated but has no weight, so it does not count; other categories have one.", one.name),
            more => format!("{} categories are rated but have no weight, so they do not count; others have one.", more.len()),
        };
        found.push(issue(input, &audit, message, without.into_iter(), "missing"));
    }
}

fn issue<'a>(
    input: &Input<'_>,
    audit: &Audit<'_>,
    message: String,
    rows: impl Iterator<Item = &'a Category> + Clone,
    value: &str,
) -> Issue {
    let places: Vec<Place> = rows.clone().map(|row| input.place_in(audit.assessment.id, row.name.as_str(), row.lines)).collect();
    let names: Vec<String> = rows.map(|row| match_key(row.name.as_str())).collect();
    let parts: Vec<&str> = std::iter::once(value).chain(names.iter().map(String::as_str)).collect();
    Issue::new(RuleId::Weights, Severity::Warning, message, places, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::samples::{category, percent, world};

    fn told(rows: &[(&str, Option<i64>, i64)]) -> Vec<String> {
        let categories = rows.iter().zip(1..).map(|((name, weight, value), number)| category(number, name, *weight, percent(*value)));
        crate::lint::samples::World { categories: categories.collect(), ..world() }.told(RuleId::Weights)
    }

    #[test]
    fn a_sum_beside_100_and_a_missing_weight_are_found() {
        assert_eq!(told(&[("Heat", Some(60), 50), ("Door", Some(30), 50)]), ["The weights add up to 90, not 100."]);
        let missing = told(&[("Heat", Some(100), 50), ("Door", None, 50)]);
        assert!(missing.len() == 1 && missing[0].starts_with("“Door” is rated but has no weight"), "{missing:?}");
    }

    #[test]
    fn sums_that_were_never_meant_to_be_100_are_left_alone() {
        assert!(told(&[("Heat", Some(60), 50), ("Door", Some(40), 50)]).is_empty());
        assert!(told(&[("Heat", Some(3), 50), ("Door", Some(1), 50)]).is_empty());
        assert!(told(&[("Heat", None, 50), ("Door", None, 50)]).is_empty());
    }
}
