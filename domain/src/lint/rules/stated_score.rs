//! A stated score that the ratings do not give, with what explains it. Rounding and cutting off are no mistake.

use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::scoring::Reason;
use rust_decimal::Decimal;

/// Differences below this, in tenths of a percentage point, are not worth a word.
const LEAST_TENTHS: i64 = 5;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let Some((audit, difference)) = input.audit.and_then(|audit| Some((audit, audit.difference?))) else { return };
    let by_arithmetic = difference.reasons.iter().any(|reason| matches!(reason, Reason::Rounded(_) | Reason::Truncated(_)));
    if by_arithmetic || difference.points < Decimal::new(LEAST_TENTHS, 1) {
        return;
    }
    let Some(computed) = audit.score.overall.as_ref().map(|share| share.percent(2).normalize().to_string()) else { return };
    let stated = difference.stated.percent(2).normalize().to_string();
    let reasons: Vec<String> = difference.reasons.iter().map(ToString::to_string).collect();
    let because = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
    let message = format!("The report states {stated} %, its ratings give {computed} %{because}.");
    let place = input.place_in(audit.assessment.id, audit.assessment.title.as_str(), audit.stated_at);
    found.push(Issue::new(RuleId::StatedScore, Severity::Warning, message, vec![place], &[&stated, &computed]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::samples::{category, percent, stated, world};

    fn told(score: &str) -> Vec<String> {
        let mut world = world();
        world.assessment.stated.overall = Some(stated(score));
        world.categories = vec![category(1, "Heat", None, percent(80)), category(2, "Door", None, percent(71))];
        world.told(RuleId::StatedScore)
    }

    #[test]
    fn a_score_that_the_ratings_do_not_give_is_found_with_its_reason() {
        let found = told("90");
        assert!(found.len() == 1 && found[0].starts_with("The report states 90 %, its ratings give 75.5 %: no reading"), "{found:?}");
    }

    #[test]
    fn the_same_score_rounded_or_cut_off_is_no_issue() {
        for score in ["75.5", "76", "75"] {
            assert!(told(score).is_empty(), "{score}");
        }
    }
}
