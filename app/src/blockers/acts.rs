//! What can be done with a blocker: the forms on its page, and what becomes of them.

use crate::frame::{Done, Fields, PageError, Values, Visit};
use crate::overview::Place;
use crate::records::version;
use crate::ui::{Button, ButtonKind, HiddenInput, TextArea, TextInput};
use domain::Day;
use domain::blockers::{Blocker, Standing, Tier, Waiver};
use leptos::prelude::*;
use service::blockers;

pub(super) async fn resolve(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor, seen) = (visit.id("blocker")?, visit.viewer().await?.editor()?, version(&sent)?);
    blockers::resolve(&visit.state.db, &editor, id, seen, sent.get("evidence"), service::now()).await?;
    Ok(Done::at(format!("{}?done=resolved", visit.path)))
}

pub(super) async fn reopen(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor, seen) = (visit.id("blocker")?, visit.viewer().await?.editor()?, version(&sent)?);
    blockers::reopen(&visit.state.db, &editor, id, seen, sent.get("reason"), service::now()).await?;
    Ok(Done::at(format!("{}?done=reopened", visit.path)))
}

pub(super) async fn waive(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor, seen) = (visit.id("blocker")?, visit.viewer().await?.auditor()?, version(&sent)?);
    blockers::waive(&visit.state.db, &auditor, id, seen, sent.get("reason"), sent.get("until"), service::now()).await?;
    Ok(Done::at(format!("{}?done=waived", visit.path)))
}

pub(super) async fn end_waiver(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor, seen) = (visit.id("blocker")?, visit.viewer().await?.auditor()?, version(&sent)?);
    blockers::end_waiver(&visit.state.db, &auditor, id, seen, service::now()).await?;
    Ok(Done::at(format!("{}?done=waiver-ended", visit.path)))
}

/// The forms that fit where the blocker stands and what the reader may do, each folded away until it was refused.
pub(super) fn forms(place: &Place, blocker: &Blocker, today: Day, typed: &Fields) -> impl IntoView + use<> {
    let here = place.link(&format!("/blockers/{}", blocker.id));
    let standing = blocker.standing(today);
    let open = blocker.state.is_open();
    view! {
        {open.then(|| resolve_form(&here, blocker, typed))}
        {(open && place.audits).then(|| waive_form(&here, blocker, standing, typed))}
        {(standing == Standing::Waived && place.audits).then(|| end_form(&here, blocker))}
        {(!open).then(|| reopen_form(&here, blocker, typed))}
    }
}

/// Whether the form with this field came back refused.
fn came_back(typed: &Fields, field: &str) -> bool {
    typed.sent().is_some_and(|sent| sent.find(field).is_some())
}

fn seen(blocker: &Blocker) -> impl IntoView + use<> {
    view! { <HiddenInput name="version" value=blocker.version.0.to_string()/> }
}

fn resolve_form(here: &str, blocker: &Blocker, typed: &Fields) -> AnyView {
    let needed = blocker.tier == Tier::FIRST;
    let hint = "Markdown: what shows that it is resolved, such as a link, a test result, who saw it.";
    let (value, error) = (typed.value("evidence", ""), typed.error("evidence"));
    view! {
        <details class="fold" open=came_back(typed, "evidence")>
            <summary>"Resolve"</summary>
            <div class="fold-body">
                <form class="form" method="post" action=format!("{here}/resolve")>
                    {seen(blocker)}
                    <TextArea name="evidence" label="Evidence" hint value error rows=4 required=needed optional=!needed/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Resolve the blocker"</Button></div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn reopen_form(here: &str, blocker: &Blocker, typed: &Fields) -> AnyView {
    let (value, error) = (typed.value("reason", ""), typed.error("reason"));
    view! {
        <details class="fold" open=came_back(typed, "reason")>
            <summary>"Reopen"</summary>
            <div class="fold-body">
                <form class="form" method="post" action=format!("{here}/reopen")>
                    {seen(blocker)}
                    <TextArea name="reason" label="Why it blocks again" value error rows=3 required=true/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Reopen the blocker"</Button></div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn waive_form(here: &str, blocker: &Blocker, standing: Standing, typed: &Fields) -> AnyView {
    let again = standing == Standing::Waived;
    let stored = blocker.waiver.as_ref().filter(|_| again);
    let reason = typed.value("reason", stored.map_or("", |waiver: &Waiver| waiver.reason.as_str()));
    let until = typed.value("until", &stored.map(|waiver| waiver.until.to_string()).unwrap_or_default());
    let (why, when) = (typed.error("reason"), typed.error("until"));
    let words = if again { "Change the waiver" } else { "Waive for a time" };
    view! {
        <details class="fold" open=came_back(typed, "until")>
            <summary>{words}</summary>
            <div class="fold-body">
                <form class="form" method="post" action=format!("{here}/waive")>
                    {seen(blocker)}
                    <p class="small muted">"A waived blocker does not count as open until its waiver ends; then it does again by itself."</p>
                    <TextArea name="reason" label="Why it may wait" value=reason error=why rows=3 required=true/>
                    <TextInput name="until" label="Waived until" hint="The last day, at most a year ahead." kind="date" short=true value=until error=when required=true/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Waive the blocker"</Button></div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn end_form(here: &str, blocker: &Blocker) -> AnyView {
    view! { <form method="post" action=format!("{here}/waive-end")>{seen(blocker)}<Button>"Take the waiver back"</Button></form> }
        .into_any()
}
