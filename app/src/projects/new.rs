//! Making a project.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, ButtonLink, Crumb, PageHead, Problems, TextArea, TextInput};
use domain::projects::Project;
use domain::text::Tag;
use leptos::prelude::*;
use service::projects::{ProjectForm, create};

pub(super) async fn page(visit: Visit) -> PageResult {
    visit.signed_in().await?;
    let form = visit.fields();
    Ok(Page::new("New project", move || {
        view! {
            <PageHead title="New project" crumbs=vec![Crumb::new("Projects", "/projects")]/>
            <Problems problems=form.problems()/>
            <form method="post" action="/projects/new" class="form">
                {fields(&form, None)}
                <TextInput name="slug" label="Address" value=form.value("slug", "") error=form.error("slug") optional=true autocomplete="off"
                    maxlength=60 hint="The name of the project in links, such as “billing-api”. It stays for good. Left empty, it is made from the name."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Create the project"</Button><ButtonLink href="/projects">"Cancel"</ButtonLink></div>
            </form>
        }
    })
    .narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.signed_in().await?;
    let project = create(&visit.state.db, &who, &form(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}?done=created", project.slug)))
}

pub(super) fn form(sent: &Values) -> ProjectForm {
    let text = |name| sent.get(name).to_owned();
    ProjectForm { name: text("name"), slug: text("slug"), description: text("description"), tags: text("tags") }
}

/// What can be typed for a new and for an old project alike.
pub(super) fn fields(form: &Fields, project: Option<&Project>) -> impl IntoView + use<> {
    let name = project.map_or("", |project| project.name.as_str());
    let description = project.map_or("", |project| project.description.as_str());
    let tags = project.map_or_else(String::new, tags_text);
    view! {
        <TextInput name="name" label="Name" value=form.value("name", name) error=form.error("name") required=true autocomplete="off" maxlength=300/>
        <TextArea name="description" label="Description" value=form.value("description", description) error=form.error("description") optional=true
            hint="What is to become ready, and for whom. Markdown."/>
        <TextInput name="tags" label="Tags" value=form.value("tags", &tags) error=form.error("tags") optional=true autocomplete="off"
            hint="Separated by commas, such as “payments, web”."/>
    }
}

/// Tags as a person types them.
pub(super) fn tags_text(project: &Project) -> String {
    project.tags.iter().map(Tag::as_str).collect::<Vec<_>>().join(", ")
}
