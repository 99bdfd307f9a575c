//! The main score table: which one it is, and what its rows say.

use super::super::columns::{Column, Columns, counts_rows, is_total_row, scores_in};
use super::super::draft::Draft;
use super::super::inline::{name, plain, value, words};
use super::super::number::{Figure, Form, figures, leading_number, leading_score};
use super::super::outline::{Kind, Place, Row, Table};
use super::super::reading::{CategoryReading, Confidence, LineRange, Stated, StatedScore};
use super::super::vocabulary::{Topic, has};
use super::Report;
use rust_decimal::Decimal;
use std::cell::OnceCell;

/// The least a table must reach in [`rank`] to be the score table.
const LEAST_RANK: i32 = 6;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let mut best: Option<(i32, ScoreTable<'_, '_>)> = None;
    for place in &report.places {
        let Kind::Table(table) = &place.block.kind else { continue };
        let Some((rank, found)) = ScoreTable::of(report, place, table) else { continue };
        if rank >= LEAST_RANK && best.as_ref().is_none_or(|(so_far, _)| rank > *so_far) {
            best = Some((rank, found));
        }
    }
    if let Some((_, table)) = best {
        table.read(draft);
    }
}

/// A table of categories, and where its columns are.
struct ScoreTable<'t, 'a> {
    table: &'t Table<'a>,
    columns: Columns,
    name: usize,
    score: Option<usize>,
    status: Option<usize>,
    weight: Option<usize>,
    /// The highest score there is, where no cell says so; worked out for the one table that is read.
    max: OnceCell<Decimal>,
}

impl<'t, 'a> ScoreTable<'t, 'a> {
    /// The table as a score table, and how much speaks for it being the main one.
    fn of(report: &Report<'_, '_>, place: &Place<'_, '_>, table: &'t Table<'a>) -> Option<(i32, Self)> {
        let columns = Columns::of(table);
        let name = (0..columns.kinds.len()).find(|at| columns.kinds[*at] != Column::Number && !counts_rows(table, *at))?;
        let name_kind = columns.kinds[name];
        if matches!(name_kind, Column::Issue | Column::Risk | Column::Dated(_) | Column::Goal) || table.rows.len() < 2 {
            return None;
        }
        let sums = table.rows.iter().filter(|row| is_total_row(row, name)).count();
        let score = score_column(table, &columns, name, table.rows.len() - sums);
        let status = columns.find(&[Column::Status]).filter(|at| *at != name);
        let statuses = status.is_some_and(|at| is_rating(table, at));
        if score.is_none() && !statuses {
            return None;
        }
        let total = sums > 0;
        let weight = columns.find(&[Column::Weight]);
        let above = place.labels.iter().map(|label| label.topic).chain(report.outline.headings(place.section).map(|heading| heading.topic));
        let headed = above.take(2).any(|topic| topic == Some(Topic::Scores));
        let points = [
            (name_kind == Column::Category, 3),
            (score.is_some(), 4),
            (score.is_none(), 2),
            (weight.is_some(), 3),
            (total, 3),
            (headed, 2),
            (columns.has(&[Column::Contribution, Column::Max]), 1),
            (columns.has(&[Column::Previous, Column::Target, Column::Delta]), 1),
            (columns.has(&[Column::Issue]), -1),
            (columns.has(&[Column::Action, Column::Mitigation, Column::Likelihood, Column::Duration]), -3),
            (columns.find(&[Column::When]).is_some_and(|at| at != name && !counts_rows(table, at)), -2),
        ];
        let rank = points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum();
        Some((rank, Self { table, columns, name, score, status, weight, max: OnceCell::new() }))
    }

    fn read(&self, draft: &mut Draft) {
        let weights = self.weights();
        for (row, weight) in self.table.rows.iter().zip(weights) {
            draft.take(LineRange::line(row.line));
            if is_total_row(row, self.name) {
                self.read_total(row, draft);
            } else if let Some(category) = self.category(row, weight).filter(|_| !self.is_adjustment(row)) {
                draft.reading.categories.push(category);
            }
        }
    }

