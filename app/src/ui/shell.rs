//! What stands around every page.

use super::subnav::{NavLink, items};
use super::theme::{Theme, ThemeSwitch};
use leptos::prelude::*;

/// The body of every page: skip link, top bar, main part, footer.
///
/// The main part has the id `main`; its children stand below each other with the page's rhythm.
#[component]
pub fn Shell(
    /// Main navigation; empty before sign-in.
    #[prop(optional)]
    nav: Vec<NavLink>,
    /// What the search box holds; `None` where there is no box, before sign-in.
    #[prop(default = None, into)]
    search: Option<String>,
    /// What stands at the end of the top bar: a [`UserMenu`] or a sign-in link.
    #[prop(default = None, into)]
    account: Option<AnyView>,
    /// Colours in force.
    theme: Theme,
    /// Path and query of this page; the theme switch comes back here.
    #[prop(into)]
    here: String,
    /// Version of the program, for the footer.
    #[prop(into)]
    version: String,
    /// For forms and single documents: a narrower column.
    #[prop(optional)]
    narrow: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    let navigation = (!nav.is_empty()).then(|| view! { <nav class="mainnav" aria-label="Main"><ul>{items(nav)}</ul></nav> });
    let search = search.map(search_box);
    let main_class = if narrow { "page page-narrow" } else { "page" };
    view! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <header class="topbar">
            <div class="page">
                <a class="brand" href="/">{brand_mark()}<span class="brand-name">"Holdpoint"</span></a>
                {navigation}
                <div class="topbar-end">{search}{account}</div>
            </div>
        </header>
        <main class=main_class id="main" tabindex="-1">{children()}</main>
        <footer class="footer">
            <div class="page">
                <span>"Holdpoint " {version}</span>
                <ThemeSwitch theme back=here/>
            </div>
        </footer>
    }
}

/// Looks through everything the reader may see.
fn search_box(value: String) -> impl IntoView {
    view! {
        <form class="searchbox" role="search" aria-label="Everywhere" method="get" action="/search">
            <label class="unseen" for="search-box">"Search"</label>
            <input class="control" id="search-box" type="search" name="q" value=value placeholder="Search" maxlength="200" autocomplete="off"/>
            <button class="button" type="submit" aria-label="Search">{magnifier()}</button>
        </form>
    }
}

fn magnifier() -> impl IntoView {
    view! {
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="6.5" cy="6.5" r="4.5"></circle><path d="M10 10l5 5"></path></svg>
    }
}

/// The menu of the person who is signed in: opens without script.
#[component]
pub fn UserMenu(
    /// Name of the person; the initials are taken from it.
    #[prop(into)]
    name: String,
    /// Links and forms of the menu.
    children: Children,
) -> impl IntoView {
    let initials = initials(&name);
    view! {
        <details class="menu">
            <summary>
                <span class="initials" aria-hidden="true">{initials}</span>
                <span class="menu-name">{name}</span>
            </summary>
            <div class="menu-body">{children()}</div>
        </details>
    }
}

/// Two posts and the point between them: a gate that waits for a sign-off.
fn brand_mark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d="M3 3h7v26H3zM22 3h7v26h-7z"></path>
            <circle class="brand-point" cx="16" cy="16" r="4.5"></circle>
        </svg>
    }
}

/// First letters of the first and the last word, in capitals.
pub(super) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_and_the_last_word() {
        assert_eq!(initials("Ada de la Cruz"), "AC");
        assert_eq!(initials("ömer"), "Ö");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn the_shell_skips_to_main_and_leaves_out_an_empty_navigation() {
        let html = view! { <Shell theme=Theme::Auto here="/sign-in" version="0.1.0" narrow=true>"page"</Shell> }.to_html();
        assert!(html.contains(r##"<a href="#main" class="skip">"##), "{html}");
        assert!(html.contains(r#"id="main""#) && html.contains("page-narrow"), "{html}");
        assert!(!html.contains("<nav"), "{html}");
        assert!(!html.contains("style="), "{html}");
    }
}
