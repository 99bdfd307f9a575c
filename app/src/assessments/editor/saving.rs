//! What a save of the island does on the server.

use super::door::{DraftError, Saved, Theirs};
use super::forms::{category_form, finding_form, head_form};
use super::live::LiveText;
use crate::frame::{PageError, Values, Visit, refusal, visit_of_server_function};
use crate::records::version;
use crate::refusal::{AppError, answer_with};
use domain::Version;
use domain::records::{Described, Fact};
use service::ServiceError;
use service::accounts::Auditor;
use service::assessments::{self, Written};

pub(super) async fn save(slug: &str, what: &str, id: &str, fields: Vec<(String, String)>) -> Result<Saved, DraftError> {
    let visit = visit_of_server_function().await.map_err(|error| DraftError::Refused(String::new(), error))?;
    let sent = Values(fields);
    match written(&visit, slug, what, id, &sent).await {
        Ok(saved) => Ok(saved),
        Err(PageError::Service(ServiceError::Stale)) => Err(stale(&visit, slug, what, id, &sent).await),
        Err(error) => Err(refused(&error)),
    }
}

async fn auditor(visit: &Visit, slug: &str) -> Result<Auditor, PageError> {
    Ok(visit.viewer_of(slug).await?.auditor()?)
}

async fn written(visit: &Visit, slug: &str, what: &str, id: &str, sent: &Values) -> Result<Saved, PageError> {
    let (db, auditor, version, now) = (&visit.state.db, auditor(visit, slug).await?, version(sent)?, service::now());
    let none = |_| PageError::NotFound;
    let written = match what {
        "head" => assessments::change_head(db, &auditor, id.parse().map_err(none)?, version, &head_form(sent), now).await?,
        "category" => assessments::change_category(db, &auditor, id.parse().map_err(none)?, version, &category_form(sent), now).await?,
        "finding" => {
            let finding =
                assessments::change_finding(db, &auditor, id.parse().map_err(none)?, version, &finding_form(sent, false), now).await?;
            return Ok(Saved { version: finding.version.0, live: None });
        }
        _ => return Err(PageError::NotFound),
    };
    let Written { version, live } = written;
    let text = LiveText::of(&live.categories, &live.score, live.difference.as_ref(), &auditor.project().rule);
    Ok(Saved { version: version.0, live: Some(text) })
}

/// What is saved instead; only the fields that the form has.
async fn stale(visit: &Visit, slug: &str, what: &str, id: &str, sent: &Values) -> DraftError {
    let kept = async {
        let (db, auditor) = (&visit.state.db, auditor(visit, slug).await?);
        let none = |_| PageError::NotFound;
        let kept: (Version, Vec<Fact>) = match what {
            "head" => {
                let head = assessments::draft_head(db, &auditor, id.parse().map_err(none)?).await?;
                (head.version, head.facts())
            }
            "category" => {
                let (category, _) = assessments::category(db, &auditor, id.parse().map_err(none)?).await?;
                (category.version, category.facts())
            }
            _ => {
                let (finding, ..) = assessments::finding(db, &auditor, id.parse().map_err(none)?).await?;
                (finding.version, finding.facts())
            }
        };
        Ok::<_, PageError>(kept)
    };
    match kept.await {
        Ok((version, facts)) => {
            answer_with(409);
            let facts = facts.into_iter().filter(|fact| sent.find(fact.name).is_some());
            let theirs = facts.map(|fact| Theirs { name: fact.name.into(), label: fact.label.into(), value: fact.value });
            DraftError::Stale(version.0, theirs.collect())
        }
        Err(error) => refused(&error),
    }
}

fn refused(error: &PageError) -> DraftError {
    let field = match error {
        PageError::Service(ServiceError::Invalid { field, .. }) => (*field).to_owned(),
        _ => String::new(),
    };
    let AppError { status, text } = refusal(error);
    DraftError::Refused(field, AppError { status, text })
}
