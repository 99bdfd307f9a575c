//! The history of a project: the trend of its audits, the audits newest first, and each category over time.

mod categories;
mod trend;

pub(crate) use categories::categories as category_lines;

use crate::frame::{Page, PageResult, Visit};
use crate::overview::{Place, percent, verdict_kind};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{ButtonKind, ButtonLink, Cell, Delta, EmptyState, Kind, Sheet, Status, Table, Way};
use domain::assessments::{AssessmentState, Step};
use domain::decisions::Verdict;
use leptos::prelude::*;
use service::assessments::{self, Audit, History};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let history = assessments::list(&visit.state.db, &viewer, visit.page()).await?;
    Ok(Page::new(format!("Assessments of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let import = place.audits.then(|| {
            view! {
                <ButtonLink href=place.link("/assessments/new")>"New assessment"</ButtonLink>
                <ButtonLink href=place.link("/import") kind=ButtonKind::Main>"Import a report"</ButtonLink>
            }
            .into_any()
        });
        let body = if history.audits.rows.is_empty() {
            view! { <EmptyState title="No assessment yet" text="Begin one here, or import a report that is written already. They stand here, newest first."/> }.into_any()
        } else {
            filled(&place, &history).into_any()
        };
        view! { {tabs(&viewer, Tab::Assessments, import)} {body} {pager(&visit, &history.audits)} }
    }))
}

fn filled(place: &Place, history: &History) -> impl IntoView + use<> {
    let (total, rows) = (history.audits.total.to_string(), table(place, &history.audits.rows));
    let (trend, categories) = (trend::trend(&history.audits.rows), categories::categories(history));
    view! {
        <Sheet title="Trend">{trend}</Sheet>
        <Sheet title="Assessments" count=total>{rows}</Sheet>
        {categories}
    }
}

fn table(place: &Place, rows: &[Audit]) -> impl IntoView + use<> {
    let rows = rows.iter().map(|row| line(place, row)).collect_view();
    view! {
        <Table caption="Assessments" cards=true>
            <thead><tr>
                <th scope="col">"Assessment"</th><th scope="col">"Date"</th><th scope="col">"Author"</th>
                <th scope="col" class="num">"Computed"</th><th scope="col">"Change"</th>
                <th scope="col" class="num">"Stated"</th><th scope="col">"Verdict"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn line(place: &Place, row: &Audit) -> impl IntoView + use<> {
    let assessment = &row.summary.assessment;
    let date = assessment.date.map_or_else(|| format!("none; imported {}", row.summary.ordered_on), |date| date.to_string());
    let verdict = assessment.stated.verdict();
    let word = verdict.map_or("not stated", Verdict::as_str);
    let state = match assessment.state {
        AssessmentState::Draft if row.standing.counts => "draft",
        AssessmentState::Draft => "draft, counts once it is frozen",
        AssessmentState::Final if row.summary.corrected => "frozen, corrected by a later one",
        AssessmentState::Final => "frozen",
    };
    let corrects = assessment.supersedes.map(|id| view! { ", corrects "<a href=place.assessment(id)>"an earlier one"</a> });
    let author = row.author.as_ref().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let computed = row.standing.overall.as_ref().map_or_else(|| "–".to_owned(), |share| row.rule.rounded(share));
    let stated = row.summary.stated_score.map_or_else(|| "–".to_owned(), percent);
    let (href, title) = (place.assessment(assessment.id), assessment.title.to_string());
    let change = change(&row.step, row.rule.places);
    let changed = row.before.map(|before| {
        let (href, more) = (place.link(&format!("/changes/{before}/{}", assessment.id)), format!(" until {title}"));
        view! { <span class="second"><a href=href>"What changed"<span class="unseen">{more}</span></a></span> }
    });
    view! {
        <tr>
            <th scope="row"><a href=href>{title}</a><span class="second">{state}{corrects}</span></th>
            <Cell label="Date">{date}</Cell>
            <Cell label="Author">{author}</Cell>
            <Cell label="Computed" figure=true>{computed}</Cell>
            <Cell label="Change">{change}{changed}</Cell>
            <Cell label="Stated" figure=true>{stated}</Cell>
            <Cell label="Verdict"><Status kind=verdict_kind(verdict) text=word/></Cell>
        </tr>
    }
}

/// How far it moved since the audit before, and what makes the two hard to compare.
fn change(step: &Step, places: u32) -> impl IntoView + use<> {
    let note = step.note().map(|note| view! { <span class="second">{note}</span> });
    let moved = step.moved.as_ref().map_or_else(|| view! { "–" }.into_any(), |moved| delta(moved, places));
    view! { {moved}{note} }
}

/// A move with its arrow: up is good.
fn delta(moved: &domain::scoring::Move, places: u32) -> AnyView {
    let text = moved.points(places);
    let (way, kind) = match (moved.by.basis_points(), moved.falls) {
        (0, _) => (Way::Same, Kind::Neutral),
        (_, true) => (Way::Down, Kind::Bad),
        (_, false) => (Way::Up, Kind::Ok),
    };
    view! { <Delta way kind text/> }.into_any()
}
