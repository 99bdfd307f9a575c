//! Every address and server function there is, asked as nobody and in every role, on a filled project: found in the sources, listed with
//! what is answered, and written down in `docs/roles.md`.

mod addresses;
mod scan;

use self::addresses::ROWS;
use self::scan::{Door, doors};
use crate::browser::Browser;
use crate::queries::{filled, first, last, same_route};
use crate::roles::{PEOPLE, browser, server};
use crate::support::Answer;
use axum::body::Body;
use http::Request;
use scratch::held;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Whom something is for. Everybody else is sent to sign in, told nothing, or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Also those who are not signed in.
    Everybody,
    /// Everybody who is signed in.
    SignedIn,
    /// Whoever has a role in the project.
    Members,
    /// Engineers and above.
    Editors,
    /// Auditors and above.
    Auditors,
    /// Owners of the project.
    Owners,
    /// Whoever wrote it, an administrator here; other members are told so.
    Author,
    /// Administrators; also the author of a template, who is one here.
    Admins,
    /// The person whose it is, an administrator here; to everybody else it is not there.
    Its,
}

impl Who {
    /// What each of [`PEOPLE`] is answered where those who may are answered `may`.
    const fn answers(self, may: u16) -> [u16; 7] {
        match self {
            Self::Everybody => [may; 7],
            Self::SignedIn => [303, may, may, may, may, may, may],
            Self::Members => [303, 404, may, may, may, may, may],
            Self::Editors => [303, 404, 403, may, may, may, may],
            Self::Auditors => [303, 404, 403, 403, may, may, may],
            Self::Owners => [303, 404, 403, 403, 403, may, may],
            Self::Author => [303, 404, 422, 422, 422, 422, may],
            Self::Admins => [303, 403, 403, 403, 403, 403, may],
            Self::Its => [303, 404, 404, 404, 404, 404, may],
        }
    }
}

