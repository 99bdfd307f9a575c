//! What a strength, a tick or a sentence claims, against what a gap or an open blocker says.

use crate::assessments::FindingKind;
use crate::criteria::CriterionState;
use crate::exchange::prose::Tense;
use crate::lines::LineRange;
use crate::lint::claims::{Claim, of_topics, reported, ruled_out};
use crate::lint::input::{Audit, Input};
use crate::lint::issue::{Issue, Place};
use crate::lint::rule::{RuleId, Severity};
use crate::lint::states::{is_ahead, says_fixed};
use crate::lint::text::{Statement, Text, heard};
use crate::text::match_key;
use std::collections::{BTreeMap, HashSet};

/// So many places of each side are shown.
const SHOWN: usize = 3;

/// Both sides of one matter, each with the words and where they stand.
#[derive(Default)]
struct Sides {
    claims: Side,
    against: Side,
}

#[derive(Default)]
struct Side {
    said: Vec<(String, Place)>,
    lines: HashSet<LineRange>,
}

impl Side {
    /// A line that is a record as well is heard once.
    fn add(&mut self, words: &str, place: Place) {
        if place.lines.is_none_or(|lines| self.lines.insert(lines)) {
            self.said.push((words.to_owned(), place));
        }
    }
}

type Matters = BTreeMap<&'static str, Sides>;

pub(super) fn check(input: &Input<'_>, text: &Text, found: &mut Vec<Issue>) {
    let Some(audit) = input.audit else { return };
    let mut matters = Matters::new();
    claims(input, &audit, &mut matters);
    for statement in text.statements.iter().filter(|statement| statement.passage.task != Some(false)) {
        of_statement(input, &audit, statement, &mut matters);
    }
    findings(input, &audit, &mut matters);
    found.extend(matters.into_iter().filter(|(_, sides)| !sides.claims.said.is_empty() && !sides.against.said.is_empty()).map(issue));
}

/// What a line of the source claims that stands in no record.
fn of_statement(input: &Input<'_>, audit: &Audit<'_>, statement: &Statement, matters: &mut Matters) {
    let passage = &statement.passage;
    if passage.tense == Tense::Ahead {
        return;
    }
    let marked = |sign: char| passage.parts.iter().any(|part| part.text.contains(sign));
    let (good, bad) = (marked('✅'), marked('❌'));
    for (at, (part, said)) in passage.parts.iter().zip(&statement.clauses).enumerate().filter(|(_, (part, _))| !is_ahead(&part.head)) {
        let sides = |name: &'static str, matters: &mut Matters, claim: bool| {
            let sides = matters.entry(name).or_default();
            let side = if claim { &mut sides.claims } else { &mut sides.against };
            let place = statement.place(input, audit);
            side.add(&part.text, place);
        };
        if passage.tense == Tense::Is {
            for harm in ruled_out(said) {
                sides(harm.name, matters, true);
            }
        }
        // Other cells of a row say something about the first.
        for (topic, claim) in if at == 0 { of_topics(said) } else { Vec::new() } {
            match claim {
                Claim::Present if good && !bad => sides(topic.name, matters, true),
                Claim::Absent if bad && !good => sides(topic.name, matters, false),
                _ => {}
            }
        }
    }
}

fn claims(input: &Input<'_>, audit: &Audit<'_>, matters: &mut Matters) {
    let mut claim = |title: &str, place: &dyn Fn() -> Place| {
        let said = heard(title);
        let present = of_topics(&said).into_iter().filter(|(_, claim)| *claim == Claim::Present).map(|(topic, _)| topic.name);
        let out = ruled_out(&said).into_iter().map(|harm| harm.name);
        for name in present.chain(out) {
            matters.entry(name).or_default().claims.add(title, place());
        }
    };
    for row in audit.findings.iter().filter(|row| row.kind == FindingKind::Strength) {
        claim(row.title.as_str(), &|| input.place(row.id, row.title.as_str(), row.lines));
    }
    for item in input.registers.items.iter().filter(|item| item.done.is_some() && item.set_aside.is_none()) {
        claim(item.text.as_str(), &|| input.place_of_item(item));
    }
    for row in input.registers.criteria.iter().filter(|row| row.state == CriterionState::Met) {
        claim(row.text.as_str(), &|| input.place(row.id, row.text.as_str(), row.lines.filter(|_| !input.kept)));
    }
}

