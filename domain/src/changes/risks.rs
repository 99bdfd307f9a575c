//! Risks and qualities of two audits.

use super::engine::{Row, troubling};
use super::group::{Group, Judged};
use super::{Side, gravity};
use crate::records::{Described, Fact};
use crate::risks::{Cover, Level, Polarity, Risk};

impl Row for Risk {
    fn all(side: &Side) -> &[Self] {
        &side.registers.risks
    }

    fn stands(&self, side: &Side) -> String {
        let level = level(self, side).map_or("level unknown", Level::as_str);
        let covered = if is_covered(self, side) { ", accepted" } else { "" };
        match (&self.closure, self.polarity) {
            (Some(_), _) => format!("closed ({level})"),
            (None, Polarity::LowerIsBetter) => format!("{level}{covered}"),
            (None, Polarity::HigherIsBetter) => format!("{level} (higher is better){covered}"),
        }
    }

    fn facts(&self, side: &Side) -> Vec<Fact> {
        (self, &side.words).facts()
    }

    /// Both levels are read with the newer matrix: where only that changed, nothing got better or worse.
    fn became(before: (&Self, &Side), after: (&Self, &Side)) -> Option<Judged> {
        let ((was, earlier), (is, later)) = (before, after);
        let now = level(is, later);
        let grave = gravity::level(now, is.polarity);
        match (&was.closure, &is.closure) {
            (Some(_), Some(_)) => return None,
            (None, Some(_)) => return Some(Judged::better(Group::Fixed)),
            (Some(_), None) => return Some(Judged::worse(Group::Reopened, grave)),
            (None, None) => {}
        }
        let lost = (level(was, later).is_some() && now.is_none()).then(|| troubling(gravity::LOST_SIGHT));
        // Where no level is left to read the direction from, another direction is only assumed.
        if was.polarity != is.polarity {
            return lost;
        }
        let levels = level(was, later).zip(now).and_then(|(first, second)| moved(is.polarity, first, second, grave));
        let products = || {
            let (first, second) = was.residual.product().zip(is.residual.product())?;
            moved(is.polarity, first, second, grave)
        };
        let uncovered = is_covered(was, earlier) && !is_covered(is, later);
        levels.or_else(products).or_else(|| uncovered.then(|| troubling(gravity::UNCOVERED))).or(lost)
    }

    /// A quality that is named for the first time is no bad news; a risk is.
    fn came(&self, side: &Side) -> Judged {
        match (&self.closure, self.polarity) {
            (None, Polarity::LowerIsBetter) => Judged::worse(Group::New, gravity::level(level(self, side), self.polarity)),
            _ => Judged::neutral(Group::New),
        }
    }

    fn went(&self, _: &Side, _: bool) -> Judged {
        Judged::neutral(Group::Gone)
    }
}

fn level(risk: &Risk, side: &Side) -> Option<Level> {
    risk.residual.level(side.words.matrix())
}

fn is_covered(risk: &Risk, side: &Side) -> bool {
    risk.closure.is_none() && risk.cover(side.words.matrix(), side.at.today()) == Some(Cover::Holds)
}

/// What it means that a figure went from one value to another.
pub(super) fn moved<T: Ord + Copy>(polarity: Polarity, before: T, after: T, grave: u8) -> Option<Judged> {
    if before == after {
        return None;
    }
    let worse = polarity.is_worse(after, before);
    Some(if worse { Judged::worse(Group::Worse, grave) } else { Judged::better(Group::Improved) })
}
