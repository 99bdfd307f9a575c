//! What the report says as a whole, how much was understood, and the way on.

use super::{Asked, hidden};
use crate::frame::Fields;
use crate::ui::{Button, ButtonKind, HiddenInput, Kind as Tone, Notice, TextInput};
use domain::exchange::review::{Entry, Headline, Kind};
use domain::exchange::{Reading, StatedScore};
use leptos::prelude::*;
use service::exchange::Preview;

pub(super) fn about(base: &str, preview: &Preview) -> impl IntoView + use<> {
    let source = &preview.source;
    let mended = if source.repaired { " Text that had been encoded twice was mended." } else { "" };
    let text = format!("{} · {} bytes · {}.{mended} ", source.filename, source.bytes, source.encoding);
    let words = if preview.profiled {
        "Read with the import profile of the project: look at its columns, statuses and headings"
    } else {
        "How its columns, statuses and headings were read"
    };
    let href = format!("{base}/import/{}/words", source.id);
    view! { <p class="muted">{text}<a href=href>{words}</a>"."</p> }
}

/// How many records of each kind there are.
pub(super) fn counts(all: &[Entry], asked: &Asked) -> impl IntoView + use<> {
    let cells = Kind::ALL.iter().map(|kind| {
        let count = all.iter().filter(|entry| entry.spot.kind == *kind).count();
        let (what, current) = (kind.plural(), (asked.kind == Some(*kind)).then_some("true"));
        let href = format!("{}?kind={}", asked.path, kind.as_str());
        let label = if count == 0 {
            view! { <span>{what}</span> }.into_any()
        } else {
            view! { <a href=href aria-current=current>{what}</a> }.into_any()
        };
        view! { <li data-count=count><strong>{count}</strong>{label}</li> }
    });
    let cells = cells.collect_view();
    let all = asked.kind.map(|_| view! { <p class="small"><a href=asked.path.clone()>"Show all kinds"</a></p> });
    view! { <ul class="understood" aria-label="What was understood">{cells}</ul> {all} }
}

/// Title and date, and the way on; the way back stands beside it.
pub(super) fn decide(base: &str, preview: &Preview, fields: &Fields, unsure: usize) -> impl IntoView + use<> {
    let (reading, path) = (&preview.reading, format!("{base}/import/{}", preview.source.id));
    let title = reading.title.as_ref().map_or_else(|| preview.source.filename.clone(), |title| title.text.clone());
    let date = reading.date.as_ref().map(|date| date.date.to_string()).unwrap_or_default();
    let hint = reading.date.as_ref().map(|date| format!("Written as “{}”. ", date.as_written)).unwrap_or_default();
    let version = preview.source.version.0.to_string();
    let words = if preview.has_records { "Go on: what changes in the project" } else { "Save as an assessment" };
    let idle = preview.idle.len();
    let idle = (idle > 0).then(|| {
        let words = if idle == 1 { "One correction finds".to_owned() } else { format!("{idle} corrections find") };
        view! { <Notice kind=Tone::Warn>{words}" nothing to correct any more, because the report is read otherwise than when it was made. See the list of corrections below."</Notice> }
    });
    let unsure = (unsure > 0).then(|| {
        let words = if unsure == 1 { "One record is unsure".to_owned() } else { format!("{unsure} records are unsure") };
        view! { <span class="muted">{words}"; they stand first."</span> }
    });
    view! {
        {idle}
        <form method="post" action=path.clone() class="form review-save">
            <HiddenInput name="version" value=version/>
            <TextInput name="title" label="Title" value=fields.value("title", &title) error=fields.error("title") required=true maxlength=300/>
            <TextInput name="date" label="Date of the audit" value=fields.value("date", &date) error=fields.error("date") optional=true short=true
                hint=format!("{hint}Such as 2026-03-01, or 2026-03 where the day is not known.")/>
            <div class="form-actions"><Button kind=ButtonKind::Main>{words}</Button>{unsure}</div>
        </form>
        <div class="form-actions">
            <form method="post" action=format!("{path}/discard")>
                <HiddenInput name="discard" value="yes"/>
                <Button kind=ButtonKind::Quiet>"Discard, save nothing"</Button>
            </form>
            <a class="button" data-kind="quiet" href=format!("{path}/reading.json")>"Download as JSON"</a>
        </div>
    }
}

/// What the report states about the whole; each can be corrected.
pub(super) fn headlines(preview: &Preview, asked: &Asked) -> impl IntoView + use<> {
    let reading = &preview.reading;
    let shown = [Headline::Overall, Headline::Previous, Headline::Decision, Headline::Status];
    let rows = shown.map(|what| headline(what, preview, asked));
    let others: Vec<String> =
        reading.other_overalls.iter().map(|score| format!("{} (line {})", written(score), score.lines.first)).collect();
    let others =
        (!others.is_empty()).then(|| view! { <p class="small">"Other values that look like an overall score: " {others.join(", ")}</p> });
    let goals: Vec<String> = reading.goal_decisions.iter().map(|row| format!("{}: {}", row.goal, row.answer)).collect();
    let goals = (!goals.is_empty()).then(|| view! { <p class="small">"Verdicts per goal: " {goals.join("; ")}</p> });
    view! {
        <section class="sheet" id="head">
            <h2>"The report as a whole"</h2>
            <dl class="headlines">{rows.into_iter().collect_view()}</dl>
            {others}
            {goals}
        </section>
    }
}

fn headline(what: Headline, preview: &Preview, asked: &Asked) -> impl IntoView + use<> {
    let (text, line) = said(&preview.reading, what);
    let shown = if text.is_empty() { "not stated".to_owned() } else { text.clone() };
    let lines = line.map(|line| view! { <a class="lines" href=format!("#L{line}")>{format!("L{line}")}</a> });
    let label = format!("{}: what it is", what.label());
    let id = format!("headline-{}", what.as_str());
    view! {
        <dt>{what.label()}</dt>
        <dd>
            <details>
                <summary>{shown}</summary>
                <form method="post" action=asked.action() class="form oneline">
                    {hidden(preview, "head")}
                    <HiddenInput name="what" value=what.as_str()/>
                    <TextInput name="text" id=id label=label value=text optional=true/>
                    <Button>"Correct it"</Button>
                </form>
            </details>
            {lines}
        </dd>
    }
}

/// What the report says, as a form holds it, and the line.
fn said(reading: &Reading, what: Headline) -> (String, Option<u32>) {
    let score = |score: &Option<StatedScore>| score.as_ref().map(|score| (written(score), score.lines.first));
    let found = match what {
        Headline::Title => reading.title.as_ref().map(|title| (title.text.clone(), title.lines.first)),
        Headline::Date => reading.date.as_ref().map(|date| (date.date.to_string(), date.lines.first)),
        Headline::Overall => score(&reading.overall),
        Headline::Previous => score(&reading.previous_overall),
        Headline::Decision => reading.decision.as_ref().map(|stated| (stated.text.clone(), stated.lines.first)),
        Headline::Status => reading.status.as_ref().map(|stated| (stated.text.clone(), stated.lines.first)),
    };
    found.map_or_else(|| (String::new(), None), |(text, line)| (text, Some(line)))
}

fn written(score: &StatedScore) -> String {
    let high = score.value_high.map(|high| format!("–{}", high.normalize())).unwrap_or_default();
    format!("{}{high}/{}", score.value.normalize(), score.max.normalize())
}
