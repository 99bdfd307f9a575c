//! Everything that was understood of a report, each record with its lines and how sure the reader was.

use crate::ui::{Cell, Kind, Pill, Table};
use domain::LineRange;
use domain::exchange::{BlockerReadingState, Confidence, FindingKind, Note, NoteKind, Reading, StatedScore};
use leptos::prelude::*;

/// Below this the reader guessed, and a person should look.
const SURE: u8 = 60;

/// How many records of each kind there are.
pub(super) fn counts(reading: &Reading) -> impl IntoView + use<> {
    let items: usize = reading.checklists.iter().map(|list| list.items.len()).sum();
    let notes = reading.notes.iter().filter(|note| note.kind == NoteKind::Text).count();
    let counts = [
        (reading.categories.len(), "categories", "categories"),
        (reading.findings.len(), "findings", "findings"),
        (reading.blockers.len(), "blockers", "blockers"),
        (reading.risks.len(), "risks", "risks"),
        (items, "items to tick", "items"),
        (reading.criteria.len(), "criteria", "criteria"),
        (reading.actions.len(), "steps of the plan", "plan"),
        (reading.verifications.len(), "verifications", "verifications"),
        (reading.metrics.len(), "metrics", "metrics"),
        (notes, "passages kept as notes", "notes"),
    ];
    let cells = counts.map(|(count, what, target)| {
        let href = format!("#{target}");
        let label = if count == 0 { view! { <span>{what}</span> }.into_any() } else { view! { <a href=href>{what}</a> }.into_any() };
        view! { <li data-count=count><strong>{count}</strong>{label}</li> }
    });
    view! { <ul class="understood" aria-label="What was understood">{cells.into_iter().collect_view()}</ul> }
}

/// So many records of a kind are shown: enough to see whether they were understood.
const SHOWN: usize = 200;

/// One row of a table: what it is, what else is known of it, its lines, how sure.
struct Row {
    title: String,
    second: Option<String>,
    value: String,
    lines: LineRange,
    confidence: Confidence,
}

/// All records, kind by kind.
pub(super) fn records(reading: &Reading) -> impl IntoView + use<> {
    view! {
        {table("head", "Head", "Value", head(reading))}
        {table("categories", "Categories", "Score and weight", categories(reading))}
        {table("blockers", "Blockers", "Tier", blockers(reading))}
        {table("risks", "Risks", "Level", risks(reading))}
        {table("items", "Items to tick", "State", items(reading))}
        {table("findings", "Findings", "Kind", findings(reading))}
        {table("criteria", "Acceptance criteria", "State", criteria(reading))}
        {table("plan", "Plan", "When", plan(reading))}
        {table("verifications", "Verifications", "Expected", verifications(reading))}
        {table("metrics", "Metrics", "Value", metrics(reading))}
        {notes(&reading.notes)}
    }
}

fn table(id: &'static str, name: &'static str, value: &'static str, rows: Vec<Row>) -> Option<impl IntoView> {
    if rows.is_empty() {
        return None;
    }
    let more = rows.len().checked_sub(SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p class="small muted">{format!("… and {more} more, which are saved like these.")}</p> });
    let rows = rows.into_iter().take(SHOWN).map(|row| line(value, row)).collect_view();
    Some(view! {
        <section class="sheet" id=id>
            <h2>{name}</h2>
            <Table caption=name cards=true>
                <thead><tr><th scope="col">"As understood"</th><th scope="col">{value}</th><th scope="col">"Lines"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {more}
        </section>
    })
}

fn line(column: &'static str, row: Row) -> impl IntoView {
    let unsure = (row.confidence.0 < SURE).then(|| view! { " " <Pill kind=Kind::Warn text="unsure"/> });
    let second = row.second.filter(|text| !text.is_empty()).map(|text| view! { <span class="second">{text}</span> });
    let (value, lines) = (row.value, shown(row.lines));
    view! {
        <tr>
            <th scope="row">{row.title}{unsure}{second}</th>
            <Cell label=column>{value}</Cell>
            <Cell label="Lines"><span class="lines">{lines}</span></Cell>
        </tr>
    }
}

