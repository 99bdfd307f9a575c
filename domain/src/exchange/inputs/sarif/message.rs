//! What a result says, where its words may stand in its rule.

use super::super::written::{Allowance, cut};
use super::rules::text;
use serde_json::Value;

/// Longest message that is put together from a rule's words and the arguments of a result, in bytes.
const LONGEST: usize = 4000;

/// The message of a result: its own words, else those of its rule under the id that it names (section 3.11.7).
pub(super) fn message(result: &Value, rule: Option<&Value>, allowance: &mut Allowance) -> Option<String> {
    let message = &result["message"];
    if let Some(own) = text(message) {
        return Some(unlinked(own, &message["arguments"]));
    }
    let id = message["id"].as_str()?;
    let words = unlinked(text(rule?["messageStrings"].get(id)?)?, &message["arguments"]);
    allowance.grant(Some(&words), LONGEST)
}

/// What a rule is about in a few words.
pub(super) fn about(rule: &Value) -> Option<&str> {
    text(&rule["shortDescription"]).or_else(|| rule["name"].as_str()).or_else(|| text(&rule["fullDescription"]))
}

/// What a rule advises, and where more about it is said.
pub(super) fn advice(rule: &Value, limit: usize) -> Option<String> {
    let more = rule["helpUri"].as_str().filter(|uri| !uri.trim().is_empty()).map(|uri| format!("See {}", uri.trim()));
    let help = text(&rule["help"]).map(|help| cut(help, limit));
    let parts: Vec<String> = help.into_iter().chain(more).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// The text with its arguments in place of `{0}` (section 3.11.5) and the words of links to places of the result instead of
/// the links: `[here](1)` (section 3.11.6).
fn unlinked(text: &str, arguments: &Value) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (words, length) = argument(rest, arguments).or_else(|| link(rest)).or_else(|| escaped(rest)).unwrap_or((&rest[..1], 1));
        if out.len() + words.len() > LONGEST.max(text.len()) {
            break;
        }
        out.push_str(words);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn argument<'v>(text: &str, arguments: &'v Value) -> Option<(&'v str, usize)> {
    let (number, _) = text.strip_prefix('{')?.split_at_checked(3.min(text.len() - 1))?;
    let (number, _) = number.split_once('}')?;
    let argument = arguments.get(number.parse::<usize>().ok()?)?.as_str()?;
    Some((argument, number.len() + 2))
}

/// `[words](2)`: the words, which may not hold brackets themselves.
fn link(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('[')?;
    let end = inner.find(['[', ']', '\n'])?;
    let target = inner[end..].strip_prefix("](")?;
    let digits = target.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && target[digits..].starts_with(')')).then(|| (&inner[..end], 1 + end + 2 + digits + 1))
}

fn escaped(text: &str) -> Option<(&str, usize)> {
    let sign = text.strip_prefix('\\')?;
    sign.starts_with(['[', ']', '\\']).then(|| (&sign[..1], 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn arguments_are_put_in_and_links_to_places_become_their_words() {
        let arguments = json!(["door", "hatch"]);
        assert_eq!(unlinked("The {0} and the {1}, not {2} or {x}", &arguments), "The door and the hatch, not {2} or {x}");
        assert_eq!(
            unlinked("See [the door](1) and [a page](https://example.org)", &arguments),
            "See the door and [a page](https://example.org)"
        );
        assert_eq!(unlinked("an \\[array\\] of C:\\new", &arguments), "an [array] of C:\\new");
        assert_eq!(unlinked("{", &Value::Null), "{");
        assert_eq!(unlinked("{ä}[ö](", &Value::Null), "{ä}[ö](");
    }

    #[test]
    fn a_message_does_not_grow_without_a_bound() {
        let long = "x".repeat(3000);
        let out = unlinked(&"{0}".repeat(1000), &json!([long]));
        assert!(out.len() < 10_000, "{}", out.len());
    }
}
