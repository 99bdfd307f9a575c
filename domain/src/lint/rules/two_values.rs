//! One named figure with two values in one report, such as a test run that all passed and a pass rate of 88 %.

use crate::lint::figures::{Named, agree, at_odds, named};
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::{Statement, Text};
use crate::text::match_key;
use std::collections::BTreeMap;

/// More values of one name say that it names several things, or nothing.
const VALUES: usize = 8;

pub(super) fn check(input: &Input<'_>, text: &Text, found: &mut Vec<Issue>) {
    let Some(audit) = input.audit else { return };
    let mut by_name: BTreeMap<String, Vec<(Named, &Statement)>> = BTreeMap::new();
    for statement in &text.statements {
        for part in &statement.passage.parts {
            if let Some((one, other)) = at_odds(&part.text) {
                let message = format!("“{one}” and “{other}” stand for the same, and do not agree.");
                let place = vec![statement.place(input, &audit)];
                found.push(Issue::new(
                    RuleId::TwoValues,
                    Severity::Error,
                    message,
                    place,
                    &["beside", &one, &other, &match_key(&statement.words())],
                ));
            }
        }
        for figure in named(statement) {
            let known = by_name.entry(figure.name.clone()).or_default();
            // The same value again tells nothing new, so that each name keeps only its few values.
            if known.len() < VALUES && !known.iter().any(|(known, _)| agree(known, &figure)) {
                known.push((figure, statement));
            }
        }
    }
    for (name, values) in by_name.iter().filter(|(_, values)| values.len() > 1) {
        let written: Vec<String> = values.iter().map(|(value, _)| format!("“{}”", value.written)).collect();
        let message = format!("The {} is {} in one place and {} in another.", shown(name), written[0], written[1..].join(", "));
        let places = values.iter().map(|(_, statement)| statement.place(input, &audit)).collect();
        let mut parts: Vec<String> = values.iter().map(|(value, _)| value.value.normalize().to_string()).collect();
        parts.sort_unstable();
        let parts: Vec<&str> = std::iter::once(name.as_str()).chain(parts.iter().map(String::as_str)).collect();
        found.push(Issue::new(RuleId::TwoValues, Severity::Error, message, places, &parts));
    }
}

/// `coverage branch` as people say it.
fn shown(name: &str) -> String {
    for kind in ["pass rate", "coverage", "total"] {
        if let Some(rest) = name.strip_prefix(kind).map(str::trim).filter(|rest| !rest.is_empty()) {
            return if kind == "total" { format!("total of “{rest}”") } else { format!("{kind} ({rest})") };
        }
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::document;
    use crate::lint::samples::{now, of_report};

    const REPORT: &str = "# Ferry desk\n\n| Angle | Score | Notes |\n|---|---|---|\n| Code & tests | 90% | FER-7 fixed (212/212 pass) |\n| Law | 40% | |\n\n\
                          ## Code\n\n### What works\n\n- ✅ 91% test pass rate\n";

    #[test]
    fn a_run_that_passed_as_a_whole_and_a_lower_pass_rate_are_at_odds() {
        let found = of_report(REPORT, RuleId::TwoValues);
        assert_eq!(found, [("The pass rate is “212/212” in one place and “91%” in another.".to_owned(), vec![5, 12])]);
    }

    #[test]
    fn totals_of_one_name_and_two_ways_to_write_a_figure_are_compared() {
        let totals = of_report("# A\n\n**Total endpoints:** 51\n\n## B\n\nWe serve 54 endpoints in total.\n", RuleId::TwoValues);
        assert!(totals[0].0.contains("“51”") && totals[0].0.contains("“54”"), "{totals:?}");
        for source in ["# A\n\n- Stories: 17/20 (80%)\n", "# A\n\nPoints: 54.00/100 → rounded to 62/100\n"] {
            assert_eq!(of_report(source, RuleId::TwoValues)[0].1, [3], "{source}");
        }
    }

    #[test]
    fn other_kinds_of_tests_other_times_and_rounding_are_no_contradiction() {
        for source in [
            "# A\n\n- Unit tests: 40/40 pass\n- E2E tests: 8/10 pass\n",
            "# A\n\n- Test coverage: 71.4%\n- Test coverage was 60% before\n- Raise test coverage to 90%\n",
            "# A\n\n- 7/8 tests pass\n- 88% test pass rate\n- Stories: 17/20 (85%)\n- Cards: 2/3 (67%)\n",
            "# A\n\n- Line coverage 80%\n- Branch coverage 60%\n",
            "# A\n\nPoints: 61.60/100 → rounded to 62/100\n",
        ] {
            assert_eq!(of_report(source, RuleId::TwoValues), [], "{source}");
        }
    }

    #[test]
    fn it_is_the_same_issue_wherever_its_lines_stand_and_another_one_with_other_values() {
        let print = |source: &str| {
            let found = document(source, now(), 90);
            found.into_iter().find(|issue| issue.rule == RuleId::TwoValues).unwrap().fingerprint
        };
        let moved = REPORT.replace("## Code\n", "Some more words.\n\n## Code\n");
        assert_eq!(print(REPORT), print(&moved));
        assert_ne!(print(REPORT), print(&REPORT.replace("91%", "93%")));
    }
}
