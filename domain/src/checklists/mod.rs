//! Things to tick.

mod evidence;
#[cfg(feature = "markdown")]
mod files;
#[cfg(feature = "markdown")]
mod paste;
mod progress;

pub use evidence::{Evidence, Link, LinkError, Media, Proof};
#[cfg(feature = "markdown")]
pub use files::{FileError, MAX_FILE_BYTES, recognised};
#[cfg(feature = "markdown")]
pub use paste::{Pasted, PastedGroup, PastedItem, paste};
pub use progress::Progress;

use crate::ids::{ChecklistId, ItemId, UserId};
use crate::lines::LineRange;
use crate::people::Assignee;
use crate::records::{Described, Fact};
use crate::text::{Markdown, Title};
use crate::{Day, Timestamp, Version};
use serde::{Deserialize, Serialize};

/// A group of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// Identity.
    pub id: ChecklistId,
    /// Place in the project; only the order counts.
    pub position: i32,
    /// As shown.
    pub title: Title,
    /// Optimistic lock.
    pub version: Version,
}

/// One thing to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Identity.
    pub id: ItemId,
    /// The group.
    pub checklist: ChecklistId,
    /// Place in the group; only the order counts.
    pub position: i32,
    /// What is to be done.
    pub text: Title,
    /// How it is done, or the whole wording where it does not fit the title.
    pub detail: Markdown,
    /// Who has it in hand.
    pub assignee: Option<Assignee>,
    /// When it has to be done.
    pub due: Option<Day>,
    /// True where the project cannot go while it is open.
    pub blocking: bool,
    /// True where a tick alone is not enough: a verification has to vouch for it.
    pub needs_verification: bool,
    /// Until when verifications vouch for it; kept by those who write results.
    pub verified_until: Option<Timestamp>,
    /// Who ticked it and when; `None` while it is open.
    pub done: Option<Done>,
    /// Why it does not apply; `None` where it does.
    pub set_aside: Option<SetAside>,
    /// Where it stands in the source it came from.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}

/// A tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: UserId,
    /// The name of that person.
    pub by_name: Title,
    /// True where it was ticked in a report that the person brought in, false where they ticked it here.
    pub imported: bool,
}

/// That an item does not apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Why.
    pub reason: Title,
    /// Since when.
    pub at: Timestamp,
    /// Who says so.
    pub by: UserId,
    /// The name of that person.
    pub by_name: Title,
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemState {
    /// To be done.
    Open,
    /// Ticked, but no fresh passing verification vouches for it: counts as open.
    Unverified,
    /// Done.
    Done,
    /// Does not apply: counts on neither side.
    NotApplicable,
}

impl Item {
    /// Where it stands at this moment: a verification that vouches for it lapses by itself.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> ItemState {
        let vouched = !self.needs_verification || self.verified_until.is_some_and(|until| until > now);
        match (&self.set_aside, &self.done) {
            (Some(_), _) => ItemState::NotApplicable,
            (None, None) => ItemState::Open,
            (None, Some(_)) if vouched => ItemState::Done,
            (None, Some(_)) => ItemState::Unverified,
        }
    }

    /// True where it should have been done before `today` and is not.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        let open = matches!(self.state(now), ItemState::Open | ItemState::Unverified);
        open && self.due.is_some_and(|due| due < now.today())
    }
}

impl Described for Checklist {
    fn facts(&self) -> Vec<Fact> {
        vec![Fact::new("title", "Name", &self.title)]
    }
}

impl Described for Item {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new("text", "Text", &self.text),
            Fact::new("detail", "Details", &self.detail),
            Fact::maybe("assignee", "Assignee", self.assignee.as_ref()),
            Fact::maybe("due", "Due", self.due),
            Fact::ticked("blocking", "Blocking", self.blocking),
            Fact::ticked("needs_verification", "Needs a verification", self.needs_verification),
        ]
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use uuid::Uuid;

    pub(crate) fn at(text: &str) -> Timestamp {
        text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
    }

    pub(crate) fn item() -> Item {
        Item {
            id: ItemId(Uuid::nil()),
            checklist: ChecklistId(Uuid::nil()),
            position: 0,
            text: "Rotate the keys".parse().unwrap(),
            detail: Markdown::default(),
            assignee: None,
            due: None,
            blocking: false,
            needs_verification: false,
            verified_until: None,
            done: None,
            set_aside: None,
            lines: None,
            version: Version::FIRST,
        }
    }

    pub(crate) fn tick() -> Done {
        Done { at: at("2031-01-01T00:00:00Z"), by: UserId(Uuid::nil()), by_name: "Ana".parse().unwrap(), imported: false }
    }

    pub(crate) fn aside() -> SetAside {
        let Done { at, by, by_name, .. } = tick();
        SetAside { reason: "No such machine".parse().unwrap(), at, by, by_name }
    }

    #[test]
    fn a_tick_that_needs_a_verification_counts_only_while_one_vouches_for_it() {
        let now = at("2031-05-01T12:00:00Z");
        let asks = Item { needs_verification: true, done: Some(tick()), ..item() };
        assert_eq!(asks.state(now), ItemState::Unverified);
        let until = |text| Item { verified_until: Some(at(text)), ..asks.clone() }.state(now);
        assert_eq!(until("2031-05-01T12:00:00Z"), ItemState::Unverified);
        assert_eq!(until("2031-05-01T12:00:01Z"), ItemState::Done);
        assert_eq!(Item { done: Some(tick()), ..item() }.state(now), ItemState::Done);
        let vouched = Item { needs_verification: true, verified_until: Some(at("9999-12-31T00:00:00Z")), ..item() };
        assert_eq!(vouched.state(now), ItemState::Open, "a verification does not tick");
    }

    #[test]
    fn what_does_not_apply_is_neither_open_nor_overdue() {
        let now = at("2031-05-02T00:00:00Z");
        let late = Item { due: Some("2031-05-01".parse().unwrap()), ..item() };
        assert!(late.is_overdue(now) && !late.is_overdue(at("2031-05-01T23:59:59Z")));
        assert!(!Item { done: Some(tick()), ..late.clone() }.is_overdue(now));
        let apart = Item { set_aside: Some(aside()), ..late };
        assert_eq!((apart.state(now), apart.is_overdue(now)), (ItemState::NotApplicable, false));
    }

    #[test]
    fn the_facts_of_an_item_are_the_fields_of_its_form() {
        let changed = Item { blocking: true, assignee: Some(Assignee::named("Kim")), ..item() };
        let found = crate::records::changes(&item(), &changed);
        let names: Vec<_> = found.iter().map(|change| (change.field.as_str(), change.before.as_str(), change.after.as_str())).collect();
        assert_eq!(names, [("Assignee", "", "Kim"), ("Blocking", "no", "yes")]);
    }
}
