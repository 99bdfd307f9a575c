//! The rules that hold the floors apart, as pure functions of what cargo and the sources say.

/// What a dependency tree may not hold.
pub(crate) struct TreeRule {
    /// Arguments of `cargo tree` that choose the tree.
    pub(crate) tree: &'static [&'static str],
    /// Packages that may not be in it.
    pub(crate) forbidden: &'static [&'static str],
}

/// The floors, lowest first; the browser's part last, because a megabyte too much there is paid by every visitor.
pub(crate) const TREE_RULES: [TreeRule; 4] = [
    TreeRule { tree: &["--package", "domain", "--all-features"], forbidden: &["tokio", "sqlx", "axum", "leptos"] },
    TreeRule { tree: &["--package", "storage"], forbidden: &["axum", "leptos"] },
    TreeRule { tree: &["--package", "service"], forbidden: &["axum", "leptos"] },
    TreeRule {
        tree: &["--package", "app", "--no-default-features", "--features", "hydrate", "--target", "wasm32-unknown-unknown"],
        forbidden: &["sqlx", "axum", "tokio", "ring"],
    },
];

/// A word that belongs to one floor.
struct WordRule {
    word: &'static str,
    /// Beginnings of the paths in which it may stand.
    allowed: &'static [&'static str],
    why: &'static str,
}

/// The driver is left out of them: it names the words to look for.
const WORD_RULES: [WordRule; 5] = [
    WordRule { word: "sqlx::", allowed: &["storage/", "xtask/"], why: "SQL is the business of storage/" },
    WordRule { word: "axum::", allowed: &["app/", "server/", "bench/", "xtask/"], why: "HTTP is the business of app/ and server/" },
    WordRule { word: "Utc::now", allowed: &NOT_DOMAIN, why: "domain/ takes the time as an argument" },
    WordRule { word: "SystemTime", allowed: &NOT_DOMAIN, why: "domain/ takes the time as an argument" },
    WordRule { word: "std::fs", allowed: &NOT_DOMAIN, why: "domain/ reads and writes no files" },
];
// Tests of the domain may read reports that lie beside the project.
const NOT_DOMAIN: [&str; 9] = [
    "storage/",
    "service/",
    "app/",
    "server/",
    "bench/",
    "xtask/",
    "domain/tests/",
    "domain/examples/",
    "domain/src/changes/tests/corpus.rs",
];

/// Lines of the longest file, and of the one in the middle.
const LONGEST: usize = 400;
const MEDIAN: usize = 150;

/// The forbidden packages in the output of `cargo tree --prefix none`.
pub(crate) fn forbidden_packages<'a>(tree: &str, forbidden: &[&'a str]) -> Vec<&'a str> {
    let held = |name: &str| tree.lines().any(|line| line.split(' ').next() == Some(name));
    forbidden.iter().copied().filter(|name| held(name)).collect()
}

/// Words of one floor that stand in a file of another. `path` is relative to the workspace.
pub(crate) fn misplaced_words(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in code_lines(text) {
        let place = || format!("{path}:{number}");
        for rule in &WORD_RULES {
            if !rule.allowed.iter().any(|start| path.starts_with(start)) && has_word(line, rule.word) {
                found.push(format!("{}: `{}`: {}", place(), rule.word, rule.why));
            }
        }
        if path.starts_with("app/src/ui") && line.contains("crate::") && !line.contains("crate::ui") {
            found.push(format!("{}: ui/ knows nothing of the rest of app/", place()));
        }
    }
    found
}

/// What the lengths of files, in lines, break.
pub(crate) fn too_long(mut lengths: Vec<(usize, String)>) -> Vec<String> {
    lengths.sort_unstable();
    let mut found: Vec<String> = lengths
        .iter()
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path} has {lines} lines, more than {LONGEST}"))
        .collect();
    if let Some((median, _)) = lengths.get(lengths.len() / 2).filter(|(lines, _)| *lines >= MEDIAN) {
        found.push(format!("the median file has {median} lines; it should stay under {MEDIAN}"));
    }
    found
}

/// Lines with their numbers, those left out that are comments as a whole.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether `word` stands there, and not as the end of a longer name, nor, unless it ends with a path's colons, as the start.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(at, _)| {
        let longer = !word.ends_with(':') && line[at + word.len()..].starts_with(part_of_name);
        !line[..at].ends_with(part_of_name) && !longer
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_package_is_found_by_its_whole_name() {
        let tree = "app v0.1.0 (/somewhere)\ntokio-util v0.7.1\nring v0.17.0\nstring-cache v0.8.0 (*)\n";
        assert_eq!(forbidden_packages(tree, &["tokio", "ring"]), ["ring"]);
    }

    #[test]
    fn sql_outside_storage_is_misplaced_and_inside_it_at_home() {
        let code = "let row = sqlx::query(text);";
        assert_eq!(misplaced_words("service/src/risks.rs", code).len(), 1);
        assert!(misplaced_words("storage/src/risks.rs", code).is_empty());
    }

    #[test]
    fn comments_texts_and_longer_names_are_no_offence() {
        let code = "// sqlx::query is elsewhere\nlet quiet = \"sqlx=warn\";\nnot_sqlx::query();\n/// axum::Router too\n";
        assert!(misplaced_words("domain/src/risks.rs", code).is_empty());
    }

    #[test]
    fn the_domain_may_not_look_at_the_clock_and_the_place_is_named() {
        let found = misplaced_words("domain/src/time.rs", "\nlet now = Utc::now();");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("domain/src/time.rs:2:"));
    }

    #[test]
    fn a_button_may_not_know_a_room() {
        assert_eq!(misplaced_words("app/src/ui/button.rs", "use crate::risks::Row;").len(), 1);
        assert!(misplaced_words("app/src/ui/button.rs", "use crate::ui::Icon;").is_empty());
        assert!(misplaced_words("app/src/risks/page.rs", "use crate::accounts::User;").is_empty());
    }

    #[test]
    fn the_longest_file_and_the_median_are_both_held_down() {
        let files = |lengths: &[usize]| lengths.iter().map(|lines| (*lines, format!("{lines}.rs"))).collect();
        assert!(too_long(files(&[10, 100, 400])).is_empty());
        assert_eq!(too_long(files(&[10, 100, 401])), ["401.rs has 401 lines, more than 400"]);
        assert_eq!(too_long(files(&[150, 160, 10])).len(), 1);
        assert!(too_long(Vec::new()).is_empty());
    }
}
