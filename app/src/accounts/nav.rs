//! The tabs of one's own account, and those of the administration.

use crate::frame::Visit;
use crate::ui::{NavLink, SubNav};
use leptos::prelude::*;

/// The pages of one's own account.
const OWN: &[(&str, &str)] = &[
    ("Profile", "/account"),
    ("Sessions", "/account/sessions"),
    ("Second factor", "/account/factors"),
    ("Linked sign-ins", "/account/providers"),
    ("API tokens", "/account/tokens"),
    ("Your data", "/account/data"),
];

/// The pages of those who administer the installation.
const ADMINISTRATION: &[(&str, &str)] = &[
    ("Accounts", "/users"),
    ("API tokens", "/users/tokens"),
    ("Groups", "/groups"),
    ("Sign-in rules", "/policy"),
    ("Audit log", "/audit"),
    ("Organisation", "/organisation"),
    ("Restore a project", "/restore"),
];

/// The tabs over each page of one's own account.
pub(crate) fn account_tabs(visit: &Visit) -> impl IntoView + use<> {
    tabs("Your account", OWN, &visit.path)
}

/// The tabs over each page of the administration.
pub(crate) fn administration_tabs(visit: &Visit) -> impl IntoView + use<> {
    tabs("Administration", ADMINISTRATION, &visit.path)
}

fn tabs(label: &'static str, pages: &[(&'static str, &'static str)], here: &str) -> impl IntoView + use<> {
    let links = pages.iter().map(|(name, path)| NavLink::new(*name, *path, here)).collect::<Vec<_>>();
    view! { <SubNav label links/> }
}
