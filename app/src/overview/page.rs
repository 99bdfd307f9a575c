//! The page.

use super::answer::{answer, tier_counts};
use super::categories::category_bars;
use super::parts::prose;
use super::place::Place;
use super::registers::{checklists, criteria, events, plan, verifications};
use super::trend::trend;
use crate::blockers::Shown;
use crate::frame::{Page, PageResult, Visit};
use crate::projects::{Tab, tabs};
use crate::ui::{ButtonKind, ButtonLink, EmptyState, Sheet, Tags};
use crate::{blockers, risks};
use domain::Timestamp;
use domain::projects::Project;
use leptos::prelude::*;
use service::assessments::{self, Overview};

/// So many rows of a register are shown here; the rest is on its own page.
const ROWS: usize = 12;

pub(super) async fn overview(visit: Visit) -> PageResult {
    let (viewer, now) = (visit.viewer().await?, service::now());
    let overview = assessments::overview(&visit.state.db, &viewer, now).await?;
    let page = Page::new(viewer.project().name.to_string(), move || {
        let place = Place::from(&viewer);
        let import = place.audits.then(|| import_link(&place));
        let empty = overview.audits.is_empty() && no_rows(&overview);
        let body = if empty {
            nothing(&place).into_any()
        } else {
            filled(&Shown { place: &place, words: &viewer.project().words, today: now.today() }, viewer.project(), &overview, now)
                .into_any()
        };
        view! {
            {tabs(&viewer, Tab::Overview, import)}
            {about(viewer.project())}
            {body}
            {events(&place, &overview.events)}
        }
    });
    Ok(page.done(&visit, &[("created", "The project is there. Import its last readiness report to see where it stands.")]))
}

/// Whether nobody has written anything into any register.
const fn no_rows(of: &Overview) -> bool {
    of.blockers.is_empty()
        && of.risk_count == 0
        && of.checklists.is_empty()
        && of.criteria.is_empty()
        && of.actions.is_empty()
        && of.verifications.is_empty()
}

fn import_link(place: &Place) -> AnyView {
    view! { <ButtonLink href=place.link("/import") kind=ButtonKind::Main>"Import a report"</ButtonLink> }.into_any()
}

fn about(project: &Project) -> impl IntoView + use<> {
    let tags: Vec<String> = project.tags.iter().map(ToString::to_string).collect();
    view! { {prose(&project.description)} <Tags tags/> }
}

fn nothing(place: &Place) -> impl IntoView + use<> {
    let text = if place.audits {
        "Import a readiness report: its scores, blockers, risks and checklists become this page. You see what was understood before anything is saved."
    } else {
        "Once an auditor of this project imports a readiness report, its scores, blockers, risks and checklists become this page."
    };
    let action = place.audits.then(|| import_link(place));
    view! { <EmptyState title="No assessment yet" text action/> }
}

fn filled(shown: &Shown<'_>, project: &Project, overview: &Overview, now: Timestamp) -> impl IntoView + use<> {
    let place = shown.place;
    let current = overview.current.as_ref();
    let categories = current.filter(|scored| !scored.categories.is_empty()).map(|scored| {
        let page = place.assessment(scored.summary.assessment.id);
        let bars = category_bars(&page, scored);
        view! { <Sheet title="Categories" count=scored.categories.len().to_string()>{bars}</Sheet> }
    });
    let unscored = current.is_none().then(|| {
        view! { <EmptyState title="No score yet" text="None of the imported reports states a score or rates a category. What else they say stands below."/> }
    });
    let (trend, all) = (trend(&overview.audits), audits_link(place, overview));
    let trend = view! { <Sheet title="Trend">{trend}<p>{all}</p></Sheet> };
    view! {
        {current.map(|scored| answer(place, project, overview, scored))}
        {unscored}
        {categories}
        <div class="split">
            <div class="stack">
                {open_blockers(shown, overview)}
                {risk_sheet(shown, overview)}
                {criteria(place, &overview.criteria, overview.criteria_count.0)}
                {plan(place, &overview.actions, overview.action_count, now.today())}
            </div>
            <div class="stack">
                {trend}
                {checklists(place, &overview.checklists)}
                {verifications(place, &overview.verifications, overview.verification_count.total, now)}
            </div>
        </div>
    }
}

fn audits_link(place: &Place, overview: &Overview) -> impl IntoView + use<> {
    let words = match overview.audits.len() {
        1 => "The one assessment".to_owned(),
        most if i64::try_from(most).is_ok_and(|most| most >= Overview::AUDITS) => "All assessments".to_owned(),
        many => format!("All {many} assessments"),
    };
    view! { <a href=place.link("/assessments")>{words}</a> }
}

fn open_blockers(shown: &Shown<'_>, overview: &Overview) -> impl IntoView + use<> {
    let open: i64 = overview.open_by_tier.iter().map(|(_, open)| open).sum();
    let first = overview.blockers.get(..ROWS).unwrap_or(&overview.blockers);
    let body = if first.is_empty() {
        view! { <p class="none-yet">"Nothing blocks."</p> }.into_any()
    } else {
        view! { {tier_counts(shown.words, &overview.open_by_tier)} {blockers::rows(shown, first)} }.into_any()
    };
    let all = view! { <a class="push" href=shown.place.link("/blockers")>"All blockers"</a> }.into_any();
    view! { <Sheet title="Open blockers" count=open.to_string() actions=Some(all)>{body}</Sheet> }
}

fn risk_sheet(at: &Shown<'_>, overview: &Overview) -> impl IntoView + use<> {
    let shown = overview.risks.get(..ROWS).unwrap_or(&overview.risks);
    let body = if shown.is_empty() {
        view! { <p class="none-yet">"No risks are known."</p> }.into_any()
    } else {
        risks::table(at.place, at.words, at.today, shown).into_any()
    };
    let all = view! { <a class="push" href=at.place.link("/risks")>"All risks"</a> }.into_any();
    view! { <Sheet title="Risks" count=overview.risk_count.to_string() actions=Some(all)>{body}</Sheet> }
}
