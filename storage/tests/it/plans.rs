use crate::harness::each;
use crate::samples::{id, lines, saved_project, title};
use domain::Version;
use domain::plans::Action;
use storage::{Window, plans};

#[tokio::test]
async fn steps_come_back_in_order_and_a_step_may_have_no_time() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let step = |position: i32, when: Option<&str>| Action {
            id: id(),
            position,
            when: when.map(str::to_owned),
            focus: title("Logging"),
            deliverables: "A request id".parse().unwrap(),
            lines: Some(lines(3, 4)),
            version: Version::FIRST,
        };
        let rows = [step(0, Some("Day 1")), step(1, None)];
        for row in rows.iter().rev() {
            plans::insert(&mut tx, project, row).await.unwrap();
        }
        assert_eq!(plans::list(&mut tx, project, Window::first(9)).await.unwrap(), rows);
        assert_eq!(plans::list(&mut tx, project, Window { limit: 9, offset: 1 }).await.unwrap(), rows[1..]);
        let mut keys = plans::keys(&mut tx, project).await.unwrap();
        keys.sort();
        assert_eq!(keys, [(None, "logging".to_owned()), (Some("Day 1".to_owned()), "logging".to_owned())]);
    })
    .await;
}
