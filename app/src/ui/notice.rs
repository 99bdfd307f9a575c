//! Messages and empty places.

use super::kind::Kind;
use super::text::OptText;
use leptos::prelude::*;

/// A message about something that happened or holds.
#[component]
pub fn Notice(
    /// Its kind; a `Bad` or `Warn` one is announced at once, the others when there is time.
    kind: Kind,
    /// First line.
    #[prop(optional, into)]
    title: OptText,
    /// The rest.
    children: Children,
) -> impl IntoView {
    let role = if matches!(kind, Kind::Bad | Kind::Warn) { "alert" } else { "status" };
    let title = title.0.map(|text| view! { <p class="notice-title">{text}</p> });
    view! { <div class="notice" data-kind=kind.as_str() role=role>{title}<div>{children()}</div></div> }
}

/// A place where something will be: says what, and how to begin.
#[component]
pub fn EmptyState(
    /// What is missing: "No assessment yet".
    #[prop(into)]
    title: String,
    /// What it would be good for.
    #[prop(into)]
    text: String,
    /// How to begin: a button or link.
    #[prop(default = None, into)]
    action: Option<AnyView>,
) -> impl IntoView {
    view! { <div class="empty"><p class="empty-title">{title}</p><p>{text}</p>{action}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trouble_interrupts_the_reader() {
        assert!(view! { <Notice kind=Kind::Bad>"No"</Notice> }.to_html().contains(r#"role="alert""#));
        assert!(view! { <Notice kind=Kind::Ok title="Saved">"Yes"</Notice> }.to_html().contains(r#"role="status""#));
    }
}
