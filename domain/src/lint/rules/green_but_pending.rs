//! Full marks, a green light or a tick, and words beside it that say that work is left; or a grave finding that is open.

use crate::assessments::{Category, Finding, FindingKind, Rag, Rating, Severity as Gravity};
use crate::checklists::Item;
use crate::criteria::{Criterion, CriterionState};
use crate::exchange::prose::Tense;
use crate::ids::CategoryId;
use crate::lint::input::{Audit, Input};
use crate::lint::issue::{Issue, Place};
use crate::lint::rule::{RuleId, Severity};
use crate::lint::states::{is_ahead, pending, pending_in, says_fixed};
use crate::lint::text::{Statement, Text};
use crate::records::one_line;
use crate::text::match_key;
use std::collections::{HashMap, HashSet};

/// Signs that say anything but “done”.
const OTHER_SIGNS: [char; 10] = ['❌', '⚠', '🟡', '🔴', '⏳', '🚧', '⏸', '🔶', '🟠', '⬜'];

/// Longer lines, in bytes, say too much to be about one thing.
const LINE: usize = 300;

pub(super) fn check(input: &Input<'_>, text: &Text, found: &mut Vec<Issue>) {
    if let Some(audit) = input.audit {
        let grave = grave_findings(&audit);
        for category in audit.categories.iter().filter(|category| is_full(category)) {
            of_category(input, &audit, category, grave.get(&category.id).map_or(&[], Vec::as_slice), found);
        }
        let told: HashSet<u32> = audit.categories.iter().filter_map(|row| row.lines).map(|lines| lines.first).collect();
        for statement in text.statements.iter().filter(|statement| !told.contains(&statement.passage.lines.first)) {
            match statement.passage.parts.as_slice() {
                [part] => of_line(input, &audit, statement, &part.text, found),
                _ => of_row(input, &audit, statement, found),
            }
        }
    }
    for item in input.registers.items.iter().filter(|item| item.done.is_some() && item.set_aside.is_none()) {
        of_item(input, item, found);
    }
    for criterion in input.registers.criteria.iter().filter(|criterion| criterion.state == CriterionState::Met) {
        of_criterion(input, criterion, found);
    }
}

/// Nothing better can be had, or the author says that all is well.
fn is_full(category: &Category) -> bool {
    category.status.as_deref().is_some_and(says_full)
        || match &category.rating {
            Rating::Points(points) => points.value() == points.max(),
            Rating::Rag { colour } => *colour == Rag::Green,
            Rating::Level { reached, of } => reached == of,
            Rating::Letter { letter } => matches!(letter.trim(), "A" | "A+"),
            Rating::NotApplicable { .. } | Rating::NotRated => false,
        }
}

/// A status that leaves nothing to be done; a tick beside other words may mean less.
fn says_full(status: &str) -> bool {
    const FULL: [&str; 11] = [
        "pass",
        "passed",
        "green",
        "complete",
        "completed",
        "done",
        "ready",
        "implemented",
        "fully implemented",
        "production ready",
        "fixed",
    ];
    let bare = status.trim().trim_end_matches('\u{fe0f}');
    matches!(bare, "✅" | "✔" | "☑" | "✓") || FULL.contains(&match_key(status).as_str())
}

/// The gaps of high and critical severity in each category that nothing says are fixed.
fn grave_findings<'a>(audit: &Audit<'a>) -> HashMap<CategoryId, Vec<&'a Finding>> {
    let mut found: HashMap<CategoryId, Vec<&Finding>> = HashMap::new();
    for finding in audit.findings.iter().filter(|finding| finding.kind == FindingKind::Gap) {
        let grave = finding.severity >= Some(Gravity::High) && !says_fixed(finding.title.as_str());
        if let Some(category) = finding.category.filter(|_| grave) {
            found.entry(category).or_default().push(finding);
        }
    }
    found
}

fn of_category(input: &Input<'_>, audit: &Audit<'_>, category: &Category, grave: &[&Finding], found: &mut Vec<Issue>) {
    let name = category.name.as_str();
    let place = || input.place_in(audit.assessment.id, name, category.lines);
    let key = match_key(name);
    let texts = [Some(category.notes.as_str()), category.status.as_deref()];
    if let Some((text, word)) = texts.into_iter().flatten().find_map(|text| Some((text, pending(text)?))) {
        let message = format!("“{name}” is rated {}, and its notes say “{word}”.", rated(category));
        found.push(issue(Severity::Warning, message, vec![place()], &[&key, &match_key(text)]));
    }
    if let Some(first) = grave.first() {
        let message = match grave.len() {
            1 => format!("“{name}” is rated {}, and the grave finding “{}” in it is open.", rated(category), first.title),
            count => format!("“{name}” is rated {}, and {count} grave findings in it are open.", rated(category)),
        };
        let mut places = vec![place()];
        places.extend(grave.iter().map(|finding| input.place(finding.id, finding.title.as_str(), finding.lines)));
        let mut keys: Vec<String> = grave.iter().map(|finding| match_key(finding.title.as_str())).collect();
        keys.sort_unstable();
        let parts: Vec<&str> = [key.as_str(), "findings"].into_iter().chain(keys.iter().map(String::as_str)).collect();
        found.push(issue(Severity::Warning, message, places, &parts));
    }
}

