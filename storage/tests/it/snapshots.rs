//! What is frozen stays as it is, also for somebody with a database shell.

use crate::samples::{at, category, finding, saved_project, title};
use domain::Version;
use domain::assessments::{Assessment, AssessmentState, Frozen, Note, Rating};
use domain::ids::{AssessmentId, NoteId, ProjectId};
use domain::scoring::ScoringRule;
use scratch::on_fresh;
use storage::assessments::snapshots::{self, Seal};
use storage::assessments::{self, Summary};
use storage::{StorageError, Tx, exchange};
use uuid::Uuid;

async fn frozen(tx: &mut Tx, project: ProjectId) -> AssessmentId {
    let document = crate::samples::source(project, &"ab".repeat(32));
    exchange::insert(tx, &document).await.unwrap();
    let mut draft = crate::samples::assessment(project, "2031-04-01");
    draft.assessment.source = Some(document.id);
    assessments::insert(tx, &draft).await.unwrap();
    let id = draft.assessment.id;
    assessments::insert_category(tx, id, &category(0, Rating::NotRated)).await.unwrap();
    assessments::insert_finding(tx, id, &finding(0)).await.unwrap();
    let note = Note { id: NoteId(Uuid::now_v7()), position: 0, text: "As said.".parse().unwrap(), lines: None };
    assessments::insert_note(tx, id, &note).await.unwrap();
    let seal = Seal { sha256: "00".repeat(32), bytes: 2, frozen: Frozen { at: at(), by: None, by_name: title("Ada") } };
    snapshots::insert(tx, project, id, &seal, "{}").await.unwrap();
    let seen = draft.assessment.version;
    let head =
        Assessment { state: AssessmentState::Final, rule: Some(ScoringRule::default()), version: seen.next(), ..draft.assessment.clone() };
    let kept = Summary { assessment: head, ..draft };
    assessments::freeze(tx, &kept, seen).await.unwrap();
    assert_eq!(assessments::find(tx, project, id).await.unwrap(), kept);
    assert_eq!(snapshots::find(tx, project, id).await.unwrap(), Some(seal));
    assert_eq!(snapshots::document(tx, project, id).await.unwrap(), "{}");
    assert!(matches!(assessments::freeze(tx, &kept, Version(7)).await, Err(StorageError::Stale)));
    id
}

#[tokio::test]
async fn nothing_of_a_frozen_assessment_can_be_written_added_or_taken_away() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        frozen(&mut tx, project).await;
        let draft = crate::samples::saved_assessment(&mut tx, project, "2031-05-01").await;
        assessments::insert_category(&mut tx, draft, &category(0, Rating::NotRated)).await.unwrap();
        tx.commit().await.unwrap();
        let some = "(SELECT id FROM assessments WHERE state = 'final')";
        let mut refused = vec![
            "UPDATE assessments SET title = 'Better' WHERE state = 'final'".to_owned(),
            "UPDATE assessments SET state = 'draft' WHERE state = 'final'".into(),
            "DELETE FROM assessments WHERE state = 'final'".into(),
            "UPDATE snapshots SET document = '{\"a\":1}'".into(),
            "DELETE FROM snapshots".into(),
            "DELETE FROM projects".into(),
            format!("UPDATE categories SET assessment_id = {some}"),
            "UPDATE sources SET text = '# Better'".into(),
            "DELETE FROM sources".into(),
        ];
        for table in ["categories", "findings", "notes"] {
            refused.push(format!("UPDATE {table} SET position = 9 WHERE assessment_id = {some}"));
            refused.push(format!("DELETE FROM {table} WHERE assessment_id = {some}"));
        }
        if fresh.is_sqlite() {
            for table in ["assessments", "snapshots", "categories", "findings", "notes"] {
                refused.push(format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
            }
            // Whoever takes the place of a frozen row deletes it without a trigger.
            let kept = format!("(SELECT id FROM categories WHERE assessment_id = {some})");
            refused.push(format!("UPDATE OR REPLACE categories SET id = {kept} WHERE assessment_id <> {some}"));
            refused.push("INSERT OR REPLACE INTO sources SELECT * FROM sources".into());
        } else {
            refused.extend(
                ["findings", "notes", "snapshots", "categories CASCADE", "assessments CASCADE", "sources CASCADE"]
                    .map(|table| format!("TRUNCATE {table}")),
            );
        }
        for sql in refused {
            let error = fresh.try_by_hand(&sql).await.expect_err(&sql);
            let words = ["a frozen assessment cannot be changed", "an identity cannot be changed"];
            assert!(words.iter().any(|words| error.contains(words)), "{sql}: {error}");
        }
        fresh.by_hand("UPDATE assessments SET title = 'Still a draft' WHERE state = 'draft'").await;
        fresh.by_hand("DELETE FROM categories WHERE assessment_id IN (SELECT id FROM assessments WHERE state = 'draft')").await;
    })
    .await;
}
