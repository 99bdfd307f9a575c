//! What is measured: read from reports, changed by people, kept as it was frozen.

use crate::world::{World, at};
use domain::Version;
use domain::exchange::LineRange;
use domain::metrics::{Change, Direction, Metric, Threshold};
use service::accounts::{Auditor, SignedIn};
use service::assessments::{Beginning, StartForm, freeze, start};
use service::metrics::{self, MeasurementForm, MetricForm, change, create, find, list, measure, set_aside, unmeasure};
use service::{PageNumber, ServiceError};

const FIRST: &str = "# Kiln audit\n\n**Date:** 2031-01-01\n\n## Gaps\n\n- Log coverage: 40.5 % (was 42 %)\n\n## Figures\n\n\
    | Metric | Target | Actual |\n|---|---|---|\n| Firing time (p95) | <30 min | 28 min |\n";
const SECOND: &str = "# Kiln audit, again\n\n**Date:** 2031-02-01\n\n## Gaps\n\n- **Log coverage**: 38 % (was 41 %)\n\n## Figures\n\n\
    | Metric | Target | Actual |\n|---|---|---|\n| Firing time (p95) | <25 min | 31.0 min |\n| Cracked pots | 0 | 3 |\n";

async fn room() -> (World, SignedIn, Auditor) {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    (world, olga, auditor)
}

async fn all(world: &World, auditor: &Auditor) -> Vec<service::metrics::Followed> {
    list(&world.db, auditor, false, PageNumber::FIRST).await.unwrap().page.rows
}

async fn named(world: &World, auditor: &Auditor, name: &str) -> Metric {
    all(world, auditor).await.into_iter().map(|row| row.metric).find(|metric| metric.name.as_str() == name).unwrap()
}

fn form(name: &str) -> MetricForm {
    MetricForm { name: name.into(), unit: "%".into(), direction: "higher".into(), bound: "at_least".into(), threshold: "80".into() }
}

fn figures(value: &str) -> MeasurementForm {
    MeasurementForm { value: value.into(), date: "2031-03-01".into(), ..MeasurementForm::default() }
}

#[tokio::test]
async fn a_report_brings_metrics_with_unit_direction_threshold_and_the_value_before() {
    let (world, _, auditor) = room().await;
    let saved = world.saved(&auditor, FIRST).await;
    let rows = all(&world, &auditor).await;
    let heads: Vec<_> = rows.iter().map(|row| (row.metric.name.as_str(), row.metric.direction, row.metric.threshold)).collect();
    assert_eq!(
        heads,
        [("Log coverage", Direction::Higher, None), ("Firing time (p95)", Direction::Lower, Some(Threshold::AtMost(30.into())))]
    );
    let entry = &rows[0].entries[0];
    assert_eq!(
        (entry.measurement.value.to_string(), entry.measurement.previous.map(|v| v.to_string())),
        ("40.5".into(), Some("42".into()))
    );
    assert_eq!((entry.measurement.assessment, entry.measurement.lines), (Some(saved.assessment), Some(LineRange::line(7))));
    assert_eq!((entry.measurement.date.to_string().as_str(), entry.measurement.by_name.as_str()), ("2031-01-01", "olga"));
}

#[tokio::test]
async fn a_later_report_goes_on_with_the_same_metric_and_the_same_one_again_changes_nothing() {
    let (world, _, auditor) = room().await;
    world.saved(&auditor, FIRST).await;
    world.saved(&auditor, SECOND).await;
    world.already(&auditor, SECOND).await;
    let rows = all(&world, &auditor).await;
    let values: Vec<Vec<String>> =
        rows.iter().map(|row| row.entries.iter().map(|entry| entry.measurement.value.to_string()).collect()).collect();
    assert_eq!(values, [vec!["40.5", "38"], vec!["28", "31.0"], vec!["3"]]);
    assert_eq!(rows[1].metric.threshold, Some(Threshold::AtMost(30.into())), "what a metric should be is not moved by a report");
    let mut tx = world.db.read().await.unwrap();
    let steps = metrics::steps(&mut tx, auditor.project().id).await.unwrap();
    let steps = domain::metrics::steps(&steps);
    assert!(steps.iter().map(domain::metrics::Step::is_regression).eq([true, true, false]));
    assert_eq!(steps[0].moved.map(|moved| (moved.from.to_string(), moved.change)), Some(("40.5".into(), Change::Worse)));
}

