//! What can be done with a risk: the forms on its page, and what becomes of them.

use crate::frame::{Done, Fields, PageError, Values, Visit};
use crate::overview::Place;
use crate::records::version;
use crate::ui::{Button, ButtonKind, HiddenInput, TextArea, TextInput};
use domain::risks::Risk;
use leptos::prelude::*;
use service::risks::{self, AcceptanceForm};

pub(super) async fn accept(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor, seen) = (visit.id("risk")?, visit.viewer().await?.auditor()?, version(&sent)?);
    let field = |name| sent.get(name).to_owned();
    let form = AcceptanceForm { reason: field("reason"), approver: field("approver"), until: field("until") };
    risks::accept(&visit.state.db, &auditor, id, seen, &form, service::now()).await?;
    Ok(Done::at(format!("{}?done=accepted", visit.path)))
}

pub(super) async fn withdraw(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor, seen) = (visit.id("risk")?, visit.viewer().await?.auditor()?, version(&sent)?);
    risks::withdraw(&visit.state.db, &auditor, id, seen, service::now()).await?;
    Ok(Done::at(format!("{}?done=withdrawn", visit.path)))
}

pub(super) async fn close(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor, seen) = (visit.id("risk")?, visit.viewer().await?.editor()?, version(&sent)?);
    risks::close(&visit.state.db, &editor, id, seen, sent.get("reason"), service::now()).await?;
    Ok(Done::at(format!("{}?done=closed", visit.path)))
}

pub(super) async fn reopen(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor, seen) = (visit.id("risk")?, visit.viewer().await?.editor()?, version(&sent)?);
    risks::reopen(&visit.state.db, &editor, id, seen, sent.get("reason"), service::now()).await?;
    Ok(Done::at(format!("{}?done=reopened", visit.path)))
}

/// The forms that fit where the risk stands and what the reader may do, each folded away until it was refused.
pub(super) fn forms(place: &Place, risk: &Risk, me: &str, typed: &Fields) -> impl IntoView + use<> {
    let here = place.link(&format!("/risks/{}", risk.id));
    let open = risk.closure.is_none();
    view! {
        {(place.audits && open).then(|| accept_form(&here, risk, me, typed))}
        {(place.audits && risk.acceptance.is_some()).then(|| withdraw_form(&here, risk))}
        {open.then(|| reason_form(&here, risk, &CLOSING, typed))}
        {(!open).then(|| reason_form(&here, risk, &REOPENING, typed))}
    }
}

fn seen(risk: &Risk) -> impl IntoView + use<> {
    view! { <HiddenInput name="version" value=risk.version.0.to_string()/> }
}

fn accept_form(here: &str, risk: &Risk, me: &str, typed: &Fields) -> AnyView {
    let back = typed.sent().is_some_and(|sent| sent.find("until").is_some());
    // What was typed into the form for closing belongs there.
    let value = |name: &str, stored: &str| if back { typed.value(name, stored) } else { stored.to_owned() };
    let error = |name: &str| typed.error(name).filter(|_| back);
    let (reason, approver, until) = (value("reason", ""), value("approver", me), value("until", ""));
    let (why, who, when) = (error("reason"), error("approver"), error("until"));
    view! {
        <details class="fold" open=back>
            <summary>"Accept"</summary>
            <div class="fold-body">
                <form class="form" method="post" action=format!("{here}/accept")>
                    {seen(risk)}
                    <p class="small muted">"Covers the risk as it is now, until the day below. It stops covering when the risk gets worse."</p>
                    <TextArea name="reason" id="accept-reason" label="Why it is bearable" value=reason error=why rows=3 required=true/>
                    <TextInput name="approver" label="Approved by" value=approver error=who required=true/>
                    <TextInput name="until" label="Accepted until" kind="date" short=true value=until error=when required=true/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Accept the risk"</Button></div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn withdraw_form(here: &str, risk: &Risk) -> AnyView {
    view! { <form method="post" action=format!("{here}/withdraw")>{seen(risk)}<Button>"Withdraw the acceptance"</Button></form> }.into_any()
}

/// A form that asks for nothing but a reason.
struct Asks {
    word: &'static str,
    rest: &'static str,
    label: &'static str,
    button: &'static str,
}

const CLOSING: Asks = Asks { word: "Close", rest: "close", label: "Why it is no risk any more", button: "Close the risk" };
const REOPENING: Asks = Asks { word: "Reopen", rest: "reopen", label: "Why it is a risk again", button: "Reopen the risk" };

fn reason_form(here: &str, risk: &Risk, asks: &Asks, typed: &Fields) -> AnyView {
    let back = typed.sent().is_some_and(|sent| sent.find("until").is_none() && sent.find("reason").is_some());
    let value = if back { typed.value("reason", "") } else { String::new() };
    let error = typed.error("reason").filter(|_| back);
    let (word, label, button, action) = (asks.word, asks.label, asks.button, format!("{here}/{}", asks.rest));
    view! {
        <details class="fold" open=back>
            <summary>{word}</summary>
            <div class="fold-body">
                <form class="form" method="post" action=action>
                    {seen(risk)}
                    <TextArea name="reason" label value error rows=3 required=true/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>{button}</Button></div>
                </form>
            </div>
        </details>
    }
    .into_any()
}
