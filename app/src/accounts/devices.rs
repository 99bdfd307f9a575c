//! Where one is signed in.

use super::account_tabs;
use crate::frame::{DEVICE, Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::pager;
use crate::ui::{Button, ButtonKind, Cell, HiddenInput, Kind, PageHead, Pill, Problems, Table};
use domain::accounts::Device;
use domain::ids::SessionId;
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::sessions::Seen;
use service::accounts::{end_other_sessions, end_session, list_sessions};

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.person().await?;
    let here = this_one(&visit).await?;
    let sessions = list_sessions(&visit.state.db, &who, visit.page(), service::now()).await?;
    let (fields, asked, tabs) = (visit.fields(), visit.clone(), account_tabs(&visit));
    let page = Page::new("Your sessions", move || {
        let rows = sessions.rows.iter().map(|seen| row(seen, here)).collect_view();
        let others = (sessions.total > 1).then(|| {
            view! {
                <form method="post" action="/account/sessions/end-others" class="form">
                    <div class="form-actions"><Button kind=ButtonKind::Danger>"End all others"</Button></div>
                </form>
            }
        });
        view! {
            <PageHead title="Your sessions" subtitle="Where you are signed in. End what you do not know, then change your password."/>
            {tabs}
            <Problems problems=fields.problems()/>
            <Table caption="Sessions" cards=true>
                <thead><tr><th scope="col">"Device"</th><th scope="col">"Since"</th><th scope="col">"Last seen"</th><th scope="col">"Address"</th>
                    <th scope="col"><span class="unseen">"Actions"</span></th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {pager(&asked, &sessions)}
            {others}
        }
    });
    Ok(page.done(&visit, &[("ended", "The session is ended."), ("others-ended", "All other sessions are ended.")]))
}

/// The session that this request came with.
async fn this_one(visit: &Visit) -> Result<Option<SessionId>, PageError> {
    Ok(visit.session.get::<Device>(DEVICE).await?.map(|device| device.session))
}

fn row(seen: &Seen, here: Option<SessionId>) -> impl IntoView + use<> {
    let words = Device::words(&seen.device.agent);
    let this = here == Some(seen.device.session);
    let (id, label) = (seen.device.session.to_string(), format!("End the session of {words}, last seen {}", seen.seen_at));
    let (since, last, address) = (seen.created_at.to_string(), seen.seen_at.to_string(), seen.device.address.to_string());
    let mark = this.then(|| view! { " " <Pill kind=Kind::Ok text="this one"/> });
    let end = (!this).then(|| {
        view! {
            <form method="post" action="/account/sessions/end">
                <HiddenInput name="session" value=id/><Button kind=ButtonKind::Quiet small=true label=label>"End this"</Button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">{words}{mark}</th>
            <Cell label="Since">{since}</Cell>
            <Cell label="Last seen">{last}</Cell>
            <Cell label="Address">{address}</Cell>
            <td class="rowactions">{end}</td>
        </tr>
    }
}

pub(super) async fn end(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    let session: SessionId = sent.get("session").parse().map_err(|_| PageError::NotFound)?;
    end_session(&visit.state.db, &who, session, service::now()).await?;
    Ok(Done::at("/account/sessions?done=ended"))
}

pub(super) async fn end_others(visit: Visit, _: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    let here = this_one(&visit).await?.ok_or(PageError::Service(ServiceError::SignInNeeded))?;
    end_other_sessions(&visit.state.db, &who, here, service::now()).await?;
    Ok(Done::at("/account/sessions?done=others-ended"))
}
