//! A table of categories with their ratings: how likely it is the main one, and what its rows say.

use super::super::columns::{Column, Columns, counts_rows, sums_up};
use super::super::draft::Draft;
use super::super::inline::{name, plain, value, words};
use super::super::number::{Figure, Form, figures, leading_number};
use super::super::outline::{Place, Row, Table};
use super::super::ratings::{Rated, is_grade, is_open, rated};
use super::super::reading::{CategoryReading, Confidence, LineRange, Stated, StatedScore};
use super::super::vocabulary::{has, is_verdict};
use super::Report;
use super::categories::{is_headed, unrated};
use super::score_cells::Cells;
use rust_decimal::Decimal;

/// Heads of columns that name parts of a product, which a report on it rates; checks and figures are none.
#[rustfmt::skip]
const PARTS: [&str; 17] = [
    "component", "components", "module", "modules", "service", "system", "subsystem", "capability", "layer", "workstream", "modul",
    "komponente", "composant", "componente", "módulo", "模块", "モジュール",
];

/// A table of categories, and where its columns are.
pub(super) struct ScoreTable<'t, 'a> {
    table: &'t Table<'a>,
    columns: Columns,
    name: usize,
    score: Option<usize>,
    status: Option<usize>,
    weight: Option<usize>,
    /// The highest score there is, where no cell says so.
    max: Decimal,
}

impl<'t, 'a> ScoreTable<'t, 'a> {
    /// The table as a score table, and how much speaks for it being the main one.
    ///
    /// `alike` tells how many tables of the report have the same heads: several are those of parts.
    pub(super) fn of(report: &Report<'_, '_>, place: &Place<'_, '_>, table: &'t Table<'a>, alike: usize) -> Option<(i32, Self)> {
        let columns = Columns::of(table);
        let name = name_column(table, &columns)?;
        let cells = Cells::new(table, name);
        let name_kind = columns.kinds[name];
        if matches!(name_kind, Column::Issue | Column::Risk | Column::Dated(_) | Column::Goal) || table.rows.len() < 2 {
            return None;
        }
        let weight = columns.find(&[Column::Weight]);
        let score = score_column(&cells, &columns).or_else(|| open_column(table, &columns, name, weight));
        let said = columns.find(&[Column::Status]).filter(|at| *at != name);
        let status = said.or_else(|| rating_column(table, &columns, name).filter(|_| score.is_none()));
        let statuses = status.is_some_and(|at| is_rating(table, at));
        if score.is_none() && !statuses {
            return None;
        }
        let of_risks = table.head.iter().skip(1).any(|head| has(&words(head), &["risk", "risiko", "risco", "riesgo", "risque"]));
        if score.is_none() && of_risks {
            return None;
        }
        let total = cells.sums().contains(&true);
        let headed = is_headed(report, place, 2);
        let measures = has(
            &words(table.head[name]),
            &["metric", "metrics", "kpi", "indicator", "measure", "test", "tests", "suite", "browser", "endpoint"],
        );
        let of_parts = name_kind == Column::Category || has(&words(table.head[name]), &PARTS);
        let points = [
            (of_parts, 3),
            (score.is_some(), 4),
            (score.is_none(), 2),
            (score.is_none() && of_parts && status.is_some_and(|at| rates_all(table, at)), 1),
            (weight.is_some(), 3),
            (total, 3),
            (headed, 2),
            (columns.has(&[Column::Contribution, Column::Max]), 1),
            (columns.has(&[Column::Previous, Column::Target, Column::Delta]), 1),
            (columns.has(&[Column::Issue]), -1),
            // What is required beside what is there makes gates, not scores.
            (weight.is_none() && columns.has(&[Column::Required]), -4),
            (score.is_none() && columns.has(&[Column::Current]), -3),
            (columns.has(&[Column::Action, Column::Mitigation, Column::Likelihood, Column::Duration]), -3),
            (columns.find(&[Column::When]).is_some_and(|at| at != name && !counts_rows(table, at)), -2),
            (measures && weight.is_none(), -3),
            (table.head.iter().any(|head| has(&words(head), &["passed", "failed", "count", "total", "coverage"])), -2),
            (alike > 2, -2),
        ];
        let rank = points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum();
        let max = score.map_or(Decimal::ONE_HUNDRED, |score| unsaid_max(&cells, score));
        Some((rank, Self { table, columns, name, score, status, weight, max }))
    }

