//! A project on one page.

use crate::world::{REPORT, World, at};
use domain::Timestamp;
use domain::decisions::Verdict;
use domain::what_if::{Deed, Forecast};
use service::blockers::{self, BlockerForm};
use service::changes::Radar;
use service::summary::{self, Summary};
use service::what_if::{self, Chosen};

const WEEK: i64 = 7 * 24 * 3600;

fn weeks_ago(weeks: i64) -> Timestamp {
    at().plus_seconds(-weeks * WEEK)
}

/// A report with a score of 90, and one of 82 that came before it.
fn fine(later: bool) -> String {
    let (date, heat) = if later { ("2031-02-01", 95) } else { ("2031-01-01", 79) };
    format!(
        "# Kiln\n\n**Date:** {date}\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n| Heat | 50% | {heat}/100 |\n| Door | 50% | 85/100 |\n"
    )
}

async fn sum_up(world: &World, who: &service::accounts::SignedIn) -> Summary {
    let viewer = who.viewer(&world.db, "kiln").await.unwrap();
    summary::show(&world.db, &viewer, at()).await.unwrap()
}

#[tokio::test]
async fn an_empty_project_has_nothing_to_sum_up() {
    let (world, olga) = World::with_project().await;
    let found = sum_up(&world, &olga).await;
    assert!(matches!(found.radar, Radar::Nothing) && found.blockers.is_empty());
    assert_eq!((found.standing.audits.score, found.standing.open.total()), (None, 0));
    assert!(found.forecasts.iter().all(|forecast| matches!(forecast, Forecast::NoRows(_))), "{:?}", found.forecasts);
    assert!(matches!(&found.next, Some((0, way)) if way.is_empty()));
}

#[tokio::test]
async fn the_figures_are_those_of_the_pages_they_are_taken_from() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, &fine(false)).await;
    world.saved(&auditor, &fine(true)).await;
    let found = sum_up(&world, &olga).await;
    assert_eq!((found.standing.audits.score, found.standing.audits.delta), (Some(9_000), Some(800)));
    assert!(matches!(&found.radar, Radar::Step { worse, .. } if worse.is_empty()));
    assert!(found.next.is_none() && found.forecasts.iter().all(|forecast| *forecast == Forecast::Open), "every goal is open");
    world.saved(&auditor, REPORT).await;
    let form = BlockerForm { title: "Nobody is called".into(), tier: "1".into(), ..BlockerForm::default() };
    let blocker = blockers::create(&world.db, &auditor, &form, at()).await.unwrap();
    let found = sum_up(&world, &olga).await;
    assert_eq!(found.blockers.first().map(|row| row.tier.number()), Some(1));
    let (at, way) = found.next.as_ref().unwrap();
    assert_eq!((*at, found.readiness.goals[0].outcome.verdict), (0, Some(Verdict::NoGo)));
    assert!(way.iter().any(|step| matches!(step.work.deed, Deed::Resolve(id, _) if id == blocker.id)));
    assert!(found.forecasts.contains(&Forecast::NoPace), "{:?}", found.forecasts);
}

#[tokio::test]
async fn a_goal_that_blockers_hold_has_a_date_from_the_pace_at_which_they_are_closed() {
    let (world, olga) = World::with_project().await;
    let (db, auditor) = (&world.db, olga.auditor(&world.db, "kiln").await.unwrap());
    world.saved(&auditor, &fine(true)).await;
    for week in 1..=5 {
        let form = BlockerForm { title: format!("Closed {week}"), tier: "1".into(), ..BlockerForm::default() };
        let row = blockers::create(db, &auditor, &form, weeks_ago(6)).await.unwrap();
        blockers::resolve(db, &auditor, row.id, row.version, "Tried.", weeks_ago(week)).await.unwrap();
    }
    for number in 1..=2 {
        let form = BlockerForm { title: format!("Open {number}"), tier: "1".into(), ..BlockerForm::default() };
        blockers::create(db, &auditor, &form, weeks_ago(1)).await.unwrap();
    }
    let found = sum_up(&world, &olga).await;
    // One a week in the middle of the last six weeks: two take two weeks.
    let Forecast::About(estimate, 0) = found.forecasts[0] else { panic!("{:?}", found.forecasts) };
    assert_eq!(estimate.likely, at().today().plus_days(14).unwrap());
    // What is chosen as if it were done takes no time any more.
    let chosen = Chosen { records: found.blockers.iter().take(1).map(|row| row.id.0).collect(), ratings: Vec::new() };
    let then = what_if::show(db, &auditor, &chosen, at()).await.unwrap();
    let Forecast::About(estimate, 0) = then.goals[0].when else { panic!("{:?}", then.goals[0].when) };
    assert_eq!(estimate.likely, at().today().plus_days(7).unwrap());
}
