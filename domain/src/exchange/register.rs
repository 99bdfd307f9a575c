//! Lists, tables and sub-headings under a heading, as entries of a register: one way to read blockers and findings.

use super::columns::{Column, Columns, cell, is_id};
use super::inline::{bold_lead, is_struck, is_symbol, key_value, name, plain, title_and_rest, unnumbered, value, without_symbols, words};
use super::keys::{Field, Key, key};
use super::outline::{Block, Item, Kind, Line, Outline, Row, Table, text_lines};
use super::reading::LineRange;
use super::vocabulary::{FOREIGN_LEVELS, Topic, has, is_done, is_total_by_words, says_none, says_none_by_words, topic};

/// One thing that a heading announces.
#[derive(Clone, Default)]
pub(super) struct Entry {
    pub(super) title: String,
    /// The heading or label it stands under, inside the announced section.
    pub(super) group: Option<String>,
    pub(super) severity: Option<String>,
    pub(super) location: Option<String>,
    pub(super) current: Option<String>,
    pub(super) required: Option<String>,
    pub(super) impact: Option<String>,
    pub(super) recommendation: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) body: Option<String>,
    /// Whether it is said to be done.
    pub(super) done: bool,
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Entry {
    pub(super) fn lines(&self) -> LineRange {
        LineRange::new(self.first, self.last)
    }

    fn set(&mut self, field: Field, text: Option<String>) {
        let slot = match field {
            Field::Location => &mut self.location,
            Field::Current => &mut self.current,
            Field::Required => &mut self.required,
            Field::Impact => &mut self.impact,
            Field::Recommendation | Field::Mitigation => &mut self.recommendation,
            Field::Severity | Field::Level => &mut self.severity,
            Field::Owner => &mut self.owner,
            Field::Likelihood => return,
        };
        if slot.is_none() {
            *slot = text;
        }
    }
}

/// What may be an entry below the announcing heading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Headings {
    /// A sub-heading is an entry, unless it names a tier.
    AreEntries,
    /// A sub-heading groups the entries below it.
    AreGroups,
}

/// The entries of a section and those below it, in the order of the source.
pub(super) fn entries(outline: &Outline<'_>, section: usize, headings: Headings) -> Vec<Entry> {
    let mut found = Vec::new();
    collect(outline, section, None, headings, &mut found);
    found
}

fn collect(outline: &Outline<'_>, section: usize, group: Option<&str>, headings: Headings, found: &mut Vec<Entry>) {
    let own = outline.sections[section].heading.as_ref().map(|heading| heading.topic);
    let blocks = &outline.sections[section].blocks;
    let bold = bold_entries(blocks, group);
    let headed: Vec<LineRange> = bold.iter().map(Entry::lines).collect();
    found.extend(bold);
    for (at, block) in blocks.iter().enumerate() {
        if headed.iter().any(|lines| lines.contains(block.lines.first)) {
            continue;
        }
        let label = at.checked_sub(1).and_then(|before| last_line(&blocks[before])).filter(|raw| raw.trim_end_matches('*').ends_with(':'));
        let other = label.is_some_and(|label| topic(label).is_some_and(|topic| own != Some(Some(topic))));
        if !other {
            found.extend(block_entries(block, group));
        }
    }
    for child in outline.children(section) {
        let Some(heading) = &outline.sections[child].heading else { continue };
        let child_topic = heading.topic;
        let contrary =
            matches!(child_topic, Some(Topic::Strengths | Topic::Plan | Topic::Verification | Topic::Criteria | Topic::Decision));
        let title = plain(heading.raw);
        // `Known issues` under blockers lists something else.
        if own == Some(Some(Topic::Blockers)) && child_topic == Some(Topic::Gaps) && is_known_group(&title) {
            continue;
        }
        // `P0-3: Slow pump ✅ DONE` is an entry that is done; `Completed` is a group of such.
        if contrary && own != Some(child_topic) && without_state(&title).1.is_none() {
            continue;
        }
        let (bare, state) = without_state(&title);
        // `4. Missing index` and `Critical #4: missing index` have the words of their section but are one of its entries.
        let symbolless = without_symbols(&title);
        let counted = unnumbered(&symbolless) != symbolless || title.trim_end_matches(':').contains(':');
        let groups_more = child_topic.is_some() && own == Some(child_topic) && !counted;
        if headings == Headings::AreGroups || is_tier(&title) || groups_more {
            collect(outline, child, Some(&title), headings, found);
        } else if !says_none(&title) && !is_minor(&title) {
            let entry = section_entry(outline, child, &bare, group);
            found.push(Entry { done: entry.done || state == Some(true), ..entry });
        }
    }
}

