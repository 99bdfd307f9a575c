//! The form by which a script asks the browser for a passkey, and what stands there without one.

use crate::ui::{Button, ButtonKind, HiddenInput};
use leptos::prelude::*;
use service::accounts::factors::passkeys::{Asked, Challenge};

/// The script that does it; each page with [`asking`] on it loads it.
pub(super) const MODULE: &str = "/passkeys.js";

/// A form that the script fills in with the answer of the browser and sends. Its button waits for the script. For a passkey that there is, the
/// script asks as soon as the page is there.
pub(super) fn asking(action: &'static str, challenge: &Challenge, words: &'static str, inner: AnyView) -> AnyView {
    let options = challenge.options().to_owned();
    let (name, at_once) = match challenge.asked() {
        Asked::New => ("create", None),
        Asked::Own | Asked::Any => ("get", Some("")),
    };
    view! {
        <form method="post" action=action class="form" data-passkey=name data-options=options data-at-once=at_once>
            {inner}
            <HiddenInput name="answer" value=""/>
            <p class="error" role="alert" data-problem="" hidden></p>
            <div class="form-actions" data-scripted="" hidden><Button kind=ButtonKind::Main>{words}</Button></div>
            // Seen until the script says that it runs: what stands in a noscript element is not shown where a policy or a blocker stops it.
            <p class="hint" data-unscripted="">"Passkeys need JavaScript, which does not run in this browser. Everything else works without."</p>
        </form>
    }
    .into_any()
}

/// A form that begins to ask for a passkey.
pub(super) fn beginning(action: &'static str, words: &'static str, next: Option<String>) -> AnyView {
    let next = next.map(|next| view! { <HiddenInput name="next" value=next/> });
    view! {
        <form method="post" action=action class="form">
            {next}
            <div class="form-actions"><Button>{words}</Button></div>
        </form>
    }
    .into_any()
}
