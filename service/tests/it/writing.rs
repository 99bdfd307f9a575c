//! Writing an assessment: beginning it, its rows, its sums, and that nobody overwrites anybody.

use crate::world::{REPORT, World, at};
use domain::Version;
use domain::assessments::{AssessmentState, Rating};
use domain::history::EventKind;
use domain::ids::{AssessmentId, CategoryId};
use domain::order::Direction;
use service::accounts::{Auditor, SignedIn};
use service::assessments::{
    self, Beginning, CategoryForm, FindingForm, HeadForm, Removal, StartForm, add_category, add_finding, category, change_category,
    change_finding, change_head, desk, freeze, put_back, remove_category, remove_finding, shift_category, show, start, stay,
};
use service::{PageNumber, ServiceError, records, verifications};

fn row(name: &str, weight: &str, rating: &str) -> CategoryForm {
    CategoryForm { name: name.into(), weight: weight.into(), rating: rating.into(), ..CategoryForm::default() }
}

fn gap(title: &str) -> FindingForm {
    FindingForm { kind: "gap".into(), title: title.into(), ..FindingForm::default() }
}

/// A draft with two rated categories: 60 at 90 %, 40 at 50 %.
async fn room() -> (World, Auditor, AssessmentId) {
    let (world, _, auditor, id) = owned_room().await;
    (world, auditor, id)
}

async fn owned_room() -> (World, SignedIn, Auditor, AssessmentId) {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let id = start(&world.db, &auditor, &StartForm::default(), at()).await.unwrap();
    for form in [row("Heat", "60", "90"), row("Door", "40", "5/10")] {
        add_category(&world.db, &auditor, id, &form, at()).await.unwrap();
    }
    (world, olga, auditor, id)
}

async fn ids(world: &World, auditor: &Auditor, id: AssessmentId) -> Vec<CategoryId> {
    desk(&world.db, auditor, id, at()).await.unwrap().scored.categories.iter().map(|category| category.id).collect()
}

async fn score(world: &World, auditor: &Auditor, id: AssessmentId) -> Option<i64> {
    show(&world.db, auditor, id, PageNumber::FIRST).await.unwrap().scored.summary.score
}

#[tokio::test]
async fn an_assessment_begins_with_nothing_and_each_save_gives_the_sums() {
    let (world, auditor, id) = room().await;
    let db = &world.db;
    let begun = desk(db, &auditor, id, at()).await.unwrap();
    assert_eq!(begun.scored.summary.assessment.title.as_str(), "Audit of 2031-04-05");
    assert_eq!(score(&world, &auditor, id).await, Some(7_400), "kept for lists too");
    let door = begun.scored.categories[1].clone();
    let saved = change_category(db, &auditor, door.id, door.version, &row("Door", "40", "8"), at()).await.unwrap();
    assert_eq!((saved.version, saved.live.score.overall.unwrap().to_string()), (Version(2), "86".into()), "8 is 8 of 10 here");
    let same = change_category(db, &auditor, door.id, saved.version, &row("Door", "40", "8/10"), at()).await.unwrap();
    assert_eq!(same.version, Version(2), "nothing changed");
    let n_a = change_category(db, &auditor, door.id, Version(2), &row("Door", "40", "n/a"), at()).await;
    assert!(matches!(n_a, Err(ServiceError::Invalid { field: "rating", ref message }) if message.contains("needs a reason")), "{n_a:?}");
    let aside = change_category(db, &auditor, door.id, Version(2), &row("Door", "40", "n/a: no door"), at()).await.unwrap();
    assert_eq!((aside.live.score.overall.unwrap().to_string(), aside.live.score.applicable), ("90".into(), 1));
}

