//! How the open work of a project changed over time.

use crate::ServiceError;
use crate::accounts::Viewer;
use domain::Timestamp;
use domain::trends::{Estimate, Series, Week, estimate, first_day, series, weekly};
use domain::what_if::Weeks;
use storage::trends::{self, MOST, Register};
use storage::{Db, Tx};

/// What became of one register.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Day by day.
    pub series: Series,
    /// Week by week.
    pub weeks: Vec<Week>,
    /// When the last row would be closed at the pace of the last weeks, if none came.
    pub estimate: Option<Estimate>,
    /// Whether there are more rows than were looked at.
    pub cut: bool,
}

/// What became of the registers of a project.
#[derive(Clone, Debug)]
pub struct Trends {
    /// Its blockers.
    pub blockers: Trend,
    /// Its items.
    pub items: Trend,
}

/// Weeks that can be asked for.
pub const WEEKS: [u8; 3] = [12, 26, 52];

/// What became of blockers and items over the last weeks, the running one among them: four queries.
///
/// # Errors
/// Where the database fails.
pub async fn show(db: &Db, viewer: &Viewer, weeks: u8, now: Timestamp) -> Result<Trends, ServiceError> {
    let mut tx = db.read().await?;
    let blockers = trend(&mut tx, viewer, Register::Blockers, weeks, now).await?;
    let items = trend(&mut tx, viewer, Register::Items, weeks, now).await?;
    Ok(Trends { blockers, items })
}

/// How fast both registers are worked on.
pub(crate) struct Paces {
    blockers: Vec<Week>,
    items: Vec<Week>,
}

impl Paces {
    pub(crate) fn weeks(&self) -> Weeks<'_> {
        Weeks { blockers: &self.blockers, items: &self.items }
    }
}

/// How fast both registers were worked on in the last weeks: four queries.
pub(crate) async fn paces(tx: &mut Tx, viewer: &Viewer, now: Timestamp) -> Result<Paces, ServiceError> {
    let blockers = trend(tx, viewer, Register::Blockers, WEEKS[0], now).await?.weeks;
    let items = trend(tx, viewer, Register::Items, WEEKS[0], now).await?.weeks;
    Ok(Paces { blockers, items })
}

async fn trend(tx: &mut Tx, viewer: &Viewer, register: Register, weeks: u8, now: Timestamp) -> Result<Trend, ServiceError> {
    let today = now.today();
    let from = first_day(today, weeks);
    let rows = trends::list_past(tx, viewer.id(), register, Timestamp::start_of(from)).await?;
    let cut = i64::try_from(rows.len()).is_ok_and(|count| count >= MOST);
    let series = series(&rows, from, today);
    let weeks = weekly(&series.days);
    let open = series.days.last().map_or(0, |point| point.open);
    Ok(Trend { estimate: estimate(open, &weeks, today), series, weeks, cut })
}
