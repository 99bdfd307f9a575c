//! Every use case that writes leaves a line of history, or stands here with the reason why it does not.

use std::path::{Path, PathBuf};

/// What writes a line, in the words of the sources: `append` and `tell`, and the helpers of rooms that end in them.
const WRITES: [&str; 17] = [
    "history::append(",
    "history::tell(",
    "history::tell_of(",
    "tell(",
    "store(",
    "save(",
    "written(",
    "told(",
    "cut(",
    "keep(",
    "write(",
    "insert(&mut tx, editor,",
    "taken_over(",
    "apply(&mut tx, editor,",
    "put(&mut tx, keys,",
    "super::add(&mut tx, keys,",
    "signed_in(&mut tx, provider,",
];

/// Functions that begin a transaction to write, and write no line: by file and name, with the reason.
const EXEMPT: &[(&str, &str, &str)] = &[
    ("accounts/factors/confirmed.rs", "confirm_by_passkey", "somebody shows once more who they are"),
    ("accounts/factors/mod.rs", "rename", "a name for the person's own eyes"),
    ("accounts/resets.rs", "forget_old_links", "time went by"),
    ("accounts/sessions.rs", "end", "signing out has its line"),
    ("accounts/sign_in.rs", "confirm_password", "attempts are counted; what it is asked for has its line"),
    ("accounts/tokens/enter.rs", "known", "notes when it was used last; what is done with it has its lines"),
    ("accounts/sessions.rs", "create", "signing in has its line"),
    ("accounts/sessions.rs", "save", "what a session keeps is no change"),
    ("accounts/sessions.rs", "delete", "signing out has its line"),
    ("accounts/sessions.rs", "delete_expired", "time went by"),
    ("accounts/sign_in.rs", "count", "attempts are counted; a failure has its line"),
    ("accounts/sign_in.rs", "taken_back", "attempts are counted"),
    ("accounts/sign_in.rs", "forget_old_attempts", "time went by"),
    ("assessments/desk.rs", "desk", "says who is writing this minute"),
    ("assessments/desk.rs", "category_desk", "says who is writing this minute"),
    ("assessments/desk.rs", "stay", "says who is writing this minute"),
    ("exchange/batches.rs", "stage_many", "reports that are looked at; each one that is saved has its line"),
    ("exchange/batches.rs", "begin", "each report that is saved has its line"),
    ("exchange/batches.rs", "go_on", "each report that is saved has its line"),
    ("exchange/mod.rs", "stage", "a report that is looked at; saving it has its line"),
    ("exchange/mod.rs", "discard", "a report that was looked at"),
    ("exchange/mod.rs", "forget_unsaved", "time went by"),
    ("exchange/review.rs", "correct", "corrections are kept with the audit, which has its line"),
    ("exchange/review.rs", "take_back", "corrections are kept with the audit, which has its line"),
    ("exports/jobs.rs", "say", "progress of a file whose asking has its line"),
    ("exports/jobs.rs", "say_alive", "progress of a file whose asking has its line"),
    ("exports/jobs.rs", "keep", "progress of a file whose asking has its line"),
    ("exports/jobs.rs", "fail", "progress of a file whose asking has its line"),
    ("exports/jobs.rs", "forget_old", "time went by"),
    ("portfolio/standing.rs", "refresh_lapsed", "sums of what has its lines"),
    ("portfolio/views.rs", "save_view", "a bookmark of one person"),
    ("portfolio/views.rs", "change_view", "a bookmark of one person"),
    ("portfolio/views.rs", "delete_view", "a bookmark of one person"),
    ("shares/door.rs", "viewed", "counts views; reading has its line where that is noted"),
    ("templates.rs", "bring_in", "reads with a lock"),
    ("blockers.rs", "seen", "only begins: whoever calls it stores"),
    ("risks.rs", "seen", "only begins: whoever calls it stores"),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_use_case_writes_without_a_line_of_history() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let (mut silent, mut seen, mut told) = (Vec::new(), Vec::new(), 0);
    for path in paths {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for function in code.split("async fn ").skip(1) {
            let function_name = function.split(['(', '<']).next().unwrap();
            // A function ends where a line begins with a closing brace.
            let body = function.split("\n}\n").next().unwrap();
            if !body.contains(".begin().await") {
                continue;
            }
            let exempt = EXEMPT.iter().position(|(file, of, _)| *file == name && *of == function_name);
            seen.extend(exempt);
            if WRITES.iter().any(|word| body.contains(word)) {
                told += 1;
            } else if exempt.is_none() {
                silent.push(format!("{name}: {function_name}"));
            }
        }
    }
    assert!(told > 60, "use cases were found: {told}");
    assert!(silent.is_empty(), "these write without a line of history: {silent:#?}");
    let stale: Vec<_> = (0..EXEMPT.len()).filter(|at| !seen.contains(at)).map(|at| EXEMPT[at]).collect();
    assert!(stale.is_empty(), "these are no more: {stale:?}");
}
