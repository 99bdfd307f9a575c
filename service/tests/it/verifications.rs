use crate::world::{REPORT, World, at};
use domain::Timestamp;
use domain::checklists::ItemState;
use domain::ids::{ItemId, VerificationId};
use domain::records::{RecordKind, RecordRef};
use domain::relations::RelationKind;
use domain::verifications::{EXCERPT, Freshness, Outcome, Verification};
use service::accounts::Editor;
use service::checklists::{self, ItemForm, Shown};
use service::relations::{candidates, tie, tied, untie};
use service::verifications::{ResultForm, VerificationForm, change, create, find, list, post, show};
use service::{PageNumber, ServiceError, records};

async fn with_report() -> (World, Editor) {
    let (world, olga) = World::with_project().await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let editor = olga.editor(&world.db, "kiln").await.unwrap();
    (world, editor)
}

fn form(command: &str, valid_days: &str) -> VerificationForm {
    VerificationForm { command: command.into(), valid_days: valid_days.into(), ..VerificationForm::default() }
}

fn result(outcome: Outcome) -> ResultForm {
    ResultForm { outcome: outcome.as_str().into(), ..ResultForm::default() }
}

async fn made(world: &World, editor: &Editor, days: &str) -> Verification {
    create(&world.db, editor, &form("kilnctl status", days), None, at()).await.unwrap()
}

async fn freshness(world: &World, editor: &Editor, id: VerificationId, now: Timestamp) -> Freshness {
    find(&world.db, editor, id).await.unwrap().freshness(now)
}

/// A record of a kind that a verification could check.
async fn some(world: &World, editor: &Editor, kind: RecordKind) -> RecordRef {
    let none = VerificationId(uuid::Uuid::nil());
    let found = candidates(&world.db, editor, RelationKind::Checks, none, "").await.unwrap();
    found.iter().find(|row| row.record.kind == kind).unwrap().record
}

#[tokio::test]
async fn a_pass_counts_for_as_many_days_as_its_verification_says() {
    let (world, editor) = with_report().await;
    let verification = made(&world, &editor, "7").await;
    assert_eq!(freshness(&world, &editor, verification.id, at()).await, Freshness::Unknown);
    let posted = post(&world.db, &editor.reporter(), verification.id, &result(Outcome::Pass), at()).await.unwrap();
    let end = at().plus_seconds(7 * 24 * 3600);
    assert_eq!(posted.result.expires_at, Some(end));
    assert_eq!(freshness(&world, &editor, verification.id, end.plus_seconds(-1)).await, Freshness::Fresh);
    assert_eq!(freshness(&world, &editor, verification.id, end).await, Freshness::Expired);
    let failed = post(&world.db, &editor.reporter(), verification.id, &result(Outcome::Fail), at()).await.unwrap();
    assert_eq!(failed.result.expires_at, None);
    assert_eq!(freshness(&world, &editor, verification.id, at()).await, Freshness::Failing);
}

#[tokio::test]
async fn results_say_who_or_what_ran_and_are_kept_newest_first_with_the_end_of_their_output() {
    let (world, editor) = with_report().await;
    let verification = made(&world, &editor, "").await;
    let long = ResultForm { source: "nightly".into(), output: format!("{}the end", "x".repeat(EXCERPT)), ..result(Outcome::Error) };
    let posted = post(&world.db, &editor.reporter(), verification.id, &long, at()).await.unwrap();
    assert!(posted.cut && posted.result.output.ends_with("the end"));
    post(&world.db, &editor.reporter(), verification.id, &result(Outcome::Pass), at().plus_seconds(1)).await.unwrap();
    let shown = show(&world.db, &editor, verification.id, PageNumber::FIRST).await.unwrap();
    assert_eq!(shown.results.total, 2);
    let by: Vec<String> = shown.results.rows.iter().map(|row| row.in_short().by).collect();
    assert_eq!(by, ["olga", "nightly"]);
    assert_eq!(shown.verification.last, Some(shown.results.rows[0].in_short()));
    // The form of somebody who edits meanwhile stays good: a result takes nothing from anybody.
    change(&world.db, &editor, verification.id, verification.version, &form("kilnctl status --all", ""), at()).await.unwrap();
    let events = records::around(&world.db, &editor, verification.id, PageNumber::FIRST).await.unwrap().events;
    assert_eq!(events[1].summary, "posted “pass” for the verification “kilnctl status”");
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_at_its_field() {
    let (world, editor) = with_report().await;
    for (expected, form) in [("command", form(" \n ", "")), ("valid-days", form("x", "0")), ("valid-days", form("x", "soon"))] {
        let error = create(&world.db, &editor, &form, None, at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field, .. } if field == expected), "{expected}: {error}");
    }
    let verification = made(&world, &editor, "").await;
    let unheard = ResultForm { outcome: "passed".into(), ..ResultForm::default() };
    let error = post(&world.db, &editor.reporter(), verification.id, &unheard, at()).await.unwrap_err();
    assert!(matches!(error, ServiceError::Invalid { field: "outcome", .. }), "{error}");
    let stale = change(&world.db, &editor, verification.id, verification.version.next(), &form("y", ""), at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
}

