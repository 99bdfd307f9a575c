//! Tables of metrics: those that say so in their head, and those that set amounts beside what they were before.

use super::super::columns::{Column, Columns, is_total_row};
use super::super::inline::{name, plain, words};
use super::super::outline::{Kind, Place, Row, Table};
use super::super::quantity::{Amount, Quantity, quantities};
use super::super::reading::{Confidence, LineRange, MetricReading, MetricTarget};
use super::super::units::unit;
use super::super::vocabulary::{Topic, has};
use super::Report;
use super::metrics::{Mark, direct, is_name, is_plan, mark};
use crate::metrics::{Direction, Threshold};
use std::cmp::Reverse;

pub(super) fn from_place(report: &Report<'_, '_>, place: &Place<'_, '_>, is_other: &dyn Fn(u32) -> bool, found: &mut Vec<MetricReading>) {
    let Kind::Table(table) = &place.block.kind else { return };
    let Some(table) = MetricTable::of(report, place, table) else { return };
    found.extend(table.table.rows.iter().filter(|row| !is_other(row.line)).filter_map(|row| table.metric(row)));
}

/// A table of amounts, and where its columns are.
struct MetricTable<'t, 'a> {
    table: &'t Table<'a>,
    columns: Columns,
    /// Whether the head says that these are metrics; else only what is compared with a value before is one.
    says_so: bool,
    name: usize,
    value: usize,
    previous: Option<usize>,
    change: Option<usize>,
    target: Option<usize>,
    unit: Option<usize>,
}

impl<'t, 'a> MetricTable<'t, 'a> {
    fn of(report: &Report<'_, '_>, place: &Place<'_, '_>, table: &'t Table<'a>) -> Option<Self> {
        let columns = Columns::of(table);
        let count = columns.kinds.len();
        let metric = (0..count)
            .find(|at| says_metric(table.head[*at]) && matches!(columns.kinds[*at], Column::Item | Column::Unknown | Column::Category));
        let name = metric.or_else(|| columns.name())?;
        let unit = (0..count).find(|at| *at != name && has(&words(table.head[*at]), &["unit", "units", "einheit"]));
        let dated = by_date(&columns);
        let before = columns.find(&[Column::Previous]).or_else(|| dated.get(1).copied()).filter(|at| *at != name);
        let value = value_column(table, &columns, name, &dated, before);
        // A table that only says what was measured at the start has no other value than that.
        let (value, previous) = match (value, before) {
            (Some(value), before) => (value, before.filter(|at| *at != value)),
            (None, Some(before)) if metric.is_some() => (before, None),
            _ => return None,
        };
        let target = columns.find(&[Column::Target, Column::Required]).filter(|at| *at != name && *at != value);
        let change = (0..count).find(|at| columns.kinds[*at] == Column::Delta && !has(&words(table.head[*at]), &["target", "goal"]));
        let found = Self { table, columns, says_so: metric.is_some(), name, value, previous, change, target, unit };
        (found.says_so || found.compares(report, place)).then_some(found)
    }

    /// Whether the rows are compared with what they were, and are no scores, levels or plans.
    fn compares(&self, report: &Report<'_, '_>, place: &Place<'_, '_>) -> bool {
        let heading = report.outline.headings(place.section).next().and_then(|heading| heading.topic);
        let rated = heading == Some(Topic::Scores) && self.columns.kinds[self.name] == Column::Category;
        let named =
            !matches!(self.columns.kinds[self.name], Column::Risk | Column::Goal | Column::When | Column::Dated(_) | Column::Previous);
        self.previous.is_some() && named && !rated && !is_plan(report, place)
    }

