//! Metrics in reports: what is read as one, and what is not.
#![cfg(feature = "markdown")]

use domain::exchange::{MetricReading, json, read, text};
use domain::metrics::{Direction, Threshold, figure};
use proptest::prelude::*;

fn metrics(source: &str) -> Vec<MetricReading> {
    read(source).metrics
}

/// `name: value (was previous)` of each metric.
fn shown(source: &str) -> Vec<String> {
    let show = |metric: &MetricReading| {
        let previous = metric.previous.map_or(String::new(), |previous| format!(" (was {previous})"));
        format!("{}: {}{previous}", metric.name, figure(metric.value, metric.unit.as_deref()))
    };
    metrics(source).iter().map(show).collect()
}

#[test]
fn a_line_with_a_value_and_the_one_before_is_a_metric_however_it_is_put() {
    for (line, expected) in [
        ("- Branch coverage: 61.50% (was 64%)", "Branch coverage: 61.50 % (was 64)"),
        ("- **Build time:** 12.4 min → 9.1 min", "Build time: 9.1 min (was 12.4)"),
        ("Uptime: 99,95 % (previously 99,9 %)", "Uptime: 99.95 % (was 99.9)"),
        ("Queue lag: 310 ms, down from 0.42 s", "Queue lag: 310 ms (was 420)"),
        ("Cold start: 2.1 s (−0.4 s)", "Cold start: 2.1 s (was 2.5)"),
        ("Line coverage: 2.48 % (−1.34)", "Line coverage: 2.48 % (was 3.82)"),
        ("The error rate fell from 2.5 % to 1.2 %.", "error rate: 1.2 % (was 2.5)"),
        ("- Open vulnerabilities 14 -> 9 issues", "Open vulnerabilities: 9 issues (was 14)"),
        ("### Bundle size: 410 KB (390 KB before)", "Bundle size: 410 KB (was 390)"),
        ("- [x] Test duration: 2 min 30 s (was 3 min)", "Test duration: 150 s (was 180)"),
    ] {
        assert_eq!(shown(&format!("# Kiln audit\n\n{line}\n")), [expected], "{line}");
    }
}

