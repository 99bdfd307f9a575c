//! A report that names the score of the audit before, and names another than that audit has.

use crate::assessments::StatedScore;
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::scoring::Share;
use rust_decimal::Decimal;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let Some((audit, before)) = input.audit.zip(input.before) else { return };
    let Some(said) = audit.assessment.stated.previous.as_ref() else { return };
    let Some(share) = Share::of(said.value, said.max) else { return };
    let stated = before.stated().filter(|stated| stated.high.is_none()).and_then(|stated| Share::of(stated.value, stated.max));
    let known: Vec<&Share> = stated.as_ref().into_iter().chain(before.computed).collect();
    // A figure that is rounded as the report writes it is the same figure.
    if said.high.is_some() || known.is_empty() || known.iter().any(|known| percent(said, known) == percent(said, &share)) {
        return;
    }
    let had = known.iter().map(|share| format!("{} %", share.percent(2).normalize())).collect::<Vec<_>>().join(" stated and ");
    let named = share.percent(2).normalize().to_string();
    let title = &before.assessment.title;
    let message = format!("The report says that the score was {named} % before; “{title}”, the audit before, has {had}.");
    let places = [(audit.assessment.id, audit.assessment.title.as_str()), (before.assessment.id, title.as_str())];
    let places = places.into_iter().map(|(id, title)| input.place_in(id, title, None)).collect();
    found.push(Issue::new(RuleId::PreviousScore, Severity::Warning, message, places, &[&named, &had]));
}

/// A share on the scale of the report, with as many places as it writes there.
fn percent(said: &StatedScore, share: &Share) -> Decimal {
    // On a scale of ten, one place is one percent.
    let finer = u32::from(said.max != Decimal::ONE_HUNDRED);
    share.percent(said.places().saturating_sub(finer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::samples::{assessment, stated, world};

    fn told(said: &str, before: (Option<&str>, i64)) -> Vec<String> {
        let mut world = world();
        world.assessment.stated.previous = Some(stated(said));
        let mut last = assessment(1);
        last.stated.overall = before.0.map(stated);
        world.before = Some((last, Share::of(before.1.into(), 1000.into()).unwrap()));
        world.told(RuleId::PreviousScore)
    }

    #[test]
    fn a_previous_score_that_the_audit_before_does_not_have_is_found() {
        let found = told("61", (Some("55"), 553));
        assert!(found.len() == 1 && found[0].contains("was 61 % before") && found[0].contains("55 % stated and 55.3 %"), "{found:?}");
    }

    #[test]
    fn the_stated_or_the_computed_score_of_the_audit_before_will_do() {
        assert!(told("55", (Some("55"), 600)).is_empty());
        assert!(told("60", (Some("55"), 599)).is_empty());
        assert!(told("60", (None, 600)).is_empty());
    }
}
