use crate::harness::each;
use crate::samples::{id, lines, saved_project};
use domain::Version;
use domain::verifications::Verification;
use storage::{Window, verifications};

#[tokio::test]
async fn claims_come_back_in_order_with_every_line_of_their_command() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let claim = |position: i32, expected: Option<&str>| Verification {
            id: id(),
            position,
            command: format!("curl -fsS \\\n  https://example.org/{position}").parse().unwrap(),
            expected: expected.map(str::to_owned),
            lines: Some(lines(1, 2)),
            version: Version::FIRST,
        };
        let rows = [claim(0, Some("200")), claim(1, None)];
        for row in rows.iter().rev() {
            verifications::insert(&mut tx, project, row).await.unwrap();
        }
        assert_eq!(verifications::list(&mut tx, project, Window::first(9)).await.unwrap(), rows);
        assert_eq!(verifications::keys(&mut tx, project).await.unwrap().len(), 2);
    })
    .await;
}
