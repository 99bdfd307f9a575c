use crate::harness::each;
use crate::samples::{id, lines, saved_project, title};
use domain::Version;
use domain::criteria::{Criterion, CriterionState};
use storage::{Window, criteria};

#[tokio::test]
async fn criteria_of_every_state_come_back_in_order() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let states = [CriterionState::Unknown, CriterionState::Met, CriterionState::Partly, CriterionState::NotMet];
        let rows: Vec<Criterion> = (0..)
            .zip(states)
            .map(|(position, state)| Criterion {
                id: id(),
                position,
                label: (position > 0).then(|| "A".to_owned()),
                text: title(&format!("Holds number {position}")),
                state,
                lines: Some(lines(1, 2)),
                version: Version::FIRST,
            })
            .collect();
        for row in rows.iter().rev() {
            criteria::insert(&mut tx, project, row).await.unwrap();
        }
        assert_eq!(criteria::list(&mut tx, project, Window::first(9)).await.unwrap(), rows);
        assert_eq!(criteria::list(&mut tx, project, Window { limit: 2, offset: 1 }).await.unwrap(), rows[1..3]);
        assert!(criteria::keys(&mut tx, project).await.unwrap().contains(&"holds number 0".to_owned()));
    })
    .await;
}
