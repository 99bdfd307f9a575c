//! The accounts of the installation, for administrators.

use super::administration_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::pager;
use crate::ui::{Button, ButtonKind, Cell, Checkbox, PageHead, Person, Problems, Table, TextInput};
use domain::accounts::{Password, User};
use leptos::prelude::*;
use service::accounts::{NewUser, add_user, list_users};

pub(super) async fn page(visit: Visit) -> PageResult {
    let admin = visit.signed_in().await?.admin()?;
    let users = list_users(&visit.state.db, &admin, visit.page()).await?;
    let (fields, asked, tabs) = (visit.fields(), visit.clone(), administration_tabs(&visit));
    let page = Page::new("Accounts", move || {
        view! {
            <PageHead title="Accounts" subtitle="Everybody who can sign in here. Projects decide for themselves who takes part."/>
            {tabs}
            {table(&users.rows)}
            {pager(&asked, &users)}
            <Problems problems=fields.problems()/>
            <form method="post" action="/users" class="form">
                <h2>"Add a person"</h2>
                <TextInput name="name" label="Name" value=fields.value("name", "") error=fields.error("name") required=true autocomplete="off"/>
                <TextInput name="email" label="E-mail address" kind="email" value=fields.value("email", "") error=fields.error("email") required=true
                    autocomplete="off"/>
                <TextInput name="password" label="First password" kind="password" error=fields.error("password") required=true
                    autocomplete="new-password" hint="At least 12 characters. The person can change it under “Your account”."/>
                <Checkbox name="admin" label="Administrator" checked=fields.ticked("admin", false) hint="Owns every project and adds people."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Add the person"</Button></div>
            </form>
        }
    });
    Ok(page.done(
        &visit,
        &[("added", "The account is there. Give the person the password by a safe way."), ("erased", "The account is erased.")],
    ))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    let password = Password::given(sent.get("password").to_owned());
    let new = NewUser { email: sent.get("email").to_owned(), name: sent.get("name").to_owned(), password };
    let is_admin = sent.find("admin").is_some();
    add_user(&visit.state.db, &visit.state.hasher, &admin, new, is_admin, service::now()).await?;
    Ok(Done::at("/users?done=added"))
}

fn table(users: &[User]) -> impl IntoView + use<> {
    let rows = users.iter().map(|user| {
        let rights = if user.admin { "Administrator" } else { "–" };
        let (email, since) = (user.email.to_string(), user.created_at.day().to_string());
        view! {
            <tr>
                <th scope="row"><Person name=user.name.to_string() second=email/></th>
                <Cell label="Rights">{rights}</Cell>
                <Cell label="Since">{since}</Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Accounts" cards=true>
            <thead><tr><th scope="col">"Person"</th><th scope="col">"Rights"</th><th scope="col">"Since"</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}
