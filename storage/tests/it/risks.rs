use crate::harness::each;
use crate::samples::{risk, saved_assessment, saved_project, title};
use domain::Version;
use domain::risks::{Level, Polarity, Risk};
use storage::{Window, risks};

fn bare(risk: Risk) -> Risk {
    Risk {
        level: None,
        likelihood: None,
        impact: None,
        previous: None,
        target: None,
        polarity: Polarity::LowerIsBetter,
        mitigation: None,
        owner: None,
        status: None,
        lines: None,
        ..risk
    }
}

#[tokio::test]
async fn risks_come_back_in_order_and_an_unstated_level_stays_unknown() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let rows = [Risk { opened_in: Some(audit), ..risk(project, 0) }, bare(risk(project, 1)), risk(project, 2)];
        for row in rows.iter().rev() {
            risks::insert(&mut tx, row).await.unwrap();
        }
        assert_eq!(risks::list(&mut tx, project, Window::first(9)).await.unwrap(), rows);
        assert_eq!(risks::list(&mut tx, project, Window { limit: 1, offset: 1 }).await.unwrap(), rows[1..2]);
        assert_eq!(risks::count(&mut tx, project).await.unwrap(), 3);
        assert_eq!(risks::keys(&mut tx, project).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_later_level_pushes_the_present_one_back_and_what_it_does_not_say_stays() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = Risk { title: title("Fog"), ..risk(project, 0) };
        risks::insert(&mut tx, &row).await.unwrap();
        let later = Risk { level: Some(Level::Low), ..bare(row.clone()) };
        assert_eq!(risks::update_levels(&mut tx, project, "fog", &later).await.unwrap(), 1);
        let now = risks::list(&mut tx, project, Window::first(1)).await.unwrap().remove(0);
        assert_eq!(now, Risk { level: Some(Level::Low), previous: Some(Level::High), version: Version(2), ..row });
    })
    .await;
}

#[tokio::test]
async fn levels_of_another_project_are_left_alone() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let row = Risk { title: title("Fog"), ..risk(other, 0) };
        risks::insert(&mut tx, &row).await.unwrap();
        assert_eq!(risks::update_levels(&mut tx, own, "fog", &row).await.unwrap(), 0);
    })
    .await;
}
