//! Text inside a line: without its Markdown marks, symbols and numbering, and split into key and value.

use super::bytes::{ascii_words, is_single_spaced};
use super::letters::{half_width, runs_on};
use std::borrow::Cow;

/// How far ahead the end of a link, tag or code span is looked for, in bytes; keeps the work linear.
const LOOK_AHEAD: usize = 1000;

/// The byte that digits, letters and signs in the width of Chinese signs begin with: `８`, `％`, `：`.
pub(super) const FULL_WIDTH: u8 = 0xef;

/// How much of a text counts as its last words, in bytes.
const TAIL: usize = 200;

/// The text without Markdown marks: emphasis, code ticks, link targets, tags, escapes. White space is collapsed.
pub(super) fn plain(raw: &str) -> String {
    stripped(raw).into_owned()
}

/// As [`plain`]; most texts have no marks and stay as they are.
fn stripped(raw: &str) -> Cow<'_, str> {
    match unmarked(raw) {
        Cow::Borrowed(text) => collapsed(text),
        Cow::Owned(text) => Cow::Owned(match collapsed(&text) {
            Cow::Borrowed(collapsed) if collapsed.len() == text.len() => text,
            collapsed => collapsed.into_owned(),
        }),
    }
}

/// The text without marks, with white space as it is.
fn unmarked(raw: &str) -> Cow<'_, str> {
    let Some(first) = raw.bytes().position(is_mark) else { return Cow::Borrowed(raw) };
    let (lead, mut rest) = raw.split_at(first);
    let mut out = String::with_capacity(raw.len());
    out.push_str(lead);
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let before = out.chars().next_back();
        rest = match c {
            '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                out.push_str(&after[..1]);
                &after[1..]
            }
            '`' => code_span(rest, &mut out),
            '*' => emphasis(rest, '*', before, &mut out),
            '_' => emphasis(rest, '_', before, &mut out),
            '~' if after.starts_with('~') => &after[1..],
            '!' if after.starts_with('[') && link(after).is_some() => after,
            '[' | '<' => bracket(rest, &mut out),
            '&' => entity(rest, &mut out),
            _ => {
                out.push(half_width(c));
                let more = after.bytes().position(is_mark).unwrap_or(after.len());
                out.push_str(&after[..more]);
                &after[more..]
            }
        };
    }
    Cow::Owned(out)
}

/// Whether a Markdown mark may begin with this byte.
const fn is_mark(byte: u8) -> bool {
    MARKS[byte as usize]
}

/// By byte, for it is asked of every byte many times over.
const MARKS: [bool; 256] = {
    let (mut marks, signs) = ([false; 256], b"\\`*_~![<&\xef");
    let mut at = 0;
    while at < signs.len() {
        marks[signs[at] as usize] = true;
        at += 1;
    }
    marks
};

/// The text with one space wherever it has white space, and none at its ends.
fn collapsed(text: &str) -> Cow<'_, str> {
    if is_single_spaced(text) {
        return Cow::Borrowed(text);
    }
    let text = text.trim();
    if text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// The part of `text` that is looked at for the end of a construct.
fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOK_AHEAD)]
}

/// The last words of a text: as much of it as says what the number behind it means.
pub(super) fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(TAIL))..]
}

fn code_span<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let length = rest.len() - rest.trim_start_matches('`').len();
    let (ticks, after) = rest.split_at(length);
    if let Some(end) = window(after).find(ticks) {
        out.push_str(&after[..end]);
        return &after[end + length..];
    }
    after
}

/// Drops the signs of an emphasis; a sign between spaces, or an underscore inside a word, is text.
fn emphasis<'a>(rest: &'a str, sign: char, before: Option<char>, out: &mut String) -> &'a str {
    let after = rest.trim_start_matches(sign);
    let next = after.chars().next();
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_text = (spaced(before) && spaced(next)) || (sign == '_' && word(before) && word(next));
    if is_text {
        out.push_str(&rest[..rest.len() - after.len()]);
    }
    after
}

/// A link leaves its label, a tag nothing or the space of a line break; any other bracket is text.
fn bracket<'a>(rest: &'a str, out: &mut String) -> &'a str {
    if let Some((label, behind)) = rest.starts_with('[').then(|| link(rest)).flatten() {
        out.push_str(&plain(label));
        return behind;
    }
    if let Some((name, behind)) = rest.starts_with('<').then(|| tag(rest)).flatten() {
        out.push_str(if name.starts_with("br") { " " } else { "" });
        return behind;
    }
    out.push_str(&rest[..1]);
    &rest[1..]
}

/// `[label](target)` at the start of `rest`: the label and what is behind the link.
fn link(rest: &str) -> Option<(&str, &str)> {
    let near = window(rest);
    let label_end = near.find("](")?;
    let label = &rest[1..label_end];
    let target_end = near[label_end..].find(')')? + label_end;
    (!label.contains('[')).then(|| (label, &rest[target_end + 1..]))
}

