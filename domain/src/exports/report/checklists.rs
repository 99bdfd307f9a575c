//! Checklists with their progress and items.

use super::make::{self, heading, lines, maybe, numbers, or_dash, plain, text, texts};
use super::prose::prose;
use super::tones;
use crate::Timestamp;
use crate::checklists::{Checklist, Item, ItemState, Progress};
use crate::exports::Dossier;
use crate::exports::block::{Block, Line, Span, Tone};
use crate::ids::ChecklistId;
use std::collections::HashMap;

pub(super) fn blocks(dossier: &Dossier) -> Vec<Block> {
    let (all, now) = (&dossier.registers, dossier.at);
    let known: HashMap<ChecklistId, &Checklist> = all.checklists.iter().map(|list| (list.id, list)).collect();
    let mut of: HashMap<Option<ChecklistId>, Vec<&Item>> = HashMap::new();
    for item in &all.items {
        of.entry(known.contains_key(&item.checklist).then_some(item.checklist)).or_default().push(item);
    }
    let lists = all.checklists.iter().map(|list| (list.title.as_str(), of.remove(&Some(list.id)).unwrap_or_default()));
    let mut lists: Vec<(&str, Vec<&Item>)> = lists.collect();
    lists.extend(of.remove(&None).map(|rest| ("Without a checklist", rest)));
    let mut out: Vec<Block> = progress(&lists, now).into_iter().collect();
    for (name, items) in &lists {
        out.push(heading(2, *name));
        out.extend(table(name, items, now).or_else(|| Some(text("It has no items."))));
        out.extend(items.iter().flat_map(|item| details(item)));
    }
    out
}

fn progress(lists: &[(&str, Vec<&Item>)], now: Timestamp) -> Option<Block> {
    let row = |name: Line, of: Progress| {
        let percent = or_dash(of.percent().map(|percent| format!("{percent} %")));
        let figures = [of.done, of.total, of.blocking_open, of.not_applicable].map(|figure| plain(figure.to_string()));
        [name].into_iter().chain(figures).chain([percent]).collect::<Vec<Line>>()
    };
    let counted: Vec<Progress> = lists.iter().map(|(_, items)| Progress::of(items.iter().copied(), now)).collect();
    let all = counted.iter().fold(Progress::default(), |sum, of| sum + *of);
    let total = (lists.len() > 1).then(|| row(vec![Span::strong("All of them")], all));
    let rows = lists.iter().zip(&counted).map(|((name, _), of)| row(plain(*name), *of)).chain(total);
    let columns =
        [texts("Checklist", 8), numbers("Done"), numbers("Of"), numbers("Blocking open"), numbers("Not applicable"), numbers("Share")];
    make::table("How much of each checklist is done", columns, rows)
}

fn table(name: &str, items: &[&Item], now: Timestamp) -> Option<Block> {
    let columns = [texts("Item", 8), texts("State", 3), texts("Assignee", 2), texts("Due", 2)];
    make::table(format!("Items of {name}"), columns, items.iter().map(|item| row(item, now)))
}

fn row(item: &Item, now: Timestamp) -> Vec<Line> {
    let state = item.state(now);
    let sign = match state {
        ItemState::Done => "☑ ",
        ItemState::Open | ItemState::Unverified => "☐ ",
        ItemState::NotApplicable => "n/a ",
    };
    let mut name = vec![Span::plain(sign), Span::plain(item.text.as_str())];
    if item.blocking {
        let open = matches!(state, ItemState::Open | ItemState::Unverified);
        name.extend([Span::plain(" "), Span::mark(if open { Tone::Bad } else { Tone::Neutral }, "blocking")]);
    }
    let mut due = or_dash(item.due);
    if item.is_overdue(now) {
        due.extend([Span::plain("\n"), Span::mark(Tone::Bad, "overdue")]);
    }
    vec![name, self::state(item, state, now), or_dash(item.assignee.as_ref()), due]
}

/// Where it stands, who said so, and what vouches for it.
fn state(item: &Item, state: ItemState, now: Timestamp) -> Line {
    let ticked = item.done.as_ref().map(|done| {
        let how = if done.imported { "in the report that" } else { "by" };
        let end = if done.imported { " brought in" } else { "" };
        format!("{how} {}{end}, {}", done.by_name, done.at.day())
    });
    let aside = item.set_aside.as_ref().map(|aside| format!("{} ({}, {})", aside.reason, aside.by_name, aside.at.day()));
    let vouched = item.needs_verification.then(|| match item.verified_until {
        None => "verification needed, none has passed yet".to_owned(),
        Some(until) if until <= now => format!("verification lapsed {until}"),
        Some(until) if until >= Timestamp::for_ever() => "verification passed, does not lapse".to_owned(),
        Some(until) => format!("verification passed, fresh until {until}"),
    });
    let told = [ticked, aside, vouched].into_iter().flatten().map(|words| Span::quiet(format!("\n{words}")));
    make::mark(tones::item(state)).into_iter().chain(told).collect()
}

/// How an item is done, where somebody says so.
fn details(item: &Item) -> Vec<Block> {
    let detail = prose(&item.detail);
    if detail.is_empty() {
        return detail;
    }
    let from = make::facts([maybe("In the report", item.lines.map(lines))]);
    std::iter::once(make::strong(item.text.as_str())).chain(from).chain(detail).collect()
}
