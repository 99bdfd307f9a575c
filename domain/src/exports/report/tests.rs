//! What is said in each part of the report of an invented project.

mod laws;
mod registers;

use super::report;
use crate::assessments::{Rating, Registers};
use crate::blockers::Tier;
use crate::decisions::Verdict;
use crate::exports::block::{Block, Line, Part, Report, Tone};
use crate::exports::samples::{empty, large, sample};
use crate::exports::{Choice, Dossier, Preset, Section};
use crate::scoring::{Cap, Standing, score};
use rust_decimal::Decimal;

/// The words of a line.
pub(super) fn words(line: &Line) -> String {
    line.iter().map(|span| span.text.as_str()).collect()
}

/// The blocks of one part; none where it is left out.
pub(super) fn part(dossier: &Dossier, section: Section) -> Vec<Block> {
    let found = report(dossier, &Choice::from(vec![section]));
    found.parts.into_iter().flat_map(|part| part.blocks).collect()
}

/// All that stands in blocks, a line for each piece, cells of a row behind each other.
pub(super) fn told(blocks: &[Block]) -> String {
    blocks.iter().flat_map(lines).chain([String::new()]).collect::<Vec<_>>().join("\n")
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { level, text } => vec![format!("{} {}", "#".repeat(usize::from(*level)), words(text))],
        Block::Text { text } | Block::Callout { text, .. } => vec![words(text)],
        Block::Code { text } => vec![text.clone()],
        Block::List { items, .. } => items.iter().map(|item| format!("- {}", told(item).trim_end())).collect(),
        Block::Quote { blocks } => vec![told(blocks)],
        Block::Facts { facts } => facts.iter().map(|fact| format!("{}: {}", fact.name, words(&fact.value))).collect(),
        Block::Table(table) => table.rows.iter().map(|row| row.cells.iter().map(words).collect::<Vec<_>>().join(" | ")).collect(),
        Block::Bars(bars) => bars.bars.iter().map(|bar| format!("{}: {}", bar.name, bar.words)).collect(),
        Block::Rule | Block::Trend(_) | Block::Heat(_) => Vec::new(),
    }
}

fn full(dossier: &Dossier) -> Report {
    report(dossier, &Choice::from(Preset::Auditor))
}

#[test]
fn the_cover_says_what_was_frozen_when_and_by_whom() {
    let cover = full(&sample()).cover;
    assert_eq!(cover.organisation.as_deref(), Some("Töpferei Gönül & Søn"));
    assert_eq!(cover.score.as_deref(), Some("65.26 %"));
    let facts: Vec<String> = cover.facts.iter().map(|fact| format!("{}: {}", fact.name, words(&fact.value))).collect();
    assert_eq!(
        facts[..3],
        ["Date of the audit: 2031-05-01", "State: frozen on 2031-05-01 12:00 UTC by Zoë Ångström", "SHA-256: 9f86d081884c…"]
    );
    assert_eq!(cover.verdicts[2].value[0].tone, Some(Tone::Bad));
    assert_eq!((words(&cover.verdicts[2].value).as_str(), cover.remark), ("no-go", None));
}

#[test]
fn a_draft_says_that_it_is_not_frozen_and_a_stated_score_that_it_is_stated() {
    let mut dossier = sample();
    let audit = dossier.audit.as_mut().unwrap();
    audit.seal = None;
    audit.score.overall = None;
    let cover = full(&dossier).cover;
    assert_eq!(cover.score.as_deref(), Some("62.5 %"));
    assert!(cover.facts.iter().all(|fact| fact.name != "SHA-256"));
    let remark = cover.remark.unwrap();
    assert!(remark.contains("Not frozen") && remark.contains("as the report states it"), "{remark}");
}

#[test]
fn a_project_without_audit_and_goals_says_so_and_leaves_everything_else_out() {
    let found = full(&empty());
    let sections: Vec<Section> = found.parts.iter().map(|part| part.section).collect();
    assert_eq!(sections[..3], [Section::Summary, Section::Verdicts, Section::Score]);
    assert!(sections.len() <= 4, "{sections:?}");
    let told = told(&part(&empty(), Section::Summary));
    assert!(
        told.contains("No audit counts yet") && told.contains("The project has no goals.") && told.contains("No open blockers."),
        "{told}"
    );
    assert!(found.cover.remark.unwrap().contains("No audit counts yet"));
}

#[test]
fn the_summary_has_the_score_the_verdicts_the_blockers_and_what_got_worse() {
    let told = told(&part(&sample(), Section::Summary));
    for line in [
        "The score is 65.26 %, ",
        "24.74 points are missing to the target of 90 %.",
        "Demo | no-go | no open blocker of tier 1: 2 open; and 0 more | go, 2031-05-01; the state has moved since",
        "4 open blockers: 2 of tier 1, 1 of tier 2 and 1 of tier 3.",
        "No interlock on the gas valve | Tier 1 | Jürgen Groß | 2031-04-20, overdue",
        "No interlock on the gas valve: reopened; ",
        "item | Test the alarm | 2031-04-01",
        "2 blocking items not done",
    ] {
        assert!(told.contains(&line.replace("; and 0 more", "")), "{line}\n{told}");
    }
}