    fn metric(&self, row: &Row<'_>) -> Option<MetricReading> {
        let (named, unit_in_name) = self.name_of(row)?;
        let (value, struck) = self.value_of(row)?;
        let head = || unit_in(self.table.head[self.value]).or_else(|| self.previous.and_then(|at| unit_in(self.table.head[at])));
        let unit =
            value.unit.clone().or_else(|| self.unit.and_then(|at| unit(words(row.cell(at)).trim()).map(str::to_owned))).or(unit_in_name);
        let unit = unit.or_else(head).or_else(|| self.previous_cell(row).and_then(|previous| previous.unit));
        let previous = struck.or_else(|| self.previous_cell(row)).and_then(|previous| previous.value_in(unit.as_deref()));
        let amount = value.value_in(unit.as_deref())?;
        let previous = previous.or_else(|| amount.checked_sub(self.change_of(row)?.value_in(unit.as_deref())?));
        if !self.says_so && (unit.is_none() || previous.is_none()) {
            return None;
        }
        let mut metric = MetricReading {
            name: named,
            value: amount,
            previous,
            target: self.target_of(row, unit.as_deref()),
            unit,
            direction: Direction::Unknown,
            as_written: plain(&row.cells.join(" | ")),
            lines: LineRange::line(row.line),
            confidence: if self.says_so { Confidence::STATED } else { Confidence::PLACED },
        };
        direct(&mut metric, mark(&row.cells.join(" ")).or_else(|| self.improved(row)));
        Some(metric)
    }

    /// The name, and the unit in brackets behind it.
    fn name_of(&self, row: &Row<'_>) -> Option<(String, Option<String>)> {
        let text = name(row.cell(self.name));
        if (!self.says_so && is_total_row(row, self.name)) || !is_name_of_row(&text, self.says_so) {
            return None;
        }
        let split =
            text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).and_then(|(text, inner)| Some((text.trim_end(), unit(inner)?)));
        Some(split.map_or_else(|| (text.clone(), None), |(text, unit)| (text.to_owned(), Some(unit.to_owned()))))
    }

    /// The amount that the row gives, and one beside it that is struck out.
    fn value_of(&self, row: &Row<'_>) -> Option<(Quantity, Option<Quantity>)> {
        let raw = row.cell(self.value);
        let (struck, rest) = split_struck(raw);
        let value = leading(&rest)?;
        // Where nobody says that these are metrics, a sign makes an amount a step.
        let counts = value.is_value() || (self.says_so && matches!(value.amount, Amount::Signed { .. }));
        counts.then(|| (value, struck.and_then(|struck| leading(&struck))))
    }

    fn previous_cell(&self, row: &Row<'_>) -> Option<Quantity> {
        leading(row.cell(self.previous?)).filter(|previous| previous.is_value() || matches!(previous.amount, Amount::Signed { .. }))
    }

    /// The change since the time before; one in percent of something else is none that can be taken off.
    fn change_of(&self, row: &Row<'_>) -> Option<Quantity> {
        let change = leading(row.cell(self.change?))?;
        let value_unit = leading(row.cell(self.value)).and_then(|value| value.unit);
        let comparable = change.unit.is_none() || (change.unit == value_unit && value_unit.as_deref() != Some("%"));
        (matches!(change.amount, Amount::Signed { .. }) && comparable).then_some(change)
    }

    /// An amount in a column of improvements says that it is better now.
    fn improved(&self, row: &Row<'_>) -> Option<Mark> {
        let change = self.change.filter(|at| has(&words(self.table.head[*at]), &["improvement", "gain"]))?;
        leading(row.cell(change)).filter(Quantity::is_value).map(|_| Mark::Better)
    }

    fn target_of(&self, row: &Row<'_>, unit: Option<&str>) -> Option<MetricTarget> {
        let target = leading(row.cell(self.target?))?;
        let value = target.value_in(unit)?;
        match target.amount {
            Amount::Value => Some(MetricTarget::Exactly(value)),
            Amount::AtLeast => Some(MetricTarget::Bound(Threshold::AtLeast(value))),
            Amount::AtMost => Some(MetricTarget::Bound(Threshold::AtMost(value))),
            Amount::Signed { .. } | Amount::Range | Amount::Part => None,
        }
    }
}

