//! Who is invited to a project and has not come yet.

use super::tabs::{Tab, pager, tabs};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, Cell, HiddenInput, Problems, Sheet, Table};
use domain::accounts::Role;
use leptos::prelude::*;
use service::accounts::invitations::{self, Invitation};

pub(super) async fn page(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let open = invitations::list_of_project(&visit.state.db, &owner, visit.page(), service::now()).await?;
    let (fields, asked) = (visit.fields(), visit.clone());
    let page = Page::new(format!("Invitations to {}", owner.project().name), move || {
        let action = format!("/projects/{}/members/invited", owner.project().slug);
        let rows = open.rows.iter().map(|(invitation, role)| row(invitation, *role, &action)).collect_view();
        let body = if open.total == 0 {
            view! { <p class="none-yet">"Nobody is invited. On the page of members, an address that has no account becomes an invitation."</p> }.into_any()
        } else {
            view! {
                <Table caption="Open invitations" cards=true>
                    <thead><tr><th scope="col">"For"</th><th scope="col">"Role"</th><th scope="col">"Until"</th>
                        <th scope="col"><span class="unseen">"Actions"</span></th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
                {pager(&asked, &open)}
            }
            .into_any()
        };
        let back = format!("/projects/{}/members", owner.project().slug);
        view! {
            {tabs(&owner, Tab::Members, None)}
            <Problems problems=fields.problems()/>
            <Sheet title="Open invitations" main=true>{body}<p><a href=back>"Members"</a></p></Sheet>
        }
    });
    Ok(page.done(&visit, &[("taken-back", "The invitation is taken back. Its link leads nowhere.")]))
}

pub(super) async fn take_back(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let id = sent.get("invitation").parse().map_err(|_| PageError::NotFound)?;
    invitations::take_back_from_project(&visit.state.db, &owner, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=taken-back", visit.path)))
}

fn row(invitation: &Invitation, role: Role, action: &str) -> impl IntoView + use<> {
    let (email, by) = (invitation.email.to_string(), format!("invited by {}", invitation.created_by_name));
    let (id, action, label) = (invitation.id.to_string(), action.to_owned(), format!("Take the invitation of {} back", invitation.email));
    let until = invitation.expires_at.to_string();
    view! {
        <tr>
            <th scope="row">{email}<span class="second">{by}</span></th>
            <Cell label="Role">{role.to_string()}</Cell>
            <Cell label="Until">{until}</Cell>
            <td class="rowactions"><form method="post" action=action>
                <HiddenInput name="invitation" value=id/><Button kind=ButtonKind::Quiet small=true label=label>"Take back"</Button>
            </form></td>
        </tr>
    }
}
