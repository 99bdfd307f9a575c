//! The page of one decision.

use crate::frame::{Page, PageError, PageResult, Visit};
use crate::gates::{rule_table, verdict_word};
use crate::overview::{Place, prose, verdict_kind};
use crate::projects::{Tab, tabs};
use crate::records::path;
use crate::ui::{Cell, Fact, Kind, Notice, Pill, Sheet, Stamp, Status, Table, TitleBlock};
use axum::response::{IntoResponse as _, Response};
use domain::checklists::ItemState;
use domain::decisions::{Shift, State};
use domain::ids::DecisionId;
use domain::projects::Words;
use domain::{Day, Timestamp};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use leptos::prelude::*;
use service::decisions::{self, DecisionPage};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, viewer, now): (DecisionId, _, _) = (visit.id("decision")?, visit.viewer().await?, service::now());
    let shown = decisions::show(&visit.state.db, &viewer, id, now).await?;
    let asked = visit.clone();
    let title = format!("{} for {}", shown.decision.verdict.as_str(), shown.decision.goal_name);
    let page = Page::new(title, move || {
        let place = Place::from(&viewer);
        let over = shown.decision.is_override().then(|| {
            let text = format!("The gate said {} when this was signed. The reason stands below.", verdict_word(shown.decision.computed));
            view! { <Notice kind=Kind::Warn title="Signed over the gate">{text}</Notice> }
        });
        let later = (!shown.is_last).then(|| {
            let href = place.link("/decisions");
            view! { <Notice kind=Kind::Info title="There is a later decision on this goal"><a href=href>"All decisions"</a></Notice> }
        });
        view! {
            {tabs(&viewer, Tab::Gates, None)}
            {later}
            {over}
            {signed(&place, &shown)}
            {since(&place, &shown)}
            {conditions(&place, &shown, now)}
            {shown.state.as_ref().map(|state| then(&place, &viewer.project().words, state))}
        }
    });
    Ok(page.done(&asked, &[("signed", "Signed. The state it was taken on is kept with it.")]))
}

