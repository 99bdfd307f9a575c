//! The chain over all lines of history, what was taken out of it, and how long lines are kept.

mod keep;
mod list;
mod nameless;
mod walk;

pub use keep::{Due, due, get_policy, list_gaps, neighbours, put_gap, set_policy, take_out};
pub use list::{Cursor, Entry, Filter, list, was_opened};
pub use nameless::{Naming, list_naming, make_nameless};
pub use walk::{Walked, count_not_in_chain, list_links};

use crate::history::Row;
use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::audit::{Group, START, body, chained, commitment, stays};
use domain::history::Event;
use domain::ids::ProjectId;
use std::fmt::Write as _;
use uuid::Uuid;

/// Random bytes of a salt: as many as nobody tries out.
const SALT: usize = 16;
/// So many lines are taken over at a time.
const PAGE: i64 = 500;

/// The last number of the chain and its digest, which may be those of a gap; 0 where it is empty.
pub async fn head(tx: &mut Tx) -> Result<(i64, String), StorageError> {
    let sql = "SELECT seq, hash FROM audit_chain WHERE seq = (SELECT MAX(seq) FROM audit_chain) \
               UNION ALL SELECT last_seq, hash_after FROM audit_gaps WHERE last_seq = (SELECT MAX(last_seq) FROM audit_gaps) \
               ORDER BY 1 DESC LIMIT 1";
    let last = maybe!(tx, (i64, String), sql)?;
    Ok(last.unwrap_or_else(|| (0, START.to_owned())))
}

/// Chains a line that was just written. There is one writer, so that the head is that of all.
pub(crate) async fn chain(tx: &mut Tx, event: &Event) -> Result<(), StorageError> {
    let head = head(tx).await?;
    link(tx, &head, event, false).await.map(drop)
}

/// Chains lines of before there was a chain, or those that came with a project: the oldest first. Gives the numbers of the first and the
/// last one, where there are any.
pub async fn take_over(tx: &mut Tx, project: Option<ProjectId>) -> Result<Option<(i64, i64)>, StorageError> {
    let of_all = "SELECT e.id, e.at, e.project_id, e.actor_id, e.actor_name, e.via, e.address, e.kind, e.subject, e.summary, e.changes \
                  FROM events e WHERE e.id > $1 AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.event_id = e.id) ORDER BY e.id LIMIT $2";
    let of_one = "SELECT e.id, e.at, e.project_id, e.actor_id, e.actor_name, e.via, e.address, e.kind, e.subject, e.summary, e.changes \
                  FROM events e WHERE e.project_id = $3 AND e.id > $1 AND NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.event_id = e.id) \
                  ORDER BY e.id LIMIT $2";
    let mut head = head(tx).await?;
    let (before, mut after) = (head.0, Uuid::nil());
    loop {
        let rows = match project {
            None => all!(tx, Row, of_all, after, PAGE)?,
            Some(project) => all!(tx, Row, of_one, after, PAGE, project.0)?,
        };
        let Some(last) = rows.last() else { break };
        after = last.id;
        for row in rows {
            head = link(tx, &head, &row.event()?, true).await?;
        }
    }
    Ok((head.0 > before).then_some((before + 1, head.0)))
}

/// Hangs a line on the head, and gives the new one.
async fn link(tx: &mut Tx, head: &(i64, String), event: &Event, taken_over: bool) -> Result<(i64, String), StorageError> {
    let sql = "INSERT INTO audit_chain (seq, event_id, at, event_group, stays, salt, texts, digest, hash, taken_over) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let salt = salt()?;
    let texts = commitment(event, &salt);
    let digest = body(event, &texts);
    let (seq, hash) = (head.0 + 1, chained(&head.1, &digest));
    let (at, group, stays): (Moment, _, _) = (event.at.to_utc(), Group::of(event.kind).as_str(), stays(event.kind));
    run!(tx, sql, seq, event.id.0, at, group, stays, salt, texts, digest, hash.as_str(), taken_over)?;
    Ok((seq, hash))
}

fn salt() -> Result<String, StorageError> {
    let mut bytes = [0_u8; SALT];
    getrandom::fill(&mut bytes).map_err(|_| StorageError::NoRandomness)?;
    Ok(bytes.iter().fold(String::with_capacity(2 * SALT), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
