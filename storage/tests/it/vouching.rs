//! Until when items are vouched for by the verifications that check them.

use crate::samples::{at, checklist, item, run_result, saved_project, verification};
use domain::checklists::Item;
use domain::ids::{ItemId, ProjectId, VerificationId};
use domain::relations::{Relation, RelationKind};
use domain::verifications::{Outcome, RunResult};
use domain::{Timestamp, Version};
use scratch::on_fresh;
use storage::{Tx, checklists, records, relations, verifications};

async fn saved(tx: &mut Tx, project: ProjectId, position: i32) -> VerificationId {
    let row = verification(position);
    verifications::insert(tx, project, &row).await.unwrap();
    row.id
}

async fn until(tx: &mut Tx, project: ProjectId, item: ItemId) -> Option<Timestamp> {
    checklists::find_item(tx, project, item).await.unwrap().verified_until
}

#[tokio::test]
async fn an_item_is_vouched_for_until_the_first_of_its_passes_lapses_and_never_with_one_that_fails() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, project, &list).await.unwrap();
        let bare = |position| Item { verified_until: None, ..item(list.id, position) };
        let (tied, other) = (bare(0), bare(1));
        for row in [&tied, &other] {
            checklists::insert_item(&mut tx, project, row).await.unwrap();
        }
        let (first, second) = (saved(&mut tx, project, 0).await, saved(&mut tx, project, 1).await);
        let tie = |from: VerificationId| Relation { kind: RelationKind::Checks, from: from.into(), to: tied.id.into() };
        relations::insert(&mut tx, project, &tie(first)).await.unwrap();
        let pass = |of, expires_at| RunResult { expires_at, ..run_result(of, Outcome::Pass) };

        verifications::insert_result(&mut tx, &pass(first, None)).await.unwrap();
        verifications::refresh_items(&mut tx, first.0).await.unwrap();
        assert_eq!(until(&mut tx, project, tied.id).await, Some(Timestamp::for_ever()));
        assert_eq!(until(&mut tx, project, other.id).await, None);

        relations::insert(&mut tx, project, &tie(second)).await.unwrap();
        verifications::refresh_items(&mut tx, tied.id.0).await.unwrap();
        assert_eq!(until(&mut tx, project, tied.id).await, None);

        verifications::insert_result(&mut tx, &pass(second, Some(at()))).await.unwrap();
        verifications::refresh_items(&mut tx, second.0).await.unwrap();
        assert_eq!(until(&mut tx, project, tied.id).await, Some(at()));

        verifications::insert_result(&mut tx, &run_result(first, Outcome::Error)).await.unwrap();
        verifications::refresh_items(&mut tx, first.0).await.unwrap();
        assert_eq!(until(&mut tx, project, tied.id).await, None);

        relations::delete(&mut tx, project, &tie(first)).await.unwrap();
        verifications::refresh_items(&mut tx, tied.id.0).await.unwrap();
        assert_eq!(until(&mut tx, project, tied.id).await, Some(at()));

        records::delete(&mut tx, project, second.into(), Version::FIRST, at(), "Ada").await.unwrap();
        verifications::refresh_items(&mut tx, second.0).await.unwrap();
        assert_eq!(until(&mut tx, project, tied.id).await, None);
    })
    .await;
}
