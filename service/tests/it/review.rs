//! Correcting what was understood of a report before it is saved.

use crate::world::{LATER, REPORT, World, at};
use domain::Version;
use domain::changes::{Comparison, Group, Part};
use domain::exchange::profile::{Announced, Meaning};
use domain::exchange::review::{Correction, Field, Headline, Kind, Spot, entries};
use domain::ids::SourceId;
use service::accounts::Auditor;
use service::assessments::{self, Overview};
use service::exchange::{ImportForm, Outcome, Preview, Saved, correct, has_more_to_show, learn, preview, save, stage, take_back};
use service::{PageNumber, ServiceError, changes};

struct Room {
    world: World,
    proof: Auditor,
}

impl Room {
    async fn new() -> Self {
        let (world, olga) = World::with_project().await;
        let proof = olga.auditor(&world.db, "kiln").await.unwrap();
        Self { world, proof }
    }

    async fn staged(&self, text: &str) -> SourceId {
        stage(&self.world.db, &self.proof.importer(), "report.md", text.into(), at()).await.unwrap()
    }

    async fn shown(&self, id: SourceId) -> Preview {
        preview(&self.world.db, &self.proof.importer(), id, at()).await.unwrap()
    }

    /// Makes a correction of the document as it is now.
    async fn correct(&self, id: SourceId, correction: Correction) {
        let seen = self.shown(id).await.source.version;
        correct(&self.world.db, &self.proof.importer(), id, seen, correction).await.unwrap();
    }

    async fn saved(&self, id: SourceId) -> Saved {
        match save(&self.world.db, &self.proof.importer(), id, &ImportForm::default(), at()).await.unwrap() {
            Outcome::Saved(saved) => saved,
            Outcome::Already(id) => panic!("was {id} already"),
        }
    }

    async fn overview(&self) -> Overview {
        assessments::overview(&self.world.db, &self.proof, at()).await.unwrap()
    }
}

fn spot(shown: &Preview, kind: Kind, title: &str) -> Spot {
    let found = entries(&shown.reading, Some(kind)).into_iter().find(|entry| entry.slip.title() == title);
    found.unwrap_or_else(|| panic!("no “{title}”")).spot
}

fn say(at: Spot, field: Field, text: &str) -> Correction {
    Correction::Say { at, fields: [(field, text.to_owned())].into_iter().collect() }
}

fn head(what: Headline, text: &str) -> Correction {
    Correction::Head { what, text: text.into() }
}

#[tokio::test]
async fn corrections_are_made_in_their_order_and_each_can_be_taken_back() {
    let room = Room::new().await;
    let source = room.staged(REPORT).await;
    let plain = room.shown(source).await;
    let door = spot(&plain, Kind::Blocker, "Door opens while hot");
    room.correct(source, Correction::Become { at: vec![door], kind: Kind::Risk }).await;
    let moved = Spot { kind: Kind::Risk, ..door };
    room.correct(source, say(moved, Field::Title, "Somebody burns a hand")).await;
    let shown = room.shown(source).await;
    assert!(shown.reading.blockers.is_empty() && shown.idle.is_empty());
    assert!(shown.reading.risks.iter().any(|risk| risk.title == "Somebody burns a hand"), "{:?}", shown.reading.risks);
    assert_eq!((shown.source.corrections.len(), shown.source.version), (2, Version(3)));
    // Without the first, the second finds nothing to correct: it stays, and says so.
    take_back(&room.world.db, &room.proof.importer(), source, Version(3), 0).await.unwrap();
    let shown = room.shown(source).await;
    assert_eq!((shown.reading.blockers.len(), shown.idle), (1, vec![0]));
    take_back(&room.world.db, &room.proof.importer(), source, Version(4), 0).await.unwrap();
    assert_eq!(room.shown(source).await.reading, plain.reading);
}

#[tokio::test]
async fn who_corrects_has_seen_what_is_there() {
    let room = Room::new().await;
    let (db, proof) = (&room.world.db, &room.proof);
    let source = room.staged(REPORT).await;
    room.correct(source, head(Headline::Title, "First")).await;
    let late = correct(db, &proof.importer(), source, Version::FIRST, head(Headline::Title, "Second")).await;
    assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
    for (seen, place) in [(Version::FIRST, 0), (Version(2), 1)] {
        let late = take_back(db, &proof.importer(), source, seen, place).await;
        assert!(matches!(late, Err(ServiceError::Stale)), "{late:?}");
    }
    let shown = room.shown(source).await;
    assert_eq!((shown.reading.title.unwrap().text.as_str(), shown.source.version), ("First", Version(2)));
}