/// `<tag …>` at the start of `rest`: its name and what is behind it.
fn tag(rest: &str) -> Option<(&str, &str)> {
    let inner = &rest[1..window(rest).find('>')?];
    let name = inner.trim_start_matches('/');
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    (starts_well && !inner.contains('<')).then(|| (name, &rest[inner.len() + 2..]))
}

fn entity<'a>(rest: &'a str, out: &mut String) -> &'a str {
    for (name, sign) in [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", "\""), ("&#39;", "'")] {
        if let Some(after) = rest.strip_prefix(name) {
            out.push_str(sign);
            return after;
        }
    }
    out.push('&');
    &rest[1..]
}

/// Whether a sign is a picture, tick, arrow or box: what people put in front of words for the eye.
pub(super) const fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200d}' | '\u{20e3}' | '\u{1f000}'..='\u{1faff}' | '\u{3030}')
}

/// The text without symbols.
pub(super) fn without_symbols(text: &str) -> String {
    symbolless(text).into_owned()
}

/// As [`without_symbols`]; most texts have none and stay as they are.
fn symbolless(text: &str) -> Cow<'_, str> {
    // All symbols are beyond ASCII.
    let Some(first) = (!text.is_ascii()).then(|| text.find(is_symbol)).flatten() else { return collapsed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    out.extend(text[first..].chars().map(|c| if is_symbol(c) { ' ' } else { c }));
    Cow::Owned(collapsed(&out).into_owned())
}

/// The text without marks and symbols.
pub(super) fn bare(raw: &str) -> String {
    match stripped(raw) {
        Cow::Borrowed(text) => without_symbols(text),
        Cow::Owned(text) if text.is_ascii() => text,
        Cow::Owned(text) => without_symbols(&text),
    }
}

