//! Buttons, and links that look like them.

use super::text::OptText;
use leptos::prelude::*;

/// How much weight a button has on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here. One per form.
    Main,
    /// Anything else.
    #[default]
    Second,
    /// An action at the edge of things, drawn without a frame.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    /// The value of `data-kind`; the second kind is the bare button.
    const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Main => Some("main"),
            Self::Second => None,
            Self::Quiet => Some("quiet"),
            Self::Danger => Some("danger"),
        }
    }
}

/// A button that submits its form.
#[component]
pub fn Button(
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// For rows of tables.
    #[prop(optional)]
    small: bool,
    /// Name it posts under, when a form has several buttons.
    #[prop(optional, into)]
    name: OptText,
    /// Value it posts.
    #[prop(optional, into)]
    value: OptText,
    /// Says more than the visible words where those repeat from row to row ("Resolve" → "Resolve blocker 4").
    #[prop(optional, into)]
    label: OptText,
    /// Whether it can be pressed.
    #[prop(optional)]
    disabled: bool,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    let size = small.then_some("small");
    view! {
        <button type="submit" class="button" data-kind=kind.as_str() data-size=size name=name.0 value=value.0 aria-label=label.0 disabled=disabled>
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its weight.
    #[prop(optional)]
    kind: ButtonKind,
    /// For rows of tables.
    #[prop(optional)]
    small: bool,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    let size = small.then_some("small");
    view! { <a class="button" href=href data-kind=kind.as_str() data-size=size>{children()}</a> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_submits_and_says_what_it_acts_on() {
        let html = view! { <Button kind=ButtonKind::Danger name="act" value="drop" label="Remove Ana">"Remove"</Button> }.to_html();
        assert!(html.contains(r#"type="submit""#) && html.contains(r#"data-kind="danger""#), "{html}");
        assert!(html.contains(r#"name="act""#) && html.contains(r#"aria-label="Remove Ana""#), "{html}");
        assert!(!html.contains("disabled"), "{html}");
    }

    #[test]
    fn a_second_button_carries_no_kind() {
        let html = view! { <ButtonLink href="/a">"A"</ButtonLink> }.to_html();
        assert_eq!(html, r#"<a href="/a" class="button">A</a>"#);
    }
}
