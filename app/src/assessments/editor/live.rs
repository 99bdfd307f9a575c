//! The sums of a draft in words, as the page shows them and as a save gives them back.

use domain::ids::CategoryId;
use serde::{Deserialize, Serialize};

/// The sums of a draft in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveText {
    /// The overall score, or that there is none.
    pub overall: String,
    /// How many categories are rated.
    pub rated: String,
    /// What the weights add up to.
    pub weights: String,
    /// How far the target is; empty where there is none.
    pub target: String,
    /// What the stated score is off, and why; empty where it is not.
    pub stated: String,
    /// One for each category, in order.
    pub rows: Vec<LiveRow>,
}

/// What one category does, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveRow {
    /// The category.
    pub id: CategoryId,
    /// What it adds to the score, or why it adds nothing.
    pub adds: String,
    /// Its part of the weight, and the score without it.
    pub effect: String,
}

#[cfg(feature = "ssr")]
mod words {
    use super::{LiveRow, LiveText};
    use domain::assessments::{Category, Rating};
    use domain::scoring::{Difference, Score, ScoringRule, Share, effects, missing};

    impl LiveText {
        /// The sums in words.
        pub(crate) fn of(categories: &[Category], score: &Score, difference: Option<&Difference>, rule: &ScoringRule) -> Self {
            let effects = effects(categories, score);
            let rows = categories.iter().zip(&score.rows).zip(&effects).map(|((category, row), effect)| {
                let adds = match (&row.contribution, &category.rating) {
                    (Some(part), _) => format!("+{part}"),
                    (None, Rating::NotApplicable { .. }) => "n/a".to_owned(),
                    (None, Rating::NotRated) => "not rated".to_owned(),
                    (None, _) if row.share.is_none() => "unknown".to_owned(),
                    (None, _) => "no weight".to_owned(),
                };
                let counts = effect.weight_part.as_ref().map(|part| format!("counts {part} %"));
                let without = effect.without.as_ref().filter(|_| effect.weight_part.is_some()).map(|score| format!("without it {score}"));
                let effect = [counts, without].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                LiveRow { id: category.id, adds, effect }
            });
            Self {
                overall: score.overall.as_ref().map_or_else(|| "no score".to_owned(), |overall| rule.rounded(overall)),
                rated: format!("{} of {} rated", score.rated, score.applicable),
                weights: weights(score),
                target: target(categories, score, rule).unwrap_or_default(),
                stated: difference.map(stated).unwrap_or_default(),
                rows: rows.collect(),
            }
        }
    }

    fn weights(score: &Score) -> String {
        match score.weight_sum {
            None => "No weights: all count alike".to_owned(),
            Some(sum) => format!("Weights add up to {}; any sum will do", sum.normalize()),
        }
    }

    fn target(categories: &[Category], score: &Score, rule: &ScoringRule) -> Option<String> {
        let target = rule.target?;
        let share = Share::of(target, rust_decimal::Decimal::ONE_HUNDRED)?;
        let missing = missing(categories, score, &share);
        let (distance, overall) = (missing.distance?, score.overall.as_ref()?);
        if *overall >= share {
            return Some(format!("Target {target} reached"));
        }
        let distance = if distance.basis_points() == 0 { "less than 0.01".to_owned() } else { distance.to_string() };
        // The category that has to rise least, of those that can do it alone.
        let rise = |place: usize, needed: &Share| {
            let now = score.rows.get(place).and_then(|row| row.share.as_ref()).map_or(0, Share::basis_points);
            needed.basis_points().saturating_sub(now)
        };
        let alone = missing.needed.iter().enumerate().filter_map(|(place, needed)| needed.as_ref().map(|needed| (place, needed)));
        let least = alone.min_by_key(|(place, needed)| rise(*place, needed));
        let hint = least.and_then(|(place, needed)| Some(format!("; “{}” at {needed} % would do", categories.get(place)?.name)));
        Some(format!("{distance} points to the target of {target}{}", hint.unwrap_or_default()))
    }

    fn stated(difference: &Difference) -> String {
        if difference.reasons.is_empty() {
            return String::new();
        }
        let lead = if difference.stated_is_lower { "below" } else { "above" };
        let reasons: Vec<String> = difference.reasons.iter().map(ToString::to_string).collect();
        format!("Stated {} points {lead} the computed score: {}", difference.points, reasons.join("; "))
    }
}
