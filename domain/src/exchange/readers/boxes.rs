//! Scores in boxes: fenced blocks in which people draw tables with lines, columns and bars.

use super::super::draft::Draft;
use super::super::facts::key_in_box;
use super::super::inline::{name, value, without_symbols};
use super::super::keys::{Key, key};
use super::super::number::{Figure, Form, figures};
use super::super::outline::{Line, Place};
use super::super::ratings::rated;
use super::super::reading::{CategoryReading, Confidence, LineRange};
use super::super::vocabulary::is_total;
use super::Report;
use super::categories::{is_headed, unrated};
use rust_decimal::Decimal;

/// Fewer lines with scores are no set of categories.
const LEAST: usize = 3;

/// A box whose lines rate.
pub(super) struct ScoreBox {
    categories: Vec<CategoryReading>,
}

impl ScoreBox {
    /// The block as a box of scores, and how much speaks for it being the main one; on the scale of score tables.
    pub(super) fn of(report: &Report<'_, '_>, place: &Place<'_, '_>, lines: &[Line<'_>]) -> Option<(i32, Self)> {
        let (mut categories, mut total, mut bars) = (Vec::new(), false, 0);
        for line in lines {
            let Some((left, right)) = key_in_box(line.raw) else { continue };
            if is_total(&left) || matches!(key(&left), Some(Key::OverallScore)) {
                total |= rated(&right).is_some();
                continue;
            }
            if let Some(category) = row(&left, &right, line.number) {
                bars += usize::from(line.raw.contains(['█', '▓', '▰', '■']));
                categories.push(category);
            }
        }
        let weighted = categories.iter().filter(|category| category.weight.is_some()).count() == categories.len();
        let headed = is_headed(report, place, 2);
        let one_scale = categories.windows(2).all(|pair| pair[0].max == pair[1].max);
        let drawn = bars * 2 > categories.len();
        if categories.len() < LEAST || !one_scale || !(weighted || total || headed || drawn) {
            return None;
        }
        let points = [(true, 4), (weighted, 6), (total, 4), (headed, 2), (drawn, 2)];
        Some((points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum(), Self { categories }))
    }

    pub(super) fn read(self, draft: &mut Draft) {
        draft.take_all(self.categories.iter().map(|category| category.lines));
        draft.reading.categories = self.categories;
    }
}

/// `Engine (40% weight)    ✓ 92%`, `Hull ████░░ 8/10 good`
fn row(left: &str, right: &str, line: u32) -> Option<CategoryReading> {
    let rating = rated(right).or_else(|| rated(right.split(" (").next()?)).or_else(|| first_score(right))?;
    let now = Some(rating.now).filter(|figure| figure.form != Form::Bare)?;
    let weight = figures(left).into_iter().find(|figure| figure.form == Form::Percent).map(|figure| figure.value);
    let title = name(if weight.is_some() { left.split(['(', '[']).next()? } else { left });
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let rest = without_symbols(right).get(now.end..).and_then(value).filter(|rest| rest.chars().any(char::is_alphabetic));
    (letters > 1 && title.split(' ').count() <= 8).then(|| CategoryReading {
        kept: crate::exchange::CategoryKept::default(),
        value: Some(now.value),
        max: Some(now.max.unwrap_or(Decimal::ONE_HUNDRED)),
        weight,
        status: rest.map(|rest| rest.trim_matches(['(', ')', ' ', '-', '–', '—']).to_owned()).filter(|rest| !rest.is_empty()),
        previous: rating.before.map(|figure| figure.value),
        confidence: Confidence::PLACED,
        ..unrated(title, LineRange::line(line))
    })
}

/// `80% good`: the score at the start of a longer text.
fn first_score(text: &str) -> Option<super::super::ratings::Rated> {
    let text = without_symbols(text);
    let now = figures(&text).into_iter().next().filter(|figure: &Figure| figure.start <= 1 && figure.is_score())?;
    Some(super::super::ratings::Rated { now, before: None })
}
