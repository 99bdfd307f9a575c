//! The page of one metric: where it stands, its history, and what can be done about it.

use super::{chart, measurements, words};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::history::lines;
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::records::version;
use crate::ui::{Button, ButtonLink, Fact, HiddenInput, Kind, Notice, Problems, Sheet, TitleBlock};
use domain::ids::MetricId;
use domain::metrics::{Measurement, Metric, Step};
use leptos::prelude::*;
use service::metrics::{self, CHART, MetricPage};

pub(super) async fn one(visit: Visit) -> PageResult {
    let (id, viewer): (MetricId, _) = (visit.id("metric")?, visit.viewer().await?);
    let found = metrics::find(&visit.state.db, &viewer, id, visit.page()).await?;
    let asked = visit.clone();
    let page = Page::new(format!("{} – {}", found.metric.name, viewer.project().name), move || {
        let (place, fields) = (Place::from(&viewer), visit.fields());
        let (record, events) = (record(&place, &found), lines(&place.slug, &found.events, false));
        let rows = measurements::table(&place, &found);
        let enter = place.edits.then(|| measurements::form(&place, &found.metric, &fields));
        let what_now = place.edits.then(|| what_now(&place, &found.metric));
        let (note, count, problems) = (aside_note(&found.metric), found.entries.total.to_string(), fields.problems());
        view! {
            {tabs(&viewer, Tab::Metrics, None)}
            <Problems problems/>
            {note}
            {record}
            <Sheet title="Measurements" id="measurements" count>
                {rows}
                {pager(&visit, &found.entries)}
                {enter}
            </Sheet>
            {what_now}
            <Sheet title="Activity" id="activity">{events}</Sheet>
        }
    });
    let sentences = [
        ("created", "The metric is added."),
        ("changed", "Saved."),
        ("measured", "The measurement is entered."),
        ("unmeasured", "The measurement is taken away."),
        ("aside", "The metric is set aside. Later reports go on adding to its history."),
        ("taken-up", "The metric is followed again."),
    ];
    Ok(page.done(&asked, &sentences))
}

/// Follows the metric no longer, or again.
pub(super) async fn set_aside(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (MetricId, _) = (visit.id("metric")?, visit.viewer().await?.editor()?);
    let aside = sent.get("aside") == "on";
    metrics::set_aside(&visit.state.db, &editor, id, version(&sent)?, aside, service::now()).await?;
    Ok(Done::at(format!("{}?done={}", visit.path, if aside { "aside" } else { "taken-up" })))
}

fn aside_note(metric: &Metric) -> Option<impl IntoView + use<>> {
    let since = metric.set_aside_at?.day();
    let text = format!("Nobody follows it since {since}: it stands in no list of changes. Later reports go on adding to its history.");
    Some(view! { <Notice kind=Kind::Info title="This metric is set aside">{text}</Notice> })
}

fn record(place: &Place, found: &MetricPage) -> impl IntoView + use<> {
    let metric = &found.metric;
    let here = place.link(&format!("/metrics/{}", metric.id));
    let edit = place
        .edits
        .then(|| view! { <span class="push"><ButtonLink href=format!("{here}/edit") small=true>"Edit"</ButtonLink></span> }.into_any());
    let whole = i64::try_from(found.newest.len()).is_ok_and(|count| count < CHART);
    let measured: Vec<Measurement> =
        found.newest.iter().rev().filter(|entry| entry.counts).map(|entry| entry.measurement.clone()).collect();
    let step = Step::of(metric, &measured);
    let latest = step.as_ref().map_or_else(|| "not measured yet".to_owned(), |step| metric.figure(step.last.value));
    let date = step.as_ref().map(|step| step.last.date.to_string()).map(|date| view! { <Fact name="On">{date}</Fact> });
    let moved = words::moved(step.as_ref().and_then(|step| step.moved));
    let threshold = words::threshold(metric, step.as_ref().and_then(|step| step.kept));
    let (direction, chart) = (metric.direction.words(), chart::chart(metric, &measured, whole));
    view! {
        <Sheet title=metric.name.to_string() main=true actions=edit>
            <TitleBlock>
                <Fact name="Latest">{latest}</Fact>
                {date}
                <Fact name="Change">{moved}</Fact>
                <Fact name="Threshold">{threshold}</Fact>
                <Fact name="Direction">{direction}</Fact>
            </TitleBlock>
            {chart}
        </Sheet>
    }
}

fn what_now(place: &Place, metric: &Metric) -> impl IntoView + use<> {
    let (action, version) = (place.link(&format!("/metrics/{}/aside", metric.id)), metric.version.0.to_string());
    let followed = metric.set_aside_at.is_none();
    let (value, words) = if followed { ("on", "Set aside") } else { ("off", "Follow again") };
    let hint = followed.then(|| {
        view! { <p class="hint">"For what was misread, or what nobody looks at any more. Its history is kept, and it can be followed again."</p> }
    });
    view! {
        <Sheet title="What now?">
            <form method="post" action=action class="stack-tight">
                <HiddenInput name="version" value=version/>
                {hint}
                <div><Button name="aside" value>{words}</Button></div>
            </form>
        </Sheet>
    }
}
