//! Freezing an assessment: what is looked at first, what is kept, and that it stays.

use crate::world::{REPORT, World, at};
use domain::assessments::{AssessmentState, Snapshot, seal as digest};
use domain::history::EventKind;
use domain::ids::AssessmentId;
use domain::{Day, Version};
use service::accounts::Auditor;
use service::assessments::{freeze, seal, show, snapshot};
use service::checklists::{self, Shown};
use service::{PageNumber, ServiceError, records};

async fn room() -> (World, Auditor, AssessmentId) {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let saved = world.saved(&auditor, REPORT).await;
    (world, auditor, saved.assessment)
}

#[tokio::test]
async fn what_looks_like_a_mistake_is_looked_at_before_an_assessment_is_frozen() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let (db, id) = (&world.db, world.saved(&auditor, &REPORT.replace("60%", "50%")).await.assessment);
    let found = seal(db, &auditor, id, at()).await.unwrap();
    assert!(found.seal.is_none() && found.checks.iter().any(|check| check.to_string().contains("add up to 90")), "{:?}", found.checks);
    let refused = freeze(db, &auditor, id, (Version::FIRST, 0), false, at()).await;
    assert!(matches!(refused, Err(ServiceError::Invalid { field: "looked", .. })), "{refused:?}");
    assert!(matches!(freeze(db, &auditor, id, (Version(7), 0), true, at()).await, Err(ServiceError::Stale)));
    assert!(matches!(snapshot(db, &auditor, id).await, Err(ServiceError::NotFound)));
    freeze(db, &auditor, id, (Version::FIRST, 0), true, at()).await.unwrap();
    assert!(matches!(freeze(db, &auditor, id, (Version(2), 0), true, at()).await, Err(ServiceError::Refused(_))));
}

#[tokio::test]
async fn the_document_holds_the_audit_and_the_registers_and_its_digest_is_that_of_its_bytes() {
    let (world, auditor, id) = room().await;
    let db = &world.db;
    let sha256 = freeze(db, &auditor, id, (Version::FIRST, 0), true, at()).await.unwrap();
    let (sealed, document) = snapshot(db, &auditor, id).await.unwrap();
    assert_eq!((&sealed.sha256, &digest(&document)), (&sha256, &sha256));
    let kept = Snapshot::read(&document).unwrap();
    assert_eq!((kept.assessment.state, kept.categories.len(), kept.score.overall.as_deref()), (AssessmentState::Final, 2, Some("7/10")));
    let registers = &kept.registers;
    assert_eq!((registers.blockers.len(), registers.risks.len(), registers.items.len(), registers.criteria.len()), (1, 1, 2, 2));
    assert_eq!((registers.actions.len(), registers.verifications.len(), registers.checklists.len()), (1, 1, 1));
    assert_eq!(kept.frozen.by_name.as_str(), "olga");
    assert!(seal(db, &auditor, id, at()).await.unwrap().seal.is_some_and(|(_, intact)| intact));
    let around = records::around(db, &auditor, id, PageNumber::FIRST).await.unwrap();
    let event = around.events.first().unwrap();
    assert!(event.kind == EventKind::AssessmentFrozen && event.summary.contains(&sha256), "{event:?}");
}

#[tokio::test]
async fn what_happens_in_the_registers_afterwards_leaves_a_frozen_assessment_as_it_was() {
    let (world, auditor, id) = room().await;
    let db = &world.db;
    freeze(db, &auditor, id, (Version::FIRST, 0), true, at()).await.unwrap();
    let before = snapshot(db, &auditor, id).await.unwrap();
    let lists = checklists::list(db, &auditor, Shown::Open, PageNumber::FIRST, at()).await.unwrap();
    let item = &lists.items.rows[0].item;
    checklists::tick(db, &auditor, item.id, item.version, true, at()).await.unwrap();
    world.saved(&auditor, crate::world::LATER).await;
    assert_eq!(snapshot(db, &auditor, id).await.unwrap().1, before.1);
    assert!(seal(db, &auditor, id, at()).await.unwrap().seal.is_some_and(|(_, intact)| intact));
    let shown = show(db, &auditor, id, PageNumber::FIRST).await.unwrap();
    assert_eq!(shown.scored.summary.assessment.date.map(|date| date.to_string()), Some("2031-04-01".to_owned()));
    assert!(at().today() > "2031-04-01".parse::<Day>().unwrap());
}

#[tokio::test]
async fn an_audit_with_nothing_in_it_is_not_frozen() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let saved = world.saved(&auditor, "# Nothing yet\n\nSome words.\n").await;
    let refused = freeze(&world.db, &auditor, saved.assessment, (Version::FIRST, 0), true, at()).await;
    assert!(matches!(refused, Err(ServiceError::Refused(words)) if words.contains("no category and no finding")));
}
