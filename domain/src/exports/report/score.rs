//! The score: what it is made of, what the report states beside it, and what is missing to the target.

use super::make::{self, heading, maybe, numbers, or_dash, plain, sentence, text, texts};
use super::prose::prose;
use super::{figures, tones};
use crate::assessments::{Category, Rating};
use crate::changes::Part;
use crate::exports::block::{Bar, Bars, Block, Line, Span};
use crate::exports::{Audit, Dossier};
use crate::scoring::{Contribution, Difference, Share, missing, workings};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let Some(audit) = &dossier.audit else { return vec![text("No audit counts yet, so there is no score.")] };
    let mut out = Vec::new();
    if audit.score.overall.is_none() {
        let stated = if figures::is_stated(audit) { "; only the report's own figure is known" } else { "" };
        out.push(text(format!("No rated category carries weight, so there is nothing to compute{stated}.")));
    }
    out.extend(facts(dossier, audit));
    out.extend(audit.difference.as_ref().filter(|difference| !difference.reasons.is_empty()).map(reasons));
    out.extend(bars(audit));
    out.extend(table(dossier, audit));
    out.extend(target(audit));
    out.extend(notes(audit));
    out
}

fn facts(dossier: &Dossier, audit: &Audit) -> Option<Block> {
    let (score, rule, stated) = (&audit.score, &audit.rule, &audit.assessment.stated);
    let computed = score.overall.as_ref().map(|share| {
        let rounding = rule.rounding_of(share).map(|words| format!(", {words}")).unwrap_or_default();
        format!("{} %{rounding}", rule.rounded(share))
    });
    let difference = audit.difference.as_ref().filter(|difference| !difference.points.is_zero()).map(|difference| {
        let sign = if difference.stated_is_lower { "−" } else { "+" };
        figures::points(&format!("{sign}{}", difference.points))
    });
    let sum = workings(&audit.categories, score).result;
    let sum =
        sum.map(|sum| format!("{} ÷ {} = {} (sum of share × weight ÷ sum of rated weights)", sum.products, sum.weights, sum.fraction));
    let weights =
        score.weight_sum.map(|sum| sum.normalize().to_string()).or_else(|| (score.applicable > 0).then(|| "all count alike".into()));
    make::facts([
        maybe("Computed", computed),
        maybe("Worked out", sum),
        maybe("Stated in the report", stated.overall.as_ref().map(figures::stated)),
        maybe("Stated beside computed", difference),
        maybe("Since the audit before", figures::moved(dossier).map(|by| figures::points(&by))),
        maybe("Before, as the report says", stated.previous.as_ref().map(figures::stated)),
        maybe("Target", rule.target_share().map(|target| format!("{target} %"))),
        maybe("Rated", (score.applicable > 0).then(|| format!("{} of {} categories", score.rated, score.applicable))),
        maybe("Sum of weights", weights),
    ])
}

/// Why the stated score differs.
fn reasons(difference: &Difference) -> Block {
    let lead = if difference.stated_is_lower { "below" } else { "above" };
    let points = figures::points(&difference.points.to_string());
    let first = format!("The report states {points} {lead} what its rows add up to.");
    let lines = difference.reasons.iter().map(|reason| sentence(&reason.to_string()));
    let items = std::iter::once(first).chain(lines).map(|line| vec![text(line)]).collect();
    Block::List { start: None, items }
}

/// Whether two words differ in nothing but signs and capitals.
fn says_the_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(one) == letters(other)
}

fn rows(audit: &Audit) -> impl Iterator<Item = (&Category, &Contribution)> {
    audit.categories.iter().zip(&audit.score.rows)
}

fn weight(audit: &Audit, category: &Category) -> String {
    match (category.weight, audit.score.weight_sum) {
        (Some(weight), _) => weight.to_string(),
        (None, Some(_)) => "none".to_owned(),
        (None, None) => "equal".to_owned(),
    }
}

fn bars(audit: &Audit) -> Option<Block> {
    let bars: Vec<Bar> = rows(audit)
        .map(|(category, row)| Bar {
            name: category.name.to_string(),
            share: row.share.as_ref().map(Share::basis_points),
            words: format!("{}, weight {}", category.rating, weight(audit, category)),
            tone: tones::rating(&category.rating, row.share.as_ref()),
        })
        .collect();
    (!bars.is_empty()).then(|| Block::Bars(Bars { caption: "What each category earns of its share.".to_owned(), bars }))
}

