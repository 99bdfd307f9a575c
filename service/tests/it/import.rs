use crate::world::{LATER, REPORT, World, at};
use domain::accounts::Role;
use domain::assessments::{FindingKind, Rating};
use domain::criteria::CriterionState;
use domain::exchange::reconcile::Choice;
use domain::people::Assignee;
use domain::risks::Level;
use domain::scoring::Reason;
use service::accounts::{Auditor, SignedIn, operator};
use service::assessments::{self, Overview};
use service::exchange::{self, ImportForm, Outcome, preview, save, stage};
use service::{PageNumber, ServiceError, checklists, records};

async fn auditor(world: &World, who: &SignedIn) -> Auditor {
    who.auditor(&world.db, "kiln").await.unwrap()
}

async fn overview(world: &World, who: &SignedIn) -> Overview {
    assessments::overview(&world.db, &who.viewer(&world.db, "kiln").await.unwrap(), at()).await.unwrap()
}

#[tokio::test]
async fn a_report_becomes_an_audit_and_rows_of_every_register() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    let saved = world.saved(&proof, REPORT).await;
    assert_eq!(saved.known, 0);
    let got = overview(&world, &olga).await;
    let current = got.current.unwrap();
    assert_eq!(current.summary.assessment.title.as_str(), "Kiln readiness audit");
    assert_eq!(current.summary.ordered_on, "2031-04-01");
    assert_eq!(current.score.overall.unwrap().to_string(), "70");
    assert!(current.difference.unwrap().reasons.is_empty(), "stated and computed agree");
    assert!(current.categories.iter().all(|row| matches!(row.rating, Rating::Points(_)) && row.lines.is_some()));
    assert_eq!((got.open_by_tier, got.blockers[0].owner.clone()), (vec![(1, 1)], Some(Assignee::named("Bela"))));
    assert_eq!((got.risks[0].residual.stated, got.risks[0].residual.impact), (Some(Level::Medium), Some(Level::High)));
    assert_eq!(got.criteria.iter().map(|row| row.state).collect::<Vec<_>>(), [CriterionState::Met, CriterionState::NotMet]);
    assert_eq!((got.actions.len(), got.verifications.len()), (1, 1));
    let progress = got.checklists[0].1;
    assert_eq!((progress.done, progress.total, progress.blocking_open), (1, 2, 1));
    assert!(got.events[0].summary.contains("Kiln readiness audit"));
    let page = assessments::show(&world.db, &proof, saved.assessment, PageNumber::FIRST).await.unwrap();
    assert_eq!(page.findings.rows[0].kind, FindingKind::Strength);
    assert_eq!(page.source.unwrap().text, REPORT);
}

#[tokio::test]
async fn the_same_bytes_again_change_nothing() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    let saved = world.saved(&proof, REPORT).await;
    let before = format!("{:?}", overview(&world, &olga).await);
    assert_eq!(world.already(&proof, REPORT).await, saved.assessment);
    assert_eq!(format!("{:?}", overview(&world, &olga).await), before);
}

#[tokio::test]
async fn the_same_bytes_are_another_audit_in_another_project() {
    let (world, olga) = World::with_project().await;
    world.project(&olga, "oven").await;
    let first = world.saved(&auditor(&world, &olga).await, REPORT).await;
    let second = world.saved(&olga.auditor(&world.db, "oven").await.unwrap(), REPORT).await;
    assert_ne!(first.assessment, second.assessment);
}

#[tokio::test]
async fn two_who_save_the_same_report_together_make_one_audit() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    let (first, second) = tokio::join!(world.import(&proof, REPORT), world.import(&proof, REPORT));
    let saved = [first, second].into_iter().filter(|outcome| matches!(outcome, Ok(Outcome::Saved(_)))).count();
    assert_eq!(saved, 1);
    assert_eq!(overview(&world, &olga).await.audits.len(), 1);
}

#[tokio::test]
async fn a_later_report_doubles_nothing_and_adds_what_is_new() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    world.saved(&proof, REPORT).await;
    let saved = world.saved(&proof, LATER).await;
    assert_eq!((saved.added, saved.known), (2, 4), "a blocker and an item are new");
    let got = overview(&world, &olga).await;
    assert_eq!(got.audits.len(), 2);
    assert_eq!(got.current.unwrap().summary.ordered_on, "2031-05-01");
    assert_eq!(got.blockers.len(), 2);
    assert_eq!(got.checklists.len(), 1);
    assert_eq!(got.checklists[0].1.total, 3);
    assert_eq!((got.risk_count, got.risks[0].previous, got.risks[0].residual.stated), (1, Some(Level::Medium), Some(Level::Low)));
}