#[tokio::test]
async fn an_older_report_that_comes_later_takes_its_place_by_its_date() {
    let (world, _, auditor) = room().await;
    world.saved(&auditor, SECOND).await;
    world.saved(&auditor, FIRST).await;
    let row = all(&world, &auditor).await.remove(0);
    let dates: Vec<String> = row.entries.iter().map(|entry| entry.measurement.date.to_string()).collect();
    assert_eq!(dates, ["2031-01-01", "2031-02-01"]);
}

#[tokio::test]
async fn the_steps_of_all_metrics_take_one_query_and_leave_out_what_is_set_aside() {
    let (world, _, auditor) = room().await;
    world.saved(&auditor, SECOND).await;
    let metric = named(&world, &auditor, "Cracked pots").await;
    set_aside(&world.db, &auditor, metric.id, metric.version, true, at()).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let before = world.db.queries();
    assert_eq!(metrics::steps(&mut tx, auditor.project().id).await.unwrap().len(), 2);
    assert_eq!(world.db.queries() - before, 1);
}

#[tokio::test]
async fn a_metric_is_made_changed_and_measured_by_hand_and_all_of_it_is_told() {
    let (world, _, auditor) = room().await;
    let db = &world.db;
    let made = create(db, &auditor, &form("Shelf space"), at()).await.unwrap();
    let other = MetricForm { direction: "lower".into(), threshold: "2,5".into(), bound: "at_most".into(), ..form("Shelf space left") };
    let changed = change(db, &auditor, made.id, made.version, &other, at()).await.unwrap();
    assert_eq!((changed.key.as_str(), changed.threshold), ("shelf space [%]", Some(Threshold::AtMost("2.5".parse().unwrap()))));
    assert_eq!(change(db, &auditor, made.id, changed.version, &other, at()).await.unwrap(), changed, "nothing changed, nothing told");
    let typed = MeasurementForm { previous: "3".into(), ..figures("2.50") };
    let measured = measure(db, &auditor, made.id, &typed, at()).await.unwrap();
    let page = find(db, &auditor, made.id, PageNumber::FIRST).await.unwrap();
    assert_eq!((page.metric, page.entries.rows.len(), page.newest.len()), (changed, 1, 1));
    unmeasure(db, &auditor, measured.id, at()).await.unwrap();
    let told: Vec<String> = find(db, &auditor, made.id, PageNumber::FIRST).await.unwrap().events.into_iter().map(|e| e.summary).collect();
    assert_eq!(
        told,
        [
            "took away 2.50 % of the metric “Shelf space left” on 2031-03-01",
            "entered 2.50 % for the metric “Shelf space left” on 2031-03-01",
            "changed name, direction, side of the threshold and threshold of the metric “Shelf space left”",
            "added the metric “Shelf space”",
        ]
    );
}

