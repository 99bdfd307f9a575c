//! What sign-in needs, for administrators.

use super::administration_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, Checkbox, HiddenInput, PageHead, Problems, Radio, Sheet};
use domain::Version;
use domain::accounts::Required;
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::sign_in_rule;

pub(super) async fn page(visit: Visit) -> PageResult {
    let admin = visit.signed_in().await?.admin()?;
    let (rule, version) = sign_in_rule::get(&visit.state.db, &admin).await?;
    let (fields, tabs) = (visit.fields(), administration_tabs(&visit));
    let page = Page::new("Sign-in rules", move || {
        let version = version.map(|version| version.0.to_string()).unwrap_or_default();
        let chosen = fields.value("required", rule.required.as_str());
        let choices = Required::ALL.into_iter().map(|one| {
            let (label, hint) = words(one);
            view! { <Radio name="required" value=one.as_str() label=label checked=chosen == one.as_str() hint=hint/> }
        });
        let choices = choices.collect_view();
        // A refused form says nothing of the box where it was not ticked.
        let trust = fields.ticked("trust_providers", rule.trust_providers);
        view! {
            <PageHead title="Sign-in rules" subtitle="What everybody has to show who comes in."/>
            {tabs}
            <Problems problems=fields.problems()/>
            <Sheet title="Second factor" main=true>
                <form method="post" action="/policy" class="form">
                    <HiddenInput name="version" value=fields.value("version", &version)/>
                    <fieldset class="fieldset"><legend>"Who has to have one"</legend>{choices}</fieldset>
                    <Checkbox name="trust_providers" label="A sign-in by a provider is enough" checked=trust
                        hint="Providers of sign-in ask for second factors of their own. Without this, whoever comes by one is asked here as well."/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Save the rules"</Button></div>
                </form>
            </Sheet>
        }
    });
    Ok(page.narrow().done(&visit, &[("saved", "Saved. Whoever lacks what is asked for adds it with the next page they open.")]))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.person().await?.admin()?;
    let seen = Some(sent.get("version")).filter(|text| !text.is_empty());
    let seen: Option<Version> = seen.map(str::parse).transpose().map_err(|_| PageError::Service(ServiceError::Stale))?;
    let trust = sent.find("trust_providers").is_some();
    sign_in_rule::change(&visit.state.db, &admin, seen, sent.get("required"), trust, service::now()).await?;
    Ok(Done::at("/policy?done=saved"))
}

const fn words(required: Required) -> (&'static str, &'static str) {
    match required {
        Required::Nobody => ("Nobody", "Everybody may add one under “Your account”."),
        Required::Administrators => ("Administrators", "Those who administer this installation."),
        Required::Everybody => ("Everybody", "Whoever has none is led to add one, and can do nothing else before."),
    }
}