#[tokio::test]
async fn what_cannot_be_used_names_its_field_and_changes_nothing() {
    let (world, auditor, id) = room().await;
    let db = &world.db;
    let heat = ids(&world, &auditor, id).await[0];
    for (form, wrong) in [(row("", "60", "90"), "name"), (row("Heat", "heavy", "90"), "weight"), (row("Heat", "60", "fine"), "rating")] {
        let refused = change_category(db, &auditor, heat, Version::FIRST, &form, at()).await;
        assert!(matches!(refused, Err(ServiceError::Invalid { field, .. }) if field == wrong), "{wrong}: {refused:?}");
    }
    let typed = |stated: &str| HeadForm { title: "Audit".into(), date: "2031-04".into(), stated: stated.into(), ..HeadForm::default() };
    assert!(matches!(
        change_head(db, &auditor, id, Version::FIRST, &typed("much"), at()).await,
        Err(ServiceError::Invalid { field: "stated", .. })
    ));
    let saved = change_head(db, &auditor, id, Version::FIRST, &typed("80"), at()).await.unwrap();
    let difference = saved.live.difference.unwrap();
    assert_eq!((difference.points.to_string(), difference.stated_is_lower), ("6".into(), false));
    assert!(!difference.reasons.is_empty());
    assert_eq!(score(&world, &auditor, id).await, Some(7_400));
}

#[tokio::test]
async fn a_second_writer_is_seen_and_overwrites_nothing_silently() {
    let (world, olga, auditor, id) = owned_room().await;
    let db = &world.db;
    let bela = world.person("bela", false).await;
    world.join(&olga, "kiln", &bela, domain::accounts::Role::Auditor).await;
    let second = bela.auditor(db, "kiln").await.unwrap();
    assert_eq!(desk(db, &auditor, id, at()).await.unwrap().others.len(), 0);
    let seen = desk(db, &second, id, at()).await.unwrap().others;
    assert_eq!(seen.iter().map(ToString::to_string).collect::<Vec<_>>(), ["olga"]);
    assert_eq!(stay(db, &auditor, id, at()).await.unwrap()[0].as_str(), "bela");
    assert!(stay(db, &auditor, id, at().plus_seconds(61)).await.unwrap().is_empty(), "who gives no sign for a minute is gone");
    let heat = ids(&world, &auditor, id).await[0];
    change_category(db, &second, heat, Version::FIRST, &row("Heat", "60", "70"), at()).await.unwrap();
    let late = change_category(db, &auditor, heat, Version::FIRST, &row("Heat", "50", "90"), at()).await;
    assert!(matches!(late, Err(ServiceError::Stale)));
    assert_eq!(category(db, &auditor, heat).await.unwrap().0.rating.to_string(), "70 %");
}

#[tokio::test]
async fn categories_are_moved_taken_out_and_put_back_with_their_findings() {
    let (world, auditor, id) = room().await;
    let db = &world.db;
    let [heat, door] = ids(&world, &auditor, id).await[..] else { panic!("two categories") };
    shift_category(db, &auditor, door, Direction::Up, at()).await.unwrap();
    assert_eq!(ids(&world, &auditor, id).await, [door, heat]);
    let finding = add_finding(db, &auditor, id, Some(door), &gap("Door opens while hot"), at()).await.unwrap();
    let lone = add_finding(db, &auditor, id, None, &gap("No log"), at()).await.unwrap();
    assert_eq!(desk(db, &auditor, id, at()).await.unwrap().findings[&Some(door)], 1);
    assert!(matches!(remove_category(db, &auditor, door, Version(9), at()).await, Err(ServiceError::Stale)));
    remove_category(db, &auditor, door, Version::FIRST, at()).await.unwrap();
    let without = desk(db, &auditor, id, at()).await.unwrap();
    assert_eq!((without.scored.categories.len(), without.findings.get(&Some(door)), without.findings[&None]), (1, None, 1));
    assert_eq!((score(&world, &auditor, id).await, without.removed.len()), (Some(9_000), 1), "the finding went with its category");
    assert!(matches!(assessments::finding(db, &auditor, finding.id).await, Err(ServiceError::NotFound)));
    remove_finding(db, &auditor, lone.id, Version::FIRST, at()).await.unwrap();
    put_back(db, &auditor, id, Removal::Category(door), at()).await.unwrap();
    put_back(db, &auditor, id, Removal::Finding(lone.id), at()).await.unwrap();
    assert!(matches!(put_back(db, &auditor, id, Removal::Finding(lone.id), at()).await, Err(ServiceError::Stale)));
    let back = desk(db, &auditor, id, at()).await.unwrap();
    assert_eq!((back.findings[&Some(door)], back.findings[&None], back.removed.len()), (1, 1, 0));
    assert_eq!(score(&world, &auditor, id).await, Some(7_400));
}

