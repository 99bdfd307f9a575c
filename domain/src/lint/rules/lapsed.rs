//! Decisions that hold no more: acceptances of risks and waivers of blockers.

use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::risks::Cover;
use crate::text::match_key;

pub(super) fn acceptances(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    for risk in input.registers.risks.iter().filter(|risk| risk.closure.is_none()) {
        let Some(acceptance) = &risk.acceptance else { continue };
        let (why, word) = match risk.cover(input.matrix, input.today) {
            Some(Cover::Past) => (format!("ended on {}", acceptance.until), "past"),
            Some(Cover::Worse) => ("was given when the risk stood better than it does now".to_owned(), "worse"),
            Some(Cover::Holds) | None => continue,
        };
        let message = format!("The risk “{}” is open, and its acceptance {why}.", risk.title);
        let parts = [match_key(risk.title.as_str()), acceptance.until.to_string()];
        let place = input.place(risk.id, risk.title.as_str(), None);
        found.push(Issue::new(RuleId::AcceptanceLapsed, Severity::Warning, message, vec![place], &[&parts[0], &parts[1], word]));
    }
}

pub(super) fn waivers(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    for blocker in input.registers.blockers.iter().filter(|blocker| blocker.state.is_open()) {
        let Some(waiver) = blocker.waiver.as_ref().filter(|waiver| !waiver.holds(input.today)) else { continue };
        let message = format!("The blocker “{}” blocks again: its waiver ended on {}.", blocker.title, waiver.until);
        let parts = [match_key(blocker.title.as_str()), waiver.until.to_string()];
        found.push(Issue::new(RuleId::WaiverLapsed, Severity::Warning, message, vec![input.place_of(blocker)], &[&parts[0], &parts[1]]));
    }
}