fn shown(lines: LineRange) -> String {
    if lines.first == lines.last { format!("L{}", lines.first) } else { format!("L{}–{}", lines.first, lines.last) }
}

/// The parts that are there, in one line.
fn joined<const N: usize>(parts: [(&str, &Option<String>); N]) -> Option<String> {
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(name, text)| text.as_ref().map(|text| if name.is_empty() { text.clone() } else { format!("{name}: {text}") }))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn head(reading: &Reading) -> Vec<Row> {
    let score = |title: &str, score: &StatedScore| {
        let high = score.value_high.map(|high| format!("–{high}")).unwrap_or_default();
        let value = format!("{}{high} of {}", score.value, score.max);
        Row { title: title.into(), second: Some(score.as_written.clone()), value, lines: score.lines, confidence: score.confidence }
    };
    let text = |title: &str, stated: &domain::exchange::Stated| Row {
        title: title.into(),
        second: None,
        value: stated.text.clone(),
        lines: stated.lines,
        confidence: stated.confidence,
    };
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(reading.title.as_ref().map(|title| text("Title", title)));
    rows.extend(reading.date.as_ref().map(|date| Row {
        title: "Date".into(),
        second: Some(date.as_written.clone()),
        value: date.date.to_string(),
        lines: date.lines,
        confidence: date.confidence,
    }));
    rows.extend(reading.overall.as_ref().map(|overall| score("Stated overall score", overall)));
    rows.extend(reading.previous_overall.as_ref().map(|previous| score("Score of the audit before", previous)));
    rows.extend(reading.other_overalls.iter().map(|other| score("Another overall score", other)));
    rows.extend(reading.status.as_ref().map(|status| text("Status", status)));
    rows.extend(reading.decision.as_ref().map(|decision| text("Decision", decision)));
    rows.extend(reading.goal_decisions.iter().map(|row| Row {
        title: format!("Decision on {}", row.goal),
        second: row.reason.clone(),
        value: row.answer.clone(),
        lines: row.lines,
        confidence: row.confidence,
    }));
    rows
}

fn categories(reading: &Reading) -> Vec<Row> {
    let rows = reading.categories.iter().map(|row| {
        let score = row.value.zip(row.max).map(|(value, max)| format!("{value} of {max}"));
        let weight = row.weight.map(|weight| format!("weight {weight}"));
        let value = [score, row.status.clone(), weight].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Row { title: row.name.clone(), second: row.notes.clone(), value, lines: row.lines, confidence: row.confidence }
    });
    rows.collect()
}

fn blockers(reading: &Reading) -> Vec<Row> {
    let rows = reading.blockers.iter().map(|row| {
        let second = joined([("now", &row.current), ("required", &row.required), ("in", &row.location), ("owner", &row.owner)]);
        let resolved = if row.state == BlockerReadingState::Resolved { " (resolved)" } else { "" };
        let value = format!("{}{resolved}", row.tier.as_deref().unwrap_or("not named"));
        Row { title: row.title.clone(), second, value, lines: row.lines, confidence: row.confidence }
    });
    rows.collect()
}

fn risks(reading: &Reading) -> Vec<Row> {
    let rows = reading.risks.iter().map(|row| {
        let second = joined([("", &row.description), ("mitigation", &row.mitigation), ("owner", &row.owner), ("status", &row.status)]);
        let known = [
            ("", &row.level),
            ("before", &row.previous),
            ("target", &row.target),
            ("likelihood", &row.likelihood),
            ("impact", &row.impact),
        ];
        let value = joined(known).unwrap_or_else(|| "not stated".into());
        Row { title: row.title.clone(), second, value, lines: row.lines, confidence: row.confidence }
    });
    rows.collect()
}

