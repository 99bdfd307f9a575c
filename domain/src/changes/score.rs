//! How the overall score moved, and where that comes from.

use super::Side;
use super::comparison::Entry;
use super::matching::Pair;
use crate::assessments::StatedScore;
use crate::scoring::{Share, Shift, Weighed, score, source};
use serde::Serialize;

/// How the overall score moved. Fractions are exact; the three parts add up to `moved`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreChange {
    /// As computed, under the rule of its side; `None` where nothing rated carries weight.
    pub before: Option<Share>,
    /// As computed, under the rule of its side.
    pub after: Option<Share>,
    /// As the author stated it.
    pub stated_before: Option<String>,
    /// As the author stated it.
    pub stated_after: Option<String>,
    /// From one to the other; `None` where one of them is missing, and the parts are nothing then.
    pub moved: Option<Shift>,
    /// From other ratings.
    pub rating: Shift,
    /// From another scoring rule.
    pub rule: Shift,
    /// From other weights, and from categories that came, went, or count only on one side.
    pub weight: Shift,
}

impl ScoreChange {
    /// Before and after, as computed, else as stated, where both sides have the same.
    #[must_use]
    pub fn shown(&self) -> Option<(String, String)> {
        let computed = self.before.as_ref().zip(self.after.as_ref()).map(|(was, is)| (format!("{was} %"), format!("{is} %")));
        computed.or_else(|| self.stated_before.clone().zip(self.stated_after.clone()))
    }
}

/// Scores both sides and writes the effect of each category into its entry.
pub(super) fn score_change(before: &Side, after: &Side, pairs: &[Pair], entries: &mut [Entry]) -> ScoreChange {
    let (was, is) = (score(&before.categories, &before.rule), score(&after.categories, &after.rule));
    let moved = was.overall.as_ref().zip(is.overall.as_ref()).map(|(was, is)| Shift::between(Some(was), Some(is)));
    let stated = |side: &Side| side.stated.overall.as_ref().map(StatedScore::to_string);
    let mut change = ScoreChange {
        stated_before: stated(before),
        stated_after: stated(after),
        before: was.overall.clone(),
        after: is.overall.clone(),
        moved,
        rating: Shift::default(),
        rule: Shift::default(),
        weight: Shift::default(),
    };
    if change.moved.is_none() {
        return change;
    }
    let sides = (&Weighed::of(&before.categories, &was), &Weighed::of(&after.categories, &is));
    for entry in entries {
        let (first, second) = match (&entry.before, &entry.after) {
            (Some(_), Some(_)) => (pairs.iter().find(|pair| pair.after == entry.place).map(|pair| pair.before), Some(entry.place)),
            (Some(_), None) => (Some(entry.place), None),
            _ => (None, Some(entry.place)),
        };
        let source = source(sides, first, second, &after.rule);
        change.rating = change.rating + source.rating.clone();
        change.rule = change.rule + source.rule.clone();
        change.weight = change.weight + source.weight.clone();
        entry.effect = Some(source);
    }
    change
}
