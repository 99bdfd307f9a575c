//! Taking a person out of the log, when personal data are erased.

use super::REDACTION;
use super::verify::signed;
use crate::ServiceError;
use crate::keys::Keyring;
use domain::audit::{Forgotten, Redaction, commitment, nameless, redacted_text};
use domain::ids::EventId;
use storage::Tx;
use storage::audit::{self, Naming};
use uuid::Uuid;

/// Lines that are read at a time.
const PAGE: i64 = 500;

/// Takes name, e-mail address and network addresses of a person out of all lines, and gives how many those were. The caller writes the
/// line [`domain::history::EventKind::UserErased`] with the person as its subject in the same transaction: without it verification does
/// not accept that the lines lost their texts.
///
/// # Errors
/// Where the database fails.
pub async fn redact(tx: &mut Tx, keys: &Keyring, of: &Forgotten<'_>) -> Result<u64, ServiceError> {
    let (mut after, mut lines) = (EventId(Uuid::nil()), 0);
    loop {
        let page = audit::list_naming(tx, of, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(lines) };
        after = last.event.id;
        for naming in &page {
            let Some(event) = nameless(&naming.event, of) else { continue };
            let redaction = vouching(naming, keys).map(|(seq, digest)| Redaction {
                person: of.person,
                signature: keys.digest(REDACTION, &redacted_text(seq, digest, of.person, &event)),
            });
            audit::make_nameless(tx, &event, redaction.as_ref()).await?;
            lines += 1;
        }
    }
}

/// Number and digest of a line that is as the chain says. One that somebody changed loses its names too, but keeps its link: a signature
/// would make good what was done to it.
fn vouching<'a>(naming: &'a Naming, keys: &Keyring) -> Option<(i64, &'a str)> {
    let (seq, digest, salt, texts) = naming.link.as_ref()?;
    let whole = match (salt, &naming.redaction) {
        (Some(salt), None) => commitment(&naming.event, salt) == *texts,
        (None, Some(redaction)) => {
            let text = redacted_text(*seq, digest, redaction.person, &naming.event);
            signed(keys, REDACTION, &text, &redaction.signature)
        }
        _ => false,
    };
    whole.then_some((*seq, digest.as_str()))
}
