//! What holds of every report.

use super::{full, words};
use crate::assessments::{Finding, FindingKind, Rag, Rating, Registers, Severity};
use crate::blockers::{BlockerState, Tier};
use crate::exports::block::{Block, Report};
use crate::exports::samples::registers::{blocker, done, item, risk};
use crate::exports::samples::rows::{day, id};
use crate::exports::samples::{empty, large, now, sample};
use crate::exports::{Choice, Dossier, Section, report};
use crate::ids::{BlockerId, FindingId, ItemId, RiskId};
use crate::risks::{Level, Polarity};
use proptest::prelude::*;

/// How many rows and how many headings of a part have this name.
fn named(found: &Report, section: Section, name: &str) -> (usize, usize) {
    let blocks = found.parts.iter().filter(|part| part.section == section).flat_map(|part| &part.blocks);
    let (mut rows, mut headings) = (0, 0);
    for block in blocks {
        match block {
            Block::Heading { level: 3, text } => headings += usize::from(text.first().is_some_and(|span| span.text == name)),
            Block::Table(table) => {
                let cells = table.rows.iter().filter_map(|row| row.cells.first());
                rows += cells.filter(|cell| cell.iter().take(2).any(|span| span.text == name)).count();
            }
            _ => {}
        }
    }
    (rows, headings)
}

/// A name that no other row has.
fn name(kind: &str, number: usize, word: &str) -> String {
    format!("{kind} {number} {word}").split_whitespace().collect::<Vec<_>>().join(" ")
}

type Seed = (u8, u8, String, String);

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    let word = "[a-zA-ZäöüßÅø漢字🔥|*<>&_`\\[\\]# -]{0,40}";
    prop::collection::vec((any::<u8>(), any::<u8>(), word, "[a-z*>|#\n `-]{0,60}"), 0..6)
}

fn registers(seeds: &[Seed]) -> Registers {
    let mut all = sample().registers;
    (all.blockers, all.risks, all.items) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (one, two, word, text)) in seeds.iter().enumerate() {
        let number = u128::try_from(at).unwrap();
        let level = |seed: u8| Level::from_number(seed % 7);
        let mut row = blocker(0, &name("Blocker", at, word));
        row.id = BlockerId(id(10_000 + number));
        row.tier = Tier::try_from(one % 9 + 1).unwrap();
        row.state = [BlockerState::Open, BlockerState::Reopened, BlockerState::Resolved][usize::from(two % 3)];
        row.due = (two % 2 == 0).then(|| day("2031-04-30").plus_days(i64::from(*one)).unwrap());
        row.body = text.parse().unwrap();
        all.blockers.push(row);
        let mut row = risk(0, &name("Risk", at, word));
        row.id = RiskId(id(20_000 + number));
        (row.residual.likelihood, row.residual.impact, row.residual.stated) = (level(*one), level(*two), level(one ^ two));
        row.polarity = if one % 4 == 0 { Polarity::HigherIsBetter } else { Polarity::LowerIsBetter };
        row.mitigation = text.parse().unwrap();
        all.risks.push(row);
        let mut row = item(0, one % 4, &name("Item", at, word));
        row.id = ItemId(id(30_000 + number));
        (row.blocking, row.needs_verification, row.done) = (two % 2 == 0, two % 3 == 0, (one % 3 == 0).then(done));
        row.detail = text.parse().unwrap();
        all.items.push(row);
    }
    all
}

fn findings(seeds: &[Seed], dossier: &Dossier) -> Vec<Finding> {
    let audit = dossier.audit.as_ref().unwrap();
    let base = audit.findings[0].clone();
    let rows = seeds.iter().enumerate().map(|(at, (one, two, word, text))| Finding {
        id: FindingId(id(40_000 + u128::try_from(at).unwrap())),
        category: audit.categories.get(usize::from(*one % 9)).map(|category| category.id),
        kind: FindingKind::ALL[usize::from(two % 2)],
        title: name("Finding", at, word).parse().unwrap(),
        severity: Severity::ALL.get(usize::from(*two % 6)).copied(),
        body: text.parse().unwrap(),
        ..base.clone()
    });
    rows.collect()
}

