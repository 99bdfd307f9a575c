//! What is known of the past of one row.

use crate::{Day, Timestamp};

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It was entered, or is to be done again.
    Opened,
    /// It was closed.
    Closed,
}

/// What is known of the past of one row: when it came, how it stands, and what the history tells of in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// When it was entered.
    pub opened: Timestamp,
    /// Since when it is closed; `None` where it is open.
    pub closed: Option<Timestamp>,
    /// What the history tells, the earliest first; it may begin later than the row, and need not hold the last closing.
    pub turns: Vec<(Timestamp, Turn)>,
}

impl Past {
    /// A row that nothing is told of beside how it stands.
    #[must_use]
    pub const fn new(opened: Timestamp, closed: Option<Timestamp>) -> Self {
        Self { opened, closed, turns: Vec::new() }
    }

    /// The days on which it was opened and closed, by turns; `None` for a row that came closed and was not touched since.
    ///
    /// How the row stands outweighs what is told: a line that contradicts what is around it is passed over. A row that was opened again
    /// before anything is known to have closed it was closed until then.
    #[must_use]
    pub fn moves(&self) -> Option<Vec<(Day, Turn)>> {
        let mut told: Vec<(Timestamp, Turn)> = self.turns.iter().filter(|(at, _)| *at > self.opened).copied().collect();
        match self.closed {
            Some(closed) => {
                told.retain(|(at, _)| *at < closed);
                // An identity tells the moment of its row to the millisecond only.
                if closed.to_utc().timestamp_millis() > self.opened.to_utc().timestamp_millis() {
                    told.push((closed, Turn::Closed));
                }
                if told.is_empty() {
                    return None;
                }
            }
            None => {
                while told.last().is_some_and(|(_, turn)| *turn == Turn::Closed) {
                    told.pop();
                }
            }
        }
        let was_closed = told.first().is_some_and(|(_, turn)| *turn == Turn::Opened);
        let entry = (!was_closed).then_some((self.opened, Turn::Opened));
        let mut moves: Vec<(Day, Turn)> = Vec::with_capacity(told.len() + 1);
        for (at, turn) in entry.into_iter().chain(told) {
            if moves.last().is_none_or(|(_, last)| *last != turn) {
                moves.push((at.today(), turn));
            }
        }
        Some(moves)
    }
}
