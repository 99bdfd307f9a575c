//! Erasing the account of somebody else, for administrators.

use super::administration_tabs;
use super::data::what_erasing_does;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, Crumb, PageHead, Problems, Sheet, TextInput};
use domain::ids::UserId;
use leptos::prelude::*;
use service::privacy;

pub(super) async fn page(visit: Visit) -> PageResult {
    let admin = visit.person().await?.admin()?;
    let found = privacy::erasable(&visit.state.db, &admin, visit.id::<UserId>("user")?).await?;
    let (fields, tabs, action) = (visit.fields(), administration_tabs(&visit), visit.path.clone());
    let title = format!("Erase the account of {}", found.user.name);
    Ok(Page::new(title.clone(), move || {
        let email = found.user.email.to_string();
        let form = match found.hindrance {
            Some(hindrance) => view! { <p>{hindrance}</p> }.into_any(),
            None => view! {
                <form method="post" action=action class="form">
                    {what_erasing_does()}
                    <TextInput name="confirm" label="E-mail address of the account" value=fields.value("confirm", "") error=fields.error("confirm")
                        required=true autocomplete="off" hint=format!("Type {email} to say that you mean it.")/>
                    <div class="form-actions"><Button kind=ButtonKind::Danger>"Erase the account for ever"</Button></div>
                </form>
            }
            .into_any(),
        };
        view! {
            <PageHead title=title crumbs=vec![Crumb::new("Accounts", "/users")]/>
            {tabs}
            <Problems problems=fields.problems()/>
            <Sheet title="Erase the account" main=true>{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.person().await?.admin()?;
    privacy::erase(&visit.state.db, &visit.state.keys.data, &admin, visit.id::<UserId>("user")?, sent.get("confirm"), service::now())
        .await?;
    Ok(Done::at("/users?done=erased"))
}
