//! The tokens of all persons, for administrators, who may end any of them.

use super::DONE;
use super::rows::{Row, table};
use crate::accounts::administration_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::pager;
use crate::ui::{PageHead, Problems, Sheet};
use leptos::prelude::*;
use service::accounts::tokens;

pub(super) async fn page(visit: Visit) -> PageResult {
    let (admin, now) = (visit.signed_in().await?.admin()?, service::now());
    let list = tokens::list_of_persons(&visit.state.db, &admin, visit.page()).await?;
    let (fields, tabs, asked) = (visit.fields(), administration_tabs(&visit), visit.clone());
    let page = Page::new("API tokens of all persons", move || {
        let body = if list.rows.is_empty() {
            view! { <p class="none-yet">"Nobody has made a personal token yet. Tokens of projects are on the pages of the projects."</p> }
                .into_any()
        } else {
            let rows = list.rows.iter().map(|(token, email)| Row { token, whose: Some(email.to_string()) });
            let rows = table(rows, "/users/tokens", now);
            view! { {rows} {pager(&asked, &list)} }.into_any()
        };
        view! {
            <PageHead title="Administration" subtitle="Programs that act for people"/>
            {tabs}
            <Problems problems=fields.problems()/>
            <Sheet title="API tokens of all persons" main=true>{body}</Sheet>
        }
    });
    Ok(page.done(&visit, DONE))
}

pub(super) async fn revoke(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    let id = sent.get("token").parse().map_err(|_| PageError::NotFound)?;
    tokens::revoke_of_person(&visit.state.db, &admin, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=revoked", visit.path)))
}
