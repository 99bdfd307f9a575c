//! What a later report does to the records that a project has already.

use crate::world::{LATER, REPORT, World, at};
use domain::exchange::reconcile::{Choice, Meeting, Verdict};
use domain::exchange::review::{Correction, Headline};
use domain::history::{Event, EventKind};
use domain::ids::SourceId;
use domain::risks::Level;
use service::accounts::Auditor;
use service::assessments::{self, Overview};
use service::blockers::{self, Filter, Stands};
use service::exchange::{self, ImportForm, Outcome, Reconciled, Saved, Taken, save, stage};
use service::{PageNumber, ServiceError, changes, checklists, history, risks};

/// A report on the same kiln: the door is done, the chimney is not, the lock was tried, the door stays shut.
const DONE: &str = "# Kiln audit, third\n\n**Date:** 2031-06-01\n\n## Launch blockers\n\n### Tier 1: before the first firing\n\n\
    1. ~~Door opens while hot~~ ✅\n2. **Flue leaks at the joint**\n\n\
    ## Risk register\n\n| Risk | Level | Mitigation | Status |\n|---|---|---|---|\n| Power cut during a firing | Medium | Battery for the fan | Closed |\n\n\
    ## Acceptance criteria\n\nA. A firing ends by itself. (met)\nB. The door stays shut. (met)\n\n\
    ## Before the first firing\n\n- [ ] Chimney is swept\n- [x] Lock is tried with gloves (blocking)\n";

struct Room {
    world: World,
    proof: Auditor,
}

impl Room {
    /// A project that has a report already.
    async fn new() -> Self {
        let (world, olga) = World::with_project().await;
        let proof = olga.auditor(&world.db, "kiln").await.unwrap();
        world.saved(&proof, REPORT).await;
        Self { world, proof }
    }

    async fn staged(&self, text: &str) -> SourceId {
        stage(&self.world.db, &self.proof.importer(), "report.md", text.into(), at()).await.unwrap()
    }

    async fn met(&self, id: SourceId) -> Reconciled {
        exchange::reconciled(&self.world.db, &self.proof.importer(), id, at()).await.unwrap()
    }

    async fn save(&self, id: SourceId, form: &ImportForm) -> Result<Saved, ServiceError> {
        match save(&self.world.db, &self.proof.importer(), id, form, at()).await? {
            Outcome::Saved(saved) => Ok(saved),
            Outcome::Already(id) => panic!("was {id} already"),
        }
    }

    async fn overview(&self) -> Overview {
        assessments::overview(&self.world.db, &self.proof, at()).await.unwrap()
    }

    async fn ticked(&self) -> Vec<String> {
        let page = checklists::list(&self.world.db, &self.proof, checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap();
        page.items.rows.into_iter().filter(|item| item.done.is_some()).map(|item| item.text.to_string()).collect()
    }

    async fn blockers(&self, stands: Stands) -> Vec<domain::blockers::Blocker> {
        let filter = Filter { stands, ..Filter::default() };
        blockers::list(&self.world.db, &self.proof, &filter, PageNumber::FIRST, at()).await.unwrap().page.rows
    }

    async fn events(&self) -> Vec<Event> {
        history::list(&self.world.db, &self.proof, PageNumber::FIRST).await.unwrap().rows
    }
}

fn named<'a>(met: &'a Reconciled, name: &str) -> &'a Meeting {
    met.meetings.iter().find(|meeting| meeting.name == name).unwrap_or_else(|| panic!("no “{name}” in {:#?}", met.meetings))
}

fn chosen(meeting: &Meeting, choice: Choice) -> ImportForm {
    ImportForm { choices: [(meeting.key(), choice)].into_iter().collect(), ..ImportForm::default() }
}

#[tokio::test]
async fn what_a_report_calls_done_is_closed_and_its_history_says_which_report_did() {
    let room = Room::new().await;
    let source = room.staged(DONE).await;
    let met = room.met(source).await;
    let of =
        |verdict| met.meetings.iter().filter(|meeting| meeting.verdict == verdict).map(|meeting| meeting.name.as_str()).collect::<Vec<_>>();
    let done = ["Door opens while hot", "Power cut during a firing", "Lock is tried with gloves (blocking)", "The door stays shut."];
    assert_eq!(of(Verdict::Done), done);
    assert_eq!((of(Verdict::Reopened), of(Verdict::New)), (vec!["Chimney is swept"], vec!["Flue leaks at the joint"]));
    assert!(met.newest && met.already.is_none());
    let saved = room.save(source, &ImportForm::default()).await.unwrap();
    assert_eq!(saved.taken, Taken { added: 1, known: 6, closed: 4, reopened: 0, changed: 0 });
    let door = room.blockers(Stands::Resolved).await.remove(0);
    assert!(door.resolution.as_ref().is_some_and(|resolution| resolution.evidence.is_some()), "{door:?}");
    assert_eq!(room.overview().await.risk_count, 0);
    assert_eq!(room.ticked().await.len(), 2, "what somebody ticked here stays ticked");
    let events = room.events().await;
    for (kind, verb, name) in [
        (EventKind::BlockerResolved, "resolved", done[0]),
        (EventKind::RiskClosed, "closed", done[1]),
        (EventKind::ItemTicked, "ticked", done[2]),
        (EventKind::CriterionChanged, "changed", done[3]),
    ] {
        let event = events.iter().find(|event| event.kind == kind).unwrap_or_else(|| panic!("{kind:?} in {events:#?}"));
        assert_eq!(event.summary, format!("{verb} “{name}”, as “Kiln audit, third” says"));
        assert!(!event.changes.is_empty() && event.subject == named(&met, name).known.unwrap(), "{event:?}");
    }
}

