//! How a project calls its tiers and the steps of its scales, and where its risk matrix draws the lines.

use super::tabs::{Tab, tabs};
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::records::{newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Problems, Sheet, TextArea, TextInput};
use domain::projects::{Project, Words};
use domain::records::{Described, Fact};
use leptos::prelude::*;
use service::projects::{WordsForm, change_words};

pub(super) async fn page(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let typed = visit.fields();
    let page = Page::new(format!("Words of {}", owner.project().name), move || {
        let project = owner.project();
        let facts = project.words.facts();
        let form = form(&visit.path, project, &facts, &typed);
        view! {
            {tabs(&owner, Tab::Settings, None)}
            <Problems problems=typed.problems()/>
            {newer(&typed, project.version, &facts)}
            <Sheet title="Words">{form}</Sheet>
        }
    });
    Ok(page.narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let typed = |field: &'static str| sent.get(field).to_owned();
    let form = WordsForm {
        tiers: typed("tiers"),
        likelihood: Words::LIKELIHOOD_FIELDS.map(typed),
        impact: Words::IMPACT_FIELDS.map(typed),
        matrix: Words::MATRIX_FIELDS.map(typed),
    };
    change_words(&visit.state.db, &owner, version(&sent)?, &form, service::now()).await?;
    Ok(Done::at(format!("/projects/{}/settings?done=saved", owner.project().slug)))
}

fn form(here: &str, project: &Project, facts: &[Fact], typed: &Fields) -> AnyView {
    let value = |name: &str| typed.value(name, facts.iter().find(|fact| fact.name == name).map_or("", |fact| fact.value.as_str()));
    let inputs = |fields: &[&'static str], short: bool| {
        let kind = if short { "number" } else { "text" };
        let input = |field: &&'static str| {
            let label = facts.iter().find(|fact| fact.name == *field).map_or("", |fact| fact.label);
            let label = label.trim_start_matches("Likelihood ").trim_start_matches("Impact ").to_owned();
            view! { <TextInput name=*field label kind value=value(field) error=typed.error(field) required=true/> }
        };
        fields.iter().map(input).collect_view()
    };
    let (likelihood, impact, matrix) =
        (inputs(&Words::LIKELIHOOD_FIELDS, false), inputs(&Words::IMPACT_FIELDS, false), inputs(&Words::MATRIX_FIELDS, true));
    let (here, back) = (here.to_owned(), format!("/projects/{}/settings", project.slug));
    let (tiers, wrong) = (value("tiers"), typed.error("tiers"));
    view! {
        <form method="post" action=here class="form">
            <HiddenInput name="version" value=project.version.0.to_string()/>
            <TextArea name="tiers" label="Tiers of blockers" hint="One per line, the one that stops everything first; one to nine." value=tiers error=wrong rows=4 required=true/>
            <fieldset class="fieldset"><legend>"Likelihood of risks, from 1 to 5"</legend><div class="form-row wordrow">{likelihood}</div></fieldset>
            <fieldset class="fieldset"><legend>"Impact of risks, from 1 to 5"</legend><div class="form-row wordrow">{impact}</div></fieldset>
            <fieldset class="fieldset">
                <legend>"Risk matrix"</legend>
                <p class="hint">"Likelihood times impact makes a figure from 1 to 25. From these figures a risk is low, medium, high or critical; below the first it is very low."</p>
                <div class="form-row wordrow">{matrix}</div>
            </fieldset>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
    .into_any()
}
