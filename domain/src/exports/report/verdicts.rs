//! Each goal with what its gate demands and finds, and what was signed.

use super::make::{self, callout, heading, plain, text, texts};
use super::prose::prose;
use super::{figures, tones};
use crate::assessments::Stated;
use crate::decisions::{Decision, Verdict};
use crate::exports::block::{Block, Fact, Span, Tone};
use crate::exports::{Dossier, Goal};
use crate::gates::{Otherwise, Weighed};
use crate::projects::Words;
use crate::scoring::{Cap, Standing};

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let words = &dossier.project.words;
    let mut out: Vec<Block> = dossier.goals.iter().flat_map(|goal| self::goal(words, goal)).collect();
    if out.is_empty() {
        out.push(text("The project has no goals, so there is no verdict."));
    }
    out.extend(dossier.audit.iter().flat_map(|audit| said(&audit.assessment.stated)));
    out
}

fn goal(words: &Words, goal: &Goal) -> Vec<Block> {
    let mut head = plain(goal.name.as_str());
    let (tone, word) = tones::verdict(goal.verdict);
    head.extend([Span::plain(" "), Span::mark(tone, word)]);
    let mut out = vec![Block::Heading { level: 2, text: head }];
    out.extend(capped(words, &goal.standing));
    let columns = [texts("Rule", 5), texts("State", 0), texts("Found", 4), texts("Otherwise", 0)];
    let rules = make::table(format!("Rules for {}", goal.name), columns, goal.rules.iter().map(|row| rule(words, row)));
    out.push(rules.unwrap_or_else(|| text("Its gate has no rules, so it is undecided.")));
    match &goal.signed {
        Some((decision, moved)) => out.extend(signed(decision, *moved)),
        None => out.push(text("No decision is signed.")),
    }
    out
}

fn rule(words: &Words, row: &Weighed) -> Vec<Vec<Span>> {
    let otherwise = match row.rule.otherwise {
        Otherwise::NoGo => "no-go",
        Otherwise::Conditional => "conditional",
    };
    vec![
        plain(figures::rule(words, &row.rule.demand)),
        make::mark(tones::rule(row.state, row.rule.otherwise)),
        plain(row.found.as_str()),
        plain(otherwise),
    ]
}

/// What open blockers do to the verdict, whatever the rules say.
fn capped(words: &Words, standing: &Standing) -> Option<Block> {
    let capping = standing.capping();
    let what = format!("{} of {}", make::count(capping, "open blocker", "open blockers"), figures::tiers(words, standing));
    let until = if capping == 1 { "it is" } else { "they are" };
    let (tone, lead, rest) = match standing.cap {
        Cap::Nothing => return None,
        Cap::Conditional => (Tone::Warn, "At most conditional", "this goes only with conditions"),
        Cap::NoGo => (Tone::Bad, "Held", "this is not ready"),
    };
    let alone = standing.said.filter(|_| standing.is_contradicted());
    let alone = alone.map(|said| format!(" By its rules alone it would be {}.", said.as_str())).unwrap_or_default();
    Some(callout(tone, format!("{lead}: {what}. Whatever the score says, {rest} until {until} resolved.{alone}")))
}

fn signed(decision: &Decision, moved: bool) -> Vec<Block> {
    let (tone, word) = tones::verdict(Some(decision.verdict));
    let gate = decision.computed.map_or("undecided", Verdict::as_str);
    let mut out = Vec::new();
    out.extend(make::facts([
        Some(Fact { name: "Signed".to_owned(), value: vec![Span::mark(tone, word)] }),
        Some(Fact::new("By", format!("{}, {}", decision.by_name, decision.at))),
        Some(Fact::new("The gate said", gate)),
        Some(Fact::new("Gates", format!("version {}", decision.gates_version))),
        Some(Fact { name: "SHA-256 of the state".to_owned(), value: vec![Span::code(decision.sha256.as_str())] }),
    ]));
    if decision.is_override() {
        out.push(callout(Tone::Warn, format!("Signed over the gate: the gate said {gate} when this was signed.")));
    }
    out.extend(prose(&decision.reason));
    out.push(if moved {
        callout(Tone::Warn, "The state has moved since this decision.")
    } else {
        text("Nothing that gates ask about has changed since it was signed.")
    });
    out
}

/// What the author of the report says, as written.
fn said(stated: &Stated) -> Vec<Block> {
    let fixed = [make::maybe("Decision", stated.decision.as_ref()), make::maybe("Status", stated.status.as_ref())];
    let goals = stated.per_goal.iter().map(|row| {
        let mut value = plain(row.answer.as_str());
        // A word or two are a mark; a sentence is not.
        if row.answer.chars().count() <= 24 {
            value = make::mark((tones::verdict(Verdict::from_words(&row.answer)).0, row.answer.as_str()));
        }
        Some(Fact { name: row.goal.clone(), value })
    });
    make::facts(fixed.into_iter().chain(goals)).map(|facts| vec![heading(2, "What the report says"), facts]).unwrap_or_default()
}
