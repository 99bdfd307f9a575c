//! The chain: what the digest of a line is made of, and how one line hangs on the one before.

use crate::assessments::canonical;
use crate::digest::sha256;
use crate::history::Event;
use crate::ids::{EventId, UserId};
use serde::Serialize;
use serde_json::json;

/// What stands before the first line: no line has this digest.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What the chain keeps of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The number of the line, from 1, without a hole.
    pub seq: i64,
    /// The line.
    pub event: EventId,
    /// What makes the commitment to the texts say nothing about them; `None` once the line is nameless.
    pub salt: Option<String>,
    /// The commitment to the texts.
    pub texts: String,
    /// The digest of the line.
    pub digest: String,
    /// The digest of the chain up to this line.
    pub hash: String,
    /// Whether the line was there before it was chained.
    pub taken_over: bool,
    /// For whom the line was made nameless.
    pub redaction: Option<Redaction>,
}

/// That a line was made nameless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Redaction {
    /// For whom.
    pub person: UserId,
    /// HMAC of [`redacted_text`] with a key of the installation.
    pub signature: String,
}

/// The commitment to all of a line that can be personal. Who knows neither the texts nor the salt learns nothing from it.
#[must_use]
pub fn commitment(event: &Event, salt: &str) -> String {
    digest_of(&json!({
        "address": event.source.address.map(|address| address.to_string()),
        "changes": event.changes,
        "name": event.actor_name,
        "salt": salt,
        "summary": event.summary,
        "via": event.source.via,
    }))
}

/// The digest of a line, made of what is not personal and of the commitment to the rest.
#[must_use]
pub fn body(event: &Event, texts: &str) -> String {
    digest_of(&json!({
        "actor": event.actor,
        "at": event.at.to_utc().format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string(),
        "id": event.id,
        "kind": event.kind,
        "project": event.project,
        "subject": event.subject,
        "texts": texts,
    }))
}

/// The digest of the chain up to a line: that of the two digests as they are written, one behind the other.
#[must_use]
pub fn chained(before: &str, digest: &str) -> String {
    sha256(format!("{before}{digest}").as_bytes())
}

/// What is signed when a line is made nameless: its number, its digest, for whom, and what it says from now on.
#[must_use]
pub fn redacted_text(seq: i64, digest: &str, person: UserId, event: &Event) -> String {
    format!("{seq}\n{digest}\n{person}\n{}", commitment(event, ""))
}

/// There is no number in it that is not whole and no key that is no text, so it has a canonical spelling.
fn digest_of(value: &serde_json::Value) -> String {
    sha256(canonical(value).unwrap_or_default().as_bytes())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::history::{EventKind, Source, Via};
    use crate::records::Change;
    use uuid::Uuid;

    pub(in crate::audit) fn event(number: u128) -> Event {
        let at: chrono::DateTime<chrono::Utc> = "2031-04-05T06:07:08.1234Z".parse().unwrap();
        Event {
            id: Uuid::from_u128(number).into(),
            at: at.into(),
            project: None,
            actor: Some(Uuid::from_u128(7).into()),
            actor_name: "Ada".parse().unwrap(),
            source: Source::new(Via::Browser, "192.0.2.7".parse().unwrap()),
            kind: EventKind::ItemTicked,
            subject: Uuid::from_u128(9),
            summary: format!("ticked “{number}”"),
            changes: vec![Change { field: "Owner".into(), before: String::new(), after: "Kim".into() }],
        }
    }

    /// The figures of `docs/audit-log.md`, computed there with Python alone.
    #[test]
    fn the_digests_are_those_of_the_documentation() {
        let event = event(1);
        let texts = commitment(&event, "00112233445566778899aabbccddeeff");
        let digest = body(&event, &texts);
        assert_eq!(texts, TEXTS);
        assert_eq!(digest, DIGEST);
        assert_eq!(chained(START, &digest), HASH);
        let documented = include_str!("../../../docs/audit-log.md");
        for figure in [TEXTS, DIGEST, HASH] {
            assert!(documented.contains(figure), "{figure}");
        }
    }

    const TEXTS: &str = "f2eea5eb7c07805b8622c6629db5f0bd4f10eceb03ef0fffd4441d9d52d66f08";
    const DIGEST: &str = "f35fc9343bdfbc3670ddb3eea83b487fe842a9569ace07a9728f65c39f1b9130";
    const HASH: &str = "9f1ca5029e0d6ecb0f5e0493bd1223a7fe9c8cf0c439d60ecc3266e39c5226b0";

    #[test]
    fn every_field_of_a_line_is_in_its_digest() {
        let whole = event(1);
        let digest = |event: &Event| body(event, &commitment(event, "salt"));
        let changed: [fn(&mut Event); 11] = [
            |it| it.id = Uuid::from_u128(2).into(),
            |it| it.at = it.at.plus_seconds(1),
            |it| it.project = Some(Uuid::from_u128(3).into()),
            |it| it.actor = None,
            |it| it.actor_name = "Bo".parse().unwrap(),
            |it| it.source.via = Via::Token,
            |it| it.source.address = None,
            |it| it.kind = EventKind::ItemUnticked,
            |it| it.subject = Uuid::nil(),
            |it| it.summary.push(' '),
            |it| it.changes[0].after = "Lea".into(),
        ];
        for (number, change) in changed.iter().enumerate() {
            let mut other = whole.clone();
            change(&mut other);
            assert_ne!(digest(&other), digest(&whole), "{number}");
        }
        assert_ne!(commitment(&whole, "salt"), commitment(&whole, "other"));
    }
}
