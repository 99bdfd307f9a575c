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
    let finer = if said.max == Decimal::ONE_HUNDRED { 0 } else { 1 };
    share.percent(said.places().saturating_sub(finer))
}
