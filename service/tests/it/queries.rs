//! Pages cost a fixed number of queries, however much is on them.

use crate::world::{World, at, long_report};
use domain::relations::RelationKind;
use domain::search::Terms;
use service::accounts::SignedIn;
use service::blockers::Filter;
use service::criteria::CriterionForm;
use service::plans::ActionForm;
use service::portfolio::{self, Query};
use service::verifications::VerificationForm;
use service::{
    PageNumber, assessments, blockers, checklists, comments, criteria, history, plans, records, relations, risks, search, verifications,
};

async fn imported(rows: usize) -> (World, SignedIn) {
    let (world, olga) = World::with_project().await;
    let saved = world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), &long_report(rows)).await;
    assert!(saved.added >= 3 * rows, "{saved:?}");
    (world, olga)
}

#[tokio::test]
async fn the_page_of_a_project_takes_fifteen_queries_with_two_rows_and_with_three_hundred() {
    // One row alone is no score table.
    for rows in [2, 300] {
        let (world, olga) = imported(rows).await;
        let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
        let before = world.db.queries();
        let overview = assessments::overview(&world.db, &viewer, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 15, "{rows} rows");
        assert_eq!(overview.risk_count, i64::try_from(rows).unwrap());
    }
}

#[tokio::test]
async fn the_lists_of_a_project_take_a_fixed_number_of_queries() {
    for rows in [1, 300] {
        let (world, olga) = imported(rows).await;
        let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
        let before = world.db.queries();
        let lists = checklists::list(&world.db, &viewer, checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 3, "{rows} rows");
        assert_eq!(lists.items.total, u64::try_from(rows).unwrap());
        let (before, first) = (world.db.queries(), &lists.items.rows[0].item);
        checklists::show(&world.db, &viewer, first.id, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 3, "{rows} rows");
        let before = world.db.queries();
        checklists::find_list(&world.db, &viewer, first.checklist, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 1, "{rows} rows");
        let before = world.db.queries();
        let paste = checklists::PasteForm { text: "- One more".into(), title: "New".into(), ..Default::default() };
        checklists::preview_pasted(&world.db, &viewer, &paste, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 2, "{rows} rows");
        let before = world.db.queries();
        // Rows, how many match, and how many stand where.
        blockers::list(&world.db, &viewer, &Filter::default(), PageNumber::FIRST, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 3, "{rows} rows");
        let before = world.db.queries();
        // As with blockers, and the cells of the heat map.
        risks::list(&world.db, &viewer, &risks::Filter::default(), PageNumber::FIRST, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 4, "{rows} rows");
    }
}

#[tokio::test]
async fn criteria_and_verifications_take_two_queries_and_a_plan_three() {
    for rows in [1, 300] {
        let (world, olga) = imported(rows).await;
        let editor = olga.editor(&world.db, "kiln").await.unwrap();
        for row in 0..rows.min(60) {
            let typed = VerificationForm { command: format!("check {row}"), ..VerificationForm::default() };
            let check = verifications::create(&world.db, &editor, &typed, None, at()).await.unwrap();
            let risk = risks::list(&world.db, &editor, &risks::Filter::default(), PageNumber::FIRST, at())
                .await
                .unwrap()
                .page
                .rows
                .remove(0)
                .id
                .into();
            relations::tie(&world.db, &editor, RelationKind::Checks, check.id, risk, at()).await.unwrap();
            let step = ActionForm { focus: format!("Step {row}"), ..ActionForm::default() };
            let step = plans::create(&world.db, &editor, &step, at()).await.unwrap();
            relations::tie(&world.db, &editor, RelationKind::Closes, step.id, risk, at()).await.unwrap();
            let criterion = CriterionForm { text: format!("Holds {row}"), state: "met".into(), ..CriterionForm::default() };
            criteria::create(&world.db, &editor, &criterion, at()).await.unwrap();
        }
        let spent = |before: u64| world.db.queries() - before;
        let before = world.db.queries();
        let check = verifications::list(&world.db, &editor, None, PageNumber::FIRST, at()).await.unwrap().page.rows.remove(0);
        assert_eq!(spent(before), 2, "{rows} rows");
        let before = world.db.queries();
        criteria::list(&world.db, &editor, PageNumber::FIRST).await.unwrap();
        assert_eq!(spent(before), 2, "{rows} rows");
        let before = world.db.queries();
        let step = plans::list(&world.db, &editor, PageNumber::FIRST, at()).await.unwrap().page.rows.remove(0);
        assert_eq!(spent(before), 3, "{rows} rows");
        // A page of a record: itself with what it is tied to, what is offered, what closes and checks it.
        let before = world.db.queries();
        verifications::show(&world.db, &editor, check.id, PageNumber::FIRST).await.unwrap();
        plans::show(&world.db, &editor, step.id, at()).await.unwrap();
        relations::candidates(&world.db, &editor, RelationKind::Checks, check.id, "").await.unwrap();
        relations::tied(&world.db, &editor, step.id).await.unwrap();
        assert_eq!(spent(before), 4 + 2 + 1 + 1, "{rows} rows");
    }
}

