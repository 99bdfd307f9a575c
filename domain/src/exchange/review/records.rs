//! Records of a reading as slips, taken out and put in.

use super::{Field, Kind, Slip, Spot};
use crate::exchange::reading as read;
use crate::exchange::reading::{FindingKind, LineRange, Met, Reading};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// All records of a reading that can be corrected, kind by kind in the order of [`Kind::ALL`], each in the order of the source.
pub(super) fn all(reading: &Reading) -> Vec<(Spot, Slip)> {
    let gaps = |kind| reading.findings.iter().filter(move |row| row.kind == kind);
    let items = reading.checklists.iter().flat_map(|list| list.items.iter().map(move |item| of_item(list, item)));
    let slips = reading.categories.iter().map(of_category);
    let slips = slips.chain(reading.blockers.iter().map(of_blocker)).chain(reading.risks.iter().map(of_risk)).chain(items);
    let slips = slips.chain(gaps(FindingKind::Gap).map(of_finding)).chain(gaps(FindingKind::Strength).map(of_finding));
    let slips = slips.chain(reading.criteria.iter().map(of_criterion)).chain(reading.actions.iter().map(of_action));
    let slips = slips.chain(reading.verifications.iter().map(of_verification)).chain(reading.notes.iter().map(of_note));
    let mut seen: HashMap<(Kind, u32), u16> = HashMap::new();
    slips
        .map(|slip| {
            let nth = seen.entry((slip.kind, slip.lines.first)).and_modify(|nth| *nth = nth.saturating_add(1)).or_default();
            (Spot { kind: slip.kind, line: slip.lines.first, nth: *nth }, slip)
        })
        .collect()
}

/// A record of a reading.
pub(super) fn look(reading: &Reading, spot: Spot) -> Option<Slip> {
    seek(reading, spot).map(|(_, slip)| slip)
}

/// Takes a record out of a reading; `None` where there is no such one.
pub(super) fn take_out(reading: &mut Reading, spot: Spot) -> Option<Slip> {
    let (at, slip) = seek(reading, spot)?;
    match spot.kind {
        Kind::Category => drop(reading.categories.remove(at)),
        Kind::Blocker => drop(reading.blockers.remove(at)),
        Kind::Risk => drop(reading.risks.remove(at)),
        Kind::Gap | Kind::Strength => drop(reading.findings.remove(at)),
        Kind::Criterion => drop(reading.criteria.remove(at)),
        Kind::Step => drop(reading.actions.remove(at)),
        Kind::Verification => drop(reading.verifications.remove(at)),
        Kind::Note => drop(reading.notes.remove(at)),
        Kind::Item => remove_item(reading, at),
    }
    Some(slip)
}

/// The place of a record in its list, and what it says; items are counted through all checklists.
fn seek(reading: &Reading, spot: Spot) -> Option<(usize, Slip)> {
    fn find<'a, Row: 'a>(
        rows: impl IntoIterator<Item = &'a Row>,
        spot: Spot,
        lines: impl Fn(&Row) -> Option<LineRange>,
        slip: impl Fn(&Row) -> Slip,
    ) -> Option<(usize, Slip)> {
        let here = |row: &Row| lines(row).is_some_and(|lines| lines.first == spot.line);
        rows.into_iter().enumerate().filter(|(_, row)| here(row)).nth(spot.nth.into()).map(|(at, row)| (at, slip(row)))
    }
    let finding = |kind| move |row: &read::FindingReading| (row.kind == kind).then_some(row.lines);
    match spot.kind {
        Kind::Category => find(&reading.categories, spot, |row| Some(row.lines), of_category),
        Kind::Blocker => find(&reading.blockers, spot, |row| Some(row.lines), of_blocker),
        Kind::Risk => find(&reading.risks, spot, |row| Some(row.lines), of_risk),
        Kind::Gap => find(&reading.findings, spot, finding(FindingKind::Gap), of_finding),
        Kind::Strength => find(&reading.findings, spot, finding(FindingKind::Strength), of_finding),
        Kind::Criterion => find(&reading.criteria, spot, |row| Some(row.lines), of_criterion),
        Kind::Step => find(&reading.actions, spot, |row| Some(row.lines), of_action),
        Kind::Verification => find(&reading.verifications, spot, |row| Some(row.lines), of_verification),
        Kind::Note => find(&reading.notes, spot, |row| Some(row.lines), of_note),
        Kind::Item => {
            let items: Vec<_> = reading.checklists.iter().flat_map(|list| list.items.iter().map(move |item| (list, item))).collect();
            find(&items, spot, |(_, item)| Some(item.lines), |(list, item)| of_item(list, item))
        }
    }
}

