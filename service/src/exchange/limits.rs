//! How much one report may bring: what is beyond is no report but a dump, and would keep everybody else waiting.

use crate::ServiceError;
use domain::exchange::Reading;

/// Most rows of the score table.
const CATEGORIES: usize = 500;
/// Most checklists.
const CHECKLISTS: usize = 500;
/// Most figures that are measured.
const METRICS: usize = 500;
/// Most records of all kinds together, notes included.
const RECORDS: usize = 10_000;

/// Refuses a report that brings more than fits, and says what it has too many of.
pub(super) fn check(reading: &Reading) -> Result<(), ServiceError> {
    let items: usize = reading.checklists.iter().map(|list| list.items.len()).sum();
    let registers = reading.metrics.len()
        + reading.blockers.len()
        + reading.risks.len()
        + reading.criteria.len()
        + reading.actions.len()
        + reading.verifications.len();
    let records = reading.categories.len() + reading.findings.len() + registers + reading.checklists.len() + items + reading.notes.len();
    let counted = [
        (reading.categories.len(), CATEGORIES, "rows in its score tables"),
        (reading.checklists.len(), CHECKLISTS, "checklists"),
        (reading.metrics.len(), METRICS, "metrics"),
        (records, RECORDS, "records and passages"),
    ];
    match counted.into_iter().find(|(found, limit, _)| found > limit) {
        None => Ok(()),
        Some((found, limit, what)) => Err(ServiceError::Invalid {
            field: "report",
            message: format!("The report has {found} {what}; at most {limit} can be imported at once. Split it into several reports."),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::exchange::read;

    #[test]
    fn a_dump_is_refused_with_what_it_has_too_many_of() {
        let lists = |count: usize| (0..count).map(|at| format!("## List {at}\n\n- [ ] one\n\n")).collect::<Vec<_>>().concat();
        assert!(check(&read(&lists(CHECKLISTS))).is_ok());
        let refused = check(&read(&lists(CHECKLISTS + 1))).unwrap_err().to_string();
        assert!(refused.contains("501 checklists") && refused.contains("Split"), "{refused}");
        let items = (0..=RECORDS).map(|at| format!("- [ ] item {at}\n")).collect::<Vec<_>>().concat();
        assert!(check(&read(&items)).unwrap_err().to_string().contains("records"));
    }
}
