use crate::harness::each;
use crate::samples::{at, id, saved_project, title};
use domain::history::{Event, EventKind};
use domain::ids::ProjectId;
use storage::{Window, history};

fn event(project: Option<ProjectId>, kind: EventKind) -> Event {
    let summary = format!("did “{}”", kind.as_str());
    Event {
        id: id(),
        at: at(),
        project,
        actor: Some(id()),
        actor_name: title("Ada"),
        kind,
        subject: id::<uuid::Uuid>(),
        summary,
        changes: Vec::new(),
    }
}

#[tokio::test]
async fn every_kind_of_event_comes_back_newest_first() {
    each(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let mut rows: Vec<Event> = EventKind::ALL.iter().map(|kind| event(Some(project), *kind)).collect();
        rows[0].actor = None;
        for row in &rows {
            history::append(&mut tx, row).await.unwrap();
        }
        history::append(&mut tx, &event(None, EventKind::SignedIn)).await.unwrap();
        rows.reverse();
        assert_eq!(history::list(&mut tx, project, Window::first(99)).await.unwrap(), rows);
        assert_eq!(history::list(&mut tx, project, Window { limit: 2, offset: 1 }).await.unwrap(), rows[1..3]);
    })
    .await;
}
