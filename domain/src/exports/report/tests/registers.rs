//! What is said of trend, changes, findings and registers.

use super::{part, told};
use crate::exports::block::{Block, Tone};
use crate::exports::samples::{empty, long_name, sample};
use crate::exports::{Dossier, Section};

/// Every line stands in the part.
#[track_caller]
fn says(dossier: &Dossier, section: Section, lines: &[&str]) {
    let told = told(&part(dossier, section));
    for line in lines {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn a_trend_is_drawn_from_two_days_on_and_moves_only_between_scores_of_one_kind() {
    let mut dossier = sample();
    let rows = ["First look | 2030-06-11 | 41 % stated | –", "autumn | 2030-10 | 55.25 % | –", "winter | 2031-01 | 59.47 % | +4.22"];
    says(&dossier, Section::Trend, &rows);
    assert!(matches!(part(&dossier, Section::Trend).as_slice(), [Block::Trend(trend), Block::Table(_)] if trend.points.len() == 4));
    dossier.past.truncate(1);
    says(&dossier, Section::Trend, &["One date has a score so far; a trend needs two.", "First look"]);
    dossier.past.clear();
    assert_eq!(part(&dossier, Section::Trend), []);
}

#[test]
fn changes_are_counted_and_told_what_got_worse_first() {
    let dossier = sample();
    let lines = [
        "Score: 59.47 % → 65.26 % (+5.79 points: ratings +5.79)",
        "Blockers | 0 | 1 | 1 | 0 | 0 | 0 | 0 | 5",
        "- No interlock on the gas valve: reopened; resolved, tier 1 → reopened, tier 1",
        "Gas leak | risk | medium → high | Impact: minor → severe",
        "Documentation | category | red → yellow\nscore +10.53 | –",
        "Nobody owns the whole | finding | gap worse | –",
        "Keys are kept in a vault 🔑\nSecurity 安全 | finding | strength better | –",
    ];
    says(&dossier, Section::Changes, &lines);
    let told = told(&part(&dossier, Section::Changes));
    assert!(told.find("## What got worse") < told.find("## Worse") && told.find("## Worse") < told.find("## Improved"), "{told}");
    assert!(!told.contains("Unchanged") && !told.contains("粘土が割れる"), "what is unchanged is only counted: {told}");
    // Without an audit before, what the report itself tells stands alone.
    let alone = Dossier { changes: None, ..dossier };
    says(&alone, Section::Changes, &["## What got worse\nThere is no audit before to compare with"]);
    assert!(matches!(part(&alone, Section::Changes).as_slice(), [_, _, Block::List { items, .. }] if items.len() == 7));
    assert_eq!(part(&Dossier { worse: Vec::new(), ..alone }, Section::Changes), []);
}

#[test]
fn findings_stand_by_category_gaps_before_strengths_and_the_others_at_the_end() {
    let lines = [
        "## Security 安全\n### Valve opens while hot critical\nWhere: src/`valve`.rs:12\nNow: Opens at any temperature",
        "Do: Add an interlock\nIn the report: line 20\n1 | 61 °C",
        "### Keys are kept in a vault 🔑 strength",
        "## Without a category\n### Nobody owns the whole gap",
    ];
    says(&sample(), Section::Findings, &lines);
    let told = told(&part(&sample(), Section::Findings));
    assert!(told.find("Valve opens") < told.find("Keys are kept") && told.find("Keys are kept") < told.find("Runbooks"), "{told}");
    assert_eq!(part(&empty(), Section::Findings), []);
}

#[test]
fn blockers_that_block_come_first_then_waived_ones_and_resolved_ones_shortly() {
    let lines = [
        "## Tier 1: 2 open\n### No interlock on the gas valve reopened\nOwner: Jürgen Groß\nDue: 2031-04-20 overdue",
        "Links: Ticket 17\nhttps://example.org/photo",
        "### Spare thermocouples are missing open",
        "The waiver until 2031-04-01 has lapsed. It was given by Zoë on 2031-05-01.\nOnly cold runs.",
        "## Waived: 1\n### Chimney has no permit waived Tier 2",
        "Waived until 2031-08-01, by Zoë on 2031-05-01.",
        "Door does not lock | Tier 1 | 2031-05-01 by Kim | – | Test run 12",
        "No fire blanket | Tier 3 | 2031-05-01 by Kim | – | none was given",
    ];
    says(&sample(), Section::Blockers, &lines);
    let mut waived = sample();
    waived.registers.blockers.retain(|row| row.title.as_str() == "Chimney has no permit");
    says(&waived, Section::Blockers, &["No open blockers.\n## Waived: 1"]);
    assert_eq!(part(&empty(), Section::Blockers), []);
}

#[test]
fn evidence_that_does_not_fit_a_cell_stands_below_the_table() {
    let mut dossier = sample();
    let row = dossier.registers.blockers.iter_mut().find(|row| row.title.as_str() == "Door does not lock").unwrap();
    row.resolution.as_mut().unwrap().evidence = "- run 12\n- run 13".parse().ok();
    says(&dossier, Section::Blockers, &["by Kim | – | below", "Door does not lock\nEvidence:\n- run 12\n- run 13"]);
}

#[test]
fn open_risks_are_counted_on_the_map_and_qualities_stand_apart() {
    let dossier = sample();
    let blocks = part(&dossier, Section::Risks);
    let Some(Block::Heat(heat)) = blocks.first() else { panic!("{blocks:?}") };
    assert_eq!((heat.likelihood[0].as_str(), heat.impact[4].as_str()), ("rare", "severe"));
    assert_eq!((heat.fields[2][4], heat.fields[3][2]), ((1, Tone::Bad), (1, Tone::Bad)));
    assert_eq!(heat.fields.iter().flatten().map(|field| field.0).sum::<u64>(), 2, "a closed risk is not on it");
    let lines = [
        "2 open risks are not on the map",
        "Gas leak\nreview due | possible | severe | high\nstated low | low | Kim | mitigate | 2031-04-30",
        "Price of gas doubles\naccepted until 2031-12-31",
        "Nobody knows how bad this is | – | – | not stated",
        "Here, higher is better.\nVerfügbarkeit | – | – | medium | high",
        "In the audit before: medium, worse now",
        "Mitigation:\n- sensor\n- alarm",
        "By Zoë Ångström on 2031-05-01, for high (likelihood likely, impact moderate).\nGas is cheap this year.",
        "Closed on 2031-05-01 by Kim.\nSold.",
    ];
    says(&dossier, Section::Risks, &lines);
    let mut unplaced = dossier;
    unplaced.registers.risks.retain(|row| row.title.as_str() == "粘土が割れる");
    assert!(matches!(part(&unplaced, Section::Risks).as_slice(), [Block::Table(_)]), "no map without anything on it");
}

#[test]
fn checklists_tell_their_progress_and_each_item_its_state() {
    let lines = [
        "Before the first fire | 1 | 3 | 2 | 0 | 33 %",
        "Nothing in here | 0 | 0 | 0 | 0 | –\nAll of them | 1 | 5 | 2 | 1 | 20 %",
        "☑ Sweep the floor | done\nby Kim, 2031-05-01",
        "☐ Test the alarm blocking | open | Åsa | 2031-04-01\noverdue",
        "☐ Calibrate the thermocouples blocking | ticked, waits for a verification",
        "verification needed, none has passed yet",
        "n/a Lock the lift blocking | not applicable\nThere is no lift (Kim, 2031-05-01)",
        "灰を捨てる\nAsh goes into the metal bin.",
        "## Nothing in here\nIt has no items.",
        &long_name(),
    ];
    says(&sample(), Section::Checklists, &lines);
    assert_eq!(part(&empty(), Section::Checklists), []);
}

#[test]
fn an_item_whose_checklist_is_gone_is_told_all_the_same() {
    let mut dossier = sample();
    dossier.registers.checklists.remove(0);
    says(&dossier, Section::Checklists, &["## Without a checklist\n☑ Sweep the floor", "Without a checklist | 1 | 3 | 2 | 0 | 33 %"]);
}

#[test]
fn criteria_steps_and_verifications_are_tables_with_what_is_long_below() {
    let criteria =
        ["1 of 4 criteria met.", "Burns for 12 hours | A | met | – | Seen on Monday", "C – Uses less than 40 m³\n- 38 m³\n- 44 m³"];
    says(&sample(), Section::Criteria, &criteria);
    let plan = [
        "1 of 3 steps done. 1 step is late.",
        "Order the sensor | Day 1\nDue 2031-04-02 | done\nby Kim on 2031-05-01 | – | An order",
        "Fit the sensor | Due 2031-04-09 | late | Kim | below",
        "Fit the sensor\n- a sensor\n- a log",
    ];
    says(&sample(), Section::Plan, &plan);
    let checks = [
        "4 verifications: 1 failing, 1 expired, 1 unknown and 1 fresh.",
        "Leak test | failing | fail, 2031-05-01 12:00 UTC\nCI | –\n30 days after a pass | all 42 tests pass",
        "Leak test\nkiln test --all\nkiln report",
    ];
    says(&sample(), Section::Verifications, &checks);
    for section in [Section::Criteria, Section::Plan, Section::Verifications] {
        assert_eq!(part(&empty(), section), []);
    }
}

#[test]
fn the_appendix_has_the_rule_the_notes_and_the_whole_digest() {
    let lines = [
        "Version: 3\nShare of green: 100 %\nShare of yellow: 50 %",
        "Target: 90 %\nOpen blocker of tier 1: no-go\nOpen blockers of other tiers: changes nothing",
        "Lines 3–9\nPassage that is in no record.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "“sha256sum FILE”",
        "All times are UTC.",
    ];
    says(&sample(), Section::Appendix, &lines);
    let told = told(&part(&empty(), Section::Appendix));
    assert!(!told.contains("How it was scored") && !told.contains("Seal") && told.contains("All times are UTC."), "{told}");
}