    pub(super) fn read(&self, draft: &mut Draft) {
        let weights = self.weights();
        for (row, weight) in self.table.rows.iter().zip(weights) {
            draft.take(LineRange::line(row.line));
            if sums_up(self.table, row, self.name) {
                self.read_total(row, draft);
            } else if let Some(category) = self.category(row, weight).filter(|_| !self.is_adjustment(row)) {
                draft.reading.categories.push(category);
            }
        }
    }

    fn category(&self, row: &Row<'_>, weight: Option<Decimal>) -> Option<CategoryReading> {
        let raw = row.cell(self.name);
        let name = name(raw.split("(weight").next().unwrap_or(raw));
        let rating = self.score.and_then(|at| rated(row.cell(at)));
        let max = rating.as_ref().map(|rating| self.max_of(row, &rating.now));
        let number = |kinds: &[Column]| self.columns.find(kinds).and_then(|at| leading_number(row.cell(at))).map(|figure| figure.value);
        let notes =
            self.columns.find(&[Column::Notes, Column::Issue, Column::Reason, Column::Unknown]).filter(|at| Some(*at) != self.score);
        let status = self.status.and_then(|at| value(row.cell(at)));
        let before = rating.as_ref().and_then(|rating| rating.before.as_ref());
        (!name.is_empty()).then(|| CategoryReading {
            kept: crate::exchange::CategoryKept::default(),
            value: rating.as_ref().map(|rating| rating.now.value),
            max,
            weight,
            status: status.or_else(|| self.unrated(row)),
            notes: notes.and_then(|at| value(row.cell(at))),
            previous: self.previous(row).as_ref().or(before).map(|figure| figure.value),
            target: number(&[Column::Target]),
            ..unrated(name, LineRange::line(row.line))
        })
    }

    /// Points taken off the sum are no category: `-3` for known bugs, or a row that is not scored itself.
    fn is_adjustment(&self, row: &Row<'_>) -> bool {
        self.score.is_some_and(|at| is_adjustment(row, at, &[self.status, self.weight]))
    }

    /// What stands in the score cell of a row that has no score: `N/A`, `TBD`, `B+`.
    fn unrated(&self, row: &Row<'_>) -> Option<String> {
        let raw = row.cell(self.score?);
        if rated(raw).is_some() { None } else { value(raw).filter(|text| text.chars().any(char::is_alphanumeric)) }
    }

    fn max_of(&self, row: &Row<'_>, figure: &Figure) -> Decimal {
        let column = self.columns.find(&[Column::Max]).and_then(|at| leading_number(row.cell(at))).map(|figure| figure.value);
        figure.max.or(column).unwrap_or(self.max)
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
        let version = || {
            let score = self.score.filter(|at| is_version(self.table.head[*at]))?;
            (0..score).rev().find(|at| is_version(self.table.head[*at]))
        };
        let column = self.columns.find(&[Column::Previous]).filter(|at| Some(*at) != self.score).or_else(dated).or_else(version)?;
        rated(row.cell(column)).map(|rating| rating.now)
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
        let rating = self.score.and_then(|at| rated(row.cell(at)));
        let in_column = self.score.map(|at| figures(&plain(row.cell(at)))).unwrap_or_default();
        let elsewhere = || {
            let cells = self.columns.kinds.iter().zip(&row.cells).skip(1);
            let cells =
                cells.filter(|(kind, _)| !matches!(kind, Column::Weight | Column::Target | Column::Previous | Column::Delta | Column::Max));
            cells.flat_map(|(_, raw)| figures(&plain(raw))).filter(Figure::is_score).collect::<Vec<_>>()
        };
        let mut found: Vec<Figure> = match &rating {
            Some(rating) if rating.before.is_some() => vec![rating.now.clone()],
            _ => in_column.into_iter().filter(|figure| !figure.relative).collect(),
        };
        if found.is_empty() {
            found = rating.iter().map(|rating| rating.now.clone()).collect();
        }
        if found.is_empty() {
            found = elsewhere();
        }
        // `100%` beside `82/100` is the sum of the weights.
        found.sort_by_key(|figure| figure.form != Form::Fraction);
        // Nothing can be out of 0.
        let possible = |figure: &Figure| self.max_of(row, figure) > Decimal::ZERO;
        found.retain(|figure| possible(figure) && figure.value <= self.max_of(row, figure));
        draft.total.scores = found.iter().map(|figure| stated(figure, Confidence(Confidence::PLACED.0 + 8))).collect();
        let before = rating.and_then(|rating| rating.before);
        draft.total.previous = self.previous(row).or(before).filter(possible).map(|figure| stated(&figure, Confidence::PLACED));
        let told = self.columns.find(&[Column::Notes, Column::Answer, Column::Unknown]).filter(|at| Some(*at) != self.score);
        let told = told.filter(|at| *at != self.name && is_verdict(row.cell(*at)));
        let verdict = self.status.and_then(|at| value(row.cell(at))).or_else(|| told.and_then(|at| value(row.cell(at))));
        draft.total.status = verdict.map(|text| Stated { text, lines, confidence: Confidence::PLACED });
    }
}