#[tokio::test]
async fn what_is_done_here_is_opened_again_only_where_somebody_chooses_so() {
    let room = Room::new().await;
    let source = room.staged(DONE).await;
    let met = room.met(source).await;
    let chimney = named(&met, "Chimney is swept");
    assert_eq!((chimney.verdict, chimney.proposed), (Verdict::Reopened, Choice::Leave));
    let form = ImportForm { seen: Some(met.digest.clone()), ..chosen(chimney, Choice::Take) };
    let saved = room.save(source, &form).await.unwrap();
    assert_eq!((saved.taken.reopened, saved.taken.closed), (1, 4));
    assert_eq!(room.ticked().await, ["Lock is tried with gloves (blocking)"]);
    assert!(room.events().await.iter().any(|event| event.kind == EventKind::ItemUnticked));
}

#[tokio::test]
async fn what_somebody_leaves_stays_as_it_is() {
    let room = Room::new().await;
    let source = room.staged(DONE).await;
    let met = room.met(source).await;
    let choices = met.meetings.iter().map(|meeting| (meeting.key(), Choice::Leave)).collect();
    let saved = room.save(source, &ImportForm { choices, ..ImportForm::default() }).await.unwrap();
    assert_eq!(saved.taken, Taken { known: 7, ..Taken::default() });
    assert_eq!((room.blockers(Stands::Open).await.len(), room.blockers(Stands::Resolved).await.len()), (1, 0));
    assert_eq!((room.overview().await.risk_count, room.ticked().await.len()), (1, 1));
}

#[tokio::test]
async fn a_name_that_is_only_alike_can_be_added_as_another_record() {
    for (choice, blockers) in [(Choice::Take, 2), (Choice::Leave, 2), (Choice::Add, 3)] {
        let room = Room::new().await;
        room.world.saved(&room.proof, DONE).await;
        let text = "# Kiln\n\n**Date:** 2031-07-01\n\n## Blockers\n\n### Tier 2\n\n1. **Flue leaks badly at the upper joint**\n   - Current: soot\n";
        let source = room.staged(text).await;
        let met = room.met(source).await;
        let flue = named(&met, "Flue leaks at the joint");
        assert_eq!(flue.told_as.as_deref(), Some("Flue leaks badly at the upper joint"));
        let saved = room.save(source, &chosen(flue, choice)).await.unwrap();
        let all = room.blockers(Stands::All).await;
        assert_eq!((all.len(), saved.taken.added), (blockers, blockers - 2), "{choice:?}: {all:#?}");
        let first = all.iter().find(|row| row.title.as_str() == "Flue leaks at the joint").unwrap();
        assert_eq!(first.current.is_some(), choice == Choice::Take, "{choice:?}");
    }
}

#[tokio::test]
async fn a_choice_that_was_not_offered_counts_as_none() {
    let room = Room::new().await;
    let source = room.staged(DONE).await;
    let met = room.met(source).await;
    let door = named(&met, "Door opens while hot");
    assert!(!door.choices().contains(&Choice::Add));
    let saved = room.save(source, &chosen(door, Choice::Add)).await.unwrap();
    assert_eq!((saved.taken.added, saved.taken.closed), (1, 4));
}

#[tokio::test]
async fn who_chooses_has_seen_the_project_and_the_report_as_they_are() {
    let room = Room::new().await;
    let source = room.staged(DONE).await;
    let before = room.met(source).await;
    let form = ImportForm { seen: Some(before.digest.clone()), ..ImportForm::default() };
    let door = room.blockers(Stands::Open).await.remove(0);
    let door = blockers::resolve(&room.world.db, &room.proof, door.id, door.version, "Locked.", at()).await.unwrap();
    let stale = room.save(source, &form).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let now = room.met(source).await;
    assert_ne!(now.digest, before.digest);
    assert!(now.source.saved_at.is_none(), "nothing was saved");
    assert_eq!((room.overview().await.audits.len(), room.ticked().await.len()), (1, 1));
    assert_eq!(blockers::find(&room.world.db, &room.proof, door.id).await.unwrap(), door);
    let form = ImportForm { seen: Some(now.digest), ..form };
    let lock = met_spot(&room, source).await;
    let correction = Correction::Become { at: vec![lock], kind: domain::exchange::review::Kind::Note };
    exchange::correct(&room.world.db, &room.proof.importer(), source, now.source.version, correction).await.unwrap();
    let stale = room.save(source, &form).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "the report says something else now: {stale:?}");
    let form = ImportForm { seen: Some(room.met(source).await.digest), ..form };
    room.save(source, &form).await.unwrap();
    assert_eq!(room.overview().await.audits.len(), 2);
}

