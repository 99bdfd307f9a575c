//! Plans: what is to be done when.

use crate::ids::{ActionId, UserId};
use crate::lines::LineRange;
use crate::people::Assignee;
use crate::records::{Described, Fact};
use crate::text::{Markdown, Title};
use crate::{Day, Timestamp, Version};
use serde::{Deserialize, Serialize};

/// A step of a project's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Identity.
    pub id: ActionId,
    /// Place in the plan, from 0.
    pub position: i32,
    /// Day, phase or date as written.
    pub when: Option<String>,
    /// The last day on which it is in time, where one is known.
    pub date: Option<Day>,
    /// What it is about.
    pub focus: Title,
    /// What there will be afterwards.
    pub deliverables: Markdown,
    /// Who sees to it.
    pub owner: Option<Assignee>,
    /// Who said that it is done, and when; `None` while it is open.
    pub done: Option<ActionDone>,
    /// Where it stands in the source it came from.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}

/// The end of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionDone {
    /// When.
    pub at: Timestamp,
    /// By whom; `None` for the operator at the command line.
    pub by: Option<UserId>,
    /// The name of that person at the time.
    pub by_name: Title,
}

/// Where a step stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// To be done.
    Open,
    /// To be done, and its date has passed.
    Late,
    /// Done.
    Done,
}

impl Standing {
    /// The word shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Late => "late",
            Self::Done => "done",
        }
    }
}

impl Action {
    /// Where the step stands. On its own date it is still in time.
    #[must_use]
    pub fn standing(&self, today: Day) -> Standing {
        match (&self.done, self.date) {
            (Some(_), _) => Standing::Done,
            (None, Some(date)) if date < today => Standing::Late,
            (None, _) => Standing::Open,
        }
    }
}

impl Described for Action {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::maybe("when", "When", self.when.as_ref()),
            Fact::maybe("date", "Date", self.date),
            Fact::new("focus", "Focus", &self.focus),
            Fact::new("deliverables", "Deliverables", &self.deliverables),
            Fact::maybe("owner", "Owner", self.owner.as_ref()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(date: Option<&str>, done: bool) -> Action {
        let at = Timestamp::from("2031-04-05T06:07:08Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        Action {
            id: ActionId(uuid::Uuid::nil()),
            position: 0,
            when: None,
            date: date.map(|day| day.parse().unwrap()),
            focus: "Paint".parse().unwrap(),
            deliverables: Markdown::default(),
            owner: None,
            done: done.then(|| ActionDone { at, by: None, by_name: "Ada".parse().unwrap() }),
            lines: None,
            version: Version::FIRST,
        }
    }

    #[test]
    fn a_step_is_late_from_the_day_after_its_date_until_it_is_done() {
        let today: Day = "2031-04-05".parse().unwrap();
        assert_eq!(step(Some("2031-04-05"), false).standing(today), Standing::Open);
        assert_eq!(step(Some("2031-04-04"), false).standing(today), Standing::Late);
        assert_eq!(step(Some("2031-04-04"), true).standing(today), Standing::Done);
        assert_eq!(step(None, false).standing(today), Standing::Open);
    }
}