    fn category(&self, row: &Row<'_>, weight: Option<Decimal>) -> Option<CategoryReading> {
        let raw = row.cell(self.name);
        let name = name(raw.split("(weight").next().unwrap_or(raw));
        let figure = self.score.and_then(|at| leading_score(row.cell(at)));
        let max = figure.as_ref().map(|figure| self.max_of(row, figure));
        let number = |kinds: &[Column]| self.columns.find(kinds).and_then(|at| leading_number(row.cell(at))).map(|figure| figure.value);
        let notes =
            self.columns.find(&[Column::Notes, Column::Issue, Column::Reason, Column::Unknown]).filter(|at| Some(*at) != self.score);
        let status = self.status.and_then(|at| value(row.cell(at)));
        (!name.is_empty()).then(|| CategoryReading {
            name,
            value: figure.as_ref().map(|figure| figure.value),
            max,
            weight,
            status: status.or_else(|| self.unrated(row)),
            notes: notes.and_then(|at| value(row.cell(at))),
            previous: self.previous(row).map(|figure| figure.value),
            target: number(&[Column::Target]),
            lines: LineRange::line(row.line),
            confidence: Confidence::STATED,
        })
    }

    /// Points taken off the sum are no category: `-3` for known bugs, or a row that is not scored itself.
    fn is_adjustment(&self, row: &Row<'_>) -> bool {
        let Some(cell) = self.score.map(|at| plain(row.cell(at))) else { return false };
        let relative = figures(&cell).first().is_some_and(|figure| figure.relative && figure.form == Form::Bare);
        let rated = self.status.is_some_and(|at| !row.cell(at).is_empty()) || self.weight.is_some_and(|at| !row.cell(at).is_empty());
        relative || (cell.is_empty() && !rated)
    }

    /// What stands in the score cell of a row that has no score: `N/A`, `TBD`.
    fn unrated(&self, row: &Row<'_>) -> Option<String> {
        let raw = row.cell(self.score?);
        if leading_score(raw).is_some() { None } else { value(raw).filter(|text| text.chars().any(char::is_alphanumeric)) }
    }

    fn max_of(&self, row: &Row<'_>, figure: &Figure) -> Decimal {
        let column = self.columns.find(&[Column::Max]).and_then(|at| leading_number(row.cell(at))).map(|figure| figure.value);
        let unsaid = || self.score.map_or(Decimal::ONE_HUNDRED, |score| unsaid_max(self.table, self.name, score));
        figure.max.or(column).unwrap_or_else(|| *self.max.get_or_init(unsaid))
    }

    fn previous(&self, row: &Row<'_>) -> Option<Figure> {
        let dated = || {
            let score = self.score?;
            let earlier =
                |kind: &Column| matches!((kind, self.columns.kinds[score]), (Column::Dated(then), Column::Dated(now)) if *then < now);
            (0..self.columns.kinds.len()).filter(|at| earlier(&self.columns.kinds[*at])).max_by_key(|at| match self.columns.kinds[*at] {
                Column::Dated(date) => Some(date),
                _ => None,
            })
        };
        let column = self.columns.find(&[Column::Previous]).or_else(dated)?;
        leading_score(row.cell(column))
    }

    /// Weights in percent; those given as shares of one are made percentages.
    fn weights(&self) -> Vec<Option<Decimal>> {
        let in_names = || self.table.rows.iter().map(|row| weight_in_name(row.cell(self.name))).collect::<Vec<_>>();
        let Some(column) = self.weight else { return in_names() };
        let found: Vec<Option<Figure>> = self.table.rows.iter().map(|row| leading_number(row.cell(column))).collect();
        let shares = found.iter().flatten().all(|figure| figure.form == Form::Bare && figure.value <= Decimal::ONE);
        let factor = if shares { Decimal::ONE_HUNDRED } else { Decimal::ONE };
        found
            .into_iter()
            .map(|figure| figure.and_then(|figure| figure.value.checked_mul(factor)).map(|weight| weight.normalize()))
            .collect()
    }