/// Lower-case words of the text, each with a space on both sides, so that `contains(" word ")` finds words.
pub(super) fn words(raw: &str) -> String {
    let text = unmarked(raw);
    if let Some(words) = ascii_words(&text) {
        return words;
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    let mut rest = &*text;
    while let Some(c) = rest.chars().next() {
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        out.push_str(&rest[..run]);
        rest = &rest[run.max(c.len_utf8())..];
        if run > 0 {
            continue;
        }
        if runs_on(c) {
            // Each sign is a word: where one ends is not written.
            out.push_str(if out.ends_with(' ') { "" } else { " " });
            out.push(c);
            out.push(' ');
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !matches!(c, '\'' | '’') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out.make_ascii_lowercase();
    out
}

/// A name without symbols, numbering and a colon at its end: `**1. Code & Tests:**` is `Code & Tests`.
pub(super) fn name(raw: &str) -> String {
    let text = stripped(raw);
    let text = symbolless(&text);
    unnumbered(text.trim_end_matches([':', '：'])).trim().to_owned()
}

/// The text without its leading enumeration: `1.`, `2)`, `(3)`, `1.2`, `#4`, `Phase 3:`, `Angle 1 —`.
pub(super) fn unnumbered(text: &str) -> &str {
    let text = text.trim_start();
    let inner = text.strip_prefix(['(', '#']).unwrap_or(text);
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let behind = if digits.len() < inner.len() && inner.starts_with(|c: char| c.is_ascii_digit()) {
        let closed = digits.strip_prefix([')', ':']).or_else(|| inner[..inner.len() - digits.len()].ends_with('.').then_some(digits));
        closed.or_else(|| dash(digits)).or_else(|| text.starts_with('#').then_some(digits)).or_else(|| {
            let level = inner[..inner.len() - digits.len()].contains('.');
            (level && digits.starts_with(' ')).then_some(digits)
        })
    } else {
        worded_number(text)
    };
    match behind.map(str::trim_start) {
        Some(rest) if rest.starts_with(char::is_alphanumeric) || rest.starts_with(['`', '/', '.', '"', '(']) => rest,
        _ => text,
    }
}

/// `Phase 3: rest`, `Angle 1 — rest`: one word and a number before a colon or a dash.
fn worded_number(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(' ')?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let numbered = after.len() < rest.len() && word.chars().all(char::is_alphabetic);
    numbered.then(|| after.strip_prefix([':', ')']).or_else(|| dash(after))).flatten()
}

fn dash(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    trimmed.strip_prefix(['—', '–']).or_else(|| trimmed.strip_prefix("- "))
}

/// `**Key:** value`, `**Key**: value`, `Key: value`, `**Key: value**`: the plain key and the raw value.
pub(super) fn key_value(line: &str) -> Option<(String, &str)> {
    let line = line.trim();
    if !line.bytes().any(|byte| matches!(byte, b':' | FULL_WIDTH)) {
        return None;
    }
    let lead: usize = line.chars().take_while(|c| is_symbol(*c) || *c == ' ').map(char::len_utf8).sum();
    let line = &line[lead..];
    let (colon, sign) = line.match_indices([':', '：']).find(|(at, sign)| {
        let after = line[at + sign.len()..].trim_start_matches(['*', '_']);
        after.is_empty() || sign.len() > 1 || after.starts_with(char::is_whitespace)
    })?;
    let (key, value) = (plain(&line[..colon]), &line[colon + sign.len()..]);
    let value = value.trim_start_matches(['*', '_']).trim();
    let short = (1..=60).contains(&key.len()) && key.split(' ').count() <= 7 && !key.contains(['|', '.']);
    short.then(|| (key.trim_matches(['*', '_']).trim().to_owned(), value))
}

/// The value of a key without marks; a bold end that opened before the key is dropped.
pub(super) fn value(raw: &str) -> Option<String> {
    let text = stripped(raw);
    let mut text = &*text;
    while let Some(before) = text.strip_suffix("**") {
        text = before;
    }
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a text is struck through: all of it, but for signs and a word behind that says why.
pub(super) fn is_struck(raw: &str) -> bool {
    let text = raw.trim().trim_start_matches(|c: char| c == '*' || c == ' ' || is_symbol(c));
    let Some((struck, rest)) = text.strip_prefix("~~").and_then(|text| text.split_once("~~")) else { return false };
    let rest = words(rest);
    !struck.trim().is_empty() && (rest.trim().is_empty() || super::vocabulary::is_done(&rest))
}

/// `Title: rest` or `Title - rest` at the start of a list item, where the title is bold or short: title and rest.
pub(super) fn title_and_rest(raw: &str) -> (String, Option<String>) {
    let raw = raw.trim();
    if let Some((title, rest)) = bold_lead(raw) {
        let rest = value(rest.trim_start().trim_start_matches([':', '-', '–', '—', '.']));
        return (name(title), rest);
    }
    (name(raw), None)
}

/// The bold text a line begins with, and what follows it.
pub(super) fn bold_lead(raw: &str) -> Option<(&str, &str)> {
    let lead: usize = raw.chars().take_while(|c| is_symbol(*c) || *c == ' ').map(char::len_utf8).sum();
    let inner = raw[lead..].strip_prefix("**")?;
    let end = inner.find("**")?;
    Some((&inner[..end], &inner[end + 2..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_taken_off_and_code_is_kept_as_it_is() {
        assert_eq!(plain("**Bold** _and_ `a_b*c` [label](http://x) snake_case 3 * 4"), "Bold and a_b*c label snake_case 3 * 4");
        assert_eq!(plain("~~old~~ new<br>line &lt; 30 \\*x\\* < 5"), "old new line < 30 *x* < 5");
    }

    #[test]
    fn signs_of_scripts_without_spaces_are_words_of_their_own() {
        assert_eq!(words("风险登记 (Risk)"), " 风 险 登 记 risk ");
        assert_eq!(words("It's  Go/No-Go — don’t\t"), " its go no go dont ");
        assert_eq!([words("It's  -Go/No-Go'"), words("''"), words(""), words("-")], [" its go no go ", " ", " ", " "]);
        assert_eq!(words("위험을 １２％"), " 위 험 을 12 ");
        assert_eq!(
            key_value("総合スコア：８５／１００").map(|(key, value)| (key, plain(value))),
            Some(("総合スコア".into(), "85/100".into()))
        );
    }

    #[test]
    fn numbering_is_taken_off_names() {
        for (raw, expected) in [
            ("**1. Code & Tests**", "Code & Tests"),
            ("Phase 3: Safety", "Safety"),
            ("ANGLE 12 — Money", "Money"),
            ("(4) Paging", "Paging"),
            ("1.2 Depth", "Depth"),
            ("✅ 7) Ready", "Ready"),
            ("2fa: on", "2fa: on"),
            ("500 errors", "500 errors"),
            ("Week 2", "Week 2"),
        ] {
            assert_eq!(name(raw), expected);
        }
    }

    #[test]
    fn keys_and_values_are_split_however_they_are_set() {
        for (line, key, expected) in [
            ("**Date:** May 2031", "Date", "May 2031"),
            ("**Date**: May 2031", "Date", "May 2031"),
            ("Date: May 2031", "Date", "May 2031"),
            ("**Total score: 7/10** (was 6/10)", "Total score", "7/10 (was 6/10)"),
            ("⚠️ **Verdict: wait**", "Verdict", "wait"),
        ] {
            let (found, raw) = key_value(line).unwrap();
            assert_eq!((found.as_str(), value(raw).unwrap().replace("**", "").as_str()), (key, expected));
        }
        assert_eq!(key_value("see http://example.org"), None);
        assert_eq!(key_value("no key here"), None);
    }

    proptest! {
        #[test]
        fn any_text_can_be_stripped(text in "\\PC{0,80}") {
            let _ = (plain(&text), words(&text), name(&text), key_value(&text), title_and_rest(&text));
        }

        #[test]
        fn marks_and_brackets_in_any_order_do_no_harm(text in "[\\[\\]()<>*_~`!&\\\\ a1:.#—-]{0,60}") {
            let _ = (plain(&text), words(&text), name(&text), key_value(&text), title_and_rest(&text), is_struck(&text));
        }
    }
}
