//! What a cell or short value rates with: points, stars, a level or a letter, today's and the one before.

use super::inline::{plain, without_symbols, words};
use super::number::{Figure, Form, figures, has_digit, leading_score};
use super::vocabulary::has;
use rust_decimal::Decimal;

/// A rating with the one it replaces.
pub(super) struct Rated {
    pub(super) now: Figure,
    pub(super) before: Option<Figure>,
}

/// The rating that a cell holds: `8/10`, `55% → 68%`, `8.0 (was 6.3)`, `★★★☆☆`, `Level 3`, `B+ (87%)`.
pub(super) fn rated(raw: &str) -> Option<Rated> {
    if raw.is_ascii() && !has_digit(raw) {
        return None;
    }
    let text = plain(raw);
    if !has_digit(&text) {
        return stars(&text).map(|now| Rated { now, before: None });
    }
    if let Some((before, now)) = stepped(&text) {
        return Some(Rated { now, before: Some(before) });
    }
    if let Some(now) = leading_score(&text) {
        return Some(Rated { before: replaced(&text, &now), now });
    }
    let now = with_former(&text).or_else(|| stars(&text)).or_else(|| behind_a_word(&text))?;
    Some(Rated { before: replaced(&text, &now), now })
}

/// `55 → 68`: from the one to the other.
fn stepped(text: &str) -> Option<(Figure, Figure)> {
    let (before, now) = text.split_once('→').or_else(|| text.split_once("->")).or_else(|| text.split_once('➜'))?;
    let (mut before, mut now) = (leading_score(before)?, leading_score(now)?);
    // `5 → 8/10` says the scale once.
    let scale = now.max.or(before.max);
    if let (Form::Bare, Some(_)) = (before.form, scale) {
        (before.form, before.max) = (now.form, scale);
    }
    if let (Form::Bare, Some(_)) = (now.form, scale) {
        (now.form, now.max) = (before.form, scale);
    }
    Some((before, now))
}

/// `8.0 (was 6.3)`, `72 (+13)`, `88 ↑`: a bare number with what it was before behind it.
fn with_former(text: &str) -> Option<Figure> {
    let text = without_symbols(text);
    let (head, rest) = text.split_once('(')?;
    let told = has(&words(rest), &["was", "from", "previously", "prior", "before", "previous", "prev", "vs"])
        || figures(rest).first().is_some_and(|figure| figure.relative);
    told.then(|| leading_score(head)).flatten()
}

/// The score of the time before, behind today's.
fn replaced(text: &str, now: &Figure) -> Option<Figure> {
    let text = without_symbols(text);
    let found = figures(&text);
    found
        .iter()
        .find(|figure| {
            figure.start > now.start && !figure.relative && {
                let before = words(&text[text.floor_char_boundary(figure.start.saturating_sub(20))..figure.start]);
                [" was ", " from ", " previously ", " prior ", " before ", " previous ", " prev ", " vs "]
                    .iter()
                    .any(|end| before.ends_with(end))
            }
        })
        .cloned()
}

/// `★★★☆☆`, `⭐⭐⭐`, `⭐⭐⭐½`: filled stars out of all, or out of five where only filled ones are shown.
fn stars(text: &str) -> Option<Figure> {
    const FILLED: [char; 4] = ['★', '⭐', '🌟', '●'];
    const EMPTY: [char; 3] = ['☆', '✩', '○'];
    let count = |signs: &[char]| text.chars().filter(|c| signs.contains(c)).count();
    let (filled, empty) = (count(&FILLED), count(&EMPTY));
    let shown = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{fe0f}' | '½'))
        .take_while(|c| FILLED.contains(c) || EMPTY.contains(c))
        .count();
    if shown != filled + empty || !(2..=10).contains(&shown) && (shown != 1 || text.chars().any(char::is_alphanumeric)) {
        return None;
    }
    let all = if empty == 0 { shown.max(5) } else { shown };
    let half = if text.contains('½') { Decimal::new(5, 1) } else { Decimal::ZERO };
    let value = Decimal::from(filled) + half;
    Some(Figure { value, high: None, max: Some(Decimal::from(all)), form: Form::Fraction, relative: false, start: 0, end: text.len() })
}

