//! Links: what opens, for whom, for how long, and what is never behind one.

use crate::world::{REPORT, World, at};
use domain::Timestamp;
use domain::exports::{Block, Report, Section};
use domain::ids::AssessmentId;
use service::accounts::SignedIn;
use service::shares::{self, Made, Opened, ShareForm, Token};
use service::{PageNumber, ServiceError, assessments};
use std::net::{IpAddr, Ipv4Addr};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const WORD: &str = "seven small kilns in a row";

fn form() -> ShareForm {
    ShareForm {
        label: "The board".into(),
        sections: vec![Section::Summary, Section::Blockers],
        files: true,
        days: "30".into(),
        ..ShareForm::default()
    }
}

async fn world() -> (World, SignedIn) {
    let (world, owner) = World::with_project().await;
    world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    (world, owner)
}

async fn made(world: &World, owner: &SignedIn, form: ShareForm) -> Made {
    let owner = owner.owner(&world.db, "kiln").await.unwrap();
    shares::create(&world.db, &world.hasher, &owner, form, at()).await.unwrap()
}

async fn opened(world: &World, token: &Token, now: Timestamp) -> Result<Report, ServiceError> {
    match shares::open(&world.db, token, None, HERE, now).await? {
        Opened::Open { report, .. } => Ok(*report),
        Opened::Locked => panic!("asks for a password"),
    }
}

fn later(days: i64) -> Timestamp {
    at().plus_seconds(days * 24 * 3600)
}

async fn frozen(world: &World, owner: &SignedIn) -> AssessmentId {
    let auditor = owner.auditor(&world.db, "kiln").await.unwrap();
    let id = assessments::newest(&world.db, &auditor).await.unwrap().unwrap().assessment.id;
    let sealed = assessments::seal(&world.db, &auditor, id, at()).await.unwrap().scored.summary;
    assessments::freeze(&world.db, &auditor, id, (sealed.assessment.version, sealed.written), true, at()).await.unwrap();
    id
}

#[tokio::test]
async fn a_link_opens_what_was_chosen_and_nothing_else_and_counts_its_views() {
    let (world, owner) = world().await;
    let made = made(&world, &owner, form()).await;
    let report = opened(&world, &made.token, at()).await.unwrap();
    assert!(report.parts.iter().all(|part| [Section::Summary, Section::Blockers].contains(&part.section)), "{report:?}");
    opened(&world, &made.token, later(1)).await.unwrap();
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    let kept = shares::list(&world.db, &proof, PageNumber::FIRST).await.unwrap().rows.remove(0);
    assert_eq!((kept.views, kept.viewed_at), (2, Some(later(1))));
    // What is kept does not open anything.
    assert!(!format!("{kept:?}").contains(made.token.as_str()));
    assert!(Token::given(&kept.token_sha256).is_none());
}

#[tokio::test]
async fn a_link_ends_with_its_time_or_when_it_is_ended_and_nobody_is_told_which() {
    let (world, owner) = world().await;
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    let first = made(&world, &owner, form()).await;
    assert!(opened(&world, &first.token, later(29)).await.is_ok());
    assert!(matches!(opened(&world, &first.token, later(30)).await, Err(ServiceError::NotFound)));
    let second = made(&world, &owner, form()).await;
    shares::revoke(&world.db, &proof, second.share.id, at()).await.unwrap();
    assert!(matches!(opened(&world, &second.token, at()).await, Err(ServiceError::NotFound)));
    assert!(matches!(shares::file(&world.db, &second.token, None, HERE, at()).await, Err(ServiceError::NotFound)));
    assert!(matches!(shares::logo(&world.db, &second.token, None, at()).await, Err(ServiceError::NotFound)));
    assert!(matches!(shares::revoke(&world.db, &proof, second.share.id, at()).await, Err(ServiceError::Refused(_))));
    let never = Token::given(&format!("hps_{}", "0".repeat(64))).unwrap();
    assert!(matches!(opened(&world, &never, at()).await, Err(ServiceError::NotFound)));
    for text in ["", "hps_", "hps_zz", "../../etc", first.share.token_sha256.as_str()] {
        assert!(Token::given(text).is_none(), "{text}");
    }
}

