use crate::samples::{at, saved_project, title};
use domain::lint::{Fingerprint, RuleId};
use domain::text::Markdown;
use scratch::on_fresh;
use storage::lint::{self, Dismissal};
use storage::{StorageError, Window};

fn dismissal(key: &str, seconds: i64) -> Dismissal {
    Dismissal {
        fingerprint: Fingerprint::of(RuleId::Weights, &[key]),
        rule: RuleId::Weights,
        message: format!("“{key}” is off"),
        reason: "Meant so".parse::<Markdown>().unwrap(),
        by: None,
        by_name: title("Ada"),
        at: at().plus_seconds(seconds),
    }
}

#[tokio::test]
async fn dismissals_come_back_newest_first_and_only_to_their_project() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let other = saved_project(&mut tx, "harbour").await;
        let (first, second) = (dismissal("a", 0), dismissal("b", 60));
        for row in [&first, &second] {
            lint::dismiss(&mut tx, project, row).await.unwrap();
        }
        assert_eq!(lint::list(&mut tx, project, Window::first(9)).await.unwrap(), [second.clone(), first.clone()]);
        assert_eq!(lint::list(&mut tx, project, Window::first(1)).await.unwrap(), [second]);
        assert_eq!(lint::find(&mut tx, project, &first.fingerprint).await.unwrap(), first);
        assert!(lint::list(&mut tx, other, Window::first(9)).await.unwrap().is_empty());
        assert!(matches!(lint::find(&mut tx, other, &first.fingerprint).await, Err(StorageError::NotFound)));
        // The same issue in another project is another matter.
        lint::dismiss(&mut tx, other, &first).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_dismissal_is_taken_back_once() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = dismissal("a", 0);
        lint::dismiss(&mut tx, project, &row).await.unwrap();
        lint::reopen(&mut tx, project, &row.fingerprint).await.unwrap();
        assert!(matches!(lint::reopen(&mut tx, project, &row.fingerprint).await, Err(StorageError::NotFound)));
        assert!(lint::list(&mut tx, project, Window::first(9)).await.unwrap().is_empty());
        lint::dismiss(&mut tx, project, &row).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_issue_is_not_dismissed_twice() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = dismissal("a", 0);
        lint::dismiss(&mut tx, project, &row).await.unwrap();
        assert!(matches!(lint::dismiss(&mut tx, project, &row).await, Err(StorageError::Exists)));
    })
    .await;
}
