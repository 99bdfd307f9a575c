//! The page of one risk.

use super::acts::forms;
use super::table::{factors, level, standing};
use crate::frame::{Page, PageResult, Visit};
use crate::overview::{Place, prose};
use crate::projects::{Tab, tabs};
use crate::records::{around, since, throw_button};
use crate::relations::tied;
use crate::ui::{ButtonLink, Cell, Fact, Kind, Notice, Problems, Sheet, Table, TitleBlock};
use domain::Day;
use domain::ids::RiskId;
use domain::projects::Words;
use domain::risks::{Cover, Level, Polarity, Risk};
use leptos::prelude::*;
use service::{records, risks};

pub(super) async fn one(visit: Visit) -> PageResult {
    let (id, viewer): (RiskId, _) = (visit.id("risk")?, visit.viewer().await?);
    let risk = risks::find(&visit.state.db, &viewer, id).await?;
    let ties = service::relations::tied(&visit.state.db, &viewer, id).await?;
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let me = viewer.name().to_string();
    let (now, asked) = (service::now(), visit.clone());
    let page = Page::new(format!("{} – {}", risk.title, viewer.project().name), move || {
        let (place, typed, words) = (Place::from(&viewer), visit.fields(), &viewer.project().words);
        let around = around(&visit, &viewer, id.into(), &talk).into_any();
        let forms = place.edits.then(|| {
            let forms = forms(&place, &risk, &me, &typed).into_any();
            let throw = throw_button(&place.slug, id.into(), risk.version).into_any();
            view! { <Sheet title="What now?"><div class="stack-tight">{forms}{throw}</div></Sheet> }.into_any()
        });
        view! {
            {tabs(&viewer, Tab::Risks, None)}
            <Problems problems=typed.problems()/>
            {since(&typed, &place.slug, risk.version, &talk.events)}
            <div class="split">
                <div class="stack">{record(&place, words, &risk, now.today())}{around}</div>
                <div class="stack">{forms}{tied(&place, id.into(), &ties, now).into_any()}</div>
            </div>
        }
    });
    Ok(page.done(
        &asked,
        &[
            ("created", "The risk is added."),
            ("changed", "Saved."),
            ("accepted", "The risk is accepted."),
            ("withdrawn", "The acceptance is withdrawn."),
            ("closed", "The risk is closed."),
            ("reopened", "The risk is open again."),
            ("restored", "The risk is back."),
        ],
    ))
}

fn record(place: &Place, words: &Words, risk: &Risk, today: Day) -> AnyView {
    let actions = place.edits.then(|| {
        let edit = place.link(&format!("/risks/{}/edit", risk.id));
        view! { <span class="push"><ButtonLink href=edit small=true>"Edit"</ButtonLink></span> }.into_any()
    });
    let (standing, facts, levels) = (standing(words, risk, today), facts(place, risk).into_any(), exposures(words, risk).into_any());
    let (accepted, closed) = (accepted(words, risk, today).into_any(), closed(risk).into_any());
    let quality = (risk.polarity == Polarity::HigherIsBetter).then(|| view! { <p class="small">"A quality: higher is better."</p> });
    let mitigation = (!risk.mitigation.is_empty()).then(|| view! { <h3>"Mitigation"</h3> });
    let (about, measures) = (prose(&risk.description), prose(&risk.mitigation));
    view! {
        <Sheet title=risk.title.to_string() main=true actions>
            {standing}
            {quality}
            {facts}
            {closed}
            {accepted}
            {about}
            {levels}
            {mitigation}
            {measures}
        </Sheet>
    }
    .into_any()
}

fn facts(place: &Place, risk: &Risk) -> impl IntoView + use<> {
    let pairs = [
        ("Owner", Some(risk.owner.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string))),
        ("Response", Some(risk.response.map_or("not decided", domain::risks::Response::as_str).to_owned())),
        ("Review", risk.review.map(|review| review.to_string())),
        ("Status in the report", risk.status.clone()),
        ("Opened", Some(risk.opened_at.day().to_string())),
    ];
    let pairs = pairs.into_iter().filter_map(|(name, value)| value.map(|value| view! { <Fact name>{value}</Fact> })).collect_view();
    let audit = risk.opened_in.map(|id| {
        let (href, lines) = (place.assessment(id), place.lines(risk.opened_in, risk.lines));
        view! { <Fact name="From"><a href=href>"an audit"</a>" "{lines}</Fact> }
    });
    view! { <TitleBlock>{pairs}{audit}</TitleBlock> }
}

/// The three exposures below each other, and the level in the audit before.
fn exposures(words: &Words, risk: &Risk) -> impl IntoView + use<> {
    let known = [("Before anything is done", risk.inherent), ("Now", risk.residual), ("Target", risk.target)];
    let rows = known.into_iter().filter(|(name, exposure)| *name == "Now" || !exposure.is_unknown()).map(|(name, exposure)| {
        let (level, factors) = (level(words, exposure, risk.polarity), factors(words, exposure));
        let factors = if factors.is_empty() { "–".to_owned() } else { factors };
        view! { <tr><th scope="row">{name}</th><Cell label="Level">{level}</Cell><Cell label="Why">{factors}</Cell></tr> }
    });
    let rows = rows.collect_view();
    let previous = risk.previous.map(|level| {
        let level = level.as_str();
        view! { <tr><th scope="row">"In the audit before"</th><Cell label="Level">{level}</Cell><Cell label="Why">"–"</Cell></tr> }
    });
    view! {
        <Table caption="Levels" cards=true>
            <thead><tr><th scope="col">"When"</th><th scope="col">"Level"</th><th scope="col">"Why"</th></tr></thead>
            <tbody>{previous}{rows}</tbody>
        </Table>
    }
}

/// The last acceptance: whom it is by, what it was given for, and whether it still covers the risk.
fn accepted(words: &Words, risk: &Risk, today: Day) -> impl IntoView + use<> {
    let given = risk.acceptance.as_ref().zip(risk.cover(words.matrix(), today)).filter(|_| risk.closure.is_none());
    given.map(|(given, cover)| {
        let (kind, title) = match cover {
            Cover::Holds => (Kind::Info, format!("Accepted until {}", given.until)),
            Cover::Past => (Kind::Warn, format!("The acceptance ended on {}", given.until)),
            Cover::Worse => (Kind::Bad, "Worse than it was when it was accepted".to_owned()),
        };
        let state = domain::risks::Exposure { likelihood: given.likelihood, impact: given.impact, stated: None };
        let level = given.level.map_or("no known level", Level::as_str);
        let why = Some(factors(words, state)).filter(|why| !why.is_empty()).map(|why| format!(" ({why})")).unwrap_or_default();
        let by = format!("By {} on {}, for {level}{why}.", given.approver, given.at.day());
        let reason = prose(&given.reason);
        view! { <Notice kind title>{reason}<p class="small">{by}</p></Notice> }
    })
}

fn closed(risk: &Risk) -> impl IntoView + use<> {
    risk.closure.as_ref().map(|closure| {
        let (title, reason) = (format!("Closed on {} by {}", closure.at.day(), closure.by_name), prose(&closure.reason));
        view! { <Notice kind=Kind::Ok title>{reason}</Notice> }
    })
}
