//! One's own tokens.

use super::form::{form, typed};
use super::rows::{Row, table};
use super::{DONE, made};
use crate::accounts::account_tabs;
use crate::accounts::factors::confirmed_for;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, refused};
use crate::projects::pager;
use crate::ui::{PageHead, Problems, Sheet};
use axum::Form;
use axum::response::Response;
use leptos::prelude::*;
use service::accounts::tokens::{self, Made};

const HINT: &str = "A program with a personal token does what you may do, in all your projects, as far as its scopes go. \
                    It can never change your password, see your sessions or make tokens.";

pub(super) async fn page(visit: Visit) -> PageResult {
    shown(visit, None).await
}

async fn shown(visit: Visit, new: Option<Made>) -> PageResult {
    let (who, now) = (visit.person().await?, service::now());
    let list = tokens::list(&visit.state.db, &who, visit.page(), now).await?;
    let (fields, tabs, asked) = (visit.fields(), account_tabs(&visit), visit.clone());
    let page = Page::new("Your API tokens", move || {
        let body = if list.rows.is_empty() {
            let text =
                "You have no token yet. With one, a program reads your projects, posts results or brings in reports without your password.";
            view! { <p class="none-yet">{text}</p> }.into_any()
        } else {
            let rows = list.rows.iter().map(|token| Row { token, whose: None });
            let rows = table(rows, "/account/tokens", now);
            view! { {rows} {pager(&asked, &list)} }.into_any()
        };
        view! {
            <PageHead title="Your account" subtitle="Tokens for programs that act for you"/>
            {tabs}
            <Problems problems=fields.problems()/>
            {new.map(|new| made(&new, &asked))}
            <div class="split">
                <Sheet title="API tokens" main=true>{body}</Sheet>
                {form("/account/tokens", &fields, HINT)}
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
    let who = confirmed_for(visit, "/account/tokens").await?;
    Ok(tokens::create(&visit.state.db, &visit.state.keys, &who, &typed(sent), service::now()).await?)
}

pub(super) async fn revoke(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    let id = sent.get("token").parse().map_err(|_| PageError::NotFound)?;
    tokens::revoke(&visit.state.db, &who, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=revoked", visit.path)))
}
