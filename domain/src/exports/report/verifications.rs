//! Claims that can be checked, with what checks them.

use super::make::{self, count, plain, text, texts};
use super::tones;
use crate::Timestamp;
use crate::exports::Dossier;
use crate::exports::block::{Block, Line, Span};
use crate::verifications::{Freshness, Verification};

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let (all, now) = (&dossier.registers.verifications, dossier.at);
    let columns = [texts("What", 6), texts("State", 0), texts("Last result", 3), texts("Counts until", 3), texts("Expected", 4)];
    let Some(table) = make::table("Verifications", columns, all.iter().map(|row| line(row, now))) else { return Vec::new() };
    let mut of = Freshness::ALL.map(|state| (state, 0_u64));
    for row in all {
        let state = row.freshness(now);
        of.iter_mut().filter(|(at, _)| *at == state).for_each(|(_, number)| *number += 1);
    }
    let states: Vec<String> =
        of.iter().filter(|(_, number)| *number > 0).map(|(state, number)| format!("{number} {}", state.as_str())).collect();
    let mut out = vec![
        text(format!("{}: {}.", count(all.len() as u64, "verification", "verifications"), make::and(&states))),
        make::quiet("Nothing runs these commands here: people and pipelines run them and post what they gave."),
        table,
    ];
    // A command is kept as written, each sign and line of it.
    for row in all.iter().filter(|row| is_told_apart(row)) {
        out.push(make::strong(row.name()));
        out.push(Block::Code { text: row.command.as_str().trim_end().to_owned() });
    }
    out
}

/// Whether the row does not show the whole command.
fn is_told_apart(row: &Verification) -> bool {
    !row.command.is_empty() && (row.title.is_some() || row.command.as_str().trim() != row.name())
}

fn line(row: &Verification, now: Timestamp) -> Vec<Line> {
    let last = row.last.as_ref().map_or_else(|| "none yet".to_owned(), |last| format!("{}, {}", last.outcome.as_str(), last.at));
    let by = row.last.as_ref().map(|last| Span::quiet(format!("\n{}", last.by)));
    let until = row.last.as_ref().and_then(|last| last.expires_at).map(|end| end.to_string());
    let days = row.valid_days.map(|days| Span::quiet(format!("\n{}", count(days.number(), "day after a pass", "days after a pass"))));
    let name = if row.title.is_some() { plain(row.name()) } else { vec![Span::code(row.name())] };
    vec![
        name,
        make::mark(tones::freshness(row.freshness(now))),
        plain(last).into_iter().chain(by).collect(),
        make::or_dash(until).into_iter().chain(days).collect(),
        make::or_dash(row.expected.as_ref()),
    ]
}
