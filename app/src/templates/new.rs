//! Publishing a new template: the text, then what was understood, then done.

use super::parts::contents;
use crate::frame::{Fields, Page, PageError, PageResult, Values, Visit, looked_at, refused};
use crate::ui::{Button, ButtonKind, ButtonLink, Crumb, PageHead, Problems, Sheet, TextArea};
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::AssessmentId;
use domain::templates::Template;
use leptos::prelude::*;
use service::ServiceError;
use service::templates;

/// A text to begin with, so that nobody begins with an empty field.
const START: &str = "key = \"my-audit\"\nname = \"My audit\"\nversion = 1\ndescription = \"What it is for.\"\n\n[[categories]]\nkey = \"tests\"\n\
    name = \"Tests\"\nweight = 60\nscale = \"percent\"\nguidance = \"What to look at.\"\n\n[[categories]]\nkey = \"running\"\nname = \"Running it\"\n\
    weight = 40\nscale = \"rag\"\n\n[[checklists]]\ntitle = \"Before the launch\"\nitems = [\n  { text = \"A restore was tried\", blocking = true },\n]\n";

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.signed_in().await?;
    let fields = visit.fields();
    let looked = match fields.sent().filter(|_| fields.problems().is_empty()) {
        Some(sent) => Some(templates::read_new(&visit.state.db, &who, sent.get("text")).await?),
        None => None,
    };
    let start = match visit.query("from") {
        "" => START.to_owned(),
        key => own(templates::show(&visit.state.db, &who, key, None, None).await?.template)?,
    };
    Ok(drawn(&fields, start, looked))
}

/// The form with a template made of an audit in it.
pub(super) async fn of_assessment(visit: Visit) -> PageResult {
    let (id, viewer): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?);
    let start = templates::from_assessment(&visit.state.db, &viewer, id, service::now()).await?;
    Ok(drawn(&Fields::default(), start, None))
}

/// Shows what was understood, or publishes it: the button decides.
pub(super) async fn take(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match act(&visit, &sent).await {
        Ok(Some(path)) => Redirect::to(&path).into_response(),
        Ok(None) => looked_at(visit, page, sent).await,
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn act(visit: &Visit, sent: &Values) -> Result<Option<String>, PageError> {
    let who = visit.signed_in().await?;
    if sent.get("then") == "publish" {
        let template = templates::publish(&visit.state.db, &who, sent.get("text"), service::now()).await?;
        return Ok(Some(format!("/templates/{}?done=published", template.parts().key)));
    }
    // What cannot be used is refused here, so that the page itself always can be shown.
    templates::read_new(&visit.state.db, &who, sent.get("text")).await?;
    Ok(None)
}

/// A text to go on with under a key of one's own.
fn own(template: Template) -> Result<String, ServiceError> {
    let unwritable = |_| ServiceError::Internal("a template could not be written");
    let mut parts = template.into_parts();
    parts.key = format!("my-{}", parts.key).parse().unwrap_or(parts.key);
    parts.version = 1;
    Template::new(parts).and_then(|template| template.to_toml()).map_err(unwritable)
}

fn drawn(fields: &Fields, start: String, looked: Option<Template>) -> Page {
    let fields = fields.clone();
    Page::new("New template", move || {
        let seen = looked.as_ref().map(|template| {
            let parts = template.parts();
            let text = format!("“{}” with the key {}. Nothing is published yet.", parts.name, parts.key);
            let contents = contents(template);
            view! { <Sheet title="What was understood" main=true><p>{text}</p></Sheet> {contents} }
        });
        let form = form("/templates/new", &fields, &start, looked.is_some(), None);
        view! {
            <PageHead title="New template" crumbs=vec![Crumb::new("Templates", "/templates")]
                subtitle="Everybody who is signed in can use it. Only you and administrators can publish its next versions."/>
            <Problems problems=fields.problems()/>
            {seen}
            <Sheet title="The text">{form}</Sheet>
        }
    })
    .narrow()
}

/// The text and what to do with it; it can be published once it was looked at.
pub(super) fn form(here: &str, fields: &Fields, start: &str, looked: bool, carried: Option<AnyView>) -> impl IntoView + use<> {
    let (text, error, here) = (fields.value("text", start), fields.error("text"), here.to_owned());
    let (look, publish) = if looked { (ButtonKind::Second, true) } else { (ButtonKind::Main, false) };
    let back = here.rsplit_once('/').map_or("/templates", |(above, _)| above).to_owned();
    view! {
        <form method="post" action=here class="form">
            {carried}
            <TextArea name="text" label="The template" source=true rows=24 value=text error
                hint="TOML, or JSON with the same fields. The version is counted here, whatever the text says."/>
            <p class="small muted">"What can be in it: "<a href="/templates/schema">"the schema"</a>", or any other template as an example."</p>
            <div class="form-actions">
                {publish.then(|| view! { <Button kind=ButtonKind::Main name="then" value="publish">"Publish"</Button> })}
                <Button kind=look name="then" value="look">"Look at it"</Button>
                <ButtonLink href=back>"Cancel"</ButtonLink>
            </div>
        </form>
    }
}
