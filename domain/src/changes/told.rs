//! What a single report tells about the time before it: there is no other audit to compare it with.

use super::engine::Row;
use super::radar::{of_metrics, score_fell, sorted};
use super::{Regression, Side, Subject, gravity};
use crate::metrics::Step;
use crate::risks::{Level, Movement};
use crate::scoring::Share;

/// What got worse by the report's own account: risks that name the level of the time before, the score that it states for then, and
/// metrics. The gravest first.
#[must_use]
pub fn told(side: &Side, metrics: &[Step<'_>]) -> Vec<Regression> {
    let matrix = side.words.matrix();
    let worse = side.registers.risks.iter().filter(|risk| risk.closure.is_none() && risk.movement(matrix) == Some(Movement::Worse));
    let risks = worse.map(|risk| Regression {
        subject: Subject::Row { part: super::Part::Risk, id: risk.id.0, later: true },
        name: risk.title.to_string(),
        within: None,
        what: "worse".to_owned(),
        before: risk.previous.map_or("", Level::as_str).to_owned(),
        after: risk.stands(side),
        gravity: gravity::level(risk.residual.level(matrix), risk.polarity),
    });
    sorted(fell(side).into_iter().chain(risks).chain(of_metrics(metrics)).collect())
}

/// The stated score, where it is lower than the one stated for the time before.
fn fell(side: &Side) -> Option<Regression> {
    let (before, after) = side.stated.previous.as_ref().zip(side.stated.overall.as_ref())?;
    let (was, is) = Share::of(before.value, before.max).zip(Share::of(after.value, after.max))?;
    (is < was).then(|| score_fell(before.to_string(), after.to_string(), gravity::overall(&was, &is)))
}