/// `LOW: …`, `Medium - …`: an entry that ranks itself below what its section announces.
fn is_minor(title: &str) -> bool {
    let text = without_symbols(title);
    let lead = unnumbered(&text).split([':', '–', '—']).next().filter(|lead| lead.len() < text.len()).unwrap_or_default();
    let words = words(lead);
    words.split_whitespace().count() <= 2
        && is_level(lead)
        && has(&words, &["low", "medium", "minor", "moderate", "bas", "moyen", "baixa", "média", "niedrig", "mittel", "baja", "media"])
}

/// A title without the state behind it, and whether that is done: `Slow pump ✅ DONE`, `Slow pump (RESOLVED)`, `Slow pump — TODO`.
fn without_state(title: &str) -> (String, Option<bool>) {
    const DONE: [&str; 9] = ["done", "resolved", "fixed", "complete", "completed", "closed", "implemented", "mitigated", "verified"];
    const OPEN: [&str; 11] = [
        "in progress",
        "todo",
        "to do",
        "open",
        "pending",
        "blocked",
        "not started",
        "wip",
        "partial",
        "partially done",
        "partially complete",
    ];
    let whole = title.trim().trim_end_matches(|c: char| is_symbol(c) || c.is_whitespace());
    let bracketed = whole.strip_suffix([')', ']']).and_then(|rest| rest.rfind(['(', '[']).map(|at| (&whole[..at], &rest[at + 1..])));
    let behind_mark = || whole.rfind(|c: char| is_symbol(c) || matches!(c, '—' | '–')).map(|at| (&whole[..at], &whole[at..]));
    let split = bracketed.into_iter().chain(behind_mark());
    for (before, state) in split {
        let state = words(&without_symbols(state));
        let known = DONE.contains(&state.trim()).then_some(true).or_else(|| OPEN.contains(&state.trim()).then_some(false));
        let before = before.trim_end_matches(|c: char| is_symbol(c) || c.is_whitespace() || matches!(c, '—' | '–' | '-' | ':'));
        if let Some(done) = known.filter(|_| before.chars().any(char::is_alphabetic)) {
            return (before.to_owned(), Some(done));
        }
    }
    (title.to_owned(), None)
}

/// `Known issues`, `Other gaps`: words that only say what is below.
fn is_known_group(title: &str) -> bool {
    let words = words(title);
    words.split_whitespace().count() <= 3 && has(&words, &["known", "other", "minor", "remaining", "non critical", "open"])
}

fn last_line<'a>(block: &Block<'a>) -> Option<&'a str> {
    match &block.kind {
        Kind::Paragraph(lines) => lines.last().map(|line| line.raw),
        _ => None,
    }
}

/// `Tier 1: Security`, `Priority 2`, `High priority`, `P1`: a heading that ranks what is below it.
fn is_tier(title: &str) -> bool {
    let words = words(&without_symbols(title));
    let first = words.split_whitespace().next().unwrap_or_default();
    let numbered = matches!(first, "p0" | "p1" | "p2" | "p3")
        && !words.split_whitespace().nth(1).is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()));
    let ranked =
        matches!(first, "tier" | "priority" | "severity" | "level" | "critical" | "high" | "medium" | "low" | "immediate" | "urgent");
    let whole = words.split_whitespace().count() <= 3 || has(&words, &["priority", "tier", "severity"]);
    numbered || (ranked && (whole || matches!(first, "tier" | "priority" | "severity" | "level")))
}

