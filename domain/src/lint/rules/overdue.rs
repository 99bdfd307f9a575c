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
