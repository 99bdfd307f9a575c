//! What lint finds in a project, and what people decide to live with.

use crate::world::{LATER, REPORT, World, at};
use domain::history::EventKind;
use domain::lint::{Issue, RuleId};
use domain::verifications::Outcome;
use service::accounts::Auditor;
use service::assessments::seal;
use service::blockers::{self, BlockerForm};
use service::lint::{Linted, dismiss_in_audit, dismiss_in_registers, of_assessment, of_file, of_project, reopen_in_audit};
use service::verifications::{self, ResultForm, VerificationForm};
use service::{PageNumber, ServiceError, history};

/// Says in one place what another denies.
const AT_ODDS: &str = "\
# Kiln readiness audit

**Date:** 2031-04-02

## Scores

| Area | Score | Notes |
|---|---|---|
| Heat | 80/100 | 212/212 tests pass |
| Safety | 55/100 | 91% test pass rate |

## Strengths

- No passwords in code

## Gaps

- Hardcoded passwords
";

async fn room(report: &str) -> (World, Auditor) {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, report).await;
    (world, auditor)
}

fn rules(linted: &Linted) -> Vec<RuleId> {
    linted.open.iter().map(|issue| issue.rule).collect()
}

fn of_rule(linted: &Linted, rule: RuleId) -> Issue {
    linted.open.iter().find(|issue| issue.rule == rule).unwrap().clone()
}

#[tokio::test]
async fn a_report_without_contradictions_has_no_issues() {
    let (world, auditor) = room(REPORT).await;
    let linted = of_project(&world.db, &auditor, at()).await.unwrap();
    assert_eq!((rules(&linted), linted.cut.len()), (Vec::new(), 0), "{:?}", linted.open);
    assert_eq!(linted.audit.unwrap().1.as_str(), "Kiln readiness audit");
}

#[tokio::test]
async fn what_is_at_odds_is_found_with_its_rows_and_lines() {
    let (world, auditor) = room(AT_ODDS).await;
    let linted = of_project(&world.db, &auditor, at()).await.unwrap();
    assert_eq!(rules(&linted), [RuleId::TwoValues, RuleId::ClaimAgainstFinding]);
    let lines = |rule| of_rule(&linted, rule).places.iter().filter_map(|place| place.lines).map(|lines| lines.first).collect::<Vec<_>>();
    assert_eq!(lines(RuleId::TwoValues), [9, 10]);
    assert_eq!(lines(RuleId::ClaimAgainstFinding), [14, 18]);
    assert!(of_rule(&linted, RuleId::ClaimAgainstFinding).places.iter().all(|place| place.record.is_some()));
}

#[tokio::test]
async fn a_check_that_fails_or_whose_pass_has_expired_is_told_and_one_that_never_ran_is_not() {
    let (world, auditor) = room(REPORT).await;
    let db = &world.db;
    let form = VerificationForm { command: "make test".into(), valid_days: "1".into(), ..VerificationForm::default() };
    let check = verifications::create(db, &auditor, &form, None, at()).await.unwrap();
    let later = at().plus_seconds(2 * 24 * 3600);
    let found = async |now| of_project(db, &auditor, now).await.unwrap().open.iter().filter(|issue| issue.rule == RuleId::NotFresh).count();
    assert_eq!(found(at()).await, 0, "it never ran");
    let result = |outcome: Outcome| ResultForm { outcome: outcome.as_str().into(), ..ResultForm::default() };
    verifications::post(db, &auditor.reporter(), check.id, &result(Outcome::Pass), at()).await.unwrap();
    assert_eq!((found(at()).await, found(later).await), (0, 1));
    verifications::post(db, &auditor.reporter(), check.id, &result(Outcome::Fail), at()).await.unwrap();
    assert_eq!(found(at()).await, 1);
}

#[tokio::test]
async fn a_dismissal_survives_another_import_and_ends_when_the_facts_change() {
    let (world, auditor) = room(AT_ODDS).await;
    let db = &world.db;
    let issue = of_rule(&of_project(db, &auditor, at()).await.unwrap(), RuleId::TwoValues);
    dismiss_in_audit(db, &auditor, None, &issue.fingerprint, "Two test systems", at()).await.unwrap();
    let again = AT_ODDS.replace("# Kiln", "# The kiln").replace("2031-04-02", "2031-04-03").replace("## Scores", "Once more.\n\n## Scores");
    world.saved(&auditor, &again).await;
    let linted = of_project(db, &auditor, at()).await.unwrap();
    assert!(!rules(&linted).contains(&RuleId::TwoValues));
    let (dismissed, why) = &linted.dismissed[0];
    assert_eq!((dismissed.places[0].lines.unwrap().first, why.reason.as_str(), why.by_name.as_str()), (11, "Two test systems", "olga"));
    world.saved(&auditor, &again.replace("2031-04-03", "2031-04-04").replace("91%", "93%")).await;
    assert!(rules(&of_project(db, &auditor, at()).await.unwrap()).contains(&RuleId::TwoValues));
}

