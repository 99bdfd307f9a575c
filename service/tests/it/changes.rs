//! What changed between two audits, from reports to a comparison.

use crate::world::{LATER, REPORT, World, at, long_report};
use domain::Version;
use domain::changes::{Basis, Comparison, Entry, Group, How, Part, Tone};
use domain::history::EventKind;
use domain::ids::AssessmentId;
use service::accounts::{Auditor, SignedIn};
use service::assessments::freeze;
use service::blockers::{self, BlockerForm};
use service::changes::{self, Correction, Radar};
use service::{PageNumber, ServiceError, history};
use std::path::Path;

async fn room() -> (World, SignedIn, Auditor) {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    (world, olga, auditor)
}

async fn two(world: &World, auditor: &Auditor) -> (AssessmentId, AssessmentId) {
    let first = world.saved(auditor, REPORT).await.assessment;
    (first, world.saved(auditor, LATER).await.assessment)
}

async fn compared(world: &World, auditor: &Auditor, pair: (AssessmentId, AssessmentId)) -> Comparison {
    changes::compare(&world.db, auditor, pair.0, pair.1, at()).await.unwrap().comparison
}

fn entry(found: &Comparison, part: Part, name: &str) -> Entry {
    let row = found.entries.iter().find(|entry| entry.part == part && entry.name == name);
    row.unwrap_or_else(|| panic!("no “{name}” in {:#?}", found.entries)).clone()
}

#[tokio::test]
async fn a_later_report_is_compared_with_what_the_earlier_one_says() {
    let (world, _, auditor) = room().await;
    let pair = two(&world, &auditor).await;
    let found = compared(&world, &auditor, pair).await;
    assert_eq!((found.before.basis, found.after.basis), (Basis::Report, Basis::Present));
    assert_eq!(found.score.moved.as_ref().unwrap().points(2), "+9.2");
    assert_eq!(entry(&found, Part::Category, "Safety").group, Group::Improved);
    let door = entry(&found, Part::Blocker, "Door opens while hot");
    assert_eq!((door.group, door.matched, door.changes[0].after.as_str()), (Group::Changed, Some(How::Row), "lock is ordered"), "{door:?}");
    let fan = entry(&found, Part::Blocker, "Fan is loud");
    assert_eq!((fan.group, fan.tone), (Group::New, Tone::Worse));
    // The report calls it low; likelihood and impact say that it is what it was.
    let risk = entry(&found, Part::Risk, "Power cut during a firing");
    assert_eq!((risk.group, risk.changes[0].field.as_str()), (Group::Changed, "Stated level"), "{risk:?}");
    assert_eq!(entry(&found, Part::Item, "Ear protection hangs at the door").group, Group::New);
    assert_eq!(entry(&found, Part::Item, "Chimney is swept").group, Group::Unchanged);
    let held = [("A firing ends by itself.", Group::Unchanged), ("The door stays shut.", Group::Unchanged)];
    assert!(held.iter().all(|(name, group)| entry(&found, Part::Criterion, name).group == *group), "{:#?}", found.entries);
    assert!(found.left_out.is_empty(), "{:?}", found.left_out);
}

#[tokio::test]
async fn a_frozen_audit_stands_on_its_sealed_document() {
    let (world, _, auditor) = room().await;
    let first = world.saved(&auditor, REPORT).await.assessment;
    freeze(&world.db, &auditor, first, (Version::FIRST, 0), true, at()).await.unwrap();
    let later = world.saved(&auditor, LATER).await.assessment;
    let blocker = blockers::list(&world.db, &auditor, &blockers::Filter::default(), PageNumber::FIRST, at()).await.unwrap().page.rows;
    let door = blocker.iter().find(|row| row.title.as_str() == "Door opens while hot").unwrap();
    blockers::resolve(&world.db, &auditor, door.id, door.version, "Locked.", at()).await.unwrap();
    let found = compared(&world, &auditor, (first, later)).await;
    assert_eq!((found.before.basis, found.after.basis), (Basis::Frozen, Basis::Present));
    let door = entry(&found, Part::Blocker, "Door opens while hot");
    assert_eq!((door.group, door.matched), (Group::Fixed, Some(How::Row)));
    // The later one, frozen too: nothing of the project can move the comparison any more.
    freeze(&world.db, &auditor, later, (Version::FIRST, 0), true, at()).await.unwrap();
    let sealed = compared(&world, &auditor, (first, later)).await;
    let fixed = blockers::find(&world.db, &auditor, blocker[0].id).await.unwrap();
    blockers::reopen(&world.db, &auditor, fixed.id, fixed.version, "It opens again.", at()).await.unwrap();
    assert_eq!(compared(&world, &auditor, (first, later)).await, sealed);
}

