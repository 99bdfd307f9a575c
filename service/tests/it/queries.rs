//! Pages cost a fixed number of queries, however much is on them.

use crate::world::{World, long_report};
use service::accounts::SignedIn;
use service::portfolio::{self, Query};
use service::{PageNumber, assessments, blockers, checklists};

async fn imported(rows: usize) -> (World, SignedIn) {
    let (world, olga) = World::with_project().await;
    let saved = world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), &long_report(rows)).await;
    assert!(saved.added >= 3 * rows, "{saved:?}");
    (world, olga)
}

#[tokio::test]
async fn the_page_of_a_project_takes_eleven_queries_with_two_rows_and_with_three_hundred() {
    // One row alone is no score table.
    for rows in [2, 300] {
        let (world, olga) = imported(rows).await;
        let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
        let before = world.db.queries();
        let overview = assessments::overview(&world.db, &viewer).await.unwrap();
        assert_eq!(world.db.queries() - before, 11, "{rows} rows");
        assert_eq!(overview.risk_count, i64::try_from(rows).unwrap());
    }
}

#[tokio::test]
async fn the_lists_of_a_project_take_two_queries_each() {
    for rows in [1, 300] {
        let (world, olga) = imported(rows).await;
        let viewer = olga.viewer(&world.db, "kiln").await.unwrap();
        let before = world.db.queries();
        let lists = checklists::list(&world.db, &viewer, PageNumber::FIRST).await.unwrap();
        assert_eq!(world.db.queries() - before, 2, "{rows} rows");
        assert_eq!(lists.items.total, u64::try_from(rows).unwrap());
        let before = world.db.queries();
        blockers::list(&world.db, &viewer, false, PageNumber::FIRST).await.unwrap();
        assert_eq!(world.db.queries() - before, 2, "{rows} rows");
    }
}

#[tokio::test]
async fn the_portfolio_takes_two_queries_with_one_project_and_with_three_hundred() {
    let (world, olga) = World::with_project().await;
    for projects in [1, 300] {
        for number in 1..projects {
            world.project(&olga, &format!("p{number}")).await;
        }
        let before = world.db.queries();
        let page = portfolio::list(&world.db, &olga, &Query::default(), PageNumber::FIRST).await.unwrap();
        assert_eq!(world.db.queries() - before, 2, "{projects} projects");
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
