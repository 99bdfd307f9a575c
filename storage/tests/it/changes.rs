//! What is kept of what people say about names.

use crate::samples::{assessment, at, id, saved_project, source, title};
use domain::assessments::AssessmentState;
use domain::changes::{Part, Remembered};
use domain::scoring::ScoringRule;
use scratch::on_fresh;
use storage::changes::{self, Said};
use storage::{StorageError, Window, assessments, exchange};

fn said(part: Part, one: &str, other: &str, same: bool) -> Said {
    let names = Remembered { part, one: one.to_lowercase(), other: other.to_lowercase(), same };
    Said { id: id(), names, one_name: one.into(), other_name: other.into(), at: at(), by_name: title("Ada") }
}

const ALL: Window = Window::first(100);

#[tokio::test]
async fn the_last_word_on_two_names_holds_until_it_is_taken_back() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (dock, other) = (saved_project(&mut tx, "dock").await, saved_project(&mut tx, "pier").await);
        changes::set(&mut tx, dock, &said(Part::Category, "Docs", "Manuals", false)).await.unwrap();
        let last = said(Part::Category, "Docs", "Manuals", true);
        changes::set(&mut tx, dock, &last).await.unwrap();
        let finding = said(Part::Finding, "Docs", "Manuals", true);
        changes::set(&mut tx, dock, &finding).await.unwrap();
        assert_eq!(changes::list(&mut tx, dock, ALL).await.unwrap(), [last.clone(), finding.clone()]);
        assert_eq!(changes::find(&mut tx, dock, last.id).await.unwrap(), last);
        assert!(changes::list(&mut tx, other, ALL).await.unwrap().is_empty());
        assert!(matches!(changes::find(&mut tx, other, last.id).await, Err(StorageError::NotFound)));
        assert!(matches!(changes::delete(&mut tx, other, last.id).await, Err(StorageError::Stale)));
        changes::delete(&mut tx, dock, finding.id).await.unwrap();
        assert_eq!(changes::list(&mut tx, dock, ALL).await.unwrap(), [last]);
    })
    .await;
}

#[tokio::test]
async fn a_name_that_means_another_one_now_means_the_former_one_no_more() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let dock = saved_project(&mut tx, "dock").await;
        let apart = said(Part::Category, "Books", "Docs", false);
        for row in [&said(Part::Category, "Docs", "Manuals", true), &said(Part::Category, "Alpha", "Docs", true), &apart] {
            changes::set(&mut tx, dock, row).await.unwrap();
        }
        changes::delete_same(&mut tx, dock, Part::Category, "docs").await.unwrap();
        assert_eq!(changes::list(&mut tx, dock, ALL).await.unwrap(), [apart]);
    })
    .await;
}

#[tokio::test]
async fn only_audits_that_count_are_listed_as_such() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let dock = saved_project(&mut tx, "dock").await;
        let document = source(dock, &"ab".repeat(32));
        exchange::insert(&mut tx, &document).await.unwrap();
        let mut imported = assessment(dock, "2031-01-01");
        imported.assessment.source = Some(document.id);
        let draft = assessment(dock, "2031-04-01");
        let (mut old, mut correction) = (assessment(dock, "2031-02-01"), assessment(dock, "2031-03-01"));
        for row in [&mut old, &mut correction] {
            row.assessment.state = AssessmentState::Final;
            row.assessment.rule = Some(ScoringRule::default());
        }
        correction.assessment.supersedes = Some(old.assessment.id);
        for row in [&imported, &draft, &old, &correction] {
            assessments::insert(&mut tx, row).await.unwrap();
        }
        let listed = assessments::list_counting(&mut tx, dock, ALL).await.unwrap();
        assert!(listed.iter().all(storage::assessments::Summary::counts));
        assert_eq!(listed, [correction, imported]);
        assert_eq!(assessments::list_counting(&mut tx, dock, Window::first(1)).await.unwrap().len(), 1);
    })
    .await;
}
