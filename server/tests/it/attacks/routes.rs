//! The doors of the application, as its sources name them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A door: its address, and whether it shows something, takes something, or both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Route {
    pub(super) path: String,
    pub(super) shows: bool,
    pub(super) takes: bool,
}

/// Every file of Rust under this folder of the workspace, with its text.
pub(super) fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder)];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// All of them, those of server functions too.
pub(super) fn all() -> Vec<Route> {
    let mut found = BTreeSet::new();
    for (_, text) in sources("app/src") {
        for (path, rest) in text.split(".route(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split_once('"')) {
            // A door stands on one line; several may.
            let door = rest.lines().next().unwrap_or_default().split(".route(").next().unwrap_or_default();
            let takes = ["post(", "form(", "any("].iter().any(|word| door.contains(word));
            let opens = door.replace("post_form(", "");
            let shows = ["show(", "form(", "get("].iter().any(|word| opens.contains(word));
            found.insert(Route { path: path.to_owned(), shows, takes });
        }
        for rest in text.split("#[server(endpoint = \"").skip(1) {
            let name = rest.split('"').next().unwrap_or_default();
            found.insert(Route { path: format!("/api/{name}"), shows: false, takes: true });
        }
    }
    found.retain(|route| !route.path.contains("{*"));
    found.into_iter().collect()
}

/// The names in braces of an address.
pub(super) fn params(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
}

#[test]
fn the_doors_are_found() {
    let routes = all();
    assert!(routes.len() > 130, "{}", routes.len());
    let of = |path: &str| routes.iter().find(|route| route.path == path).map(|route| (route.shows, route.takes));
    assert_eq!(of("/sign-out"), Some((false, true)));
    assert_eq!(of("/projects/{slug}/blockers"), Some((true, false)));
    assert_eq!(of("/projects/{slug}/settings"), Some((true, true)));
    assert_eq!(of("/projects/{slug}/settings/archive"), Some((false, true)));
    assert_eq!(of("/templates/new"), Some((true, true)));
    assert_eq!(of("/api/tick-item"), Some((false, true)));
}
