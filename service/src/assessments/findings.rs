//! Writing the findings of a draft.

use super::write::{cut, draft, written};
use crate::accounts::Auditor;
use crate::{ServiceError, input, new_id, relations};
use domain::assessments::{Finding, FindingKind, Severity};
use domain::ids::{AssessmentId, CategoryId, FindingId};
use domain::records::changes;
use domain::relations::{Relation, RelationKind};
use domain::text::Markdown;
use domain::verifications::Verification;
use domain::{Timestamp, Version};
use storage::assessments::{self, writing};
use storage::{Db, Tx, verifications};

/// Most findings of an assessment.
pub const MOST_FINDINGS: i64 = 10_000;

/// A finding as typed.
#[derive(Clone, Debug, Default)]
pub struct FindingForm {
    /// `gap` or `strength`.
    pub kind: String,
    /// As shown.
    pub title: String,
    /// The word of a severity; may be empty.
    pub severity: String,
    /// Where in the system; may be empty, as all below.
    pub location: String,
    /// The state that was found.
    pub current: String,
    /// The state that is needed.
    pub required: String,
    /// What it leads to.
    pub impact: String,
    /// What to do.
    pub recommendation: String,
    /// Markdown.
    pub body: String,
    /// Commands that show whether it is still so, one per line; each becomes a verification that checks the finding.
    pub verify: String,
}

/// Adds a finding to a category, or to the assessment as a whole.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Refused`] once it is frozen or where there are too many.
pub async fn add_finding(
    db: &Db,
    auditor: &Auditor,
    id: AssessmentId,
    category: Option<CategoryId>,
    form: &FindingForm,
    now: Timestamp,
) -> Result<Finding, ServiceError> {
    let mut tx = db.begin().await?;
    let summary = draft(&mut tx, auditor, id).await?;
    if let Some(category) = category {
        let (_, home) = assessments::find_category(&mut tx, auditor.id(), category).await?;
        if home != id {
            return Err(ServiceError::NotFound);
        }
    }
    if assessments::count_findings(&mut tx, id).await? >= MOST_FINDINGS {
        return Err(ServiceError::Refused(format!("An assessment has at most {MOST_FINDINGS} findings. Take one out first.")));
    }
    let empty = Finding {
        id: new_id(),
        category,
        position: writing::next_places(&mut tx, id).await?.1,
        kind: FindingKind::Gap,
        title: input::title("title", "The title", &form.title)?,
        severity: None,
        location: None,
        current: None,
        required: None,
        impact: None,
        recommendation: None,
        body: Markdown::default(),
        lines: None,
        version: Version::FIRST,
    };
    let finding = form.read(&empty)?;
    assessments::insert_finding(&mut tx, id, &finding).await?;
    form.verify(&mut tx, auditor, &finding, now).await?;
    written(&mut tx, auditor, &summary, now).await?;
    tx.commit().await?;
    Ok(finding)
}

/// Changes a finding. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`], [`ServiceError::Refused`] once it is frozen.
pub async fn change_finding(
    db: &Db,
    auditor: &Auditor,
    id: FindingId,
    version: Version,
    form: &FindingForm,
    now: Timestamp,
) -> Result<Finding, ServiceError> {
    let mut tx = db.begin().await?;
    let (before, assessment, _) = assessments::find_finding(&mut tx, auditor.id(), id).await?;
    let summary = draft(&mut tx, auditor, assessment).await?;
    let after = form.read(&before)?;
    if before.version != version {
        return Err(ServiceError::Stale);
    }
    let made = form.verify(&mut tx, auditor, &after, now).await?;
    if changes(&before, &after).is_empty() {
        if made {
            tx.commit().await?;
        }
        return Ok(before);
    }
    let after = Finding { version: version.next(), ..after };
    writing::update_finding(&mut tx, &after, version).await?;
    written(&mut tx, auditor, &summary, now).await?;
    tx.commit().await?;
    Ok(after)
}

/// Takes a finding out; it can be put back until the assessment is frozen. `version` is the one the caller saw.
///
/// # Errors
/// As [`change_finding`].
pub async fn remove_finding(
    db: &Db,
    auditor: &Auditor,
    id: FindingId,
    version: Version,
    now: Timestamp,
) -> Result<AssessmentId, ServiceError> {
    let mut tx = db.begin().await?;
    let (finding, assessment, _) = assessments::find_finding(&mut tx, auditor.id(), id).await?;
    let summary = draft(&mut tx, auditor, assessment).await?;
    writing::remove_finding(&mut tx, id, version, now).await?;
    cut(&mut tx, auditor, &summary, format!("took the finding “{}” out of", finding.title), now).await?;
    tx.commit().await?;
    Ok(assessment)
}

impl FindingForm {
    /// The finding with the fields as the form has them.
    fn read(&self, of: &Finding) -> Result<Finding, ServiceError> {
        const PLACE: usize = 300;
        let unknown = |field, label| ServiceError::invalid(field, label, "is none that is known; choose one of the list");
        let severity = match self.severity.trim() {
            "" => None,
            word => Some(Severity::from_words(word).ok_or_else(|| unknown("severity", "The severity"))?),
        };
        Ok(Finding {
            kind: FindingKind::from_word(&self.kind).ok_or_else(|| unknown("kind", "The kind"))?,
            title: input::title("title", "The title", &self.title)?,
            severity,
            location: input::line("location", "The location", &self.location, PLACE)?,
            current: input::text("current", "What was found", &self.current)?,
            required: input::text("required", "What is required", &self.required)?,
            impact: input::text("impact", "The impact", &self.impact)?,
            recommendation: input::text("recommendation", "The recommendation", &self.recommendation)?,
            body: input::markdown("body", "The text of the details", &self.body)?,
            ..of.clone()
        })
    }

    /// Makes the verifications; true where there are any.
    async fn verify(&self, tx: &mut Tx, auditor: &Auditor, finding: &Finding, now: Timestamp) -> Result<bool, ServiceError> {
        const MOST: usize = 20;
        let commands: Vec<&str> = self.verify.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if commands.len() > MOST {
            return Err(ServiceError::invalid("verify", "The finding", format!("can get {MOST} commands at once; save, then add more")));
        }
        for command in &commands {
            let verification = Verification {
                id: new_id(),
                position: verifications::next_place(tx, auditor.id()).await?,
                title: None,
                command: input::markdown("verify", "The command", command)?,
                expected: None,
                valid_days: None,
                last: None,
                lines: None,
                version: Version::FIRST,
            };
            verifications::insert(tx, auditor.id(), &verification).await?;
            let relation = Relation { kind: RelationKind::Checks, from: verification.id.into(), to: finding.id.into() };
            relations::write(tx, auditor, relation, now).await?;
        }
        Ok(!commands.is_empty())
    }
}