/// A line that is ticked off with a sign, and says in the same breath that something is left. Tasks are judged by their box, and other
/// signs beside the tick tell the parts of a line apart.
fn of_line(input: &Input<'_>, audit: &Audit<'_>, statement: &Statement, text: &str, found: &mut Vec<Issue>) {
    let ticked = text.matches('✅').count() == 1 && !text.contains(OTHER_SIGNS) && text.len() <= LINE;
    if !ticked || statement.passage.task.is_some() || statement.passage.tense == Tense::Ahead {
        return;
    }
    let Some(word) = statement.clauses.first().and_then(|said| pending_in(said)) else { return };
    let message = format!("“{}” is ticked off, and says “{word}”.", one_line(text));
    found.push(issue(Severity::Warning, message, vec![statement.place(input, audit)], &["line", &match_key(text)]));
}

/// A row of any other table, with a status of its own.
fn of_row(input: &Input<'_>, audit: &Audit<'_>, statement: &Statement, found: &mut Vec<Issue>) {
    let parts = &statement.passage.parts;
    let Some(status) = parts.iter().skip(1).find(|part| says_full(&part.text)) else { return };
    let others = parts.iter().filter(|part| !std::ptr::eq(*part, status) && !is_ahead(&part.head));
    let Some((text, word)) = others.map(|part| part.text.as_str()).find_map(|text| Some((text, pending(text)?))) else { return };
    let name = parts[0].text.as_str();
    let message = format!("“{name}” is marked {}, and its row says “{word}”.", status.text);
    found.push(issue(Severity::Warning, message, vec![statement.place(input, audit)], &["row", &match_key(name), &match_key(text)]));
}

/// The rating in words; the status where it is all there is.
fn rated(category: &Category) -> String {
    match (&category.rating, &category.status) {
        (Rating::NotRated, Some(status)) => status.clone(),
        (rating, Some(status)) if says_full(status) && !matches!(rating, Rating::Rag { .. }) => format!("{rating} and {status}"),
        (rating, _) => rating.to_string(),
    }
}

fn of_item(input: &Input<'_>, item: &Item, found: &mut Vec<Issue>) {
    let Some(word) = pending(item.text.as_str()) else { return };
    let message = format!("“{}” is ticked, and says “{word}”.", item.text);
    found.push(issue(Severity::Warning, message, vec![input.place_of_item(item)], &["item", &match_key(item.text.as_str())]));
}

fn of_criterion(input: &Input<'_>, criterion: &Criterion, found: &mut Vec<Issue>) {
    let texts = [criterion.text.as_str(), criterion.notes.as_str()];
    let Some((text, word)) = texts.into_iter().find_map(|text| Some((text, pending(text)?))) else { return };
    let message = format!("The criterion “{}” is met, and its words say “{word}”.", criterion.text);
    let place = input.place(criterion.id, criterion.text.as_str(), criterion.lines.filter(|_| !input.kept));
    let parts = ["criterion", &match_key(criterion.text.as_str()), &match_key(text)];
    found.push(issue(Severity::Warning, message, vec![place], &parts));
}

fn issue(severity: Severity, message: String, places: Vec<Place>, parts: &[&str]) -> Issue {
    Issue::new(RuleId::DoneButPending, severity, message, places, parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::samples::{category, criterion, finding, item, of_report, percent, world};

    #[test]
    fn a_green_row_with_pending_work_in_its_notes_is_found() {
        let source = "# Mill\n\n## Readiness matrix\n\n| Pillar | Status | Summary |\n|---|---|---|\n| Gears | GREEN | All turn; oiling plan still pending. |\n\
                      | Sails | GREEN | No pending work. |\n| Stones | YELLOW | Dressing pending. |\n";
        let found = of_report(source, RuleId::DoneButPending);
        assert_eq!(found, [("“Gears” is rated green, and its notes say “pending”.".to_owned(), vec![7])]);
    }

    #[test]
    fn lines_and_rows_that_are_ticked_off_are_read_too() {
        let source = "# Mill\n\n- **Status:** ✅ strong (pending a repair)\n- ✅ oiled, ⏳ paint pending\n\n| Part | State | Notes |\n|---|---|---|\n| Wheel | Done | \
                      blades not yet mounted |\n| Rope | Open | not yet bought |\n";
        assert_eq!(of_report(source, RuleId::DoneButPending).iter().map(|found| found.1[0]).collect::<Vec<_>>(), [3, 8]);
    }

    #[test]
    fn full_marks_with_a_grave_open_finding_are_found_and_lesser_ones_are_not() {
        let mut world = world();
        world.categories = vec![category(1, "Gears", None, percent(100)), category(2, "Sails", None, percent(90))];
        let gap = |category: u128, severity, title| Finding {
            category: Some(CategoryId(uuid::Uuid::from_u128(category))),
            severity: Some(severity),
            ..finding(FindingKind::Gap, title)
        };
        world.findings = vec![gap(1, Gravity::Medium, "Squeaks"), gap(2, Gravity::Critical, "Torn")];
        assert!(world.told(RuleId::DoneButPending).is_empty());
        world.findings.push(gap(1, Gravity::High, "A tooth is missing"));
        assert_eq!(
            world.told(RuleId::DoneButPending),
            ["“Gears” is rated 100 %, and the grave finding “A tooth is missing” in it is open."]
        );
        world.findings[2].title = "Fixed: a tooth was missing".parse().unwrap();
        assert!(world.told(RuleId::DoneButPending).is_empty());
    }

    #[test]
    fn ticks_and_met_criteria_that_speak_of_open_work_are_found() {
        let mut world = world();
        world.registers.items = vec![item(1, "Alerts (dashboard in progress)", true), item(1, "Logs (dashboard in progress)", false)];
        world.registers.criteria =
            vec![criterion("Tests pass; thresholds pending", CriterionState::Met), criterion("Load test pending", CriterionState::NotMet)];
        let found = world.told(RuleId::DoneButPending);
        assert!(found.len() == 2 && found[0].contains("Alerts") && found[1].contains("Tests pass"), "{found:?}");
    }
}
