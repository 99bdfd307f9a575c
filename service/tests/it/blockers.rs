use crate::world::{REPORT, World, at};
use domain::Timestamp;
use domain::accounts::Role;
use domain::blockers::{Blocker, Standing};
use domain::history::EventKind;
use domain::people::Assignee;
use service::accounts::{Auditor, SignedIn};
use service::blockers::{BlockerForm, Filter, OwnedBy, Stands, change, create, end_waiver, find, list, reopen, resolve, waive};
use service::{PageNumber, ServiceError, records};

const DAY: i64 = 24 * 3600;

struct Room {
    world: World,
    olga: SignedIn,
    auditor: Auditor,
}

async fn room() -> Room {
    let (world, olga) = World::with_project().await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    Room { world, olga, auditor }
}

impl Room {
    async fn door(&self) -> Blocker {
        self.listed(&Filter { stands: Stands::All, ..Filter::default() }, at()).await.remove(0)
    }

    async fn listed(&self, filter: &Filter, now: Timestamp) -> Vec<Blocker> {
        list(&self.world.db, &self.auditor, filter, PageNumber::FIRST, now).await.unwrap().page.rows
    }

    async fn last_event(&self, blocker: &Blocker) -> domain::history::Event {
        records::around(&self.world.db, &self.auditor, blocker.id, PageNumber::FIRST).await.unwrap().events.remove(0)
    }
}

