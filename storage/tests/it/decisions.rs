use crate::samples::{at, blocker, checklist, criterion, id, item, project, saved_project, title, verification};
use domain::Version;
use domain::blockers::Tier;
use domain::checklists::Item;
use domain::criteria::{Criterion, CriterionState};
use domain::decisions::{Decision, Verdict};
use domain::gates::{Facts, Gates};
use domain::ids::ProjectId;
use domain::projects::Project;
use domain::records::RecordRef;
use domain::verifications::Verification;
use scratch::on_fresh;
use storage::projects::gates::Former;
use storage::{Db, StorageError, Window, blockers, checklists, criteria, decisions, gates, projects, verifications};

fn decision(project: ProjectId, goal: &str) -> Decision {
    Decision {
        id: id(),
        project,
        goal: goal.parse().unwrap(),
        goal_name: title("Public beta"),
        verdict: Verdict::Conditional,
        computed: Some(Verdict::NoGo),
        reason: "The *fair* is tomorrow.".parse().unwrap(),
        at: at(),
        by: Some(id()),
        by_name: title("Ada"),
        gates_version: 3,
        facts: Some(Facts { known: true, ..Facts::default() }),
        sha256: "ab".repeat(32),
    }
}

#[tokio::test]
async fn a_decision_comes_back_as_it_was_signed_with_its_state_and_its_conditions() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (ferry, other) = (saved_project(&mut tx, "ferry").await, saved_project(&mut tx, "other").await);
        let list = checklist(0, "Conditions");
        checklists::insert(&mut tx, ferry, &list).await.unwrap();
        let items = [item(list.id, 0), item(list.id, 1)];
        for item in &items {
            checklists::insert_item(&mut tx, ferry, item).await.unwrap();
        }
        let first = Decision { computed: None, by: None, facts: None, ..decision(ferry, "beta") };
        let (second, third) = (decision(ferry, "demo"), decision(ferry, "beta"));
        for row in [&first, &second, &third] {
            decisions::insert(&mut tx, row, "{\"a\":1}").await.unwrap();
        }
        decisions::insert_condition(&mut tx, third.id, items[1].id, 0).await.unwrap();
        decisions::insert_condition(&mut tx, third.id, items[0].id, 1).await.unwrap();
        assert_eq!(decisions::find(&mut tx, ferry, first.id).await.unwrap(), first);
        assert_eq!(decisions::find(&mut tx, ferry, third.id).await.unwrap(), third);
        assert!(matches!(decisions::find(&mut tx, other, third.id).await, Err(StorageError::NotFound)));
        assert!(matches!(decisions::state(&mut tx, other, third.id).await, Err(StorageError::NotFound)));
        assert_eq!(decisions::state(&mut tx, ferry, third.id).await.unwrap(), "{\"a\":1}");
        let few = Window::first(9);
        assert_eq!(decisions::list(&mut tx, ferry, None, few).await.unwrap(), [third.clone(), second.clone(), first.clone()]);
        assert_eq!(decisions::list(&mut tx, ferry, Some(&first.goal), few).await.unwrap(), [third.clone(), first.clone()]);
        assert_eq!((decisions::count(&mut tx, ferry, None).await.unwrap(), decisions::count(&mut tx, other, None).await.unwrap()), (3, 0));
        assert_eq!(decisions::latest(&mut tx, ferry).await.unwrap(), [second, third.clone()]);
        let conditions = checklists::list_conditions(&mut tx, ferry, third.id).await.unwrap();
        assert_eq!(conditions.iter().map(|item| item.id).collect::<Vec<_>>(), [items[1].id, items[0].id]);
    })
    .await;
}

async fn signed(db: &Db) -> Decision {
    let mut tx = db.begin().await.unwrap();
    let ferry = saved_project(&mut tx, "ferry").await;
    let row = decision(ferry, "beta");
    decisions::insert(&mut tx, &row, "{}").await.unwrap();
    tx.commit().await.unwrap();
    row
}

#[tokio::test]
async fn what_is_signed_can_be_neither_changed_nor_taken_away_nor_written_over() {
    on_fresh(|fresh| async move {
        let row = signed(&fresh.db).await;
        for statement in ["UPDATE decisions SET verdict = 'go'", "UPDATE decisions SET state = '{}'", "DELETE FROM decisions"] {
            let refused = fresh.try_by_hand(statement).await.unwrap_err();
            assert!(refused.contains("signed decision cannot be changed"), "{statement}: {refused}");
        }
        let mut tx = fresh.db.begin().await.unwrap();
        assert!(decisions::insert(&mut tx, &row, "{}").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn rows_that_fail_are_named_each_kind_by_what_it_is_called() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let ferry = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, ferry, &list).await.unwrap();
        let (open, free) = (Item { blocking: true, ..item(list.id, 0) }, Item { blocking: false, ..item(list.id, 1) });
        for item in [&open, &free] {
            checklists::insert_item(&mut tx, ferry, item).await.unwrap();
        }
        let (named, plain) = (verification(0), Verification { title: None, ..verification(1) });
        for row in [&named, &plain] {
            verifications::insert(&mut tx, ferry, &Verification { last: None, ..row.clone() }).await.unwrap();
        }
        let unmet = Criterion { state: CriterionState::NotMet, ..criterion(0) };
        criteria::insert(&mut tx, ferry, &unmet).await.unwrap();
        let hard = blocker(ferry, 0, 2);
        blockers::insert(&mut tx, &hard).await.unwrap();
        let found = gates::list_failing(&mut tx, ferry, at(), 9).await.unwrap();
        let told: Vec<(RecordRef, &str)> = found.iter().map(|row| (row.record, row.title.as_str())).collect();
        assert_eq!(
            told,
            [
                (RecordRef::from(hard.id), hard.title.as_str()),
                (open.id.into(), open.text.as_str()),
                (unmet.id.into(), unmet.text.as_str()),
                (named.id.into(), named.title.as_ref().unwrap().as_str()),
                (plain.id.into(), plain.command.as_str()),
            ]
        );
        assert_eq!((found[0].tier.map(Tier::number), found[1].tier), (Some(2), None));
        let counts = gates::count(&mut tx, ferry, at()).await.unwrap();
        assert_eq!((counts.items, counts.items_open, counts.criteria_open, counts.verifications_open, counts.known), (1, 1, 1, 2, true));
    })
    .await;
}

#[tokio::test]
async fn the_gates_of_a_project_come_back_and_former_ones_newest_first() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let mut gates = Gates::default();
        gates.gates.truncate(1);
        gates.version = 2;
        let row = Project { gates: gates.clone(), ..project("ferry") };
        projects::insert(&mut tx, &row).await.unwrap();
        assert_eq!(projects::get(&mut tx, &row.slug).await.unwrap(), Some(row.clone()));
        let back = Project { gates: Gates::default(), version: Version(2), ..row.clone() };
        projects::update(&mut tx, &back, row.version).await.unwrap();
        assert_eq!(projects::get(&mut tx, &row.slug).await.unwrap(), Some(back));
        for gates in [Gates::default(), gates] {
            let former = Former { gates, changed_at: at(), changed_by_name: title("Ada") };
            projects::gates::insert(&mut tx, row.id, &former).await.unwrap();
        }
        let former = projects::gates::list(&mut tx, row.id, Window::first(9)).await.unwrap();
        assert_eq!(former.iter().map(|row| row.gates.version).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(projects::gates::count(&mut tx, row.id).await.unwrap(), 2);
    })
    .await;
}
