//! One style sheet from the files in `style/`, one per room.

use std::path::Path;

use anyhow::{Context, Result};

/// A file of this name lists the style files, one a line, when the order matters more than [`order`] knows.
const INDEX: &str = "index.txt";
/// Custom properties and the bare elements come before what uses them.
const FIRST: [&str; 2] = ["tokens.css", "base.css"];

/// The style files joined in their order.
///
/// # Errors
/// When a file cannot be read, or the index names one that is not there or leaves one out.
pub(crate) fn joined(folder: &Path) -> Result<String> {
    if !folder.is_dir() {
        return Ok(String::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|extension| extension == "css") {
            found.push(name);
        }
    }
    let index = std::fs::read_to_string(folder.join(INDEX)).ok();
    let mut css = String::new();
    for name in order(found, index.as_deref())? {
        let text = std::fs::read_to_string(folder.join(&name)).with_context(|| format!("cannot read style/{name}"))?;
        css.push_str(text.trim());
        css.push('\n');
    }
    Ok(without_comments(&css))
}

/// The order of the index; without one tokens, base, and the rest by the alphabet.
fn order(mut found: Vec<String>, index: Option<&str>) -> Result<Vec<String>> {
    found.sort_by_key(|name| (FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()), name.clone()));
    let Some(index) = index else { return Ok(found) };
    let listed: Vec<String> =
        index.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(String::from).collect();
    if let Some(missing) = listed.iter().find(|name| !found.contains(name)) {
        anyhow::bail!("style/{INDEX} lists {missing}, which is not there");
    }
    if let Some(left_out) = found.iter().find(|name| !listed.contains(name)) {
        anyhow::bail!("style/{INDEX} leaves out {left_out}");
    }
    Ok(listed)
}

/// Drops comments and the indentation; strings keep what they hold.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if rest.starts_with("/*") {
            let end = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
            rest = &rest[end..];
            continue;
        } else if rest.starts_with('/') {
            1
        } else {
            string_length(rest)
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// Bytes of the quoted string that starts `text`, quotes included.
fn string_length(text: &str) -> usize {
    let quote = text.chars().next();
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if !escaped && Some(character) == quote {
            return at + character.len_utf8();
        }
        escaped = !escaped && character == '\\';
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn without_an_index_tokens_and_base_come_first_and_the_rest_by_the_alphabet() {
        let found = names(&["risks.css", "base.css", "blockers.css", "tokens.css"]);
        assert_eq!(order(found, None).unwrap(), names(&["tokens.css", "base.css", "blockers.css", "risks.css"]));
    }

    #[test]
    fn an_index_gives_the_order() {
        let found = names(&["b.css", "a.css"]);
        assert_eq!(order(found, Some("# layers first\nb.css\n\na.css\n")).unwrap(), names(&["b.css", "a.css"]));
    }

    #[test]
    fn an_index_that_forgets_a_file_or_invents_one_is_refused() {
        let forgets = order(names(&["a.css", "b.css"]), Some("a.css")).unwrap_err();
        assert!(forgets.to_string().contains("b.css"));
        let invents = order(names(&["a.css"]), Some("a.css\nc.css")).unwrap_err();
        assert!(invents.to_string().contains("c.css"));
    }

    #[test]
    fn comments_go_and_strings_stay() {
        let css = "/* a */ a {\n  content: \"/* no 'comment' \\\" */\"; /* b */\n}\n\n.x { background: url(/a/b) }";
        assert_eq!(without_comments(css), "a {\ncontent: \"/* no 'comment' \\\" */\";\n}\n.x { background: url(/a/b) }\n");
    }

    #[test]
    fn a_comment_that_never_ends_takes_the_rest_and_no_more() {
        assert_eq!(without_comments("a{}/* b"), "a{}\n");
    }
}
