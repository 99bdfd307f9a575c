//! The page of one criterion.

use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::{Place, criterion_kind, prose};
use crate::projects::{Tab, tabs};
use crate::records::{around, since, throw_button, version};
use crate::relations::tied;
use crate::ui::{Button, ButtonLink, Fact, HiddenInput, Pill, Problems, Sheet, TitleBlock};
use domain::criteria::{Criterion, CriterionState};
use domain::ids::CriterionId;
use leptos::prelude::*;
use service::{ServiceError, criteria, records, relations};

pub(super) async fn one(visit: Visit) -> PageResult {
    let (id, viewer): (CriterionId, _) = (visit.id("criterion")?, visit.viewer().await?);
    let criterion = criteria::find(&visit.state.db, &viewer, id).await?;
    let ties = relations::tied(&visit.state.db, &viewer, id).await?;
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let (now, asked) = (service::now(), visit.clone());
    let page = Page::new(format!("{} – {}", criterion.text, viewer.project().name), move || {
        let (place, fields) = (Place::from(&viewer), visit.fields());
        let around = around(&visit, &viewer, id.into(), &talk);
        view! {
            {tabs(&viewer, Tab::Plan, None)}
            <Problems problems=fields.problems()/>
            {since(&fields, &place.slug, criterion.version, &talk.events)}
            <div class="split">
                <div class="stack">{record(&place, &criterion)}</div>
                <div class="stack">
                    {place.edits.then(|| what_now(&place, &criterion))}
                    {tied(&place, id.into(), &ties, now)}
                </div>
            </div>
            {around}
        }
    });
    let sentences = [("created", "The criterion is added."), ("changed", "Saved."), ("restored", "The criterion is back.")];
    Ok(page.done(&asked, &sentences))
}

pub(super) async fn set_state(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (CriterionId, _) = (visit.id("criterion")?, visit.viewer().await?.editor()?);
    let unknown = || ServiceError::Refused("This is no state of a criterion. Choose one of the buttons.".into());
    let state = CriterionState::from_words(sent.get("state")).ok_or_else(unknown)?;
    criteria::set_state(&visit.state.db, &editor, id, version(&sent)?, state, service::now()).await?;
    Ok(Done::at(format!("{}?done=changed", visit.path)))
}

fn record(place: &Place, row: &Criterion) -> impl IntoView + use<> {
    let here = place.link(&format!("/criteria/{}", row.id));
    let edit = place
        .edits
        .then(|| view! { <span class="push"><ButtonLink href=format!("{here}/edit") small=true>"Edit"</ButtonLink></span> }.into_any());
    let (kind, state) = (criterion_kind(row.state), row.state.as_str());
    let owner = row.owner.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
    let label = row.label.clone().map(|label| view! { <Fact name="No.">{label}</Fact> });
    let notes = prose(&row.notes);
    view! {
        <Sheet title=row.text.to_string() main=true actions=edit>
            <p><Pill kind text=state/></p>
            <TitleBlock>{label}<Fact name="Owner">{owner}</Fact></TitleBlock>
            {notes}
        </Sheet>
    }
}

/// The other states at one press each, and the bin.
fn what_now(place: &Place, row: &Criterion) -> impl IntoView + use<> {
    let (action, version) = (place.link(&format!("/criteria/{}/state", row.id)), row.version.0.to_string());
    let others = CriterionState::ALL.into_iter().filter(|state| *state != row.state);
    let buttons = others
        .map(|state| {
            let (value, words) = (state.as_str(), format!("Say “{}”", state.as_str()));
            view! { <Button name="state" value>{words}</Button> }
        })
        .collect_view();
    let throw = throw_button(&place.slug, row.id.into(), row.version);
    view! {
        <Sheet title="What now?">
            <div class="stack-tight">
                <form method="post" action=action class="cluster"><HiddenInput name="version" value=version/>{buttons}</form>
                {throw}
            </div>
        </Sheet>
    }
}
