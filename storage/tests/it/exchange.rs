use crate::samples::{assessment, at, id, saved_assessment, saved_project, source};
use domain::Version;
use domain::exchange::Column;
use domain::exchange::profile::{Announced, Meaning, Profile, StatusMeaning};
use domain::exchange::review::{Correction, Field, Headline, Kind, Spot};
use domain::ids::{ProjectId, SourceId};
use scratch::on_fresh;
use storage::exchange::{self, Batch, BatchFile, FileState, Kept, Source};
use storage::{StorageError, Window, assessments};

#[tokio::test]
async fn a_document_comes_back_whole() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let row = source(own, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        assert_eq!(exchange::find(&mut tx, own, row.id).await.unwrap(), row);
        assert!(matches!(exchange::find(&mut tx, other, row.id).await, Err(StorageError::NotFound)));
        exchange::set_saved(&mut tx, row.id, &Profile::default(), row.version, at()).await.unwrap();
        let saved = Source { saved_at: Some(at()), version: row.version.next(), ..row.clone() };
        assert_eq!(exchange::find(&mut tx, own, row.id).await.unwrap(), saved);
    })
    .await;
}

#[tokio::test]
async fn the_same_bytes_are_saved_once_per_project_and_looked_at_as_often_as_one_likes() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let (first, second, elsewhere) = (source(own, "abc"), source(own, "abc"), source(other, "abc"));
        for row in [&first, &second, &elsewhere] {
            exchange::insert(&mut tx, row).await.unwrap();
        }
        exchange::set_saved(&mut tx, first.id, &Profile::default(), first.version, at()).await.unwrap();
        exchange::set_saved(&mut tx, elsewhere.id, &Profile::default(), elsewhere.version, at()).await.unwrap();
        let again = exchange::set_saved(&mut tx, second.id, &Profile::default(), second.version, at()).await;
        assert!(matches!(again, Err(StorageError::Exists)), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn saved_bytes_lead_to_their_assessment() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = source(project, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        assert_eq!(exchange::saved(&mut tx, project, "abc").await.unwrap(), None);
        let mut audit = assessment(project, "2031-01-01");
        audit.assessment.source = Some(row.id);
        assessments::insert(&mut tx, &audit).await.unwrap();
        exchange::set_saved(&mut tx, row.id, &Profile::default(), row.version, at()).await.unwrap();
        assert_eq!(exchange::saved(&mut tx, project, "abc").await.unwrap(), Some(audit.assessment.id));
        assert_eq!(exchange::saved(&mut tx, project, "def").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn only_what_was_never_saved_is_removed() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let (kept, dropped, forgotten) = (source(project, "a"), source(project, "b"), source(project, "c"));
        for row in [&kept, &dropped, &forgotten] {
            exchange::insert(&mut tx, row).await.unwrap();
        }
        let young = Source { created_at: at().plus_seconds(60), ..source(project, "d") };
        exchange::insert(&mut tx, &young).await.unwrap();
        exchange::set_saved(&mut tx, kept.id, &Profile::default(), kept.version, at()).await.unwrap();
        exchange::delete_unsaved(&mut tx, project, kept.id).await.unwrap();
        exchange::delete_unsaved(&mut tx, project, dropped.id).await.unwrap();
        assert!(exchange::find(&mut tx, project, kept.id).await.is_ok());
        assert!(exchange::find(&mut tx, project, dropped.id).await.is_err());
        assert_eq!(exchange::delete_forgotten(&mut tx, at().plus_seconds(60)).await.unwrap(), 1);
        assert!(exchange::find(&mut tx, project, forgotten.id).await.is_err());
        assert!(exchange::find(&mut tx, project, young.id).await.is_ok());
    })
    .await;
}

fn spot(text: &str) -> Spot {
    text.parse().unwrap()
}

/// One of each kind.
fn corrections() -> Vec<Correction> {
    let fields = [(Field::Title, "Fähre".to_owned()), (Field::Score, "7.5".to_owned())];
    vec![
        Correction::Become { at: vec![spot("gap-3"), spot("gap-3-1")], kind: Kind::Risk },
        Correction::Say { at: spot("category-7"), fields: fields.into_iter().collect() },
        Correction::Merge { at: vec![spot("item-8"), spot("item-9")] },
        Correction::Split { at: spot("blocker-4"), into: vec!["“One”".into(), "Two".into()] },
        Correction::Confirm { at: vec![spot("note-1")] },
        Correction::Head { what: Headline::Date, text: String::new() },
    ]
}