/// `Level 3`, `L3 of 5`, `B+ (87%)`: a number behind a word that only names the scale, or behind a grade.
fn behind_a_word(text: &str) -> Option<Figure> {
    const SCALES: [&str; 14] = [
        "level",
        "lvl",
        "l",
        "m",
        "maturity",
        "maturity level",
        "score",
        "stage",
        "stufe",
        "niveau",
        "nivel",
        "nível",
        "уровень",
        "レベル",
    ];
    let text = without_symbols(text);
    let digit = text.find(|c: char| c.is_ascii_digit())?;
    let lead = text[..digit].trim_end_matches(['(', ' ', ':', '-', '–']);
    let scale = SCALES.contains(&lead.to_lowercase().as_str());
    if !scale && !is_grade(lead) {
        return None;
    }
    let mut found = leading_score(&text[digit..].replace(" of ", "/"))
        .or_else(|| leading_score(text[digit..].split([' ', '(', ')', '–', '-']).next()?))?;
    // A grade stands for itself; a bare number behind it may be anything.
    if !scale && found.form == Form::Bare {
        return None;
    }
    found.start += digit;
    found.end = (found.end + digit).min(text.len());
    Some(found)
}

/// `A`, `B+`, `C−`: a letter grade.
pub(super) fn is_grade(text: &str) -> bool {
    let text = text.trim();
    let mut signs = text.chars();
    signs.next().is_some_and(|c| ('A'..='F').contains(&c))
        && text.chars().count() <= 2
        && signs.next().is_none_or(|c| matches!(c, '+' | '-' | '−' | '–'))
}

/// `N/A`, `TBD`, `-`, `___`, nothing: a rating that is still to come.
pub(super) fn is_open(raw: &str) -> bool {
    let text = without_symbols(&plain(raw));
    let words = words(&text);
    let blank = text.chars().all(|c| !c.is_alphanumeric());
    let placeholder = text.starts_with(['_', '[', '<', '{']) || raw.contains("__");
    let named = [
        "tbd",
        "tba",
        "n a",
        "na",
        "todo",
        "pending",
        "not rated",
        "not assessed",
        "not scored",
        "unknown",
        "to be determined",
        "not applicable",
        "x 100",
        "x 10",
        "offen",
        "à définir",
        "por definir",
        "a definir",
        "待定",
        "未定",
        "미정",
    ];
    blank || placeholder || named.contains(&words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(figure: &Figure) -> String {
        format!("{}/{}", figure.value, figure.max.map_or("-".into(), |max| max.to_string()))
    }

    #[test]
    fn ratings_are_read_in_points_stars_levels_and_behind_letters() {
        for (cell, expected) in [
            ("✅ 8/10", "8/10"),
            ("**72%**", "72/100"),
            ("★★★☆☆", "3/5"),
            ("⭐⭐⭐⭐", "4/5"),
            ("⭐⭐⭐½", "3.5/5"),
            ("⭐⭐⭐⭐ (4.5/5)", "4.5/5"),
            ("Level 3 of 5", "3/5"),
            ("L2", "2/-"),
            ("B+ (87%)", "87/100"),
            ("88 (+3)", "88/-"),
        ] {
            assert_eq!(rated(cell).map(|rated| shown(&rated.now)).as_deref(), Some(expected), "{cell}");
        }
    }

    #[test]
    fn what_was_before_is_read_with_it() {
        for (cell, now, before) in [
            ("8.0 (was 6.3)", "8.0/-", "6.3/-"),
            ("72/100 (up from 55/100)", "72/100", "55/100"),
            ("55% → 68%", "68/100", "55/100"),
            ("5 → 8/10", "8/10", "5/10"),
        ] {
            let rated = rated(cell).unwrap();
            assert_eq!((shown(&rated.now).as_str(), rated.before.as_ref().map(shown).as_deref()), (now, Some(before)), "{cell}");
        }
    }

    #[test]
    fn letters_and_open_ratings_are_no_numbers() {
        assert!(["A", "B+", "C-", "F"].iter().all(|cell| is_grade(cell) && rated(cell).is_none()));
        assert!(!["AB", "Go", "a", "A++", ""].iter().any(|cell| is_grade(cell)));
        assert!(["", "—", "N/A", "TBD", "___/100", "[score]", "⬜"].iter().all(|cell| is_open(cell) && rated(cell).is_none()));
        assert!(["2 hrs", "about 9/10", "Good", "⭐ new"].iter().all(|cell| rated(cell).is_none()));
    }

    proptest! {
        #[test]
        fn any_cell_is_looked_at(text in "[0-9A-F/%().★☆⭐½→ +-]{0,30}") {
            let _ = (rated(&text), is_open(&text), is_grade(&text));
        }
    }
}
