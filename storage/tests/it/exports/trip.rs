//! There and back again: the same bytes.

use super::rich::rich;
use crate::samples::at;
use domain::ids::ProjectId;
use scratch::{Scratch, on_fresh};
use serde_json::Value;
use storage::exports::{self, Archive, LIMIT, Parts};

pub(super) async fn exported(fresh: &Scratch, project: ProjectId, parts: &Parts) -> String {
    let bytes = exports::read(&mut fresh.db.read().await.unwrap(), project, parts, LIMIT).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

pub(super) async fn restored(fresh: &Scratch, archive: &Archive) {
    let mut tx = fresh.db.begin().await.unwrap();
    exports::write(&mut tx, archive, None, at()).await.unwrap();
    tx.commit().await.unwrap();
}

/// From the database of the round, by way of another one, to its like, and all files are the same.
async fn goes_round(parts: &str) {
    let (here, there, back) = (Scratch::new().await, Scratch::sqlite().await, Scratch::new().await);
    there.db.migrate().await.unwrap();
    let rich = rich(&here).await;
    let parts: Parts = parts.parse().unwrap();
    let first = exported(&here, rich.project, &parts).await;
    let archive = exports::parse(first.as_bytes()).unwrap();
    for (table, rows) in archive.counts() {
        let least = if matches!(table, "projects" | "import_profiles") { 1 } else { 2 };
        assert!(rows >= least, "{rows} rows of {table}");
    }
    restored(&there, &archive).await;
    let second = exported(&there, rich.project, &parts).await;
    assert_eq!(first, second);
    restored(&back, &exports::parse(second.as_bytes()).unwrap()).await;
    assert_eq!(exported(&back, rich.project, &parts).await, first);
}

#[tokio::test]
async fn a_project_that_is_restored_elsewhere_gives_the_same_bytes() {
    goes_round("attachments comments history registers").await;
}

#[tokio::test]
async fn each_part_can_be_left_out() {
    for parts in ["", "history", "registers", "registers,comments", "registers,attachments", "registers,comments,history"] {
        goes_round(parts).await;
    }
}

#[tokio::test]
async fn the_file_is_what_a_pretty_printer_with_sorted_keys_writes() {
    on_fresh(|fresh| async move {
        let rich = rich(&fresh).await;
        let text = exported(&fresh, rich.project, &Parts::all()).await;
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(text, serde_json::to_string_pretty(&value).unwrap() + "\n");
        let looked_at = "ef".repeat(32);
        for behind in ["standings", "password", "argon2", "\"slug\": \"other\"", "nobody@example.org", looked_at.as_str()] {
            assert!(!text.contains(behind), "{behind}");
        }
        let people: Vec<&str> = value["people"].as_array().unwrap().iter().map(|person| person["email"].as_str().unwrap()).collect();
        assert_eq!(people, ["ada@example.org", "kim@example.org"], "and nobody who does not occur");
    })
    .await;
}

#[tokio::test]
async fn an_archive_takes_a_query_for_each_table_and_one_for_the_people() {
    on_fresh(|fresh| async move {
        let rich = rich(&fresh).await;
        let before = fresh.db.queries();
        exported(&fresh, rich.project, &Parts::all()).await;
        assert_eq!(fresh.db.queries() - before, exports::tables().count() as u64 + 1);
    })
    .await;
}