fn findings(input: &Input<'_>, audit: &Audit<'_>, matters: &mut Matters) {
    let mut against = |title: &str, current: Option<&str>, place: &dyn Fn() -> Place| {
        if says_fixed(title) {
            return;
        }
        let said = heard(title);
        let found = current.map(heard).unwrap_or_default();
        let absent = of_topics(&said).into_iter().filter(|(_, claim)| *claim == Claim::Absent).map(|(topic, _)| topic.name);
        let harms = reported(&said).into_iter().chain(reported(&found)).map(|harm| harm.name);
        let mut names: Vec<&str> = absent.chain(harms).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            matters.entry(name).or_default().against.add(title, place());
        }
    };
    for row in audit.findings.iter().filter(|row| row.kind == FindingKind::Gap) {
        against(row.title.as_str(), row.current.as_deref(), &|| input.place(row.id, row.title.as_str(), row.lines));
    }
    for row in input.registers.blockers.iter().filter(|row| row.standing(input.today).blocks()) {
        against(row.title.as_str(), row.current.as_deref(), &|| input.place_of(row));
    }
}

fn issue((name, sides): (&'static str, Sides)) -> Issue {
    let (claim, against) = (&sides.claims.said[0].0, &sides.against.said[0].0);
    let message = format!("“{claim}” is claimed, and “{against}” says otherwise: {name}.");
    let mut keys: Vec<String> = sides.claims.said.iter().chain(&sides.against.said).map(|(words, _)| match_key(words)).collect();
    keys.sort_unstable();
    keys.dedup();
    let parts: Vec<&str> = std::iter::once(name).chain(keys.iter().map(String::as_str)).collect();
    let places =
        sides.claims.said.iter().take(SHOWN).chain(sides.against.said.iter().take(SHOWN)).map(|(_, place)| place.clone()).collect();
    Issue::new(RuleId::ClaimAgainstFinding, Severity::Error, message, places, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blockers::{Blocker, BlockerState};
    use crate::lint::samples::{blocker, finding, item, of_report, world};

    #[test]
    fn a_denial_in_one_table_and_the_finding_in_another_are_at_odds() {
        let source = "# Ferry desk\n\n## Law\n\n### What's done\n\n| Item | Status | Notes |\n|---|---|---|\n| No credentials in code | ✅ | vault |\n\n\
                      ## Safety\n\n### Critical gaps\n\n| Issue | Risk |\n|---|---|\n| **Hardcoded passwords** | HIGH |\n";
        let found = of_report(source, RuleId::ClaimAgainstFinding);
        let message = "“No credentials in code” is claimed, and “Hardcoded passwords” says otherwise: secrets in code.";
        assert_eq!(found, [(message.to_owned(), vec![9, 17])]);
    }

    #[test]
    fn a_sentence_counts_as_a_claim_and_a_tick_does_too() {
        let source =
            "# Ferry desk\n\nKeys: from the vault, no secrets committed to Git.\n\n## Launch blockers\n\n- API keys in source code\n";
        assert_eq!(of_report(source, RuleId::ClaimAgainstFinding).len(), 1);
        let mut world = world();
        world.findings = vec![finding(FindingKind::Gap, "No backups")];
        world.registers.items = vec![item(1, "Database backups configured", true)];
        assert_eq!(world.told(RuleId::ClaimAgainstFinding).len(), 1);
        world.registers.items = vec![item(1, "Database backups configured", false)];
        assert!(world.told(RuleId::ClaimAgainstFinding).is_empty());
    }

    #[test]
    fn what_is_resolved_fixed_or_about_a_part_contradicts_nothing() {
        let mut world = world();
        world.findings = vec![
            finding(FindingKind::Strength, "No hardcoded secrets"),
            finding(FindingKind::Strength, "Rate limiting"),
            finding(FindingKind::Gap, "Fixed: hardcoded API keys"),
            finding(FindingKind::Gap, "No rate limiting on uploads"),
            finding(FindingKind::Gap, "No key rotation"),
        ];
        world.registers.blockers = vec![Blocker { state: BlockerState::Resolved, ..blocker("API keys in code") }];
        assert_eq!(world.told(RuleId::ClaimAgainstFinding), Vec::<String>::new());
        world.registers.blockers[0].state = BlockerState::Reopened;
        assert_eq!(world.told(RuleId::ClaimAgainstFinding).len(), 1);
    }

    #[test]
    fn what_is_to_be_done_claims_nothing() {
        let source = "# Ferry desk\n\n## Next steps\n\n- No secrets in code\n\n## Gaps\n\n- Hardcoded API keys\n\n## Before launch\n\n- [ ] No secrets in code\n";
        assert_eq!(of_report(source, RuleId::ClaimAgainstFinding), []);
    }
}
