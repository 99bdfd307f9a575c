//! What a strength, a tick or a sentence claims, against what a gap or an open blocker says.

use crate::assessments::FindingKind;
use crate::criteria::CriterionState;
use crate::exchange::prose::Tense;
use crate::lint::claims::{Claim, of_topics, reported, ruled_out};
use crate::lint::input::{Audit, Input};
use crate::lint::issue::{Issue, Place};
use crate::lint::rule::{RuleId, Severity};
use crate::lint::states::{is_ahead, says_fixed};
use crate::lint::text::{Statement, Text};
use crate::text::match_key;
use std::collections::BTreeMap;

/// So many places of each side are shown.
const SHOWN: usize = 3;

/// Both sides of one matter, each with the words and where they stand.
#[derive(Default)]
struct Sides {
    claims: Vec<(String, Place)>,
    against: Vec<(String, Place)>,
}

type Matters = BTreeMap<&'static str, Sides>;

pub(super) fn check(input: &Input<'_>, text: &Text, found: &mut Vec<Issue>) {
    let Some(audit) = input.audit else { return };
    let mut matters = Matters::new();
    claims(input, &audit, &mut matters);
    for statement in text.statements.iter().filter(|statement| says_how_it_is(statement)) {
        for part in statement.passage.parts.iter().filter(|part| !is_ahead(&part.head)) {
            for harm in ruled_out(&part.text) {
                let claims = &mut matters.entry(harm.name).or_default().claims;
                let place = statement.place(input, &audit);
                // A row that is a record as well was heard there.
                if !claims.iter().any(|(_, known)| known.lines.is_some() && known.lines == place.lines) {
                    claims.push((part.text.clone(), place));
                }
            }
        }
    }
    findings(input, &audit, &mut matters);
    found.extend(matters.into_iter().filter(|(_, sides)| !sides.claims.is_empty() && !sides.against.is_empty()).map(issue));
}

fn says_how_it_is(statement: &Statement) -> bool {
    statement.passage.tense == Tense::Is && statement.passage.task != Some(false)
}

fn claims(input: &Input<'_>, audit: &Audit<'_>, matters: &mut Matters) {
    let mut claim = |title: &str, place: &dyn Fn() -> Place| {
        let present = of_topics(title).into_iter().filter(|(_, claim)| *claim == Claim::Present).map(|(topic, _)| topic.name);
        let out = ruled_out(title).into_iter().map(|harm| harm.name);
        for name in present.chain(out) {
            matters.entry(name).or_default().claims.push((title.to_owned(), place()));
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
        let absent = of_topics(title).into_iter().filter(|(_, claim)| *claim == Claim::Absent).map(|(topic, _)| topic.name);
        let harms = [Some(title), current].into_iter().flatten().flat_map(reported).map(|harm| harm.name);
        let mut names: Vec<&str> = absent.chain(harms).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            matters.entry(name).or_default().against.push((title.to_owned(), place()));
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
    let (claim, against) = (&sides.claims[0].0, &sides.against[0].0);
    let message = format!("“{claim}” is claimed, and “{against}” says otherwise: {name}.");
    let mut keys: Vec<String> = sides.claims.iter().chain(&sides.against).map(|(words, _)| match_key(words)).collect();
    keys.sort_unstable();
    keys.dedup();
    let parts: Vec<&str> = std::iter::once(name).chain(keys.iter().map(String::as_str)).collect();
    let places = sides.claims.iter().take(SHOWN).chain(sides.against.iter().take(SHOWN)).map(|(_, place)| place.clone()).collect();
    Issue::new(RuleId::ClaimAgainstFinding, Severity::Error, message, places, &parts)
}
