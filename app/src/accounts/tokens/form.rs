//! The form for a new token.

use crate::frame::{Fields, Values};
use crate::ui::{Button, ButtonKind, Checkbox, Choice, Select, Sheet, TextInput};
use domain::accounts::Scope;
use leptos::prelude::*;
use service::accounts::tokens::TokenForm;

/// What was typed.
pub(super) fn typed(sent: &Values) -> TokenForm {
    TokenForm {
        name: sent.get("name").to_owned(),
        scopes: ticked(sent),
        expiry: sent.get("expiry").to_owned(),
        until: sent.get("until").to_owned(),
    }
}

fn ticked(sent: &Values) -> Vec<String> {
    sent.0.iter().filter(|(name, _)| name == "scopes").map(|(_, value)| value.clone()).collect()
}

/// The form; `hint` says what a token is measured by beside its scopes.
pub(super) fn form(action: &str, fields: &Fields, hint: &'static str) -> AnyView {
    let scopes = fields.sent().map_or_else(|| vec![Scope::Read.as_str().to_owned()], ticked);
    let boxes = Scope::ALL.map(|scope| {
        let (word, id) = (scope.as_str(), format!("scope-{scope}"));
        let checked = scopes.iter().any(|ticked| ticked == word);
        view! { <Checkbox name="scopes" id=id value=word label=word checked=checked hint=scope.meaning()/> }
    });
    let wrong = fields.error("scopes").map(|text| view! { <p class="error" id="field-scopes-error">{text}</p> });
    let described = wrong.is_some().then_some("field-scopes-error");
    let choices =
        [("", "Choose"), ("30", "30 days"), ("90", "90 days"), ("365", "A year"), ("date", "Until the last day that I give below")];
    let choices = choices.map(|(value, label)| Choice::new(value, label)).to_vec();
    let value = |name: &str| fields.value(name, "");
    let action = action.to_owned();
    let form = view! {
        <form method="post" action=action class="form">
            <p class="hint">{hint}</p>
            <TextInput name="name" label="Name" value=value("name") error=fields.error("name") required=true maxlength=60 autocomplete="off"
                hint="Such as the pipeline that uses it: it stands beside everything that is done with the token."/>
            <fieldset class="fieldset" id="field-scopes" aria-describedby=described><legend>"What it may do"</legend>{wrong}{boxes}</fieldset>
            <Select name="expiry" label="How long it holds" choices=choices value=value("expiry") error=fields.error("expiry")/>
            <TextInput name="until" label="Last day" kind="date" value=value("until") error=fields.error("until") optional=true short=true
                autocomplete="off" hint="At most a year away, in UTC."/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Make the token"</Button></div>
        </form>
    };
    view! { <Sheet title="New token">{form}</Sheet> }.into_any()
}
