//! Who may do what: every use case of a project for every role, in use and archived.

use crate::use_cases::{UseCase, act};
use crate::world::{REPORT, World, at};
use domain::accounts::Role;
use service::accounts::{Admin, SignedIn, operator};
use service::blockers::Filter;
use service::exchange;
use service::groups::{self, GroupForm};
use service::{PageNumber, ServiceError, assessments, blockers, checklists, projects};

/// What a person is answered: y(es), f(orbidden), n(ot found), a(rchived).
pub(crate) type Answers = [(UseCase, &'static str)];

pub(crate) const PEOPLE: [&str; 6] = ["viewer", "engineer", "auditor", "owner", "admin", "outsider"];

pub(crate) const IN_USE: &Answers = &[
    (UseCase::Read, "yyyyyn"),
    (UseCase::Comment, "yyyyyn"),
    (UseCase::ThrowAway, "fyyyyn"),
    (UseCase::Tick, "fyyyyn"),
    (UseCase::EditLists, "fyyyyn"),
    (UseCase::Resolve, "fyyyyn"),
    (UseCase::WriteCriterion, "fyyyyn"),
    (UseCase::MatchNames, "fyyyyn"),
    (UseCase::WriteMetric, "fyyyyn"),
    (UseCase::WriteStep, "fyyyyn"),
    (UseCase::TieStep, "fyyyyn"),
    (UseCase::PostResult, "fyyyyn"),
    (UseCase::WriteVerification, "fyyyyn"),
    (UseCase::Write, "fyyyyn"),
    (UseCase::Waive, "ffyyyn"),
    (UseCase::WriteRisk, "fyyyyn"),
    (UseCase::Accept, "ffyyyn"),
    (UseCase::Import, "ffyyyn"),
    (UseCase::ReviewReport, "ffyyyn"),
    (UseCase::DismissInAudit, "ffyyyn"),
    (UseCase::DismissInRegisters, "fyyyyn"),
    (UseCase::SetMember, "fffyyn"),
    (UseCase::Invite, "fffyyn"),
    (UseCase::GiveGroup, "fffyyn"),
    (UseCase::ChooseWords, "fffyyn"),
    (UseCase::SetGates, "fffyyn"),
    (UseCase::Sign, "ffyyyn"),
    (UseCase::PlanTheWay, "fyyyyn"),
    (UseCase::Rename, "fffyyn"),
    (UseCase::Export, "yyyyyn"),
    (UseCase::ExportWhole, "fffyyn"),
    (UseCase::Share, "fffyyn"),
    (UseCase::AllowBadges, "fffyyn"),
    (UseCase::MakeToken, "fffyyn"),
];

// Who may look can change while nothing else does.
const ARCHIVED: &Answers = &[
    (UseCase::Read, "yyyyyn"),
    (UseCase::Comment, "aaaaan"),
    (UseCase::ThrowAway, "faaaan"),
    (UseCase::Tick, "faaaan"),
    (UseCase::EditLists, "faaaan"),
    (UseCase::Resolve, "faaaan"),
    (UseCase::WriteCriterion, "faaaan"),
    (UseCase::MatchNames, "faaaan"),
    (UseCase::WriteMetric, "faaaan"),
    (UseCase::WriteStep, "faaaan"),
    (UseCase::TieStep, "faaaan"),
    (UseCase::PostResult, "faaaan"),
    (UseCase::WriteVerification, "faaaan"),
    (UseCase::Write, "faaaan"),
    (UseCase::Waive, "ffaaan"),
    (UseCase::WriteRisk, "faaaan"),
    (UseCase::Accept, "ffaaan"),
    (UseCase::Import, "ffaaan"),
    (UseCase::ReviewReport, "ffaaan"),
    (UseCase::DismissInAudit, "ffaaan"),
    (UseCase::DismissInRegisters, "faaaan"),
    (UseCase::SetMember, "fffyyn"),
    (UseCase::Invite, "fffyyn"),
    (UseCase::GiveGroup, "fffyyn"),
    (UseCase::ChooseWords, "fffaan"),
    (UseCase::SetGates, "fffaan"),
    (UseCase::Sign, "ffaaan"),
    (UseCase::PlanTheWay, "faaaan"),
    (UseCase::Rename, "fffaan"),
    (UseCase::Export, "yyyyyn"),
    (UseCase::ExportWhole, "fffyyn"),
    (UseCase::Share, "fffyyn"),
    (UseCase::AllowBadges, "fffyyn"),
    (UseCase::MakeToken, "fffyyn"),
];

const RESTORING: &Answers = &[(UseCase::Restore, "fffyyn")];

pub(crate) const fn letter(outcome: &Result<(), ServiceError>) -> char {
    match outcome {
        Ok(()) => 'y',
        Err(ServiceError::Forbidden(_)) => 'f',
        Err(ServiceError::NotFound) => 'n',
        Err(ServiceError::Archived) => 'a',
        Err(ServiceError::ScopeMissing(_)) => 's',
        Err(_) => '?',
    }
}

async fn hold(world: &World, people: &[SignedIn], answers: &Answers, state: &str) {
    for (use_case, expected) in answers {
        let mut got = String::new();
        for who in people {
            got.push(letter(&Box::pin(act(world, who, *use_case)).await));
        }
        assert_eq!(&got, expected, "{use_case:?}, {state}, for {PEOPLE:?}");
    }
}

#[tokio::test]
async fn every_use_case_answers_every_role_as_the_table_says() {
    let (world, owner) = World::with_project().await;
    world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    visitors(&world).await;
    let mut people = Vec::new();
    for name in PEOPLE {
        let who = world.person(name, name == "admin").await;
        if let Ok(role) = name.parse::<Role>() {
            world.join(&owner, "kiln", &who, role).await;
        }
        people.push(who);
    }
    Box::pin(hold(&world, &people, IN_USE, "in use")).await;
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    projects::archive(&world.db, &proof, proof.project().version, at()).await.unwrap();
    Box::pin(hold(&world, &people, ARCHIVED, "archived")).await;
    Box::pin(hold(&world, &people, RESTORING, "archived")).await;
    Box::pin(hold(&world, &people, IN_USE, "restored")).await;
}

/// A guest, and a group with nobody in it.
async fn visitors(world: &World) -> Admin {
    world.person("guest", false).await;
    let admin = operator().unwrap().admin();
    groups::create(&world.db, &admin, &GroupForm { name: "Visitors".into(), ..GroupForm::default() }, at()).await.unwrap();
    admin
}

#[tokio::test]
async fn a_role_by_a_group_is_as_good_as_ones_own() {
    let (world, owner) = World::with_project().await;
    world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let admin = visitors(&world).await;
    let proof = owner.owner(&world.db, "kiln").await.unwrap();
    let mut people = Vec::new();
    for name in PEOPLE {
        let who = world.person(name, name == "admin").await;
        if let Ok(role) = name.parse::<Role>() {
            let group = groups::create(&world.db, &admin, &GroupForm { name: name.into(), ..GroupForm::default() }, at()).await.unwrap();
            groups::add_person(&world.db, &admin, group.id, who.user().email.as_str(), at()).await.unwrap();
            groups::set_role(&world.db, &proof, name, role, at()).await.unwrap();
        }
        people.push(who);
    }
    Box::pin(hold(&world, &people, IN_USE, "by groups")).await;
}

#[tokio::test]
async fn a_project_that_one_may_not_see_answers_as_one_that_does_not_exist() {
    let (world, _) = World::with_project().await;
    let eve = world.person("eve", false).await;
    let hidden = eve.viewer(&world.db, "kiln").await.unwrap_err();
    for slug in ["nothing", "", "../kiln", "KILN"] {
        let missing = eve.viewer(&world.db, slug).await.unwrap_err();
        assert_eq!(hidden.to_string(), missing.to_string());
    }
}

#[tokio::test]
async fn only_administrators_of_the_installation_get_that_proof() {
    let world = World::new().await;
    assert!(world.person("ada", true).await.admin().is_ok());
    assert!(matches!(world.person("bob", false).await.admin(), Err(ServiceError::AdminsOnly)));
}

#[tokio::test]
async fn rows_of_one_project_cannot_be_reached_with_the_proof_of_another() {
    let (world, owner) = World::with_project().await;
    let saved = world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let kiln = owner.editor(&world.db, "kiln").await.unwrap();
    let item = checklists::list(&world.db, &kiln, checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap().items.rows.remove(0);
    let blocker = blockers::list(&world.db, &kiln, &Filter::default(), PageNumber::FIRST, at()).await.unwrap().page.rows.remove(0);
    let mallory = world.person("mallory", false).await;
    world.project(&mallory, "own").await;
    let own = mallory.auditor(&world.db, "own").await.unwrap();
    let tick = checklists::tick(&world.db, &own, item.id, item.version, true, at()).await;
    assert!(matches!(tick, Err(ServiceError::NotFound)), "{tick:?}");
    let resolved = blockers::resolve(&world.db, &own, blocker.id, blocker.version, "Tried.", at()).await;
    assert!(matches!(resolved, Err(ServiceError::NotFound)), "{resolved:?}");
    let audit = assessments::show(&world.db, &own, saved.assessment, PageNumber::FIRST).await;
    assert!(matches!(audit, Err(ServiceError::NotFound)));
    let source = exchange::stage(&world.db, &owner.importer(&world.db, "kiln").await.unwrap(), "x", b"# X".to_vec(), at()).await.unwrap();
    assert!(matches!(exchange::preview(&world.db, &own.importer(), source, at()).await, Err(ServiceError::NotFound)));
}
