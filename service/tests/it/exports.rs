//! Files that are asked for: made beside the request, kept for their asker, about one moment.

use crate::world::{REPORT, World, at};
use domain::accounts::Role;
use domain::exports::{Choice, Extent, Format, Preset, Request, Subject};
use domain::ids::ExportId;
use service::accounts::{SignedIn, Viewer};
use service::exports::{self, OrganisationForm, State};
use service::{ServiceError, assessments};
use std::time::Duration;

/// Longer than any file takes here.
const PATIENT: Duration = Duration::from_mins(1);

fn asked(format: Format) -> Request {
    Request { format, subject: Subject::Present, sections: Choice::from(Preset::Auditor), extent: Extent::default() }
}

async fn made(world: &World, viewer: &Viewer, request: Request) -> ExportId {
    let id = exports::start(&world.db, viewer, request, PATIENT, at).await.unwrap();
    let shown = exports::show(&world.db, viewer, id, at()).await.unwrap();
    assert_eq!(shown.state, State::Done, "{}", shown.message());
    id
}

async fn world() -> (World, SignedIn, SignedIn) {
    let (world, owner) = World::with_project().await;
    world.saved(&owner.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let viewer = world.person("vera", false).await;
    world.join(&owner, "kiln", &viewer, Role::Viewer).await;
    (world, owner, viewer)
}

#[tokio::test]
async fn every_kind_of_file_is_made_and_is_what_it_says() {
    let (world, owner, _) = world().await;
    let viewer = owner.viewer(&world.db, "kiln").await.unwrap();
    for (format, begins) in [
        (Format::Pdf, &b"%PDF-"[..]),
        (Format::Markdown, b"---\nformat: holdpoint.report/1\n"),
        (Format::Xlsx, b"PK\x03\x04"),
        (Format::Csv, b"PK\x03\x04"),
        (Format::Json, b"{"),
    ] {
        let id = made(&world, &viewer, asked(format)).await;
        let file = exports::fetch(&world.db, &viewer, id, at()).await.unwrap();
        assert!(file.bytes.starts_with(begins), "{format:?}");
        assert_eq!(file.name, format!("kiln-2031-04-05.{}", format.extension()));
        let shown = exports::show(&world.db, &viewer, id, at()).await.unwrap().export;
        assert_eq!((shown.percent, shown.bytes), (100, i64::try_from(file.bytes.len()).ok()));
        assert_eq!(shown.sha256, Some(domain::digest::sha256(&file.bytes)));
    }
}

#[tokio::test]
async fn a_file_is_its_askers_alone_and_the_whole_project_is_its_owners() {
    let (world, owner, vera) = world().await;
    let (of_owner, of_vera) = (owner.viewer(&world.db, "kiln").await.unwrap(), vera.viewer(&world.db, "kiln").await.unwrap());
    let refused = exports::start(&world.db, &of_vera, asked(Format::Json), PATIENT, at).await;
    assert!(matches!(refused, Err(ServiceError::Forbidden("owner"))));
    let id = made(&world, &of_vera, asked(Format::Markdown)).await;
    assert_eq!(exports::list(&world.db, &of_vera, at()).await.unwrap().len(), 1);
    assert!(exports::list(&world.db, &of_owner, at()).await.unwrap().is_empty());
    assert!(matches!(exports::fetch(&world.db, &of_owner, id, at()).await, Err(ServiceError::NotFound)));
    let operator = service::accounts::operator().unwrap().viewer(&world.db, "kiln").await.unwrap();
    assert!(matches!(exports::fetch(&world.db, &operator, id, at()).await, Err(ServiceError::NotFound)));

    // Who was an owner when asking and is none when fetching does not get it.
    world.join(&owner, "kiln", &vera, Role::Owner).await;
    let while_owner = vera.viewer(&world.db, "kiln").await.unwrap();
    let whole = made(&world, &while_owner, asked(Format::Json)).await;
    world.join(&owner, "kiln", &vera, Role::Viewer).await;
    let afterwards = vera.viewer(&world.db, "kiln").await.unwrap();
    assert!(matches!(exports::fetch(&world.db, &afterwards, whole, at()).await, Err(ServiceError::Forbidden(_))));

    world.project(&owner, "oven").await;
    let elsewhere = owner.viewer(&world.db, "oven").await.unwrap();
    assert!(matches!(exports::show(&world.db, &elsewhere, id, at()).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn a_file_is_kept_for_a_week_and_an_interrupted_one_says_so() {
    let (world, _, vera) = world().await;
    let viewer = vera.viewer(&world.db, "kiln").await.unwrap();
    let id = made(&world, &viewer, asked(Format::Csv)).await;
    let days = |days: i64| at().plus_seconds(days * 24 * 3600);
    assert_eq!(exports::forget_old(&world.db, days(6)).await.unwrap(), 0);
    assert_eq!(exports::forget_old(&world.db, days(8)).await.unwrap(), 1);
    assert!(matches!(exports::fetch(&world.db, &viewer, id, at()).await, Err(ServiceError::NotFound)));

    let row = storage::exports::Export {
        id,
        project: viewer.project().id,
        user: viewer.person(),
        request: asked(Format::Pdf),
        state: State::Running,
        percent: 20,
        message: "Laying out".into(),
        filename: "kiln.pdf".into(),
        bytes: None,
        sha256: None,
        created_at: at(),
        alive_at: at(),
    };
    let mut tx = world.db.begin().await.unwrap();
    storage::exports::insert(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(exports::show(&world.db, &viewer, id, at()).await.unwrap().state, State::Running);
    let later = exports::show(&world.db, &viewer, id, at().plus_seconds(600)).await.unwrap();
    assert_eq!(later.state, State::Failed);
    assert!(later.message().contains("interrupted"), "{}", later.message());
    assert!(matches!(exports::fetch(&world.db, &viewer, id, at()).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn a_frozen_audit_is_told_as_it_was_and_the_project_as_it_is() {
    let (world, owner, _) = world().await;
    let auditor = owner.auditor(&world.db, "kiln").await.unwrap();
    let id = assessments::newest(&world.db, &auditor).await.unwrap().unwrap().assessment.id;
    let sealed = assessments::seal(&world.db, &auditor, id, at()).await.unwrap().scored.summary;
    assessments::freeze(&world.db, &auditor, id, (sealed.assessment.version, sealed.written), true, at()).await.unwrap();
    let form = service::blockers::BlockerForm { title: "Found afterwards".into(), ..Default::default() };
    service::blockers::create(&world.db, &auditor, &form, at().plus_seconds(60)).await.unwrap();

    let then = exports::read(&world.db, &auditor, Subject::Audit(id), at().plus_seconds(120)).await.unwrap();
    let now = exports::read(&world.db, &auditor, Subject::Present, at().plus_seconds(120)).await.unwrap();
    let titles =
        |dossier: &domain::exports::Dossier| dossier.registers.blockers.iter().map(|row| row.title.to_string()).collect::<Vec<_>>();
    assert!(!titles(&then).contains(&"Found afterwards".to_owned()), "{:?}", titles(&then));
    assert!(titles(&now).contains(&"Found afterwards".to_owned()));
    assert_eq!(then.at, at());
    assert!(then.audit.unwrap().seal.is_some());
    assert_eq!(then.goals.len(), now.goals.len());
    let gone = exports::read(&world.db, &auditor, Subject::Audit(domain::ids::AssessmentId(uuid::Uuid::nil())), at()).await;
    assert!(matches!(gone, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn what_the_frozen_state_gives_a_gate_is_what_the_present_state_gave_when_it_was_frozen() {
    let (world, owner, _) = world().await;
    let auditor = owner.auditor(&world.db, "kiln").await.unwrap();
    service::gates::take(&world.db, &owner.owner(&world.db, "kiln").await.unwrap(), auditor.project().version, "backend-audit", at())
        .await
        .unwrap();
    let auditor = owner.auditor(&world.db, "kiln").await.unwrap();
    let before = exports::read(&world.db, &auditor, Subject::Present, at()).await.unwrap();
    let id = before.audit.as_ref().unwrap().assessment.id;
    let sealed = assessments::seal(&world.db, &auditor, id, at()).await.unwrap().scored.summary;
    assessments::freeze(&world.db, &auditor, id, (sealed.assessment.version, sealed.written), true, at()).await.unwrap();
    let frozen = exports::read(&world.db, &auditor, Subject::Audit(id), at().plus_seconds(3600)).await.unwrap();
    let told = |dossier: &domain::exports::Dossier| {
        dossier.goals.iter().map(|goal| (goal.name.to_string(), goal.verdict, goal.rules.clone())).collect::<Vec<_>>()
    };
    assert!(!told(&before).is_empty());
    assert_eq!(told(&frozen), told(&before));
}

#[tokio::test]
async fn the_organisation_is_said_by_administrators_and_a_later_word_needs_the_version() {
    let (world, owner, _) = world().await;
    let admin = world.person("root", true).await;
    assert!(matches!(owner.admin(), Err(ServiceError::AdminsOnly)));
    let proof = admin.admin().unwrap();
    let form = |name: &str| OrganisationForm { name: name.into(), ..OrganisationForm::default() };
    exports::change_organisation(&world.db, &proof, None, form("Kiln & Söhne"), at()).await.unwrap();
    let kept = exports::organisation(&world.db, &owner).await.unwrap().unwrap();
    assert_eq!(kept.name.as_str(), "Kiln & Söhne");
    let stale = exports::change_organisation(&world.db, &proof, None, form("Other"), at()).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
    let bad = OrganisationForm { logo: Some(b"<svg/>".to_vec()), ..form("Other") };
    let refused = exports::change_organisation(&world.db, &proof, Some(kept.version), bad, at()).await;
    assert!(matches!(refused, Err(ServiceError::Invalid { field: "logo", .. })));
    exports::change_organisation(&world.db, &proof, Some(kept.version), form("Other"), at()).await.unwrap();
    let viewer = owner.viewer(&world.db, "kiln").await.unwrap();
    let dossier = exports::read(&world.db, &viewer, Subject::Present, at()).await.unwrap();
    assert_eq!(dossier.organisation.unwrap().as_str(), "Other");
}