fn field(result: Result<Blocker, ServiceError>) -> &'static str {
    match result {
        Err(ServiceError::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_tier_is_resolved_with_evidence_and_reopened_with_a_reason() {
    let room = room().await;
    let (db, auditor, door) = (&room.world.db, &room.auditor, room.door().await);
    assert_eq!(field(resolve(db, auditor, door.id, door.version, " ", at()).await), "evidence");
    let resolved = resolve(db, auditor, door.id, door.version, "The lock held for an hour.", at()).await.unwrap();
    let how = resolved.resolution.clone().unwrap();
    assert_eq!((how.at, how.by_name.as_str(), how.evidence.unwrap().as_str()), (at(), "olga", "The lock held for an hour."));
    assert_eq!(room.last_event(&door).await.changes[0].after, "The lock held for an hour.");
    assert!(matches!(resolve(db, auditor, door.id, door.version, "x", at()).await, Err(ServiceError::Stale)));
    assert_eq!(field(reopen(db, auditor, door.id, resolved.version, "", at()).await), "reason");
    let again = reopen(db, auditor, door.id, resolved.version, "It came open on Sunday.", at()).await.unwrap();
    assert_eq!((again.standing(at().today()), again.resolution.clone()), (Standing::Reopened, None));
    assert!(matches!(reopen(db, auditor, door.id, again.version, "x", at()).await, Err(ServiceError::Refused(_))));
    let event = room.last_event(&door).await;
    assert_eq!((event.kind, event.changes[0].after.as_str()), (EventKind::BlockerReopened, "It came open on Sunday."));
}

#[tokio::test]
async fn a_waiver_takes_a_blocker_out_of_the_open_ones_until_it_ends_by_itself() {
    let room = room().await;
    let (db, auditor, door) = (&room.world.db, &room.auditor, room.door().await);
    assert_eq!(field(waive(db, auditor, door.id, door.version, "", "2031-05-01", at()).await), "reason");
    for until in ["", "soon", "2031-04-05", "2032-05-01"] {
        assert_eq!(field(waive(db, auditor, door.id, door.version, "After the fair", until, at()).await), "until", "{until}");
    }
    let waived = waive(db, auditor, door.id, door.version, "After the fair", "2031-04-08", at()).await.unwrap();
    let open = Filter::default();
    assert!(room.listed(&open, at()).await.is_empty());
    assert_eq!(
        room.listed(&Filter { stands: Stands::Waived, ..open.clone() }, at().plus_seconds(3 * DAY)).await,
        std::slice::from_ref(&waived)
    );
    let overview = service::assessments::overview(db, auditor, at()).await.unwrap();
    assert!(overview.open_by_tier.is_empty() && overview.blockers == [waived.clone()], "shown, but not counted");
    assert_eq!(room.listed(&open, at().plus_seconds(4 * DAY)).await, std::slice::from_ref(&waived), "lapsed");
    let back = end_waiver(db, auditor, door.id, waived.version, at()).await.unwrap();
    assert_eq!(room.listed(&open, at()).await, std::slice::from_ref(&back));
    assert!(matches!(end_waiver(db, auditor, door.id, back.version, at()).await, Err(ServiceError::Refused(_))));
    assert_eq!(room.last_event(&door).await.changes[0].before, "2031-04-08");
}

fn whole_form() -> BlockerForm {
    BlockerForm {
        title: " Smoke   in the hall ".into(),
        tier: "2".into(),
        category: "Air".into(),
        current: "thick".into(),
        required: "none".into(),
        location: "hall".into(),
        owner: "bela@example.org".into(),
        due: "2031-04-04".into(),
        links: "https://example.org/7 The ticket".into(),
        body: "**Since** March.".into(),
    }
}

#[tokio::test]
async fn a_blocker_made_by_hand_is_found_by_tier_owner_and_due() {
    let room = room().await;
    let bela = room.world.person("bela", false).await;
    room.world.join(&room.olga, "kiln", &bela, Role::Engineer).await;
    let made = create(&room.world.db, &room.auditor, &whole_form(), at()).await.unwrap();
    assert_eq!((made.title.as_str(), made.position, made.opened_at), ("Smoke in the hall", 1, at()));
    assert_eq!(made.owner, Some(Assignee { name: "bela".into(), user: Some(bela.user().id) }));
    let only = vec![made.clone()];
    let any = Filter::default();
    assert_eq!(room.listed(&Filter { tier: Some(made.tier), ..any.clone() }, at()).await, only);
    assert_eq!(room.listed(&Filter { owner: OwnedBy::Member(bela.user().id), ..any.clone() }, at()).await, only);
    assert_eq!(room.listed(&Filter { overdue: true, ..any.clone() }, at()).await, only);
    assert!(room.listed(&Filter { overdue: true, ..any }, at().plus_seconds(-DAY)).await.is_empty());
    assert_eq!(room.last_event(&made).await.kind, EventKind::BlockerCreated);
    assert_eq!(find(&room.world.db, &room.auditor, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn a_change_is_told_field_by_field_and_a_stale_one_changes_nothing() {
    let room = room().await;
    let (db, auditor) = (&room.world.db, &room.auditor);
    let made = create(db, auditor, &whole_form(), at()).await.unwrap();
    let form = BlockerForm { owner: "platform team".into(), due: String::new(), ..whole_form() };
    let changed = change(db, auditor, made.id, made.version, &form, at()).await.unwrap();
    assert_eq!((changed.owner.clone(), changed.due), (Some(Assignee::named("platform team")), None));
    let event = room.last_event(&made).await;
    assert!(event.summary.starts_with("changed owner and due of the blocker"), "{}", event.summary);
    assert_eq!(event.changes[1].before, "2031-04-04");
    let late = change(db, auditor, made.id, made.version, &whole_form(), at()).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
    // The same once more is no change and no line of history.
    assert_eq!(change(db, auditor, made.id, changed.version, &form, at()).await.unwrap(), changed);
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_at_its_field() {
    let room = room().await;
    let with = |change: &dyn Fn(&mut BlockerForm)| {
        let mut form = whole_form();
        change(&mut form);
        form
    };
    let wrong = [
        (with(&|form| form.title = " ".into()), "title"),
        (with(&|form| form.tier = "10".into()), "tier"),
        (with(&|form| form.category = "x".repeat(301)), "category"),
        (with(&|form| form.current = "x".repeat(4_001)), "current"),
        (with(&|form| form.owner = "x".repeat(201)), "owner"),
        (with(&|form| form.due = "tomorrow".into()), "due"),
        (with(&|form| form.links = "javascript:alert(1)".into()), "links"),
        (with(&|form| form.body = "\u{7}".into()), "body"),
    ];
    for (form, at_field) in wrong {
        assert_eq!(field(create(&room.world.db, &room.auditor, &form, at()).await), at_field);
    }
}

#[tokio::test]
async fn what_is_in_the_bin_cannot_be_changed_and_comes_back_whole() {
    let room = room().await;
    let (db, auditor, door) = (&room.world.db, &room.auditor, room.door().await);
    records::delete(db, auditor, door.id, door.version, at()).await.unwrap();
    assert!(matches!(find(db, auditor, door.id).await, Err(ServiceError::NotFound)));
    assert!(matches!(resolve(db, auditor, door.id, door.version, "x", at()).await, Err(ServiceError::NotFound)));
    records::restore(db, auditor, door.id.into(), at()).await.unwrap();
    let back = find(db, auditor, door.id).await.unwrap();
    assert_eq!(Blocker { version: door.version, ..back }, door);
}
