//! What would be if open work were done, and a plan to do it.

use crate::world::{World, at};
use domain::decisions::Verdict;
use service::blockers::{self, BlockerForm};
use service::what_if::{self, Chosen, PlanForm};
use service::{PageNumber, ServiceError, plans};

const FINE: &str = "# Kiln\n\n**Date:** 2031-02-01\n\n## Scores\n\n| Area | Weight | Score |\n|---|---|---|\n| Heat | 50% | 95/100 |\n| Door | 50% | 85/100 |\n";

#[tokio::test]
async fn what_is_chosen_moves_score_and_verdicts_and_saves_nothing() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    world.saved(&auditor, FINE).await;
    let form = BlockerForm { title: "Nobody is called".into(), tier: "1".into(), ..BlockerForm::default() };
    let row = blockers::create(&world.db, &auditor, &form, at()).await.unwrap();
    let now = what_if::show(&world.db, &auditor, &Chosen::default(), at()).await.unwrap();
    assert_eq!(now.goals[0].then.verdict, Some(Verdict::NoGo));
    let door = now.categories.iter().find(|row| row.name.as_str() == "Door").unwrap().id;
    let chosen = Chosen { records: vec![row.id.0], ratings: vec![(door, "95 %".into())] };
    let then = what_if::show(&world.db, &auditor, &chosen, at()).await.unwrap();
    assert_eq!((then.goals[0].now.verdict, then.goals[0].then.verdict), (Some(Verdict::NoGo), Some(Verdict::Go)));
    assert_eq!(then.then.overall.as_ref().map(ToString::to_string).as_deref(), Some("95"));
    let wrong = Chosen { ratings: vec![(door, "good".into())], ..chosen };
    assert!(what_if::show(&world.db, &auditor, &wrong, at()).await.unwrap().wrong.is_some_and(|(id, _)| id == door));
    let again = what_if::show(&world.db, &auditor, &Chosen::default(), at()).await.unwrap();
    assert_eq!(again.goals[0].then.verdict, Some(Verdict::NoGo));
}

#[tokio::test]
async fn the_way_becomes_a_plan_once_and_later_only_what_is_new() {
    let (world, olga) = World::with_project().await;
    let (db, auditor, demo) = (&world.db, olga.auditor(&world.db, "kiln").await.unwrap(), "demo".parse().unwrap());
    world.saved(&auditor, FINE).await;
    let plan = PlanForm { begin: "2031-04-07".into(), per_day: "1".into() };
    let add = async |title: &str| {
        let form = BlockerForm { title: title.into(), tier: "1".into(), ..BlockerForm::default() };
        blockers::create(db, &auditor, &form, at()).await.unwrap();
    };
    let refused = what_if::plan(db, &auditor, &demo, &plan, at()).await.unwrap_err();
    assert!(matches!(&refused, ServiceError::Refused(words) if words.contains("nothing to plan")), "{refused}");
    add("No way back").await;
    add("Nobody is called").await;
    for (begin, per_day, field) in [("", "1", "begin"), ("2031-04-07", "0", "per_day"), ("2031-04-07", "many", "per_day")] {
        let wrong = PlanForm { begin: begin.into(), per_day: per_day.into() };
        let error = what_if::plan(db, &auditor, &demo, &wrong, at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field: of, .. } if of == field), "{error}");
    }
    assert_eq!(what_if::plan(db, &auditor, &demo, &plan, at()).await.unwrap(), 2);
    let twice = what_if::plan(db, &auditor, &demo, &plan, at()).await.unwrap_err();
    assert!(matches!(&twice, ServiceError::Refused(words) if words.contains("in the plan already")), "{twice}");
    add("The door sticks").await;
    assert_eq!(what_if::plan(db, &auditor, &demo, &plan, at()).await.unwrap(), 1);
    let steps = plans::list(db, &auditor, PageNumber::FIRST, at()).await.unwrap();
    let days: Vec<String> = steps.page.rows.iter().map(|step| step.date.unwrap().to_string()).collect();
    assert_eq!(days, ["2031-04-07", "2031-04-08", "2031-04-07"]);
}