/// Whether a head says that the column names metrics.
fn says_metric(head: &str) -> bool {
    has(
        &words(head),
        &[
            "metric",
            "metrics",
            "measure",
            "measurement",
            "indicator",
            "kpi",
            "sli",
            "kennzahl",
            "metrik",
            "messgröße",
            "metrica",
            "métrica",
            "métrique",
            "indicateur",
        ],
    )
}

fn is_name_of_row(name: &str, says_so: bool) -> bool {
    is_name(name)
        || (says_so
            && !name.is_empty()
            && !has(&words(name), &["score", "overall", "weight", "version", "date"])
            && name.chars().count() <= 90)
}

/// Columns headed by dates, the latest first.
fn by_date(columns: &Columns) -> Vec<usize> {
    let dated = columns.kinds.iter().enumerate().filter_map(|(at, kind)| match kind {
        Column::Dated(date) => Some((Reverse(*date), at)),
        _ => None,
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort_unstable();
    dated.into_iter().map(|(_, at)| at).collect()
}

/// The column with today's amounts.
fn value_column(table: &Table<'_>, columns: &Columns, name: usize, dated: &[usize], before: Option<usize>) -> Option<usize> {
    let other = |at: &usize| *at != name && Some(*at) != before;
    let said = |at: &usize| {
        has(&words(table.head[*at]), &["value", "result", "results", "measured", "reading", "observed", "wert", "count", "new"])
    };
    let by_head = columns.find(&[Column::Current]).filter(other).or_else(|| (0..columns.kinds.len()).find(|at| other(at) && said(at)));
    let by_date = dated.first().copied().filter(other);
    let scored = || columns.find(&[Column::Score]).filter(other);
    // Beside what was before, the one column of amounts without a head of its own kind is what is now.
    let unnamed = || {
        let mut amounts =
            (0..columns.kinds.len()).filter(|at| other(at) && columns.kinds[*at] == Column::Unknown && holds_amounts(table, *at));
        amounts.next().filter(|_| before.is_some() && amounts.next().is_none())
    };
    by_head.or(by_date).or_else(scored).or_else(unnamed)
}

/// Whether most cells of a column begin with an amount.
fn holds_amounts(table: &Table<'_>, column: usize) -> bool {
    let amounts = table.rows.iter().filter(|row| leading(row.cell(column)).is_some()).count();
    amounts * 2 > table.rows.len()
}

/// The amount that a cell begins with, marks, bounds and a word such as "about" left out.
fn leading(raw: &str) -> Option<Quantity> {
    let text = plain(raw);
    let first = quantities(&text).into_iter().next()?;
    let lead = words(&text[..first.start]);
    let few = lead.split_whitespace().all(|word| {
        matches!(
            word,
            "about"
                | "approx"
                | "ca"
                | "circa"
                | "under"
                | "below"
                | "max"
                | "at"
                | "most"
                | "up"
                | "to"
                | "less"
                | "more"
                | "than"
                | "within"
                | "over"
                | "above"
                | "min"
                | "least"
        )
    });
    few.then_some(first)
}

/// A unit in a head: `Build time (min)`, `Share %`.
fn unit_in(head: &str) -> Option<String> {
    let text = plain(head);
    let inner = text.rsplit_once('(').and_then(|(_, inner)| inner.strip_suffix(')')).and_then(unit);
    inner.or_else(|| text.trim_end().ends_with('%').then_some("%")).map(str::to_owned)
}

/// `~~14~~ 0`: what is struck out, and the rest.
fn split_struck(raw: &str) -> (Option<String>, String) {
    let parts =
        raw.split_once("~~").and_then(|(before, rest)| rest.split_once("~~").map(|(struck, after)| (struck, format!("{before} {after}"))));
    parts.map_or_else(|| (None, raw.to_owned()), |(struck, rest)| (Some(struck.to_owned()), rest))
}