#[tokio::test]
async fn a_finding_is_written_and_its_commands_become_verifications() {
    let (world, auditor, id) = room().await;
    let db = &world.db;
    let form = FindingForm {
        severity: "high".into(),
        location: "door.rs:7".into(),
        verify: "make door\n\nmake lock\n".into(),
        ..gap("Door opens")
    };
    let finding = add_finding(db, &auditor, id, None, &form, at()).await.unwrap();
    let kept = verifications::list(db, &auditor, None, PageNumber::FIRST, at()).await.unwrap();
    assert_eq!(kept.page.rows.iter().map(|row| row.command.as_str()).collect::<Vec<_>>(), ["make door", "make lock"]);
    assert_eq!(service::relations::tied(db, &auditor, finding.id).await.unwrap().len(), 2);
    let changed = FindingForm { severity: "low".into(), required: "locked above 60 degrees".into(), ..gap("Door opens") };
    let after = change_finding(db, &auditor, finding.id, Version::FIRST, &changed, at()).await.unwrap();
    assert_eq!((after.version, after.location, after.required.as_deref()), (Version(2), None, Some("locked above 60 degrees")));
    assert!(matches!(change_finding(db, &auditor, finding.id, Version::FIRST, &changed, at()).await, Err(ServiceError::Stale)));
    let elsewhere = start(db, &auditor, &StartForm::default(), at()).await.unwrap();
    let home = ids(&world, &auditor, id).await[0];
    assert!(matches!(add_finding(db, &auditor, elsewhere, Some(home), &gap("Lost"), at()).await, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn a_rating_that_was_not_touched_stays_whatever_the_rule_makes_of_its_words() {
    let (world, olga, auditor, id) = owned_room().await;
    let db = &world.db;
    let graded = add_category(db, &auditor, id, &row("Fan", "10", "B+"), at()).await.unwrap();
    let owner = olga.owner(db, "kiln").await.unwrap();
    let rule = service::projects::RuleForm { letters: "1, 2, 3".into(), ..crate::scoring::form("50") };
    let rule = crate::scoring::looked(&world, &olga, rule).await;
    service::projects::change_rule(db, &owner, owner.project().version, &rule, at()).await.unwrap().unwrap();
    let auditor = olga.auditor(db, "kiln").await.unwrap();
    let lighter = row("Fan", "5", "B+");
    change_category(db, &auditor, graded.id, graded.version, &lighter, at()).await.unwrap();
    let (kept, _) = category(db, &auditor, graded.id).await.unwrap();
    assert_eq!((kept.rating, kept.weight.unwrap().to_string()), (Rating::Letter { letter: "B+".into() }, "5".into()));
}

#[tokio::test]
async fn history_has_one_line_for_each_sitting() {
    let (world, auditor, id) = room().await;
    let db = &world.db;
    let heat = ids(&world, &auditor, id).await[0];
    change_category(db, &auditor, heat, Version::FIRST, &row("Heat", "60", "80"), at().plus_seconds(600)).await.unwrap();
    change_category(db, &auditor, heat, Version(2), &row("Heat", "60", "70"), at().plus_seconds(3 * 3600)).await.unwrap();
    let events = records::around(db, &auditor, id, PageNumber::FIRST).await.unwrap().events;
    let kinds: Vec<_> = events.iter().rev().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::AssessmentCreated, EventKind::AssessmentWritten, EventKind::AssessmentWritten]);
}

#[tokio::test]
async fn the_last_assessment_is_taken_over_as_far_as_is_asked_for() {
    let (world, olga) = World::with_project().await;
    let (db, auditor) = (&world.db, olga.auditor(&world.db, "kiln").await.unwrap());
    let last = |ratings, findings| StartForm { from: Beginning::Last { ratings, findings }, ..StartForm::default() };
    assert!(matches!(start(db, &auditor, &last(true, true), at()).await, Err(ServiceError::Refused(_))), "there is none");
    world.saved(&auditor, REPORT).await;
    let bare = start(db, &auditor, &last(false, false), at()).await.unwrap();
    let page = show(db, &auditor, bare, PageNumber::FIRST).await.unwrap();
    assert!(page.scored.categories.iter().all(|category| category.rating == Rating::NotRated && category.weight.is_some()));
    assert_eq!((page.scored.categories.len(), page.findings.total, page.scored.summary.score), (2, 0, None));
    let heat = page.scored.categories[0].id;
    change_category(db, &auditor, heat, Version::FIRST, &row("Heat", "60", "77"), at()).await.unwrap();
    add_finding(db, &auditor, bare, Some(heat), &gap("Uneven"), at()).await.unwrap();
    freeze(db, &auditor, bare, (Version::FIRST, 2), true, at()).await.unwrap();
    let whole = start(db, &auditor, &last(true, true), at()).await.unwrap();
    let page = show(db, &auditor, whole, PageNumber::FIRST).await.unwrap();
    assert_eq!(page.scored.categories[0].rating.to_string(), "77 %");
    assert_eq!(page.findings.rows[0].category, Some(page.scored.categories[0].id), "in the copy of its category");
    assert_ne!(page.scored.categories[0].id, heat);
}

#[tokio::test]
async fn what_is_frozen_is_corrected_by_another_one_and_can_not_be_written() {
    let (world, auditor, id) = room().await;
    let db = &world.db;
    let corrects = StartForm { from: Beginning::Correction(id), ..StartForm::default() };
    assert!(matches!(start(db, &auditor, &corrects, at()).await, Err(ServiceError::Refused(_))), "a draft is changed itself");
    assert!(matches!(freeze(db, &auditor, id, (Version::FIRST, 1), true, at()).await, Err(ServiceError::Stale)), "rows were written since");
    freeze(db, &auditor, id, (Version::FIRST, 2), true, at()).await.unwrap();
    let heat = show(db, &auditor, id, PageNumber::FIRST).await.unwrap().scored.categories[0].clone();
    let frozen = |result: Result<(), ServiceError>| assert!(matches!(result, Err(ServiceError::Refused(_))), "{result:?}");
    frozen(desk(db, &auditor, id, at()).await.map(drop));
    frozen(change_category(db, &auditor, heat.id, heat.version, &row("Heat", "60", "99"), at()).await.map(drop));
    frozen(add_category(db, &auditor, id, &row("New", "", ""), at()).await.map(drop));
    frozen(add_finding(db, &auditor, id, None, &gap("New"), at()).await.map(drop));
    frozen(change_head(db, &auditor, id, Version(2), &HeadForm { title: "x".into(), ..HeadForm::default() }, at()).await.map(drop));
    frozen(remove_category(db, &auditor, heat.id, heat.version, at()).await);
    frozen(shift_category(db, &auditor, heat.id, Direction::Down, at()).await);
    let correction = start(db, &auditor, &corrects, at()).await.unwrap();
    let page = show(db, &auditor, correction, PageNumber::FIRST).await.unwrap();
    let begun = &page.scored.summary.assessment;
    assert_eq!(begun.title.as_str(), "Audit of 2031-04-05", "it is the same audit");
    assert_eq!((begun.state, begun.supersedes, page.scored.summary.score), (AssessmentState::Draft, Some(id), Some(7_400)));
    let wrong = show(db, &auditor, id, PageNumber::FIRST).await.unwrap();
    assert_eq!(wrong.corrections, [(correction, begun.title.clone())]);
    let counted = || async {
        let rows = assessments::list(db, &auditor, PageNumber::FIRST).await.unwrap().audits.rows;
        rows.into_iter().filter(|audit| audit.standing.counts).map(|audit| audit.summary.assessment.id).collect::<Vec<_>>()
    };
    assert_eq!(counted().await, [id], "a draft changes nothing yet");
    freeze(db, &auditor, correction, (Version::FIRST, 0), true, at()).await.unwrap();
    assert_eq!(counted().await, [correction], "it takes the place of the other");
}