#[tokio::test]
async fn what_cannot_be_corrected_so_is_refused_with_a_sentence_and_changes_nothing() {
    let room = Room::new().await;
    let source = room.staged(REPORT).await;
    let plain = room.shown(source).await;
    let heat = spot(&plain, Kind::Category, "Heat");
    let nowhere = Spot { line: 9_999, ..heat };
    for wrong in [
        say(heat, Field::Score, "a lot"),
        say(heat, Field::Score, "101"),
        say(heat, Field::Title, " "),
        say(nowhere, Field::Title, "Fire"),
        Correction::Merge { at: vec![heat] },
        Correction::Split { at: heat, into: vec!["Heat".into()] },
        head(Headline::Date, "yesterday"),
        head(Headline::Title, &"x".repeat(400_000)),
    ] {
        let refused = correct(&room.world.db, &room.proof.importer(), source, Version::FIRST, wrong).await;
        assert!(matches!(&refused, Err(ServiceError::Invalid { message, .. }) if message.ends_with('.')), "{refused:?}");
    }
    let shown = room.shown(source).await;
    assert_eq!((shown.reading, shown.source.version), (plain.reading, Version::FIRST));
}

#[tokio::test]
async fn what_no_database_keeps_is_not_kept() {
    let room = Room::new().await;
    let source = room.staged(REPORT).await;
    let heat = spot(&room.shown(source).await, Kind::Category, "Heat");
    for wrong in [
        head(Headline::Title, "Ki\0ln"),
        say(heat, Field::Body, "\0"),
        Correction::Split { at: heat, into: vec!["a\0".into(), "b".into()] },
    ] {
        let refused = correct(&room.world.db, &room.proof.importer(), source, Version::FIRST, wrong).await;
        assert!(matches!(&refused, Err(ServiceError::Invalid { .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn what_is_saved_is_corrected_no_more() {
    let room = Room::new().await;
    let source = room.staged(REPORT).await;
    room.correct(source, head(Headline::Title, "First")).await;
    room.saved(source).await;
    let seen = room.shown(source).await.source.version;
    let late = correct(&room.world.db, &room.proof.importer(), source, seen, head(Headline::Title, "Second")).await;
    assert!(matches!(late, Err(ServiceError::Refused(_))), "{late:?}");
    let late = take_back(&room.world.db, &room.proof.importer(), source, seen, 0).await;
    assert!(matches!(late, Err(ServiceError::Refused(_))), "{late:?}");
}

#[tokio::test]
async fn an_audit_has_the_records_as_they_were_corrected() {
    let room = Room::new().await;
    let source = room.staged(REPORT).await;
    let shown = room.shown(source).await;
    let safety = spot(&shown, Kind::Category, "Safety");
    room.correct(source, say(safety, Field::Score, "75")).await;
    let door = spot(&shown, Kind::Blocker, "Door opens while hot");
    room.correct(source, Correction::Become { at: vec![door], kind: Kind::Item }).await;
    let lock = spot(&shown, Kind::Item, "Lock is tried with gloves (blocking)");
    room.correct(source, Correction::Split { at: lock, into: vec!["Lock is tried".into(), "Gloves are tried".into()] }).await;
    room.correct(source, head(Headline::Overall, "78/100")).await;
    room.correct(source, head(Headline::Date, "2031-03")).await;
    let saved = room.saved(source).await;
    let got = room.overview().await;
    let current = got.current.unwrap();
    assert_eq!(current.score.overall.unwrap().to_string(), "78");
    assert_eq!((current.summary.stated_score, current.summary.ordered_on.as_str()), (Some(7_800), "2031-03"));
    assert!(got.blockers.is_empty());
    assert_eq!(got.checklists.iter().map(|(_, progress)| progress.total).sum::<u32>(), 4, "{:?}", got.checklists);
    let page = assessments::show(&room.world.db, &room.proof, saved.assessment, PageNumber::FIRST).await.unwrap();
    assert_eq!(page.source.unwrap().text, REPORT, "the document itself is as it came");
}

#[tokio::test]
async fn audits_are_compared_as_they_were_corrected_whatever_the_project_means_later() {
    let room = Room::new().await;
    let source = room.staged(REPORT).await;
    let shown = room.shown(source).await;
    let power = spot(&shown, Kind::Risk, "Power cut during a firing");
    room.correct(source, say(power, Field::Level, "Critical")).await;
    let lock = spot(&shown, Kind::Item, "Lock is tried with gloves (blocking)");
    room.correct(source, Correction::Become { at: vec![lock], kind: Kind::Note }).await;
    let first = room.saved(source).await.assessment;
    let later = room.saved(room.staged(LATER).await).await.assessment;
    let compared = async || changes::compare(&room.world.db, &room.proof, first, later, at()).await.unwrap().comparison;
    let found = compared().await;
    let entry = |part, name: &str| found.entries.iter().find(|entry| entry.part == part && entry.name == name).unwrap();
    let risk = entry(Part::Risk, "Power cut during a firing");
    assert!(risk.changes.iter().any(|change| (change.before.as_str(), change.after.as_str()) == ("critical", "low")), "{risk:?}");
    assert_eq!(entry(Part::Item, "Lock is tried with gloves (blocking)").group, Group::New);
    let nothing = [("Before the first firing".to_owned(), Meaning::Heading(Announced::Nothing))];
    learn(&room.world.db, &room.proof, &nothing, at()).await.unwrap();
    // Rows that only the report has get an identity anew each time.
    let told = |found: Comparison| -> Vec<_> {
        found.entries.into_iter().map(|entry| (entry.part, entry.name, entry.group, entry.changes)).collect()
    };
    assert_eq!(told(compared().await), told(found));
}

#[tokio::test]
async fn title_and_date_wait_with_a_report_that_has_more_to_show() {
    let room = Room::new().await;
    let (db, proof) = (&room.world.db, &room.proof);
    let form = |title: &str, date: &str| ImportForm { title: Some(title.into()), date: Some(date.into()), ..ImportForm::default() };
    let source = room.staged(REPORT).await;
    assert!(
        !has_more_to_show(db, &proof.importer(), source, &form("Mine", "2031-02"), at()).await.unwrap(),
        "there is nothing to compare with"
    );
    assert!(room.shown(source).await.source.corrections.is_empty());
    room.saved(source).await;
    let source = room.staged(LATER).await;
    for (form, wrong) in [(form(" ", "2031-02"), "title"), (form("Kiln readiness audit, second", "soon"), "date")] {
        let refused = has_more_to_show(db, &proof.importer(), source, &form, at()).await;
        assert!(matches!(&refused, Err(ServiceError::Invalid { field, .. }) if *field == wrong), "{refused:?}");
    }
    assert!(has_more_to_show(db, &proof.importer(), source, &form("Mine", "2031-02"), at()).await.unwrap());
    let shown = room.shown(source).await;
    assert_eq!((shown.reading.title.unwrap().text.as_str(), shown.source.corrections.len()), ("Mine", 2));
    assert!(has_more_to_show(db, &proof.importer(), source, &form("Mine", "2031-02"), at()).await.unwrap());
    assert_eq!(room.shown(source).await.source.version, shown.source.version, "what is so already is not corrected");
    room.saved(source).await;
    let again = room.staged(LATER).await;
    assert!(
        !has_more_to_show(db, &proof.importer(), again, &form("Mine", "2031-02"), at()).await.unwrap(),
        "these bytes are an audit already"
    );
    let audits = room.overview().await.audits;
    assert!(audits.iter().any(|audit| audit.assessment.title.as_str() == "Mine" && audit.ordered_on == "2031-02"), "{audits:?}");
}

#[tokio::test]
async fn a_document_of_another_project_is_not_there() {
    let (world, olga) = World::with_project().await;
    world.project(&olga, "oven").await;
    let (kiln, oven) = (olga.auditor(&world.db, "kiln").await.unwrap(), olga.auditor(&world.db, "oven").await.unwrap());
    let source = stage(&world.db, &kiln.importer(), "x.md", REPORT.into(), at()).await.unwrap();
    let made = correct(&world.db, &oven.importer(), source, Version::FIRST, head(Headline::Title, "Mine")).await;
    assert!(matches!(made, Err(ServiceError::NotFound)), "{made:?}");
    let saved = save(&world.db, &oven.importer(), source, &ImportForm::default(), at()).await;
    assert!(matches!(saved, Err(ServiceError::NotFound)), "{saved:?}");
}
