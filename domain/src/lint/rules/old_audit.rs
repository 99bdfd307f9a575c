//! An audit that was made too long ago to decide on. A month without a day counts from its last day.

use crate::Day;
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::time::ReportDate;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let Some(audit) = input.audit else { return };
    let Some(date) = audit.assessment.date else { return };
    let Some(last) = last_day(date) else { return };
    let days = input.today.days_since(last);
    if days <= i64::from(input.stale_after) {
        return;
    }
    let message = format!("The audit is of {date}, {days} days ago; after {} days much can be another.", input.stale_after);
    let title = audit.assessment.title.as_str();
    let place = input.place_in(audit.assessment.id, title, None);
    found.push(Issue::new(RuleId::OldAudit, Severity::Warning, message, vec![place], &[&date.to_string(), title]));
}

fn last_day(date: ReportDate) -> Option<Day> {
    let (year, month) = date.year_and_month();
    match date.day_of_month() {
        Some(_) => date.to_string().parse().ok(),
        None => (28..=31).rev().find_map(|day| format!("{year:04}-{month:02}-{day}").parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::samples::world;

    fn told(date: Option<&str>) -> Vec<String> {
        let mut world = world();
        world.assessment.date = date.map(|date| date.parse().unwrap());
        world.told(RuleId::OldAudit)
    }

    #[test]
    fn an_audit_is_old_after_the_days_that_were_asked_for() {
        assert_eq!(told(Some("2031-03-16")).len(), 1);
        assert!(told(Some("2031-03-17")).is_empty());
    }

    #[test]
    fn a_month_counts_from_its_last_day_and_no_date_says_nothing() {
        assert!(told(Some("2031-03")).is_empty());
        assert_eq!(told(Some("2031-02")).len(), 1);
        assert!(told(None).is_empty());
    }
}
