//! Somebody in a list.

use super::shell::initials;
use leptos::prelude::*;

/// Initials, name, and a quieter line below.
#[component]
pub fn Person(
    /// As shown.
    #[prop(into)]
    name: String,
    /// The line below: an e-mail address.
    #[prop(into)]
    second: String,
) -> impl IntoView {
    let initials = initials(&name);
    view! {
        <span class="person">
            <span class="initials" aria-hidden="true">{initials}</span>
            <span>{name}<span class="second">{second}</span></span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_read_out_by_name_and_not_by_initials() {
        let html = view! { <Person name="Ada Cruz" second="ada@example.org"/> }.to_html();
        assert!(html.contains(r#"<span aria-hidden="true" class="initials">AC</span>"#), "{html}");
        assert!(html.contains("Ada Cruz") && html.contains(r#"<span class="second">ada@example.org</span>"#), "{html}");
    }
}
