//! Taking over what a newer version of a template offers.

use super::make::Present;
use super::offer::{Newer, Offered, load};
use super::settle::{as_made, criterion};
use super::{OfferSheet, keep};
use crate::accounts::Auditor;
use crate::assessments::same_rule;
use crate::checklists::Adding;
use crate::history::{self, Line};
use crate::{ServiceError, new_id};
use domain::assessments::{AssessmentState, Category, Edition, Rating, Weight};
use domain::history::EventKind;
use domain::ids::{AssessmentId, CategoryId, CriterionId, ItemId};
use domain::records::Change;
use domain::scoring::score;
use domain::templates::{Offer, Piece, Standing};
use domain::text::Markdown;
use domain::{Timestamp, Version};
use rust_decimal::Decimal;
use std::collections::HashSet;
use std::str::FromStr;
use storage::assessments::{Summary, writing};
use storage::{Db, Tx, assessments, checklists, criteria, records};

/// What the caller saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Version of the assessment.
    pub version: Version,
    /// What counts what was written in its rows.
    pub written: i64,
    /// The newest version of the template.
    pub newest: u32,
}

/// Takes over what was chosen and leaves the rest, also for good: the assessment goes on with the newest version. An offer is chosen by
/// [`Offered::id`], and by [`Offered::own_id`] for the fields that the team has changed itself.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] where it is frozen or nothing newer is offered, [`ServiceError::Stale`] where
/// anything is otherwise than the caller saw it.
pub async fn take(
    db: &Db,
    auditor: &Auditor,
    id: AssessmentId,
    seen: Seen,
    chosen: &[String],
    now: Timestamp,
) -> Result<Edition, ServiceError> {
    let mut tx = db.begin().await?;
    let (OfferSheet { summary, newer }, present) = load(&mut tx, auditor, id, now).await?;
    if summary.assessment.state == AssessmentState::Final {
        return Err(ServiceError::Refused("This assessment is frozen; it keeps the template that it began with.".into()));
    }
    let (Newer::Offers { began, newest, offers }, Some(present)) = (newer, present) else {
        return Err(ServiceError::Refused("There is no newer version of the template of this assessment.".into()));
    };
    let edition = newest.edition();
    let chosen: HashSet<String> = chosen.iter().cloned().collect();
    same_rule(&mut tx, auditor).await?;
    let known: HashSet<String> = offers.iter().flat_map(|offered| [offered.id.clone(), offered.own_id()]).collect();
    let same = (summary.assessment.version, summary.written, edition.version) == (seen.version, seen.written, seen.newest);
    if !same || !chosen.is_subset(&known) {
        return Err(ServiceError::Stale);
    }
    keep(&mut tx, &newest, now).await?;
    let mut hand = Hand::new(&mut tx, auditor, id, &present, now).await?;
    for offered in &offers {
        hand.over(&mut tx, offered, &chosen).await?;
    }
    let told = hand.told;
    let head =
        domain::assessments::Assessment { template: Some(edition.clone()), version: seen.version.next(), ..summary.assessment.clone() };
    writing::set_template(&mut tx, &Summary { assessment: head, ..summary.clone() }, seen.version).await?;
    let score = score(&assessments::list_categories(&mut tx, id).await?, &auditor.project().rule);
    writing::touch(&mut tx, id, score.overall.as_ref().map(|share| share.basis_points().into())).await?;
    let line =
        format!("took over version {} of the template “{}” into “{}”", edition.version, newest.parts().name, summary.assessment.title);
    let first = Change { field: "Template".into(), before: began.to_string(), after: edition.to_string() };
    let changes = [first].into_iter().chain(told).collect();
    history::tell(&mut tx, auditor, Line::new(EventKind::AssessmentChanged, id, line).with(changes), now).await?;
    tx.commit().await?;
    Ok(edition)
}

/// What is written while offers are taken over, and what is told of it.
struct Hand<'a> {
    auditor: &'a Auditor,
    assessment: AssessmentId,
    present: &'a Present,
    lists: Adding,
    /// Places behind the last category and the last criterion.
    places: (i32, i32),
    now: Timestamp,
    told: Vec<Change>,
}

impl<'a> Hand<'a> {
    async fn new(tx: &mut Tx, auditor: &'a Auditor, id: AssessmentId, present: &'a Present, now: Timestamp) -> Result<Self, ServiceError> {
        let lists = Adding::load(tx, auditor.id(), now).await?;
        let places = (writing::next_places(tx, id).await?.0, criteria::next_place(tx, auditor.id()).await?);
        Ok(Self { auditor, assessment: id, present, lists, places, now, told: Vec::new() })
    }

