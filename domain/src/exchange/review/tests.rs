//! What corrections do.

use super::*;
use crate::exchange::read;
use crate::exchange::reading::{Confidence, Reading};
use proptest::prelude::*;
use std::collections::BTreeMap;

const SOURCE: &str = "# Kiln audit\n\n| Area | Score | Weight |\n|---|---|---|\n| Heat | 60/100 | 60% |\n| Smoke | 80/100 | 40% |\n\n\
    ## Gaps\n\n- Door sticks\n- Gauge is blind\n\n## Launch blockers\n\n### Tier 1\n\n1. **Door opens while hot**\n   - Current: no lock\n   - Owner: Ada\n\n\
    ## Before the first firing\n\n- [x] Chimney is swept\n- [ ] Lock is tried\n\nAsh is carried out by hand.\n";

fn spots(reading: &Reading, kind: Kind) -> Vec<String> {
    entries(reading, Some(kind)).iter().map(|entry| format!("{} {}", entry.spot, entry.slip.title())).collect()
}

fn at(reading: &Reading, kind: Kind, nth: usize) -> Spot {
    entries(reading, Some(kind))[nth].spot
}

fn done(correction: &Correction) -> Reading {
    corrected_once(read(SOURCE), SOURCE, correction).unwrap()
}

fn say(at: Spot, fields: &[(Field, &str)]) -> Correction {
    Correction::Say { at, fields: fields.iter().map(|(field, text)| (*field, (*text).to_owned())).collect() }
}

#[test]
fn every_record_has_a_name_by_its_kind_and_line() {
    let reading = read(SOURCE);
    assert_eq!(spots(&reading, Kind::Gap), ["gap-10 Door sticks", "gap-11 Gauge is blind"]);
    assert_eq!(spots(&reading, Kind::Item), ["item-23 Chimney is swept", "item-24 Lock is tried"]);
    assert_eq!(spots(&reading, Kind::Note), ["note-26 Ash is carried out by hand."]);
    for entry in entries(&reading, None) {
        assert_eq!(entry.spot.to_string().parse(), Ok(entry.spot));
    }
    for text in ["", "gap", "gap-x", "gap-1-x", "gap-1-1-1", "cat-3"] {
        assert_eq!(text.parse::<Spot>(), Err(super::spot::SpotError), "{text}");
    }
}

#[test]
fn a_blocker_that_becomes_an_item_keeps_all_that_it_said() {
    let reading = read(SOURCE);
    let blocker = at(&reading, Kind::Blocker, 0);
    let reading = done(&Correction::Become { at: vec![blocker], kind: Kind::Item });
    assert!(reading.blockers.is_empty());
    let item = &entries(&reading, Some(Kind::Item))[0].slip;
    assert_eq!((item.get(Field::Title), item.get(Field::Owner)), ("Door opens while hot", "Ada"));
    assert_eq!(item.get(Field::Body), "Tier: Tier 1\n\nCurrent state: no lock");
    assert_eq!((item.get(Field::State), item.lines.first, item.confidence), ("open", 17, Confidence(100)));
}

#[test]
fn gaps_become_risks_and_a_note_becomes_a_gap() {
    let reading = read(SOURCE);
    let gaps = vec![at(&reading, Kind::Gap, 0), at(&reading, Kind::Gap, 1)];
    let reading = done(&Correction::Become { at: gaps, kind: Kind::Risk });
    assert_eq!(reading.risks.iter().map(|risk| risk.title.as_str()).collect::<Vec<_>>(), ["Door sticks", "Gauge is blind"]);
    let note = at(&reading, Kind::Note, 0);
    let reading = corrected_once(reading, SOURCE, &Correction::Become { at: vec![note], kind: Kind::Gap }).unwrap();
    assert_eq!(spots(&reading, Kind::Gap), ["gap-26 Ash is carried out by hand."]);
}

#[test]
fn what_is_dropped_stays_as_a_note_with_its_lines() {
    let reading = read(SOURCE);
    let blocker = at(&reading, Kind::Blocker, 0);
    let reading = done(&Correction::Become { at: vec![blocker], kind: Kind::Note });
    let note = reading.notes.iter().find(|note| note.lines.first == 17).unwrap();
    assert_eq!(note.text, "1. **Door opens while hot**\n   - Current: no lock\n   - Owner: Ada");
}

#[test]
fn values_are_corrected_and_others_stay() {
    let reading = read(SOURCE);
    let heat = at(&reading, Kind::Category, 0);
    let reading = done(&say(heat, &[(Field::Score, "6.5"), (Field::Max, "10"), (Field::Title, "Heat and smoke")]));
    let heat = &reading.categories[0];
    assert_eq!(
        (heat.name.as_str(), heat.value, heat.max, heat.weight),
        ("Heat and smoke", "6.5".parse().ok(), Some(10.into()), Some(60.into()))
    );
}

