//! How it was scored and weighed, what the source holds beside its records, and how the digest is checked.

use super::make::{self, heading, maybe, quiet, text};
use super::prose::prose;
use crate::blockers::Tier;
use crate::exports::block::{Block, Fact};
use crate::exports::{Audit, Dossier};
use crate::projects::Words;
use crate::records::Described;
use crate::scoring::{Cap, ScoringRule};

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let mut out = Vec::new();
    let about = prose(&dossier.description);
    if !about.is_empty() {
        out.push(heading(2, "About the project"));
        out.extend(about);
    }
    if let Some(audit) = &dossier.audit {
        out.push(heading(2, "How it was scored"));
        out.push(text(
            "The overall score is the sum of share × weight over all rated categories, divided by the sum of their weights; what does not \
             apply or is not rated is on neither side. It is computed exactly and rounded once, half up, where it is shown.",
        ));
        out.extend(rule(&audit.rule, &dossier.project.words));
    }
    if !dossier.goals.is_empty() {
        out.push(heading(2, "How verdicts come about"));
        out.push(text(
            "A rule of a gate that does not hold decides, a no-go before a condition; else a rule of which nobody can tell leaves the goal \
             undecided, and so does a gate without rules. Open blockers cap whatever comes of it, as the scoring rule says, and a person \
             signs the decision.",
        ));
    }
    out.extend(dossier.audit.iter().flat_map(notes));
    out.extend(dossier.audit.iter().flat_map(sealed));
    out.push(heading(2, "Times and names"));
    out.push(text(format!("This report tells of {}. All times are UTC. People are named as they were called at that time.", dossier.at)));
    out
}

/// What colours, letters and levels are worth, and what open blockers do.
fn rule(rule: &ScoringRule, words: &Words) -> Option<Block> {
    let shown = |fact: &crate::records::Fact| {
        let value = fact.words(&fact.value);
        let percent = matches!(fact.name, "green" | "yellow" | "red" | "target");
        let value = match (value.is_empty(), percent) {
            (true, _) => "none".to_owned(),
            (false, true) => format!("{value} %"),
            (false, false) => value,
        };
        Some(Fact::new(fact.label, value))
    };
    let facts = rule.facts();
    let own = facts.iter().filter(|fact| !ScoringRule::CAP_FIELDS.contains(&fact.name)).map(shown);
    let tiers = (1..=9).filter_map(|number| Tier::try_from(number).ok()).filter(|tier| rule.caps.of(*tier) != Cap::Nothing);
    let caps: Vec<Option<Fact>> = tiers
        .map(|tier| Some(Fact::new(format!("Open blocker of {}", words.tier_in_sentence(tier)), rule.caps.of(tier).words())))
        .collect();
    let rest = if caps.is_empty() { "Open blockers" } else { "Open blockers of other tiers" };
    let rest = (caps.len() < 9).then(|| Fact::new(rest, Cap::Nothing.words()));
    make::facts([maybe("Version", Some(rule.version))].into_iter().chain(own).chain(caps).chain([rest]))
}

fn notes(audit: &Audit) -> Vec<Block> {
    let mut out = Vec::new();
    for note in audit.notes.iter().filter(|note| says_something(note.text.as_str())) {
        let blocks = prose(&note.text);
        if blocks.is_empty() {
            continue;
        }
        if out.is_empty() {
            out.push(heading(2, "Notes of the source"));
            out.push(text(
                "Passages of the report that it was read from which are in no record. Headings, rules and heads of tables whose rows are in \
                 records are not repeated.",
            ));
        }
        out.extend(note.lines.map(|range| quiet(make::capital(&make::lines(range)))));
        out.extend(blocks);
    }
    out
}

/// Whether a passage has a line that is more than a heading, a rule, or the head of a table without a row.
fn says_something(note: &str) -> bool {
    let lines: Vec<&str> = note.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let ruled = |line: &str| line.chars().all(|ch| matches!(ch, '-' | '=' | '*' | '_' | '|' | ':' | ' '));
    lines.iter().enumerate().any(|(at, line)| {
        let heads = line.starts_with('|') && lines.get(at + 1).is_some_and(|next| next.starts_with('|') && ruled(next));
        !line.starts_with('#') && !line.starts_with("```") && !ruled(line) && !heads
    })
}

fn sealed(audit: &Audit) -> Vec<Block> {
    let began = audit.assessment.template.as_ref();
    let began = make::facts([maybe("Began with the template", began)]);
    let Some((frozen, digest)) = &audit.seal else { return began.into_iter().collect() };
    let mut out =
        vec![heading(2, "Seal"), text(format!("Frozen on {} by {}. SHA-256 of the document that was sealed:", frozen.at, frozen.by_name))];
    out.push(Block::Code { text: digest.clone() });
    out.push(text(
        "The document is canonical JSON and can be downloaded on the page of the seal. “sha256sum FILE” or “holdpoint verify-snapshot FILE” \
         shows that it is the one that was sealed; this report is drawn from it and is not the document itself.",
    ));
    out.extend(began);
    out
}

#[cfg(test)]
mod tests {
    use super::says_something;

    #[test]
    fn what_only_holds_records_together_is_no_passage() {
        for note in ["## Scores", "---", "## Risks\n\n| Risk | Level |\n|---|---|", "# A\n\n***\n"] {
            assert!(!says_something(note), "{note}");
        }
        for note in ["## Scope\n\nBilling.", "| a | b |\n|---|---|\n| 1 | 2 |", "- one", "| no head"] {
            assert!(says_something(note), "{note}");
        }
    }
}
