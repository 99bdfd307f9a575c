//! Taking a template out of the offer, and back.

use crate::frame::{Done, PageError, Values, Visit};
use service::templates;

pub(super) async fn withdraw(visit: Visit, _: Values) -> Result<Done, PageError> {
    let keeper = visit.signed_in().await?.template_keeper(&visit.state.db, visit.param("key")).await?;
    templates::withdraw(&visit.state.db, &keeper, service::now()).await?;
    Ok(Done::at(format!("{}?done=withdrawn", visit.path)))
}

pub(super) async fn restore(visit: Visit, _: Values) -> Result<Done, PageError> {
    let keeper = visit.signed_in().await?.template_keeper(&visit.state.db, visit.param("key")).await?;
    templates::restore(&visit.state.db, &keeper, service::now()).await?;
    Ok(Done::at(format!("{}?done=restored", visit.path)))
}
