//! Reads the sources of the use cases: what can be called from outside, touches the database, and with which proof.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every proof, and whom it is given to.
pub(super) const PROOFS: &[(&str, &str)] = &[
    ("Viewer", "whoever has a role in the project"),
    ("Speaker", "whoever has a role in the project, while it is in use"),
    (
        "Reporter",
        "engineers, auditors and owners of the project, while it is in use; a token needs the scope for results or the one for registers",
    ),
    ("Editor", "engineers, auditors and owners of the project, while it is in use"),
    ("Importer", "auditors and owners of the project, while it is in use; a token needs the scope for imports"),
    ("Auditor", "auditors and owners of the project, while it is in use"),
    ("Owner", "owners of the project"),
    ("OwnerInPerson", "owners of the project, with a session of their own: no token"),
    ("ProjectToken", "a program with a token of the project"),
    ("SignedIn", "everybody who is signed in"),
    ("Person", "everybody who is signed in, with a session of their own"),
    ("Confirmed", "everybody who is signed in and showed within the last ten minutes who they are"),
    ("Admin", "administrators"),
    ("TemplateKeeper", "the author of the template, administrators"),
    ("Operator", "whoever is at the command line of the server"),
];

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct UseCase {
    /// As it is called from outside: `checklists::create_list`, or `SignedIn::viewer` for what a proof itself can do.
    pub(super) name: String,
    /// The proofs that it takes.
    pub(super) proofs: Vec<String>,
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// The code of a file without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]").next().unwrap().to_owned()
}

/// The kinds of proof in the sources; whoever acts is not a permission.
pub(super) fn proofs() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // Who showed a moment ago who they are is checked where second factors are.
    for path in files(&sources().join("accounts/proofs")).into_iter().chain([sources().join("accounts/factors/confirmed.rs")]) {
        let text = code(&path);
        let plain = text.split("pub struct ").skip(1).filter(|rest| !rest.starts_with('$'));
        found.extend(plain.map(|rest| rest.split(|sign: char| !sign.is_alphanumeric()).next().unwrap().to_owned()));
        let listed = text.lines().map(str::trim).filter(|line| line.ends_with(';') && line.contains(") from "));
        found.extend(listed.filter_map(|line| line.split('(').next()).filter(|name| !name.contains('$')).map(str::to_owned));
    }
    found.remove("Actor");
    found
}

/// Everything that can be called from outside and touches the database, by name.
pub(super) fn use_cases() -> Vec<UseCase> {
    let mut found: Vec<UseCase> = files(&sources()).iter().flat_map(|path| in_file(path)).collect();
    found.sort();
    assert!(found.len() > 150, "use cases were found: {}", found.len());
    found
}

fn in_file(path: &Path) -> Vec<UseCase> {
    let inside = path.strip_prefix(sources()).unwrap().with_extension("");
    let mut parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    let Some(room) = parts.first() else { return Vec::new() };
    let text = code(path);
    let (mut found, mut owner, mut from) = (Vec::new(), None, 0);
    for line in text.split_inclusive('\n') {
        let (at, bare) = (from, line.trim_start());
        from += line.len();
        if line.starts_with("impl") {
            owner = Some(implemented(line));
        } else if line.starts_with('}') {
            owner = None;
        }
        let Some(rest) = ["pub async fn ", "pub fn ", "pub const fn "].iter().find_map(|start| bare.strip_prefix(start)) else { continue };
        let name = rest.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap();
        let signature = text[at..].split('{').next().unwrap();
        let (name, mut proofs) = match &owner {
            Some(of) => (Some(format!("{of}::{name}")), taken(of)),
            None => (public_name(room, &parts, name), Vec::new()),
        };
        // What is answered with is no proof that is taken.
        let takes = signature.rsplit_once(") ->").map_or(signature, |(takes, _)| takes);
        let words: Vec<&str> = takes.split(|sign: char| !sign.is_alphanumeric() && sign != '_').collect();
        if !words.iter().any(|word| ["Db", "Tx"].contains(word)) {
            continue;
        }
        proofs.extend(words.into_iter().flat_map(taken));
        proofs.dedup();
        found.extend(name.map(|name| UseCase { name, proofs }));
    }
    found
}

/// The word, where it is a proof.
fn taken(word: &str) -> Vec<String> {
    PROOFS.iter().filter(|(name, _)| *name == word).map(|(name, _)| (*name).to_owned()).collect()
}

/// The type of a line that begins an `impl`.
fn implemented(line: &str) -> String {
    let head = line.split('{').next().unwrap().trim();
    let head = head.rsplit(" for ").next().unwrap().split_whitespace().next_back().unwrap();
    head.split('<').next().unwrap().to_owned()
}

/// As the function is called from outside, where it can be: rooms name again what their parts offer.
fn public_name(room: &str, parts: &[String], name: &str) -> Option<String> {
    let Some(part) = parts.get(1) else { return Some(format!("{room}::{name}")) };
    let path = [sources().join(format!("{room}.rs")), sources().join(room).join("mod.rs")].into_iter().find(|path| path.exists())?;
    let text = code(&path);
    if text.contains(&format!("pub mod {part};")) {
        return Some(format!("{room}::{part}::{name}"));
    }
    let offers = text.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next()?.strip_prefix(&format!("{part}::")));
    let names = offers.flat_map(|offer| offer.split(['{', '}', ',']).map(str::trim));
    names.into_iter().find_map(|offered| match offered.split_once(" as ") {
        Some((inner, outer)) => (inner == name).then(|| format!("{room}::{outer}")),
        None => (offered == name).then(|| format!("{room}::{name}")),
    })
}

/// Whether the use cases that are tried for every role include this one.
pub(super) fn exercised(name: &str) -> bool {
    let call = format!("{name}(");
    [include_str!("../use_cases.rs"), include_str!("../use_cases/outwards.rs")].into_iter().any(|tried| {
        tried.match_indices(&call).any(|(at, _)| !tried[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == ':' || sign == '_'))
    })
}
