//! The tokens of a project, for its owners.

use super::form::{form, typed};
use super::rows::{Row, table};
use super::{DONE, made};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, refused};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{Problems, Sheet};
use axum::Form;
use axum::response::Response;
use leptos::prelude::*;
use service::accounts::tokens::{self, Made};

const HINT: &str = "A program with a token of the project works in this project only, as far as its scopes go, and for nobody in \
                    particular: it goes on when whoever made it leaves.";

pub(super) async fn page(visit: Visit) -> PageResult {
    shown(visit, None).await
}

async fn shown(visit: Visit, new: Option<Made>) -> PageResult {
    let (owner, now) = (visit.viewer().await?.owner_in_person()?, service::now());
    let list = tokens::list_of_project(&visit.state.db, &owner, visit.page(), now).await?;
    let (fields, asked) = (visit.fields(), visit.clone());
    let page = Page::new(format!("API tokens of {}", owner.project().name), move || {
        let base = format!("/projects/{}/tokens", owner.project().slug);
        let body = if list.rows.is_empty() {
            let text =
                "No token was made yet. With one, a pipeline posts results of verifications or brings in reports without an account.";
            view! { <p class="none-yet">{text}</p> }.into_any()
        } else {
            let rows = list.rows.iter().map(|token| Row { token, whose: None });
            let rows = table(rows, &base, now);
            view! { {rows} {pager(&asked, &list)} }.into_any()
        };
        view! {
            {tabs(&owner, Tab::Settings, None)}
            <Problems problems=fields.problems()/>
            {new.map(|new| made(&new, &asked))}
            <div class="split">
                <Sheet title="API tokens" main=true>{body}</Sheet>
                {form(&base, &fields, HINT)}
            </div>
        }
    });
    Ok(page.done(&visit, DONE))
}

/// The token is shown on the answer itself.
pub(super) async fn make(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match created(&visit, &sent).await {
        Ok(made) => Page::of_result(&visit, shown(visit.clone(), Some(made)).await),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn created(visit: &Visit, sent: &Values) -> Result<Made, PageError> {
    let owner = visit.viewer().await?.owner_in_person()?;
    Ok(tokens::create_for_project(&visit.state.db, &visit.state.keys, &owner, &typed(sent), service::now()).await?)
}

pub(super) async fn revoke(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner_in_person()?;
    let id = sent.get("token").parse().map_err(|_| PageError::NotFound)?;
    tokens::revoke_of_project(&visit.state.db, &owner, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=revoked", visit.path)))
}