/// What is sent along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    /// Nothing: a page is asked for.
    Nothing,
    /// A form.
    Form(&'static [(&'static str, &'static str)]),
    /// The values of a server function.
    Values(&'static [(&'static str, &'static str)]),
    /// The values of a server function that takes JSON.
    Json(&'static str),
}

/// An address, whom it is for, and what they are answered.
#[derive(Clone, Copy, Debug)]
struct Row {
    address: &'static str,
    sent: Sent,
    who: Who,
    may: u16,
}

/// A page or a file.
const fn get(address: &'static str, who: Who, may: u16) -> Row {
    Row { address, sent: Sent::Nothing, who, may }
}

/// A form that is sent empty.
const fn post(address: &'static str, who: Who, may: u16) -> Row {
    Row { address, sent: Sent::Form(&[]), who, may }
}

/// A form that is filled in, where an empty one would be refused before anybody's rights are looked at, or would do something.
const fn send(address: &'static str, values: &'static [(&'static str, &'static str)], who: Who, may: u16) -> Row {
    Row { address, sent: Sent::Form(values), who, may }
}

/// A server function.
const fn call(address: &'static str, values: &'static [(&'static str, &'static str)], who: Who, may: u16) -> Row {
    Row { address, sent: Sent::Values(values), who, may }
}

/// A server function that takes JSON.
const fn call_json(address: &'static str, body: &'static str, who: Who, may: u16) -> Row {
    Row { address, sent: Sent::Json(body), who, may }
}

impl Row {
    /// As the sources name it.
    fn door(&self) -> Door {
        let method = if self.sent == Sent::Nothing { "GET" } else { "POST" };
        Door { method, address: same_route(self.address.split('?').next().unwrap()).replace("{no-batch}", "{batch}") }
    }

    /// An island that is not signed in is told so; a page leads to the door.
    fn answers(&self) -> [u16; 7] {
        let mut answers = self.who.answers(self.may);
        if matches!(self.sent, Sent::Values(_) | Sent::Json(_)) && answers[0] == 303 {
            answers[0] = 401;
        }
        answers
    }

    async fn ask(&self, who: &Browser<'_>, names: &[(String, String)]) -> Answer {
        let filled_in = |text: &str| names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name.as_str(), value));
        let pairs = |values: &[(&'static str, &str)]| values.iter().map(|(name, value)| (*name, filled_in(value))).collect::<Vec<_>>();
        let path = filled_in(self.address);
        match self.sent {
            Sent::Nothing => who.get(&path).await,
            Sent::Form(values) => {
                let values = pairs(values);
                who.post(&path, &values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await
            }
            Sent::Values(values) => {
                let values = pairs(values);
                who.call(&path, &values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await
            }
            Sent::Json(body) => who.call_json(&path, &serde_json::from_str(&filled_in(body)).unwrap()).await,
        }
    }
}

#[test]
fn no_address_and_no_server_function_is_left_out() {
    let listed: BTreeSet<Door> = ROWS.iter().map(Row::door).collect();
    let found: BTreeSet<Door> = doors().into_iter().filter(|(_, leads_up)| !leads_up).map(|(door, _)| door).collect();
    assert!(found.len() > 200, "addresses were found: {}", found.len());
    let missing: Vec<_> = found.difference(&listed).map(Door::row).collect();
    assert!(missing.is_empty(), "add to ROWS in server/tests/it/matrix/addresses.rs, with whom it is for:\n{}", missing.join("\n"));
    let stale: Vec<_> = listed.difference(&found).collect();
    assert!(stale.is_empty(), "take out of ROWS in server/tests/it/matrix/addresses.rs, the sources know no such address: {stale:?}");
}

#[tokio::test]
async fn every_address_answers_everybody_as_the_table_says_and_the_document_tells_so() {
    let server = server().await;
    let mut names = Box::pin(filled(&browser(&server, "admin").await, 2)).await;
    // Whoever saves what was brought in together is answered at once, and the next one otherwise while that goes on.
    names.push(("{no-batch}".into(), uuid::Uuid::nil().to_string()));
    let mut visitors = Vec::new();
    for who in PEOPLE {
        visitors.push(browser(&server, who).await);
    }
    let (mut wrong, mut table) = (Vec::new(), Vec::new());
    for row in ROWS {
        let (mut got, mut words) = ([0; 7], String::new());
        for (at, visitor) in visitors.iter().enumerate() {
            let own = [names.as_slice(), &[("{who}".to_owned(), PEOPLE[at].to_owned())]].concat();
            let answer = row.ask(visitor, &own).await;
            got[at] = answer.status.as_u16();
            let to = answer.header("location").to_owned();
            if row.who != Who::Everybody && got[at] == 303 && to.starts_with("/sign-in") != PEOPLE[at].is_empty() {
                wrong.push(format!("{} leads “{}” to {to}", row.address, PEOPLE[at]));
            }
            words = answer.text();
        }
        let door = row.door();
        if got != row.answers() {
            let why = if got[6] >= 500 { words } else { String::new() };
            wrong.push(format!(
                "{} {}\n  is answered {got:?}\n  should be   {:?} ({:?}) {why}",
                door.method,
                row.address,
                row.answers(),
                row.who
            ));
        }
        table.push((door, got));
    }
    assert!(wrong.is_empty(), "for {PEOPLE:?}; correct the rights, or ROWS in server/tests/it/matrix/addresses.rs:\n{}", wrong.join("\n"));
    held("roles.md", "addresses", &told(table));
}

#[tokio::test]
async fn the_address_of_a_form_leads_everybody_to_the_page_above_and_tells_nothing() {
    let server = server().await;
    for who in PEOPLE {
        let visitor = browser(&server, who).await;
        for (door, _) in doors().into_iter().filter(|(_, leads_up)| *leads_up) {
            let answer = visitor.get(&door.address).await;
            let above = door.address.rsplit_once('/').unwrap().0;
            let encoded = above.replace('{', "%7B").replace('}', "%7D");
            let to = answer.header("location");
            assert!(answer.status == 303 && (to == above || to == encoded), "{} for “{who}”: {} {to}", door.address, answer.status);
        }
    }
}

#[tokio::test]
async fn the_token_of_an_administrator_opens_no_account() {
    let server = server().await;
    let admin = browser(&server, "admin").await;
    let made = admin.post("/account/tokens", &[("name", "all"), ("scopes", "admin"), ("expiry", "30")]).await.text();
    let bearer = format!("Bearer {}", made.split("value=\"").find(|rest| rest.starts_with("hpt_")).unwrap().split('"').next().unwrap());
    let viewer = last(&first(&admin, "/users?q=viewer", "/users/").await);
    let (program, form) = (Browser::new(&server), "application/x-www-form-urlencoded");
    let ask = |deed: &str| Request::post(format!("/users/{viewer}/{deed}")).header("authorization", &bearer).header("content-type", form);
    for deed in ["reset-link", "reset-factors", "erase", "change", "rights", "deactivate", "end-sessions"] {
        let answer = program.send(ask(deed), Body::empty()).await;
        assert_eq!(answer.status, 403, "{deed}: {}", answer.text());
    }
    let listed = program.send(Request::get("/users").header("authorization", &bearer), Body::empty()).await;
    assert_eq!(listed.status, 200, "looking is the scope's to allow");
}

fn told(mut table: Vec<(Door, [u16; 7])>) -> String {
    table.sort_by(|(one, _), (other, _)| (&one.address, one.method).cmp(&(&other.address, other.method)));
    let people = PEOPLE.map(|who| if who.is_empty() { "nobody" } else { who });
    let mut text = format!("| | Address | {} |\n|---|---|{}\n", people.join(" | "), "---|".repeat(people.len()));
    for (door, got) in table {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {} | `{}` | {} |", door.method, door.address, got.map(|status| status.to_string()).join(" | "));
    }
    text
}
