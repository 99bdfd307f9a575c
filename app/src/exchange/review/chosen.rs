//! The record that was chosen: all it says, in a form.

use super::records::shown;
use super::{Asked, hidden, one_button};
use crate::frame::Fields;
use crate::ui::{Button, ButtonKind, Choice, HiddenInput, Select, TextArea, TextInput};
use domain::exchange::review::{Entry, Field, Kind};
use leptos::prelude::*;
use service::exchange::Preview;

pub(super) fn form(entry: &Entry, preview: &Preview, asked: &Asked, fields: &Fields) -> impl IntoView + use<> {
    let (kind, action, spot) = (entry.slip.kind, asked.action(), entry.spot.to_string());
    let inputs = kind.fields().iter().map(|(field, label)| input(entry, *field, label, fields)).collect_view();
    let title = format!("This {}", kind.noun());
    let (lines, line) = (shown(entry.slip.lines), format!("#L{}", entry.slip.lines.first));
    let at = || vec![("at", spot.clone())];
    let drop = (kind != Kind::Note).then(|| {
        let rest = at().into_iter().chain([("kind", Kind::Note.as_str().to_owned())]).collect();
        one_button(&action, preview, "become", rest, "Drop, keep the lines as a note")
    });
    view! {
        <section class="sheet" id="record">
            <h2>{title}" " <a class="lines" href=line>{lines}</a></h2>
            <form method="post" action=action.clone() class="form" aria-label="What it says">
                {hidden(preview, "say")}
                <HiddenInput name="at" value=spot.clone()/>
                {inputs}
                <div class="form-actions">
                    <Button kind=ButtonKind::Main>"Correct it"</Button>
                    <a class="button" data-kind="quiet" href=asked.path.clone()>"Close"</a>
                </div>
            </form>
            {another(kind, &spot, preview, &action)}
            {split(entry, preview, &action)}
            <div class="form-actions">
                {one_button(&action, preview, "confirm", at(), "It is right so")}
                {drop}
            </div>
        </section>
    }
}

fn input(entry: &Entry, field: Field, label: &'static str, fields: &Fields) -> impl IntoView + use<> {
    let kind = entry.slip.kind;
    let name = format!("f-{}", field.as_str());
    let value = fields.value(&name, entry.slip.get(field));
    let choices = kind.choices(field);
    if !choices.is_empty() {
        let choices = choices.iter().map(|(word, words)| Choice::new(*word, *words)).collect();
        return view! { <Select name=name label=label choices=choices value=value/> }.into_any();
    }
    let optional = field != kind.naming();
    if field.is_long() {
        view! { <TextArea name=name label=label value=value optional=optional rows=3/> }.into_any()
    } else {
        view! { <TextInput name=name label=label value=value optional=optional short=field.is_number()/> }.into_any()
    }
}

/// Another kind, with all that it says.
fn another(kind: Kind, spot: &str, preview: &Preview, action: &str) -> impl IntoView + use<> {
    let choices = Kind::ALL.iter().filter(|other| **other != kind && **other != Kind::Note);
    let choices = choices.map(|other| Choice::new(other.as_str(), other.noun())).collect();
    let (action, spot) = (action.to_owned(), spot.to_owned());
    view! {
        <form method="post" action=action class="form oneline" aria-label="Another kind">
            {hidden(preview, "become")}
            <HiddenInput name="at" value=spot/>
            <Select name="kind" label="It is something else" choices=choices/>
            <Button>"Change the kind"</Button>
        </form>
    }
}

/// Several records in place of one.
fn split(entry: &Entry, preview: &Preview, action: &str) -> impl IntoView + use<> {
    let (action, spot) = (action.to_owned(), entry.spot.to_string());
    let title = entry.slip.get(entry.slip.kind.naming());
    let parts: Vec<&str> = title.split(['\n', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let parts = parts.join("\n");
    view! {
        <details>
            <summary>"These are several"</summary>
            <form method="post" action=action class="form" aria-label="Split it">
                {hidden(preview, "split")}
                <HiddenInput name="at" value=spot/>
                <TextArea name="into" label="One line for each" hint="The first keeps the text; where it stands and how urgent it is holds for all." value=parts rows=4/>
                <div class="form-actions"><Button>"Split it"</Button></div>
            </form>
        </details>
    }
}
