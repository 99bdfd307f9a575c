//! What stands in the way, by tier.

use super::make::{self, callout, heading, lines, maybe, or_dash, plain, text, texts};
use super::prose::{brief, prose};
use super::tones;
use crate::blockers::{Blocker, Resolution, Standing, Tier};
use crate::exports::Dossier;
use crate::exports::block::{Block, Fact, Line, Span, Tone};
use crate::projects::Words;
use crate::time::Day;
use std::collections::BTreeMap;

/// Those that block come first, tier by tier; then those that are waived, and those that are resolved.
pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let (today, words) = (dossier.at.today(), &dossier.project.words);
    let (mut open, mut waived, mut resolved) = (BTreeMap::<Tier, Vec<&Blocker>>::new(), Vec::new(), Vec::new());
    for row in &dossier.registers.blockers {
        match row.standing(today) {
            Standing::Open | Standing::Reopened => open.entry(row.tier).or_default().push(row),
            Standing::Waived => waived.push(row),
            Standing::Resolved => resolved.push(row),
        }
    }
    let mut out = Vec::new();
    if open.is_empty() && !dossier.registers.blockers.is_empty() {
        out.push(text("No open blockers."));
    }
    for (tier, rows) in open {
        out.push(heading(2, format!("{}: {} open", words.tier(tier), rows.len())));
        out.extend(rows.into_iter().flat_map(|row| blocker(words, row, today)));
    }
    if !waived.is_empty() {
        out.push(heading(2, format!("Waived: {}", waived.len())));
        out.extend(waived.into_iter().flat_map(|row| blocker(words, row, today)));
    }
    out.extend(done(words, &resolved, today));
    out
}

fn blocker(words: &Words, row: &Blocker, today: Day) -> Vec<Block> {
    let waived = (row.standing(today) == Standing::Waived).then(|| (tones::tier(row.tier), words.tier(row.tier)));
    let mut out = vec![make::titled(row.title.as_str(), std::iter::once(tones::blocker(row, today)).chain(waived))];
    let label = row.tier_label.as_ref().filter(|label| **label != words.tier(row.tier));
    out.extend(make::facts([
        Some(Fact::new("Owner", row.owner.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string))),
        row.due.map(|due| Fact { name: "Due".to_owned(), value: self::due(row, due, today) }),
        maybe("Opened", Some(format!("{}, {}", row.opened_at.day(), age(row, today)))),
        maybe("As written", label),
        maybe("Category", row.category.as_ref()),
        maybe("Where", row.location.as_ref()),
        maybe("Now", row.current.as_ref()),
        maybe("Required", row.required.as_ref()),
        links(row),
        maybe("In the report", row.lines.map(lines)),
    ]));
    out.extend(waiver(row, today));
    out.extend(prose(&row.body));
    out
}

fn due(row: &Blocker, due: Day, today: Day) -> Line {
    let late = row.is_overdue(today).then(|| [Span::plain(" "), Span::mark(Tone::Bad, "overdue")]);
    plain(due.to_string()).into_iter().chain(late.into_iter().flatten()).collect()
}

/// How long it is or was open.
fn age(row: &Blocker, today: Day) -> String {
    match (row.age(today), row.resolution.is_some()) {
        (0, false) => "open since that day".to_owned(),
        (1, false) => "open for 1 day".to_owned(),
        (days, false) => format!("open for {days} days"),
        (0, true) => "resolved on its first day".to_owned(),
        (1, true) => "resolved after 1 day".to_owned(),
        (days, true) => format!("resolved after {days} days"),
    }
}

fn links(row: &Blocker) -> Option<Fact> {
    let mut value = Line::new();
    for link in row.links.as_slice() {
        if !value.is_empty() {
            value.push(Span::plain("\n"));
        }
        value.push(Span { link: Some(link.url().to_owned()), ..Span::plain(link.shown()) });
    }
    (!value.is_empty()).then(|| Fact { name: "Links".to_owned(), value })
}

/// The last waiver: as long as it holds, and that it has lapsed.
fn waiver(row: &Blocker, today: Day) -> Vec<Block> {
    let Some(waiver) = &row.waiver else { return Vec::new() };
    let by = format!("by {} on {}", waiver.by_name, waiver.at.day());
    let lead = if waiver.holds(today) {
        callout(Tone::Neutral, format!("Waived until {}, {by}.", waiver.until))
    } else {
        callout(Tone::Warn, format!("The waiver until {} has lapsed. It was given {by}.", waiver.until))
    };
    std::iter::once(lead).chain(prose(&waiver.reason)).collect()
}

/// Those that are resolved, shortly; evidence that does not fit a cell stands below.
fn done(words: &Words, rows: &[&Blocker], today: Day) -> Vec<Block> {
    let resolution = |row: &Blocker| row.resolution.as_ref().map(|done| format!("{} by {}", done.at.day(), done.by_name));
    let shown = |done: &Resolution| done.evidence.clone().filter(|evidence| !evidence.is_empty());
    let cells = rows.iter().map(|row| {
        let evidence = row.resolution.as_ref().and_then(shown);
        let evidence = match evidence.as_ref() {
            None => plain("none was given"),
            Some(evidence) => brief(evidence).unwrap_or_else(|| plain("below")),
        };
        let owner = or_dash(row.owner.as_ref());
        vec![plain(row.title.as_str()), plain(words.tier(row.tier)), or_dash(resolution(row)), owner, evidence]
    });
    let columns = [texts("Blocker", 5), texts("Tier", 2), texts("Resolved", 3), texts("Owner", 2), texts("Evidence", 4)];
    let Some(table) = make::table("Resolved blockers", columns, cells) else { return Vec::new() };
    let mut out = vec![heading(2, format!("Resolved: {}", rows.len())), table];
    for row in rows {
        let evidence = row.resolution.as_ref().and_then(shown).filter(|evidence| brief(evidence).is_none());
        let more = details(row, today);
        if evidence.is_none() && more.is_empty() {
            continue;
        }
        out.push(make::strong(row.title.as_str()));
        out.extend(more);
        if let Some(evidence) = evidence {
            out.push(make::quiet("Evidence:"));
            out.extend(prose(&evidence));
        }
    }
    out
}

/// What else is known of a resolved blocker.
fn details(row: &Blocker, today: Day) -> Vec<Block> {
    let facts = make::facts([
        maybe("Category", row.category.as_ref()),
        maybe("Where", row.location.as_ref()),
        maybe("Before", row.current.as_ref()),
        maybe("Required", row.required.as_ref()),
        links(row),
    ]);
    let mut out: Vec<Block> = facts.into_iter().collect();
    out.extend(prose(&row.body));
    if !out.is_empty() {
        out.push(make::quiet(make::sentence(&age(row, today))));
    }
    out
}
