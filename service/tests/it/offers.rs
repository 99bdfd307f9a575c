//! What a newer version of a template offers to an assessment, and taking it over.

use crate::templates::TOML;
use crate::world::{REPORT, World, at};
use domain::Version;
use domain::assessments::{Assessment, Category, Edition};
use domain::ids::AssessmentId;
use domain::templates::{Offer, Template};
use service::accounts::{Auditor, SignedIn};
use service::assessments::CategoryForm;
use service::templates::{Newer, OfferSheet, Offered, Seen, bring_in, offer, publish, publish_next, take, withdraw};
use service::{PageNumber, ServiceError, assessments, history, records};
use std::collections::HashSet;
use storage::assessments::{Summary, writing};

/// The newer version: Heat weighs less, Safety is gone, Speed is new, and so are an item and other words of a criterion.
fn newer() -> String {
    TOML.replace("weight = 60", "weight = 30")
        .replace("{ key = \"safety\", name = \"Safety\", scale = \"rag\" }", "{ key = \"speed\", name = \"Speed\", scale = \"rag\" }")
        .replace("text = \"Fan is tried\", blocking = true", "text = \"Fan is tried\"")
        .replace("{ text = \"Chimney is swept\" }", "{ text = \"Chimney is swept\" }, { text = \"Bell rings\" }")
        .replace("{ text = \"Nobody is burnt\" }", "{ label = \"B\", text = \"Nobody is burnt\" }")
}

struct Room {
    world: World,
    author: SignedIn,
    auditor: Auditor,
    id: AssessmentId,
}

impl Room {
    /// An assessment that began with the first version of a template whose checklists and criteria are in the project.
    async fn new() -> Self {
        let (world, author) = World::with_project().await;
        let auditor = author.auditor(&world.db, "kiln").await.unwrap();
        let template = publish(&world.db, &author, TOML, at()).await.unwrap();
        bring_in(&world.db, &auditor, "kiln-audit", at()).await.unwrap();
        let id = world.saved(&auditor, REPORT).await.assessment;
        let room = Self { world, author, auditor, id };
        room.begin_with(template.edition()).await;
        room
    }

