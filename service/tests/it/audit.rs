//! The audit log: who could do what to it unseen (nobody), what is in it, and how it gets shorter.

use crate::world::{PASSWORD, REPORT, World, at};
use domain::Timestamp;
use domain::accounts::Role;
use domain::audit::{Expectation, FORMER, Fault, Forgotten, Noted, Policy, Report};
use domain::exports::{Choice, Preset, Subject};
use domain::history::{EventKind, Source, Via};
use domain::ids::UserId;
use service::accounts::{Admin, SignedIn, operator, sign_in};
use service::audit::{self, Asked, Entry, ExportFormat, PolicyForm};
use service::exports::{self, archive};
use service::keys::{KEY_BYTES, Keyring};
use service::{ServiceError, projects};
use std::net::IpAddr;

const HOME: &str = "192.0.2.7";

fn keys() -> Keyring {
    Keyring::new(vec![vec![7; KEY_BYTES]]).unwrap()
}

fn admin() -> Admin {
    operator().unwrap().admin()
}

fn days(days: i64) -> Timestamp {
    at().plus_seconds(days * 24 * 3600)
}

async fn verified(world: &World) -> Report {
    audit::verify(&world.db, &admin(), Some(&keys()), None).await.unwrap()
}

async fn lines(world: &World, asked: &Asked) -> Vec<Entry> {
    audit::lines(&world.db, &admin(), asked, None).await.unwrap().entries
}

async fn of_kind(world: &World, kind: EventKind) -> Vec<Entry> {
    lines(world, &Asked { kind: kind.as_str().into(), ..Asked::default() }).await
}

async fn keep(world: &World, form: PolicyForm) -> Policy {
    let seen = audit::policy(&world.db, &admin()).await.unwrap().version;
    audit::set_policy(&world.db, &admin(), seen, &form, at()).await.unwrap()
}

/// A project with an imported report and a member.
async fn busy() -> (World, SignedIn) {
    let (world, owner) = World::with_project().await;
    world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let vera = world.person("vera", false).await;
    world.join(&owner, "kiln", &vera, Role::Viewer).await;
    (world, owner)
}

async fn failed(world: &World, email: &str, password: &str) {
    let address: IpAddr = HOME.parse().unwrap();
    let outcome = sign_in(&world.db, &world.hasher, email, password.into(), address, at()).await;
    assert!(matches!(outcome, Err(ServiceError::Refused(_))));
}

#[tokio::test]
async fn what_people_do_leaves_a_log_that_is_whole_and_a_head_that_holds() {
    let (world, owner) = busy().await;
    let report = verified(&world).await;
    assert!(report.is_whole() && report.lines > 4, "{report:?}");
    let noted = Noted { seq: report.seq, hash: report.hash };
    let vera = world.person("vic", false).await;
    world.join(&owner, "kiln", &vera, Role::Engineer).await;
    let later = audit::verify(&world.db, &admin(), None, Some(noted.clone())).await.unwrap();
    assert_eq!((later.is_whole(), later.expectation), (true, Expectation::Met));
    world.by_hand(&format!("DELETE FROM events WHERE id IN (SELECT event_id FROM audit_chain WHERE seq >= {})", noted.seq)).await;
    world.by_hand(&format!("DELETE FROM audit_chain WHERE seq >= {}", noted.seq)).await;
    assert!(verified(&world).await.is_whole(), "an end that was cut off is not seen");
    let cut = audit::verify(&world.db, &admin(), None, Some(noted)).await.unwrap();
    assert_eq!(cut.breaks[0].fault, Fault::Cut, "but by whoever noted the head");
}

#[tokio::test]
async fn a_failed_sign_in_names_the_account_that_was_meant_and_nothing_that_was_typed() {
    let world = World::new().await;
    let ada = world.person("ada", false).await;
    failed(&world, "ada@example.org", "a password of somebody").await;
    failed(&world, "my-secret-password@example.net", "ada").await;
    failed(&world, "my secret password", "ada").await;
    let failures = of_kind(&world, EventKind::SignInFailed).await;
    let subjects: Vec<_> = failures.iter().rev().map(|entry| entry.event.subject).collect();
    assert_eq!(subjects, [ada.user().id.0, uuid::Uuid::nil(), uuid::Uuid::nil()]);
    for entry in &failures {
        assert_eq!((entry.event.actor, entry.event.source.address), (None, Some(HOME.parse().unwrap())));
        let told = format!("{entry:?}");
        assert!(!told.contains("secret") && !told.contains("a password of") && !told.contains("example.org"), "{told}");
    }
}

