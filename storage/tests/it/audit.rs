use crate::samples::{at, id, saved_project, title};
use domain::Timestamp;
use domain::audit::{Fault, Group, Kept, Report, Walk};
use domain::history::{Event, EventKind, Source, Via};
use domain::ids::ProjectId;
use domain::records::Change;
use scratch::{Scratch, on_fresh};
use std::net::IpAddr;
use storage::audit::{self, Cursor, Filter};
use storage::{Db, Tx, history};

fn event(number: i64) -> Event {
    Event {
        id: id(),
        at: at().plus_seconds(number),
        project: None,
        actor: Some(id()),
        actor_name: title("Ada"),
        source: Source::new(Via::Browser, "2001:db8::7".parse().unwrap()),
        kind: EventKind::SignedIn,
        subject: id::<uuid::Uuid>(),
        summary: format!("signed in “{number}” %_!"),
        changes: vec![Change { field: "Owner \"first\"".into(), before: String::new(), after: "Kim".into() }],
    }
}

async fn written(db: &Db, lines: i64) -> Vec<Event> {
    let mut tx = db.begin().await.unwrap();
    let events: Vec<Event> = (0..lines).map(event).collect();
    for event in &events {
        history::append(&mut tx, event).await.unwrap();
    }
    tx.commit().await.unwrap();
    events
}

