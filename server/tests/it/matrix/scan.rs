//! Reads the sources for every address and every server function.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A way in: a method and an address, as the sources name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Door {
    pub(super) method: &'static str,
    pub(super) address: String,
}

impl Door {
    /// The row to add for it.
    pub(super) fn row(&self) -> String {
        match (self.method, self.address.starts_with("/api/")) {
            ("GET", _) => format!("    get(\"{}\", Who::…, 200),", self.address),
            (_, true) => format!("    call(\"{}\", &[(\"slug\", \"{{slug}}\")], Who::…, 200),", self.address),
            _ => format!("    post(\"{}\", Who::…, 422),", self.address),
        }
    }
}

/// The code of all files below a folder, without their tests.
fn codes(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            codes(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text.split("#[cfg(test)]").next().unwrap().to_owned()));
        }
    }
}

/// Every way in, and whether it only leads to the page above.
pub(super) fn doors() -> BTreeMap<Door, bool> {
    let (mut files, mut found) = (Vec::new(), BTreeMap::new());
    for folder in ["src", "../app/src"] {
        codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    for (path, text) in files {
        for other in [".nest(", ".route_service(", ".nest_service(", "server(prefix"] {
            assert!(!text.contains(other), "{}: this test cannot read {other}; give each address whole", path.display());
        }
        for route in text.split(".route(").skip(1) {
            let quoted = route.trim_start().strip_prefix('"');
            let (address, rest) =
                quoted.and_then(|rest| rest.split_once('"')).unwrap_or_else(|| panic!("{}: write the address as text", path.display()));
            // Server functions have one address each, below.
            if address != "/api/{*function}" {
                found.extend(
                    methods(within(rest)).into_iter().map(|(method, leads_up)| (Door { method, address: address.to_owned() }, leads_up)),
                );
            }
        }
        for function in text.split("#[server").skip(1) {
            let named = function.split(']').next().unwrap().split("endpoint = \"").nth(1).and_then(|rest| rest.split('"').next());
            let name = named.unwrap_or_else(|| panic!("{}: name the endpoint of a server function", path.display()));
            found.insert(Door { method: "POST", address: format!("/api/{name}") }, false);
        }
    }
    found
}

/// What stands before the parenthesis that closes the route.
fn within(rest: &str) -> &str {
    let mut depth = 1;
    for (at, sign) in rest.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &rest[..at];
        }
    }
    rest
}

/// The methods that a route answers to, and whether that is only to lead to the page above.
fn methods(route: &str) -> Vec<(&'static str, bool)> {
    let calls = |name: &str| {
        let call = format!("{name}(");
        route.match_indices(&call).any(|(at, _)| !route[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_'))
    };
    let mut found = Vec::new();
    if calls("show") || calls("form") || calls("get") || calls("any") {
        found.push(("GET", false));
    } else if calls("leads_up") {
        found.push(("GET", true));
    }
    if calls("form") || calls("post_form") || calls("post") || calls("any") {
        found.push(("POST", false));
    }
    for (name, method) in [("put", "PUT"), ("patch", "PATCH"), ("delete", "DELETE")] {
        if calls(name) {
            found.push((method, false));
        }
    }
    assert!(!found.is_empty(), "a route without a method that this test can read: {route}");
    found
}
