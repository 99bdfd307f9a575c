//! Figures of any size on the scale of charts.

use crate::ui::charts::{ChartWords, FULL, Mark, PointKind, Sparkline, TrendChart, TrendPoint};
use domain::metrics::{Measurement, Metric, Threshold, history};
use domain::time::ReportDate;
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A value that only a later report tells of is drawn this many days before it: no more is known than that it came first.
const BEFORE: i64 = 30;

/// A longer figure does not fit beside a line of the grid.
const LEVEL: usize = 6;

/// From the least to the greatest of some values, with a little room below and above.
struct Scale {
    low: Decimal,
    high: Decimal,
}

impl Scale {
    fn of(values: impl Iterator<Item = Decimal> + Clone) -> Option<Self> {
        let (least, greatest) = (values.clone().min()?, values.max()?);
        let apart = greatest.checked_sub(least)?;
        let room = if apart.is_zero() { Decimal::ONE } else { apart.checked_div(Decimal::TEN)? };
        Some(Self { low: least.checked_sub(room)?, high: greatest.checked_add(room)? })
    }

    /// Where a value stands, in ten-thousandths. Only for drawing: figures are shown as they are.
    fn place(&self, value: Decimal) -> u32 {
        let part = value.checked_sub(self.low).zip(self.high.checked_sub(self.low)).and_then(|(part, all)| part.checked_div(all));
        part.and_then(|part| part.checked_mul(FULL.into())).and_then(|place| place.round().to_u32()).unwrap_or_default().min(FULL)
    }
}

/// The last values as a trend the size of a word; nothing for fewer than two.
pub(super) fn spark(metric: &Metric, measured: &[Measurement]) -> Option<AnyView> {
    let scale = Scale::of(measured.iter().map(|row| row.value)).filter(|_| measured.len() > 1)?;
    let label = measured.iter().map(|row| metric.figure(row.value)).collect::<Vec<_>>().join(", ");
    let points = measured.iter().map(|row| scale.place(row.value)).collect();
    Some(view! { <Sparkline label points/> }.into_any())
}

/// The history of a metric as a chart, oldest first; a sentence where there are fewer than two values. `whole` says that nothing
/// came before the first of them, so that what its report states stands before it.
pub(super) fn chart(metric: &Metric, measured: &[Measurement], whole: bool) -> AnyView {
    let stated = history(metric, measured).first().and_then(|first| first.states).filter(|_| whole);
    let values = measured.iter().map(|row| row.value).chain(stated);
    let count = values.clone().count();
    let Some(scale) = Scale::of(values.clone().chain(metric.threshold.map(Threshold::value))).filter(|_| count > 1) else {
        let why = if count == 0 { "Nothing was measured yet." } else { "One value so far; a chart needs two." };
        return view! { <p class="none-yet">{why}</p> }.into_any();
    };
    let points = points(metric, measured, stated, &scale);
    let target = metric.threshold.map(|threshold| Mark::new(scale.place(threshold.value()), metric.figure(threshold.value())));
    let bounds = [values.clone().min(), values.max()].into_iter().flatten();
    let levels =
        bounds.map(|value| Mark::new(scale.place(value), Some(value.to_string()).filter(|text| text.len() <= LEVEL).unwrap_or_default()));
    let words = ChartWords { computed: "measured", stated: "stated by the report after it", figure: "Value", target: "Threshold" };
    let (label, levels) = (format!("{} over {count} values", metric.name), levels.collect::<Vec<_>>());
    view! { <TrendChart label points target levels words/> }.into_any()
}

fn points(metric: &Metric, measured: &[Measurement], stated: Option<Decimal>, scale: &Scale) -> Vec<TrendPoint> {
    let point = |date: String, day: i64, value: Decimal, kind: PointKind| TrendPoint {
        date,
        day,
        text: metric.figure(value),
        position: scale.place(value),
        kind,
        note: None,
    };
    let before = stated.zip(measured.first()).map(|(value, first)| TrendPoint {
        note: None,
        ..point(format!("before {}", first.date), day(first.date) - BEFORE, value, PointKind::Stated)
    });
    let rows = measured.iter().map(|row| point(row.date.to_string(), day(row.date), row.value, PointKind::Computed));
    before.into_iter().chain(rows).collect()
}

/// Days since the start of our calendar; a month counts as its first day.
fn day(date: ReportDate) -> i64 {
    let (year, month) = date.year_and_month();
    let date = chrono::NaiveDate::from_ymd_opt(year, month, date.day_of_month().unwrap_or(1));
    date.map_or(0, |date| chrono::Datelike::num_days_from_ce(&date).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_scale_has_room_below_and_above_and_none_is_needed_for_order() {
        let scale = Scale::of([value("2.48"), value("3.82")].into_iter()).unwrap();
        assert_eq!((scale.place(value("2.48")), scale.place(value("3.82"))), (833, 9_167));
        assert!(Scale::of(std::iter::empty()).is_none());
    }

    #[test]
    fn equal_values_stand_in_the_middle() {
        let scale = Scale::of([value("7"), value("7.0")].into_iter()).unwrap();
        assert_eq!(scale.place(value("7")), 5_000);
    }

    #[test]
    fn values_at_the_ends_of_what_can_be_kept_are_drawn_without_harm() {
        let scale = Scale::of([value("99999999999999999999"), value("-99999999999999999999")].into_iter()).unwrap();
        assert!(scale.place(value("99999999999999999999")) > scale.place(Decimal::ZERO));
    }
}
