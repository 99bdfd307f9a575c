use crate::samples::{
    action, assessment, at, blocker, checklist, criterion, finding, id, item, risk, run_result, saved_project, tick, verification,
};
use domain::blockers::{Blocker, BlockerState};
use domain::checklists::Item;
use domain::criteria::{Criterion, CriterionState};
use domain::ids::{ActionId, ProjectId};
use domain::records::{RecordKind, RecordRef};
use domain::relations::{Relation, RelationKind};
use domain::verifications::Outcome;
use scratch::on_fresh;
use storage::relations::{Closed, Tied};
use storage::{Tx, Window, assessments, blockers, checklists, criteria, plans, records, relations, risks, verifications};

/// A step, and one open and one closed record of every kind that it can close, tied to it.
async fn step(tx: &mut Tx, project: ProjectId) -> (ActionId, Vec<RecordRef>) {
    let step = action(0);
    plans::insert(tx, project, &step).await.unwrap();
    let (open, resolved) = (blocker(project, 0, 1), Blocker { state: BlockerState::Resolved, ..blocker(project, 1, 1) });
    let list = checklist(0, "Before");
    checklists::insert(tx, project, &list).await.unwrap();
    let (unticked, ticked) = (item(list.id, 0), Item { done: Some(tick()), ..item(list.id, 1) });
    let (unmet, met) = (criterion(0), Criterion { state: CriterionState::Met, ..criterion(1) });
    let danger = risk(project, 0);
    let to: Vec<RecordRef> =
        vec![open.id.into(), resolved.id.into(), unticked.id.into(), ticked.id.into(), unmet.id.into(), met.id.into(), danger.id.into()];
    for row in [open, resolved] {
        blockers::insert(tx, &row).await.unwrap();
    }
    for row in [unticked, ticked] {
        checklists::insert_item(tx, project, &row).await.unwrap();
    }
    for row in [unmet, met] {
        criteria::insert(tx, project, &row).await.unwrap();
    }
    risks::insert(tx, &danger).await.unwrap();
    for to in &to {
        relations::insert(tx, project, &Relation { kind: RelationKind::Closes, from: step.id.into(), to: *to }).await.unwrap();
    }
    (step.id, to)
}

#[tokio::test]
async fn what_a_step_closes_says_whether_it_is_closed_and_leaves_out_what_is_in_the_bin() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (step, to) = step(&mut tx, project).await;
        let rows = relations::list_closing(&mut tx, step, at(), Window::first(99)).await.unwrap();
        assert_eq!(rows.len(), to.len());
        let closed: Vec<RecordRef> = rows.iter().filter(|row| row.closed).map(|row| row.record).collect();
        assert_eq!(closed.len(), 3, "{rows:?}");
        assert!([to[1], to[3], to[5]].iter().all(|record| closed.contains(record)), "{rows:?}");
        assert!(rows.iter().any(|row| row.title == "Item number 0"), "{rows:?}");
        let counts = relations::count_closing(&mut tx, project, at()).await.unwrap();
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(step, Closed { closed: 3, total: 7 })]);

        records::delete(&mut tx, project, to[1], domain::Version::FIRST, at(), "Ada").await.unwrap();
        let counts = relations::count_closing(&mut tx, project, at()).await.unwrap();
        assert_eq!(counts[&step], Closed { closed: 2, total: 6 });
    })
    .await;
}

#[tokio::test]
async fn only_open_records_that_hold_the_text_are_offered_to_be_closed_and_none_twice() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, other) = (saved_project(&mut tx, "ferry").await, saved_project(&mut tx, "other").await);
        let (step, to) = step(&mut tx, project).await;
        blockers::insert(&mut tx, &blocker(other, 7, 1)).await.unwrap();
        let offer = async |tx: &mut Tx, text: &str, from: uuid::Uuid| {
            let rows = relations::list_candidates(tx, project, RelationKind::Closes, from, text, 20).await.unwrap();
            rows.into_iter().map(|row| row.record).collect::<Vec<_>>()
        };
        assert!(offer(&mut tx, "", step.0).await.is_empty(), "all are tied already");
        let open = [to[0], to[4], to[2], to[6]];
        assert_eq!(offer(&mut tx, "", id()).await, open);
        assert_eq!(offer(&mut tx, "ITEM Number", id()).await, [to[2]]);
        assert!(offer(&mut tx, "%", id()).await.is_empty());
        records::delete(&mut tx, project, to[0], domain::Version::FIRST, at(), "Ada").await.unwrap();
        assert_eq!(offer(&mut tx, "", id()).await, open[1..]);
    })
    .await;
}

#[tokio::test]
async fn a_verification_can_check_any_record_but_a_step_or_another_verification() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        step(&mut tx, project).await;
        let audit = assessment(project, "2031-01-01");
        assessments::insert(&mut tx, &audit).await.unwrap();
        assessments::insert_finding(&mut tx, audit.assessment.id, &finding(0)).await.unwrap();
        verifications::insert(&mut tx, project, &verification(0)).await.unwrap();
        let rows = relations::list_candidates(&mut tx, project, RelationKind::Checks, id(), "", 99).await.unwrap();
        let mut kinds: Vec<RecordKind> = rows.iter().map(|row| row.record.kind).collect();
        kinds.dedup();
        let expected =
            [RecordKind::Assessment, RecordKind::Blocker, RecordKind::Criterion, RecordKind::Finding, RecordKind::Item, RecordKind::Risk];
        assert_eq!(kinds, expected);
        assert!(kinds.iter().all(|kind| RelationKind::Checks.joins(RecordKind::Verification, *kind)));
        assert_eq!(relations::list_candidates(&mut tx, project, RelationKind::Checks, id(), "", 2).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_record_knows_what_closes_and_checks_it() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (step, to) = step(&mut tx, project).await;
        let check = verification(0);
        verifications::insert(&mut tx, project, &check).await.unwrap();
        let relation = Relation { kind: RelationKind::Checks, from: check.id.into(), to: to[0] };
        relations::insert(&mut tx, project, &relation).await.unwrap();
        let result = run_result(check.id, Outcome::Pass);
        verifications::insert_result(&mut tx, &result).await.unwrap();
        let tied = relations::list_tied(&mut tx, project, to[0], Window::first(9)).await.unwrap();
        let closes = Tied::Closes { step, focus: "Step number 0".into(), done: true };
        let checks = Tied::Checks {
            verification: check.id,
            name: "The pier answers".into(),
            outcome: Some(Outcome::Pass),
            expires_at: result.expires_at,
        };
        assert_eq!(tied, [closes, checks.clone()]);
        let checked = relations::list_checked(&mut tx, check.id, Window::first(9)).await.unwrap();
        assert_eq!(checked.iter().map(|row| (row.record, row.title.as_str())).collect::<Vec<_>>(), [(to[0], "Blocker number 0")]);
        records::delete(&mut tx, project, step.into(), domain::Version::FIRST, at(), "Ada").await.unwrap();
        assert_eq!(relations::list_tied(&mut tx, project, to[0], Window::first(9)).await.unwrap(), [checks]);
        relations::delete(&mut tx, project, &relation).await.unwrap();
        assert!(relations::list_tied(&mut tx, project, to[0], Window::first(9)).await.unwrap().is_empty());
    })
    .await;
}
