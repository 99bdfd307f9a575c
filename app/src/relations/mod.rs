//! How records hang together, on their pages: what closes and checks one, and choosing what another closes or checks.

mod picker;
mod tied;

pub(crate) use picker::{choose, picker, untie_button};
pub(crate) use tied::tied;

use crate::frame::{Done, PageError, Values, Visit};
use crate::records::record;
use domain::records::RecordRef;
use domain::relations::RelationKind;
use service::relations;

/// Ties the record of the page to the one that the form names, or unties them.
pub(crate) async fn set(visit: Visit, sent: Values, kind: RelationKind, from: RecordRef) -> Result<Done, PageError> {
    let (to, editor) = (record(&sent)?, visit.viewer().await?.editor()?);
    let (db, now) = (&visit.state.db, service::now());
    let word = if sent.get("tie") == "off" {
        relations::untie(db, &editor, kind, from, to, now).await?;
        "untied"
    } else {
        relations::tie(db, &editor, kind, from, to, now).await?;
        "tied"
    };
    Ok(Done::at(format!("{}?done={word}#ties", visit.path)))
}