#[tokio::test]
async fn dismissing_needs_a_reason_and_an_issue_and_is_told_in_the_history() {
    let (world, auditor) = room(AT_ODDS).await;
    let db = &world.db;
    let issue = of_rule(&of_project(db, &auditor, at()).await.unwrap(), RuleId::TwoValues).fingerprint;
    let refused = dismiss_in_audit(db, &auditor, None, &issue, " ", at()).await;
    assert!(matches!(refused, Err(ServiceError::Invalid { field: "reason", .. })), "{refused:?}");
    // Whoever may judge the registers does not judge what an audit says.
    assert!(matches!(dismiss_in_registers(db, &auditor, &issue, "x", at()).await, Err(ServiceError::Refused(_))));
    dismiss_in_audit(db, &auditor, None, &issue, "Two test systems", at()).await.unwrap();
    assert!(matches!(dismiss_in_audit(db, &auditor, None, &issue, "x", at()).await, Err(ServiceError::Refused(_))));
    reopen_in_audit(db, &auditor, &issue, at()).await.unwrap();
    assert!(matches!(reopen_in_audit(db, &auditor, &issue, at()).await, Err(ServiceError::NotFound)));
    let lines = history::list(db, &auditor, PageNumber::FIRST).await.unwrap().rows;
    let told: Vec<_> =
        lines.iter().take(2).map(|line| (line.kind, line.changes[0].before.as_str(), line.changes[0].after.as_str())).collect();
    assert_eq!(told, [(EventKind::LintReopened, "Two test systems", ""), (EventKind::LintDismissed, "", "Two test systems")]);
    assert!(lines[0].summary.contains("HP001"), "{}", lines[0].summary);
}

#[tokio::test]
async fn the_registers_are_looked_at_as_they_are_now() {
    let (world, auditor) = room(LATER).await;
    let db = &world.db;
    let form = BlockerForm { title: "Smoke in the hall".into(), due: "2031-04-04".into(), ..BlockerForm::default() };
    blockers::create(db, &auditor, &form, at()).await.unwrap();
    let linted = of_project(db, &auditor, at()).await.unwrap();
    let found: Vec<_> = linted.open.iter().filter(|issue| issue.message.contains("Smoke in the hall")).map(|issue| issue.rule).collect();
    assert_eq!(found, [RuleId::NoOwner, RuleId::DuePast]);
}

#[tokio::test]
async fn one_audit_is_looked_at_by_itself_and_what_is_open_is_looked_at_before_it_is_frozen() {
    let (world, auditor) = room(AT_ODDS).await;
    let db = &world.db;
    let id = of_project(db, &auditor, at()).await.unwrap().audit.unwrap().0;
    world.saved(&auditor, LATER).await;
    assert!(!rules(&of_project(db, &auditor, at()).await.unwrap()).contains(&RuleId::TwoValues));
    let linted = of_assessment(db, &auditor, id, at()).await.unwrap();
    let issue = of_rule(&linted, RuleId::TwoValues);
    let words = |sealed: service::assessments::Sealed| sealed.checks.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(words(seal(db, &auditor, id, at()).await.unwrap()).contains(&issue.message));
    dismiss_in_audit(db, &auditor, Some(id), &issue.fingerprint, "Two test systems", at()).await.unwrap();
    assert!(!words(seal(db, &auditor, id, at()).await.unwrap()).contains(&issue.message));
}

#[tokio::test]
async fn a_page_of_issues_takes_a_fixed_number_of_queries() {
    for rows in [1, 300] {
        let (world, auditor) = room(&crate::world::long_report(rows)).await;
        let before = world.db.queries();
        of_project(&world.db, &auditor, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 12, "{rows} rows");
    }
}

#[test]
fn a_file_is_linted_without_a_project() {
    let found = of_file(AT_ODDS.as_bytes(), None, at()).unwrap();
    assert_eq!(found.iter().map(|issue| issue.rule).collect::<Vec<_>>(), [RuleId::TwoValues, RuleId::ClaimAgainstFinding]);
    assert!(found.iter().flat_map(|issue| &issue.places).all(|place| place.record.is_none()));
    assert!(matches!(of_file(b" ", None, at()), Err(ServiceError::Invalid { .. })));
}
