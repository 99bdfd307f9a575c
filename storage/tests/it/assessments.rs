use crate::samples::{assessment, category, finding, id, lines, saved_assessment, saved_project, source};
use domain::assessments::{Assessment, Category, Finding, Note, Points, Rag, Rating, Stated};
use scratch::on_fresh;
use storage::assessments::{self, Summary};
use storage::{StorageError, Window, exchange};

#[tokio::test]
async fn an_assessment_comes_back_with_what_its_author_stated() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let document = source(project, "abc");
        exchange::insert(&mut tx, &document).await.unwrap();
        let mut row = assessment(project, "2031-04-01");
        row.assessment.source = Some(document.id);
        assessments::insert(&mut tx, &row).await.unwrap();
        let found = assessments::find(&mut tx, project, row.assessment.id).await.unwrap();
        assert_eq!(found, row);
        // 72.50 has two places, which tell how its author rounded.
        assert_eq!(found.assessment.stated.overall.unwrap().places(), 2);
    })
    .await;
}

#[tokio::test]
async fn no_score_stays_no_score_and_no_date_no_date() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let sample = assessment(project, "2031-04-01");
        let head = Assessment { date: None, stated: Stated::default(), ..sample.assessment.clone() };
        let row = Summary { assessment: head, score: None, stated_score: None, ..sample };
        assessments::insert(&mut tx, &row).await.unwrap();
        assert_eq!(assessments::find(&mut tx, project, row.assessment.id).await.unwrap(), row);
    })
    .await;
}

#[tokio::test]
async fn an_assessment_is_not_found_through_another_project() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let audit = saved_assessment(&mut tx, own, "2031-01-01").await;
        assert!(matches!(assessments::find(&mut tx, other, audit).await, Err(StorageError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn assessments_are_listed_newest_first_a_month_before_its_days() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        for day in ["2031-03-02", "2031-04-01", "2031-03", "2030-12-31"] {
            saved_assessment(&mut tx, project, day).await;
        }
        let page = assessments::list(&mut tx, project, Window { limit: 3, offset: 1 }).await.unwrap();
        assert_eq!(page.iter().map(|row| row.ordered_on.as_str()).collect::<Vec<_>>(), ["2031-03-02", "2031-03", "2030-12-31"]);
        assert_eq!(assessments::count(&mut tx, project).await.unwrap(), 4);
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_rating_comes_back_exactly() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let points = Points::new("33.333333333333333333".parse().unwrap(), 100.into()).unwrap();
        let ratings = [
            Rating::Points(points),
            Rating::Rag { colour: Rag::Gray },
            Rating::Level { reached: 2, of: 5 },
            Rating::Letter { letter: "B+".into() },
            Rating::NotApplicable { reason: "no users".into() },
            Rating::NotRated,
        ];
        let mut rows: Vec<Category> = (0..).zip(ratings).map(|(at, rating)| category(at, rating)).collect();
        rows[5] = Category { weight: None, status: None, lines: None, ..rows[5].clone() };
        // Written in another order than they are to be read in.
        for row in rows.iter().rev() {
            assessments::insert_category(&mut tx, audit, row).await.unwrap();
        }
        assert_eq!(assessments::list_categories(&mut tx, audit).await.unwrap(), rows);
    })
    .await;
}

#[tokio::test]
async fn findings_come_back_in_order_and_in_pages() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let home = category(0, Rating::NotRated);
        assessments::insert_category(&mut tx, audit, &home).await.unwrap();
        let bare = Finding {
            severity: None,
            location: None,
            current: None,
            required: None,
            impact: None,
            recommendation: None,
            lines: None,
            ..finding(1)
        };
        let rows = [Finding { category: Some(home.id), ..finding(0) }, bare, finding(2)];
        for row in rows.iter().rev() {
            assessments::insert_finding(&mut tx, audit, row).await.unwrap();
        }
        assert_eq!(assessments::list_findings(&mut tx, audit, Window::first(9)).await.unwrap(), rows);
        assert_eq!(assessments::list_findings(&mut tx, audit, Window { limit: 1, offset: 1 }).await.unwrap(), rows[1..2]);
        assert_eq!(assessments::count_findings(&mut tx, audit).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn notes_keep_their_text_and_their_lines() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let note = |position, text: &str| Note { id: id(), position, text: text.parse().unwrap(), lines: Some(lines(8, 9)) };
        let rows = [note(0, "First\n\nwith a gap"), note(1, "日本語 \u{1f6a2}")];
        for row in rows.iter().rev() {
            assessments::insert_note(&mut tx, audit, row).await.unwrap();
        }
        assert_eq!(assessments::list_notes(&mut tx, audit, Window::first(9)).await.unwrap(), rows);
    })
    .await;
}
