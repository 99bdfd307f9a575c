//! A labelled field: label, hint, error, and how they are tied together.

use super::text::OptText;
use leptos::prelude::*;

/// The id of the control a field name belongs to.
pub fn field_id(name: &str) -> String {
    format!("field-{name}")
}

/// What ties a control to its label, hint and error.
pub(super) struct Ties {
    pub(super) id: String,
    pub(super) described_by: Option<String>,
    pub(super) invalid: Option<&'static str>,
}

impl Ties {
    /// `id` wins over the one made from the name; needed where two forms of a page have a field of one name.
    pub(super) fn new(name: &str, id: Option<String>, hint: &OptText, error: &OptText) -> Self {
        let id = id.unwrap_or_else(|| field_id(name));
        let parts = [hint.0.as_ref().map(|_| format!("{id}-hint")), error.0.as_ref().map(|_| format!("{id}-error"))];
        let described_by = parts.into_iter().flatten().reduce(|first, second| format!("{first} {second}"));
        Self { described_by, invalid: error.0.as_ref().map(|_| "true"), id }
    }
}

/// Label above, then hint, then the control, then the error.
#[component]
pub fn Field(
    /// Id of the control inside.
    #[prop(into)]
    id: String,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: OptText,
    /// What was wrong with the answer.
    #[prop(optional, into)]
    error: OptText,
    /// Says that the field may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The control; it must carry the id, and `aria-describedby` `ID-hint` and `ID-error` where those exist.
    children: Children,
) -> impl IntoView {
    let invalid = error.0.as_ref().map(|_| "");
    let hint = hint.0.map(|text| view! { <p class="hint" id=format!("{id}-hint")>{text}</p> });
    let error = error.0.map(|text| view! { <p class="error" id=format!("{id}-error")>{text}</p> });
    let note = optional.then(|| view! { <span class="optional">" optional"</span> });
    view! {
        <div class="field" data-invalid=invalid>
            <label class="label" for=id>{label}{note}</label>
            {hint}
            {children()}
            {error}
        </div>
    }
}