/// The item that the report has ticked.
async fn met_spot(room: &Room, source: SourceId) -> domain::exchange::review::Spot {
    let reading = room.met(source).await.reading;
    let items = domain::exchange::review::entries(&reading, Some(domain::exchange::review::Kind::Item));
    items.into_iter().find(|entry| entry.slip.title().starts_with("Lock")).unwrap().spot
}

#[tokio::test]
async fn a_report_that_nobody_looks_at_brings_only_what_is_new() {
    let room = Room::new().await;
    let source = room.staged(DONE).await;
    let saved = room.save(source, &ImportForm { only_new: true, ..ImportForm::default() }).await.unwrap();
    assert_eq!(saved.taken, Taken { added: 1, known: 6, ..Taken::default() });
    let got = room.overview().await;
    assert_eq!((got.risk_count, room.blockers(Stands::Open).await.len(), room.ticked().await.len()), (1, 2, 1));
}

#[tokio::test]
async fn an_older_report_proposes_nothing_about_what_is_known() {
    let room = Room::new().await;
    let source = room.staged(&DONE.replace("2031-06-01", "2031-02-01")).await;
    let met = room.met(source).await;
    assert!(!met.newest);
    let proposed: Vec<&str> =
        met.meetings.iter().filter(|meeting| meeting.proposed != Choice::Leave).map(|meeting| meeting.name.as_str()).collect();
    assert_eq!(proposed, ["Flue leaks at the joint"]);
    let saved = room.save(source, &ImportForm::default()).await.unwrap();
    assert_eq!(saved.taken, Taken { added: 1, known: 6, ..Taken::default() });
}

#[tokio::test]
async fn the_date_that_was_corrected_says_whether_a_report_is_older() {
    let room = Room::new().await;
    let source = room.staged(DONE).await;
    assert!(room.met(source).await.newest);
    let correction = Correction::Head { what: Headline::Date, text: "2031-02-01".into() };
    exchange::correct(&room.world.db, &room.proof.importer(), source, room.met(source).await.source.version, correction).await.unwrap();
    assert!(!room.met(source).await.newest);
    assert_eq!(room.save(source, &ImportForm::default()).await.unwrap().taken.closed, 0);
}

#[tokio::test]
async fn a_risk_that_changes_remembers_what_it_was_and_what_the_report_calls_its_status() {
    let room = Room::new().await;
    let text = LATER
        .replace("| Risk | Likelihood | Impact | Level | Mitigation |\n|---|---|---|---|---|", "| Risk | Level | Status |\n|---|---|---|");
    let text = text.replace("| Low | High | Low | Battery is fitted |", "| Low | Mitigated |");
    let saved = room.world.saved(&room.proof, &text).await;
    assert_eq!(saved.taken.closed, 0, "a risk that is mitigated still is one");
    let risk =
        risks::list(&room.world.db, &room.proof, &risks::Filter::default(), PageNumber::FIRST, at()).await.unwrap().page.rows.remove(0);
    assert_eq!((risk.residual.stated, risk.previous, risk.status.as_deref()), (Some(Level::Low), Some(Level::Medium), Some("Mitigated")));
    assert_eq!(risk.mitigation.as_str(), "Battery for the fan", "the report does not speak of it");
}

#[tokio::test]
async fn a_record_that_is_in_the_bin_is_new_again_and_one_that_was_matched_by_hand_is_known() {
    let room = Room::new().await;
    let said = changes::Correction {
        part: domain::changes::Part::Blocker,
        name: "Shutter gapes".into(),
        is: Some("Door opens while hot".into()),
        was: None,
    };
    changes::correct(&room.world.db, &room.proof, &said, at()).await.unwrap();
    let source = room.staged("# Kiln\n\n**Date:** 2031-06-01\n\n## Blockers\n\n### Tier 1\n\n1. ~~Shutter gapes~~ ✅\n").await;
    let met = room.met(source).await;
    let door = named(&met, "Door opens while hot");
    assert_eq!((door.verdict, door.told_as.as_deref()), (Verdict::Done, Some("Shutter gapes")));
    let row = room.blockers(Stands::Open).await.remove(0);
    service::records::delete(&room.world.db, &room.proof, row.id, row.version, at()).await.unwrap();
    assert_eq!(named(&room.met(source).await, "Shutter gapes").verdict, Verdict::New);
}

#[tokio::test]
async fn the_same_words_in_other_bytes_change_nothing() {
    let room = Room::new().await;
    let before = format!("{:?}", room.blockers(Stands::All).await);
    let source = room.staged(&format!("{REPORT}\n")).await;
    let met = room.met(source).await;
    assert!(met.meetings.iter().all(|meeting| meeting.verdict == Verdict::Same), "{:#?}", met.meetings);
    let saved = room.save(source, &ImportForm::default()).await.unwrap();
    assert_eq!((saved.taken.added, saved.taken.closed, saved.taken.changed), (0, 0, 0));
    assert_eq!(format!("{:?}", room.blockers(Stands::All).await), before);
}
