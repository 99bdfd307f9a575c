//! What to look at before an assessment is frozen, for nothing can be changed afterwards.

use super::{Assessment, Category, Rating};
use crate::scoring::{Difference, Score};
use crate::text::Title;
use rust_decimal::Decimal;
use std::fmt;

/// Something about an assessment that may be a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// There is neither a category nor a finding.
    Empty,
    /// Nobody said of which day it is.
    NoDate,
    /// These categories are not rated, and count on neither side.
    Unrated(Vec<Title>),
    /// The letter of this category is none that the scoring rule knows, so it counts on neither side.
    UnknownLetter(Title),
    /// Nothing that is rated carries weight: there is no score.
    NoScore,
    /// The weights add up to this and not to 100.
    WeightSum(Decimal),
    /// Something is at odds, in the words of lint.
    Lint(String),
    /// The author states another score; so many percentage points off, for these reasons.
    Stated(Decimal, Vec<String>),
}

impl Check {
    /// True for what has to be put right first. All else can be meant so.
    #[must_use]
    pub const fn stops(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// What to look at before this assessment is frozen, most important first.
#[must_use]
pub fn checks(
    assessment: &Assessment,
    categories: &[Category],
    findings: u64,
    score: &Score,
    difference: Option<&Difference>,
) -> Vec<Check> {
    let mut found = Vec::new();
    if categories.is_empty() && findings == 0 {
        return vec![Check::Empty];
    }
    if assessment.date.is_none() {
        found.push(Check::NoDate);
    }
    let unrated: Vec<Title> = categories.iter().filter(|row| row.rating == Rating::NotRated).map(|row| row.name.clone()).collect();
    if !unrated.is_empty() {
        found.push(Check::Unrated(unrated));
    }
    let unknown =
        categories.iter().zip(&score.rows).filter(|(row, counted)| matches!(row.rating, Rating::Letter { .. }) && counted.share.is_none());
    found.extend(unknown.map(|(row, _)| Check::UnknownLetter(row.name.clone())));
    if score.overall.is_none() {
        found.push(Check::NoScore);
    }
    if let Some(sum) = score.weight_sum.filter(|sum| *sum != Decimal::ONE_HUNDRED) {
        found.push(Check::WeightSum(sum.normalize()));
    }
    if let Some(difference) = difference.filter(|difference| !difference.reasons.is_empty()) {
        found.push(Check::Stated(difference.points, difference.reasons.iter().map(ToString::to_string).collect()));
    }
    found
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("There is no category and no finding in it."),
            Self::NoDate => f.write_str("It has no date; lists and the trend put it on the day it was brought in."),
            Self::Unrated(names) => {
                let list: Vec<String> = names.iter().take(5).map(|name| format!("“{name}”")).collect();
                let more = names.len().checked_sub(list.len()).filter(|more| *more > 0);
                let more = more.map_or_else(String::new, |more| format!(" and {more} more"));
                write!(f, "Not rated, so counted on neither side: {}{more}.", list.join(", "))
            }
            Self::UnknownLetter(name) => write!(f, "The scoring rule does not know the letter of “{name}”, so it counts on neither side."),
            Self::NoScore => f.write_str("It has no score: nothing that is rated carries weight."),
            Self::Lint(message) => f.write_str(message),
            Self::WeightSum(sum) => write!(f, "The weights add up to {sum}, not 100; the score divides by the sum of rated weights."),
            Self::Stated(points, reasons) => {
                write!(f, "The stated score is {points} percentage points off the computed one: {}.", reasons.join("; "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessments::{AssessmentState, Stated, StatedScore, Weight};
    use crate::ids::{AssessmentId, CategoryId, ProjectId, UserId};
    use crate::scoring::{ScoringRule, explain, score};
    use crate::text::Markdown;
    use crate::{Timestamp, Version};
    use uuid::Uuid;

    fn assessment(date: Option<&str>) -> Assessment {
        let at: Timestamp = "2031-04-05T06:07:08Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        Assessment {
            id: AssessmentId(Uuid::nil()),
            project: ProjectId(Uuid::nil()),
            title: "Kiln".parse().unwrap(),
            date: date.map(|date| date.parse().unwrap()),
            state: AssessmentState::Draft,
            stated: Stated { overall: Some(StatedScore::new(Decimal::from(90), Decimal::ONE_HUNDRED)), ..Stated::default() },
            source: None,
            supersedes: None,
            template: None,
            rule: None,
            author: UserId(Uuid::nil()),
            created_at: at,
            version: Version::FIRST,
        }
    }

    fn category(name: &str, weight: i64, rating: Rating) -> Category {
        Category {
            id: CategoryId(Uuid::nil()),
            position: 0,
            name: name.parse().unwrap(),
            weight: Some(Weight::try_from(Decimal::from(weight)).unwrap()),
            rating,
            status: None,
            notes: Markdown::default(),
            lines: None,
            version: Version::FIRST,
        }
    }

    fn found(assessment: &Assessment, categories: &[Category]) -> Vec<Check> {
        let rule = ScoringRule::default();
        let score = score(categories, &rule);
        let difference = assessment.stated.overall.as_ref().and_then(|stated| explain(stated, categories, &score, &rule));
        checks(assessment, categories, 0, &score, difference.as_ref())
    }

    #[test]
    fn nothing_at_all_stops_and_everything_else_is_to_be_looked_at() {
        assert!(found(&assessment(None), &[])[0].stops());
        let rows = [
            category("Heat", 60, Rating::Letter { letter: "A".into() }),
            category("Door", 30, Rating::NotRated),
            category("Fan", 5, Rating::Letter { letter: "Z".into() }),
        ];
        let found = found(&assessment(None), &rows);
        assert!(found.iter().all(|check| !check.stops()));
        let words: Vec<String> = found.iter().map(ToString::to_string).collect();
        let all = words.join("\n");
        for expected in ["no date", "“Door”", "letter of “Fan”", "add up to 95", "10 percentage points off"] {
            assert!(all.contains(expected), "{expected}: {all}");
        }
    }

    #[test]
    fn a_whole_and_dated_audit_has_nothing_to_look_at() {
        let rows = [category("Heat", 100, Rating::Letter { letter: "A".into() })];
        let whole = Assessment { stated: Stated::default(), ..assessment(Some("2031-04-01")) };
        assert_eq!(found(&whole, &rows), []);
    }
}