/// Removes the item with this number; a checklist without items goes with it.
fn remove_item(reading: &mut Reading, mut at: usize) {
    for list in &mut reading.checklists {
        if at < list.items.len() {
            list.items.remove(at);
            break;
        }
        at -= list.items.len();
    }
    reading.checklists.retain(|list| !list.items.is_empty());
}

/// Puts a record into a reading, where its lines say; of those that begin on its line, behind `nth`.
pub(super) fn put_in(reading: &mut Reading, slip: Slip, nth: u16) {
    let to = (slip.lines, nth);
    match slip.kind {
        Kind::Category => put(&mut reading.categories, to_category(slip), |row| Some(row.lines), to),
        Kind::Blocker => put(&mut reading.blockers, to_blocker(slip), |row| Some(row.lines), to),
        Kind::Risk => put(&mut reading.risks, to_risk(slip), |row| Some(row.lines), to),
        Kind::Gap | Kind::Strength => {
            let finding = to_finding(slip);
            let kind = finding.kind;
            put(&mut reading.findings, finding, |row| (row.kind == kind).then_some(row.lines), to);
        }
        Kind::Criterion => {
            let criterion = to_criterion(slip, reading.criteria.len() + 1);
            put(&mut reading.criteria, criterion, |row| Some(row.lines), to);
        }
        Kind::Step => put(&mut reading.actions, to_action(slip), |row| Some(row.lines), to),
        Kind::Verification => put(&mut reading.verifications, to_verification(slip), |row| Some(row.lines), to),
        Kind::Note => put(&mut reading.notes, to_note(slip), |row| Some(row.lines), to),
        Kind::Item => put_item(reading, slip, nth),
    }
}

/// Inserts a row before the first of its kind that begins further down, or on its line behind `nth` others.
fn put<Row>(rows: &mut Vec<Row>, row: Row, of: impl Fn(&Row) -> Option<LineRange>, (lines, nth): (LineRange, u16)) {
    let mut on_line = 0;
    let at = rows.iter().position(|other| {
        let Some(other) = of(other) else { return false };
        let behind = other.first > lines.first || (other.first == lines.first && on_line >= nth);
        on_line += u16::from(other.first == lines.first);
        behind
    });
    rows.insert(at.unwrap_or(rows.len()), row);
}

fn put_item(reading: &mut Reading, mut slip: Slip, nth: u16) {
    /// The checklist of items that stood in none.
    const NO_LIST: &str = "Items";
    let title = slip.take(Field::Within).unwrap_or_else(|| NO_LIST.to_owned());
    let (lines, confidence) = (slip.lines, slip.confidence);
    let item = read::ItemReading {
        kept: slip.kept(),
        text: slip.take(Field::Title).unwrap_or_default(),
        done: slip.get(Field::State) == "done",
        blocking: slip.get(Field::Blocking) == "yes",
        owner: slip.take(Field::Owner),
        detail: slip.take(Field::Body),
        confidence: Some(confidence),
        lines,
    };
    if let Some(list) = reading.checklists.iter_mut().find(|list| list.title == title) {
        list.lines = LineRange::new(list.lines.first.min(lines.first), list.lines.last.max(lines.last));
        put(&mut list.items, item, |item| Some(item.lines), (lines, nth));
    } else {
        let list = read::ChecklistReading { title, items: vec![item], lines, confidence };
        put(&mut reading.checklists, list, |list| Some(list.lines), (lines, u16::MAX));
    }
}

fn decimal(value: Option<Decimal>) -> Option<String> {
    value.map(|value| value.normalize().to_string())
}

fn number(text: Option<String>) -> Option<Decimal> {
    text.and_then(|text| text.trim().parse().ok())
}

