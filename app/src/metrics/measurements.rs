//! The measurements of a metric: the table, and entering or taking away one.

use super::words;
use crate::frame::{Done, Fields, PageError, Values, Visit};
use crate::overview::Place;
use crate::ui::{Button, ButtonKind, Cell, HiddenInput, Table, TextInput};
use domain::ids::{MeasurementId, MetricId};
use domain::metrics::{Measurement, Metric, Point, history};
use leptos::prelude::*;
use service::metrics::{self, Entry, MeasurementForm, MetricPage};

/// Enters a measurement.
pub(super) async fn measure(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (MetricId, _) = (visit.id("metric")?, visit.viewer().await?.editor()?);
    let field = |name| sent.get(name).to_owned();
    let form = MeasurementForm { value: field("value"), previous: field("previous"), date: field("date") };
    metrics::measure(&visit.state.db, &editor, id, &form, service::now()).await?;
    Ok(Done::at(format!("{}?done=measured", visit.path)))
}

/// Takes a measurement away.
pub(super) async fn unmeasure(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let id: MeasurementId = sent.get("measurement").parse().map_err(|_| PageError::NotFound)?;
    metrics::unmeasure(&visit.state.db, &editor, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=unmeasured", visit.path)))
}

/// A page of the measurements, newest first.
pub(super) fn table(place: &Place, found: &MetricPage) -> impl IntoView + use<> {
    if found.entries.rows.is_empty() {
        return view! { <p class="none-yet">"Nothing was measured yet. Enter a value below, or import a report that names it."</p> }
            .into_any();
    }
    let counted: Vec<Measurement> =
        found.entries.rows.iter().chain(&found.before).rev().filter(|entry| entry.counts).map(|entry| entry.measurement.clone()).collect();
    let points = history(&found.metric, &counted);
    let rows = found.entries.rows.iter().map(|entry| {
        let point = points.iter().find(|point| point.measurement.id == entry.measurement.id);
        line(place, &found.metric, entry, point)
    });
    let rows = rows.collect_view();
    let edits = place.edits;
    view! {
        <Table caption="Measurements" cards=true>
            <thead><tr>
                <th scope="col">"Date"</th><th scope="col" class="num">"Value"</th><th scope="col">"Change"</th>
                <th scope="col">"Threshold"</th><th scope="col">"From"</th>
                {edits.then(|| view! { <th scope="col"><span class="unseen">"Take away"</span></th> })}
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn line(place: &Place, metric: &Metric, entry: &Entry, point: Option<&Point<'_>>) -> impl IntoView + use<> {
    let measurement = &entry.measurement;
    let (date, value) = (measurement.date.to_string(), metric.figure(measurement.value));
    let states = point.and_then(|point| point.states).map(|value| {
        let text = format!("the report says it was {} before", metric.figure(value));
        view! { <span class="second">{text}</span> }
    });
    let moved = match point {
        Some(point) => words::moved(point.moved),
        None => view! { "does not count" }.into_any(),
    };
    let (threshold, from) = (words::threshold(metric, point.and_then(|point| point.kept)), words::origin(place, entry));
    let frozen = entry.audit.as_ref().is_some_and(|audit| audit.frozen);
    let action = place.link(&format!("/metrics/{}/unmeasure", metric.id));
    let (id, label) = (measurement.id.to_string(), format!("Take away {value} of {date}"));
    let button = place.edits.then(|| {
        let button = (!frozen).then(|| {
            view! {
                <form method="post" action=action>
                    <HiddenInput name="measurement" value=id/>
                    <Button kind=ButtonKind::Quiet small=true label>"Take away"</Button>
                </form>
            }
        });
        view! { <Cell label="">{button}{frozen.then_some("frozen")}</Cell> }
    });
    view! {
        <tr>
            <th scope="row">{date}</th>
            <Cell label="Value" figure=true>{value}</Cell>
            <Cell label="Change">{moved}{states}</Cell>
            <Cell label="Threshold">{threshold}</Cell>
            <Cell label="From">{from}</Cell>
            {button}
        </tr>
    }
}

/// Entering a measurement by hand.
pub(super) fn form(place: &Place, metric: &Metric, typed: &Fields) -> impl IntoView + use<> {
    let action = place.link(&format!("/metrics/{}/measure", metric.id));
    let (value, error) = (|name| typed.value(name, ""), |name| typed.error(name));
    let label = metric.unit.as_ref().map_or_else(|| "Value".to_owned(), |unit| format!("Value in {unit}"));
    view! {
        <form method="post" action=action class="form">
            <h3>"Enter a measurement"</h3>
            <div class="form-row">
                <TextInput name="value" label hint="Such as 2.48, without the unit." value=value("value") error=error("value") required=true
                    maxlength=Some(24) short=true autocomplete="off"/>
                <TextInput name="previous" label="Value before" hint="Where another source states it." value=value("previous")
                    error=error("previous") optional=true maxlength=Some(24) short=true autocomplete="off"/>
                <TextInput name="date" label="Date" hint="2026-03-01 or 2026-03; empty for today." value=value("date") error=error("date")
                    optional=true maxlength=Some(10) short=true autocomplete="off"/>
            </div>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Enter"</Button></div>
        </form>
    }
}
