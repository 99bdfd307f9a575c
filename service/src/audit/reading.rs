//! Who opened which report, where the installation notes it.

use crate::ServiceError;
use crate::accounts::{Actor, Viewer};
use crate::history::{self, Line};
use domain::Timestamp;
use domain::exports::Subject;
use domain::history::{EventKind, Source, Via};
use domain::ids::AssessmentId;
use domain::text::Title;
use std::net::IpAddr;
use storage::shares::Share;
use storage::{Db, audit};
use uuid::Uuid;

/// Within so many seconds the same person opening the same report is one line.
const ONCE_IN: i64 = 3_600;

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening<'a> {
    /// The page of a frozen assessment, by its title.
    Frozen(AssessmentId, &'a Title),
    /// The report that prints.
    Report(Subject),
    /// A file of it.
    File(Subject),
}

/// Notes that somebody opened a report, where reading is noted and it is not noted already for this hour: one query where it is not.
///
/// # Errors
/// Where the database fails.
pub async fn opened(db: &Db, viewer: &Viewer, what: Opening<'_>, now: Timestamp) -> Result<(), ServiceError> {
    let of = |subject| match subject {
        Subject::Present => (viewer.id().0, "the project as it stands".to_owned()),
        Subject::Audit(id) => (id.0, format!("the assessment {id}")),
    };
    let (subject, told) = match what {
        Opening::Frozen(id, title) => (id.0, format!("opened the frozen assessment “{title}”")),
        Opening::Report(subject) => {
            let (id, words) = of(subject);
            (id, format!("opened the report on {words}"))
        }
        Opening::File(subject) => {
            let (id, words) = of(subject);
            (id, format!("took a file of the report on {words} along"))
        }
    };
    opened_by(db, viewer, viewer.actor(), subject, told, now).await
}

/// As [`opened`], for whoever has a link.
pub(crate) async fn behind_link(db: &Db, viewer: &Viewer, share: &Share, address: IpAddr, now: Timestamp) -> Result<(), ServiceError> {
    let actor = Actor::somebody(Source::new(Via::Link, address))?;
    let told = format!("opened the report behind the share link for “{}”", share.label);
    opened_by(db, viewer, &actor, share.id.0, told, now).await
}

async fn opened_by(db: &Db, viewer: &Viewer, actor: &Actor, subject: Uuid, told: String, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.read().await?;
    if !audit::get_policy(&mut tx).await?.log_reading {
        return Ok(());
    }
    drop(tx);
    let mut tx = db.begin().await?;
    let since = now.plus_seconds(-ONCE_IN);
    if audit::was_opened(&mut tx, actor.user(), actor.source().address, subject, since).await? {
        return Ok(());
    }
    history::append(&mut tx, actor, Some(viewer.id()), Line::of(EventKind::ReportOpened, subject, told), now).await?;
    Ok(tx.commit().await?)
}