#[tokio::test]
async fn what_was_there_before_an_audit_that_was_not_frozen_is_not_called_new() {
    let (world, _, auditor) = room().await;
    world.saved(&auditor, REPORT).await;
    let second = world.saved(&auditor, LATER).await.assessment;
    let third =
        world.saved(&auditor, &LATER.replace("2031-05-01", "2031-06-01").replace("Ear protection", "Fire blanket")).await.assessment;
    let found = compared(&world, &auditor, (second, third)).await;
    assert_eq!(entry(&found, Part::Item, "Fire blanket hangs at the door").group, Group::New);
    assert_eq!(entry(&found, Part::Item, "Ear protection hangs at the door").group, Group::Unchanged, "nobody ticked it");
    let criteria = found.left_out.iter().find(|left| left.part == Part::Criterion).unwrap();
    assert_eq!((criteria.before, criteria.after), (0, 2), "the second report names none");
    assert!(!found.entries.iter().any(|entry| entry.part == Part::Criterion));
}

#[tokio::test]
async fn what_somebody_says_about_names_holds_until_it_is_taken_back() {
    let (world, _, auditor) = room().await;
    let first = world.saved(&auditor, REPORT).await.assessment;
    let later = world.saved(&auditor, &LATER.replace("| Safety |", "| Protection of people |")).await.assessment;
    let pair = (first, later);
    let before = compared(&world, &auditor, pair).await;
    assert_eq!(entry(&before, Part::Category, "Protection of people").group, Group::New);
    let doubted = changes::doubted(&world.db, &auditor, pair, (Part::Category, "Protection of people", true), at()).await.unwrap();
    assert_eq!(doubted.names, ["Safety"], "Heat is matched by its name");
    let name = "Protection of people".to_owned();
    let said = Correction { part: Part::Category, name: name.clone(), is: Some("Safety".into()), was: None };
    changes::correct(&world.db, &auditor, &said, at()).await.unwrap();
    let found = changes::compare(&world.db, &auditor, first, later, at()).await.unwrap();
    let safety = entry(&found.comparison, Part::Category, &name);
    assert_eq!((safety.group, safety.matched), (Group::Improved, Some(How::Remembered)));
    let apart = Correction { is: None, was: Some("Safety".into()), ..said.clone() };
    changes::correct(&world.db, &auditor, &apart, at()).await.unwrap();
    assert_eq!(entry(&compared(&world, &auditor, pair).await, Part::Category, &name).group, Group::New);
    let left = changes::compare(&world.db, &auditor, first, later, at()).await.unwrap().said;
    assert_eq!(left.iter().map(|said| said.names.same).collect::<Vec<_>>(), [false]);
    changes::forget(&world.db, &auditor, left[0].id, at()).await.unwrap();
    assert!(matches!(changes::forget(&world.db, &auditor, left[0].id, at()).await, Err(ServiceError::NotFound)));
    let events = history::list(&world.db, &auditor, PageNumber::FIRST).await.unwrap().rows;
    let kinds: Vec<EventKind> = events.iter().take(3).map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::NamesForgotten, EventKind::NamesMatched, EventKind::NamesMatched]);
}

