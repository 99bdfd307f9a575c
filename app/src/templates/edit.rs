//! Publishing the next version of a template: the text, then what differs, then done.

use super::differ::differences;
use super::new::form;
use crate::frame::{Page, PageError, PageResult, Values, Visit, looked_at, refused};
use crate::ui::{Crumb, HiddenInput, Kind, Notice, PageHead, Problems, Sheet};
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use domain::templates::TemplateDiff;
use leptos::prelude::*;
use service::ServiceError;
use service::templates;

pub(super) async fn page(visit: Visit) -> PageResult {
    let (db, key) = (&visit.state.db, visit.param("key").to_owned());
    let who = visit.signed_in().await?;
    let keeper = who.template_keeper(db, &key).await?;
    let found = templates::show(db, &who, &key, None, None).await?;
    let fields = visit.fields();
    let sent = fields.sent();
    // What cannot be read is told by the form already.
    let mine = match sent {
        Some(sent) => templates::compare(db, &keeper, sent.get("text")).await.ok(),
        None => None,
    };
    let missed = sent.and_then(|sent| sent.get("version").parse().ok()).filter(|seen| *seen < found.newest);
    let theirs = match missed {
        Some(seen) => templates::show(db, &who, &key, None, Some(seen)).await?.diff,
        None => None,
    };
    let start = found.template.to_toml().map_err(|_| ServiceError::Internal("a template could not be written"))?;
    Ok(Page::new(format!("Edit {}", found.template.parts().name), move || {
        let (name, here) = (found.template.parts().name.to_string(), format!("/templates/{key}"));
        let looked = mine.as_ref().map(|diff| {
            let title = format!("What version {} would change", found.newest.saturating_add(1));
            let list = differences(diff);
            view! { <Sheet title main=true>{list}</Sheet> }
        });
        let seen = found.newest.to_string();
        let carried = view! { <HiddenInput name="version" value=seen/> }.into_any();
        let form = form(&format!("{here}/edit"), &fields, &start, mine.is_some(), Some(carried));
        view! {
            <PageHead title=format!("Edit {name}") crumbs=vec![Crumb::new("Templates", "/templates"), Crumb::new(name, here)]/>
            <Problems problems=fields.problems()/>
            {theirs.as_ref().map(newer)}
            {looked}
            <Sheet title="The text">{form}</Sheet>
        }
    })
    .narrow())
}

/// Shows what differs, or publishes it: the button decides.
pub(super) async fn take(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match act(&visit, &sent).await {
        Ok(Some(path)) => Redirect::to(&path).into_response(),
        Ok(None) => looked_at(visit, page, sent).await,
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn act(visit: &Visit, sent: &Values) -> Result<Option<String>, PageError> {
    let db = &visit.state.db;
    let keeper = visit.signed_in().await?.template_keeper(db, visit.param("key")).await?;
    if sent.get("then") != "publish" {
        templates::compare(db, &keeper, sent.get("text")).await?;
        return Ok(None);
    }
    let incomplete = |_| ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into());
    let seen = sent.get("version").parse().map_err(incomplete)?;
    templates::publish_next(db, &keeper, seen, sent.get("text"), service::now()).await?;
    Ok(Some(format!("/templates/{}?done=next", keeper.key())))
}

fn newer(diff: &TemplateDiff) -> impl IntoView + use<> {
    let title = format!("Somebody published version {} meanwhile", diff.to.version);
    let list = differences(diff);
    view! {
        <Notice kind=Kind::Warn title>
            <p>"Nothing of yours is lost: the text below still is as you wrote it. Take into it what you want to keep of theirs, then publish."</p>
            {list}
        </Notice>
    }
}
