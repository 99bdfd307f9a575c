//! What one person has in hand, over all projects.

use crate::accounts::SignedIn;
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use domain::records::RecordKind;
pub use storage::work::{Filter, Naming, Task};
use storage::{Db, Window, work};

/// Which part of one's work is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is assigned, as the filter says, with the last mentions beside it.
    Tasks(Filter),
    /// All mentions.
    Namings,
}

/// What one person has in hand.
#[derive(Clone, Debug)]
pub struct Work {
    /// What is assigned: overdue first, then by due; nothing where mentions are looked at.
    pub tasks: Page<Task>,
    /// How much of each kind there is, and how much of that is overdue.
    pub kinds: Vec<(RecordKind, i64, i64)>,
    /// Comments that wait for an answer, newest first; the last few where tasks are looked at.
    pub namings: Page<Naming>,
}

/// What a person has in hand in projects in use that the person is still a member of: at most four queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, who: &SignedIn, part: Part, page: PageNumber, now: Timestamp) -> Result<Work, ServiceError> {
    const SIZE: u32 = 50;
    const FEW: u32 = 5;
    let user = who.user().id;
    let mut tx = db.read().await?;
    let kinds = work::count(&mut tx, user, now).await?;
    let waiting = work::count_namings(&mut tx, user).await?;
    let (tasks, namings) = match part {
        Part::Tasks(filter) => {
            let rows = work::list(&mut tx, user, now, filter, page.window(SIZE)).await?;
            let of_kind = kinds.iter().filter(|(kind, ..)| filter.kind.is_none_or(|wanted| wanted == *kind));
            let total = of_kind.map(|(_, all, overdue)| if filter.overdue { *overdue } else { *all }).sum();
            let last = work::list_namings(&mut tx, user, Window::first(FEW.into())).await?;
            (Page::new(rows, total, page, SIZE), Page::new(last, waiting, PageNumber::FIRST, FEW))
        }
        Part::Namings => {
            let rows = work::list_namings(&mut tx, user, page.window(SIZE)).await?;
            (Page::new(Vec::new(), 0, PageNumber::FIRST, SIZE), Page::new(rows, waiting, page, SIZE))
        }
    };
    Ok(Work { tasks, kinds, namings })
}
