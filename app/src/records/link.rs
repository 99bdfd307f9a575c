//! Where a record has its page.

use crate::frame::{PageError, PageResult, Visit};
use domain::records::{RecordKind, RecordRef};

/// The address of a record of which only the identity is known leads to its page.
pub(super) async fn one(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let record = service::records::find(&visit.state.db, &viewer, visit.id("record")?).await?;
    Err(PageError::Elsewhere(path(viewer.project().slug.as_str(), record)))
}

/// The page of a record.
pub(crate) fn path(slug: &str, record: RecordRef) -> String {
    let id = record.id;
    match record.kind {
        RecordKind::Assessment => format!("/projects/{slug}/assessments/{id}"),
        RecordKind::Finding => format!("/projects/{slug}/findings/{id}"),
        RecordKind::Blocker => format!("/projects/{slug}/blockers/{id}"),
        RecordKind::Risk => format!("/projects/{slug}/risks/{id}"),
        RecordKind::Checklist => format!("/projects/{slug}/checklists/{id}"),
        RecordKind::Item => format!("/projects/{slug}/items/{id}"),
        RecordKind::Criterion => format!("/projects/{slug}/criteria/{id}"),
        RecordKind::Action => format!("/projects/{slug}/plan/{id}"),
        RecordKind::Verification => format!("/projects/{slug}/verifications/{id}"),
    }
}

/// The list that records of a kind stand in.
pub(crate) fn home(slug: &str, kind: RecordKind) -> String {
    let rest = match kind {
        RecordKind::Assessment | RecordKind::Finding => "assessments",
        RecordKind::Blocker => "blockers",
        RecordKind::Risk => "risks",
        RecordKind::Checklist | RecordKind::Item => "checklists",
        RecordKind::Criterion => "criteria",
        RecordKind::Action => "plan",
        RecordKind::Verification => "verifications",
    };
    format!("/projects/{slug}/{rest}")
}
