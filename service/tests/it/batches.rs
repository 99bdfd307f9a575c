//! Several reports brought in at once.

use crate::world::{LATER, REPORT, World, at};
use domain::blockers::BlockerState;
use service::accounts::Auditor;
use service::blockers::{self, Filter, Stands};
use service::exchange::{Batched, File, FileState, batch, batches, preview, save_batch, stage_many};
use service::{PageNumber, ServiceError};

async fn room() -> (World, Auditor) {
    let (world, olga) = World::with_project().await;
    let proof = olga.auditor(&world.db, "kiln").await.unwrap();
    (world, proof)
}

fn file(name: &str, text: &str) -> File {
    File { name: name.into(), bytes: text.into() }
}

async fn staged(world: &World, proof: &Auditor, files: Vec<File>) -> Batched {
    let id = stage_many(&world.db, &proof.importer(), files, at()).await.unwrap();
    batch(&world.db, proof, id, at()).await.unwrap()
}

fn states(batched: &Batched) -> Vec<(&str, FileState)> {
    batched.files.iter().map(|file| (file.filename.as_str(), file.state)).collect()
}

#[tokio::test]
async fn the_oldest_report_comes_first_and_what_cannot_be_read_keeps_nobody_back() {
    use FileState::{Refused, Waiting};
    let (world, proof) = room().await;
    let files =
        vec![file("b/later.md", LATER), file("notes.md", "# Notes\n"), file("a.md", REPORT), file("x.json", "{"), file("x.png", "")];
    let batched = staged(&world, &proof, files).await;
    let expected = [("a.md", Waiting), ("b/later.md", Waiting), ("notes.md", Waiting), ("x.json", Refused), ("one other file", Refused)];
    assert_eq!(states(&batched), expected);
    assert!(batched.files[3].message.contains("line 1"), "{}", batched.files[3].message);
    assert!(preview(&world.db, &proof.importer(), batched.files[0].source.unwrap(), at()).await.unwrap().reading.overall.is_some());
    assert_eq!(batches(&world.db, &proof.importer()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn all_that_wait_are_saved_once_and_the_same_again_is_known() {
    let (world, proof) = room().await;
    let batched = staged(&world, &proof, vec![file("later.md", LATER), file("a.md", REPORT)]).await;
    save_batch(&world.db, &proof.importer(), batched.batch.id, false, at).await.unwrap();
    let done = batch(&world.db, &proof.importer(), batched.batch.id, at()).await.unwrap();
    assert_eq!(states(&done), [("a.md", FileState::Saved), ("later.md", FileState::Saved)]);
    assert!(!done.running && done.files.iter().all(|file| file.assessment.is_some()));
    save_batch(&world.db, &proof.importer(), batched.batch.id, false, at).await.unwrap();
    let again = staged(&world, &proof, vec![file("other.md", REPORT)]).await;
    assert_eq!((again.files[0].state, again.files[0].assessment), (FileState::Known, done.files[0].assessment));
}

#[tokio::test]
async fn what_later_reports_close_is_closed_only_where_that_is_asked_for() {
    for (only_new, resolved) in [(true, 0), (false, 1)] {
        let (world, proof) = room().await;
        let second = "# Second audit\n\n**Date:** 2032-01-01\n\n## Launch blockers\n\n1. ~~Door opens while hot~~ ✅\n";
        let first = "# First audit\n\n**Date:** 2031-01-01\n\n## Launch blockers\n\n1. Door opens while hot\n";
        // A document without a date comes last, and makes no dated one an old one.
        let files = vec![file("second.md", second), file("scan.md", "# Scan\n\n- nothing\n"), file("first.md", first)];
        let batched = staged(&world, &proof, files).await;
        save_batch(&world.db, &proof.importer(), batched.batch.id, only_new, at).await.unwrap();
        let every = Filter { stands: Stands::All, ..Filter::default() };
        let found = blockers::list(&world.db, &proof, &every, PageNumber::FIRST, at()).await.unwrap().page.rows;
        let closed = found.iter().filter(|row| row.state == BlockerState::Resolved).count();
        assert_eq!((found.len(), closed), (1, resolved), "only new: {only_new}");
    }
}

#[tokio::test]
async fn a_batch_is_one_of_its_project() {
    let (world, proof) = room().await;
    let batched = staged(&world, &proof, vec![file("a.md", REPORT)]).await;
    let bea = world.person("Bea", true).await;
    world.project(&bea, "oven").await;
    let elsewhere = bea.auditor(&world.db, "oven").await.unwrap();
    assert!(matches!(batch(&world.db, &elsewhere, batched.batch.id, at()).await, Err(ServiceError::NotFound)));
    assert!(matches!(save_batch(&world.db, &elsewhere.importer(), batched.batch.id, true, at).await, Err(ServiceError::NotFound)));
}
