//! API tokens: what each scope allows, for whom, how long, and what no token can do.

use crate::permissions::letter;
use crate::use_cases::{UseCase, act};
use crate::world::{REPORT, World, at};
use domain::Timestamp;
use domain::accounts::{Role, TokenText};
use domain::history::{EventKind, Via};
use domain::ids::{TokenId, UserId};
use service::accounts::tokens::{self, MOST, Made, TokenForm};
use service::accounts::{Caller, SignedIn, Viewer, operator, sign_in_rule};
use service::exports;
use service::keys::{KEY_BYTES, Keyring, Keys};
use service::projects::{self, ProjectForm};
use service::verifications::ResultForm;
use service::{PageNumber, ServiceError, checklists, comments, exchange, history, verifications};
use std::net::{IpAddr, Ipv4Addr};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));
const SCOPES: [&str; 5] = ["read", "registers", "verifications", "import", "admin"];

/// What an owner's token is answered with each scope alone: y(es), or s(cope missing).
const TABLE: &[(UseCase, &str)] = &[
    (UseCase::Read, "yyyyy"),
    (UseCase::Comment, "syssy"),
    (UseCase::ThrowAway, "syssy"),
    (UseCase::Tick, "syssy"),
    (UseCase::EditLists, "syssy"),
    (UseCase::Resolve, "syssy"),
    (UseCase::WriteCriterion, "syssy"),
    (UseCase::MatchNames, "syssy"),
    (UseCase::WriteMetric, "syssy"),
    (UseCase::WriteStep, "syssy"),
    (UseCase::TieStep, "syssy"),
    (UseCase::PostResult, "syysy"),
    (UseCase::Write, "syssy"),
    (UseCase::Waive, "ssssy"),
    (UseCase::WriteRisk, "syssy"),
    (UseCase::Accept, "ssssy"),
    (UseCase::Import, "sssyy"),
    (UseCase::ReviewReport, "ssssy"),
    (UseCase::DismissInAudit, "ssssy"),
    (UseCase::DismissInRegisters, "syssy"),
    (UseCase::SetMember, "ssssy"),
    (UseCase::ChooseWords, "ssssy"),
    (UseCase::SetGates, "ssssy"),
    (UseCase::Sign, "ssssy"),
    (UseCase::PlanTheWay, "syssy"),
    (UseCase::Rename, "ssssy"),
    (UseCase::Export, "yyyyy"),
    (UseCase::ExportWhole, "ssssy"),
    (UseCase::Share, "ssssy"),
    (UseCase::AllowBadges, "ssssy"),
];

struct Room {
    world: World,
    owner: SignedIn,
    keys: Keys,
}

async fn room() -> Room {
    let (world, owner) = World::with_project().await;
    world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    world.person("guest", false).await;
    Room { world, owner, keys: Keys::random().unwrap() }
}

fn form(scopes: &str) -> TokenForm {
    TokenForm {
        name: "ci".into(),
        scopes: scopes.split_whitespace().map(Into::into).collect(),
        expiry: "30".into(),
        ..TokenForm::default()
    }
}

fn later(days: i64) -> Timestamp {
    at().plus_seconds(days * 24 * 3600)
}

impl Room {
    async fn personal(&self, who: &SignedIn, scopes: &str) -> Made {
        let person = who.clone().person().unwrap();
        tokens::create(&self.world.db, &self.keys, &person, &form(scopes), at()).await.unwrap()
    }

    async fn of_project(&self, slug: &str, scopes: &str) -> Made {
        let owner = self.owner.viewer(&self.world.db, slug).await.unwrap().owner_in_person().unwrap();
        tokens::create_for_project(&self.world.db, &self.keys, &owner, &form(scopes), at()).await.unwrap()
    }

    async fn enter_at(&self, text: &str, now: Timestamp) -> Result<Caller, ServiceError> {
        tokens::enter(&self.world.db, &self.keys, text, HERE, now).await
    }

    async fn enter(&self, made: &Made) -> Caller {
        self.enter_at(made.text.secret(), at()).await.unwrap()
    }

    async fn viewer(&self, scopes: &str) -> Viewer {
        self.enter(&self.of_project("kiln", scopes).await).await.viewer(&self.world.db, "kiln").await.unwrap()
    }

