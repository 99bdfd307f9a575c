//! Saying which name means which.

use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, HiddenInput, Problems, Select, Sheet};
use domain::changes::{Entry, Part};
use domain::ids::AssessmentId;
use leptos::prelude::*;
use service::changes::{self, Changes, Correction, Doubted, Said};

/// So many of what was said are listed.
const LISTED: usize = 200;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?.editor()?;
    let (from, to): (AssessmentId, AssessmentId) = (visit.id("from")?, visit.id("to")?);
    let part = Part::from_word(visit.query("part")).ok_or(PageError::NotFound)?;
    let row = (part, visit.query("name"), visit.query("side") != "before");
    let found = changes::doubted(&visit.state.db, &viewer, (from, to), row, service::now()).await?;
    Ok(Page::new("Which name means which", move || {
        let here = super::path(&Place::from(&*viewer), from, to);
        let problems = visit.fields().problems();
        let form = form(&visit, &found, &here);
        view! { {tabs(&viewer, Tab::Changes, None)} <Problems problems/> {form} }
    })
    .narrow())
}

fn form(visit: &Visit, found: &Doubted, here: &str) -> impl IntoView + use<> {
    let (entry, fields) = (&found.entry, visit.fields());
    let (part, name) = (entry.part.as_str(), visit.query("name").to_owned());
    let was = partner(entry, found.later);
    let now = match (&was, entry.matched) {
        (Some(other), Some(how)) => format!("It is matched with “{other}” so far: {}.", how.words()),
        _ => "It is matched with none so far.".to_owned(),
    };
    let (audit, other) = if found.later { ("later", "earlier") } else { ("earlier", "later") };
    let none = Choice::new("", format!("None of the {other} audit"));
    // Whatever it is matched with now can be confirmed, also where the other name is no candidate any more.
    let kept = was.iter().filter(|was| !found.names.contains(was));
    let choices = kept.chain(&found.names).map(|name| Choice::new(name.clone(), name.clone()));
    let choices: Vec<Choice> = [none].into_iter().chain(choices).collect();
    let chosen = fields.value("is", was.as_deref().unwrap_or_default());
    let error = fields.error("is");
    let title = format!("“{name}”, a {part} of the {audit} audit");
    let label = format!("In the {other} audit it is called");
    let (action, back) = (
        format!("{here}/match?part={part}&side={}&name={}", if found.later { "after" } else { "before" }, crate::frame::encoded(&name)),
        here.to_owned(),
    );
    view! {
        <Sheet title main=true>
            <p>{now}</p>
            <form class="form" method="post" action=action>
                <HiddenInput name="was" value=was.unwrap_or_default()/>
                <Select name="is" label choices value=chosen error
                    hint="Your answer holds for every comparison of this project, until somebody takes it back."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Remember"</Button><ButtonLink href=back>"Back"</ButtonLink></div>
            </form>
        </Sheet>
    }
}

/// The name on the other side.
fn partner(entry: &Entry, later: bool) -> Option<String> {
    let other = if later { &entry.before } else { &entry.after };
    other.as_ref().map(|stand| stand.name.clone())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let part = Part::from_word(visit.query("part")).ok_or(PageError::NotFound)?;
    let (from, to): (AssessmentId, AssessmentId) = (visit.id("from")?, visit.id("to")?);
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    let said = Correction { part, name: visit.query("name").to_owned(), is: some(sent.get("is")), was: some(sent.get("was")) };
    changes::correct(&visit.state.db, &editor, &said, service::now()).await?;
    Ok(Done::at(format!("{}?done=matched", super::path(&Place::from(&*editor), from, to))))
}

pub(super) async fn forget(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let id = sent.get("id").parse().map_err(|_| PageError::NotFound)?;
    changes::forget(&visit.state.db, &editor, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=forgotten", visit.path)))
}

/// What was said about names in this project, and the way to take it back; nothing where nobody said anything.
pub(super) fn said(place: &Place, found: &Changes, here: &str) -> impl IntoView + use<> {
    let rows = found.said.iter().take(LISTED).map(|said| line(place, said, here)).collect_view();
    let count = found.said.len().to_string();
    (!found.said.is_empty()).then(|| view! { <Sheet title="Names matched by hand" count id="names"><ul class="rows">{rows}</ul></Sheet> })
}

fn line(place: &Place, said: &Said, here: &str) -> impl IntoView + use<> {
    let means = if said.names.same { "means the same as" } else { "does not mean the same as" };
    let words = format!("“{}” {means} “{}”", said.one_name, said.other_name);
    let by = format!("{}, {}", said.by_name, said.at.day());
    let (action, id, label) = (format!("{here}/forget"), said.id.to_string(), format!("Take back: {words}"));
    let forget = place.edits.then(|| {
        view! { <form method="post" action=action><HiddenInput name="id" value=id/><Button small=true label=label>"Take back"</Button></form> }
    });
    let part = said.names.part.as_str();
    view! { <li class="row"><div class="row-head"><span class="row-title">{words}</span>{forget}</div><p class="row-meta"><span>{part}</span><span>{by}</span></p></li> }
}
