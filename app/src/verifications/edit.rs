//! The form in which a verification is written.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Problems, Sheet, TextArea, TextInput};
use domain::ids::VerificationId;
use domain::records::{Described, RecordKind, RecordRef};
use leptos::prelude::*;
use service::verifications::{self, VerificationForm};

pub(super) async fn blank(visit: Visit) -> PageResult {
    let editor = visit.viewer().await?.editor()?;
    let typed = visit.fields();
    Ok(Page::new(format!("New verification of {}", editor.project().name), move || {
        let back = Place::from(&*editor).link("/verifications");
        let checked = typed.value("for", visit.query("for"));
        let form = form(&visit.path, back, &Stored::nothing(), &typed, checked);
        view! {
            {tabs(&editor, Tab::Verifications, None)}
            <Problems problems=typed.problems()/>
            <Sheet title="New verification">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let checked = match sent.get("for") {
        "" => None,
        text => Some(record(text).ok_or(PageError::NotFound)?),
    };
    let verification = verifications::create(&visit.state.db, &editor, &typed(&sent), checked, service::now()).await?;
    Ok(Done::at(format!("/projects/{}/verifications/{}?done=created", editor.project().slug, verification.id)))
}

/// A record as an address carries it: `blocker.01890a5d-…`.
fn record(text: &str) -> Option<RecordRef> {
    let (kind, id) = text.split_once('.')?;
    Some(RecordRef { kind: RecordKind::from_word(kind)?, id: id.parse().ok()? })
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, editor): (VerificationId, _) = (visit.id("verification")?, visit.viewer().await?.editor()?);
    let verification = verifications::find(&visit.state.db, &editor, id).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Change {}", verification.name()), move || {
        let back = Place::from(&*editor).link(&format!("/verifications/{id}"));
        let stored = Stored::of(verification.version, verification.facts());
        let form = form(&visit.path, back, &stored, &fields, String::new());
        view! {
            {tabs(&editor, Tab::Verifications, None)}
            <Problems problems=fields.problems()/>
            {newer(&fields, verification.version, &verification.facts())}
            <Sheet title="Change the verification">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (VerificationId, _) = (visit.id("verification")?, visit.viewer().await?.editor()?);
    verifications::change(&visit.state.db, &editor, id, version(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/verifications/{id}?done=changed", editor.project().slug)))
}

fn typed(sent: &Values) -> VerificationForm {
    let field = |name| sent.get(name).to_owned();
    VerificationForm { title: field("title"), command: field("command"), expected: field("expected"), valid_days: field("valid-days") }
}

/// `checked` is the record that a new verification checks from the beginning; empty for none.
fn form(here: &str, back: String, stored: &Stored, typed: &Fields, checked: String) -> impl IntoView + use<> {
    let (value, error) = (|name| stored.value(typed, name), |name| typed.error(name));
    let (version, here) = (stored.version(), here.to_owned());
    let checked = (!checked.is_empty()).then(|| view! { <HiddenInput name="for" value=checked/> });
    view! {
        <form method="post" action=here class="form form-commands">
            {version}
            {checked}
            <TextInput name="title" label="Title" hint="What it shows, such as “A restore works”." value=value("title") error=error("title")
                optional=true maxlength=Some(300)/>
            <TextArea name="command" label="Command" hint="What to run or to look at. Holdpoint never runs it." value=value("command")
                error=error("command") rows=4 source=true required=true/>
            <TextInput name="expected" label="Expected" hint="What it should show when all is well." value=value("expected")
                error=error("expected") optional=true maxlength=Some(1000)/>
            <TextInput name="valid-days" label="Days a pass counts" hint="Empty: for ever. Results keep the end they were posted with."
                kind="number" value=value("valid-days") error=error("valid-days") optional=true short=true/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
}
