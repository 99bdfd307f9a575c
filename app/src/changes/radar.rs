//! What got worse since the last audit, however good the total.

use super::{choose, strip};
use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::path;
use crate::ui::{ButtonKind, ButtonLink, EmptyState, Kind, Pill, Sheet};
use domain::changes::{Comparison, Group, Regression, Subject};
use domain::ids::AssessmentId;
use domain::records::RecordRef;
use leptos::prelude::*;
use service::changes::{self, Changes, Radar, Since};

/// Most rows on the page; the comparison has all.
const MOST: usize = 100;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let radar = changes::radar(&visit.state.db, &viewer, service::now()).await?;
    Ok(Page::new(format!("Changes of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let (action, body) = match &radar {
            Radar::Nothing => (None, nothing(&place).into_any()),
            Radar::Alone { audit, worse, since } => {
                (None, view! { {alone(&place, audit.assessment.id, worse)} {since_then(&place, since.as_deref())} }.into_any())
            }
            Radar::Step { changes, worse, since } => {
                let href = super::path(&place, changes.comparison.before.id, changes.comparison.after.id);
                let all = view! { <ButtonLink href=href kind=ButtonKind::Main>"Everything that changed"</ButtonLink> };
                let body = view! { {since_then(&place, since.as_deref())} {step(&place, changes, worse)} };
                (Some(all.into_any()), body.into_any())
            }
        };
        view! { {tabs(&viewer, Tab::Changes, action)} {body} }
    }))
}

fn nothing(place: &Place) -> impl IntoView + use<> {
    let import = place
        .audits
        .then(|| view! { <ButtonLink href=place.link("/import") kind=ButtonKind::Main>"Import a report"</ButtonLink> }.into_any());
    view! { <EmptyState title="No audit counts yet" text="Import a report, or write an assessment and freeze it. With the second one, this page tells what changed." action=import/> }
}

fn alone(place: &Place, audit: AssessmentId, worse: &[Regression]) -> impl IntoView + use<> {
    let text = "There is one audit so far. What its own report tells about the time before stands here; with the next audit, everything is compared.";
    let body = if worse.is_empty() {
        view! { <EmptyState title="The report names nothing that got worse" text/> }.into_any()
    } else {
        let list = list(place, None, audit, worse);
        view! { <p>{text}</p>{list} }.into_any()
    };
    let count = worse.len().to_string();
    view! { <Sheet title="What got worse" count main=true>{body}</Sheet> }
}

/// What got worse after the last audit was frozen: the next audit would find it.
fn since_then(place: &Place, since: Option<&Since>) -> Option<AnyView> {
    let since = since.filter(|since| !since.worse.is_empty())?;
    let audit = since.comparison.after.id;
    let (list, count) = (list(place, Some(&since.comparison), audit, &since.worse), since.worse.len().to_string());
    Some(
        view! {
            <Sheet title="Worse since the last audit" count>
                <p class="muted">"The registers as they are by now, beside how they were frozen with it."</p>
                {list}
            </Sheet>
        }
        .into_any(),
    )
}

fn step(place: &Place, found: &Changes, worse: &[Regression]) -> impl IntoView + use<> {
    let comparison = &found.comparison;
    let body = if worse.is_empty() {
        view! { <EmptyState title="Nothing got worse" text="No category, finding, blocker, risk, item, criterion or figure stands worse than in the audit before."/> }
            .into_any()
    } else {
        list(place, Some(comparison), comparison.after.id, worse).into_any()
    };
    let (sides, figures, left) = (strip::sides(place, comparison), strip::figures(comparison), strip::left_out(comparison));
    let sources = strip::sources(comparison).map(|words| view! { <p>{words}</p> });
    let choose = choose::form(place, &found.audits, comparison.before.id, comparison.after.id);
    let summary = summary(comparison);
    let count = worse.len().to_string();
    view! {
        <Sheet title="What got worse" count main=true>{body}</Sheet>
        <Sheet title="What changed">
            {sides}
            {figures}
            <p>{summary}</p>
            {sources}
            {left}
            {choose}
        </Sheet>
    }
}

