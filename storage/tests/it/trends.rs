use crate::samples::{aside, at, blocker, checklist, event, item, resolution, saved_project, tick};
use domain::Timestamp;
use domain::blockers::{Blocker, BlockerState};
use domain::checklists::{Done, Item};
use domain::history::{Event, EventKind};
use domain::ids::{ItemId, ProjectId};
use domain::trends::{Past, Turn};
use scratch::on_fresh;
use storage::trends::{Register, list_past};
use storage::{Tx, blockers, checklists, history, records};
use uuid::Uuid;

async fn told(tx: &mut Tx, project: ProjectId, kind: EventKind, subject: Uuid, at: Timestamp) {
    let (summary, changes) = (String::new(), Vec::new());
    let event = Event { at, subject, summary, changes, ..event(project, kind) };
    history::append(tx, &event).await.unwrap();
}

#[tokio::test]
async fn the_past_of_a_blocker_is_its_row_and_what_the_history_tells_since() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let (project, other) = (saved_project(&mut tx, "ferry").await, saved_project(&mut tx, "other").await);
        let open = blocker(project, 0, 1);
        let resolved = Blocker { state: BlockerState::Resolved, resolution: Some(resolution()), ..blocker(project, 1, 1) };
        let gone = blocker(project, 2, 1);
        for row in [&open, &resolved, &gone, &blocker(other, 0, 1)] {
            blockers::insert(&mut tx, row).await.unwrap();
        }
        records::delete(&mut tx, project, gone.id.into(), gone.version, at(), "Ada").await.unwrap();
        let (early, late) = (at().plus_seconds(-60), at().plus_seconds(60));
        told(&mut tx, project, EventKind::BlockerResolved, open.id.0, early).await;
        told(&mut tx, project, EventKind::BlockerReopened, open.id.0, late).await;
        told(&mut tx, project, EventKind::BlockerChanged, open.id.0, late).await;
        let past = list_past(&mut tx, project, Register::Blockers, at()).await.unwrap();
        assert_eq!(past[0], Past::new(resolved.opened_at, Some(resolution().at)));
        assert_eq!(past[1], Past { opened: open.opened_at, closed: None, turns: vec![(late, Turn::Opened)] });
        assert_eq!(past.len(), 2, "what is in the bin is in no figure");
        let whole = list_past(&mut tx, project, Register::Blockers, early).await.unwrap();
        assert_eq!(whole[1].turns, [(early, Turn::Closed), (late, Turn::Opened)]);
    })
    .await;
}

#[tokio::test]
async fn an_item_is_as_old_as_its_identity_and_closed_by_a_tick_or_by_not_applying() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let list = checklist(0, "Before");
        checklists::insert(&mut tx, project, &list).await.unwrap();
        // Milliseconds after the year 1970 stand in the first six bytes of an identity.
        let made: ItemId = "01e37bd5-3c00-7000-8000-000000000001".parse().unwrap();
        let bare = |position| Item { done: None, set_aside: None, ..item(list.id, position) };
        let late = Done { at: at().plus_seconds(9), ..tick() };
        for row in [Item { id: made, ..bare(0) }, Item { done: Some(late), set_aside: Some(aside()), ..bare(1) }] {
            checklists::insert_item(&mut tx, project, &row).await.unwrap();
        }
        told(&mut tx, project, EventKind::ItemUnticked, made.0, at()).await;
        let past = list_past(&mut tx, project, Register::Items, at()).await.unwrap();
        let oldest = past.iter().find(|past| past.closed.is_none()).unwrap();
        assert_eq!(oldest.opened.to_utc().timestamp_millis(), 0x01e3_7bd5_3c00);
        assert_eq!(oldest.turns, [(at(), Turn::Opened)]);
        assert!(past.iter().any(|past| past.closed == Some(aside().at.min(at().plus_seconds(9)))));
    })
    .await;
}
