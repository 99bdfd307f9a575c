//! Renaming, describing, tagging and archiving a project.

use super::new::{fields, form};
use super::tabs::{Tab, tabs};
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::records::{newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Problems, Sheet};
use domain::projects::Project;
use domain::records::Described as _;
use leptos::prelude::*;
use service::projects;

pub(super) async fn page(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let typed = visit.fields();
    let title = format!("Settings of {}", owner.project().name);
    let page = Page::new(title, move || {
        let project = owner.project();
        // The form for archiving has nothing to compare.
        let newer = typed.sent().is_some_and(|sent| sent.find("name").is_some()).then(|| newer(&typed, project.version, &project.facts()));
        let archived = project.archived_at.is_some();
        view! {
            {tabs(&owner, Tab::Settings, None)}
            <Problems problems=typed.problems()/>
            {newer}
            <div class="split">
                {(!archived).then(|| details(project, &typed))}
                <div class="stack">
                    {(!archived).then(|| words(project))}
                    {scoring(project)}
                    {tokens(project)}
                    {archiving(project)}
                </div>
            </div>
        }
    });
    Ok(page.done(&visit, &[("saved", "Saved.")]))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    projects::change(&visit.state.db, &owner, version(&sent)?, &form(&sent), service::now()).await?;
    Ok(Done::at(format!("{}?done=saved", visit.path)))
}

pub(super) async fn archive(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (db, owner, version) = (&visit.state.db, visit.viewer().await?.owner()?, version(&sent)?);
    if owner.project().archived_at.is_some() {
        projects::restore(db, &owner, version, service::now()).await?;
    } else {
        projects::archive(db, &owner, version, service::now()).await?;
    }
    Ok(Done::at(format!("{}?done=saved", visit.path)))
}

fn details(project: &Project, typed: &Fields) -> impl IntoView + use<> {
    let form = view! {
        <form method="post" action=format!("/projects/{}/settings", project.slug) class="form">
            <HiddenInput name="version" value=project.version.0.to_string()/>
            {fields(typed, Some(project))}
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button></div>
        </form>
    };
    view! { <Sheet title="Details">{form}</Sheet> }
}

fn words(project: &Project) -> impl IntoView + use<> {
    let names: Vec<String> = project.words.tiers().into_iter().map(|tier| project.words.tier(tier)).collect();
    let text = format!("Tiers are called {}. Likelihood, impact and the risk matrix have their words here too.", names.join(", "));
    let href = format!("/projects/{}/settings/words", project.slug);
    view! { <Sheet title="Words"><p>{text}</p><p><ButtonLink href>"Choose words"</ButtonLink></p></Sheet> }
}

fn scoring(project: &Project) -> impl IntoView + use<> {
    let target = project.rule.target.map_or_else(|| "no target".to_owned(), |target| format!("a target of {} %", target.normalize()));
    let text = format!("Rule {} with {target}; scores are {}.", project.rule.version, project.rule.rounding());
    let href = format!("/projects/{}/settings/scoring", project.slug);
    view! { <Sheet title="Scoring rule"><p>{text}</p><p><ButtonLink href>"Choose how scores are made"</ButtonLink></p></Sheet> }
}

fn tokens(project: &Project) -> impl IntoView + use<> {
    let href = format!("/projects/{}/tokens", project.slug);
    let text = "Pipelines show one to read files, post results of verifications, or bring in reports.";
    view! { <Sheet title="API tokens"><p>{text}</p><p><ButtonLink href>"API tokens"</ButtonLink></p></Sheet> }
}

fn archiving(project: &Project) -> impl IntoView + use<> {
    let (title, text, button, kind) = if project.archived_at.is_some() {
        ("Restore the project", "It can then be changed again.", "Restore", ButtonKind::Main)
    } else {
        (
            "Archive the project",
            "It leaves the list and can only be read. Nothing is deleted, and it can be restored at any time.",
            "Archive",
            ButtonKind::Danger,
        )
    };
    let form = view! {
        <form method="post" action=format!("/projects/{}/settings/archive", project.slug) class="form">
            <p>{text}</p>
            <HiddenInput name="version" value=project.version.0.to_string()/>
            <div class="form-actions"><Button kind>{button}</Button></div>
        </form>
    };
    view! { <Sheet title>{form}</Sheet> }
}