fn learned() -> Profile {
    let mut profile = Profile::default();
    for (written, meaning) in [
        ("Ampel", Meaning::Column(Column::Status)),
        ("läuft", Meaning::Status(StatusMeaning::Green)),
        ("Beobachtungen", Meaning::Heading(Announced::Gaps)),
    ] {
        profile.learn(written, meaning).unwrap();
    }
    profile
}

#[tokio::test]
async fn corrections_are_kept_in_their_order_and_each_makes_a_version() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = source(project, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        exchange::set_corrections(&mut tx, row.id, &corrections(), row.version).await.unwrap();
        let kept = exchange::find(&mut tx, project, row.id).await.unwrap();
        assert_eq!(kept, Source { corrections: corrections(), version: Version(2), ..row.clone() });
        let whole = Source { corrections: corrections(), profile: learned(), ..source(project, "def") };
        exchange::insert(&mut tx, &whole).await.unwrap();
        assert_eq!(exchange::find(&mut tx, project, whole.id).await.unwrap(), whole);
    })
    .await;
}

#[tokio::test]
async fn corrections_made_on_an_older_state_or_after_saving_are_stale() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = source(project, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        exchange::set_corrections(&mut tx, row.id, &corrections(), row.version).await.unwrap();
        let stale = exchange::set_corrections(&mut tx, row.id, &[], row.version).await;
        assert!(matches!(stale, Err(StorageError::Stale)), "{stale:?}");
        let stale = exchange::set_saved(&mut tx, row.id, &learned(), row.version, at()).await;
        assert!(matches!(stale, Err(StorageError::Stale)), "who saves has seen the corrections: {stale:?}");
        exchange::set_saved(&mut tx, row.id, &learned(), Version(2), at()).await.unwrap();
        let late = exchange::set_corrections(&mut tx, row.id, &[], Version(3)).await;
        assert!(matches!(late, Err(StorageError::Stale)), "{late:?}");
        let kept = exchange::find(&mut tx, project, row.id).await.unwrap();
        assert_eq!(kept, Source { corrections: corrections(), profile: learned(), saved_at: Some(at()), version: Version(3), ..row });
    })
    .await;
}

#[tokio::test]
async fn a_profile_is_empty_then_kept_then_changed_by_who_has_seen_it() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let empty = exchange::profile(&mut tx, own).await.unwrap();
        assert_eq!(empty, Kept { profile: Profile::default(), version: None });
        exchange::keep_profile(&mut tx, own, &Kept { profile: learned(), ..empty }).await.unwrap();
        let kept = exchange::profile(&mut tx, own).await.unwrap();
        assert_eq!(kept, Kept { profile: learned(), version: Some(Version::FIRST) });
        let less = Kept { profile: Profile::default(), ..kept.clone() };
        exchange::keep_profile(&mut tx, own, &less).await.unwrap();
        assert_eq!(exchange::profile(&mut tx, own).await.unwrap(), Kept { version: Some(Version(2)), ..less });
        let stale = exchange::keep_profile(&mut tx, own, &kept).await;
        assert!(matches!(stale, Err(StorageError::Stale)), "{stale:?}");
        assert!(exchange::profile(&mut tx, other).await.unwrap().profile.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_first_words_of_a_profile_are_learned_by_one() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let first = Kept { profile: learned(), version: None };
        exchange::keep_profile(&mut tx, project, &first).await.unwrap();
        let second = exchange::keep_profile(&mut tx, project, &first).await;
        assert!(matches!(second, Err(StorageError::Exists)), "{second:?}");
    })
    .await;
}

fn batch(project: ProjectId, seconds: i64) -> Batch {
    Batch { id: id(), project, created_by: id(), created_at: at().plus_seconds(seconds), running_since: None }
}

fn file(place: i32, source: Option<SourceId>, state: FileState) -> BatchFile {
    BatchFile { place, filename: format!("reports/Größe {place}.md"), source, assessment: None, state, message: "Said “so”.".into() }
}