/// The state that a decision was taken on, as a file.
pub(super) async fn document(visit: Visit) -> Response {
    let found = async {
        let (id, viewer): (DecisionId, _) = (visit.id("decision")?, visit.viewer().await?);
        Ok::<_, PageError>(decisions::document(&visit.state.db, &viewer, id).await?)
    };
    match found.await {
        Err(error) => Page::of_error(&visit, error),
        Ok((decision, document)) => {
            let name = format!("decision-{}-{}.json", decision.goal, decision.at.day());
            let headers = [
                (CONTENT_TYPE, "application/json".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                (CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, document).into_response()
        }
    }
}

fn signed(place: &Place, shown: &DecisionPage) -> impl IntoView + use<> {
    let row = &shown.decision;
    let (kind, word) = (verdict_kind(Some(row.verdict)), row.verdict.as_str());
    let by = format!("{}, {}", row.by_name, row.at.day());
    let audit = shown.state.as_ref().and_then(|state| state.audit.as_ref()).map(|audit| {
        let (href, words) = (place.assessment(audit.id), audit.title.to_string());
        view! { <Fact name="Last audit"><a href=href>{words}</a></Fact> }
    });
    let gate = verdict_word(row.computed);
    let version = format!("version {}", row.gates_version);
    let (intact, seal) = if shown.intact { (Kind::Ok, "intact") } else { (Kind::Bad, "does not match") };
    let (file, digest) = (place.link(&format!("/decisions/{}/state", row.id)), row.sha256.clone());
    let reason = prose(&row.reason);
    let goal = row.goal_name.to_string();
    view! {
        <Sheet title=format!("{} for {goal}", row.verdict.as_str()) main=true>
            <div class="goal-head">
                <Stamp kind word about=goal.clone() by/>
                <TitleBlock>
                    <Fact name="The gate said">{gate}</Fact>
                    <Fact name="Gates">{version}</Fact>
                    {audit}
                </TitleBlock>
            </div>
            {reason}
            <p class="small">
                "SHA-256 of the state it was taken on: "<code class="digest">{digest}</code>" "<Status kind=intact text=seal/>" "
                <a href=file>"Download the state"</a>
            </p>
        </Sheet>
    }
}

/// How the project stands otherwise than it stood then.
fn since(place: &Place, shown: &DecisionPage) -> impl IntoView + use<> {
    let now = (verdict_kind(shown.computed_now), verdict_word(shown.computed_now));
    let rows = shown.moved.iter().map(|row| {
        let kind = match row.shift {
            Shift::Worse => Kind::Bad,
            Shift::Better => Kind::Ok,
            Shift::Other => Kind::Neutral,
        };
        let (what, before, after, word) = (row.what.clone(), row.before.clone(), row.after.clone(), row.shift.as_str());
        view! {
            <tr>
                <th scope="row">{what}</th>
                <Cell label="Then">{before}</Cell>
                <Cell label="Now">{after}</Cell>
                <Cell label="Moved"><Status kind text=word/></Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let body = if shown.decision.facts.is_none() {
        view! { <p>"Another version of the program kept the state in a way that this one does not read; the document itself is below."</p> }
            .into_any()
    } else if shown.moved.is_empty() {
        view! { <p>"Nothing that gates ask about has changed since it was signed."</p> }.into_any()
    } else {
        view! {
            <p class="moved"><strong>"The state has moved since this decision."</strong></p>
            <Table caption="What has moved since" cards=true>
                <thead><tr><th scope="col">"What"</th><th scope="col">"Then"</th><th scope="col">"Now"</th><th scope="col">"Moved"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    let (gates, activity) = (place.link("/gates"), place.link("/activity"));
    let (kind, word) = now;
    view! {
        <Sheet title="Since then">
            <p>"The gate says now: "<Pill kind text=word/></p>
            {body}
            <p class="cluster"><a href=gates>"Verdicts now"</a><a href=activity>"Everything that happened"</a></p>
        </Sheet>
    }
}

fn conditions(place: &Place, shown: &DecisionPage, now: Timestamp) -> impl IntoView + use<> {
    let today: Day = now.today();
    let met = shown.conditions.iter().filter(|item| matches!(item.state(now), ItemState::Done | ItemState::NotApplicable)).count();
    let rows = shown.conditions.iter().map(|item| {
        let (kind, word) = match item.state(now) {
            ItemState::Done => (Kind::Ok, "met"),
            ItemState::NotApplicable => (Kind::Neutral, "does not apply"),
            _ if item.due.is_some_and(|due| due < today) => (Kind::Bad, "overdue"),
            _ => (Kind::Warn, "open"),
        };
        let (href, words) = (path(&place.slug, item.id.into()), item.text.to_string());
        let due = item.due.map_or_else(|| "no day".to_owned(), |due| due.to_string());
        view! {
            <tr>
                <th scope="row"><a href=href>{words}</a></th>
                <Cell label="Due">{due}</Cell>
                <Cell label="State"><Status kind text=word/></Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let count = format!("{met} of {}", shown.conditions.len());
    (!shown.conditions.is_empty()).then(|| {
        view! {
            <Sheet title="Conditions" count>
                <Table caption="Conditions" cards=true>
                    <thead><tr><th scope="col">"Condition"</th><th scope="col">"Due"</th><th scope="col">"State"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Sheet>
        }
    })
}

/// What the gate found when it was signed.
fn then(place: &Place, words: &Words, state: &State) -> impl IntoView + use<> {
    let rules = rule_table(place, words, &state.rules, None);
    let none = state.rules.is_empty().then(|| view! { <p class="none-yet">"The gate had no rules."</p> });
    view! { <Sheet title="What the gate found when it was signed">{none}{rules}</Sheet> }
}
