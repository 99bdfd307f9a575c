//! Verifying that nobody changed the log.

use super::{GAP, REDACTION};
use crate::ServiceError;
use crate::accounts::Admin;
use crate::keys::Keyring;
use domain::audit::{Gap, Kept, Noted, Report, Walk, redacted_text};
use std::collections::VecDeque;
use storage::audit::{self, Walked};
use storage::{Db, Tx};

/// Links that are read at a time: the log may be longer than the memory.
const PAGE: i64 = 1_000;

/// Walks the chain from its first line to its last one, in one state of the database, and says what is wrong. Without keys, signatures of
/// gaps and of nameless lines are counted and not checked.
///
/// # Errors
/// Where the database fails.
pub async fn verify(db: &Db, _: &Admin, keys: Option<&Keyring>, expected: Option<Noted>) -> Result<Report, ServiceError> {
    let mut tx = db.read().await?;
    let mut walk = Walk::new(expected);
    let mut gaps = Gaps { waiting: VecDeque::new(), after: 0, more: true };
    let mut after = 0;
    loop {
        let page = audit::list_links(&mut tx, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.link.seq;
        for walked in &page {
            while let Some(gap) = gaps.before(&mut tx, walked.link.seq).await? {
                walk.gap(&gap, keys.map(|keys| signed(keys, GAP, &gap.text(), &gap.signature)));
            }
            walk.link(&walked.link, &walked.kept, vouched(walked, keys));
        }
    }
    while let Some(gap) = gaps.before(&mut tx, i64::MAX).await? {
        walk.gap(&gap, keys.map(|keys| signed(keys, GAP, &gap.text(), &gap.signature)));
    }
    let outside = audit::count_not_in_chain(&mut tx).await?;
    Ok(walk.end(u64::try_from(outside).unwrap_or(0)))
}

/// Whether a nameless line is signed; `None` where that cannot be said.
fn vouched(walked: &Walked, keys: Option<&Keyring>) -> Option<bool> {
    let (Some(redaction), Kept::Line(event)) = (&walked.link.redaction, &walked.kept) else { return None };
    let text = redacted_text(walked.link.seq, &walked.link.digest, redaction.person, event);
    keys.map(|keys| signed(keys, REDACTION, &text, &redaction.signature))
}

pub(super) fn signed(keys: &Keyring, purpose: &str, text: &str, signature: &str) -> bool {
    keys.digests(purpose, text).any(|digest| digest == signature)
}

/// Gaps in their order, a page at a time.
struct Gaps {
    waiting: VecDeque<Gap>,
    after: i64,
    more: bool,
}

impl Gaps {
    /// The next gap, where it begins before this number.
    async fn before(&mut self, tx: &mut Tx, seq: i64) -> Result<Option<Gap>, ServiceError> {
        if self.waiting.is_empty() && self.more {
            let page = audit::list_gaps(tx, self.after, PAGE).await?;
            self.more = !page.is_empty();
            self.after = page.last().map_or(self.after, |gap| gap.first);
            self.waiting = page.into();
        }
        Ok(match self.waiting.front() {
            Some(gap) if gap.first < seq => self.waiting.pop_front(),
            _ => None,
        })
    }
}