#[tokio::test]
async fn a_renamed_metric_is_still_found_by_the_next_report() {
    let (world, _, auditor) = room().await;
    world.saved(&auditor, FIRST).await;
    let metric = named(&world, &auditor, "Log coverage").await;
    change(&world.db, &auditor, metric.id, metric.version, &form("Firings that were logged"), at()).await.unwrap();
    world.saved(&auditor, SECOND).await;
    let row = all(&world, &auditor).await.remove(0);
    assert_eq!((row.metric.name.as_str(), row.entries.len()), ("Firings that were logged", 2));
    let refused = create(&world.db, &auditor, &form("Log coverage"), at()).await;
    assert!(matches!(refused, Err(ServiceError::Invalid { field: "name", message }) if message.contains("Firings that were logged")));
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_at_its_field_and_an_older_version_is_stale() {
    let (world, _, auditor) = room().await;
    let db = &world.db;
    for (expected, typed) in [
        ("name", form(" ")),
        ("unit", MetricForm { unit: "x".repeat(41), ..form("Heat") }),
        ("direction", MetricForm { direction: "sideways".into(), ..form("Heat") }),
        ("threshold", MetricForm { threshold: "about 8".into(), ..form("Heat") }),
        ("bound", MetricForm { bound: "near".into(), ..form("Heat") }),
    ] {
        let error = create(db, &auditor, &typed, at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field, .. } if field == expected), "{expected}: {error}");
    }
    let made = create(db, &auditor, &form("Heat"), at()).await.unwrap();
    for (expected, typed) in [
        ("value", figures("")),
        ("value", figures("5 %")),
        ("previous", MeasurementForm { previous: "much".into(), ..figures("5") }),
        ("date", MeasurementForm { date: "soon".into(), ..figures("5") }),
    ] {
        let error = measure(db, &auditor, made.id, &typed, at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field, .. } if field == expected), "{expected}: {error}");
    }
    change(db, &auditor, made.id, made.version, &form("Heat of the kiln"), at()).await.unwrap();
    assert!(matches!(change(db, &auditor, made.id, made.version, &form("Cold"), at()).await, Err(ServiceError::Stale)));
    assert!(matches!(set_aside(db, &auditor, made.id, made.version, true, at()).await, Err(ServiceError::Stale)));
}

#[tokio::test]
async fn what_is_set_aside_is_in_no_list_but_goes_on_being_measured() {
    let (world, _, auditor) = room().await;
    let db = &world.db;
    world.saved(&auditor, FIRST).await;
    let metric = named(&world, &auditor, "Log coverage").await;
    let aside = set_aside(db, &auditor, metric.id, metric.version, true, at()).await.unwrap();
    world.saved(&auditor, SECOND).await;
    let found = list(db, &auditor, false, PageNumber::FIRST).await.unwrap();
    assert_eq!((found.followed, found.aside), (2, 1));
    assert!(found.page.rows.iter().all(|row| row.metric.id != metric.id));
    let found = list(db, &auditor, true, PageNumber::FIRST).await.unwrap().page.rows.remove(0);
    assert_eq!((found.metric.id, found.entries.len()), (metric.id, 2));
    assert!(matches!(set_aside(db, &auditor, metric.id, aside.version, true, at()).await, Err(ServiceError::Stale)));
    let back = set_aside(db, &auditor, metric.id, aside.version, false, at()).await.unwrap();
    assert_eq!((back.set_aside_at, back.version), (None, Version(3)));
}

#[tokio::test]
async fn a_figure_of_a_frozen_audit_stays_and_its_correction_brings_it_along() {
    let (world, _, auditor) = room().await;
    let db = &world.db;
    let id = world.saved(&auditor, FIRST).await.assessment;
    let entries = all(&world, &auditor).await.remove(0).entries;
    freeze(db, &auditor, id, (Version::FIRST, 0), true, at()).await.unwrap();
    let refused = unmeasure(db, &auditor, entries[0].measurement.id, at()).await;
    assert!(matches!(refused, Err(ServiceError::Refused(words)) if words.contains("frozen")));
    let begun = StartForm { from: Beginning::Correction(id), date: "2031-01-01".into(), ..StartForm::default() };
    let correction = start(db, &auditor, &begun, at()).await.unwrap();
    let metric = named(&world, &auditor, "Log coverage").await;
    let page = find(db, &auditor, metric.id, PageNumber::FIRST).await.unwrap();
    let counting = |page: &service::metrics::MetricPage| page.entries.rows.iter().map(|entry| entry.counts).collect::<Vec<_>>();
    assert_eq!(counting(&page), [false, true], "the draft of a correction does not count yet");
    let wrong = page.entries.rows[0].measurement.id;
    unmeasure(db, &auditor, wrong, at()).await.unwrap();
    freeze(db, &auditor, correction, (Version::FIRST, 0), true, at()).await.unwrap();
    let rows = all(&world, &auditor).await;
    assert_eq!(rows[0].entries.len(), 0, "the corrected figure counts no more");
    assert_eq!(rows[1].entries[0].measurement.assessment, Some(correction));
    assert_eq!(rows[1].entries[0].measurement.lines, None);
}
