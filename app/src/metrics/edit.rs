//! The form in which a metric is written.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, Problems, Select, Sheet, TextInput};
use domain::ids::MetricId;
use domain::metrics::Direction;
use domain::records::Described;
use leptos::prelude::*;
use service::metrics::{self, MetricForm};

pub(super) async fn blank(visit: Visit) -> PageResult {
    let editor = visit.viewer().await?.editor()?;
    let typed = visit.fields();
    Ok(Page::new(format!("New metric of {}", editor.project().name), move || {
        let back = Place::from(&*editor).link("/metrics");
        let form = form(&visit.path, back, &Stored::nothing(), &typed);
        view! {
            {tabs(&editor, Tab::Metrics, None)}
            <Problems problems=typed.problems()/>
            <Sheet title="New metric">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let metric = metrics::create(&visit.state.db, &editor, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/metrics/{}?done=created", editor.project().slug, metric.id)))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, editor): (MetricId, _) = (visit.id("metric")?, visit.viewer().await?.editor()?);
    let metric = metrics::head(&visit.state.db, &editor, id).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Change {}", metric.name), move || {
        let back = Place::from(&*editor).link(&format!("/metrics/{id}"));
        let form = form(&visit.path, back, &Stored::of(metric.version, metric.facts()), &fields);
        view! {
            {tabs(&editor, Tab::Metrics, None)}
            <Problems problems=fields.problems()/>
            {newer(&fields, metric.version, &metric.facts())}
            <Sheet title="Change the metric">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (MetricId, _) = (visit.id("metric")?, visit.viewer().await?.editor()?);
    metrics::change(&visit.state.db, &editor, id, version(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/metrics/{id}?done=changed", editor.project().slug)))
}

fn typed(sent: &Values) -> MetricForm {
    let field = |name| sent.get(name).to_owned();
    MetricForm {
        name: field("name"),
        unit: field("unit"),
        direction: field("direction"),
        bound: field("bound"),
        threshold: field("threshold"),
    }
}

fn form(here: &str, back: String, stored: &Stored, typed: &Fields) -> impl IntoView + use<> {
    let (value, error) = (|name| stored.value(typed, name), |name| typed.error(name));
    let directions = Direction::ALL.into_iter().map(|direction| Choice::new(direction.as_str(), direction.words())).collect();
    let bounds = vec![Choice::new("at_least", "at least"), Choice::new("at_most", "at most")];
    let (version, here) = (stored.version(), here.to_owned());
    view! {
        <form method="post" action=here class="form">
            {version}
            <TextInput name="name" label="Name" hint="Reports go on finding it under the name they use." value=value("name") error=error("name")
                required=true maxlength=Some(300)/>
            <div class="form-row">
                <TextInput name="unit" label="Unit" hint="Such as %, ms or errors." value=value("unit") error=error("unit") optional=true
                    maxlength=Some(40) short=true autocomplete="off"/>
                <Select name="direction" label="Direction" hint="Decides what is better and what is worse." choices=directions
                    value=value("direction") error=error("direction")/>
            </div>
            <div class="form-row">
                <Select name="bound" label="Threshold" choices=bounds value=value("bound") error=error("bound")/>
                <TextInput name="threshold" label="Figure of the threshold" hint="Empty for none." value=value("threshold")
                    error=error("threshold") optional=true maxlength=Some(24) short=true autocomplete="off"/>
            </div>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
}