#[tokio::test]
async fn roles_say_what_was_and_what_is() {
    let (world, owner) = busy().await;
    let vera = world.person("vic", false).await;
    world.join(&owner, "kiln", &vera, Role::Viewer).await;
    world.join(&owner, "kiln", &vera, Role::Auditor).await;
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    projects::remove_member(&world.db, &proof, vera.user().id, at()).await.unwrap();
    let of_kiln = lines(&world, &Asked { project: "kiln".into(), kind: "security".into(), ..Asked::default() }).await;
    let told: Vec<_> =
        of_kiln.iter().take(3).map(|entry| (entry.event.changes[0].before.as_str(), entry.event.changes[0].after.as_str())).collect();
    assert_eq!(told, [("auditor", ""), ("viewer", "auditor"), ("", "viewer")]);
}

#[tokio::test]
async fn what_is_past_its_time_goes_and_leaves_a_signed_gap() {
    let (world, _) = busy().await;
    let before = verified(&world).await;
    assert_eq!(audit::shorten(&world.db, &keys(), days(999)).await.unwrap(), 0, "for ever unless somebody says so");
    keep(&world, PolicyForm { security: "30".into(), changes: "0".into(), access: String::new(), log_reading: false }).await;
    assert_eq!(audit::shorten(&world.db, &keys(), days(30)).await.unwrap(), 0, "thirty whole days");
    let deleted = audit::shorten(&world.db, &keys(), days(31)).await.unwrap();
    assert!(deleted >= 3, "{deleted}");
    let report = verified(&world).await;
    assert!(report.is_whole() && report.gaps > 1, "{report:?}");
    assert_eq!(report.deleted, deleted);
    assert_eq!(report.lines, before.lines + 2 - deleted, "beside the lines of the rule and of the deletion");
    assert_eq!(of_kind(&world, EventKind::AuditShortened).await.len(), 1);
    let known = audit::verify(&world.db, &admin(), None, None).await.unwrap();
    assert_eq!((known.is_whole(), known.unchecked), (true, report.gaps), "without the key it is said that it was not checked");
    let other = Keyring::new(vec![vec![8; KEY_BYTES]]).unwrap();
    assert!(!audit::verify(&world.db, &admin(), Some(&other), None).await.unwrap().is_whole());
    assert_eq!(audit::shorten(&world.db, &keys(), days(31)).await.unwrap(), 0);
    // Gaps that touch each other are one, once the rest goes as well.
    keep(&world, PolicyForm { security: "30".into(), changes: "30".into(), ..PolicyForm::default() }).await;
    audit::shorten(&world.db, &keys(), days(70)).await.unwrap();
    let report = verified(&world).await;
    assert!(report.is_whole() && report.lines <= 5, "{report:?}");
    world.by_hand("UPDATE audit_gaps SET last_seq = last_seq + 100 WHERE first_seq = 1").await;
    assert!(!verified(&world).await.is_whole());
}

#[tokio::test]
async fn days_under_one_rule_become_one_gap() {
    let world = World::new().await;
    keep(&world, PolicyForm { security: "10".into(), ..PolicyForm::default() }).await;
    for day in 0..4_u8 {
        let new = service::accounts::NewUser {
            email: format!("n{day}@example.org"),
            name: "Nell".into(),
            password: domain::accounts::Password::given(PASSWORD.into()),
        };
        service::accounts::add_user(&world.db, &world.hasher, &admin(), new, false, days(day.into())).await.unwrap();
    }
    for day in 11..15 {
        audit::shorten(&world.db, &keys(), days(day)).await.unwrap();
    }
    let report = verified(&world).await;
    assert_eq!((report.is_whole(), report.gaps, report.deleted), (true, 1, 5), "{report:?}");
}

