//! Items that begin to block, checks that fail or are out of sight, and risks that nobody knows or accepts any more.

use super::sides::*;
use crate::assessments::Registers;
use crate::changes::{Group, Part, Side, Subject, Tone, compare, regressions};
use crate::checklists::{Item, SetAside};
use crate::ids::UserId;
use crate::risks::{Acceptance, Level, Polarity, Risk};
use crate::text::Markdown;
use crate::verifications::{Outcome, Verification};

const DAY: i64 = 24 * 3600;

/// Group, tone and gravity of what became of the only row.
fn outcome(before: Side, after: Side) -> (Group, Tone, u8) {
    let (group, entry) = became(before, after);
    (group, entry.tone, entry.gravity)
}

const NEUTRAL: (Group, Tone, u8) = (Group::Changed, Tone::Neutral, 0);

fn listed(item: Item) -> Side {
    let (checklists, items) = (vec![checklist(1, "Before firing")], vec![item]);
    Side { registers: Registers { checklists, items, ..Registers::default() }, ..side(1) }
}

fn sweep(blocking: bool, done: bool) -> Item {
    item(1, 1, "Sweep", blocking, done)
}

fn aside(blocking: bool) -> Item {
    let set_aside = SetAside { reason: title("No chimney"), at: at(), by: UserId(uuid::Uuid::nil()), by_name: title("Ana") };
    Item { set_aside: Some(set_aside), ..sweep(blocking, false) }
}

fn checked(verification: Verification) -> Side {
    Side { registers: Registers { verifications: vec![verification], ..Registers::default() }, ..side(1) }
}

fn ran(outcome: Option<Outcome>) -> Side {
    checked(verification(1, "curl /health", outcome))
}

/// A pass that counts no more.
fn expired() -> Side {
    Side { at: at().plus_seconds(2 * DAY), ..ran(Some(Outcome::Pass)) }
}

fn at_risk(row: Risk) -> Side {
    Side { registers: Registers { risks: vec![row], ..Registers::default() }, ..side(1) }
}

fn flood(level: Option<Level>, polarity: Polarity) -> Risk {
    risk(1, "Flood", level, polarity)
}

fn accepted(until: &str, level: Level, row: Risk) -> Risk {
    let acceptance = Acceptance {
        reason: Markdown::default(),
        approver: title("Ana"),
        at: at(),
        until: until.parse().unwrap(),
        level: Some(level),
        likelihood: None,
        impact: None,
    };
    Risk { acceptance: Some(acceptance), ..row }
}

#[test]
fn an_open_item_that_begins_to_block_is_worse_and_one_that_stops_is_better() {
    assert_eq!(outcome(listed(sweep(false, false)), listed(sweep(true, false))), (Group::Worse, Tone::Worse, 75));
    assert_eq!(outcome(listed(sweep(true, false)), listed(sweep(false, false))), (Group::Improved, Tone::Better, 0));
    assert_eq!(outcome(listed(sweep(false, true)), listed(sweep(true, true))), NEUTRAL, "it is done");
    let unverified = Item { needs_verification: true, ..sweep(true, true) };
    assert_eq!(outcome(listed(sweep(false, false)), listed(unverified)).0, Group::Worse, "a tick that counts for nothing blocks too");
}

#[test]
fn an_item_that_did_not_apply_and_blocks_now_is_bad_news_and_setting_it_aside_is_no_good_news() {
    assert_eq!(outcome(listed(aside(true)), listed(sweep(true, false))), (Group::Changed, Tone::Worse, 75));
    assert_eq!(outcome(listed(aside(false)), listed(sweep(true, false))), (Group::Changed, Tone::Worse, 75));
    for (before, after) in [(aside(true), sweep(false, false)), (aside(true), sweep(true, true)), (sweep(true, false), aside(true))] {
        assert_eq!(outcome(listed(before), listed(after)), NEUTRAL);
    }
    assert_eq!(outcome(listed(aside(true)), listed(aside(true))).0, Group::Unchanged);
}

#[test]
fn the_radar_tells_which_item_began_to_block() {
    let found = compare(&listed(sweep(false, false)), &listed(sweep(true, false)), &[]);
    let worse = regressions(&found, &[]);
    assert_eq!((worse[0].before.as_str(), worse[0].after.as_str()), ("open", "open, blocking"));
    assert!(matches!(worse[0].subject, Subject::Row { part: Part::Item, .. }));
}