/// `2 worse, 1 reopened, 4 new, 12 fixed; 40 unchanged.`
fn summary(found: &Comparison) -> String {
    let count = |group: Group| found.count(group, None);
    let told = Group::ALL.into_iter().filter(|group| *group != Group::Unchanged && count(*group) > 0);
    let told: Vec<String> = told.map(|group| format!("{} {}", count(group), group.words().to_lowercase())).collect();
    let told = if told.is_empty() { "Nothing changed".to_owned() } else { told.join(", ") };
    format!("{told}; {} unchanged.", count(Group::Unchanged))
}

fn list(place: &Place, found: Option<&Comparison>, audit: AssessmentId, worse: &[Regression]) -> impl IntoView + use<> {
    let rows = worse.iter().take(MOST).map(|row| line(place, found, audit, row)).collect_view();
    let more = worse.len().saturating_sub(MOST);
    let more = (more > 0).then(|| {
        let words = format!("and {more} more, which are less grave");
        match found {
            Some(found) => view! { <p><a href=super::path(place, found.before.id, found.after.id)>{words}</a></p> }.into_any(),
            None => view! { <p>{words}</p> }.into_any(),
        }
    });
    view! { <ol class="rows">{rows}</ol>{more} }
}

fn line(place: &Place, found: Option<&Comparison>, audit: AssessmentId, row: &Regression) -> impl IntoView + use<> {
    let (title, figures, kind, what) = told(place, found, audit, row);
    let part = match row.subject {
        Subject::Score => None,
        Subject::Metric { .. } => Some("metric"),
        Subject::Row { part, .. } => Some(part.as_str()),
    };
    let part = part.map(|part| view! { <span>{part}</span> });
    let within = row.within.as_ref().map(|within| view! { <span>{format!("in “{within}”")}</span> });
    view! {
        <li class="row">
            <div class="row-head"><span class="row-title">{title}</span><Pill kind text=what/></div>
            <p class="row-meta">{part}{within}{figures}</p>
        </li>
    }
}

/// A row that got worse, in as few words as it takes.
pub(crate) fn regression(place: &Place, found: Option<&Comparison>, audit: AssessmentId, row: &Regression) -> impl IntoView + use<> {
    let (title, figures, kind, what) = told(place, found, audit, row);
    view! { <li><span>{title}<span class="second">{figures}</span></span><Pill kind text=what/></li> }
}

/// Its name, linked; how it stood and stands; and what became of it.
fn told(place: &Place, found: Option<&Comparison>, audit: AssessmentId, row: &Regression) -> (AnyView, AnyView, Kind, String) {
    let name = row.name.clone();
    let title = match target(place, found, audit, row) {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let (before, after) = (row.before.clone(), row.after.clone());
    let figures = match (before.is_empty(), after.is_empty()) {
        (true, _) => view! { <span class="change-step">{after}</span> }.into_any(),
        (_, true) => view! { <span class="change-step"><del>{before}</del></span> }.into_any(),
        _ => view! { <span class="change-step"><del>{before}</del>" → "<ins>{after}</ins></span> }.into_any(),
    };
    let kind = if row.gravity >= 70 { Kind::Bad } else { Kind::Warn };
    (title, figures, kind, row.what.clone())
}

/// Where the row can be seen.
fn target(place: &Place, found: Option<&Comparison>, audit: AssessmentId, row: &Regression) -> Option<String> {
    match row.subject {
        Subject::Score => Some(found.map_or_else(|| place.assessment(audit), |found| super::path(place, found.before.id, found.after.id))),
        Subject::Metric { id } => Some(place.link(&format!("/metrics/{id}"))),
        Subject::Row { part, id, later } => {
            let Some(kind) = part.record() else {
                return Some(found.filter(|_| !later).map_or_else(|| place.assessment(audit), |found| place.assessment(found.before.id)));
            };
            let basis = found.map(|found| if later { found.after.basis } else { found.before.basis });
            let kept = !part.is_register() || basis.is_none_or(domain::changes::Basis::is_whole);
            kept.then(|| path(&place.slug, RecordRef { kind, id }))
        }
    }
}