    async fn used_at(&self) -> Option<Timestamp> {
        let person = self.owner.clone().person().unwrap();
        tokens::list(&self.world.db, &person, PageNumber::FIRST, at()).await.unwrap().rows.remove(0).used_at
    }
}

#[tokio::test]
async fn every_use_case_answers_every_scope_of_an_owners_token_as_the_table_says() {
    let room = room().await;
    let mut callers = Vec::new();
    for scope in SCOPES {
        callers.push(room.enter(&room.personal(&room.owner, scope).await).await.signed_in().unwrap().clone());
    }
    for (use_case, expected) in TABLE {
        let mut got = String::new();
        for who in &callers {
            got.push(letter(&Box::pin(act(&room.world, who, *use_case)).await));
        }
        assert_eq!(&got, expected, "{use_case:?} for {SCOPES:?}");
    }
}

#[tokio::test]
async fn a_token_of_a_project_gives_the_proofs_of_its_scopes_and_no_other() {
    let room = room().await;
    for (scopes, role, proofs) in [
        ("read", Role::Viewer, "ssssss"),
        ("registers", Role::Engineer, "yyysss"),
        ("verifications", Role::Engineer, "syssss"),
        ("import", Role::Auditor, "sssyss"),
        ("registers import", Role::Auditor, "yyyyss"),
        ("admin", Role::Owner, "yyyyyy"),
    ] {
        let viewer = room.viewer(scopes).await;
        let given = [
            viewer.clone().speaker().map(drop),
            viewer.clone().reporter().map(drop),
            viewer.clone().editor().map(drop),
            viewer.clone().importer().map(drop),
            viewer.clone().auditor().map(drop),
            viewer.clone().owner().map(drop),
        ];
        assert_eq!(given.iter().map(letter).collect::<String>(), proofs, "{scopes}");
        assert_eq!((viewer.role(), viewer.person()), (role, None), "{scopes}");
    }
}

#[tokio::test]
async fn no_token_makes_tokens_or_is_a_person() {
    let room = room().await;
    let personal = room.enter(&room.personal(&room.owner, "admin").await).await;
    let who = personal.signed_in().unwrap();
    assert!(matches!(who.clone().person(), Err(ServiceError::PersonNeeded)));
    let viewer = who.viewer(&room.world.db, "kiln").await.unwrap();
    assert!(matches!(viewer.owner_in_person(), Err(ServiceError::PersonNeeded)));
    let project = room.enter(&room.of_project("kiln", "admin").await).await;
    assert!(matches!(project.signed_in(), Err(ServiceError::AccountNeeded)));
    let viewer = project.viewer(&room.world.db, "kiln").await.unwrap();
    assert!(matches!(viewer.owner_in_person(), Err(ServiceError::PersonNeeded)));
}

#[tokio::test]
async fn what_concerns_the_installation_needs_the_scope_and_the_person() {
    let room = room().await;
    let (db, ada) = (&room.world.db, room.world.person("ada", true).await);
    for scopes in ["read registers verifications import", "admin"] {
        let caller = room.enter(&room.personal(&ada, scopes).await).await;
        let who = caller.signed_in().unwrap();
        let new = ProjectForm { name: "Oven".into(), slug: "oven".into(), ..ProjectForm::default() };
        let made = [
            who.admin().map(drop),
            projects::create(db, who, &new, at()).await.map(drop),
            service::templates::publish(db, who, "", at()).await.map(drop),
        ];
        if scopes == "admin" {
            assert!(made[0].is_ok() && made[1].is_ok() && matches!(made[2], Err(ServiceError::Invalid { .. })), "{made:?}");
        } else {
            assert!(made.iter().all(|made| matches!(made, Err(ServiceError::ScopeMissing("admin")))), "{made:?}");
        }
    }
    let caller = room.enter(&room.personal(&room.owner, "admin").await).await;
    assert!(matches!(caller.signed_in().unwrap().admin(), Err(ServiceError::AdminsOnly)), "never more than the person");
}

