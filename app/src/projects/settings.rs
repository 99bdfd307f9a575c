//! Renaming, describing, tagging and archiving a project.

use super::new::{fields, form, tags_text};
use super::tabs::{Tab, tabs};
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Kind, Notice, Problems, Sheet};
use domain::Version;
use domain::projects::Project;
use leptos::prelude::*;
use service::ServiceError;
use service::projects;

pub(super) async fn page(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let typed = visit.fields();
    let title = format!("Settings of {}", owner.project().name);
    let page = Page::new(title, move || {
        let project = owner.project();
        // A refused form names the version it was made on. An older one: somebody else saved meanwhile.
        let newer = typed.sent().is_some_and(|sent| !sent.get("name").is_empty() && sent.get("version") != project.version.0.to_string());
        let archived = project.archived_at.is_some();
        view! {
            {tabs(&owner, Tab::Settings, None)}
            <Problems problems=typed.problems()/>
            {newer.then(|| theirs(project))}
            <div class="split">
                {(!archived).then(|| details(project, &typed))}
                <div class="stack">
                    {(!archived).then(|| words(project))}
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

fn version(sent: &Values) -> Result<Version, ServiceError> {
    sent.get("version")
        .parse()
        .map_err(|_| ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into()))
}

/// What somebody else saved meanwhile, beside the form that still holds one's own.
fn theirs(newer: &Project) -> impl IntoView + use<> {
    let rows = [("Name", newer.name.to_string()), ("Description", newer.description.as_str().to_owned()), ("Tags", tags_text(newer))];
    let rows = rows.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    view! {
        <Notice kind=Kind::Warn title="Saved by somebody else meanwhile">
            <p>"The form below still holds what you typed. Saving it now replaces this:"</p>
            <dl class="facts">{rows}</dl>
        </Notice>
    }
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