fn of_category(row: &read::CategoryReading) -> Slip {
    Slip::new(Kind::Category, row.lines, row.confidence)
        .with(Field::Title, row.name.clone())
        .with(Field::Score, decimal(row.value))
        .with(Field::Max, decimal(row.max))
        .with(Field::Weight, decimal(row.weight))
        .with(Field::Status, row.status.clone())
        .with(Field::Previous, decimal(row.previous))
        .with(Field::Target, decimal(row.target))
        .with(Field::Body, row.notes.clone())
        .beside(&row.kept)
}

fn to_category(mut slip: Slip) -> read::CategoryReading {
    let value = number(slip.take(Field::Score));
    // A score without a scale is one of a hundred, a scale without a score says nothing.
    let max = value.map(|_| number(slip.take(Field::Max)).unwrap_or(Decimal::ONE_HUNDRED));
    read::CategoryReading {
        kept: slip.kept(),
        name: slip.take(Field::Title).unwrap_or_default(),
        value,
        max,
        weight: number(slip.take(Field::Weight)),
        status: slip.take(Field::Status),
        previous: number(slip.take(Field::Previous)),
        target: number(slip.take(Field::Target)),
        notes: slip.take(Field::Body),
        lines: slip.lines,
        confidence: slip.confidence,
    }
}

fn of_finding(row: &read::FindingReading) -> Slip {
    let kind = if row.kind == FindingKind::Gap { Kind::Gap } else { Kind::Strength };
    Slip::new(kind, row.lines, row.confidence)
        .with(Field::Title, row.title.clone())
        .with(Field::Within, row.category.clone())
        .with(Field::Level, row.severity.clone())
        .with(Field::Location, row.location.clone())
        .with(Field::Current, row.current.clone())
        .with(Field::Required, row.required.clone())
        .with(Field::Impact, row.impact.clone())
        .with(Field::Remedy, row.recommendation.clone())
        .with(Field::Body, row.body.clone())
}

fn to_finding(mut slip: Slip) -> read::FindingReading {
    read::FindingReading {
        category: slip.take(Field::Within),
        title: slip.take(Field::Title).unwrap_or_default(),
        severity: slip.take(Field::Level),
        kind: if slip.kind == Kind::Strength { FindingKind::Strength } else { FindingKind::Gap },
        location: slip.take(Field::Location),
        current: slip.take(Field::Current),
        required: slip.take(Field::Required),
        impact: slip.take(Field::Impact),
        recommendation: slip.take(Field::Remedy),
        body: slip.take(Field::Body),
        lines: slip.lines,
        confidence: slip.confidence,
    }
}

fn of_blocker(row: &read::BlockerReading) -> Slip {
    let state = if row.state == read::BlockerReadingState::Resolved { "done" } else { "open" };
    Slip::new(Kind::Blocker, row.lines, row.confidence)
        .with(Field::Title, row.title.clone())
        .with(Field::Level, row.tier.clone())
        .with(Field::State, state.to_owned())
        .with(Field::Current, row.current.clone())
        .with(Field::Required, row.required.clone())
        .with(Field::Location, row.location.clone())
        .with(Field::Owner, row.owner.clone())
        .with(Field::Body, row.body.clone())
        .beside(&row.kept)
}

fn to_blocker(mut slip: Slip) -> read::BlockerReading {
    let resolved = slip.get(Field::State) == "done";
    read::BlockerReading {
        kept: slip.kept(),
        title: slip.take(Field::Title).unwrap_or_default(),
        tier: slip.take(Field::Level),
        current: slip.take(Field::Current),
        required: slip.take(Field::Required),
        location: slip.take(Field::Location),
        owner: slip.take(Field::Owner),
        body: slip.take(Field::Body),
        state: if resolved { read::BlockerReadingState::Resolved } else { read::BlockerReadingState::Open },
        lines: slip.lines,
        confidence: slip.confidence,
    }
}

fn of_risk(row: &read::RiskReading) -> Slip {
    Slip::new(Kind::Risk, row.lines, row.confidence)
        .with(Field::Title, row.title.clone())
        .with(Field::Level, row.level.clone())
        .with(Field::Likelihood, row.likelihood.clone())
        .with(Field::Impact, row.impact.clone())
        .with(Field::Previous, row.previous.clone())
        .with(Field::Target, row.target.clone())
        .with(Field::Status, row.status.clone())
        .with(Field::Remedy, row.mitigation.clone())
        .with(Field::Response, row.response.clone())
        .with(Field::Owner, row.owner.clone())
        .with(Field::Body, row.description.clone())
        .beside(&row.kept)
}

