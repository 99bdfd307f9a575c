//! Comparisons as files.

use super::sides::*;
use crate::assessments::FindingKind;
use crate::changes::{Side, compare, markdown};

fn sample() -> crate::changes::Comparison {
    let before =
        Side { categories: vec![category(1, "Heat", Some(50), percent(60)), category(2, "CI/CD", Some(50), percent(40))], ..side(1) };
    let after = Side {
        categories: vec![category(3, "Heat", Some(50), percent(90)), category(4, "CI/CD & Deployment", Some(50), percent(30))],
        findings: vec![finding(5, "A | pipe <b>", FindingKind::Gap, None)],
        ..side(2)
    };
    compare(&before, &after, &[])
}

#[test]
fn the_markdown_has_a_line_for_everything_that_is_not_unchanged() {
    let text = markdown(&sample(), &title("Kiln"));
    for line in [
        "# Kiln: what changed",
        "- Score: 50 % → 60 % (+10 points: ratings +10)",
        "- category: **CI/CD \\& Deployment**: 40 % → 30 %; score −5; similarity 0.80",
        "  - Name: CI/CD → CI/CD \\& Deployment",
        "- finding: **A \\| pipe \\<b\\>**: gap",
        "- category: **Heat**: 60 % → 90 %; score +15",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
    }
}

#[test]
fn the_json_names_its_format_and_loses_no_digit() {
    let json = serde_json::to_value(sample()).unwrap();
    assert_eq!(json["format"], "holdpoint.changes/1");
    assert_eq!(json["score"]["moved"], "1/10");
    assert_eq!(json["score"]["before"], "1/2");
    let first = &json["entries"][0];
    assert_eq!((&first["part"], &first["group"], &first["tone"]), (&"category".into(), &"worse".into(), &"worse".into()));
    assert_eq!(first["matched"], serde_json::json!({"how": "similar", "percent": 80}));
    assert_eq!(first["effect"]["rating"], "-1/20");
}