/// Bold lines that stand as headings: `**1. Slow pump** …`, each with the lists and text below it. One alone heads nothing.
fn bold_entries(blocks: &[Block<'_>], group: Option<&str>) -> Vec<Entry> {
    let heads: Vec<(usize, String)> = blocks.iter().enumerate().filter_map(|(at, block)| Some((at, bold_head(block)?))).collect();
    if heads.len() < 2 {
        return Vec::new();
    }
    let entry = |(index, (at, title)): (usize, &(usize, String))| {
        let end = heads.get(index + 1).map_or(blocks.len(), |(next, _)| *next);
        let own = &blocks[*at..end];
        let mut lines = Vec::new();
        for block in own {
            text_lines(block, &mut lines);
        }
        let (bare, state) = without_state(title);
        let body: Vec<&str> = lines.iter().skip(1).map(|line| line.raw).collect();
        let mut entry = Entry {
            title: name(&bare),
            group: group.map(str::to_owned),
            body: (!body.is_empty()).then(|| body.join("\n")),
            done: state == Some(true) || title.trim_start().starts_with('✅'),
            first: own[0].lines.first,
            last: own.last().map_or(own[0].lines.last, |block| block.lines.last),
            ..Entry::default()
        };
        fields(&lines, &mut entry);
        entry
    };
    heads.iter().enumerate().map(entry).filter(|entry| !entry.title.is_empty() && !says_none(&entry.title)).collect()
}

/// The bold beginning of a paragraph, where it is numbered or marked and names neither a field nor a topic.
fn bold_head(block: &Block<'_>) -> Option<String> {
    let Kind::Paragraph(lines) = &block.kind else { return None };
    let raw = lines.first()?.raw;
    let (lead, _) = bold_lead(raw)?;
    let title = plain(lead);
    let bare = without_symbols(&title);
    let marked = title.starts_with(is_symbol) || raw.trim_start().starts_with(is_symbol) || unnumbered(&bare) != bare;
    (marked && key(&bare).is_none() && topic(&without_state(&bare).0).is_none_or(|topic| topic == Topic::Gaps)).then_some(title)
}

/// The entries of a list or table.
pub(super) fn block_entries(block: &Block<'_>, group: Option<&str>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = match &block.kind {
        Kind::List(items) => items.iter().filter_map(item_entry).collect(),
        Kind::Table(table) => table_entries(table),
        Kind::Paragraph(lines) => line_entries(lines),
        Kind::Code(_) | Kind::Other => Vec::new(),
    };
    for entry in &mut entries {
        entry.group = group.map(str::to_owned);
    }
    entries
}

/// Lines of a paragraph that each begin with a sign, as items of a list do: `❌ **No backup** since May`.
fn line_entries(lines: &[Line<'_>]) -> Vec<Entry> {
    let counted = |raw: &str| unnumbered(raw) != raw;
    let begins = |line: &Line<'_>| {
        counted(line.raw.trim_start_matches('~'))
            || line.raw.starts_with(['❌', '🔴', '🚫', '⛔', '🟠', '🟡', '⚠', '✅', '✗', '✘', '☐', '•'])
    };
    if lines.is_empty() || !lines.iter().all(begins) {
        return Vec::new();
    }
    let entry = |line: &Line<'_>| {
        let lines = LineRange::line(line.number);
        item_entry(&Item { lines, text: vec![*line], number: None, task: None, blocks: Vec::new() })
    };
    lines.iter().filter_map(entry).collect()
}

fn item_entry(item: &Item<'_>) -> Option<Entry> {
    let raw = item.raw();
    if says_none(&raw) {
        return None;
    }
    let (mut title, mut rest) = title_and_rest(&raw);
    if is_id(&title)
        && let Some(behind) = rest.take()
    {
        title = format!("{title}: {behind}");
    }
    let (title, state) = without_state(&title);
    let (title, rest) = without_fields(&title).map_or((title.clone(), rest), |(title, fields)| (title, Some(fields)));
    let title = title.trim_end_matches(['.', ':']).to_owned();
    let ticked = item.task == Some(true) || is_struck(&raw) || raw.trim_start().starts_with('✅') || state == Some(true);
    let mut entry = Entry { title, body: rest, done: ticked, first: item.lines.first, last: item.lines.last, ..Entry::default() };
    let mut lines = Vec::new();
    item.blocks.iter().for_each(|block| text_lines(block, &mut lines));
    fields(&lines, &mut entry);
    (!entry.title.is_empty()).then_some(entry)
}

/// `PUMP-4 build_state: open; ship_state: blocked`: what stands before fields that are named as in a program.
fn without_fields(title: &str) -> Option<(String, String)> {
    let at = title.match_indices(": ").find_map(|(colon, _)| {
        let start = title[..colon].rfind(' ')? + 1;
        let name = &title[start..colon];
        (name.contains('_') && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).then_some(start)
    })?;
    Some((title[..at].trim().to_owned(), title[at..].to_owned()))
}

