//! What got worse.

use super::sides::*;
use crate::Version;
use crate::assessments::{FindingKind, Registers, Severity, Stated, StatedScore};
use crate::blockers::BlockerState;
use crate::changes::{Part, Regression, Side, Subject, compare, regressions, told};
use crate::ids::{MeasurementId, MetricId, ProjectId};
use crate::metrics::{Direction, Measurement, Metric, steps};
use crate::risks::{Level, Polarity, Risk};
use rust_decimal::Decimal;

/// A metric that was 3.82 % and is this many hundredths of a percent now.
fn coverage(after: i64) -> (Metric, Vec<Measurement>) {
    let nobody = uuid::Uuid::nil();
    let metric = Metric {
        id: MetricId(nobody),
        project: ProjectId(nobody),
        key: "coverage".into(),
        position: 0,
        name: title("Coverage"),
        unit: Some("%".parse().unwrap()),
        direction: Direction::Higher,
        threshold: None,
        set_aside_at: None,
        version: Version::FIRST,
    };
    let last = Measurement {
        id: MeasurementId(nobody),
        metric: metric.id,
        value: Decimal::new(after, 2),
        previous: Some(Decimal::new(382, 2)),
        date: "2031-05-01".parse().unwrap(),
        assessment: None,
        lines: None,
        by_name: title("Ana"),
    };
    (metric, vec![last])
}

fn lines(found: &[Regression]) -> Vec<String> {
    found.iter().map(|row| format!("{}: {} → {}", row.name, row.before, row.after)).collect()
}

/// The score rises by 13 points; documentation and coverage get worse.
#[test]
fn what_got_worse_is_listed_however_good_the_total() {
    let with = |id: u128, score: i64, level| {
        let risks = vec![risk(id, "Documentation", Some(level), Polarity::LowerIsBetter)];
        let registers = Registers { risks, ..Registers::default() };
        Side { categories: vec![category(id, "Kiln", None, percent(score))], registers, ..side(id) }
    };
    let found = compare(&with(1, 55, Level::Low), &with(2, 68, Level::Medium), &[]);
    assert_eq!(found.score.moved.as_ref().unwrap().points(0), "+13");
    let worse = regressions(&found, &steps(&[coverage(248)]));
    assert_eq!(lines(&worse), ["Documentation: low → medium", "Coverage: 3.82 % → 2.48 %"]);
    assert!(matches!(worse[0].subject, Subject::Row { part: Part::Risk, later: true, .. }));
    assert!(regressions(&compare(&with(1, 55, Level::Medium), &with(2, 68, Level::Low), &[]), &steps(&[coverage(500)])).is_empty());
}

#[test]
fn the_gravest_comes_first() {
    let before = Side { categories: vec![category(1, "Kiln", None, percent(70))], ..side(1) };
    let mut after = Side { categories: vec![category(2, "Kiln", None, percent(60))], ..side(2) };
    after.findings =
        vec![finding(3, "Small gap", FindingKind::Gap, Some(Severity::Low)), finding(4, "Gap", FindingKind::Gap, Some(Severity::Critical))];
    after.registers.blockers = vec![blocker(5, "Door", 1, BlockerState::Open)];
    let names: Vec<_> = regressions(&compare(&before, &after, &[]), &[]).into_iter().map(|row| (row.name, row.what)).collect();
    let names: Vec<_> = names.iter().map(|(name, what)| (name.as_str(), what.as_str())).collect();
    assert_eq!(names, [("Door", "new"), ("Gap", "new"), ("Overall score", "fell"), ("Kiln", "worse"), ("Small gap", "new")]);
}

#[test]
fn a_single_report_tells_itself_what_got_worse() {
    let row = |id, name, previous, level, polarity| Risk { previous, ..risk(id, name, Some(level), polarity) };
    let risks = vec![
        row(1, "Documentation", Some(Level::Low), Level::Medium, Polarity::LowerIsBetter),
        row(2, "Security", Some(Level::High), Level::Low, Polarity::LowerIsBetter),
        row(3, "Availability", Some(Level::High), Level::Low, Polarity::HigherIsBetter),
        row(4, "Unknown", None, Level::High, Polarity::LowerIsBetter),
    ];
    let score = |value: i64| Some(StatedScore::new(value.into(), Decimal::ONE_HUNDRED));
    let mut alone = Side { registers: Registers { risks, ..Registers::default() }, ..side(1) };
    alone.stated = Stated { overall: score(68), previous: score(55), ..Stated::default() };
    assert_eq!(lines(&told(&alone, &[])), ["Availability: high → low (higher is better)", "Documentation: low → medium"]);
    alone.stated = Stated { overall: score(50), previous: score(55), ..Stated::default() };
    assert_eq!(told(&alone, &steps(&[coverage(248)]))[0].name, "Overall score");
}
