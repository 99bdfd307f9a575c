//! What the reports of a project mean by their words.

use crate::world::{World, at};
use domain::exchange::profile::{Announced, List, Meaning, StatusMeaning};
use domain::exchange::{Column, FindingKind};
use domain::history::{Event, EventKind};
use service::accounts::Auditor;
use service::exchange::{forget, learn, preview, profile, seen, stage};
use service::{PageNumber, ServiceError, history};

const SOURCE: &str = "# Kiln audit\n\n| Bauteil | Ampel | Votum |\n|---|---|---|\n| Heat | läuft | 60/100 |\n| Smoke | hakt | 80/100 |\n\n\
    ## Beobachtungen\n\n- Door sticks\n";

fn words() -> Vec<(String, Meaning)> {
    [
        ("Bauteil", Meaning::Column(Column::Category)),
        ("Ampel", Meaning::Column(Column::Status)),
        ("Votum", Meaning::Column(Column::Score)),
        ("läuft", Meaning::Status(StatusMeaning::Green)),
        ("hakt", Meaning::Status(StatusMeaning::Red)),
        ("Beobachtungen", Meaning::Heading(Announced::Gaps)),
    ]
    .map(|(written, meaning)| (written.to_owned(), meaning))
    .into()
}

async fn room() -> (World, Auditor) {
    let (world, olga) = World::with_project().await;
    let proof = olga.auditor(&world.db, "kiln").await.unwrap();
    (world, proof)
}

async fn changed(world: &World, proof: &Auditor) -> Vec<Event> {
    let events = history::list(&world.db, proof, PageNumber::FIRST).await.unwrap().rows;
    events.into_iter().filter(|event| event.kind == EventKind::ImportProfileChanged).collect()
}

#[tokio::test]
async fn what_words_mean_holds_for_every_later_report_and_is_told_in_the_history() {
    let (world, proof) = room().await;
    assert_eq!(learn(&world.db, &proof, &words(), at()).await.unwrap(), 6);
    let source = stage(&world.db, &proof.importer(), "kiln.md", SOURCE.into(), at()).await.unwrap();
    let shown = preview(&world.db, &proof.importer(), source, at()).await.unwrap();
    assert!(shown.profiled);
    let rows: Vec<_> = shown.reading.categories.iter().map(|row| (row.name.as_str(), row.status.as_deref())).collect();
    assert_eq!(rows, [("Heat", Some("GREEN")), ("Smoke", Some("RED"))]);
    assert!(shown.reading.findings.iter().any(|row| row.kind == FindingKind::Gap && row.title == "Door sticks"));
    let events = changed(&world, &proof).await;
    assert_eq!((events.len(), events[0].summary.as_str()), (1, "changed what 6 words mean in reports"));
    let first = &events[0].changes[0];
    assert_eq!((first.field.as_str(), first.before.as_str(), first.after.as_str()), ("Bauteil", "", Column::Category.words()));
}

#[tokio::test]
async fn a_report_that_is_looked_at_is_read_again_as_the_project_means_it_now() {
    let (world, proof) = room().await;
    let source = stage(&world.db, &proof.importer(), "kiln.md", SOURCE.into(), at()).await.unwrap();
    let gaps = async || preview(&world.db, &proof.importer(), source, at()).await.unwrap().reading.findings.len();
    assert_eq!(gaps().await, 0);
    learn(&world.db, &proof, &words()[5..], at()).await.unwrap();
    assert_eq!(gaps().await, 1);
    forget(&world.db, &proof, List::Headings, "BEOBACHTUNGEN", at()).await.unwrap();
    assert_eq!(gaps().await, 0);
    let events = changed(&world, &proof).await;
    let change = &events[0].changes[0];
    assert_eq!((events.len(), change.before.as_str(), change.after.as_str()), (2, Announced::Gaps.words(), ""));
    let missing = forget(&world.db, &proof, List::Headings, "Beobachtungen", at()).await;
    assert!(matches!(missing, Err(ServiceError::NotFound)), "{missing:?}");
}

#[tokio::test]
async fn what_is_known_already_is_no_news() {
    let (world, proof) = room().await;
    learn(&world.db, &proof, &words(), at()).await.unwrap();
    let kept = profile(&world.db, &proof).await.unwrap();
    assert_eq!(learn(&world.db, &proof, &words(), at()).await.unwrap(), 0);
    assert_eq!(profile(&world.db, &proof).await.unwrap(), kept);
    assert_eq!(changed(&world, &proof).await.len(), 1);
    let other = [("läuft".to_owned(), Meaning::Status(StatusMeaning::Done)), words().remove(0)];
    assert_eq!(learn(&world.db, &proof, &other, at()).await.unwrap(), 1, "only what means something else now");
    let change = changed(&world, &proof).await.remove(0).changes.remove(0);
    assert_eq!((change.before.as_str(), change.after.as_str()), ("green", "done"));
}

#[tokio::test]
async fn words_are_forgotten_as_they_were_written() {
    let (world, proof) = room().await;
    for written in ["**Ampel**", "[Lage](https://example.org)", "`state`", "🟠", "A & B"] {
        let line = [(written.to_owned(), Meaning::Column(Column::Status))];
        learn(&world.db, &proof, &line, at()).await.unwrap();
        let kept = profile(&world.db, &proof).await.unwrap().profile.lines().remove(0).0;
        forget(&world.db, &proof, List::Columns, &kept, at()).await.unwrap();
        assert!(profile(&world.db, &proof).await.unwrap().profile.is_empty(), "{written}");
    }
}

#[tokio::test]
async fn what_no_profile_keeps_is_refused_and_nothing_of_the_form_is_kept() {
    let (world, proof) = room().await;
    for wrong in [" ".to_owned(), "x".repeat(201), "A\0B".to_owned()] {
        let lines = [words().remove(0), (wrong, Meaning::Status(StatusMeaning::Done))];
        let refused = learn(&world.db, &proof, &lines, at()).await;
        assert!(matches!(&refused, Err(ServiceError::Invalid { field: "written", .. })), "{refused:?}");
    }
    let kept = profile(&world.db, &proof).await.unwrap();
    assert!(kept.profile.is_empty() && kept.version.is_none());
}

#[tokio::test]
async fn a_document_says_what_its_words_are_taken_for() {
    let (world, proof) = room().await;
    learn(&world.db, &proof, &words()[1..2], at()).await.unwrap();
    let source = stage(&world.db, &proof.importer(), "kiln.md", SOURCE.into(), at()).await.unwrap();
    let (document, parts, kept) = seen(&world.db, &proof, source).await.unwrap();
    assert_eq!((document.id, kept.profile.lines().len()), (source, 1));
    let learned: Vec<&str> = parts.iter().filter(|seen| seen.learned).map(|seen| seen.written.as_str()).collect();
    assert_eq!(learned, ["Ampel"]);
    assert!(parts.iter().any(|seen| seen.written == "Beobachtungen" && seen.list == List::Headings));
}

#[tokio::test]
async fn every_project_has_words_of_its_own() {
    let (world, olga) = World::with_project().await;
    world.project(&olga, "oven").await;
    let (kiln, oven) = (olga.auditor(&world.db, "kiln").await.unwrap(), olga.auditor(&world.db, "oven").await.unwrap());
    learn(&world.db, &kiln, &words(), at()).await.unwrap();
    assert!(profile(&world.db, &oven).await.unwrap().profile.is_empty());
    let source = stage(&world.db, &oven.importer(), "oven.md", SOURCE.into(), at()).await.unwrap();
    assert!(!preview(&world.db, &oven.importer(), source, at()).await.unwrap().profiled);
}