#[tokio::test]
async fn a_token_of_one_project_finds_no_other_one() {
    let room = room().await;
    room.world.project(&room.owner, "oven").await;
    let caller = room.enter(&room.of_project("kiln", "admin").await).await;
    assert!(caller.viewer(&room.world.db, "kiln").await.is_ok());
    for slug in ["oven", "nothing", ""] {
        assert!(matches!(caller.viewer(&room.world.db, slug).await, Err(ServiceError::NotFound)), "{slug}");
    }
}

#[tokio::test]
async fn a_personal_token_follows_the_role_of_its_person() {
    let room = room().await;
    let (world, db) = (&room.world, &room.world.db);
    let kim = world.person("kim", false).await;
    world.join(&room.owner, "kiln", &kim, Role::Engineer).await;
    let text = room.personal(&kim, "admin").await.text;
    let viewer = async || room.enter_at(text.secret(), at()).await.unwrap().viewer(db, "kiln").await;
    assert_eq!(viewer().await.unwrap().role(), Role::Engineer);
    assert!(matches!(viewer().await.unwrap().auditor(), Err(ServiceError::Forbidden("auditor"))));
    world.join(&room.owner, "kiln", &kim, Role::Viewer).await;
    assert!(matches!(viewer().await.unwrap().editor(), Err(ServiceError::Forbidden("engineer"))));
    let owner = room.owner.owner(db, "kiln").await.unwrap();
    projects::remove_member(db, &owner, kim.user().id, at()).await.unwrap();
    assert!(matches!(viewer().await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn a_token_ends_with_its_time_its_owner_or_its_person_and_nobody_is_told_which() {
    let room = room().await;
    let (world, db) = (&room.world, &room.world.db);
    let wrong = async |text: &str, now| matches!(room.enter_at(text, now).await, Err(ServiceError::TokenWrong));
    let kim = world.person("kim", false).await;
    let made = room.personal(&kim, "read").await;
    assert!(room.enter_at(made.text.secret(), later(30).plus_seconds(-1)).await.is_ok());
    assert!(wrong(made.text.secret(), later(30)).await);
    let ended = room.personal(&kim, "read").await;
    tokens::revoke(db, &kim.clone().person().unwrap(), ended.token.id, at()).await.unwrap();
    assert!(wrong(ended.text.secret(), at()).await);
    let again = tokens::revoke(db, &kim.clone().person().unwrap(), ended.token.id, at()).await;
    assert!(matches!(again, Err(ServiceError::Refused(_))));
    let project = room.of_project("kiln", "read").await;
    let owner = room.owner.viewer(db, "kiln").await.unwrap().owner_in_person().unwrap();
    tokens::revoke_of_project(db, &owner, project.token.id, at()).await.unwrap();
    assert!(wrong(project.text.secret(), at()).await);
    assert!(room.enter_at(made.text.secret(), at()).await.is_ok());
    world.scratch.by_hand("UPDATE users SET deactivated_at = '2031-01-01T00:00:00.000000+00:00' WHERE email = 'kim@example.org'").await;
    assert!(wrong(made.text.secret(), at()).await);
    let never = TokenText::of(domain::accounts::TokenKind::Personal, &[9; 32]);
    for text in ["", "hpt_", never.secret(), &made.text.secret()[1..], &"x".repeat(1_000_000)] {
        assert!(wrong(text, at()).await);
    }
}

#[tokio::test]
async fn a_token_is_no_way_around_the_second_factor() {
    let room = room().await;
    let (db, admin) = (&room.world.db, operator().unwrap().admin());
    let (hers, projects) = (room.personal(&room.owner, "read").await, room.of_project("kiln", "read").await);
    sign_in_rule::change(db, &admin, None, "everybody", true, at()).await.unwrap();
    assert!(matches!(room.enter_at(hers.text.secret(), at()).await, Err(ServiceError::Refused(_))));
    room.enter_at(projects.text.secret(), at()).await.expect("a project has no factors");
}

#[tokio::test]
async fn nobody_ends_the_tokens_of_others_but_administrators() {
    let room = room().await;
    let db = &room.world.db;
    let (kim, ada) = (room.world.person("kim", false).await, room.world.person("ada", true).await);
    let (hers, projects) = (room.personal(&room.owner, "read").await, room.of_project("kiln", "read").await);
    let person = kim.clone().person().unwrap();
    room.world.project(&kim, "oven").await;
    let elsewhere = kim.viewer(db, "oven").await.unwrap().owner_in_person().unwrap();
    for id in [hers.token.id, projects.token.id, TokenId(uuid::Uuid::nil())] {
        assert!(matches!(tokens::revoke(db, &person, id, at()).await, Err(ServiceError::NotFound)));
        assert!(matches!(tokens::revoke_of_project(db, &elsewhere, id, at()).await, Err(ServiceError::NotFound)));
    }
    let admin = ada.admin().unwrap();
    assert_eq!(tokens::list_of_persons(db, &admin, PageNumber::FIRST).await.unwrap().rows[0].1.as_str(), "olga@example.org");
    tokens::revoke_of_person(db, &admin, hers.token.id, at()).await.unwrap();
    assert!(room.enter_at(hers.text.secret(), at()).await.is_err());
    assert!(room.enter_at(projects.text.secret(), at()).await.is_ok());
}

fn ring(first: u8, former: &[u8]) -> Keyring {
    Keyring::new([first].iter().chain(former).map(|byte| vec![*byte; KEY_BYTES]).collect()).unwrap()
}

#[tokio::test]
async fn tokens_live_through_a_change_of_the_key_and_are_then_kept_with_the_new_one() {
    let mut room = room().await;
    room.keys.tokens = ring(1, &[]);
    let (used, unused) = (room.personal(&room.owner, "read").await, room.personal(&room.owner, "read").await);
    room.keys.tokens = ring(2, &[1]);
    room.enter(&used).await;
    room.keys.tokens = ring(2, &[]);
    room.enter(&used).await;
    assert!(matches!(room.enter_at(unused.text.secret(), at()).await, Err(ServiceError::TokenWrong)), "its key is gone");
}

#[tokio::test]
async fn the_last_use_is_noted_at_most_every_ten_minutes() {
    let room = room().await;
    let made = room.personal(&room.owner, "read").await;
    assert_eq!(room.used_at().await, None);
    for (seconds, noted) in [(0, 0), (1, 0), (599, 0), (600, 600), (1199, 600), (1200, 1200)] {
        room.enter_at(made.text.secret(), at().plus_seconds(seconds)).await.unwrap();
        assert_eq!(room.used_at().await, Some(at().plus_seconds(noted)), "{seconds}");
    }
}

#[tokio::test]
async fn wrong_tokens_are_slowed_down_by_address_and_good_ones_and_passwords_are_not() {
    let room = room().await;
    let good = room.personal(&room.owner, "read").await;
    let mut slowed = false;
    for _ in 0..60 {
        slowed |= matches!(room.enter_at("hpt_guess", at()).await, Err(ServiceError::SlowDown { .. }));
    }
    assert!(slowed);
    assert!(room.enter_at(good.text.secret(), at()).await.is_ok());
    let (db, hasher) = (&room.world.db, &room.world.hasher);
    let signed_in = service::accounts::sign_in(db, hasher, "olga@example.org", crate::world::PASSWORD.into(), HERE, at()).await;
    assert!(signed_in.is_ok(), "a job with a mistyped token keeps nobody out");
}

#[tokio::test]
async fn history_names_the_token_its_door_and_its_address_and_never_the_token_itself() {
    let room = room().await;
    let db = &room.world.db;
    let (mine, projects) = (room.personal(&room.owner, "registers").await, room.of_project("kiln", "registers import").await);
    for made in [&mine, &projects] {
        let editor = room.enter(made).await.viewer(db, "kiln").await.unwrap().editor().unwrap();
        let item = checklists::list(db, &editor, checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap().items.rows.remove(0);
        checklists::tick(db, &editor, item.id, item.version, item.done.is_none(), at()).await.unwrap();
    }
    let viewer = room.owner.viewer(db, "kiln").await.unwrap();
    let lines = history::list(db, &viewer, PageNumber::FIRST).await.unwrap().rows;
    let ticks: Vec<_> = lines.iter().filter(|line| line.source.via == Via::Token).collect();
    assert_eq!(ticks.len(), 2);
    let who = |user: Option<UserId>| ticks.iter().find(|line| line.actor == user).unwrap().actor_name.as_str();
    assert_eq!(who(Some(room.owner.user().id)), "olga (token ci)");
    assert_eq!(who(None), "token ci");
    assert!(ticks.iter().all(|line| line.source.address == Some(HERE)));
    let made = lines.iter().find(|line| line.kind == EventKind::TokenCreated).unwrap();
    assert!(made.summary.contains("read") || made.summary.contains("registers import"), "{}", made.summary);
    assert!(made.summary.contains("until 2031-05-05"), "{}", made.summary);
    let told = format!("{lines:?} {mine:?} {projects:?}");
    assert!(!told.contains(mine.text.secret()) && !told.contains(projects.text.secret()));
}

#[tokio::test]
async fn a_token_of_a_project_works_without_an_account() {
    let room = room().await;
    let db = &room.world.db;
    let viewer = room.viewer("registers import").await;
    let importer = viewer.clone().importer().unwrap();
    let source = exchange::stage(db, &importer, "later.md", crate::world::LATER.into(), at()).await.unwrap();
    let seen = Some(exchange::reconciled(db, &importer, source, at()).await.unwrap().digest);
    exchange::save(db, &importer, source, &exchange::ImportForm { seen, ..Default::default() }, at()).await.unwrap();
    let reporter = viewer.clone().reporter().unwrap();
    let row = verifications::list(db, &reporter, None, PageNumber::FIRST, at()).await.unwrap().page.rows.remove(0);
    let result = ResultForm { outcome: "pass".into(), ..ResultForm::default() };
    let posted = verifications::post(db, &reporter, row.id, &result, at()).await.unwrap().result;
    assert_eq!((posted.by, posted.by_name.as_str()), (None, "token ci"));
    let risk =
        service::risks::list(db, &viewer, &service::risks::Filter::default(), PageNumber::FIRST, at()).await.unwrap().page.rows.remove(0);
    let said = comments::add(db, &viewer.clone().speaker().unwrap(), risk.id.into(), "Hello", at()).await;
    assert!(matches!(said, Err(ServiceError::Refused(_))), "a comment has an author");
    assert!(exports::list(db, &viewer, at()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_form_that_cannot_be_used_is_refused_at_its_field() {
    let room = room().await;
    let person = room.owner.clone().person().unwrap();
    let date = |until: &str| TokenForm { expiry: "date".into(), until: until.into(), ..form("read") };
    for (bad, field) in [
        (TokenForm { name: " ".into(), ..form("read") }, "name"),
        (TokenForm { name: "x".repeat(61), ..form("read") }, "name"),
        (form(""), "scopes"),
        (form("read everything"), "scopes"),
        (TokenForm { expiry: String::new(), ..form("read") }, "expiry"),
        (TokenForm { expiry: "3650".into(), ..form("read") }, "expiry"),
        (date(""), "until"),
        (date("tomorrow"), "until"),
        (date("2031-04-04"), "until"),
        (date("2032-04-05"), "until"),
    ] {
        let refused = tokens::create(&room.world.db, &room.keys, &person, &bad, at()).await;
        assert!(matches!(refused, Err(ServiceError::Invalid { field: of, .. }) if of == field), "{field}: {bad:?}");
    }
    for (until, end) in [("2031-04-05", "2031-04-06 00:00 UTC"), ("2032-04-04", "2032-04-05 00:00 UTC")] {
        let made = tokens::create(&room.world.db, &room.keys, &person, &date(until), at()).await.unwrap();
        assert_eq!(made.token.expires_at.to_string(), end);
    }
}

#[tokio::test]
async fn nobody_has_more_tokens_that_hold_than_can_be_kept_in_mind() {
    let room = room().await;
    let person = room.owner.clone().person().unwrap();
    for _ in 0..MOST {
        room.personal(&room.owner, "read").await;
    }
    let refused = tokens::create(&room.world.db, &room.keys, &person, &form("read"), at()).await;
    assert!(matches!(refused, Err(ServiceError::Refused(_))));
    assert!(tokens::create(&room.world.db, &room.keys, &person, &form("read"), later(31)).await.is_ok(), "those have run out");
    let page = tokens::list(&room.world.db, &person, PageNumber::FIRST, at()).await.unwrap();
    assert_eq!((page.rows.len(), page.total), (20, 51));
}