fn to_risk(mut slip: Slip) -> read::RiskReading {
    read::RiskReading {
        kept: slip.kept(),
        title: slip.take(Field::Title).unwrap_or_default(),
        level: slip.take(Field::Level),
        likelihood: slip.take(Field::Likelihood),
        impact: slip.take(Field::Impact),
        previous: slip.take(Field::Previous),
        target: slip.take(Field::Target),
        status: slip.take(Field::Status),
        mitigation: slip.take(Field::Remedy),
        response: slip.take(Field::Response),
        owner: slip.take(Field::Owner),
        description: slip.take(Field::Body),
        lines: slip.lines,
        confidence: slip.confidence,
    }
}

fn of_item(list: &read::ChecklistReading, item: &read::ItemReading) -> Slip {
    Slip::new(Kind::Item, item.lines, item.confidence.unwrap_or(list.confidence))
        .with(Field::Title, item.text.clone())
        .with(Field::Within, list.title.clone())
        .with(Field::State, if item.done { "done" } else { "open" }.to_owned())
        .with(Field::Blocking, item.blocking.then(|| "yes".to_owned()))
        .with(Field::Owner, item.owner.clone())
        .with(Field::Body, item.detail.clone())
        .beside(&item.kept)
}

fn of_criterion(row: &read::CriterionReading) -> Slip {
    let state = row.met.map(|met| match met {
        Met::Met => "done".to_owned(),
        Met::Partly => "partly".to_owned(),
        Met::NotMet => "open".to_owned(),
    });
    Slip::new(Kind::Criterion, row.lines, row.confidence)
        .with(Field::Title, row.text.clone())
        .with(Field::Number, row.letter.clone())
        .with(Field::State, state)
        .with(Field::Body, row.remark.clone())
        .beside(&row.kept)
}

/// A criterion; one that has no number yet gets `number`.
fn to_criterion(mut slip: Slip, number: usize) -> read::CriterionReading {
    let met = match slip.get(Field::State) {
        "done" => Some(Met::Met),
        "partly" => Some(Met::Partly),
        "open" => Some(Met::NotMet),
        _ => None,
    };
    read::CriterionReading {
        kept: slip.kept(),
        letter: slip.take(Field::Number).unwrap_or_else(|| number.to_string()),
        text: slip.take(Field::Title).unwrap_or_default(),
        met,
        remark: slip.take(Field::Body),
        lines: slip.lines,
        confidence: slip.confidence,
    }
}

fn of_action(row: &read::ActionReading) -> Slip {
    Slip::new(Kind::Step, row.lines, row.confidence)
        .with(Field::Title, row.focus.clone())
        .with(Field::When, row.when.clone())
        .with(Field::Body, row.deliverables.clone())
        .with(Field::Within, row.group.clone())
        .beside(&row.kept)
}

fn to_action(mut slip: Slip) -> read::ActionReading {
    read::ActionReading {
        kept: slip.kept(),
        when: slip.take(Field::When),
        focus: slip.take(Field::Title).unwrap_or_default(),
        deliverables: slip.take(Field::Body),
        group: slip.take(Field::Within),
        lines: slip.lines,
        confidence: slip.confidence,
    }
}

fn of_verification(row: &read::VerificationReading) -> Slip {
    Slip::new(Kind::Verification, row.lines, row.confidence)
        .with(Field::Command, row.command.clone())
        .with(Field::Title, row.claim.clone())
        .with(Field::Expected, row.expected.clone())
        .beside(&row.kept)
}

fn to_verification(mut slip: Slip) -> read::VerificationReading {
    read::VerificationReading {
        kept: slip.kept(),
        command: slip.take(Field::Command).unwrap_or_default(),
        expected: slip.take(Field::Expected),
        claim: slip.take(Field::Title),
        lines: slip.lines,
        confidence: slip.confidence,
    }
}

fn of_note(row: &read::Note) -> Slip {
    Slip::new(Kind::Note, row.lines, read::Confidence::STATED).with(Field::Body, row.text.clone()).with(Field::Within, row.heading.clone())
}

fn to_note(mut slip: Slip) -> read::Note {
    let text = slip.take(Field::Body).unwrap_or_default();
    read::Note { kind: read::NoteKind::Text, heading: slip.take(Field::Within), text, lines: slip.lines }
}