#[tokio::test]
async fn batches_come_newest_first_with_their_files_in_order() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (own, other) = (saved_project(&mut tx, "own").await, saved_project(&mut tx, "other").await);
        let row = source(own, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        let (first, second, elsewhere) = (batch(own, 0), Batch { running_since: Some(at()), ..batch(own, 60) }, batch(other, 30));
        let files = [file(0, None, FileState::Refused), file(1, Some(row.id), FileState::Waiting), file(2, None, FileState::Known)];
        let upside_down: Vec<BatchFile> = files.iter().rev().cloned().collect();
        exchange::insert_batch(&mut tx, &first, &upside_down).await.unwrap();
        exchange::insert_batch(&mut tx, &second, &[]).await.unwrap();
        exchange::insert_batch(&mut tx, &elsewhere, &files[..1]).await.unwrap();
        let newest = exchange::list_batches(&mut tx, own, Window::first(9)).await.unwrap();
        assert_eq!(newest, [second.clone(), first.clone()]);
        assert_eq!(exchange::list_batches(&mut tx, own, Window { limit: 1, offset: 1 }).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(exchange::batch(&mut tx, own, second.id).await.unwrap(), second);
        assert!(matches!(exchange::batch(&mut tx, other, second.id).await, Err(StorageError::NotFound)));
        assert_eq!(exchange::batch_files(&mut tx, first.id).await.unwrap(), files);
        assert!(exchange::batch_files(&mut tx, second.id).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_becomes_of_a_file_is_written_to_that_file_alone() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let audit = saved_assessment(&mut tx, project, "2031-01-01").await;
        let row = source(project, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        let of = batch(project, 0);
        let files = [file(0, Some(row.id), FileState::Waiting), file(1, Some(row.id), FileState::Waiting)];
        exchange::insert_batch(&mut tx, &of, &files).await.unwrap();
        let saved = BatchFile { assessment: Some(audit), state: FileState::Saved, message: String::new(), ..files[0].clone() };
        exchange::set_batch_file(&mut tx, of.id, &saved).await.unwrap();
        assert_eq!(exchange::batch_files(&mut tx, of.id).await.unwrap(), [saved.clone(), files[1].clone()]);
        let nowhere = exchange::set_batch_file(&mut tx, of.id, &BatchFile { place: 7, ..saved.clone() }).await;
        assert!(matches!(nowhere, Err(StorageError::Stale)), "{nowhere:?}");
        // A document that is thrown away leaves its line.
        exchange::delete_unsaved(&mut tx, project, row.id).await.unwrap();
        let left = exchange::batch_files(&mut tx, of.id).await.unwrap();
        assert_eq!(left, [BatchFile { source: None, ..saved }, BatchFile { source: None, ..files[1].clone() }]);
    })
    .await;
}

#[tokio::test]
async fn a_batch_is_saved_by_one_at_a_time_until_that_one_is_taken_for_gone() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let of = batch(project, 0);
        exchange::insert_batch(&mut tx, &of, &[]).await.unwrap();
        let (begun, later) = (at(), at().plus_seconds(60));
        exchange::set_batch_running(&mut tx, of.id, Some(begun), at()).await.unwrap();
        assert_eq!(exchange::batch(&mut tx, project, of.id).await.unwrap().running_since, Some(begun));
        let busy = exchange::set_batch_running(&mut tx, of.id, Some(later), begun).await;
        assert!(matches!(busy, Err(StorageError::Stale)), "{busy:?}");
        exchange::set_batch_running(&mut tx, of.id, Some(later), begun.plus_seconds(1)).await.unwrap();
        assert_eq!(exchange::batch(&mut tx, project, of.id).await.unwrap().running_since, Some(later));
        exchange::set_batch_running(&mut tx, of.id, None, begun).await.unwrap();
        assert_eq!(exchange::batch(&mut tx, project, of.id).await.unwrap().running_since, None);
        exchange::set_batch_running(&mut tx, of.id, Some(later), begun).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn batches_are_cleared_away_with_what_was_never_saved() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let row = source(project, "abc");
        exchange::insert(&mut tx, &row).await.unwrap();
        let (old, young) = (batch(project, 0), batch(project, 60));
        exchange::insert_batch(&mut tx, &old, &[file(0, Some(row.id), FileState::Waiting)]).await.unwrap();
        exchange::insert_batch(&mut tx, &young, &[]).await.unwrap();
        assert_eq!(exchange::delete_forgotten(&mut tx, at().plus_seconds(60)).await.unwrap(), 1, "documents are counted");
        assert_eq!(exchange::list_batches(&mut tx, project, Window::first(9)).await.unwrap(), [young]);
        assert!(exchange::batch_files(&mut tx, old.id).await.unwrap().is_empty());
    })
    .await;
}