#[tokio::test]
async fn the_portfolio_takes_four_queries_with_one_project_and_with_three_hundred() {
    let (world, olga) = World::with_project().await;
    for projects in [1, 300] {
        for number in 1..projects {
            world.project(&olga, &format!("p{number}")).await;
        }
        let before = world.db.queries();
        let page = portfolio::list(&world.db, &olga, &Query::default(), PageNumber::FIRST, at()).await.unwrap();
        assert_eq!(world.db.queries() - before, 4, "{projects} projects");
        assert_eq!(page.total, projects);
    }
}

#[tokio::test]
async fn a_proof_takes_two_queries() {
    let (world, olga) = World::with_project().await;
    let before = world.db.queries();
    olga.viewer(&world.db, "kiln").await.unwrap();
    assert_eq!(world.db.queries() - before, 2);
}

#[tokio::test]
async fn what_stands_around_a_record_takes_four_queries_and_its_project_three() {
    for rows in [2, 300] {
        let (world, olga) = imported(rows).await;
        let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
        let blocker = blockers::list(&world.db, &viewer, &Filter::default(), PageNumber::FIRST, at()).await.unwrap().page.rows.remove(0);
        let speaker = olga.viewer(&world.db, "kiln").await.unwrap().speaker().unwrap();
        for number in 0..rows {
            comments::add(&world.db, &speaker, blocker.id.into(), &format!("Number {number}"), at()).await.unwrap();
        }
        let before = world.db.queries();
        let around = records::around(&world.db, &viewer, blocker.id, PageNumber::FIRST).await.unwrap();
        assert_eq!(world.db.queries() - before, 4, "{rows} comments");
        assert_eq!(around.comments.total, u64::try_from(rows).unwrap());
        let before = world.db.queries();
        history::activity(&world.db, &viewer, history::Filter::default(), PageNumber::FIRST).await.unwrap();
        assert_eq!(world.db.queries() - before, 3, "{rows} lines");
        let before = world.db.queries();
        records::bin(&world.db, &viewer, PageNumber::FIRST).await.unwrap();
        assert_eq!(world.db.queries() - before, 2);
    }
}

#[tokio::test]
async fn a_search_takes_three_queries_however_much_is_found() {
    for rows in [2, 300] {
        let (world, olga) = imported(rows).await;
        let query = search::Query { terms: Terms::parse("number"), ..search::Query::default() };
        let before = world.db.queries();
        let found = search::find(&world.db, &olga, &query, PageNumber::FIRST).await.unwrap();
        assert_eq!(world.db.queries() - before, 3, "{rows} rows");
        assert!(found.hits.total >= u64::try_from(3 * rows).unwrap());
    }
}