#[tokio::test]
async fn days_that_are_none_are_refused_and_a_rule_has_a_version() {
    let world = World::new().await;
    for typed in ["-1", "x", "1.5", "40000"] {
        let form = PolicyForm { changes: typed.into(), ..PolicyForm::default() };
        let outcome = audit::set_policy(&world.db, &admin(), Policy::default().version, &form, at()).await;
        assert!(matches!(outcome, Err(ServiceError::Invalid { field: "changes", .. })), "{typed}");
    }
    let policy = keep(&world, PolicyForm { access: "7".into(), log_reading: true, ..PolicyForm::default() }).await;
    assert_eq!((policy.access, policy.log_reading), (7, true));
    let stale = audit::set_policy(&world.db, &admin(), Policy::default().version, &PolicyForm::default(), at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
    let told = of_kind(&world, EventKind::PolicyChanged).await.remove(0).event;
    assert_eq!(told.changes.len(), 2, "{told:?}");
}

/// Erases the person as the use case for it does.
async fn erased(world: &World, who: &SignedIn) -> u64 {
    let of =
        Forgotten { person: who.user().id, name: who.user().name.as_str(), from: at(), until: days(400), email: who.user().email.as_str() };
    let mut tx = world.db.begin().await.unwrap();
    let lines = audit::redact(&mut tx, &keys(), &of).await.unwrap();
    let event = domain::history::Event {
        id: uuid::Uuid::now_v7().into(),
        at: at(),
        project: None,
        actor: None,
        actor_name: "operator".parse().unwrap(),
        source: Source::local(Via::CommandLine),
        kind: EventKind::UserErased,
        subject: who.user().id.0,
        summary: "erased a person".into(),
        changes: Vec::new(),
    };
    storage::history::append(&mut tx, &event).await.unwrap();
    tx.commit().await.unwrap();
    lines
}

#[tokio::test]
async fn an_erased_person_is_nowhere_in_the_log_and_the_log_is_whole() {
    let (world, owner) = busy().await;
    failed(&world, "olga@example.org", "wrong").await;
    let count = verified(&world).await.lines;
    let lines_of_olga = erased(&world, &owner).await;
    assert!(lines_of_olga >= 4, "{lines_of_olga}");
    let report = verified(&world).await;
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((report.nameless, report.lines), (lines_of_olga, count + 1));
    for entry in lines(&world, &Asked::default()).await {
        let told = format!("{} {} {:?} {:?}", entry.event.actor_name, entry.event.summary, entry.event.changes, entry.event.source.address);
        assert!(!told.to_lowercase().contains("olga") && !told.contains(HOME), "{told}");
    }
    let of_olga = lines(&world, &Asked { person: owner.user().id.to_string(), ..Asked::default() }).await;
    assert!(of_olga.iter().all(|entry| entry.event.actor_name.as_str() == FORMER && entry.link.as_ref().unwrap().salt.is_none()));
    assert_eq!(audit::shorten(&world.db, &keys(), days(99)).await.unwrap(), 0);
    world.by_hand("UPDATE events SET summary = 'did something else' WHERE id = (SELECT event_id FROM audit_chain WHERE salt IS NULL ORDER BY seq LIMIT 1)").await;
    assert_eq!(verified(&world).await.breaks[0].fault, Fault::ForgedRedaction);
}

#[tokio::test]
async fn erasing_somebody_does_not_make_good_what_was_done_to_a_line_before() {
    let (world, owner) = busy().await;
    world.by_hand("UPDATE events SET summary = 'did nothing' WHERE id = (SELECT event_id FROM audit_chain WHERE seq = 2)").await;
    erased(&world, &owner).await;
    let report = verified(&world).await;
    assert!(report.breaks.iter().any(|found| found.seq == 2 && found.fault == Fault::Changed), "{report:?}");
}

#[tokio::test]
async fn a_line_does_not_lose_its_texts_for_somebody_who_is_still_here() {
    let (world, owner) = busy().await;
    let of = Forgotten { person: owner.user().id, name: "olga", from: at(), until: days(400), email: "olga@example.org" };
    let mut tx = world.db.begin().await.unwrap();
    audit::redact(&mut tx, &keys(), &of).await.unwrap();
    tx.commit().await.unwrap();
    assert!(verified(&world).await.breaks.iter().any(|found| found.fault == Fault::NotErased));
}

#[tokio::test]
async fn lines_of_before_the_chain_are_taken_over_once_and_later_ones_are_not() {
    let (world, _) = busy().await;
    let lines = verified(&world).await.lines;
    world.by_hand("DELETE FROM audit_chain").await;
    assert_eq!(audit::take_over(&world.db, at()).await.unwrap(), lines);
    let report = verified(&world).await;
    assert_eq!((report.is_whole(), report.taken_over, report.lines), (true, lines, lines + 1));
    world.by_hand("DELETE FROM audit_chain WHERE seq = 3").await;
    assert_eq!(audit::take_over(&world.db, at()).await.unwrap(), 0, "what is not in a chain that has begun stays outside");
    assert!(!verified(&world).await.is_whole());
}

#[tokio::test]
async fn the_history_of_a_restored_project_is_chained_with_it() {
    let (world, owner) = busy().await;
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    let bytes = archive::archive(&world.db, &proof, &archive::Parts::all()).await.unwrap();
    let other = World::new().await;
    archive::restore(&other.db, &admin(), bytes, None, at()).await.unwrap();
    let report = verified(&other).await;
    assert!(report.is_whole() && report.taken_over > 2, "{report:?}");
    assert_eq!(of_kind(&other, EventKind::AuditTakenOver).await.len(), 1);
}

async fn looked(world: &World, who: &SignedIn, now: Timestamp) {
    let viewer = who.viewer(&world.db, "kiln").await.unwrap();
    exports::shown(&world.db, &viewer, Subject::Present, Choice::from(Preset::Executive), now).await.unwrap();
}

#[tokio::test]
async fn who_opened_a_report_is_noted_once_an_hour_where_that_is_asked_for() {
    let (world, owner) = busy().await;
    looked(&world, &owner, at()).await;
    assert!(of_kind(&world, EventKind::ReportOpened).await.is_empty(), "off unless somebody says so");
    keep(&world, PolicyForm { log_reading: true, ..PolicyForm::default() }).await;
    let vic = world.person("vic", false).await;
    world.join(&owner, "kiln", &vic, Role::Viewer).await;
    for (who, seconds) in [(&owner, 0), (&owner, 60), (&vic, 60), (&owner, 3_700)] {
        looked(&world, who, at().plus_seconds(seconds)).await;
    }
    let noted: Vec<Option<UserId>> = of_kind(&world, EventKind::ReportOpened).await.iter().rev().map(|entry| entry.event.actor).collect();
    assert_eq!(noted, [owner.user().id, vic.user().id, owner.user().id].map(Some));
}

async fn taken(world: &World, asked: &Asked, format: ExportFormat) -> String {
    let mut export = audit::export(&world.db, &admin(), asked, format, at()).await.unwrap();
    let mut text = String::new();
    while let Some(piece) = export.piece().await.unwrap() {
        text.push_str(&piece);
    }
    text
}

#[tokio::test]
async fn the_log_taken_along_has_what_was_asked_for_and_no_formula() {
    let (world, owner) = busy().await;
    let form = projects::ProjectForm { name: "=1+1".into(), slug: "sum".into(), ..projects::ProjectForm::default() };
    projects::create(&world.db, &owner, &form, at()).await.unwrap();
    let asked = Asked { kind: "changes".into(), person: "olga@example.org".into(), ..Asked::default() };
    let csv = taken(&world, &asked, ExportFormat::Csv).await;
    assert!(csv.starts_with("\u{feff}Number,Time (UTC)") && csv.contains("=1+1") && !csv.contains(",=1+1"), "{csv}");
    assert!(!csv.contains("member.set") && csv.contains("project.created"), "{csv}");
    let json = taken(&world, &Asked::default(), ExportFormat::Json).await;
    let rows: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), usize::try_from(verified(&world).await.lines).unwrap(), "with the line of the one before and its own");
    let first = rows.iter().find(|row| row["seq"] == 1).unwrap();
    let digest = first["digest"].as_str().unwrap();
    assert_eq!(first["hash"], domain::digest::sha256(format!("{}{digest}", domain::audit::START).as_bytes()));
    let told = of_kind(&world, EventKind::AuditExported).await;
    assert_eq!(told.len(), 2);
    assert!(told[1].event.summary.contains(&owner.user().id.to_string()) && !told[1].event.summary.contains('@'), "{told:?}");
}

