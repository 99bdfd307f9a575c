use crate::samples::{at, project, title};
use domain::Version;
use domain::projects::{Project, Words};
use domain::scoring::ScoringRule;
use scratch::on_fresh;
use storage::{StorageError, projects};

#[tokio::test]
async fn a_project_comes_back_with_its_tags_and_its_rule() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let rule = ScoringRule { version: 3, yellow: "0.333333333333".parse().unwrap(), ..ScoringRule::default() };
        let row = Project { rule, archived_at: Some(at()), ..project("ferry") };
        projects::insert(&mut tx, &row).await.unwrap();
        assert_eq!(projects::get(&mut tx, &row.slug).await.unwrap(), Some(row));
        assert_eq!(projects::get(&mut tx, &"other".parse().unwrap()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn the_words_of_a_project_are_its_own_or_those_that_come_with_the_program() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let row = project("ferry");
        projects::insert(&mut tx, &row).await.unwrap();
        let mut words = serde_json::to_value(Words::default()).unwrap();
        words["tiers"] = serde_json::json!(["Stops the sale", "Later"]);
        words["matrix"] = serde_json::json!([2, 4, 9, 16]);
        let own = Project { words: serde_json::from_value(words).unwrap(), version: Version(2), ..row.clone() };
        projects::update(&mut tx, &own, row.version).await.unwrap();
        assert_eq!(projects::get(&mut tx, &row.slug).await.unwrap(), Some(own));
    })
    .await;
}

#[tokio::test]
async fn a_project_without_tags_has_none() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let row = Project { tags: Vec::new(), ..project("ferry") };
        projects::insert(&mut tx, &row).await.unwrap();
        assert!(projects::get(&mut tx, &row.slug).await.unwrap().unwrap().tags.is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_slug_names_one_project() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        projects::insert(&mut tx, &project("ferry")).await.unwrap();
        assert!(matches!(projects::insert(&mut tx, &project("ferry")).await, Err(StorageError::Exists)));
    })
    .await;
}

#[tokio::test]
async fn a_change_made_on_an_older_version_is_refused_and_changes_nothing() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let first = project("ferry");
        projects::insert(&mut tx, &first).await.unwrap();
        let second = Project { name: title("Renamed"), tags: vec!["gamma".parse().unwrap()], version: Version(2), ..first.clone() };
        projects::update(&mut tx, &second, Version::FIRST).await.unwrap();
        let late = Project { name: title("Too late"), tags: Vec::new(), version: Version(2), ..first.clone() };
        assert!(matches!(projects::update(&mut tx, &late, Version::FIRST).await, Err(StorageError::Stale)));
        assert_eq!(projects::get(&mut tx, &first.slug).await.unwrap(), Some(second));
    })
    .await;
}
