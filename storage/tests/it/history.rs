use crate::samples::{at, id, saved_project, title};
use domain::history::{Event, EventKind, Source, Via};
use domain::ids::ProjectId;
use domain::records::{Change, RecordKind};
use scratch::on_fresh;
use storage::Window;
use storage::history::{self, Filter};

fn event(project: Option<ProjectId>, kind: EventKind) -> Event {
    let summary = format!("did “{}”", kind.as_str());
    Event {
        id: id(),
        at: at(),
        project,
        actor: Some(id()),
        actor_name: title("Ada"),
        source: Source::new(Via::Browser, "2001:db8::7".parse().unwrap()),
        kind,
        subject: id::<uuid::Uuid>(),
        summary,
        changes: Vec::new(),
    }
}

#[tokio::test]
async fn every_kind_of_event_comes_back_newest_first() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let mut rows: Vec<Event> = EventKind::ALL.iter().map(|kind| event(Some(project), *kind)).collect();
        rows[0].actor = None;
        for row in &rows {
            history::append(&mut tx, row).await.unwrap();
        }
        history::append(&mut tx, &event(None, EventKind::SignedIn)).await.unwrap();
        rows.reverse();
        assert_eq!(history::list(&mut tx, project, Filter::default(), Window::first(999)).await.unwrap(), rows);
        assert_eq!(history::list(&mut tx, project, Filter::default(), Window { limit: 2, offset: 1 }).await.unwrap(), rows[1..3]);
    })
    .await;
}

#[tokio::test]
async fn lines_are_narrowed_to_a_kind_of_record_to_talk_and_to_a_person() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let kinds = [EventKind::BlockerChanged, EventKind::RiskCreated, EventKind::CommentAdded, EventKind::BlockerDeleted];
        let rows = kinds.map(|kind| event(Some(project), kind));
        for row in &rows {
            history::append(&mut tx, row).await.unwrap();
        }
        for (filter, expected) in [
            (Filter { record: Some(RecordKind::Blocker), ..Filter::default() }, vec![3, 0]),
            (Filter { record: Some(RecordKind::Item), ..Filter::default() }, vec![]),
            (Filter { comments: true, ..Filter::default() }, vec![2]),
            (Filter { actor: rows[1].actor, ..Filter::default() }, vec![1]),
            (Filter { actor: rows[1].actor, record: Some(RecordKind::Blocker), comments: false }, vec![]),
        ] {
            let expected: Vec<Event> = expected.into_iter().map(|at: usize| rows[at].clone()).collect();
            assert_eq!(history::list(&mut tx, project, filter, Window::first(9)).await.unwrap(), expected, "{filter:?}");
            assert_eq!(history::count(&mut tx, project, filter).await.unwrap(), i64::try_from(expected.len()).unwrap());
        }
    })
    .await;
}

#[tokio::test]
async fn the_lines_of_one_record_come_back_with_what_changed() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project = saved_project(&mut tx, "ferry").await;
        let differences = vec![Change { field: "Owner".into(), before: String::new(), after: "Kim “K” \\ Ä".into() }];
        let changed = Event { changes: differences, ..event(Some(project), EventKind::RiskChanged) };
        history::append(&mut tx, &changed).await.unwrap();
        history::append(&mut tx, &event(Some(project), EventKind::RiskChanged)).await.unwrap();
        assert_eq!(history::list_of(&mut tx, project, changed.subject, Window::first(9)).await.unwrap(), std::slice::from_ref(&changed));
        assert_eq!(history::count_of(&mut tx, project, changed.subject).await.unwrap(), 1);
    })
    .await;
}