#[tokio::test]
async fn a_password_is_asked_for_before_anything_is_told_and_guessing_is_slowed_down() {
    let (world, owner) = world().await;
    let made = made(&world, &owner, ShareForm { password: WORD.into(), ..form() }).await;
    let (db, token) = (&world.db, &made.token);
    assert!(matches!(shares::open(db, token, None, HERE, at()).await.unwrap(), Opened::Locked));
    assert!(matches!(shares::open(db, token, Some("guessed"), HERE, at()).await.unwrap(), Opened::Locked));
    assert!(matches!(shares::file(db, token, None, HERE, at()).await, Err(ServiceError::NotFound)));
    assert!(matches!(shares::logo(db, token, None, at()).await, Err(ServiceError::NotFound)));
    let wrong = shares::unlock(db, &world.hasher, token, "wrong".into(), HERE, at()).await;
    assert!(matches!(wrong, Err(ServiceError::Invalid { field: "password", .. })));
    let key = shares::unlock(db, &world.hasher, token, WORD.into(), HERE, at()).await.unwrap();
    assert!(matches!(shares::open(db, token, Some(&key), HERE, at()).await.unwrap(), Opened::Open { .. }));
    assert!(shares::file(db, token, Some(&key), HERE, at()).await.unwrap().bytes.starts_with(b"%PDF-"));
    // The key of one link opens no other one.
    let other = self::made(&world, &owner, ShareForm { password: WORD.into(), ..form() }).await;
    assert!(matches!(shares::open(db, &other.token, Some(&key), HERE, at()).await.unwrap(), Opened::Locked));
    let mut slowed = false;
    for _ in 0..12 {
        slowed |=
            matches!(shares::unlock(db, &world.hasher, &other.token, "guess".into(), HERE, at()).await, Err(ServiceError::SlowDown { .. }));
    }
    assert!(slowed);
}

#[tokio::test]
async fn a_link_to_a_frozen_audit_shows_nothing_that_came_afterwards() {
    let (world, owner) = world().await;
    let unfrozen = assessments::newest(&world.db, &owner.auditor(&world.db, "kiln").await.unwrap()).await.unwrap().unwrap();
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    let early = ShareForm { audit: Some(unfrozen.assessment.id), ..form() };
    let refused = shares::create(&world.db, &world.hasher, &proof, early, at()).await;
    assert!(matches!(refused, Err(ServiceError::Refused(_))));
    let id = frozen(&world, &owner).await;
    let made = made(&world, &owner, ShareForm { audit: Some(id), sections: Section::ALL.to_vec(), ..form() }).await;
    let editor = owner.editor(&world.db, "kiln").await.unwrap();
    let new = service::blockers::BlockerForm { title: "Secret of tomorrow".into(), ..Default::default() };
    service::blockers::create(&world.db, &editor, &new, later(1)).await.unwrap();
    let told = format!("{:?}", opened(&world, &made.token, later(2)).await.unwrap());
    assert!(told.contains("Door opens while hot") && !told.contains("Secret of tomorrow"), "{told}");
    let live = self::made(&world, &owner, ShareForm { sections: Section::ALL.to_vec(), ..form() }).await;
    let told = format!("{:?}", opened(&world, &live.token, later(2)).await.unwrap());
    assert!(told.contains("Secret of tomorrow"));
}

#[tokio::test]
async fn a_link_without_files_gives_none_and_a_form_that_cannot_be_used_is_refused_at_its_field() {
    let (world, owner) = world().await;
    let without = made(&world, &owner, ShareForm { files: false, ..form() }).await;
    assert!(matches!(shares::file(&world.db, &without.token, None, HERE, at()).await, Err(ServiceError::NotFound)));
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    for (bad, field) in [
        (ShareForm { label: " ".into(), ..form() }, "label"),
        (ShareForm { days: "0".into(), ..form() }, "days"),
        (ShareForm { days: "367".into(), ..form() }, "days"),
        (ShareForm { days: "a month".into(), ..form() }, "days"),
        (ShareForm { sections: Vec::new(), ..form() }, "sections"),
        (ShareForm { password: "short".into(), ..form() }, "password"),
    ] {
        let refused = shares::create(&world.db, &world.hasher, &proof, bad, at()).await;
        assert!(matches!(refused, Err(ServiceError::Invalid { field: of, .. }) if of == field), "{field}");
    }
    let elsewhere = ShareForm { audit: Some(AssessmentId(uuid::Uuid::nil())), ..form() };
    assert!(matches!(shares::create(&world.db, &world.hasher, &proof, elsewhere, at()).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn links_of_one_project_cannot_be_ended_by_the_owner_of_another_one() {
    let (world, owner) = world().await;
    let made = made(&world, &owner, form()).await;
    let other = world.person("otto", false).await;
    world.project(&other, "oven").await;
    let proof = other.owner(&world.db, "oven").await.unwrap();
    assert!(matches!(shares::revoke(&world.db, &proof, made.share.id, at()).await, Err(ServiceError::NotFound)));
    assert!(shares::list(&world.db, &proof, PageNumber::FIRST).await.unwrap().rows.is_empty());
    assert!(opened(&world, &made.token, at()).await.is_ok());
}

#[tokio::test]
async fn a_report_names_nobody_by_address() {
    let (world, owner) = world().await;
    let made = made(&world, &owner, ShareForm { sections: Section::ALL.to_vec(), ..form() }).await;
    let report = opened(&world, &made.token, at()).await.unwrap();
    assert!(report.parts.iter().any(|part| part.blocks.iter().any(|block| matches!(block, Block::Table(_)))));
    assert!(!format!("{report:?}").contains("@example.org"));
}
