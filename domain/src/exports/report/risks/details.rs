//! What is known of a risk beside its row.

use super::super::make::{callout, facts, lines, maybe, quiet, titled};
use super::super::prose::prose;
use super::factors;
use crate::exports::block::{Block, Tone};
use crate::projects::Words;
use crate::risks::{Cover, Exposure, Level, Movement, Risk};
use crate::time::Day;

/// Nothing where its row says it all.
pub(super) fn of(words: &Words, row: &Risk, today: Day) -> Vec<Block> {
    let moved = row.previous.map(|level| match row.movement(words.matrix()) {
        None => level.as_str().to_owned(),
        Some(Movement::Same) => format!("{}, unchanged", level.as_str()),
        Some(Movement::Better) => format!("{}, better now", level.as_str()),
        Some(Movement::Worse) => format!("{}, worse now", level.as_str()),
    });
    let target = Some(factors(words, row.target)).filter(|words| !words.is_empty());
    let known = facts([
        maybe("In the audit before", moved),
        maybe("Before anything is done", exposure(words, row.inherent)),
        maybe("Aimed at", target),
        maybe("Status in the report", row.status.as_ref()),
    ]);
    let mut out: Vec<Block> = known.into_iter().collect();
    out.extend(prose(&row.description));
    let mitigation = prose(&row.mitigation);
    if !mitigation.is_empty() {
        out.push(quiet("Mitigation:"));
        out.extend(mitigation);
    }
    out.extend(accepted(words, row, today));
    if let Some(closure) = &row.closure {
        out.push(callout(Tone::Good, format!("Closed on {} by {}.", closure.at.day(), closure.by_name)));
        out.extend(prose(&closure.reason));
    }
    if out.is_empty() {
        return out;
    }
    let from = row.lines.map(|range| quiet(format!("In the report: {}", lines(range))));
    std::iter::once(titled(row.title.as_str(), [])).chain(out).chain(from).collect()
}

/// A level with what makes it: `critical (likelihood likely, impact severe)`.
fn exposure(words: &Words, exposure: Exposure) -> Option<String> {
    let level = exposure.level(words.matrix()).map(|level| level.as_str().to_owned());
    let why = Some(factors(words, exposure)).filter(|why| !why.is_empty());
    let stated = exposure.contradicted(words.matrix()).map(|stated| format!(", stated {}", stated.as_str())).unwrap_or_default();
    match (level, why) {
        (Some(level), Some(why)) => Some(format!("{level} ({why}){stated}")),
        (known, other) => known.or(other),
    }
}

/// The last acceptance: whom it is by, what it was given for, and whether it still covers the risk.
fn accepted(words: &Words, row: &Risk, today: Day) -> Vec<Block> {
    let Some((given, cover)) = row.acceptance.as_ref().zip(row.cover(words.matrix(), today)) else { return Vec::new() };
    let (tone, lead) = match cover {
        Cover::Holds => (Tone::Neutral, format!("Accepted until {}", given.until)),
        Cover::Past => (Tone::Warn, format!("The acceptance ended on {}", given.until)),
        Cover::Worse => (Tone::Bad, format!("Worse than it was when it was accepted until {}", given.until)),
    };
    let state = Exposure { likelihood: given.likelihood, impact: given.impact, stated: None };
    let level = given.level.map_or("no known level", Level::as_str);
    let why = Some(factors(words, state)).filter(|why| !why.is_empty()).map(|why| format!(" ({why})")).unwrap_or_default();
    let by = format!("{lead}. By {} on {}, for {level}{why}.", given.approver, given.at.day());
    std::iter::once(callout(tone, by)).chain(prose(&given.reason)).collect()
}