#[tokio::test]
async fn what_cannot_be_said_is_refused_with_what_to_do() {
    let (world, _, auditor) = room().await;
    let said = |is: Option<&str>, was: Option<&str>| Correction {
        part: Part::Category,
        name: "Heat".into(),
        is: is.map(str::to_owned),
        was: was.map(str::to_owned),
    };
    for (wrong, words) in
        [(said(Some("1. heat"), None), "the same name"), (said(None, Some("HEAT")), "the same name"), (said(None, None), "Choose")]
    {
        match changes::correct(&world.db, &auditor, &wrong, at()).await {
            Err(ServiceError::Invalid { field: "is", message }) => assert!(message.contains(words), "{message}"),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn the_radar_looks_from_the_last_audit_that_counts_to_the_one_before_it() {
    let (world, _, auditor) = room().await;
    assert!(matches!(changes::radar(&world.db, &auditor, at()).await.unwrap(), Radar::Nothing));
    let (first, later) = two(&world, &auditor).await;
    match changes::radar(&world.db, &auditor, at()).await.unwrap() {
        Radar::Step { changes, worse, .. } => {
            assert_eq!((changes.comparison.before.id, changes.comparison.after.id), (first, later));
            assert_eq!(worse.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Fan is loud"]);
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_got_worse_after_the_last_audit_was_frozen_is_told_beside_it() {
    let (world, _, auditor) = room().await;
    let (_, later) = two(&world, &auditor).await;
    let since = async || match changes::radar(&world.db, &auditor, at()).await.unwrap() {
        Radar::Step { since, .. } => since.map(|since| since.worse.into_iter().map(|row| row.name).collect::<Vec<_>>()),
        other => panic!("{other:?}"),
    };
    assert_eq!(since().await, None, "what is not frozen is compared as it is by now");
    freeze(&world.db, &auditor, later, (Version::FIRST, 0), true, at()).await.unwrap();
    assert_eq!(since().await, Some(Vec::new()));
    let form = BlockerForm { title: "Nobody is called".into(), tier: "1".into(), ..BlockerForm::default() };
    blockers::create(&world.db, &auditor, &form, at()).await.unwrap();
    assert_eq!(since().await, Some(vec!["Nobody is called".to_owned()]));
}

/// The score rises by thirteen points; documentation gets worse.
#[tokio::test]
async fn a_single_report_tells_what_got_worse_since_the_time_before() {
    let (world, _, auditor) = room().await;
    let report = "# Kiln\n\n**Date:** 2031-04-01\n**Overall Readiness Score:** 68/100 (+13 from previous: 55/100)\n\n## Risk assessment\n\n\
                  | Area | Previous | Current | Target |\n|---|---|---|---|\n| Security | HIGH | LOW ✅ | LOW |\n| Documentation | LOW | MEDIUM 🟡 | LOW |\n";
    world.saved(&auditor, report).await;
    match changes::radar(&world.db, &auditor, at()).await.unwrap() {
        Radar::Alone { worse, .. } => {
            let told: Vec<_> = worse.iter().map(|row| (row.name.as_str(), row.before.as_str(), row.after.as_str())).collect();
            assert_eq!(told, [("Documentation", "low", "medium")]);
        }
        other => panic!("{other:?}"),
    }
}

/// The named cases in the reports that lie beside the project, where they do.
#[tokio::test]
async fn the_named_cases_are_found_in_real_reports() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let read = |path: &str| std::fs::read(shared.join(path)).ok();
    let Some(seed) = read("seeds/001_a3c27dc2480edb7a.txt") else { return };
    let (world, _, auditor) = room().await;
    world.saved(&auditor, &String::from_utf8(seed).unwrap()).await;
    match changes::radar(&world.db, &auditor, at()).await.unwrap() {
        Radar::Alone { worse, .. } => assert!(worse.iter().any(|row| row.name == "Documentation" && row.before == "low"), "{worse:#?}"),
        other => panic!("{other:?}"),
    }
    let (Some(april), Some(june)) = (read("corpus/048.md"), read("corpus/047.md")) else { return };
    let (world, _, auditor) = room().await;
    let (april, june) = (String::from_utf8(april).unwrap(), String::from_utf8(june).unwrap());
    let pair = (world.saved(&auditor, &april).await.assessment, world.saved(&auditor, &june).await.assessment);
    let found = compared(&world, &auditor, pair).await;
    let worse = entry(&found, Part::Category, "CI/CD & Deployment");
    assert_eq!((worse.group, worse.matched), (Group::Worse, Some(How::Similar(80))));
    assert_eq!(found.count(Group::Improved, Some(Part::Category)), 4);
    // Nobody has resolved in the register what the later report says is fixed.
    assert_eq!(found.count(Group::Gone, Some(Part::Blocker)), 0);
}

#[tokio::test]
async fn a_comparison_takes_the_same_few_queries_whatever_is_in_it() {
    let mut counts = Vec::new();
    for rows in [2, 300] {
        let (world, _, auditor) = room().await;
        let first = world.saved(&auditor, &long_report(rows)).await.assessment;
        let later = world.saved(&auditor, &long_report(rows).replace("# Long", "# Later")).await.assessment;
        let before = world.db.queries();
        changes::compare(&world.db, &auditor, first, later, at()).await.unwrap();
        counts.push(world.db.queries() - before);
    }
    assert_eq!(counts[0], counts[1], "{counts:?}");
    assert!(counts[0] <= 18, "{counts:?}");
}

#[tokio::test]
async fn audits_of_another_project_cannot_be_compared() {
    let (world, _, auditor) = room().await;
    let pair = two(&world, &auditor).await;
    let mallory = world.person("mallory", false).await;
    world.project(&mallory, "own").await;
    let own = mallory.editor(&world.db, "own").await.unwrap();
    assert!(matches!(changes::compare(&world.db, &own, pair.0, pair.1, at()).await, Err(ServiceError::NotFound)));
    let said = Correction { part: Part::Category, name: "Heat".into(), is: Some("Fire".into()), was: None };
    changes::correct(&world.db, &auditor, &said, at()).await.unwrap();
    let id = changes::compare(&world.db, &auditor, pair.0, pair.1, at()).await.unwrap().said[0].id;
    assert!(matches!(changes::forget(&world.db, &own, id, at()).await, Err(ServiceError::NotFound)));
}
