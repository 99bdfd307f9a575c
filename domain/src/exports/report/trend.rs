//! The score over time.

use super::figures::{delta, percent};
use super::make::{self, numbers, or_dash, plain, text, texts};
use crate::exports::block::{Block, Point, Span, Trend};
use crate::exports::{Dossier, Past};

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let past = &dossier.past;
    let mut out = Vec::new();
    match (past.first(), past.last()) {
        (Some(first), Some(last)) if first.day != last.day => out.push(drawn(past, first, last)),
        (Some(_), _) => out.push(text("One date has a score so far; a trend needs two.")),
        _ => return out,
    }
    let before = std::iter::once(None).chain(past.iter().map(Some));
    let rows = before.zip(past).map(|(before, audit)| {
        let mut score = plain(format!("{} %", percent(audit.score)));
        score.extend(audit.stated.then(|| Span::quiet(" stated")));
        let moved = before.and_then(|before| delta(before, audit));
        vec![plain(audit.title.as_str()), plain(audit.date.as_str()), score, or_dash(moved)]
    });
    let columns = [texts("Audit", 8), texts("Date", 0), numbers("Score"), numbers("Points")];
    out.extend(make::table("Scored audits, the oldest first", columns, rows));
    out
}

fn drawn(past: &[Past], first: &Past, last: &Past) -> Block {
    let caption = format!(
        "From {} % ({}) to {} % ({}), over {} audits.",
        percent(first.score),
        first.date,
        percent(last.score),
        last.date,
        past.len()
    );
    let points = past.iter().map(|audit| Point { day: audit.day, date: audit.date.clone(), score: audit.score, stated: audit.stated });
    Block::Trend(Trend { caption, points: points.collect() })
}
