//! The HTML document around a page.

use super::page::Page;
use super::visit::Visit;
use crate::ui::{NavLink, Shell, UserMenu};
use axum::response::{Html, IntoResponse, Response};
use http::header::CONTENT_SECURITY_POLICY;
use hydration_context::SsrSharedContext;
use leptos::nonce::Nonce;
use leptos::prelude::*;
use service::accounts::SignedIn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The page as an answer, whole: nothing in it waits for a script.
///
/// Rendered here and not by `leptos_axum`, which ends every page with inline scripts for the data of resources. Our pages have
/// their data before they are drawn and need none of it, and one without an island must not carry any script.
pub(super) fn rendered(visit: &Visit, page: Page) -> Response {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let (html, policy) = owner.with(|| {
        let islands = Islands(Arc::new(page.islands.into()));
        provide_context(islands.clone());
        let title = format!("{} · Holdpoint", page.title);
        let (bare, module) = (page.bare, page.module);
        // Before its document: only what is drawn knows whether there is an island on it.
        let (content, narrow) = page.drawn();
        let islands = islands.0.load(Ordering::Relaxed);
        let scripts = (islands || module.is_some()).then(|| Scripts::of(visit, islands, module));
        let policy = scripts.as_ref().map(Scripts::policy);
        (document(visit, title, content, Around { narrow, bare }, scripts).to_html(), policy)
    });
    owner.unset_with_forced_cleanup();
    let html = Html(format!("<!DOCTYPE html>{html}"));
    match policy {
        Some(policy) => ([(CONTENT_SECURITY_POLICY, policy)], html).into_response(),
        // The server adds the policy that allows no scripts.
        None => html.into_response(),
    }
}

/// Whether there is an island on the page that is being drawn.
#[derive(Clone)]
struct Islands(Arc<AtomicBool>);

/// Says that the page that is being drawn has an island: for parts of pages, so that each page need not know of theirs.
pub fn with_island() {
    if let Some(islands) = use_context::<Islands>() {
        islands.0.store(true, Ordering::Relaxed);
    }
}

/// What a page with islands, or with a module of its own, loads.
struct Scripts {
    nonce: String,
    site: Arc<str>,
    islands: bool,
    module: Option<&'static str>,
}

impl Scripts {
    fn of(visit: &Visit, islands: bool, module: Option<&'static str>) -> Self {
        Self { nonce: Nonce::new().as_inner().to_string(), site: Arc::clone(&visit.state.site), islands, module }
    }

    fn policy(&self) -> String {
        // A module of ours neither compiles nor asks for anything.
        let (more, connect) = if self.islands { (" 'strict-dynamic' 'wasm-unsafe-eval'", "connect-src 'self'; ") } else { ("", "") };
        format!(
            "default-src 'none'; script-src 'nonce-{}'{more}; {connect}style-src 'self'; \
             img-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            self.nonce
        )
    }

    fn view(self) -> impl IntoView {
        let nonce = self.nonce.clone();
        let module = self.module.map(|path| view! { <script type="module" nonce=nonce src=path></script> });
        let islands = self.islands.then(|| Self::wake(self.nonce, &self.site));
        view! { {islands} {module} }
    }

    /// Loads the WASM and wakes each island; Leptos looks for the lists although no resource fills them. `data-awake` says
    /// when: what is done to an island before that goes to nobody.
    fn wake(nonce: String, site: &str) -> impl IntoView + use<> {
        let code = format!(
            "self.__RESOLVED_RESOURCES=[];self.__SERIALIZED_ERRORS=[];self.__INCOMPLETE_CHUNKS=[];\
             import(\"/pkg/{site}.js\").then(async front=>{{await front.default({{module_or_path:\"/pkg/{site}_bg.wasm\"}});front.hydrate();\
             for(const island of document.querySelectorAll(\"leptos-island\"))front[island.dataset.component]?.(island);\
             document.documentElement.dataset.awake=\"\"}})"
        );
        view! { <script type="module" nonce=nonce inner_html=code></script> }
    }
}

/// What stands around a page.
#[derive(Clone, Copy)]
struct Around {
    narrow: bool,
    bare: bool,
}

fn document(visit: &Visit, title: String, content: AnyView, around: Around, scripts: Option<Scripts>) -> impl IntoView + use<> {
    let Around { narrow, bare } = around;
    let style = format!("/pkg/{}.css", visit.state.site);
    let who = visit.known().filter(|_| !bare).cloned();
    let robots = bare.then(|| view! { <meta name="robots" content="noindex, nofollow"/> });
    let nav = who.as_ref().map(|who| navigation(who, &visit.path)).unwrap_or_default();
    let (theme, here) = (visit.theme, visit.here().to_owned());
    let search = who.is_some().then(|| visit.searched().to_owned());
    let account = who.map(|who| menu(&who).into_any());
    let body = if bare {
        view! { <main class="page report-page" id="main">{content}</main> }.into_any()
    } else {
        view! { <Shell nav search account theme here version=env!("CARGO_PKG_VERSION") narrow>{content}</Shell> }.into_any()
    };
    view! {
        <html lang="en" data-theme=theme.attribute()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {robots}
                <title>{title}</title>
                <link rel="stylesheet" href=style/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="icon" href="/favicon.ico" sizes="32x32"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                {scripts.map(Scripts::view)}
            </head>
            <body>
                {body}
            </body>
        </html>
    }
}

fn navigation(who: &SignedIn, here: &str) -> Vec<NavLink> {
    let mut links = vec![
        NavLink::new("Projects", "/projects", here),
        NavLink::new("My work", "/work", here),
        NavLink::new("Templates", "/templates", here),
    ];
    if who.user().admin {
        links.push(NavLink::new("Accounts", "/users", here));
    }
    links
}

fn menu(who: &SignedIn) -> impl IntoView + use<> {
    let name = who.user().name.to_string();
    let email = who.user().email.to_string();
    let admin = who.user().admin.then(|| {
        view! {
            <a href="/organisation">"Organisation"</a>
            <a href="/restore">"Restore a project"</a>
        }
    });
    view! {
        <UserMenu name>
            <p class="small muted">{email}</p>
            <a href="/account">"Your account"</a>
            {admin}
            <form method="post" action="/sign-out"><button type="submit">"Sign out"</button></form>
        </UserMenu>
    }
}