#[test]
fn what_is_planned_scored_dated_or_only_counted_is_no_metric() {
    for source in [
        "# Audit\n\nOverall score: 7/10 (was 5/10)\n",
        "# Audit\n\n**Overall readiness:** 72% (was 60%)\n",
        "# Audit\n\n- Coverage: 61 %\n",
        "# Audit\n\n- Replicas raised from 10 → 50\n",
        "# Audit\n\n- Framework: 5.2.11 → 5.2.13\n",
        "# Audit\n\n- Coverage should go from 50 % → 80 %\n",
        "# Audit\n\n- [ ] Coverage: 50 % → 80 %\n",
        "# Audit\n\n## Next steps\n\n- Coverage: 50 % → 80 %\n",
        "# Audit\n\n- Harbour score: 87 % → 97 %\n",
        "# Audit\n\n- Date: 2031-02-07 (was 2031-01-07)\n",
        "# Audit\n\n- The rate is $3,731.85 (not 2031), of 100 %\n",
        "# Audit\n\n- Growth: 61 % (+5 %)\n",
        "# Audit\n\n- Window: 300-500 ms (was 400 ms)\n",
        "# Audit\n\n- Done: 4/10 items (was 3/10 items)\n",
        "# Audit\n\n```\nCoverage: 61 % (was 64 %)\n```\n",
    ] {
        assert_eq!(shown(source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn a_word_that_says_little_is_read_with_the_label_above_it() {
    let source = "# Audit\n\n## 3. Kilns\n\n**Current coverage:**\n- Branches: 4 % (was 8 %)\n- Error budget: 12 % (was 10 %)\n";
    assert_eq!(shown(source), ["coverage: Branches: 4 % (was 8)", "Error budget: 12 % (was 10)"]);
    assert_eq!(metrics(source)[0].direction, Direction::Higher);
}

const TABLE: &str = "# Audit\n\n## Figures\n\n| Metric | Target | Achieved | Status |\n|---|---|---|---|\n\
    | Firing time (p95) | <30 min | 28.50 min | ✅ |\n| Cracked pots | 0 | 3 | ❌ |\n| Kilns in use | 12 | 12 | ok |\n\
    | Glaze stock | 80–90 % | 85 % | |\n| Door alarm | on | on | ✅ |\n| Logged firings | 99%+ | ~97 % | |\n";

#[test]
fn a_table_of_metrics_gives_a_value_a_target_and_a_direction_for_each_row_that_has_an_amount() {
    assert_eq!(
        shown(TABLE),
        ["Firing time (p95): 28.50 min", "Cracked pots: 3", "Kilns in use: 12", "Glaze stock: 85 %", "Logged firings: 97 %"]
    );
    let found: Vec<_> = metrics(TABLE).iter().map(|metric| (metric.direction, metric.threshold())).collect();
    assert_eq!(
        found,
        [
            (Direction::Lower, Some(Threshold::AtMost(30.into()))),
            (Direction::Lower, Some(Threshold::AtMost(0.into()))),
            (Direction::Unknown, None),
            (Direction::Unknown, None),
            (Direction::Higher, Some(Threshold::AtLeast(99.into()))),
        ]
    );
}

#[test]
fn columns_for_before_now_and_change_are_known_by_their_heads() {
    for (head, row, expected) in [
        ("Metric | Before | Now", "Firings | 40 | 38", "Firings: 38 (was 40)"),
        ("KPI | 2031-01-01 | 2031-02-01", "Firings | 40 | 38", "Firings: 38 (was 40)"),
        ("Metric | Unit | Value | Change", "Firings | requests | 38 | −2", "Firings: 38 requests (was 40)"),
        ("Process | Baseline | Wave 2 | Improvement", "Glazing | 4.5 hrs | 1.8 hrs | 60%", "Glazing: 1.8 h (was 4.5)"),
        ("Part | Previous | Current", "Door gap | 4 % | 3.5 %", "Door gap: 3.5 % (was 4)"),
        ("Indicator | Value", "Firing time (min) | 38", "Firing time: 38 min"),
        ("Metric | Value", "Cracks | ~~14~~ 2", "Cracks: 2 (was 14)"),
    ] {
        let columns = head.split('|').count();
        let source = format!("# Audit\n\n| {head} |\n|{}\n| {row} |\n", "---|".repeat(columns));
        assert_eq!(shown(&source), [expected], "{head}");
    }
}

#[test]
fn tables_of_scores_levels_tasks_and_bare_numbers_are_none_of_metrics() {
    for (head, rows) in [
        ("Category | Before | After | Status", "| Doors | 7/10 | 9/10 | ✅ |\n| Heat | 6/10 | 6/10 | ⚠️ |"),
        ("Category | Previous | Current", "| Doors | 70% | 90% |\n| Heat | 60% | 60% |"),
        ("Risk | Previous Risk | Current Risk", "| Fire | HIGH | LOW |"),
        ("Area | Before | After", "| Doors | one lock | two locks |"),
        ("Area | Before | After", "| Doors | 4 | 2 |"),
        ("Dimension | Satisfaction % | Target", "| Potters | 82% | >70% |"),
        ("Metric | Value", "| Coverage | not measured |\n| Passed | 82/86 |"),
    ] {
        let columns = head.split('|').count();
        let source = format!("# Audit\n\n## Scores\n\n| {head} |\n|{}\n{rows}\n", "---|".repeat(columns));
        assert_eq!(shown(&source), Vec::<String>::new(), "{head}");
    }
}

#[test]
fn marks_tell_the_direction_where_words_do_not() {
    let of = |line: &str| metrics(&format!("# Audit\n\n{line}\n"))[0].direction;
    assert_eq!(of("- Glaze depth: 4 % (was 6 %) ✅"), Direction::Lower);
    assert_eq!(of("- Glaze depth: 4 % (was 6 %) ❌ worse"), Direction::Higher);
    assert_eq!(of("- Glaze depth: 4 % (was 6 %)"), Direction::Unknown);
    assert_eq!(of("- Firing coverage: 4 % (was 6 %) ✅"), Direction::Higher);
}

#[test]
fn a_name_is_measured_once_and_a_second_value_is_told_apart_by_its_heading() {
    let source = "# Audit\n\n## North\n\n| Metric | Value |\n|---|---|\n| Uptime | 99 % |\n\n## South\n\n| Metric | Value |\n|---|---|\n| Uptime | 97 % |\n\n\
        ## All\n\n| Metric | Value |\n|---|---|\n| uptime | 99 % |\n";
    assert_eq!(shown(source), ["Uptime: 99 %", "Uptime (South): 97 %"]);
}

#[test]
fn reading_a_metric_takes_no_line_from_a_finding_or_note() {
    let source = "# Audit\n\n## Gaps\n\n- Coverage: 61 % (was 64 %)\n\n## Figures\n\nUptime: 99 % (was 98 %)\n";
    let reading = read(source);
    assert_eq!(reading.metrics.len(), 2);
    assert_eq!(reading.findings.len(), 1);
    assert!(reading.notes.iter().any(|note| note.text.contains("Uptime: 99 % (was 98 %)")));
}

#[test]
fn the_json_and_the_summary_list_metrics_with_their_lines() {
    let json = json(&read(TABLE));
    assert_eq!(json["metrics"][0]["value"].to_string(), "28.50".parse::<serde_json::Value>().unwrap().to_string());
    assert_eq!(json["metrics"][0]["unit"], "min");
    assert_eq!(json["metrics"][0]["target"], serde_json::json!({ "bound": "at_most", "value": 30 }));
    assert_eq!(json["metrics"][1]["lines"], serde_json::json!([8, 8]));
    assert!(text(&read(TABLE)).contains("- Cracked pots: 3"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_and_the_one_before_come_back_as_they_were_written(now in 0_u32..99_999, before in 0_u32..99_999, places in 0_u32..3, unit in "(%|ms|MB|errors)") {
        let (now, before) = (rust_decimal::Decimal::new(now.into(), places), rust_decimal::Decimal::new(before.into(), places));
        for line in [format!("- Kiln heat: {now} {unit} (was {before} {unit})"), format!("- Kiln heat: {before} {unit} → {now} {unit}")] {
            let found = metrics(&format!("# Audit\n\n{line}\n"));
            prop_assert_eq!(found.len(), 1, "{}", line);
            prop_assert_eq!((found[0].value.to_string(), found[0].previous.map(|value| value.to_string())), (now.to_string(), Some(before.to_string())));
            prop_assert_eq!(found[0].unit.as_deref(), Some(unit.as_str()));
        }
    }

    #[test]
    fn any_table_of_metrics_is_read_without_harm(rows in proptest::collection::vec("[a-z0-9%.,~+<>=$€ —/()-]{0,14}(\\|[a-z0-9%.,~+<>=$€ —/()-]{0,14}){0,4}", 0..8)) {
        let body = rows.iter().fold(String::new(), |body, row| body + "|" + row + "|\n");
        for metric in metrics(&format!("# Audit\n\n| Metric | Before | Now | Target |\n|---|---|---|---|\n{body}")) {
            prop_assert!(!metric.name.trim().is_empty() && metric.lines.first >= 5);
        }
    }
}
