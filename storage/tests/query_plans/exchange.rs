//! Reports in: documents, the profile of a project, several at once.

use crate::samples::{at, id, source};
use domain::exchange::profile::Profile;
use domain::ids::{AssessmentId, BatchId, ProjectId, SourceId};
use storage::exchange::{self, Batch, BatchFile, FileState, Kept};
use storage::{Tx, Window};

/// A profile, and batches whose files are waiting or saved.
pub(crate) async fn write(tx: &mut Tx, project: ProjectId, audit: AssessmentId) {
    exchange::keep_profile(tx, project, &Kept { profile: Profile::default(), version: None }).await.unwrap();
    for _ in 0..4 {
        let batch = Batch { id: id::<BatchId>(), project, created_by: id(), created_at: at(), running_since: None };
        let mut files = Vec::new();
        for place in 0..5 {
            let document = source(project, "of a batch");
            exchange::insert(tx, &document).await.unwrap();
            let (state, assessment) = if place == 0 { (FileState::Saved, Some(audit)) } else { (FileState::Waiting, None) };
            let (source, message) = (Some(document.id), String::new());
            files.push(BatchFile { place, filename: "report.md".into(), source, assessment, state, message });
        }
        exchange::insert_batch(tx, &batch, &files).await.unwrap();
    }
}

pub(crate) async fn read(tx: &mut Tx, project: ProjectId, saved: SourceId, few: Window) {
    exchange::find(tx, project, saved).await.unwrap();
    exchange::saved(tx, project, "sha 9").await.unwrap().unwrap();
    let kept = exchange::profile(tx, project).await.unwrap();
    exchange::keep_profile(tx, project, &kept).await.unwrap();
    exchange::list_batches(tx, project, few).await.unwrap();
    let batch = exchange::list_batches(tx, project, Window::first(1)).await.unwrap().remove(0);
    exchange::batch(tx, project, batch.id).await.unwrap();
    exchange::set_batch_running(tx, batch.id, Some(at()), at()).await.unwrap();
    let file = exchange::batch_files(tx, batch.id).await.unwrap().remove(1);
    exchange::set_batch_file(tx, batch.id, &file).await.unwrap();
    let document = exchange::find(tx, project, file.source.unwrap()).await.unwrap();
    exchange::set_corrections(tx, document.id, &[], document.version).await.unwrap();
    exchange::set_saved(tx, document.id, &Profile::default(), document.version.next(), at()).await.unwrap();
    exchange::delete_unsaved(tx, project, file.source.unwrap()).await.unwrap();
    exchange::delete_forgotten(tx, at()).await.unwrap();
}
