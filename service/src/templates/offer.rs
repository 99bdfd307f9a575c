//! What a newer version of a template offers to an assessment that began with an older one.

use super::make::Present;
use super::{edition, with_program};
use crate::ServiceError;
use crate::accounts::Viewer;
use domain::Timestamp;
use domain::assessments::Edition;
use domain::ids::AssessmentId;
use domain::templates::{Offer, Template, offers};
use storage::assessments::Summary;
use storage::{Db, Tx, assessments, templates};

/// What a newer version of its template offers to an assessment.
#[derive(Clone, Debug)]
pub struct OfferSheet {
    /// The assessment.
    pub summary: Summary,
    /// What there is.
    pub newer: Newer,
}

/// Whether there is a newer version.
#[derive(Clone, Debug)]
pub enum Newer {
    /// It began with no template.
    NoTemplate,
    /// The version that it began with is not kept, so that nothing can be compared.
    Unknown(Edition),
    /// It began with the newest version, or the template was withdrawn.
    UpToDate(Edition),
    /// There is a newer one.
    Offers {
        /// It began with this one.
        began: Edition,
        /// This one is the newest.
        newest: Box<Template>,
        /// What can be taken over; may be empty.
        offers: Vec<Offered>,
    },
}

/// One offer, with the name by which it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Another one as soon as anything about the offer is another, so that nobody takes what they have not seen.
    pub id: String,
    /// The offer.
    pub offer: Offer,
}

impl Offered {
    /// The name under which the fields are chosen that the team has changed itself.
    #[must_use]
    pub fn own_id(&self) -> String {
        format!("{}-own", self.id)
    }
}

/// What a newer version of its template offers to an assessment. Eight queries at most.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn offer(db: &Db, viewer: &Viewer, id: AssessmentId, now: Timestamp) -> Result<OfferSheet, ServiceError> {
    let mut tx = db.read().await?;
    Ok(load(&mut tx, viewer, id, now).await?.0)
}

/// The offers, and what stands in assessment and project where there are any.
pub(super) async fn load(
    tx: &mut Tx,
    viewer: &Viewer,
    id: AssessmentId,
    now: Timestamp,
) -> Result<(OfferSheet, Option<Present>), ServiceError> {
    let summary = assessments::find(tx, viewer.id(), id).await?;
    let Some(began) = summary.assessment.template.clone() else {
        return Ok((OfferSheet { summary, newer: Newer::NoTemplate }, None));
    };
    let Some(newest) = newest(tx, &began).await? else {
        return Ok((OfferSheet { summary, newer: Newer::UpToDate(began) }, None));
    };
    let Some(older) = edition(tx, &began).await? else {
        return Ok((OfferSheet { summary, newer: Newer::Unknown(began) }, None));
    };
    let present = Present::load(tx, viewer, id, now).await?;
    let offers = offers(&older, &newest, &present.material()).into_iter().map(named).collect::<Result<_, _>>()?;
    Ok((OfferSheet { summary, newer: Newer::Offers { began, newest: Box::new(newest), offers } }, Some(present)))
}

/// The newest version that is offered, where it is newer than this one.
async fn newest(tx: &mut Tx, began: &Edition) -> Result<Option<Template>, ServiceError> {
    match templates::get_head(tx, &began.key).await? {
        Some(head) if head.withdrawn.is_some() || head.version <= began.version => Ok(None),
        Some(head) => Ok(templates::get(tx, &Edition { key: head.key, version: head.version }).await?),
        None => Ok(with_program(&began.key).filter(|ours| ours.parts().version > began.version).cloned()),
    }
}

fn named(offer: Offer) -> Result<Offered, ServiceError> {
    let text = serde_json::to_string(&offer).map_err(|_| ServiceError::Internal("an offer could not be written"))?;
    let digest = domain::digest::sha256(text.as_bytes());
    Ok(Offered { id: digest.chars().take(16).collect(), offer })
}
