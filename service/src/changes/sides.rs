//! An audit with all that is compared: from its sealed document, from the present, or from its report.

use crate::ServiceError;
use crate::accounts::Viewer;
use crate::assessments::registers;
use crate::exchange::{off_thread, understood};
use domain::Timestamp;
use domain::assessments::{AssessmentState, Registers, Snapshot};
use domain::changes::{Basis, Side};
use domain::exchange::rows::{self, Origin};
use storage::assessments::{self, Summary, snapshots};
use storage::{Tx, Window};

/// Whether an audit that is not frozen may stand for the present state of the registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is the last one, or the last one that counts.
    Present,
    /// There is a later one.
    Past,
}

/// The present state beside an audit that is frozen: its ratings and findings, with the registers as they are by now. Nine queries.
pub(super) async fn by_now(tx: &mut Tx, viewer: &Viewer, frozen: &Side, now: Timestamp) -> Result<Side, ServiceError> {
    let registers = registers(tx, viewer, now).await?;
    Ok(Side { basis: Basis::Present, at: now, words: viewer.project().words.clone(), registers, ..frozen.clone() })
}

/// Loads a side: one query for a frozen one, three for one whose report is read again, nine for the present one.
pub(crate) async fn load(
    tx: &mut Tx,
    viewer: &Viewer,
    summary: &Summary,
    standing: Standing,
    now: Timestamp,
) -> Result<Side, ServiceError> {
    const ALL: Window = Window::first(i64::MAX);
    let head = &summary.assessment;
    let sealed = head.state == AssessmentState::Final;
    if sealed {
        let document = snapshots::document(tx, viewer.id(), head.id).await?;
        // One that a program of another version wrote is compared by its rows, which cannot have changed either.
        if let Ok(side) = off_thread(move || Snapshot::parse(&document).map(Side::from)).await? {
            return Ok(side);
        }
    }
    let (basis, kept) = match (sealed, standing, head.source) {
        (false, Standing::Present, _) => (Basis::Present, registers(tx, viewer, now).await?),
        (false, Standing::Past, Some(source)) => {
            let source = storage::exchange::find(tx, viewer.id(), source).await?;
            let (project, assessment, by_name) = (viewer.id(), head.id, head.title.clone());
            let kept = off_thread(move || {
                let reading = understood(&source, &source.profile).reading;
                let origin = Origin { project, assessment, by_name: &by_name, at: source.created_at };
                rows::registers(&reading, &origin, uuid::Uuid::now_v7)
            });
            (Basis::Report, kept.await?)
        }
        (true, ..) | (false, Standing::Past, None) => (Basis::Unknown, Registers::default()),
    };
    Ok(Side {
        id: head.id,
        title: head.title.clone(),
        date: head.date,
        basis,
        at: if basis == Basis::Present { now } else { head.created_at },
        rule: head.rule.clone().unwrap_or_else(|| viewer.project().rule.clone()),
        words: viewer.project().words.clone(),
        stated: head.stated.clone(),
        categories: assessments::list_categories(tx, head.id).await?,
        findings: assessments::list_findings(tx, head.id, ALL).await?,
        registers: kept,
    })
}