#[test]
fn a_check_that_fails_or_expires_is_worse_and_one_that_passes_again_is_better() {
    let fails = || ran(Some(Outcome::Fail));
    let passes = || ran(Some(Outcome::Pass));
    assert_eq!(outcome(passes(), fails()), (Group::Worse, Tone::Worse, 65));
    assert_eq!(outcome(passes(), ran(Some(Outcome::Error))), (Group::Worse, Tone::Worse, 65));
    assert_eq!(outcome(passes(), expired()), (Group::Worse, Tone::Worse, 30));
    assert_eq!(outcome(expired(), fails()), (Group::Worse, Tone::Worse, 65));
    assert_eq!(outcome(fails(), passes()), (Group::Improved, Tone::Better, 0));
    assert_eq!(outcome(expired(), passes()), (Group::Improved, Tone::Better, 0));
    assert_eq!(outcome(fails(), ran(Some(Outcome::Error))).0, Group::Unchanged, "neither vouches for anything");
    assert_eq!(outcome(passes(), passes()).0, Group::Unchanged);
}

#[test]
fn a_check_that_fails_the_first_time_is_bad_news_and_one_that_passes_the_first_time_is_none() {
    for never in [None, Some(Outcome::Unknown)] {
        assert_eq!(outcome(ran(never), ran(Some(Outcome::Fail))), (Group::Changed, Tone::Worse, 65));
        assert_eq!(outcome(ran(never), ran(Some(Outcome::Pass))), NEUTRAL);
        assert_eq!(outcome(ran(never), expired()), NEUTRAL);
    }
    assert_eq!(outcome(ran(None), ran(Some(Outcome::Unknown))).0, Group::Unchanged);
}

#[test]
fn a_check_of_which_nobody_can_say_any_more_is_out_of_sight() {
    for known in [ran(Some(Outcome::Pass)), expired(), ran(Some(Outcome::Fail))] {
        assert_eq!(outcome(known, ran(Some(Outcome::Unknown))), (Group::Changed, Tone::Worse, 40));
    }
}

#[test]
fn only_a_check_that_fails_is_bad_news_where_it_is_new_and_none_where_it_is_gone() {
    let came = |row: Side| outcome(side(1), row);
    assert_eq!(came(ran(Some(Outcome::Fail))), (Group::New, Tone::Worse, 65));
    for row in [ran(None), ran(Some(Outcome::Unknown)), ran(Some(Outcome::Pass)), expired()] {
        assert_eq!(came(row), (Group::New, Tone::Neutral, 0));
    }
    assert_eq!(outcome(ran(Some(Outcome::Fail)), side(1)), (Group::Gone, Tone::Neutral, 0));
}

#[test]
fn a_risk_or_quality_whose_level_nobody_knows_any_more_is_out_of_sight() {
    let of = |level, polarity| at_risk(flood(level, polarity));
    for polarity in [Polarity::LowerIsBetter, Polarity::HigherIsBetter] {
        for level in [Level::Low, Level::Critical] {
            assert_eq!(outcome(of(Some(level), polarity), of(None, polarity)), (Group::Changed, Tone::Worse, 40));
            assert_eq!(outcome(of(None, polarity), of(Some(level), polarity)), NEUTRAL, "to be known is no step back");
        }
        assert_eq!(outcome(of(None, polarity), of(None, polarity)).0, Group::Unchanged);
    }
    let (quality, assumed) = (of(Some(Level::High), Polarity::HigherIsBetter), of(None, Polarity::LowerIsBetter));
    assert_eq!(outcome(quality, assumed), (Group::Changed, Tone::Worse, 40), "without a level the direction is a guess");
}

#[test]
fn an_acceptance_that_lapsed_is_bad_news_though_nobody_touched_the_risk() {
    let high = || flood(Some(Level::High), Polarity::LowerIsBetter);
    let before = at_risk(accepted("2031-05-10", Level::High, high()));
    let later = Side { at: at().plus_seconds(20 * DAY), ..before.clone() };
    let (group, lapsed) = became(before.clone(), later.clone());
    assert_eq!((group, lapsed.tone, lapsed.gravity), (Group::Changed, Tone::Worse, 55));
    assert_eq!((lapsed.before.unwrap().stands, lapsed.after.unwrap().stands), ("high, accepted".to_owned(), "high".to_owned()));
    assert_eq!(outcome(later.clone(), before.clone()), NEUTRAL, "to be accepted makes it no smaller");
    let on_the_last_day = Side { at: at().plus_seconds(9 * DAY), ..before.clone() };
    assert_eq!(outcome(before.clone(), on_the_last_day).0, Group::Unchanged);
    let withdrawn = at_risk(high());
    assert_eq!(outcome(before.clone(), withdrawn), (Group::Changed, Tone::Worse, 55));
    assert_eq!(outcome(later.clone(), later).0, Group::Unchanged, "it was told when it lapsed");
    let unknown =
        Side { at: at().plus_seconds(20 * DAY), ..at_risk(accepted("2031-05-10", Level::High, flood(None, Polarity::LowerIsBetter))) };
    assert_eq!(outcome(before, unknown).2, 55, "of two pieces of bad news the graver one");
}