/// The column that names the rows: the first that does not count them, unless that one says something of them.
fn name_column(table: &Table<'_>, columns: &Columns) -> Option<usize> {
    const SAID: [Column; 12] = [
        Column::Status,
        Column::Score,
        Column::Target,
        Column::Owner,
        Column::Current,
        Column::Weight,
        Column::Previous,
        Column::Delta,
        Column::Max,
        Column::Contribution,
        Column::Priority,
        Column::Level,
    ];
    let first = (0..columns.kinds.len()).find(|at| columns.kinds[*at] != Column::Number && !counts_rows(table, *at))?;
    let named = || columns.find(&[Column::Category, Column::Item]).filter(|at| !counts_rows(table, *at));
    if SAID.contains(&columns.kinds[first]) { named().or(Some(first)) } else { Some(first) }
}

/// A row that takes points off or adds some, or that is not scored itself.
fn is_adjustment(row: &Row<'_>, score: usize, others: &[Option<usize>]) -> bool {
    let cell = plain(row.cell(score));
    let relative = figures(&cell).first().is_some_and(|figure| figure.relative && figure.form == Form::Bare);
    let told = others.iter().flatten().any(|at| !row.cell(*at).is_empty());
    relative || (cell.is_empty() && !told)
}

/// The column with today's scores.
fn score_column(cells: &Cells<'_, '_>, columns: &Columns) -> Option<usize> {
    let (table, name) = (cells.table, cells.name);
    let order = |at: usize| match columns.kinds[at] {
        // Of several columns after something the last counts, unless one says that it is today's.
        Column::Current if is_todays(table.head[at]) => Some((0, None, at)),
        Column::Current => Some((1, None, usize::MAX - at)),
        Column::Dated(date) => Some((2, Some(std::cmp::Reverse(date)), at)),
        // `Complete | Percentage`: a bare count is no score beside one that says its scale.
        Column::Score => Some((3, None, if has_scale_in(cells, at) { at } else { at + columns.kinds.len() })),
        // Of versions, `v1 | v2 | v3`, the last counts.
        Column::Unknown if is_version(table.head[at]) => Some((4, None, usize::MAX - at)),
        Column::Status | Column::Unknown | Column::Level => Some((4, None, at)),
        _ => None,
    };
    let fits = |at: usize| {
        let named = !matches!(columns.kinds[at], Column::Status | Column::Unknown | Column::Level) || is_version(table.head[at]);
        let ratings = cells.ratings(at);
        let counted = || table.rows.iter().zip(&*ratings).zip(cells.sums()).filter(|(_, sums_up)| !**sums_up);
        let all = ratings.iter().flatten().count();
        let says = |rating: &Rated| named || columns.kinds[at] == Column::Level || rating.now.form != Form::Bare;
        let said = counted().filter(|((_, rating), _)| rating.as_ref().is_some_and(says)).count();
        let enough = || said * 2 >= counted().filter(|((row, _), _)| !is_adjustment(row, at, &[])).count().max(1);
        said > 0 && (named || all - said <= 1) && enough()
    };
    let candidates = (0..columns.kinds.len()).filter(|at| *at != name).filter_map(|at| Some((order(at)?, at)));
    candidates.filter(|(_, at)| fits(*at)).min_by_key(|(order, _)| *order).map(|(_, at)| at)
}

/// Whether a cell of a column is a percentage or points of points.
fn has_scale_in(cells: &Cells<'_, '_>, column: usize) -> bool {
    cells.ratings(column).iter().flatten().any(|rating| rating.now.form != Form::Bare)
}

/// `v2`, `Round 3`, `Audit 1`, `Q3`, `Sprint 12`: the head of one of several columns of the same kind.
fn is_version(head: &str) -> bool {
    let words = words(head);
    let mut tokens = words.split_whitespace();
    let (first, second) = (tokens.next().unwrap_or_default(), tokens.next());
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let short = first.strip_prefix(['v', 'q', 'r', 'm', 'w']).is_some_and(number);
    let long = matches!(first, "round" | "audit" | "version" | "sprint" | "week" | "run" | "iteration" | "release" | "review")
        && second.is_some_and(number);
    short || long
}

