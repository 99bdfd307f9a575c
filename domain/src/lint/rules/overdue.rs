//! Dates that are past: reviews of risks, and when something open was due. On its own date nothing is late.

use crate::Day;
use crate::lint::input::Input;
use crate::lint::issue::{Issue, Place};
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::plans::Standing;
use crate::text::match_key;

pub(super) fn reviews(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    for risk in input.registers.risks.iter().filter(|risk| risk.closure.is_none()) {
        let Some(review) = risk.review.filter(|review| *review < input.today) else { continue };
        let message = format!("The risk “{}” was to be reviewed on {review}, {} ago.", risk.title, days(input.today, review));
        let place = input.place(risk.id, risk.title.as_str(), None);
        let parts = [match_key(risk.title.as_str()), review.to_string()];
        found.push(Issue::new(RuleId::ReviewOverdue, Severity::Warning, message, vec![place], &[&parts[0], &parts[1]]));
    }
}

pub(super) fn dues(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let registers = input.registers;
    let mut add = |what: &str, title: &str, due: Day, place: Place, severity| {
        let message = format!("The {what} “{title}” was due on {due}, {} ago, and is open.", days(input.today, due));
        let parts = [match_key(title), due.to_string()];
        found.push(Issue::new(RuleId::DuePast, severity, message, vec![place], &[what, &parts[0], &parts[1]]));
    };
    for blocker in registers.blockers.iter().filter(|blocker| blocker.is_overdue(input.today)) {
        if let Some(due) = blocker.due {
            add("blocker", blocker.title.as_str(), due, input.place_of(blocker), Severity::Warning);
        }
    }
    for item in registers.items.iter().filter(|item| item.is_overdue(input.now)) {
        if let Some(due) = item.due {
            let severity = if item.blocking { Severity::Warning } else { Severity::Note };
            add("item", item.text.as_str(), due, input.place_of_item(item), severity);
        }
    }
    for step in registers.actions.iter().filter(|step| step.standing(input.today) == Standing::Late) {
        if let Some(date) = step.date {
            let place = input.place(step.id, step.focus.as_str(), step.lines.filter(|_| !input.kept));
            add("step", step.focus.as_str(), date, place, Severity::Note);
        }
    }
}

fn days(today: Day, date: Day) -> String {
    match today.days_since(date) {
        1 => "one day".to_owned(),
        days => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blockers::{Blocker, Waiver};
    use crate::checklists::Item;
    use crate::lint::samples::{blocker, item, now, risk, step, world};
    use crate::risks::{Closure, Risk};
    use crate::text::Markdown;

    const TODAY: &str = "2031-06-15";
    const YESTERDAY: &str = "2031-06-14";

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    #[test]
    fn a_review_is_overdue_from_the_day_after_and_only_while_the_risk_is_open() {
        let closure = Closure { reason: Markdown::default(), by_name: "Ada".parse().unwrap(), at: now() };
        let mut world = world();
        world.registers.risks = vec![
            Risk { review: day(YESTERDAY), ..risk("Flood") },
            Risk { review: day(TODAY), ..risk("Fire") },
            Risk { review: day(YESTERDAY), closure: Some(closure), ..risk("Frost") },
        ];
        assert_eq!(world.told(RuleId::ReviewOverdue), ["The risk “Flood” was to be reviewed on 2031-06-14, one day ago."]);
    }

    #[test]
    fn what_is_open_past_its_date_is_found_whatever_it_is() {
        let mut world = world();
        world.registers.blockers = vec![Blocker { due: day("2031-06-10"), ..blocker("No lamp") }];
        world.registers.items = vec![Item { due: day(YESTERDAY), ..item(1, "Oil the door", false) }];
        world.registers.actions = vec![step("Paint", YESTERDAY)];
        assert_eq!(
            world.told(RuleId::DuePast),
            [
                "The blocker “No lamp” was due on 2031-06-10, 5 days ago, and is open.",
                "The item “Oil the door” was due on 2031-06-14, one day ago, and is open.",
                "The step “Paint” was due on 2031-06-14, one day ago, and is open.",
            ]
        );
    }

    #[test]
    fn what_is_done_waived_or_due_today_is_in_time() {
        let waiver = Waiver { reason: Markdown::default(), until: TODAY.parse().unwrap(), by_name: "Ada".parse().unwrap(), at: now() };
        let mut world = world();
        world.registers.blockers = vec![Blocker { due: day(YESTERDAY), waiver: Some(waiver), ..blocker("No lamp") }];
        world.registers.items =
            vec![Item { due: day(YESTERDAY), ..item(1, "Oil the door", true) }, Item { due: day(TODAY), ..item(1, "Sweep", false) }];
        world.registers.actions = vec![step("Paint", TODAY)];
        assert!(world.told(RuleId::DuePast).is_empty());
    }

    #[test]
    fn another_date_is_another_issue() {
        let of = |due: &str| {
            let mut world = world();
            world.registers.blockers = vec![Blocker { due: day(due), ..blocker("No lamp") }];
            world.issues()[0].fingerprint.clone()
        };
        assert_eq!(of(YESTERDAY), of(YESTERDAY));
        assert_ne!(of(YESTERDAY), of("2031-06-13"));
    }
}