fn table(dossier: &Dossier, audit: &Audit) -> Option<Block> {
    let before = before(dossier);
    let known = rows(audit).any(|(category, _)| before.contains_key(&category.id.0));
    let rows = rows(audit).map(|(category, row)| {
        let mut name = plain(category.name.as_str());
        name.extend(note(audit, category, row).map(|note| Span::quiet(format!("\n{note}"))));
        let counts = audit.score.weight_sum.is_none() || category.weight.is_some();
        let points = row.contribution.as_ref().filter(|_| counts).map(|part| part.percent(2).to_string());
        let mut cells: Vec<Line> =
            vec![name, make::mark((tones::rating(&category.rating, row.share.as_ref()), category.rating.to_string()))];
        cells.extend(known.then(|| or_dash(before.get(&category.id.0))));
        cells.extend([or_dash(row.share.as_ref().map(|share| format!("{share} %"))), plain(weight(audit, category)), or_dash(points)]);
        cells
    });
    let mut columns = vec![texts("Category", 6), texts("Rating", 2)];
    columns.extend(known.then(|| texts("Before", 2)));
    columns.extend([numbers("Share"), numbers("Weight"), numbers("Points")]);
    make::table("What each category adds to the score", columns, rows)
}

/// What each category was rated in the audit before, by its identity now.
fn before(dossier: &Dossier) -> HashMap<Uuid, &str> {
    let entries = dossier.changes.iter().flat_map(|changes| &changes.entries).filter(|entry| entry.part == Part::Category);
    entries.filter_map(|entry| Some((entry.after.as_ref()?.id, entry.before.as_ref()?.stands.as_str()))).collect()
}

/// Why a category does not count, and the status as the author wrote it.
fn note(audit: &Audit, category: &Category, row: &Contribution) -> Option<String> {
    // A status of signs alone says nothing that the rating does not.
    let status = category
        .status
        .clone()
        .filter(|status| status.contains(char::is_alphanumeric) && !says_the_same(status, &category.rating.to_string()));
    let aside = match &category.rating {
        Rating::NotApplicable { reason } => Some(format!("not counted: {reason}")),
        Rating::NotRated | Rating::Rag { .. } if row.share.is_none() => Some("not counted: no rating".to_owned()),
        _ if row.share.is_none() => Some("not counted: not known to the scoring rule".to_owned()),
        _ if audit.score.weight_sum.is_some() && category.weight.is_none() => Some("not counted: no weight".to_owned()),
        _ => None,
    };
    match (status, aside) {
        (Some(status), Some(aside)) => Some(format!("{status} · {aside}")),
        (None, Some(aside)) => Some(make::capital(&aside)),
        (status, None) => status,
    }
}

/// What single categories would have to earn so that the target is reached.
fn target(audit: &Audit) -> Vec<Block> {
    let Some(target) = audit.rule.target_share() else { return Vec::new() };
    let found = missing(&audit.categories, &audit.score, &target);
    let Some(distance) = found.distance else { return Vec::new() };
    let mut out = vec![heading(2, format!("To the target of {target} %"))];
    let Some(short) = figures::short(&distance) else {
        out.push(text("It is reached."));
        return out;
    };
    let needed = rows(audit).zip(&found.needed).filter_map(|((category, row), needed)| {
        let share = row.share.as_ref().map(|share| format!("{share} %"));
        Some(vec![plain(category.name.as_str()), or_dash(share), plain(format!("{} %", needed.as_ref()?))])
    });
    let columns = [texts("Category", 8), numbers("Now"), numbers("Needed")];
    let table = make::table("What a single category would have to earn", columns, needed);
    out.push(text(match table {
        Some(_) => format!("{short} missing. Each of these categories reaches it alone, while all others stay as they are:"),
        None => format!("{short} missing. No single category reaches it alone; several have to rise."),
    }));
    out.extend(table);
    out
}

fn notes(audit: &Audit) -> Vec<Block> {
    let noted: Vec<&Category> = audit.categories.iter().filter(|category| !category.notes.is_empty()).collect();
    let mut out = Vec::new();
    if !noted.is_empty() {
        out.push(heading(2, "Notes of the author"));
    }
    for category in noted {
        out.push(heading(3, category.name.as_str()));
        out.extend(prose(&category.notes));
    }
    out
}