fn is_todays(head: &str) -> bool {
    let words = words(head);
    !has(&words, &["after", "residual", "nachher", "après", "después", "depois", "стало"])
}

/// A column for scores in a form that is not filled in: it says so in its head, and the table weighs its rows or grades them.
fn open_column(table: &Table<'_>, columns: &Columns, name: usize, weight: Option<usize>) -> Option<usize> {
    let at = columns.find(&[Column::Score, Column::Current]).filter(|at| *at != name)?;
    let graded = table.rows.iter().filter(|row| is_grade(&value(row.cell(at)).unwrap_or_default())).count();
    let open = table.rows.iter().filter(|row| is_open(row.cell(at)) || rated(row.cell(at)).is_some()).count();
    let all = graded + open == table.rows.len();
    (all && (graded * 2 > table.rows.len() || weight.is_some())).then_some(at)
}

/// A column that rates without numbers, under another head than `Status`.
fn rating_column(table: &Table<'_>, columns: &Columns, name: usize) -> Option<usize> {
    let at = columns.find(&[Column::Score, Column::Current, Column::Answer]).filter(|at| *at != name)?;
    is_rating(table, at).then_some(at)
}

/// The maximum of a column of bare numbers: from its other cells, the total row, the head, or the largest of them.
fn unsaid_max(cells: &Cells<'_, '_>, score: usize) -> Decimal {
    let (table, ratings) = (cells.table, cells.ratings(score));
    let rated = |sum: bool| {
        let rows = ratings.iter().zip(cells.sums()).filter(move |(_, sums_up)| **sums_up == sum);
        rows.filter_map(|(rating, _)| Some(&rating.as_ref()?.now))
    };
    let max_in = |sum: bool| rated(sum).find_map(|figure| figure.max);
    let head = figures(&plain(table.head.get(score).copied().unwrap_or_default()));
    let head = head
        .into_iter()
        .last()
        .filter(|figure| figure.high.is_some() || figure.max.is_some() || figure.form != Form::Bare || figure.value >= Decimal::from(4));
    let head = head.map(|figure| figure.high.or(figure.max).unwrap_or(figure.value)).filter(|max| *max > Decimal::ONE);
    let head = head.or_else(|| table.head.get(score).is_some_and(|head| head.contains('%')).then_some(Decimal::ONE_HUNDRED));
    let largest = rated(false).map(|figure| figure.value).max().unwrap_or_default();
    let scale = [5, 10].into_iter().map(Decimal::from).find(|scale| largest <= *scale).unwrap_or(Decimal::ONE_HUNDRED);
    max_in(false).or_else(|| max_in(true)).or(head).filter(|max| *max >= largest).unwrap_or(scale)
}

/// `Security (25%)`
fn weight_in_name(raw: &str) -> Option<Decimal> {
    let text = plain(raw);
    let inner = text.rsplit_once('(')?.1.strip_suffix(')')?;
    let figure = leading_number(inner).filter(|figure| figure.form == Form::Percent)?;
    Some(figure.value)
}

/// Whether a column rates: most of its cells are a colour, a mark, a letter or a word such as `partial`.
fn is_rating(table: &Table<'_>, column: usize) -> bool {
    ratings(table, column) * 10 >= table.rows.len() * 7
}

/// Whether every cell of a column rates.
fn rates_all(table: &Table<'_>, column: usize) -> bool {
    ratings(table, column) == table.rows.len() && table.rows.len() > 3
}

fn ratings(table: &Table<'_>, column: usize) -> usize {
    const RATINGS: [&str; 26] = [
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
        "strong",
        "adequate",
        "fair",
        "not ready",
        "grün",
        "gelb",
        "rot",
        "gut",
        "schlecht",
        "na",
    ];
    let is_rated = |raw: &str| {
        let text = words(raw);
        let marked = raw.contains(['✅', '⚠', '❌', '🟢', '🟡', '🔴', '🟠', '⚪', '✔', '✓', '✗', '✘', '⬜', '☑', '☒'])
            || [":white_check_mark:", ":x:", ":warning:", ":heavy_check_mark:", ":red_circle:", ":green_circle:", ":yellow_circle:"]
                .iter()
                .any(|code| raw.contains(code));
        (marked || has(&text, &RATINGS) || is_grade(&plain(raw))) && text.split_whitespace().count() <= 4
    };
    table.rows.iter().filter(|row| is_rated(row.cell(column))).count()
}