fn table_entries(table: &Table<'_>) -> Vec<Entry> {
    let columns = Columns::of(table);
    let Some(title) =
        columns.find(&[Column::Issue, Column::Item, Column::Category, Column::Risk, Column::Action]).or_else(|| columns.name())
    else {
        return Vec::new();
    };
    table.rows.iter().filter_map(|row| row_entry(&columns, title, row)).collect()
}

fn row_entry(columns: &Columns, title: usize, row: &Row<'_>) -> Option<Entry> {
    let raw = row.cell(title);
    let (text, said) = (name(raw), words(raw));
    if text.is_empty()
        || is_total_by_words(&said)
        || says_none_by_words(raw, &said)
        || columns.blocks.is_some_and(|at| says_no(row.cell(at)))
    {
        return None;
    }
    let get = |kinds: &[Column]| cell(columns, row, kinds);
    let status = get(&[Column::Status]);
    let risk = columns.find(&[Column::Risk]).filter(|at| *at != title).and_then(|at| value(row.cell(at)));
    let (severity, impact) = match risk {
        Some(risk) if is_level(&risk) => (Some(risk), None),
        other => (None, other),
    };
    let severity = get(&[Column::Level, Column::Priority]).or(severity);
    let marked = [&status, &severity].into_iter().flatten().any(|text| says_done(text));
    Some(Entry {
        title: text,
        group: None,
        location: get(&[Column::Location]),
        current: get(&[Column::Current]).or_else(|| status.clone()),
        required: get(&[Column::Required, Column::Target]),
        impact: get(&[Column::Impact]).or(impact),
        recommendation: get(&[Column::Action, Column::Mitigation]),
        owner: get(&[Column::Owner]),
        body: get(&[Column::Notes, Column::Reason]),
        done: marked || is_struck(raw),
        severity,
        first: row.line,
        last: row.line,
    })
}

/// `No`, `❌ no` under `Blocks launch?`
fn says_no(raw: &str) -> bool {
    matches!(words(raw).trim(), "no" | "n" | "false" | "nein" | "não" | "non" | "нет" | "否" | "い い え")
}

/// A few words that rank: `HIGH`, `Medium-Low`, `🔴 Critical`.
pub(super) fn is_level(text: &str) -> bool {
    const RANKS: [&str; 14] =
        ["high", "medium", "low", "critical", "moderate", "minor", "major", "severe", "none", "negligible", "p0", "p1", "p2", "p3"];
    let words = words(text);
    words.split_whitespace().count() <= 3 && (has(&words, &RANKS) || has(&words, &FOREIGN_LEVELS))
}

/// Whether a status says that nothing is left to do.
pub(super) fn says_done(status: &str) -> bool {
    let text = words(status);
    let ticked = status.trim_start().starts_with(['✅', '✔', '✓', '☑']);
    (ticked || is_done(&text) || has(&text, &["complete"]))
        && !has(&text, &["partially", "partly", "incomplete", "not", "pending", "in progress"])
}

fn section_entry(outline: &Outline<'_>, section: usize, title: &str, group: Option<&str>) -> Entry {
    let lines = outline.tree_lines(section);
    let text: Vec<&str> = (lines.first + 1..=lines.last).map(|line| outline.source.line(line)).collect();
    let body = text.join("\n").trim_matches(['\n', '-', ' ']).to_owned();
    let ticked = title.trim_start().starts_with('✅');
    let mut entry = Entry {
        title: name(title),
        group: group.map(str::to_owned),
        body: (!body.is_empty()).then_some(body),
        done: ticked,
        first: lines.first,
        last: lines.last,
        ..Entry::default()
    };
    fields(&outline.lines_of(section), &mut entry);
    entry
}

/// Takes what keys in these lines say: `**Location:** src/x`, `Impact: …`, `Status: fixed`.
fn fields(lines: &[Line<'_>], entry: &mut Entry) {
    for line in lines {
        let Some((name, raw)) = key_value(line.raw) else { continue };
        match key(&name) {
            Some(Key::Field(field)) => entry.set(field, value(raw)),
            Some(Key::Status) => {
                entry.done |= says_done(raw);
                entry.set(Field::Current, value(raw));
            }
            _ => {}
        }
    }
}