    fn read_total(&self, row: &Row<'_>, draft: &mut Draft) {
        let lines = LineRange::line(row.line);
        let as_written = plain(&row.cells.join(" | "));
        let stated = |figure: &Figure, confidence| StatedScore {
            value: figure.value,
            max: self.max_of(row, figure),
            value_high: figure.high,
            as_written: as_written.clone(),
            lines,
            confidence,
        };
        let in_column = self.score.map(|at| figures(&plain(row.cell(at)))).unwrap_or_default();
        let elsewhere = || {
            let cells = self.columns.kinds.iter().zip(&row.cells).skip(1);
            let cells =
                cells.filter(|(kind, _)| !matches!(kind, Column::Weight | Column::Target | Column::Previous | Column::Delta | Column::Max));
            cells.flat_map(|(_, raw)| figures(&plain(raw))).filter(Figure::is_score).collect::<Vec<_>>()
        };
        let found: Vec<Figure> = in_column.into_iter().filter(|figure| !figure.relative).collect();
        let mut found = if found.is_empty() { elsewhere() } else { found };
        // `100%` beside `82/100` is the sum of the weights.
        found.sort_by_key(|figure| figure.form != Form::Fraction);
        // Nothing can be out of 0.
        let possible = |figure: &Figure| self.max_of(row, figure) > Decimal::ZERO;
        found.retain(possible);
        draft.total.scores = found.iter().map(|figure| stated(figure, Confidence(Confidence::PLACED.0 + 8))).collect();
        draft.total.previous = self.previous(row).filter(possible).map(|figure| stated(&figure, Confidence::PLACED));
        draft.total.status =
            self.status.and_then(|at| value(row.cell(at))).map(|text| Stated { text, lines, confidence: Confidence::PLACED });
    }
}

/// The column with today's scores, where so many rows are no sums.
fn score_column(table: &Table<'_>, columns: &Columns, name: usize, rows: usize) -> Option<usize> {
    let rows = rows.max(1);
    let order = |kind: Column| match kind {
        Column::Current => Some((0, None)),
        Column::Dated(date) => Some((1, Some(std::cmp::Reverse(date)))),
        Column::Score => Some((2, None)),
        Column::Status | Column::Unknown => Some((3, None)),
        _ => None,
    };
    let candidates = columns.kinds.iter().enumerate().filter(|(at, _)| *at != name).filter_map(|(at, kind)| Some((order(*kind)?, at)));
    let fits = |at: usize| {
        let named = !matches!(columns.kinds[at], Column::Status | Column::Unknown);
        let said =
            table.rows.iter().filter(|row| leading_score(row.cell(at)).is_some_and(|figure| named || figure.form != Form::Bare)).count();
        said * 10 >= rows * 5 && (named || scores_in(table, at) == said)
    };
    candidates.filter(|(_, at)| fits(*at)).min_by_key(|(order, _)| *order).map(|(_, at)| at)
}

/// The maximum of a column of bare numbers: from the total row, the head, or the largest of them.
fn unsaid_max(table: &Table<'_>, name: usize, score: usize) -> Decimal {
    let total =
        table.rows.iter().find(|row| is_total_row(row, name)).and_then(|row| leading_score(row.cell(score))).and_then(|figure| figure.max);
    let head = figures(&plain(table.head.get(score).copied().unwrap_or_default())).into_iter().last();
    let head = head.map(|figure| figure.high.or(figure.max).unwrap_or(figure.value)).filter(|max| *max > Decimal::ONE);
    let head = head.or_else(|| table.head.get(score).is_some_and(|head| head.contains('%')).then_some(Decimal::ONE_HUNDRED));
    let rows = table.rows.iter().filter(|row| !is_total_row(row, name));
    let largest = rows.filter_map(|row| leading_score(row.cell(score))).map(|figure| figure.value).max().unwrap_or_default();
    let scale = [5, 10].into_iter().map(Decimal::from).find(|scale| largest <= *scale).unwrap_or(Decimal::ONE_HUNDRED);
    total.or(head).filter(|max| *max >= largest).unwrap_or(scale)
}

/// `Security (25%)`
fn weight_in_name(raw: &str) -> Option<Decimal> {
    let text = plain(raw);
    let inner = text.rsplit_once('(')?.1.strip_suffix(')')?;
    let figure = leading_number(inner).filter(|figure| figure.form == Form::Percent)?;
    Some(figure.value)
}

/// Whether a column rates: most of its cells are a colour, a mark or a word such as `partial`.
fn is_rating(table: &Table<'_>, column: usize) -> bool {
    const RATINGS: [&str; 16] = [
        "green",
        "yellow",
        "amber",
        "red",
        "gray",
        "grey",
        "pass",
        "fail",
        "partial",
        "partially",
        "good",
        "poor",
        "excellent",
        "ready",
        "ok",
        "weak",
    ];
    let is_rated = |raw: &str| {
        let text = words(raw);
        let marked = raw.contains(['✅', '⚠', '❌', '🟢', '🟡', '🔴', '🟠']);
        (marked || has(&text, &RATINGS)) && text.split_whitespace().count() <= 4
    };
    let rated = table.rows.iter().filter(|row| is_rated(row.cell(column))).count();
    rated * 10 >= table.rows.len() * 7
}