#[test]
fn a_form_that_sends_all_its_fields_keeps_only_what_is_news() {
    let reading = read(SOURCE);
    let heat = at(&reading, Kind::Category, 0);
    let sent = say(heat, &[(Field::Title, "Heat"), (Field::Score, "61"), (Field::Max, "100"), (Field::Body, "")]);
    assert_eq!(only_news(&reading, sent), say(heat, &[(Field::Score, "61")]));
    assert_eq!(only_news(&reading, say(heat, &[(Field::Title, "Heat ")])), Correction::Confirm { at: vec![heat] });
}

#[test]
fn a_record_that_is_named_twice_is_meant_once() {
    let reading = read(SOURCE);
    let gap = at(&reading, Kind::Gap, 0);
    let reading = done(&Correction::Become { at: vec![gap, gap], kind: Kind::Risk });
    assert_eq!(reading.risks.len(), 1);
    assert_eq!(corrected_once(read(SOURCE), SOURCE, &Correction::Merge { at: vec![gap, gap] }).unwrap_err(), ReviewError::Few);
}

#[test]
fn an_item_of_an_unsure_list_is_sure_once_somebody_says_so() {
    let mut reading = read(SOURCE);
    reading.checklists[0].confidence = Confidence::GUESSED;
    let first = at(&reading, Kind::Item, 0);
    let reading = corrected_once(reading, SOURCE, &Correction::Confirm { at: vec![first] }).unwrap();
    let unsure: Vec<bool> = entries(&reading, Some(Kind::Item)).iter().map(Entry::is_unsure).collect();
    assert_eq!(unsure, [true, false]);
}

#[test]
fn values_that_do_not_fit_are_refused_with_what_to_do() {
    let reading = read(SOURCE);
    let heat = at(&reading, Kind::Category, 0);
    let refused = |fields: &[(Field, &str)]| corrected_once(read(SOURCE), SOURCE, &say(heat, fields)).unwrap_err();
    assert_eq!(refused(&[(Field::Score, "many")]), ReviewError::Number("Score"));
    assert_eq!(refused(&[(Field::Score, "110")]), ReviewError::Scale);
    assert_eq!(refused(&[(Field::Weight, "-1")]), ReviewError::Number("Weight in percent"));
    assert_eq!(refused(&[(Field::Title, " ")]), ReviewError::Empty("Name"));
    let item = at(&reading, Kind::Item, 0);
    let state = corrected_once(read(SOURCE), SOURCE, &say(item, &[(Field::State, "perhaps")]));
    assert_eq!(state.unwrap_err(), ReviewError::Choice("State"));
    let gone = "risk-3".parse().unwrap();
    assert_eq!(corrected_once(read(SOURCE), SOURCE, &say(gone, &[])).unwrap_err(), ReviewError::Missing);
}

#[test]
fn merged_records_are_one_with_the_text_of_all() {
    let reading = read(SOURCE);
    let both = vec![at(&reading, Kind::Gap, 0), at(&reading, Kind::Gap, 1)];
    let reading = done(&Correction::Merge { at: both });
    let entry = &entries(&reading, Some(Kind::Gap))[0].slip;
    assert_eq!((entry.get(Field::Title), entry.get(Field::Body)), ("Door sticks", "Gauge is blind"));
    assert_eq!((entry.lines.first, entry.lines.last), (10, 11));
    let one = Correction::Merge { at: vec![at(&read(SOURCE), Kind::Gap, 0)] };
    assert_eq!(corrected_once(read(SOURCE), SOURCE, &one).unwrap_err(), ReviewError::Few);
}

#[test]
fn what_is_open_in_a_part_is_open_when_merged() {
    let reading = read(SOURCE);
    let both = vec![at(&reading, Kind::Item, 0), at(&reading, Kind::Item, 1)];
    let reading = done(&Correction::Merge { at: both });
    assert_eq!(reading.checklists[0].items.len(), 1);
    assert!(!reading.checklists[0].items[0].done);
}

#[test]
fn a_split_record_finds_the_lines_of_its_parts() {
    let source = "# Audit\n\n## Gaps\n\n- Door sticks and\n  the gauge is blind\n";
    let reading = read(source);
    let gap = at(&reading, Kind::Gap, 0);
    let split = |into: &[&str]| Correction::Split { at: gap, into: into.iter().map(|text| (*text).to_owned()).collect() };
    let reading = corrected_once(reading, source, &split(&["Door sticks", "the gauge is blind"])).unwrap();
    assert_eq!(spots(&reading, Kind::Gap), ["gap-5 Door sticks", "gap-6 the gauge is blind"]);
    assert_eq!(corrected_once(read(source), source, &split(&["Door sticks", " "])).unwrap_err(), ReviewError::Whole);
}

