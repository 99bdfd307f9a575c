//! What becomes of rows of each kind, from both sides.

use super::sides::*;
use crate::assessments::{Finding, FindingKind, Rag, Rating, Registers, Severity};
use crate::blockers::{Blocker, BlockerState, Waiver};
use crate::changes::{Basis, Group, Part, Side, Tone, compare};
use crate::criteria::CriterionState;
use crate::risks::{Level, Polarity, Risk};
use crate::scoring::ScoringRule;
use crate::text::Markdown;
use rust_decimal::Decimal;
use uuid::Uuid;

fn rated(id: u128, rating: Rating) -> Side {
    Side { categories: vec![category(id, "Heat", None, rating)], ..side(id) }
}

fn blocked(row: Blocker) -> Side {
    Side { registers: Registers { blockers: vec![row], ..Registers::default() }, ..side(1) }
}

fn at_risk(row: Risk) -> Side {
    Side { registers: Registers { risks: vec![row], ..Registers::default() }, ..side(1) }
}

#[test]
fn a_category_is_better_or_worse_by_its_share_whatever_the_scale() {
    let group = |before: Rating, after: Rating| became(rated(1, before), rated(2, after)).0;
    let ten = |value: i64| Rating::Points(crate::assessments::Points::new(value.into(), Decimal::TEN).unwrap());
    let colour = |colour| Rating::Rag { colour };
    assert_eq!(group(percent(60), ten(7)), Group::Improved);
    assert_eq!(group(colour(Rag::Green), percent(99)), Group::Worse);
    assert_eq!(group(percent(70), ten(7)), Group::Changed, "the same share on another scale");
    assert_eq!(group(percent(70), percent(70)), Group::Unchanged);
    assert_eq!(group(Rating::NotRated, colour(Rag::Red)), Group::Changed, "to be known is no step forward");
    assert_eq!(group(percent(70), Rating::NotApplicable { reason: "no kiln".into() }), Group::Changed);
}

#[test]
fn a_category_that_is_not_rated_any_more_is_bad_news_and_one_that_does_not_apply_is_none() {
    let tone = |after: Rating| became(rated(1, percent(70)), rated(2, after)).1.tone;
    assert_eq!(tone(Rating::Rag { colour: Rag::Gray }), Tone::Worse);
    assert_eq!(tone(Rating::NotApplicable { reason: "no kiln".into() }), Tone::Neutral);
}

#[test]
fn another_scoring_rule_makes_no_category_better_or_worse_and_its_part_of_the_score_is_named() {
    let (before, mut after) = (rated(1, Rating::Rag { colour: Rag::Yellow }), rated(2, Rating::Rag { colour: Rag::Yellow }));
    after.rule = ScoringRule { version: 2, yellow: Decimal::new(25, 2), ..ScoringRule::default() };
    let found = compare(&before, &after, &[]);
    assert_eq!(found.entries[0].group, Group::Unchanged);
    let score = found.score;
    let parts = [&score.rating, &score.rule, &score.weight].map(|shift| shift.points(2));
    assert_eq!((score.moved.unwrap().points(2).as_str(), parts), ("−25", ["±0", "−25", "±0"].map(String::from)));
}

#[test]
fn a_gap_that_is_not_found_again_is_fixed_only_where_somebody_looked() {
    let gap = |category: &crate::assessments::Category| Finding {
        category: Some(category.id),
        ..finding(7, "Door jams", FindingKind::Gap, Some(Severity::High))
    };
    let other = finding(9, "Chimney is swept", FindingKind::Strength, None);
    let mut before = rated(1, percent(50));
    before.findings = vec![gap(&before.categories[0])];
    let group = |after: Side| {
        let found = compare(&before, &after, &[]);
        let gone = entry(&found, Part::Finding, "Door jams");
        (gone.group, gone.tone)
    };
    let looked = Side { findings: vec![other.clone()], ..rated(2, percent(60)) };
    assert_eq!(group(looked.clone()), (Group::Fixed, Tone::Better));
    assert_eq!(group(Side { findings: Vec::new(), ..looked.clone() }), (Group::Gone, Tone::Neutral), "an audit without any finding");
    assert_eq!(group(Side { categories: Vec::new(), ..looked }), (Group::Gone, Tone::Neutral), "its category is not looked at any more");
    assert_eq!(group(Side { findings: vec![other], ..rated(2, Rating::NotRated) }), (Group::Gone, Tone::Neutral));
}