fn dossier(seeds: &[Seed]) -> Dossier {
    let mut dossier = sample();
    dossier.registers = registers(seeds);
    let findings = findings(seeds, &dossier);
    let audit = dossier.audit.as_mut().unwrap();
    audit.findings = findings;
    for (category, (one, two, word, _)) in audit.categories.iter_mut().zip(seeds) {
        category.rating = match one % 4 {
            0 => Rating::NotRated,
            1 => Rating::Letter { letter: word.clone() },
            2 => Rating::Level { reached: *two, of: 255 },
            _ => Rating::Rag { colour: Rag::Gray },
        };
    }
    audit.score = crate::scoring::score(&audit.categories, &audit.rule);
    dossier
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_row_stands_in_its_part_exactly_once(seeds in seeds(), days in -400_i64..400) {
        let dossier = Dossier { at: now().plus_seconds(days * 86_400), ..dossier(&seeds) };
        let found = full(&dossier);
        for row in &dossier.registers.blockers {
            let (rows, headings) = named(&found, Section::Blockers, row.title.as_str());
            prop_assert_eq!(rows + headings, 1, "{}", row.title);
        }
        for row in &dossier.registers.risks {
            let (rows, headings) = named(&found, Section::Risks, row.title.as_str());
            prop_assert!(rows == 1 && headings <= 1, "{}", row.title);
        }
        for row in &dossier.audit.as_ref().unwrap().findings {
            prop_assert_eq!(named(&found, Section::Findings, row.title.as_str()), (0, 1), "{}", row.title);
        }
        for row in &dossier.registers.items {
            prop_assert_eq!(named(&found, Section::Checklists, row.text.as_str()), (1, 0), "{}", row.text);
        }
    }

    #[test]
    fn a_chosen_part_says_what_it_says_in_the_whole_report_and_no_other_is_there(bits in any::<u16>(), bare in any::<bool>()) {
        let dossier = if bare { empty() } else { sample() };
        let chosen: Vec<Section> = Section::ALL.into_iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, section)| section).collect();
        let whole = full(&dossier);
        let expected: Vec<_> = whole.parts.into_iter().filter(|part| chosen.contains(&part.section)).collect();
        prop_assert_eq!(report(&dossier, &Choice::from(chosen)).parts, expected);
    }
}

/// Nothing that a renderer would have to guard against.
fn is_sound(block: &Block) -> bool {
    match block {
        Block::Text { text } | Block::Callout { text, .. } | Block::Heading { text, .. } => !words(text).trim().is_empty(),
        Block::List { items, .. } => !items.is_empty() && items.iter().flatten().all(is_sound),
        Block::Quote { blocks } => !blocks.is_empty() && blocks.iter().all(is_sound),
        Block::Code { text } => !text.is_empty(),
        Block::Facts { facts } => !facts.is_empty() && facts.iter().all(|fact| !words(&fact.value).is_empty()),
        Block::Table(table) => {
            let whole = table.rows.iter().all(|row| row.cells.len() == table.columns.len());
            whole && !table.columns.is_empty() && !table.caption.is_empty()
        }
        Block::Bars(bars) => !bars.bars.is_empty(),
        Block::Trend(trend) => trend.points.len() > 1,
        Block::Heat(heat) => heat.fields.len() == 5 && heat.fields.iter().all(|row| row.len() == 5),
        Block::Rule => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_block_holds_something_whatever_is_missing(seeds in seeds(), bits in any::<u8>()) {
        let (mut dossier, missing) = (dossier(&seeds), |bit: u8| bits >> bit & 1 == 1);
        if missing(0) { dossier.audit = None; }
        if missing(1) { dossier.changes = None; }
        if missing(2) { dossier.worse.clear(); }
        if missing(3) { dossier.goals.clear(); }
        if missing(4) { dossier.past.clear(); }
        if missing(5) { dossier.registers = Registers::default(); }
        if missing(6) && let Some(audit) = &mut dossier.audit { audit.seal = None; }
        if missing(7) && let Some(audit) = &mut dossier.audit { audit.categories.clear(); audit.score.rows.clear(); }
        let found = full(&dossier);
        prop_assert!(found.parts.iter().all(|part| !part.blocks.is_empty()));
        for block in found.parts.iter().flat_map(|part| &part.blocks) {
            prop_assert!(is_sound(block), "{:?}", block);
        }
    }
}

#[test]
fn no_heading_has_nothing_below_it() {
    for part in full(&sample()).parts {
        for (at, block) in part.blocks.iter().enumerate() {
            let Block::Heading { level: 2, text } = block else { continue };
            let below = part.blocks.get(at + 1);
            assert!(!matches!(below, None | Some(Block::Heading { level: 2, .. })), "{}", words(text));
        }
    }
}

#[test]
fn thousands_of_rows_stand_one_after_the_other() {
    let found = full(&large(2_000));
    for (section, name) in [(Section::Findings, "Finding"), (Section::Blockers, "Blocker"), (Section::Risks, "Risk")] {
        let blocks = found.parts.iter().filter(|part| part.section == section).flat_map(|part| &part.blocks);
        let headings = blocks.filter(|block| matches!(block, Block::Heading { level: 3, text } if words(text).starts_with(name)));
        assert_eq!(headings.count(), 2_000, "{name}");
    }
    assert_eq!(named(&found, Section::Checklists, "Item 2000"), (1, 0));
}
