//! The log, newest first.

use super::{asked, lines};
use crate::accounts::administration_tabs;
use crate::frame::{Fields, Page, PageResult, Values, Visit};
use crate::ui::{Button, ButtonLink, Choice, EmptyState, HiddenInput, PageHead, Problems, Select, Sheet, TextInput};
use domain::audit::Group;
use domain::history::{EventKind, Via};
use leptos::prelude::*;
use service::ServiceError;
use service::audit::{self, Asked, Listed};

pub(super) async fn page(visit: Visit) -> PageResult {
    let admin = visit.signed_in().await?.admin()?;
    let (asked, place) = (asked::of_visit(&visit), asked::place(&visit));
    let (listed, fields) = match audit::lines(&visit.state.db, &admin, &asked, place).await {
        Ok(listed) => (Some(listed), Fields::default()),
        // A filter that cannot be used is shown with what is wrong, and with no line: none would be what was asked for.
        Err(ServiceError::Invalid { field, message }) => (None, Fields::refused(Values::default(), field, message)),
        Err(error) => return Err(error.into()),
    };
    let tabs = administration_tabs(&visit);
    Ok(Page::new("Audit log", move || {
        let actions = view! {
            <ButtonLink href="/audit/verify">"Verify"</ButtonLink>
            <ButtonLink href="/audit/retention">"Retention"</ButtonLink>
        };
        let problems = fields.problems();
        let filter = filter(&asked, &fields);
        let body = listed.map(|listed| body(&asked, &listed, place.is_some()));
        view! {
            <PageHead title="Audit log" subtitle="Who did what, when and from where. Times are UTC." actions=Some(actions.into_any())/>
            {tabs}
            <Problems problems/>
            {filter}
            {body}
        }
    }))
}

fn body(asked: &Asked, listed: &Listed, further: bool) -> impl IntoView + use<> {
    if listed.entries.is_empty() {
        return nothing(asked).into_any();
    }
    let rows = listed.entries.iter().map(|entry| lines::line(asked, entry)).collect_view();
    let older = listed.next.map(|place| asked::link(asked, Some(place)));
    let older = older.map(|href| view! { <a class="button" rel="next" href=href>"Older lines"</a> });
    let newest = further.then(|| view! { <a class="button" href=asked::link(asked, None)>"Newest lines"</a> });
    let turning = (older.is_some() || newest.is_some()).then(|| view! { <nav class="pager" aria-label="Pages">{newest}{older}</nav> });
    let person = listed.words.person.as_ref().map(|user| view! { <p class="hint">"Only what " {user.name.to_string()} " did."</p> });
    view! {
        <Sheet title="Lines" actions=Some(export(asked).into_any())>
            {person}
            <ol class="events audit-lines">{rows}</ol>
        </Sheet>
        {turning}
    }
    .into_any()
}

/// Takes what is asked for along.
fn export(asked: &Asked) -> impl IntoView + use<> {
    let hidden = asked::pairs(asked).into_iter().map(|(name, value)| view! { <HiddenInput name value/> }).collect_view();
    view! {
        <form method="post" action="/audit/export" class="push cluster">
            {hidden}
            <Button small=true name="format" value="csv">"CSV"</Button>
            <Button small=true name="format" value="json">"JSON"</Button>
        </form>
    }
}

fn filter(asked: &Asked, fields: &Fields) -> impl IntoView + use<> {
    let groups = Group::ALL.iter().map(|group| Choice::new(group.as_str(), format!("{}: all", group.words())));
    let kinds = EventKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), lines::kind(*kind)));
    let kinds = [Choice::new("", "Everything")].into_iter().chain(groups).chain(kinds).collect();
    let doors =
        [Choice::new("", "Any")].into_iter().chain(Via::ALL.iter().map(|via| Choice::new(via.as_str(), lines::door(*via)))).collect();
    let reset = (!asked.is_everything()).then(|| view! { <a href="/audit">"Show everything"</a> });
    let Asked { kind, person, project, from, to, via, address, text } = asked.clone();
    view! {
        <form method="get" action="/audit" class="filters" role="search" aria-label="Audit log">
            <Select name="kind" label="What" choices=kinds value=kind error=fields.error("kind")/>
            <TextInput name="person" label="Who (e-mail address)" value=person error=fields.error("person") autocomplete="off"/>
            <TextInput name="project" label="Project (as in addresses)" value=project error=fields.error("project") autocomplete="off"/>
            <TextInput name="from" label="From day" kind="date" value=from error=fields.error("from")/>
            <TextInput name="to" label="To day" kind="date" value=to error=fields.error("to")/>
            <Select name="via" label="Door" choices=doors value=via error=fields.error("via")/>
            <TextInput name="address" label="Address" value=address error=fields.error("address") autocomplete="off"/>
            <TextInput name="text" label="Text" kind="search" value=text error=fields.error("text") maxlength=200/>
            <Button>"Show"</Button>
            {reset}
        </form>
    }
}

fn nothing(asked: &Asked) -> impl IntoView + use<> {
    if asked.is_everything() {
        return view! { <EmptyState title="There are no older lines" text="This is the beginning of the log."/> }.into_any();
    }
    let action = view! { <a class="button" href="/audit">"Show everything"</a> }.into_any();
    view! { <EmptyState title="No line is like that" text="Widen the days, or leave one of the fields empty." action=Some(action)/> }
        .into_any()
}