#[test]
fn the_verdicts_name_every_rule_what_caps_them_and_what_was_signed_over_the_gate() {
    let told = told(&part(&sample(), Section::Verdicts));
    for line in [
        "## Demo no-go",
        "Held: 2 open blockers of tier 1. Whatever the score says",
        "Overall score at least 80 % | fails | 65.26 %, 14.74 points short | no-go",
        "No open blocker up to tier 2 | condition | 3 open | conditional",
        "Signed: go",
        "Signed over the gate: the gate said no-go when this was signed.",
        "The demo runs cold, so the valve stays shut.",
        "The state has moved since this decision.",
        "Nothing that gates ask about has changed since it was signed.",
        "No decision is signed.",
        "Decision: CONDITIONAL GO ✅",
        "pilot: YES",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn the_score_shows_computed_beside_stated_and_why_rows_do_not_count() {
    let told = told(&part(&sample(), Section::Score));
    for line in [
        "Computed: 65.26 %",
        "Stated in the report: 62.5 %",
        "Stated beside computed: −",
        "Before, as the report says: 55–60 %",
        "Target: 90 %",
        "The report states ",
        "Network\nNot counted: There is no public network | not applicable | not applicable | – | 5 | –",
        "Recovery\nNot counted: no rating | not rated",
        "Security 安全 | 65 % | 80 % | 65 % | 30 | ",
        "Operations\nin progress | level 3 of 5",
        "## To the target of 90 %",
        "Keys are rotated.",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn a_verdict_that_open_blockers_take_back_says_what_the_rules_alone_would_give() {
    let mut dossier = sample();
    let goal = &mut dossier.goals[0];
    goal.rules.clear();
    goal.signed = None;
    let second = Tier::try_from(2).unwrap();
    goal.standing = Standing { said: Some(Verdict::Go), cap: Cap::Conditional, by: vec![(second, 1)], open: 1, first_open: false };
    goal.verdict = goal.standing.verdict();
    dossier.goals.truncate(1);
    let verdicts = told(&part(&dossier, Section::Verdicts));
    for line in [
        "## Demo conditional",
        "At most conditional: 1 open blocker of tier 2. Whatever the score says, this goes only with conditions until it is resolved. By its rules alone it would be go.",
        "Its gate has no rules, so it is undecided.",
        "No decision is signed.",
    ] {
        assert!(verdicts.contains(line), "{line}\n{verdicts}");
    }
    let summary = told(&part(&dossier, Section::Summary));
    assert!(summary.contains("Demo | conditional | it has no rules | –"), "{summary}");
}

#[test]
fn a_target_that_is_reached_or_can_be_reached_by_one_category_says_so() {
    let with = |target: i64| {
        let mut dossier = sample();
        dossier.audit.as_mut().unwrap().rule.target = Some(Decimal::from(target));
        (told(&part(&dossier, Section::Summary)), told(&part(&dossier, Section::Score)))
    };
    let (summary, score) = with(65);
    assert!(
        summary.contains("The target of 65 % is reached.") && score.contains("## To the target of 65 %\nIt is reached."),
        "{summary}{score}"
    );
    let (summary, score) = with(70);
    assert!(summary.contains("4.74 points are missing to the target of 70 %."), "{summary}");
    assert!(score.contains("Security 安全 | 65 % | 80 %\n") && score.contains("Documentation | 50 % | 72.5 %\n"), "{score}");
}

#[test]
fn an_audit_whose_rows_carry_no_weight_shows_the_stated_score_as_such() {
    let mut dossier = sample();
    let audit = dossier.audit.as_mut().unwrap();
    audit.categories.iter_mut().for_each(|category| category.rating = Rating::NotRated);
    audit.score = score(&audit.categories, &audit.rule);
    audit.difference = None;
    let summary = told(&part(&dossier, Section::Summary));
    assert!(summary.contains("The report states 62.5 %; nothing could be computed"), "{summary}");
    let words = told(&part(&dossier, Section::Score));
    assert!(words.contains("nothing to compute; only the report's own figure is known.") && !words.contains("Computed:"), "{words}");
    dossier.audit.as_mut().unwrap().assessment.stated.overall = None;
    let summary = told(&part(&dossier, Section::Summary));
    assert!(summary.contains("There is no score: nothing that is rated carries weight"), "{summary}");
}

#[test]
fn a_summary_of_a_quiet_project_says_that_nothing_blocks_changed_or_is_late() {
    let mut dossier = sample();
    dossier.registers = Registers::default();
    dossier.worse.clear();
    dossier.changes.as_mut().unwrap().entries.clear();
    let summary = told(&part(&dossier, Section::Summary));
    assert!(summary.contains("No open blockers.") && summary.contains("Nothing changed.\nNothing got worse."), "{summary}");
    assert!(!summary.contains("What is next"), "{summary}");
    dossier.changes = None;
    assert!(told(&part(&dossier, Section::Summary)).contains("There is no audit before to compare with."));
    let alone = told(&part(&Dossier { changes: None, ..sample() }, Section::Summary));
    assert!(alone.contains("by the report's own account, this got worse:\n- No interlock on the gas valve: reopened"), "{alone}");
}

#[test]
fn more_than_five_blockers_are_counted_and_not_named_in_the_summary() {
    let summary = told(&part(&large(20), Section::Summary));
    assert!(summary.contains("24 open blockers: 22 of tier 1") && summary.contains("\n19 more.\n"), "{summary}");
}

#[test]
fn a_choice_leaves_out_what_is_not_chosen() {
    let chosen = report(&sample(), &Choice::from(vec![Section::Score, Section::Summary]));
    assert_eq!(chosen.parts.iter().map(|part: &Part| part.section).collect::<Vec<_>>(), [Section::Summary, Section::Score]);
}