#[tokio::test]
async fn a_tick_made_here_outlives_a_report_that_does_not_know_of_it() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    world.saved(&proof, REPORT).await;
    let items = checklists::list(&world.db, &proof, checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap().items.rows;
    let open = items.iter().find(|item| item.done.is_none()).unwrap();
    checklists::tick(&world.db, &proof, open.id, open.version, true, at()).await.unwrap();
    world.saved(&proof, LATER).await;
    let items = checklists::list(&world.db, &proof, checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap().items.rows;
    assert!(items.iter().find(|item| item.id == open.id).unwrap().done.is_some());
}

#[tokio::test]
async fn looking_at_a_report_changes_nothing_that_others_see() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    let before = format!("{:?}", overview(&world, &olga).await);
    let source = stage(&world.db, &proof.importer(), "../../etc/a\u{7}b.md", REPORT.into(), at()).await.unwrap();
    let shown = preview(&world.db, &proof.importer(), source, at()).await.unwrap();
    assert_eq!(shown.source.filename, "ab.md");
    assert_eq!((shown.reading.categories.len(), shown.already), (2, None));
    assert_eq!(format!("{:?}", overview(&world, &olga).await), before);
    exchange::discard(&world.db, &proof.importer(), source).await.unwrap();
    assert!(matches!(preview(&world.db, &proof.importer(), source, at()).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn a_preview_says_which_audit_the_bytes_are_already() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    let saved = world.saved(&proof, REPORT).await;
    let source = stage(&world.db, &proof.importer(), "again.md", REPORT.into(), at()).await.unwrap();
    assert_eq!(preview(&world.db, &proof.importer(), source, at()).await.unwrap().already, Some(saved.assessment));
}

#[tokio::test]
async fn title_and_date_can_be_corrected_and_a_wrong_date_saves_nothing() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    let source = stage(&world.db, &proof.importer(), "x.md", REPORT.into(), at()).await.unwrap();
    for (form, wrong) in [
        (ImportForm { date: Some("yesterday".into()), ..ImportForm::default() }, "date"),
        (ImportForm { title: Some(" ".into()), ..ImportForm::default() }, "title"),
    ] {
        let refused = save(&world.db, &proof.importer(), source, &form, at()).await;
        assert!(matches!(&refused, Err(ServiceError::Invalid { field, .. }) if *field == wrong), "{refused:?}");
    }
    assert!(overview(&world, &olga).await.audits.is_empty());
    let form = ImportForm { title: Some("My title".into()), date: Some("2030-12".into()), ..ImportForm::default() };
    save(&world.db, &proof.importer(), source, &form, at()).await.unwrap();
    let audit = overview(&world, &olga).await.audits.remove(0);
    assert_eq!((audit.assessment.title.as_str(), audit.ordered_on.as_str()), ("My title", "2030-12"));
}

#[tokio::test]
async fn a_report_without_a_date_is_ordered_by_the_day_it_came() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    world.saved(&proof, "# Nothing but a title\n").await;
    let audit = overview(&world, &olga).await.audits.remove(0);
    assert_eq!((audit.assessment.date, audit.ordered_on.as_str(), audit.score), (None, "2031-04-05", None));
}

#[tokio::test]
async fn what_is_no_report_is_refused_with_a_sentence() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    for bytes in [Vec::new(), b" \n\n".to_vec(), vec![b'x'; 2 * 1024 * 1024 + 1]] {
        let refused = stage(&world.db, &proof.importer(), "x.md", bytes, at()).await;
        assert!(matches!(&refused, Err(ServiceError::Invalid { field: "report", .. })), "{refused:?}");
        assert!(refused.unwrap_err().to_string().ends_with('.'));
    }
    assert!(stage(&world.db, &proof.importer(), "x.md", vec![b'x'; 2 * 1024 * 1024], at()).await.is_ok(), "the limit itself is allowed");
}

#[tokio::test]
async fn documents_nobody_saved_are_forgotten_after_a_week() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    world.saved(&proof, REPORT).await;
    stage(&world.db, &proof.importer(), "x.md", LATER.into(), at()).await.unwrap();
    assert_eq!(exchange::forget_unsaved(&world.db, at().plus_seconds(7 * 24 * 3600)).await.unwrap(), 0);
    assert_eq!(exchange::forget_unsaved(&world.db, at().plus_seconds(7 * 24 * 3600 + 1)).await.unwrap(), 1);
}

