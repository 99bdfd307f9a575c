//! Things to tick.

mod adding;
mod bulk;
mod evidence;
mod groups;
mod items;
mod order;
mod paste;
mod tick;

pub(crate) use adding::Adding;
pub use bulk::{Bulk, Deed, bulk};
pub use evidence::{add_file, add_link, add_text, file, remove as remove_evidence, restore as restore_evidence};
pub use groups::{create as create_list, find as find_list, rename, step as step_list};
pub use items::{ItemForm, ItemPage, change, create, set_aside, show, take_up};
pub use order::{Place, place, step};
pub use paste::{PasteForm, PastePlan, PlannedGroup, add as add_pasted, preview as preview_pasted};
pub use tick::{Ticked, tick};

use crate::accounts::Viewer;
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use domain::checklists::{Checklist, Progress};
use domain::ids::{ChecklistId, UserId};
use storage::checklists::{self, Clock, Filter};
use storage::{Db, Tx};
use uuid::Uuid;

pub use storage::checklists::Listed;

/// Which items are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All of them.
    #[default]
    All,
    /// Those that are not done.
    Open,
    /// Those that are not done and hold the project.
    Blocking,
    /// Those that are not done and the reader has in hand.
    Mine,
    /// Those that should have been done before today.
    Overdue,
}

impl Shown {
    /// All choices, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::All, Self::Open, Self::Blocking, Self::Mine, Self::Overdue];

    /// The word in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Open => "open",
            Self::Blocking => "blocking",
            Self::Mine => "mine",
            Self::Overdue => "overdue",
        }
    }

    /// The choice of that word; all where it is none.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|shown| shown.as_str() == word).unwrap_or_default()
    }
}

/// How many items each choice shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them, also those that do not apply.
    pub all: i64,
    /// Not done.
    pub open: i64,
    /// Not done and blocking.
    pub blocking: i64,
    /// Not done and in the reader's hand.
    pub mine: i64,
    /// Not done and late.
    pub overdue: i64,
}

impl Counts {
    /// The count of one choice.
    #[must_use]
    pub const fn of(self, shown: Shown) -> i64 {
        match shown {
            Shown::All => self.all,
            Shown::Open => self.open,
            Shown::Blocking => self.blocking,
            Shown::Mine => self.mine,
            Shown::Overdue => self.overdue,
        }
    }
}

/// The checklists of a project with a page of their items.
#[derive(Clone, Debug)]
pub struct Lists {
    /// All lists in order, each with the progress of all its items.
    pub lists: Vec<(Checklist, Progress)>,
    /// How many items each choice shows.
    pub counts: Counts,
    /// Items in the order of the lists.
    pub items: Page<Listed>,
}

impl Lists {
    /// Items on a full page.
    pub const SIZE: u32 = 50;

    /// The progress of all lists together.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.lists.iter().fold(Progress::default(), |sum, (_, progress)| sum + *progress)
    }
}

/// The checklists of a project with a page of their items, as they stand at this moment: three queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, shown: Shown, page: PageNumber, now: Timestamp) -> Result<Lists, ServiceError> {
    let (mut tx, clock) = (db.read().await?, Clock::at(now));
    let lists = checklists::list(&mut tx, viewer.id(), clock).await?;
    let (overdue, mine) = checklists::count_pressing(&mut tx, viewer.id(), viewer.person(), clock).await?;
    let sum = lists.iter().fold(Progress::default(), |sum, (_, progress)| sum + *progress);
    let counts = Counts { all: sum.rows().into(), open: sum.open().into(), blocking: sum.blocking_open.into(), mine, overdue };
    let filter = match (shown, viewer.person()) {
        (Shown::All, _) => Filter::All,
        (Shown::Open, _) => Filter::Open,
        (Shown::Blocking, _) => Filter::Blocking,
        // The operator is nobody, whom no item is assigned to.
        (Shown::Mine, person) => Filter::Of(person.unwrap_or(UserId(Uuid::nil()))),
        (Shown::Overdue, _) => Filter::Overdue,
    };
    let rows = checklists::list_items(&mut tx, viewer.id(), filter, clock, page.window(Lists::SIZE)).await?;
    Ok(Lists { lists, counts, items: Page::new(rows, counts.of(shown), page, Lists::SIZE) })
}

/// The position after the last item of a list.
async fn next_position(tx: &mut Tx, list: ChecklistId) -> Result<i32, ServiceError> {
    Ok(checklists::last_item_position(tx, list).await?.saturating_add(1))
}
