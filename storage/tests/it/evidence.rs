use crate::samples::{at, checklist, id, item, saved_project, title};
use domain::checklists::{Evidence, Item, Media, Proof};
use domain::ids::{ItemId, ProjectId};
use scratch::on_fresh;
use storage::checklists::{self, Clock, Filter};
use storage::{StorageError, Tx, Window};

async fn saved_item(tx: &mut Tx, slug: &str) -> (ProjectId, Item) {
    let project = saved_project(tx, slug).await;
    let list = checklist(0, "Before");
    checklists::insert(tx, project, &list).await.unwrap();
    let row = item(list.id, 0);
    checklists::insert_item(tx, project, &row).await.unwrap();
    (project, row)
}

fn evidence(item: ItemId, proof: Proof) -> Evidence {
    Evidence { id: id(), item, label: title("Run 7"), proof, added_at: at(), added_by: id(), added_by_name: title("Ada") }
}

fn file() -> Proof {
    Proof::File { media: Media::Png, size: 3, sha256: "abc".into() }
}

#[tokio::test]
async fn evidence_comes_back_as_it_was_given_and_bytes_only_when_asked_for() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, item) = saved_item(&mut tx, "ferry").await;
        let link = Proof::Link("https://ci.example.org/7".parse().unwrap());
        let rows: Vec<Evidence> =
            [link, Proof::Text("It *works*.".parse().unwrap()), file()].into_iter().map(|proof| evidence(item.id, proof)).collect();
        for row in &rows {
            checklists::insert_evidence(&mut tx, project, row).await.unwrap();
            assert_eq!(checklists::find_evidence(&mut tx, project, row.id).await.unwrap(), *row);
        }
        assert_eq!(checklists::list_evidence(&mut tx, project, item.id, Window::first(9)).await.unwrap(), rows);
        checklists::insert_content(&mut tx, rows[2].id, &[0, 255, 7]).await.unwrap();
        assert_eq!(checklists::evidence_content(&mut tx, rows[2].id).await.unwrap(), [0, 255, 7]);
        assert!(matches!(checklists::evidence_content(&mut tx, rows[0].id).await, Err(StorageError::NotFound)));
        let listed = checklists::list_items(&mut tx, project, Filter::All, Clock::at(at()), Window::first(9)).await.unwrap();
        assert_eq!(listed[0].evidence, 3);
    })
    .await;
}

#[tokio::test]
async fn evidence_that_was_taken_away_can_be_brought_back_once() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, item) = saved_item(&mut tx, "ferry").await;
        let row = evidence(item.id, file());
        checklists::insert_evidence(&mut tx, project, &row).await.unwrap();
        checklists::delete_evidence(&mut tx, row.id, at()).await.unwrap();
        assert!(matches!(checklists::delete_evidence(&mut tx, row.id, at()).await, Err(StorageError::Stale)));
        assert!(matches!(checklists::find_evidence(&mut tx, project, row.id).await, Err(StorageError::NotFound)));
        assert!(checklists::list_evidence(&mut tx, project, item.id, Window::first(9)).await.unwrap().is_empty());
        checklists::restore_evidence(&mut tx, project, item.id, row.id).await.unwrap();
        assert!(matches!(checklists::restore_evidence(&mut tx, project, item.id, row.id).await, Err(StorageError::Stale)));
        assert_eq!(checklists::find_evidence(&mut tx, project, row.id).await.unwrap(), row);
    })
    .await;
}

#[tokio::test]
async fn evidence_of_one_project_is_not_found_through_another() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, item) = saved_item(&mut tx, "ferry").await;
        let (other, _) = saved_item(&mut tx, "other").await;
        let row = evidence(item.id, file());
        checklists::insert_evidence(&mut tx, project, &row).await.unwrap();
        assert!(matches!(checklists::find_evidence(&mut tx, other, row.id).await, Err(StorageError::NotFound)));
        assert!(checklists::list_evidence(&mut tx, other, item.id, Window::first(9)).await.unwrap().is_empty());
    })
    .await;
}
