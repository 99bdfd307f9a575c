//! An audit that was made too long ago to decide on. A month without a day counts from its last day, and an audit without a date from the
//! day it was entered: it is at least so old.

use crate::Day;
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::time::ReportDate;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let Some(audit) = input.audit else { return };
    let entered = audit.assessment.created_at.today();
    let (last, made, of) = match audit.assessment.date {
        Some(date) => (last_day(date), date.to_string(), format!("is of {date}")),
        None => (Some(entered), entered.to_string(), format!("has no date and was entered on {entered}")),
    };
    let Some(days) = last.map(|last| input.today.days_since(last)).filter(|days| *days > i64::from(input.stale_after)) else { return };
    let message = format!("The audit {of}, {days} days ago; after {} days much can be another.", input.stale_after);
    let title = audit.assessment.title.as_str();
    let place = input.place_in(audit.assessment.id, title, None);
    found.push(Issue::new(RuleId::OldAudit, Severity::Warning, message, vec![place], &[&made, title]));
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
    use crate::lint::samples::{at, world};

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
    fn a_month_counts_from_its_last_day() {
        assert!(told(Some("2031-03")).is_empty());
        assert_eq!(told(Some("2031-02")).len(), 1);
    }

    #[test]
    fn an_audit_without_a_date_is_as_old_as_its_row_and_one_with_a_date_is_not() {
        let entered = |moment: &str, date: Option<&str>| {
            let mut world = world();
            world.assessment.date = date.map(|date| date.parse().unwrap());
            world.assessment.created_at = at(moment);
            world.told(RuleId::OldAudit)
        };
        assert_eq!(
            entered("2031-03-16T23:59:00Z", None),
            ["The audit has no date and was entered on 2031-03-16, 91 days ago; after 90 days much can be another."]
        );
        assert!(entered("2031-03-17T00:00:00Z", None).is_empty());
        assert!(entered("2031-03-16T23:59:00Z", Some("2031-06-14")).is_empty());
        assert!(told(None).is_empty());
    }
}
