//! Weights in a sentence: `**Weighting:** Safety (25%), Speed (20%), …`.

use super::super::draft::Draft;
use super::super::inline::{name, plain, words};
use super::super::number::{Form, figures};
use super::super::outline::{Line, text_lines};
use super::super::reading::{CategoryReading, Confidence, LineRange};
use super::super::vocabulary::has;
use super::Report;
use rust_decimal::Decimal;

/// Fewer names with percentages are no set of weights, and so are more.
const COUNT: std::ops::RangeInclusive<usize> = 3..=50;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    if draft.reading.categories.is_empty() || draft.reading.categories.iter().any(|category| category.weight.is_some()) {
        return;
    }
    let mut lines = Vec::new();
    for section in &report.outline.sections {
        section.blocks.iter().for_each(|block| text_lines(block, &mut lines));
    }
    let Some((line, weights)) = lines.iter().find_map(|line| Some((*line, sentence(line)?))) else { return };
    let lines = LineRange::line(line.number);
    draft.take(lines);
    for (name, weight) in weights {
        assign(draft, &name, weight, lines);
    }
}

/// The names and weights of a line that speaks of weights.
fn sentence(line: &Line<'_>) -> Option<Vec<(String, Decimal)>> {
    if line.raw.matches('%').count() < *COUNT.start() {
        return None;
    }
    let text = plain(line.raw);
    if !has(&words(&text), &["weight", "weights", "weighting", "weighted", "gewichtung"]) {
        return None;
    }
    let text = text.split_once(':').map_or(text.as_str(), |(_, rest)| rest);
    let mut found = Vec::new();
    let mut from = 0;
    for figure in figures(text).into_iter().filter(|figure| figure.form == Form::Percent && !figure.relative) {
        let between = text[from..figure.start].trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '&'));
        let between = between.strip_prefix("and ").unwrap_or(between);
        let after = text[figure.end..].trim_start();
        // `25% Safety, 20% Speed` names what follows the number.
        let label = if between.is_empty() { after.split([',', ';', '+', '.']).next().unwrap_or_default() } else { between };
        found.push((name(label), figure.value));
        from = figure.end;
    }
    (COUNT.contains(&found.len()) && found.iter().all(|(name, _)| !name.is_empty())).then_some(found)
}

/// Gives the weight to the category of that name, else to a score that stands elsewhere in the report, which
/// so becomes a category. A weight that fits neither is a category without a score: the report counted it.
fn assign(draft: &mut Draft, name: &str, weight: Decimal, lines: LineRange) {
    let fits = |other: &str| same(name, other);
    let exact = draft.reading.categories.iter().position(|category| category.weight.is_none() && words(&category.name) == words(name));
    let near = || draft.reading.categories.iter().position(|category| category.weight.is_none() && fits(&category.name));
    if let Some(at) = exact.or_else(near) {
        draft.reading.categories[at].weight = Some(weight);
        return;
    }
    let score = draft.named_scores.iter().find(|score| fits(&score.name));
    let (value, max) = (score.map(|score| score.value), score.map(|score| score.max));
    let confidence = if score.is_some() { Confidence::PLACED } else { Confidence::GUESSED };
    let source = score.map_or(lines, |score| score.lines);
    draft.take(source);
    draft.reading.categories.push(CategoryReading {
        kept: crate::exchange::CategoryKept::default(),
        name: name.to_owned(),
        value,
        max,
        weight: Some(weight),
        status: None,
        notes: None,
        previous: None,
        target: None,
        lines: source,
        confidence,
    });
}

/// Whether one name is the other, or its beginning, word by word; words that any score has are left out.
fn same(one: &str, other: &str) -> bool {
    let significant = |name: &str| {
        let words = words(name);
        let kept: Vec<String> =
            words.split_whitespace().filter(|word| !matches!(*word, "score" | "rating" | "and")).map(str::to_owned).collect();
        kept
    };
    let (one, other) = (significant(one), significant(other));
    let shared = one.len().min(other.len());
    shared > 0 && one[..shared] == other[..shared]
}