#[test]
fn strengths_are_the_reverse_of_gaps() {
    let with = |kind, severity| Side { findings: vec![finding(7, "Door", kind, severity)], ..side(1) };
    let (gap, strength) = (with(FindingKind::Gap, Some(Severity::Low)), with(FindingKind::Strength, None));
    let outcome = |before: &Side, after: &Side| {
        let (group, entry) = became(before.clone(), after.clone());
        (group, entry.tone)
    };
    assert_eq!(outcome(&side(1), &gap), (Group::New, Tone::Worse));
    assert_eq!(outcome(&side(1), &strength), (Group::New, Tone::Better));
    assert_eq!(outcome(&strength, &gap), (Group::Reopened, Tone::Worse));
    assert_eq!(outcome(&gap, &strength), (Group::Fixed, Tone::Better));
    assert_eq!(outcome(&gap, &with(FindingKind::Gap, Some(Severity::High))), (Group::Worse, Tone::Worse));
    assert_eq!(outcome(&gap, &with(FindingKind::Gap, None)), (Group::Changed, Tone::Neutral), "unknown is not worse");
}

#[test]
fn a_strength_is_missed_in_a_category_that_was_looked_at_and_not_on_a_list_of_what_works() {
    let tone = |within: bool| {
        let mut before = rated(1, percent(50));
        let category = within.then_some(before.categories[0].id);
        before.findings = vec![Finding { category, ..finding(7, "Door", FindingKind::Strength, None) }];
        let after = Side { findings: vec![finding(8, "Sign", FindingKind::Strength, None)], ..rated(2, percent(50)) };
        entry(&compare(&before, &after, &[]), Part::Finding, "Door").tone
    };
    assert_eq!((tone(true), tone(false)), (Tone::Worse, Tone::Neutral));
}

#[test]
fn blockers_are_resolved_reopened_and_more_urgent() {
    use BlockerState::{Open, Reopened, Resolved};
    let row = |tier, state| blocked(blocker(1, "Door", tier, state));
    let outcome = |before: Side, after: Side| {
        let (group, entry) = became(before, after);
        (group, entry.tone)
    };
    assert_eq!(outcome(row(1, Open), row(1, Resolved)), (Group::Fixed, Tone::Better));
    assert_eq!(outcome(row(1, Resolved), row(1, Reopened)), (Group::Reopened, Tone::Worse));
    assert_eq!(outcome(row(1, Open), row(1, Reopened)), (Group::Reopened, Tone::Worse), "resolved and back in between");
    assert_eq!(outcome(row(2, Open), row(1, Open)), (Group::Worse, Tone::Worse));
    assert_eq!(outcome(row(1, Open), row(3, Open)), (Group::Improved, Tone::Better));
    assert_eq!(outcome(row(1, Resolved), row(1, Resolved)), (Group::Unchanged, Tone::Neutral));
    assert_eq!(outcome(side(1), row(1, Open)), (Group::New, Tone::Worse));
    assert_eq!(outcome(side(1), row(1, Resolved)), (Group::New, Tone::Neutral));
    assert_eq!(outcome(row(1, Open), side(1)), (Group::Gone, Tone::Neutral), "nobody resolved it");
}

#[test]
fn a_waiver_that_lapsed_is_bad_news_though_nobody_touched_the_blocker() {
    let waiver = Waiver { reason: Markdown::default(), until: "2031-05-10".parse().unwrap(), by_name: title("Ana"), at: at() };
    let before = blocked(Blocker { waiver: Some(waiver), ..blocker(1, "Door", 1, BlockerState::Open) });
    let later = Side { at: at().plus_seconds(20 * 24 * 3600), ..before.clone() };
    let (group, lapsed) = became(before.clone(), later.clone());
    assert_eq!((group, lapsed.tone, lapsed.gravity), (Group::Changed, Tone::Worse, 100));
    let stands = (lapsed.before.unwrap().stands, lapsed.after.unwrap().stands);
    assert_eq!(stands, ("waived, tier 1".to_owned(), "open, tier 1".to_owned()));
    assert_eq!(became(later, before.clone()).1.tone, Tone::Neutral);
}

