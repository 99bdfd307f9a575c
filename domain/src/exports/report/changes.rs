//! What changed since the audit before.

use super::make::{self, heading, numbers, plain, text, texts};
use super::{figures, summary, tones};
use crate::changes::{Comparison, Entry, Group, Head, Part};
use crate::exports::Dossier;
use crate::exports::block::{Block, Line, Span};
use crate::scoring::Source;

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let mut out = Vec::new();
    if let Some(found) = &dossier.changes {
        out.extend(heads(found));
        out.extend(counts(found));
        out.extend(left_out(found));
        out.extend(found.is_unchanged().then(|| text("Nothing changed.")));
    }
    if !dossier.worse.is_empty() {
        out.push(heading(2, "What got worse"));
        let alone = dossier.changes.is_none();
        out.extend(alone.then(|| text("There is no audit before to compare with; this is what the report itself tells.")));
        out.extend(make::list(dossier.worse.iter().map(summary::regression)));
    }
    out.extend(dossier.changes.iter().flat_map(groups));
    out
}

/// Which audits are compared, what is known of them, and where the move of the score comes from.
fn heads(found: &Comparison) -> Option<Block> {
    let head = |head: &Head| format!("{} ({})", figures::audit(&head.title, head.date), head.basis.words());
    let score = found.score.shown().map(|(before, after)| format!("{before} → {after}{}", moved(found)));
    make::facts([
        make::maybe("From", Some(head(&found.before))),
        make::maybe("To", Some(head(&found.after))),
        make::maybe("Score", score),
        make::maybe(
            "Scoring rule",
            (found.before.rule != found.after.rule).then(|| format!("version {} → {}", found.before.rule, found.after.rule)),
        ),
    ])
}

fn moved(found: &Comparison) -> String {
    let score = &found.score;
    let Some(moved) = &score.moved else { return " (as stated)".to_owned() };
    let parts = [("ratings", &score.rating), ("scoring rule", &score.rule), ("weights and structure", &score.weight)];
    let parts = parts.into_iter().filter(|(_, shift)| !shift.is_zero());
    let parts: Vec<String> = parts.map(|(name, shift)| format!("{name} {}", shift.points(2))).collect();
    let from = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    format!(" ({} points{from})", moved.points(2))
}

fn counts(found: &Comparison) -> Option<Block> {
    let rows = Part::ALL.into_iter().map(|part| (part, Group::ALL.map(|group| found.count(group, Some(part)))));
    let rows = rows.filter(|(_, counts)| counts.iter().any(|count| *count > 0)).map(|(part, counts)| {
        let counts = counts.map(|count| plain(count.to_string()));
        std::iter::once(plain(part.plural())).chain(counts).collect::<Vec<Line>>()
    });
    let columns: Vec<_> = std::iter::once(texts("Kind", 1)).chain(Group::ALL.map(|group| numbers(group.words()))).collect();
    make::table("How many rows changed, by kind", columns, rows)
}

fn left_out(found: &Comparison) -> Vec<Block> {
    let told = found.left_out.iter().map(|left| {
        let rows = left.before + left.after;
        text(format!("{}: {rows} not compared, because it is not known how they stood on the other side.", left.part.plural()))
    });
    told.collect()
}

/// The entries group by group; what is unchanged is only counted.
fn groups(found: &Comparison) -> Vec<Block> {
    let mut out = Vec::new();
    for group in Group::ALL.into_iter().filter(|group| *group != Group::Unchanged) {
        let rows = found.entries.iter().filter(|entry| entry.group == group).map(row);
        let columns = [texts("What", 6), texts("Kind", 0), texts("Stands", 4), texts("Fields that changed", 5)];
        if let Some(table) = make::table(group.words(), columns, rows) {
            out.extend([heading(2, group.words()), table]);
        }
    }
    out
}

fn row(entry: &Entry) -> Vec<Line> {
    let mut name = plain(entry.name.as_str());
    name.extend(entry.within.as_ref().map(|within| Span::quiet(format!("\n{within}"))));
    if let Some(how) = entry.matched.filter(|how| how.can_be_wrong()) {
        name.push(Span::quiet(format!("\n{}", how.words())));
    }
    let stands = match (&entry.before, &entry.after) {
        (Some(was), Some(is)) if was.stands == is.stands => is.stands.clone(),
        (Some(was), Some(is)) => format!("{} → {}", was.stands, is.stands),
        (Some(one), None) | (None, Some(one)) => one.stands.clone(),
        (None, None) => String::new(),
    };
    let mut stands = plain(stands);
    // What is new, gone or changed otherwise can be good news or bad; the other groups say it themselves.
    let open = matches!(entry.group, Group::New | Group::Gone | Group::Changed);
    let news = tones::news(entry.tone).filter(|_| open);
    stands.extend(news.into_iter().flat_map(|(tone, word)| [Span::plain(" "), Span::mark(tone, word)]));
    let effect = entry.effect.as_ref().map(Source::total).filter(|effect| !effect.is_zero());
    stands.extend(effect.map(|effect| Span::quiet(format!("\nscore {}", effect.points(2)))));
    let shown = |value: &str| if value.is_empty() { "–".to_owned() } else { value.to_owned() };
    let fields = entry.changes.iter().map(|change| format!("{}: {} → {}", change.field, shown(&change.before), shown(&change.after)));
    let fields: Vec<String> = fields.collect();
    vec![name, plain(entry.part.as_str()), stands, plain(shown(&fields.join("\n")))]
}
