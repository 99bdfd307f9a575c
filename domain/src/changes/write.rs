//! A comparison as Markdown and as JSON.

use super::comparison::{Comparison, Entry, Head};
use super::{Group, Part};
use crate::text::Title;
use std::fmt::Write;

/// The comparison as JSON, in the shape that its `format` names.
///
/// # Errors
/// Where it cannot be written, which no comparison is known to bring about.
pub fn json(comparison: &Comparison) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(comparison)
}

/// The comparison as Markdown, in the same order as its entries. What is unchanged is only counted.
#[must_use]
pub fn markdown(comparison: &Comparison, project: &Title) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_all(&mut out, comparison, project);
    out
}

fn write_all(out: &mut String, comparison: &Comparison, project: &Title) -> std::fmt::Result {
    writeln!(out, "# {}: what changed\n", escaped(project.as_str()))?;
    writeln!(out, "- From: {}", told(&comparison.before))?;
    writeln!(out, "- To: {}", told(&comparison.after))?;
    score(out, comparison)?;
    writeln!(out, "\n| | {} |", Group::ALL.map(Group::words).join(" | "))?;
    writeln!(out, "|---|{}", "---:|".repeat(Group::ALL.len()))?;
    for part in Part::ALL {
        let counts = Group::ALL.map(|group| comparison.count(group, Some(part)));
        if counts.iter().any(|count| *count > 0) {
            writeln!(out, "| {} | {} |", part.plural(), counts.map(|count| count.to_string()).join(" | "))?;
        }
    }
    for left in &comparison.left_out {
        let rows = left.before + left.after;
        writeln!(out, "\n{}: {rows} not compared, because it is not known how they stood on the other side.", left.part.plural())?;
    }
    for group in Group::ALL.into_iter().filter(|group| *group != Group::Unchanged) {
        let mut entries = comparison.entries.iter().filter(|entry| entry.group == group).peekable();
        if entries.peek().is_some() {
            writeln!(out, "\n## {}\n", group.words())?;
        }
        for entry in entries {
            line(out, entry)?;
        }
    }
    Ok(())
}

fn told(head: &Head) -> String {
    let date = head.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
    format!("{} ({date}; {})", escaped(head.title.as_str()), head.basis.words())
}

fn score(out: &mut String, comparison: &Comparison) -> std::fmt::Result {
    let score = &comparison.score;
    if let Some((before, after)) = score.shown() {
        write!(out, "- Score: {before} → {after}")?;
        match &score.moved {
            Some(moved) => {
                let parts = [("ratings", &score.rating), ("scoring rule", &score.rule), ("weights and structure", &score.weight)];
                let parts: Vec<String> = parts
                    .into_iter()
                    .filter(|(_, shift)| !shift.is_zero())
                    .map(|(name, shift)| format!("{name} {}", shift.points(2)))
                    .collect();
                let from = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
                writeln!(out, " ({} points{from})", moved.points(2))?;
            }
            None => writeln!(out, " (as stated)")?,
        }
    }
    Ok(())
}

fn line(out: &mut String, entry: &Entry) -> std::fmt::Result {
    let within = entry.within.as_ref().map(|within| format!(" ({})", escaped(within))).unwrap_or_default();
    write!(out, "- {}: **{}**{within}", entry.part.as_str(), escaped(&entry.name))?;
    match (&entry.before, &entry.after) {
        (Some(was), Some(is)) if was.stands == is.stands => write!(out, ": {}", escaped(&is.stands))?,
        (Some(was), Some(is)) => write!(out, ": {} → {}", escaped(&was.stands), escaped(&is.stands))?,
        (Some(one), None) | (None, Some(one)) => write!(out, ": {}", escaped(&one.stands))?,
        (None, None) => {}
    }
    if let Some(effect) = entry.effect.as_ref().map(crate::scoring::Source::total).filter(|effect| !effect.is_zero()) {
        write!(out, "; score {}", effect.points(2))?;
    }
    if let Some(how) = entry.matched.filter(|how| how.can_be_wrong()) {
        write!(out, "; {}", how.words())?;
    }
    writeln!(out)?;
    for change in &entry.changes {
        writeln!(out, "  - {}: {} → {}", change.field, shown(&change.before), shown(&change.after))?;
    }
    Ok(())
}

fn shown(value: &str) -> String {
    if value.is_empty() { "–".to_owned() } else { escaped(value) }
}

/// A text of one line that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' => {
                out.push('\\');
                out.push(ch);
            }
            _ => out.push(ch),
        }
    }
    out
}
