//! The rooms that have a file of their own here.

use crate::{Many, audit_room, factors, identities, outwards, people, portfolio, tokens};
use storage::Tx;

/// Runs every statement of theirs that reads, and those that clear away.
pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    portfolio::read(tx, many).await;
    outwards::read(tx, many).await;
    tokens::read(tx, many).await;
    people::read(tx, many).await;
    audit_room::read(tx, many).await;
    identities::read(tx, many).await;
    factors::read(tx, many).await;
}