#[test]
fn the_polarity_of_a_risk_says_which_direction_is_good() {
    let row = |level, polarity| at_risk(risk(1, "Documentation", Some(level), polarity));
    let group = |polarity, before, after| became(row(before, polarity), row(after, polarity)).0;
    assert_eq!(group(Polarity::LowerIsBetter, Level::Low, Level::Medium), Group::Worse);
    assert_eq!(group(Polarity::HigherIsBetter, Level::Low, Level::Medium), Group::Improved);
    assert_eq!(group(Polarity::HigherIsBetter, Level::High, Level::Medium), Group::Worse);
    let turned = became(row(Level::Low, Polarity::LowerIsBetter), row(Level::High, Polarity::HigherIsBetter));
    assert_eq!(turned.0, Group::Changed, "one of them was read wrongly; nobody knows which");
    let unknown = at_risk(risk(1, "Documentation", None, Polarity::LowerIsBetter));
    assert_eq!(became(unknown, row(Level::High, Polarity::LowerIsBetter)).0, Group::Changed);
}

#[test]
fn ticks_and_criteria_are_done_and_lost() {
    use CriterionState::{Met, NotMet, Partly, Unknown};
    let ticked = |done| {
        let (checklists, items) = (vec![checklist(1, "Before firing")], vec![item(1, 1, "Sweep", true, done)]);
        Side { registers: Registers { checklists, items, ..Registers::default() }, ..side(1) }
    };
    assert_eq!(became(ticked(false), ticked(true)).0, Group::Fixed);
    let (group, lost) = became(ticked(true), ticked(false));
    assert_eq!((group, lost.within.as_deref(), lost.gravity), (Group::Reopened, Some("Before firing"), 75));
    let judged = |state| Side { registers: Registers { criteria: vec![criterion(1, "Shut", state)], ..Registers::default() }, ..side(1) };
    let group = |before, after| became(judged(before), judged(after)).0;
    assert_eq!((group(Partly, Met), group(Met, NotMet)), (Group::Fixed, Group::Reopened));
    assert_eq!((group(NotMet, Partly), group(Partly, NotMet)), (Group::Improved, Group::Worse));
    assert_eq!((group(Unknown, NotMet), group(Met, Met)), (Group::Changed, Group::Unchanged));
}

#[test]
fn a_row_that_was_there_before_a_report_whose_registers_were_not_kept_is_left_out_and_counted() {
    let old = blocker(5, "Old lock", 1, BlockerState::Open);
    let before = Side { basis: Basis::Report, id: crate::ids::AssessmentId(Uuid::from_u128(10)), ..side(1) };
    let registers = Registers { blockers: vec![old, blocker(20, "Door", 1, BlockerState::Open)], ..Registers::default() };
    let after = Side { basis: Basis::Present, registers, ..side(2) };
    let found = compare(&before, &after, &[]);
    assert_eq!(found.entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["Door"]);
    assert_eq!((found.left_out[0].part, found.left_out[0].after), (Part::Blocker, 1));
    let unknown = compare(&Side { basis: Basis::Unknown, ..before }, &after, &[]);
    assert!(unknown.entries.is_empty());
    assert_eq!(unknown.left_out[0].after, 2);
}

#[test]
fn fields_that_differ_are_listed_and_other_numbering_of_a_name_is_no_difference() {
    let row = |name: &str, location: &str| {
        let finding = finding(1, name, FindingKind::Gap, None);
        Side { findings: vec![Finding { location: Some(location.into()), ..finding }], ..side(1) }
    };
    assert_eq!(became(row("1. **Door** jams", "hall"), row("Door jams", "hall")).0, Group::Unchanged);
    let (group, moved) = became(row("Door jams", "hall"), row("Door jams", "yard"));
    let change = &moved.changes[0];
    assert_eq!((group, change.field.as_str(), change.before.as_str(), change.after.as_str()), (Group::Changed, "Location", "hall", "yard"));
}

#[test]
fn a_row_that_was_renamed_since_its_report_came_in_is_known_by_its_line() {
    let lines = Some(crate::LineRange::line(12));
    let read = Blocker { lines, ..blocker(7, "Door jams", 1, BlockerState::Open) };
    let mut before = Side { basis: Basis::Report, ..blocked(read.clone()) };
    let kept = Blocker { id: crate::ids::BlockerId(Uuid::from_u128(99)), title: title("Gate"), opened_in: Some(before.id), ..read };
    let after = Side { id: crate::ids::AssessmentId(Uuid::from_u128(1)), basis: Basis::Present, ..blocked(kept) };
    before.recognise(&after);
    let (group, renamed) = became(before, after);
    assert_eq!((group, renamed.changes[0].before.as_str(), renamed.changes[0].after.as_str()), (Group::Changed, "Door jams", "Gate"));
}
