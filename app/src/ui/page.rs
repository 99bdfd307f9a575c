//! Head of a page and the sheets below it.

use super::text::OptText;
use leptos::prelude::*;

/// One step of the way from the start page to here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Name of the step.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Crumb {
    /// A step with its name and where it leads.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// Where am I, what is it, what can be done with it.
#[component]
pub fn PageHead(
    /// The one `h1` of the page.
    #[prop(into)]
    title: String,
    /// One sentence below the title.
    #[prop(optional, into)]
    subtitle: OptText,
    /// The pages above this one, outermost first; this page itself is not among them.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    /// Something that belongs beside the title: a status, a stamp.
    #[prop(default = None, into)]
    beside: Option<AnyView>,
    /// Buttons, the most important one first.
    #[prop(default = None, into)]
    actions: Option<AnyView>,
) -> impl IntoView {
    let subtitle = subtitle.0.map(|text| view! { <p class="subtitle">{text}</p> });
    let actions = actions.map(|actions| view! { <div class="actions">{actions}</div> });
    let crumbs = (!crumbs.is_empty()).then(|| {
        let steps = crumbs.into_iter().map(|crumb| view! { <li><a href=crumb.href>{crumb.label}</a></li> }).collect_view();
        view! { <nav class="crumbs" aria-label="Breadcrumb"><ol>{steps}</ol></nav> }
    });
    view! {
        <header class="pagehead">
            <div class="pagehead-title">
                {crumbs}
                <div class="cluster"><h1>{title}</h1>{beside}</div>
                {subtitle}
            </div>
            {actions}
        </header>
    }
}

/// A ruled surface with a heading: the unit most pages are made of.
#[component]
pub fn Sheet(
    /// Heading (`h2`).
    #[prop(into)]
    title: String,
    /// Names the sheet, so that links can lead to it.
    #[prop(optional, into)]
    id: OptText,
    /// A figure beside the heading, such as how many rows there are.
    #[prop(optional, into)]
    count: OptText,
    /// Links or buttons at the end of the heading line.
    #[prop(default = None, into)]
    actions: Option<AnyView>,
    /// The most important sheet of the page wears corner marks.
    #[prop(optional)]
    main: bool,
    /// What is written on it.
    children: Children,
) -> impl IntoView {
    let class = if main { "sheet sheet-main" } else { "sheet" };
    let count = count.0.map(|text| view! { <span class="count">{text}</span> });
    view! {
        <section class=class id=id.0>
            <header class="sheet-head"><h2>{title}</h2>{count}{actions}</header>
            {children()}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_is_escaped_in_the_head() {
        let crumbs = vec![Crumb::new("A & B", "/projects?q=\"x\"")];
        let html = view! { <PageHead title="<script>alert(1)</script>" subtitle="1 < 2" crumbs/> }.to_html();
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("1 &lt; 2") && html.contains("A &amp; B"), "{html}");
        assert!(html.contains("q=&quot;x&quot;"), "{html}");
    }

    #[test]
    fn a_sheet_without_an_id_has_no_id_attribute() {
        let html = view! { <Sheet title="Risks" count="3">"body"</Sheet> }.to_html();
        assert!(html.starts_with(r#"<section class="sheet"><header"#), "{html}");
    }
}
