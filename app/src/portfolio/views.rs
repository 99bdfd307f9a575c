//! The views that a person keeps: saving, renaming, deleting.

use super::asked::address;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, ButtonLink, Crumb, EmptyState, HiddenInput, PageHead, Problems, Sheet, TextInput};
use domain::ids::ViewId;
use domain::portfolio::SavedView;
use leptos::prelude::*;
use service::portfolio::{self, ViewForm};

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.person().await?;
    let views = portfolio::views(&visit.state.db, &who).await?;
    let fields = visit.fields();
    let page = Page::new("Saved views", move || {
        // What was typed for a new view that was refused; a refused name of one that is kept stands in its own form.
        let unsaved = fields.sent().filter(|sent| sent.get("view").is_empty()).map(|_| new(&fields));
        let rows = views.iter().map(|view| one(view, &fields)).collect_view();
        let body = if views.is_empty() && unsaved.is_none() { empty().into_any() } else { rows.into_any() };
        view! {
            <PageHead title="Saved views" crumbs=vec![Crumb::new("Projects", "/projects")]/>
            <Problems problems=fields.problems()/>
            {unsaved}
            {body}
        }
    });
    Ok(page.narrow().done(&visit, &[("renamed", "The view has its new name."), ("deleted", "The view is deleted.")]))
}

/// Saves a new view, or renames the one that the form names.
pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (who, db) = (visit.person().await?, &visit.state.db);
    let form = ViewForm { name: sent.get("name").into(), query: sent.get("query").into() };
    if sent.get("view").is_empty() {
        let view = portfolio::save_view(db, &who, &form, service::now()).await?;
        let done = if view.query.as_str().is_empty() { "done=saved".to_owned() } else { format!("{}&done=saved", view.query) };
        return Ok(Done::at(address("/projects", &done)));
    }
    let id: ViewId = sent.get("view").parse().map_err(|_| PageError::NotFound)?;
    let version = sent.get("version").parse().map_err(|_| PageError::NotFound)?;
    portfolio::change_view(db, &who, id, version, &form).await?;
    Ok(Done::at("/projects/views?done=renamed"))
}

pub(super) async fn delete(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    let id: ViewId = sent.get("view").parse().map_err(|_| PageError::NotFound)?;
    portfolio::delete_view(&visit.state.db, &who, id).await?;
    Ok(Done::at("/projects/views?done=deleted"))
}

fn new(fields: &Fields) -> impl IntoView + use<> {
    let (name, query, error) = (fields.value("name", ""), fields.value("query", ""), fields.error("name"));
    view! {
        <Sheet title="Save a view">
            <form method="post" action="/projects/views" class="form">
                <HiddenInput name="query" value=query/>
                <TextInput name="name" label="Name of the view" value=name error=error required=true maxlength=80 autocomplete="off"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Save the view"</Button><ButtonLink href="/projects">"Cancel"</ButtonLink></div>
            </form>
        </Sheet>
    }
}

fn one(view: &SavedView, fields: &Fields) -> impl IntoView + use<> {
    let (id, version) = (view.id.to_string(), view.version.0.to_string());
    let mine = fields.sent().is_some_and(|sent| sent.get("view") == id);
    let name = if mine { fields.value("name", view.name.as_str()) } else { view.name.to_string() };
    let error = if mine { fields.error("name") } else { None };
    let (title, href) = (view.name.to_string(), address("/projects", view.query.as_str()));
    let field = if mine { "field-name".to_owned() } else { format!("view-{id}") };
    let delete = format!("Delete the view {title}");
    view! {
        <Sheet title id=format!("sheet-{id}")>
            <p><a href=href>"Open it"</a></p>
            <form method="post" action="/projects/views" class="form">
                <HiddenInput name="view" value=id.clone()/><HiddenInput name="version" value=version/>
                <TextInput name="name" id=field label="Name" value=name error=error required=true maxlength=80 autocomplete="off"/>
                <div class="form-actions"><Button>"Rename"</Button></div>
            </form>
            <form method="post" action="/projects/views/delete">
                <HiddenInput name="view" value=id/><Button kind=ButtonKind::Danger small=true label=delete>"Delete"</Button>
            </form>
        </Sheet>
    }
}

fn empty() -> impl IntoView {
    let action = view! { <ButtonLink href="/projects">"To the projects"</ButtonLink> }.into_any();
    let text = "Choose filters and an order on the list of projects, then save that as a view.";
    view! { <EmptyState title="No saved view yet" text=text action=Some(action)/> }
}