async fn walked(db: &Db) -> Report {
    let mut tx = db.read().await.unwrap();
    let mut walk = Walk::new(None);
    let mut after = 0;
    loop {
        let page = audit::list_links(&mut tx, after, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.link.seq;
        for row in &page {
            walk.link(&row.link, &row.kept, None);
        }
    }
    let outside = audit::count_not_in_chain(&mut tx).await.unwrap();
    walk.end(outside.try_into().unwrap())
}

#[tokio::test]
async fn every_line_is_chained_as_it_is_written_and_reads_back_under_its_digest() {
    on_fresh(|fresh| async move {
        written(&fresh.db, 5).await;
        let report = walked(&fresh.db).await;
        assert!(report.is_whole(), "{report:?}");
        assert_eq!((report.lines, report.seq), (5, 5));
        assert_eq!(audit::head(&mut fresh.db.read().await.unwrap()).await.unwrap(), (5, report.hash));
    })
    .await;
}

#[tokio::test]
async fn what_somebody_does_by_hand_is_found() {
    let line = |seq: i64| format!("(SELECT event_id FROM audit_chain WHERE seq = {seq})");
    let acts: Vec<(String, Fault)> = vec![
        (format!("UPDATE events SET summary = 'did nothing' WHERE id = {}", line(2)), Fault::Changed),
        (format!("UPDATE events SET kind = 'no.such' WHERE id = {}", line(2)), Fault::Changed),
        (format!("UPDATE events SET address = NULL WHERE id = {}", line(5)), Fault::Changed),
        (format!("DELETE FROM events WHERE id = {}", line(4)), Fault::Deleted),
        ("DELETE FROM audit_chain WHERE seq = 5".into(), Fault::NotInChain(1)),
        ("UPDATE audit_chain SET hash = digest WHERE seq = 3".into(), Fault::Unchained),
        ("UPDATE audit_chain SET salt = NULL WHERE seq = 3".into(), Fault::Changed),
    ];
    for (sql, fault) in acts {
        on_fresh(|fresh| async move {
            written(&fresh.db, 5).await;
            fresh.by_hand(&sql).await;
            let report = walked(&fresh.db).await;
            assert!(report.breaks.iter().any(|found| found.fault == fault), "{sql}: {report:?}");
        })
        .await;
    }
}

/// Lines as they were before there was a chain.
async fn unchained(fresh: &Scratch, lines: i64) -> Vec<Event> {
    let events = written(&fresh.db, lines).await;
    fresh.by_hand("DELETE FROM audit_chain").await;
    events
}

#[tokio::test]
async fn lines_of_before_are_taken_over_once() {
    on_fresh(|fresh| async move {
        unchained(&fresh, 1_003).await;
        let mut tx = fresh.db.begin().await.unwrap();
        assert_eq!(audit::take_over(&mut tx, None).await.unwrap(), Some((1, 1_003)));
        assert_eq!(audit::take_over(&mut tx, None).await.unwrap(), None);
        tx.commit().await.unwrap();
        let report = walked(&fresh.db).await;
        assert!(report.is_whole() && report.taken_over == 1_003, "{report:?}");
        let first = audit::list_links(&mut fresh.db.read().await.unwrap(), 0, 1).await.unwrap().remove(0);
        assert!(matches!(first.kept, Kept::Line(line) if line.summary.contains("“0”")), "the oldest first");
    })
    .await;
}

async fn asked(tx: &mut Tx, filter: Filter) -> Vec<String> {
    let rows = audit::list(tx, &filter, Cursor::before(Timestamp::for_ever()), 99).await.unwrap();
    rows.into_iter().map(|row| row.event.summary).collect()
}

#[tokio::test]
async fn the_log_is_narrowed_by_each_of_its_filters_and_by_all_together() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        let project: ProjectId = saved_project(&mut tx, "ferry").await;
        let (ada, here): (uuid::Uuid, IpAddr) = (id(), "192.0.2.7".parse().unwrap());
        let named = |number: i64, summary: &str| Event { summary: summary.into(), ..event(number) };
        let rows = [
            Event { actor: Some(ada.into()), ..named(0, "of Ada") },
            Event { project: Some(project), kind: EventKind::ItemTicked, ..named(1, "in the ferry: 100%_Fertig!") },
            Event { source: Source::new(Via::Token, here), ..named(2, "from here") },
            Event { kind: EventKind::ReportOpened, ..named(3, "read") },
            Event { actor: Some(ada.into()), project: Some(project), source: Source::new(Via::Token, here), ..named(4, "all of it") },
        ];
        for row in &rows {
            history::append(&mut tx, row).await.unwrap();
        }
        let all = asked(&mut tx, Filter::default()).await;
        assert_eq!(all, ["all of it", "read", "from here", "in the ferry: 100%_Fertig!", "of Ada"], "newest first");
        let actor = Some(ada.into());
        for (filter, expected) in [
            (Filter { actor, ..Filter::default() }, vec!["all of it", "of Ada"]),
            (Filter { project: Some(project), ..Filter::default() }, vec!["all of it", "in the ferry: 100%_Fertig!"]),
            (Filter { kind: Some(EventKind::ItemTicked), ..Filter::default() }, vec!["in the ferry: 100%_Fertig!"]),
            (Filter { group: Some(Group::Access), ..Filter::default() }, vec!["read"]),
            (Filter { group: Some(Group::Security), project: Some(project), ..Filter::default() }, vec!["all of it"]),
            (Filter { via: Some(Via::Token), ..Filter::default() }, vec!["all of it", "from here"]),
            (Filter { address: Some(here), ..Filter::default() }, vec!["all of it", "from here"]),
            (
                Filter { from: Some(at().plus_seconds(1)), until: Some(at().plus_seconds(3)), ..Filter::default() },
                vec!["from here", "in the ferry: 100%_Fertig!"],
            ),
            (Filter { text: "0%_f".into(), ..Filter::default() }, vec!["in the ferry: 100%_Fertig!"]),
            (Filter { text: "0%f".into(), ..Filter::default() }, vec![]),
            (
                Filter {
                    actor,
                    project: Some(project),
                    via: Some(Via::Token),
                    address: Some(here),
                    group: Some(Group::Security),
                    text: "ALL".into(),
                    ..Filter::default()
                },
                vec!["all of it"],
            ),
        ] {
            assert_eq!(asked(&mut tx, filter.clone()).await, expected, "{filter:?}");
        }
        let first = audit::list(&mut tx, &Filter::default(), Cursor::before(Timestamp::for_ever()), 2).await.unwrap();
        let rest = audit::list(&mut tx, &Filter::default(), first[1].place(), 9).await.unwrap();
        assert_eq!(rest.len(), 3);
        assert_eq!(first[0].project.as_ref().map(|(slug, _)| slug.as_str()), Some("ferry"));
        assert_eq!(first[0].link.as_ref().map(|link| link.seq), Some(5));
    })
    .await;
}

#[tokio::test]
async fn what_is_due_is_old_and_of_the_group_and_none_that_stays() {
    on_fresh(|fresh| async move {
        let mut tx = fresh.db.begin().await.unwrap();
        for (number, kind) in
            [EventKind::SignedIn, EventKind::UserErased, EventKind::ReportOpened, EventKind::SignedOut].into_iter().enumerate()
        {
            history::append(&mut tx, &Event { kind, ..event(number.try_into().unwrap()) }).await.unwrap();
        }
        let due: Vec<i64> =
            audit::due(&mut tx, Group::Security, at().plus_seconds(3), 9).await.unwrap().into_iter().map(|row| row.seq).collect();
        assert_eq!(due, [1]);
    })
    .await;
}