    async fn over(&mut self, tx: &mut Tx, offered: &Offered, chosen: &HashSet<String>) -> Result<(), ServiceError> {
        let (plain, own) = (chosen.contains(&offered.id), chosen.contains(&offered.own_id()));
        match &offered.offer {
            Offer::Add { piece } if plain => self.add(tx, piece).await,
            Offer::Change { standing, name, changes, own: theirs } if plain || own => {
                let wanted = changes.iter().filter(|_| plain).chain(theirs.iter().filter(|_| own));
                let wanted: Vec<Change> = wanted.cloned().collect();
                self.change(tx, *standing, &wanted).await?;
                self.told.extend(wanted.into_iter().map(|change| Change { field: format!("{} of “{name}”", change.field), ..change }));
                Ok(())
            }
            Offer::Drop { standing, name } if plain => {
                self.drop(tx, *standing).await?;
                self.told.push(Change { field: "Dropped".into(), before: name.to_string(), after: String::new() });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn add(&mut self, tx: &mut Tx, piece: &Piece) -> Result<(), ServiceError> {
        let after = match piece {
            Piece::Category(made) => {
                let category = Category {
                    id: new_id(),
                    position: self.places.0,
                    name: made.name.clone(),
                    weight: made.weight,
                    rating: Rating::NotRated,
                    status: None,
                    notes: Markdown::default(),
                    lines: None,
                    version: Version::FIRST,
                };
                assessments::insert_category(tx, self.assessment, &category).await?;
                self.places.0 = self.places.0.saturating_add(1);
                made.name.to_string()
            }
            Piece::Item { checklist, item } => {
                let list = self.lists.named(tx, checklist).await?;
                self.lists.add(tx, list, &item.text, as_made(item)).await?;
                item.text.to_string()
            }
            Piece::Criterion(made) => {
                criteria::insert(tx, self.auditor.id(), &criterion(made, self.places.1)).await?;
                self.places.1 = self.places.1.saturating_add(1);
                made.text.to_string()
            }
        };
        self.told.push(Change { field: "Added".into(), before: String::new(), after });
        Ok(())
    }

    /// Fields that only a template has, such as the guidance, are in its newer version; nothing is written for them.
    async fn change(&mut self, tx: &mut Tx, standing: Standing, changes: &[Change]) -> Result<(), ServiceError> {
        let value = |field: &str| changes.iter().find(|change| change.field == field).map(|change| change.after.as_str());
        match standing {
            Standing::Category(id) => {
                let before = self.category(id)?;
                let mut row = Category { version: before.version.next(), ..before.clone() };
                if let Some(name) = value("Name") {
                    row.name = read(name)?;
                }
                if let Some(weight) = value("Weight") {
                    row.weight = if weight.is_empty() { None } else { Some(self::weight(weight)?) };
                }
                if (&row.name, row.weight) != (&before.name, before.weight) {
                    writing::update_category(tx, &row, before.version).await?;
                }
            }
            Standing::Item(id) => {
                let before = checklists::find_item(tx, self.auditor.id(), id).await?;
                let mut row = before.clone();
                if let Some(text) = value("Text") {
                    row.text = read(text)?;
                }
                if let Some(detail) = value("Details") {
                    row.detail = read(detail)?;
                }
                if let Some(blocking) = value("Blocking") {
                    row.blocking = blocking == "yes";
                }
                if row != before {
                    row.version = before.version.next();
                    checklists::update_item(tx, &row, before.version).await?;
                }
                if let Some(list) = value("Checklist") {
                    let (list, seen) = (self.lists.named(tx, &read(list)?).await?, row.version);
                    (row.checklist, row.position, row.version) = (list, self.lists.next_place(list), seen.next());
                    checklists::set_list(tx, &row, seen).await?;
                }
            }
            Standing::Criterion(id) => {
                let before = criteria::find(tx, self.auditor.id(), id).await?;
                let mut row = before.clone();
                if let Some(label) = value("Letter or number") {
                    row.label = (!label.is_empty()).then(|| label.to_owned());
                }
                if let Some(text) = value("What has to hold") {
                    row.text = read(text)?;
                }
                if row != before {
                    row.version = before.version.next();
                    criteria::update(tx, &row, before.version).await?;
                }
            }
        }
        Ok(())
    }

    /// Takes a category out of the assessment; what is in the registers goes into the bin.
    async fn drop(&mut self, tx: &mut Tx, standing: Standing) -> Result<(), ServiceError> {
        let (project, by) = (self.auditor.id(), self.auditor.actor().name().as_str());
        match standing {
            Standing::Category(id) => writing::remove_category(tx, id, self.category(id)?.version, self.now).await?,
            Standing::Item(id) => records::delete(tx, project, id.into(), self.version_of_item(id)?, self.now, by).await?,
            Standing::Criterion(id) => records::delete(tx, project, id.into(), self.version_of_criterion(id)?, self.now, by).await?,
        }
        Ok(())
    }

    fn category(&self, id: CategoryId) -> Result<&'a Category, ServiceError> {
        self.present.categories.iter().find(|row| row.id == id).ok_or(ServiceError::Stale)
    }

    fn version_of_item(&self, id: ItemId) -> Result<Version, ServiceError> {
        let mut items = self.present.checklists.iter().flat_map(|(_, items)| items);
        items.find(|row| row.id == id).map(|row| row.version).ok_or(ServiceError::Stale)
    }

    fn version_of_criterion(&self, id: CriterionId) -> Result<Version, ServiceError> {
        self.present.criteria.iter().find(|row| row.id == id).map(|row| row.version).ok_or(ServiceError::Stale)
    }
}

/// What a template holds has been checked by these very types.
fn read<T: FromStr>(text: &str) -> Result<T, ServiceError> {
    text.parse().map_err(|_| ServiceError::Internal("an offer holds an unusable text"))
}

fn weight(text: &str) -> Result<Weight, ServiceError> {
    read::<Decimal>(text)?.try_into().map_err(|_| ServiceError::Internal("an offer holds an unusable weight"))
}