#[tokio::test]
async fn the_command_line_imports_as_the_operator() {
    let (world, olga) = World::with_project().await;
    let proof = operator().unwrap().viewer(&world.db, "kiln").await.unwrap().auditor().unwrap();
    world.saved(&proof, REPORT).await;
    let event = overview(&world, &olga).await.events.remove(0);
    assert_eq!((event.actor, event.actor_name.as_str()), (None, "operator"));
}

#[tokio::test]
async fn a_stated_score_that_differs_is_kept_beside_the_computed_one_with_the_reason() {
    let (world, olga) = World::with_project().await;
    let text = REPORT.replace("**70/100**", "**69.9/100**").replace("55/100", "54.9/100");
    world.saved(&auditor(&world, &olga).await, &text).await;
    let current = overview(&world, &olga).await.current.unwrap();
    assert_eq!(current.score.overall.unwrap().to_string(), "69.96");
    assert_eq!(current.summary.stated_score, Some(6_990));
    assert_eq!(current.difference.unwrap().reasons, [Reason::Truncated(1)]);
}

#[tokio::test]
async fn a_report_older_than_the_last_one_does_not_take_levels_back() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    world.saved(&proof, LATER).await;
    world.saved(&proof, REPORT).await;
    let risk = overview(&world, &olga).await.risks.remove(0);
    assert_eq!((risk.residual.stated, risk.previous), (Some(Level::Low), None));
}

#[tokio::test]
async fn a_dump_with_more_records_than_fit_is_refused_before_it_is_kept() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    let dump = (0..600).map(|at| format!("## List {at}\n\n- [ ] one\n\n")).collect::<Vec<_>>().concat();
    let refused = stage(&world.db, &proof.importer(), "dump.md", dump.into_bytes(), at()).await.unwrap_err();
    assert!(matches!(&refused, ServiceError::Invalid { field: "report", message } if message.contains("600 checklists")), "{refused}");
}

#[tokio::test]
async fn figures_of_the_overview_count_also_what_it_does_not_show() {
    let (world, olga) = World::with_project().await;
    let rows = (0..80)
        .map(|at| format!("| {at} | The kiln holds {at} pots | {} |\n", if at < 70 { "met" } else { "not met" }))
        .collect::<Vec<_>>()
        .concat();
    let text = format!("# Pots\n\n## Acceptance criteria\n\n| No. | Criterion | Status |\n|---|---|---|\n{rows}");
    world.saved(&auditor(&world, &olga).await, &text).await;
    let got = overview(&world, &olga).await;
    assert_eq!((got.criteria.len(), got.criteria_count), (50, (80, 70)));
}

#[tokio::test]
async fn an_owner_in_a_report_is_the_member_of_that_name_where_there_is_just_one() {
    let (world, olga) = World::with_project().await;
    let bela = world.person("bela", false).await;
    world.join(&olga, "kiln", &bela, Role::Engineer).await;
    world.saved(&auditor(&world, &olga).await, REPORT).await;
    let owner = overview(&world, &olga).await.blockers.remove(0).owner;
    assert_eq!(owner, Some(Assignee { name: "bela".into(), user: Some(bela.user().id) }));
}

#[tokio::test]
async fn what_was_thrown_away_does_not_come_again_unless_somebody_says_so() {
    let (world, olga) = World::with_project().await;
    let proof = auditor(&world, &olga).await;
    world.saved(&proof, REPORT).await;
    let blocker = overview(&world, &olga).await.blockers.remove(0);
    records::delete(&world.db, &proof, blocker.id, blocker.version, at()).await.unwrap();
    assert!(overview(&world, &olga).await.blockers.is_empty());
    let source = stage(&world.db, &proof.importer(), "later.md", LATER.into(), at()).await.unwrap();
    let met = exchange::reconciled(&world.db, &proof.importer(), source, at()).await.unwrap().meetings;
    let thrown: Vec<_> = met.iter().filter(|meeting| meeting.in_bin).map(|meeting| (meeting.key(), meeting.proposed)).collect();
    assert_eq!(thrown.iter().map(|(_, proposed)| *proposed).collect::<Vec<_>>(), [Choice::Leave]);
    let choices = thrown.into_iter().map(|(key, _)| (key, Choice::Take)).collect();
    save(&world.db, &proof.importer(), source, &ImportForm { choices, ..ImportForm::default() }, at()).await.unwrap();
    assert_eq!(overview(&world, &olga).await.blockers.len(), 2);
}
