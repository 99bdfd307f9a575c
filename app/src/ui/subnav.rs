//! Links that lead to the parts of something.

use leptos::prelude::*;

/// One link of a navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Whether the reader is there.
    pub current: bool,
    /// How many things wait there, if that is worth a figure.
    pub count: Option<u32>,
}

impl NavLink {
    /// A link; current when `here`, the path of the page, is the link itself.
    pub fn new(label: impl Into<String>, href: impl Into<String>, here: &str) -> Self {
        let href = href.into();
        Self { label: label.into(), current: href == here, href, count: None }
    }

    /// The same link with a figure beside its label.
    #[must_use]
    pub fn with_count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }
}

/// The links as list items; shared by the main navigation and the tabs.
pub(super) fn items(links: Vec<NavLink>) -> impl IntoView {
    links
        .into_iter()
        .map(|link| {
            let current = link.current.then_some("page");
            let count = link.count.map(|count| view! { <span class="count">{count}</span> });
            view! { <li><a href=link.href aria-current=current>{link.label}{count}</a></li> }
        })
        .collect_view()
}

/// The tabs of one thing, a project for instance.
#[component]
pub fn SubNav(
    /// Names the navigation for screen readers: "Project".
    #[prop(into)]
    label: String,
    /// The tabs in order.
    links: Vec<NavLink>,
) -> impl IntoView {
    view! { <nav class="subnav" aria-label=label><ul>{items(links)}</ul></nav> }
}

/// The tabs of one thing that has many of them, in named groups.
#[component]
pub fn GroupNav(
    /// Names the navigation for screen readers: "Project".
    #[prop(into)]
    label: String,
    /// The groups in order, each with its tabs.
    groups: Vec<(&'static str, Vec<NavLink>)>,
) -> impl IntoView {
    let groups = groups.into_iter().map(|(name, links)| view! { <li><ul aria-label=name>{items(links)}</ul></li> }).collect_view();
    view! { <nav class="subnav groupnav" aria-label=label><ul>{groups}</ul></nav> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tab_of_this_page_is_the_current_one() {
        let links = vec![
            NavLink::new("Overview", "/projects/dock", "/projects/dock/risks"),
            NavLink::new("Risks", "/projects/dock/risks", "/projects/dock/risks").with_count(3),
        ];
        let html = view! { <SubNav label="Project" links/> }.to_html();
        assert!(html.contains(r#"href="/projects/dock/risks" aria-current="page">Risks"#), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
        assert!(html.contains(r#"<span class="count">3</span>"#), "{html}");
    }

    #[test]
    fn groups_of_tabs_are_named_lists_with_one_current_tab() {
        let mut here = NavLink::new("Risks", "/projects/dock/risks", "");
        here.current = true;
        let groups = vec![("Status", vec![NavLink::new("Overview", "/projects/dock", "")]), ("Work", vec![here])];
        let html = view! { <GroupNav label="Project" groups/> }.to_html();
        assert!(html.contains(r#"<ul aria-label="Status">"#) && html.contains(r#"<ul aria-label="Work">"#), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
    }
}
