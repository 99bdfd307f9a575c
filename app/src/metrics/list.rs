//! The metrics of a project: where each stands and which way it went.

use super::{chart, words};
use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::ui::{ButtonKind, ButtonLink, Cell, EmptyState, NavLink, Sheet, SubNav, Table};
use domain::metrics::{Measurement, Step};
use leptos::prelude::*;
use service::metrics::{self, Followed, MetricList};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let aside = visit.query("show") == "aside";
    let list = metrics::list(&visit.state.db, &viewer, aside, visit.page()).await?;
    Ok(Page::new(format!("Metrics of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let body = if list.page.rows.is_empty() { nothing(&place, aside).into_any() } else { table(&place, &list, aside).into_any() };
        view! {
            {tabs(&viewer, Tab::Metrics, new_link(&place))}
            {views(&place, &list, aside)}
            {body}
            {pager(&visit, &list.page)}
        }
    }))
}

fn new_link(place: &Place) -> Option<AnyView> {
    let href = place.link("/metrics/new");
    place.edits.then(|| view! { <ButtonLink href kind=ButtonKind::Main>"New metric"</ButtonLink> }.into_any())
}

/// Those that are followed and those that are set aside; nothing as long as none is.
fn views(place: &Place, list: &MetricList, aside: bool) -> Option<impl IntoView + use<>> {
    let count = |count: i64| u32::try_from(count).unwrap_or_default();
    let link = |label: &str, rest: &str, current: bool, total: i64| {
        let mut link = NavLink::new(label, place.link(rest), "").with_count(count(total));
        link.current = current;
        link
    };
    let links = vec![link("Followed", "/metrics", !aside, list.followed), link("Set aside", "/metrics?show=aside", aside, list.aside)];
    (aside || list.aside > 0).then(|| view! { <SubNav label="Metrics" links/> })
}

fn nothing(place: &Place, aside: bool) -> impl IntoView + use<> {
    if aside {
        return view! { <EmptyState title="Nothing is set aside" text="Metrics that nobody follows any more stand here, with their history."/> };
    }
    let action = place.audits.then(|| view! { <ButtonLink href=place.link("/import")>"Import a report"</ButtonLink> }.into_any());
    let text = "Figures that reports name with the value before, such as “Coverage: 48 % (was 52 %)”, and tables of metrics become \
                records with a history when a report is imported. You can also add a metric and its figures by hand.";
    view! { <EmptyState title="No metric yet" text action/> }
}

fn table(place: &Place, list: &MetricList, aside: bool) -> impl IntoView + use<> {
    let (title, count) = (if aside { "Metrics set aside" } else { "Metrics" }, list.page.total.to_string());
    let rows = list.page.rows.iter().map(|row| line(place, row)).collect_view();
    view! {
        <Sheet title count>
            <Table caption=title cards=true>
                <thead><tr>
                    <th scope="col">"Metric"</th><th scope="col" class="num">"Latest"</th><th scope="col" class="num">"Before"</th>
                    <th scope="col">"Change"</th><th scope="col">"Threshold"</th><th scope="col">"History"</th><th scope="col">"From"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        </Sheet>
    }
}

fn line(place: &Place, row: &Followed) -> impl IntoView + use<> {
    let metric = &row.metric;
    let (href, name, way) = (place.link(&format!("/metrics/{}", metric.id)), metric.name.to_string(), metric.direction.words());
    let measured: Vec<Measurement> = row.entries.iter().map(|entry| entry.measurement.clone()).collect();
    let step = Step::of(metric, &measured);
    let moved = step.as_ref().and_then(|step| step.moved);
    let figure = |value: Option<rust_decimal::Decimal>| value.map_or_else(|| "–".to_owned(), |value| metric.figure(value));
    let (latest, before) = (figure(step.as_ref().map(|step| step.last.value)), figure(moved.map(|moved| moved.from)));
    let (moved, threshold) = (words::moved(moved), words::threshold(metric, step.as_ref().and_then(|step| step.kept)));
    let (spark, from) = (chart::spark(metric, &measured), row.entries.last().map(|entry| words::origin(place, entry)));
    let date = step.map(|step| step.last.date.to_string()).unwrap_or_default();
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a><span class="second">{way}</span></th>
            <Cell label="Latest" figure=true second=date>{latest}</Cell>
            <Cell label="Before" figure=true>{before}</Cell>
            <Cell label="Change">{moved}</Cell>
            <Cell label="Threshold">{threshold}</Cell>
            <Cell label="History">{spark}</Cell>
            <Cell label="From">{from}</Cell>
        </tr>
    }
}
