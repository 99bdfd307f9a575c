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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blockers::{Blocker, Waiver};
    use crate::lint::samples::{blocker, now, risk, world};
    use crate::risks::{Acceptance, Exposure, Level, Risk};
    use crate::text::Markdown;

    fn accepted(title: &str, until: &str, then: Level, now_at: Level) -> Risk {
        let acceptance = Acceptance {
            reason: Markdown::default(),
            approver: "Ada".parse().unwrap(),
            at: now(),
            until: until.parse().unwrap(),
            level: Some(then),
            likelihood: None,
            impact: None,
        };
        Risk { acceptance: Some(acceptance), residual: Exposure::stated(Some(now_at)), ..risk(title) }
    }

    #[test]
    fn an_acceptance_that_ended_or_covers_less_than_there_is_now_is_found() {
        let mut world = world();
        world.registers.risks = vec![
            accepted("Flood", "2031-06-14", Level::Low, Level::Low),
            accepted("Fire", "2031-06-15", Level::Low, Level::High),
            accepted("Frost", "2031-06-15", Level::Low, Level::Low),
        ];
        let found = world.told(RuleId::AcceptanceLapsed);
        assert!(found.len() == 2 && found[0].contains("Flood") && found[1].contains("Fire"), "{found:?}");
    }

    #[test]
    fn a_waiver_that_ended_is_found_and_one_that_holds_is_not() {
        let waived = |title, until: &str| {
            let until = until.parse().unwrap();
            let waiver = Waiver { reason: Markdown::default(), until, by_name: "Ada".parse().unwrap(), at: now() };
            Blocker { waiver: Some(waiver), ..blocker(title) }
        };
        let mut world = world();
        world.registers.blockers = vec![waived("No lamp", "2031-06-14"), waived("No door", "2031-06-15")];
        assert_eq!(world.told(RuleId::WaiverLapsed), ["The blocker “No lamp” blocks again: its waiver ended on 2031-06-14."]);
    }
}
