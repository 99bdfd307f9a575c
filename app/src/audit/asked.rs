//! What an address asks of the log, and addresses that ask for something else.

use crate::frame::{Values, Visit, encoded};
use chrono::DateTime;
use domain::ids::EventId;
use service::audit::{self, Cursor};

/// The names under which forms and addresses say what is asked for.
const NAMES: [&str; 8] = ["kind", "person", "project", "from", "to", "via", "address", "text"];

/// What the address of a visit asks for.
pub(super) fn of_visit(visit: &Visit) -> audit::Asked {
    of(|name| visit.query(name))
}

/// What a form asks for.
pub(super) fn of_form(sent: &Values) -> audit::Asked {
    of(|name| sent.get(name))
}

fn of<'a>(value: impl Fn(&str) -> &'a str) -> audit::Asked {
    let value = |name| value(name).trim().to_owned();
    audit::Asked {
        kind: value("kind"),
        person: value("person"),
        project: value("project"),
        from: value("from"),
        to: value("to"),
        via: value("via"),
        address: value("address"),
        text: value("text"),
    }
}

/// The same as names and values, as a form sends it.
pub(super) fn pairs(asked: &audit::Asked) -> Vec<(&'static str, String)> {
    let values = [&asked.kind, &asked.person, &asked.project, &asked.from, &asked.to, &asked.via, &asked.address, &asked.text];
    NAMES.into_iter().zip(values).filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name, value.clone())).collect()
}

/// The address that asks for this, from that place on.
pub(super) fn link(asked: &audit::Asked, before: Option<Cursor>) -> String {
    let pairs = pairs(asked).into_iter().chain(before.map(|place| ("before", written(place))));
    let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encoded(&value))).collect();
    if pairs.is_empty() { "/audit".to_owned() } else { format!("/audit?{}", pairs.join("&")) }
}

/// A place in an address: microseconds since 1970 and the identity of the line.
fn written(place: Cursor) -> String {
    format!("{}.{}", place.at.to_utc().timestamp_micros(), place.id)
}

/// The place in the address of a visit; what is none means the beginning.
pub(super) fn place(visit: &Visit) -> Option<Cursor> {
    read(visit.query("before"))
}

fn read(text: &str) -> Option<Cursor> {
    let (at, id) = text.split_once('.')?;
    let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
    Some(Cursor { at: at.into(), id: id.parse::<EventId>().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_what_it_was_made_of() {
        let asked = audit::Asked { kind: "member.set".into(), text: "a & b".into(), ..audit::Asked::default() };
        assert_eq!(link(&asked, None), "/audit?kind=member.set&text=a%20%26%20b");
        assert_eq!(link(&audit::Asked::default(), None), "/audit");
    }

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let place = Cursor { at: service::now(), id: uuid::Uuid::from_u128(7).into() };
        assert_eq!(read(&written(place)), Some(place));
        for text in ["", "1", "x.y", "99999999999999999999.00000000-0000-0000-0000-000000000007"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