fn items(reading: &Reading) -> Vec<Row> {
    let lists = reading.checklists.iter().flat_map(|list| list.items.iter().map(move |item| (list, item)));
    let rows = lists.map(|(list, item)| {
        let state = if item.done { "done" } else { "open" };
        let value = if item.blocking { format!("{state}, blocking") } else { state.to_owned() };
        Row { title: item.text.clone(), second: Some(list.title.clone()), value, lines: item.lines, confidence: list.confidence }
    });
    rows.collect()
}

fn findings(reading: &Reading) -> Vec<Row> {
    let rows = reading.findings.iter().map(|row| {
        let second = joined([
            ("", &row.category),
            ("in", &row.location),
            ("now", &row.current),
            ("required", &row.required),
            ("impact", &row.impact),
            ("to do", &row.recommendation),
        ]);
        let kind = if row.kind == FindingKind::Strength { "strength" } else { "gap" };
        let value = row.severity.as_ref().map_or_else(|| kind.to_owned(), |severity| format!("{kind}, {severity}"));
        Row { title: row.title.clone(), second, value, lines: row.lines, confidence: row.confidence }
    });
    rows.collect()
}

fn criteria(reading: &Reading) -> Vec<Row> {
    use domain::exchange::Met;
    let rows = reading.criteria.iter().map(|row| {
        let value = match row.met {
            None => "not stated",
            Some(Met::Met) => "met",
            Some(Met::Partly) => "partly met",
            Some(Met::NotMet) => "not met",
        };
        let title = format!("{} {}", row.letter, row.text);
        Row { title, second: row.remark.clone(), value: value.into(), lines: row.lines, confidence: row.confidence }
    });
    rows.collect()
}

fn plan(reading: &Reading) -> Vec<Row> {
    let rows = reading.actions.iter().map(|row| Row {
        title: row.focus.clone(),
        second: joined([("", &row.group), ("", &row.deliverables)]),
        value: row.when.clone().unwrap_or_else(|| "–".into()),
        lines: row.lines,
        confidence: row.confidence,
    });
    rows.collect()
}

fn verifications(reading: &Reading) -> Vec<Row> {
    let rows = reading.verifications.iter().map(|row| Row {
        title: row.command.clone(),
        second: row.claim.clone(),
        value: row.expected.clone().unwrap_or_else(|| "–".into()),
        lines: row.lines,
        confidence: row.confidence,
    });
    rows.collect()
}

fn metrics(reading: &Reading) -> Vec<Row> {
    let rows = reading.metrics.iter().map(|row| {
        let figure = |value| domain::metrics::figure(value, row.unit.as_deref());
        let before = row.previous.map(|value| format!(", was {}", figure(value))).unwrap_or_default();
        let target = row.target.map(|target| target.to_string());
        let direction = Some(format!("direction {}", row.direction.words()));
        let second = joined([("target", &target), ("", &direction)]);
        let value = format!("{}{before}", figure(row.value));
        Row { title: row.name.clone(), second, value, lines: row.lines, confidence: row.confidence }
    });
    rows.collect()
}

/// What is in no record is kept, and shown as it stands.
fn notes(notes: &[Note]) -> Option<impl IntoView + use<>> {
    let texts = notes.iter().filter(|note| note.kind == NoteKind::Text).map(|note| {
        let (lines, text) = (shown(note.lines), note.text.clone());
        view! { <li class="row"><span class="lines">{lines}</span><pre class="row-text">{text}</pre></li> }
    });
    let texts: Vec<_> = texts.collect();
    (!texts.is_empty()).then(|| {
        view! {
            <section class="sheet" id="notes">
                <h2>"Kept as notes"</h2>
                <p class="hint">"These lines are in no record. They are saved with the assessment, so that nothing is lost."</p>
                <ul class="rows">{texts}</ul>
            </section>
        }
    })
}