#[test]
fn the_verdict_and_the_score_of_the_whole_can_be_corrected_and_taken_away() {
    let head = |what, text: &str| done(&Correction::Head { what, text: text.to_owned() });
    let overall = head(Headline::Overall, "7.5/10").overall.unwrap();
    assert_eq!((overall.value, overall.max), ("7.5".parse().unwrap(), 10.into()));
    assert_eq!(head(Headline::Decision, "GO").decision.unwrap().text, "GO");
    assert_eq!(head(Headline::Decision, "").decision, None);
    assert_eq!(head(Headline::Title, "Spring").title.unwrap().text, "Spring");
    assert_eq!(head(Headline::Date, "2031-04").date.unwrap().date.to_string(), "2031-04");
    let no_date = Correction::Head { what: Headline::Date, text: "in spring".into() };
    assert_eq!(corrected_once(read(SOURCE), SOURCE, &no_date).unwrap_err(), ReviewError::Date("Date of the audit"));
    let no_score = Correction::Head { what: Headline::Previous, text: "fine".into() };
    assert_eq!(corrected_once(read(SOURCE), SOURCE, &no_score).unwrap_err(), ReviewError::Score("Score of the audit before"));
}

#[test]
fn corrections_are_done_over_again_and_those_that_find_nothing_are_told() {
    let reading = read(SOURCE);
    let gap = at(&reading, Kind::Gap, 0);
    let all = [
        Correction::Become { at: vec![gap], kind: Kind::Risk },
        say(Spot { kind: Kind::Risk, ..gap }, &[(Field::Level, "High")]),
        Correction::Become { at: vec![gap], kind: Kind::Item },
    ];
    let corrected = corrected(reading, SOURCE, &all);
    assert_eq!(corrected.idle, [2]);
    assert_eq!(corrected.reading.risks[0].level.as_deref(), Some("High"));
    let kept = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Correction>>(&kept).unwrap(), all);
}

fn correction() -> impl Strategy<Value = Correction> {
    let kinds = || proptest::sample::select(Kind::ALL.to_vec());
    let spot = || (kinds(), 1_u32..28, 0_u16..2).prop_map(|(kind, line, nth)| Spot { kind, line, nth });
    let spots = || proptest::collection::vec(spot(), 1..4);
    let field = proptest::sample::select(Field::ALL.to_vec());
    let fields = proptest::collection::btree_map(field, "[a-z0-9/ ]{0,8}", 0..3);
    prop_oneof![
        (spots(), kinds()).prop_map(|(at, kind)| Correction::Become { at, kind }),
        (spot(), fields).prop_map(|(at, fields): (_, BTreeMap<_, _>)| Correction::Say { at, fields }),
        spots().prop_map(|at| Correction::Merge { at }),
        (spot(), proptest::collection::vec("[a-z ]{0,6}|is|no lock|ada", 0..4)).prop_map(|(at, into)| Correction::Split { at, into }),
        spots().prop_map(|at| Correction::Confirm { at }),
    ]
}

proptest! {
    /// Whatever is corrected, each line of the source is still in a record or a note, and every name leads to its record.
    #[test]
    fn no_line_is_lost_by_correcting(all in proptest::collection::vec(correction(), 0..12)) {
        let reading = corrected(read(SOURCE), SOURCE, &all).reading;
        let kept: Vec<_> = reading.record_lines().chain(reading.notes.iter().map(|note| note.lines)).collect();
        for (number, line) in (1..).zip(SOURCE.lines()) {
            prop_assert!(line.trim().is_empty() || kept.iter().any(|lines| lines.contains(number)), "line {number}");
        }
        for entry in entries(&reading, None) {
            prop_assert_eq!(super::records::look(&reading, entry.spot), Some(entry.slip));
        }
    }
}

#[test]
fn what_only_reports_of_this_program_say_stays_with_a_record_that_is_corrected() {
    let source = "---\nformat: holdpoint.report/1\n---\n\n## Blockers\n\n#### Open: Door opens\n\n- **Due:** 2031-05-01\n- **Waived:** pilot\n\
        - **Waived until:** 2031-06-01\n";
    let reading = read(source);
    let at = Spot { kind: Kind::Blocker, line: reading.blockers[0].lines.first, nth: 0 };
    let confirmed = corrected_once(reading.clone(), source, &Correction::Confirm { at: vec![at] }).unwrap();
    assert_eq!(confirmed.blockers[0].kept, reading.blockers[0].kept);
    assert_eq!(confirmed.blockers[0].kept.due, "2031-05-01".parse().ok());
    let gap = corrected_once(reading, source, &Correction::Become { at: vec![at], kind: Kind::Gap }).unwrap();
    let body = gap.findings[0].body.clone().unwrap();
    assert!(body.contains("Due: 2031-05-01") && body.contains("Waived until: 2031-06-01"), "{body}");
}