#[tokio::test]
async fn a_filter_that_cannot_be_used_says_which_field() {
    let world = World::new().await;
    let wrong = |field: &'static str| {
        let value = || "no such thing".to_owned();
        let mut asked = Asked::default();
        match field {
            "kind" => asked.kind = value(),
            "person" => asked.person = value(),
            "project" => asked.project = value(),
            "from" => asked.from = value(),
            "to" => asked.to = value(),
            "via" => asked.via = value(),
            _ => asked.address = value(),
        }
        asked
    };
    for field in ["kind", "person", "project", "from", "to", "via", "address"] {
        match audit::lines(&world.db, &admin(), &wrong(field), None).await {
            Err(ServiceError::Invalid { field: told, .. }) => assert_eq!(told, field),
            other => panic!("{field}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_long_log_is_turned_page_by_page_without_losing_a_line() {
    let world = World::new().await;
    let mut tx = world.db.begin().await.unwrap();
    for number in 0..120 {
        let event = domain::history::Event {
            id: uuid::Uuid::now_v7().into(),
            at: at(),
            project: None,
            actor: None,
            actor_name: "operator".parse().unwrap(),
            source: Source::default(),
            kind: EventKind::SignedIn,
            subject: uuid::Uuid::nil(),
            summary: number.to_string(),
            changes: Vec::new(),
        };
        storage::history::append(&mut tx, &event).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (mut place, mut found) = (None, Vec::new());
    loop {
        let page = audit::lines(&world.db, &admin(), &Asked::default(), place).await.unwrap();
        found.extend(page.entries.into_iter().map(|entry| entry.event.summary));
        match page.next {
            Some(next) => place = Some(next),
            None => break,
        }
    }
    let expected: Vec<String> = (0..120).rev().map(|number| number.to_string()).collect();
    assert_eq!(found, expected);
}