#[tokio::test]
async fn a_verification_that_is_made_for_a_record_checks_it_from_the_beginning() {
    let (world, editor) = with_report().await;
    for kind in
        [RecordKind::Blocker, RecordKind::Finding, RecordKind::Criterion, RecordKind::Risk, RecordKind::Assessment, RecordKind::Item]
    {
        let record = some(&world, &editor, kind).await;
        let verification = create(&world.db, &editor, &form("kilnctl status", ""), Some(record), at()).await.unwrap();
        assert_eq!(tied(&world.db, &editor, record).await.unwrap().len(), 1, "{kind:?}");
        let shown = show(&world.db, &editor, verification.id, PageNumber::FIRST).await.unwrap();
        assert_eq!(shown.checks.iter().map(|row| row.record).collect::<Vec<_>>(), [record], "{kind:?}");
    }
    let nothing = RecordRef { kind: RecordKind::Blocker, id: uuid::Uuid::nil() };
    let refused = create(&world.db, &editor, &form("lost", ""), Some(nothing), at()).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    let rows = list(&world.db, &editor, None, PageNumber::FIRST, at()).await.unwrap().page.rows;
    assert!(rows.iter().all(|row| row.name() != "lost"), "nothing is kept of what was refused");
}

#[tokio::test]
async fn the_list_is_narrowed_by_how_fresh_a_verification_is() {
    let (world, editor) = with_report().await;
    for outcome in Outcome::ALL {
        let verification = made(&world, &editor, "1").await;
        post(&world.db, &editor.reporter(), verification.id, &result(outcome), at()).await.unwrap();
    }
    let later = at().plus_seconds(2 * 24 * 3600);
    // One more came with the report, and has no result.
    for (now, only, expected) in [
        (at(), None, 5),
        (at(), Some(Freshness::Fresh), 1),
        (at(), Some(Freshness::Failing), 2),
        (at(), Some(Freshness::Unknown), 2),
        (later, Some(Freshness::Expired), 1),
        (later, Some(Freshness::Fresh), 0),
    ] {
        let found = list(&world.db, &editor, only, PageNumber::FIRST, now).await.unwrap();
        assert_eq!((found.page.total, found.page.rows.len()), (expected, usize::try_from(expected).unwrap()), "{only:?}");
    }
}

/// Whether the item counts as done at a moment.
async fn is_done(world: &World, editor: &Editor, item: ItemId, now: Timestamp) -> bool {
    let found = checklists::show(&world.db, editor, item, now).await.unwrap().item.state(now);
    let progress = checklists::list(&world.db, editor, Shown::All, PageNumber::FIRST, now).await.unwrap().progress();
    assert_eq!(progress.done, 1 + u32::from(found == ItemState::Done), "the count and the row agree");
    found == ItemState::Done
}

#[tokio::test]
async fn an_item_that_needs_a_verification_is_done_only_while_all_of_its_verifications_are_fresh() {
    let (world, editor) = with_report().await;
    let item = checklists::list(&world.db, &editor, Shown::Open, PageNumber::FIRST, at()).await.unwrap().items.rows.remove(0).item;
    let typed = ItemForm { text: item.text.to_string(), needs_verification: true, ..ItemForm::default() };
    let item = checklists::change(&world.db, &editor, item.id, item.version, &typed, at()).await.unwrap();
    checklists::tick(&world.db, &editor, item.id, item.version, true, at()).await.unwrap();
    assert!(!is_done(&world, &editor, item.id, at()).await, "ticked, and nothing vouches for it");

    let weekly = create(&world.db, &editor, &form("a", "7"), Some(item.id.into()), at()).await.unwrap();
    post(&world.db, &editor.reporter(), weekly.id, &result(Outcome::Pass), at()).await.unwrap();
    let end = at().plus_seconds(7 * 24 * 3600);
    assert!(is_done(&world, &editor, item.id, end.plus_seconds(-1)).await);
    assert!(!is_done(&world, &editor, item.id, end).await, "the pass has expired");

    let lasting = create(&world.db, &editor, &form("b", ""), None, at()).await.unwrap();
    tie(&world.db, &editor, RelationKind::Checks, lasting.id, item.id.into(), at()).await.unwrap();
    assert!(!is_done(&world, &editor, item.id, at()).await, "one of two has no result");
    post(&world.db, &editor.reporter(), lasting.id, &result(Outcome::Pass), at()).await.unwrap();
    assert!(is_done(&world, &editor, item.id, at()).await);

    post(&world.db, &editor.reporter(), weekly.id, &result(Outcome::Fail), at()).await.unwrap();
    assert!(!is_done(&world, &editor, item.id, at()).await, "one of two fails");
    let gone = records::delete(&world.db, &editor, weekly.id, weekly.version, at()).await.unwrap();
    assert!(is_done(&world, &editor, item.id, at()).await, "what is in the bin does not count");
    records::restore(&world.db, &editor, gone.record, at()).await.unwrap();
    assert!(!is_done(&world, &editor, item.id, at()).await, "it is back");
    untie(&world.db, &editor, RelationKind::Checks, weekly.id, item.id.into(), at()).await.unwrap();
    assert!(is_done(&world, &editor, item.id, end.plus_seconds(1)).await, "the other one counts for ever");
    untie(&world.db, &editor, RelationKind::Checks, lasting.id, item.id.into(), at()).await.unwrap();
    assert!(!is_done(&world, &editor, item.id, at()).await, "nothing vouches for it any more");
}