    async fn begin_with(&self, edition: Edition) {
        let summary = self.sheet().await.summary;
        let seen = summary.assessment.version;
        let head = Assessment { template: Some(edition), version: seen.next(), ..summary.assessment.clone() };
        let mut tx = self.world.db.begin().await.unwrap();
        writing::set_template(&mut tx, &Summary { assessment: head, ..summary }, seen).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn publish_newer(&self) -> Template {
        let keeper = self.author.template_keeper(&self.world.db, "kiln-audit").await.unwrap();
        publish_next(&self.world.db, &keeper, 1, &newer(), at()).await.unwrap()
    }

    async fn sheet(&self) -> OfferSheet {
        offer(&self.world.db, &self.auditor, self.id, at()).await.unwrap()
    }

    async fn offers(&self) -> (Seen, Vec<Offered>) {
        let sheet = self.sheet().await;
        let Newer::Offers { newest, offers, .. } = sheet.newer else { panic!("{sheet:?}") };
        let head = &sheet.summary;
        (Seen { version: head.assessment.version, written: head.written, newest: newest.parts().version }, offers)
    }

    async fn category(&self, name: &str) -> Category {
        let page = assessments::show(&self.world.db, &self.auditor, self.id, PageNumber::FIRST).await.unwrap();
        page.scored.categories.into_iter().find(|row| row.name.as_str() == name).unwrap()
    }

    async fn take(&self, seen: Seen, chosen: &HashSet<String>) -> Result<Edition, ServiceError> {
        let chosen: Vec<String> = chosen.iter().cloned().collect();
        take(&self.world.db, &self.auditor, self.id, seen, &chosen, at()).await
    }
}

#[tokio::test]
async fn an_assessment_without_a_template_or_with_the_newest_version_is_offered_nothing() {
    let room = Room::new().await;
    assert!(matches!(room.sheet().await.newer, Newer::UpToDate(edition) if edition.version == 1));
    let other = room.world.saved(&room.auditor, crate::world::LATER).await.assessment;
    assert!(matches!(offer(&room.world.db, &room.auditor, other, at()).await.unwrap().newer, Newer::NoTemplate));
    room.publish_newer().await;
    let keeper = room.author.template_keeper(&room.world.db, "kiln-audit").await.unwrap();
    withdraw(&room.world.db, &keeper, at()).await.unwrap();
    assert!(matches!(room.sheet().await.newer, Newer::UpToDate(_)), "a withdrawn template offers nothing");
}

#[tokio::test]
async fn a_version_that_nobody_kept_cannot_be_compared() {
    let room = Room::new().await;
    room.publish_newer().await;
    room.begin_with(Edition { key: "kiln-audit".parse().unwrap(), version: 0 }).await;
    assert!(matches!(room.sheet().await.newer, Newer::Unknown(_)));
    let seen = Seen { version: Version(3), written: 0, newest: 2 };
    assert!(matches!(room.take(seen, &HashSet::new()).await, Err(ServiceError::Refused(_))));
}

#[tokio::test]
async fn what_is_chosen_is_taken_over_and_the_rest_stays_as_it_was() {
    let room = Room::new().await;
    let newest = room.publish_newer().await;
    let (seen, offers) = room.offers().await;
    let chosen = offers.iter().filter(|offered| !matches!(offered.offer, Offer::Drop { .. })).map(|offered| offered.id.clone());
    assert_eq!(room.take(seen, &chosen.collect()).await.unwrap(), newest.edition());
    let page = assessments::show(&room.world.db, &room.auditor, room.id, PageNumber::FIRST).await.unwrap();
    let rows: Vec<_> = page.scored.categories.iter().map(|row| (row.name.to_string(), row.weight.map(|it| it.to_string()))).collect();
    let expected = [("Heat", Some("30")), ("Safety", Some("40")), ("Speed", None)];
    assert_eq!(rows, expected.map(|(name, weight)| (name.to_owned(), weight.map(str::to_owned))));
    let summary = &page.scored.summary;
    assert_eq!((summary.assessment.template.clone(), summary.assessment.version), (Some(newest.edition()), seen.version.next()));
    assert_eq!(summary.written, seen.written + 1);
    assert_eq!(summary.score, page.scored.score.overall.as_ref().map(|share| share.basis_points().into()));
    let items =
        service::checklists::list(&room.world.db, &room.auditor, service::checklists::Shown::All, PageNumber::FIRST, at()).await.unwrap();
    let fan = items.items.rows.iter().find(|row| row.text.as_str() == "Fan is tried").unwrap();
    assert!(!fan.blocking && items.items.rows.iter().any(|row| row.text.as_str() == "Bell rings"));
    let labels: Vec<_> = service::criteria::list(&room.world.db, &room.auditor, PageNumber::FIRST).await.unwrap().page.rows;
    assert!(labels.iter().any(|row| row.text.as_str() == "Nobody is burnt" && row.label.as_deref() == Some("B")));
    assert!(matches!(room.sheet().await.newer, Newer::UpToDate(_)), "what was left is not offered again");
    let events = records::around(&room.world.db, &room.auditor, room.id, PageNumber::FIRST).await.unwrap().events;
    assert!(events[0].summary.contains("took over version 2") && events[0].changes.len() > 4, "{events:?}");
}

#[tokio::test]
async fn a_field_that_the_team_changed_itself_is_only_replaced_where_that_is_chosen() {
    for replaced in [false, true] {
        let room = Room::new().await;
        let (db, heat) = (&room.world.db, room.category("Heat").await);
        let own = CategoryForm { name: "Heat".into(), weight: "70".into(), rating: "80".into(), ..CategoryForm::default() };
        assessments::change_category(db, &room.auditor, heat.id, heat.version, &own, at()).await.unwrap();
        room.publish_newer().await;
        let (seen, offers) = room.offers().await;
        let changed = offers.iter().find(|it| matches!(&it.offer, Offer::Change { own, .. } if !own.is_empty())).unwrap();
        let chosen = if replaced { changed.own_id() } else { changed.id.clone() };
        room.take(seen, &HashSet::from([chosen])).await.unwrap();
        let weight = room.category("Heat").await.weight.unwrap().to_string();
        assert_eq!(weight, if replaced { "30" } else { "70" });
        assert_eq!(room.category("Safety").await.name.as_str(), "Safety", "what is to be dropped was not chosen");
    }
}

#[tokio::test]
async fn nobody_takes_what_they_have_not_seen() {
    let room = Room::new().await;
    room.publish_newer().await;
    let (seen, offers) = room.offers().await;
    let all: HashSet<String> = offers.iter().map(|offered| offered.id.clone()).collect();
    let wrong = [Seen { version: seen.version.next(), ..seen }, Seen { written: 9, ..seen }, Seen { newest: 3, ..seen }];
    for seen in wrong {
        assert!(matches!(room.take(seen, &all).await, Err(ServiceError::Stale)), "{seen:?}");
    }
    let unknown = HashSet::from(["0123456789abcdef".to_owned()]);
    assert!(matches!(room.take(seen, &unknown).await, Err(ServiceError::Stale)));
    let before = history::list(&room.world.db, &room.auditor, PageNumber::FIRST).await.unwrap().total;
    assessments::freeze(&room.world.db, &room.auditor, room.id, (seen.version, seen.written), true, at()).await.unwrap();
    assert!(matches!(room.take(seen, &all).await, Err(ServiceError::Refused(_))));
    assert_eq!(history::list(&room.world.db, &room.auditor, PageNumber::FIRST).await.unwrap().total, before + 1);
}
