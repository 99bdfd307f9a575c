//! The first part: what matters most, on one page.

mod overdue;

use super::make::{self, count, heading, or_dash, plain, text, texts};
use super::{figures, tones};
use crate::blockers::Blocker;
use crate::changes::{Comparison, Group, Regression};
use crate::exports::Dossier;
use crate::exports::block::{Align, Block, Column, Line, Span};
use crate::scoring::missing;
use std::collections::BTreeMap;

/// So many rows of each kind are named; how many more there are is said.
const NAMED: usize = 5;
const WORST: usize = 3;

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let mut out = vec![text(score(dossier)), heading(2, "Ready for what?")];
    out.push(goals(dossier));
    out.push(heading(2, "What blocks"));
    out.extend(blockers(dossier));
    if dossier.audit.is_some() {
        out.push(heading(2, "What changed"));
        out.extend(changed(dossier.changes.as_ref(), &dossier.worse));
    }
    out.extend(overdue::blocks(dossier));
    out
}

/// The score, how it moved, and how far the target is.
fn score(dossier: &Dossier) -> String {
    let Some(audit) = &dossier.audit else { return "No audit counts yet, so there is no score.".to_owned() };
    let from = figures::audit(&audit.assessment.title, audit.assessment.date);
    let Some(shown) = figures::score(audit) else { return format!("There is no score: nothing that is rated carries weight ({from}).") };
    if figures::is_stated(audit) {
        return format!("The report states {shown}; nothing could be computed ({from}).");
    }
    let moved = figures::moved(dossier).map(|by| format!(", {} since the audit before", figures::points(&by)));
    let stated = audit.difference.as_ref().filter(|difference| !difference.points.is_zero());
    let stated =
        stated.zip(audit.assessment.stated.overall.as_ref()).map(|(_, stated)| format!(" The report states {}.", figures::stated(stated)));
    format!("The score is {shown}{} ({from}).{}{}", moved.unwrap_or_default(), target(dossier), stated.unwrap_or_default())
}

fn target(dossier: &Dossier) -> String {
    let found = dossier.audit.as_ref().and_then(|audit| {
        let target = audit.rule.target_share()?;
        let distance = missing(&audit.categories, &audit.score, &target).distance?;
        let short = figures::short(&distance).map(|short| format!(" {short} missing to the target of {target} %."));
        Some(short.unwrap_or_else(|| format!(" The target of {target} % is reached.")))
    });
    found.unwrap_or_default()
}

fn goals(dossier: &Dossier) -> Block {
    let words = &dossier.project.words;
    let rows = dossier.goals.iter().map(|goal| {
        let signed = goal.signed.as_ref().map(|(signed, moved)| {
            let since = if *moved { "; the state has moved since" } else { "" };
            format!("{}, {}{since}", signed.verdict.as_str(), signed.at.day())
        });
        vec![
            vec![Span::strong(goal.name.as_str())],
            make::mark(tones::verdict(goal.verdict)),
            plain(figures::held(words, goal)),
            or_dash(signed),
        ]
    });
    let columns = [texts("Goal", 2), texts("Gate", 0), texts("Held by", 6), texts("Signed", 3)];
    make::table("Verdict per goal", columns, rows).unwrap_or_else(|| text("The project has no goals."))
}

/// How many blockers of each tier are open, and the most urgent by name.
fn blockers(dossier: &Dossier) -> Vec<Block> {
    let (today, words) = (dossier.at.today(), &dossier.project.words);
    let mut open: Vec<&Blocker> = dossier.registers.blockers.iter().filter(|row| row.standing(today).blocks()).collect();
    if open.is_empty() {
        return vec![text("No open blockers.")];
    }
    // Stable: within a tier, the order of the register.
    open.sort_by_key(|row| row.tier);
    let mut tiers = BTreeMap::new();
    for row in &open {
        *tiers.entry(row.tier).or_insert(0_u64) += 1;
    }
    let tiers: Vec<String> = tiers.into_iter().map(|(tier, count)| format!("{count} of {}", words.tier_in_sentence(tier))).collect();
    let rows = open.iter().take(NAMED).map(|row| {
        let due = row.due.map(|due| if row.is_overdue(today) { format!("{due}, overdue") } else { due.to_string() });
        vec![
            plain(row.title.as_str()),
            make::mark((tones::tier(row.tier), words.tier(row.tier))),
            or_dash(row.owner.as_ref()),
            or_dash(due),
        ]
    });
    let columns = [texts("Blocker", 6), texts("Tier", 2), texts("Owner", 2), texts("Due", 2)];
    let more = open.len().saturating_sub(NAMED);
    let mut out = vec![text(format!("{}: {}.", count(open.len() as u64, "open blocker", "open blockers"), make::and(&tiers)))];
    out.extend(make::table("The most urgent open blockers", columns, rows));
    out.extend((more > 0).then(|| make::quiet(format!("{more} more."))));
    out
}

/// `3 worse, 12 fixed, 4 new.`
fn counts(found: &Comparison) -> String {
    let told = Group::ALL.into_iter().filter(|group| !matches!(group, Group::Unchanged | Group::Changed));
    let told = told.map(|group| (group, found.count(group, None))).filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(group, count)| format!("{count} {}", group.words().to_lowercase())).collect();
    if told.is_empty() { "Nothing came, went, or got better or worse.".to_owned() } else { format!("{}.", told.join(", ")) }
}

fn changed(found: Option<&Comparison>, worse: &[Regression]) -> Vec<Block> {
    let mut out = vec![text(match found {
        None if worse.is_empty() => "There is no audit before to compare with.".to_owned(),
        None => "There is no audit before to compare with; by the report's own account, this got worse:".to_owned(),
        Some(found) if found.is_unchanged() => "Nothing changed.".to_owned(),
        Some(found) => counts(found),
    })];
    if worse.is_empty() {
        out.extend(found.map(|_| text("Nothing got worse.")));
    }
    out.extend(make::list(worse.iter().take(WORST).map(regression)));
    let more = worse.len().saturating_sub(WORST);
    out.extend((more > 0).then(|| make::quiet(format!("{more} more got worse."))));
    out
}

/// What got worse, in one line: `Backups (blocker): open → reopened`.
pub(super) fn regression(row: &Regression) -> Line {
    let steps: Vec<&str> = [row.before.as_str(), row.after.as_str()].into_iter().filter(|side| !side.is_empty()).collect();
    let within = row.within.as_ref().map(|within| format!(" ({within})")).unwrap_or_default();
    let told: Vec<String> = [row.what.clone(), steps.join(" → ")].into_iter().filter(|words| !words.is_empty()).collect();
    vec![Span::strong(row.name.as_str()), Span::plain(format!("{within}: {}", told.join("; ")))]
}

/// Columns of a table of dates.
fn dated() -> [Column; 3] {
    [texts("What", 2), texts("Name", 7), Column { title: "Since".to_owned(), align: Align::Start, width: 0 }]
}
