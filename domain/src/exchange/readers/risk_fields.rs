//! What keys say of a risk: `Likelihood: High`, `**Mitigation:** a second supplier`, in lines of their own or in one.

use super::super::inline::{key_value, plain, value};
use super::super::keys::{Field, Key, key};
use super::super::outline::Line;
use super::super::reading::RiskReading;

/// Takes what keys in these lines say of a risk; tells whether any of them rates or answers it.
pub(super) fn apply(lines: &[Line<'_>], risk: &mut RiskReading) -> bool {
    let mut known = false;
    for line in lines {
        for part in line.raw.split(" | ").flat_map(|part| part.split(" · ")) {
            let Some((name, raw)) = key_value(part.trim_start_matches(['-', '*', ' ']).trim()) else { continue };
            known |= set(&name, raw, risk);
        }
    }
    known
}

/// `Likelihood: Medium, Impact: High. Mitigation: a second supplier`: several in a row.
pub(super) fn apply_inline(text: &str, risk: &mut RiskReading) -> bool {
    let mut known = false;
    let mut rest = text;
    while let Some((name, raw)) = next_field(rest) {
        let end = raw.char_indices().map(|(at, _)| at).find(|at| next_field_starts(&raw[*at..])).unwrap_or(raw.len());
        known |= set(name, raw[..end].trim_matches([' ', ',', ';', '.', '|', '/', '·', '(', ')', '—', '–', '-']), risk);
        rest = &raw[end..];
    }
    known
}

/// Names that may stand in the middle of a line.
const NAMES: [&str; 9] = ["likelihood", "probability", "impact", "severity", "mitigation", "owner", "risk level", "level", "status"];

fn next_field(text: &str) -> Option<(&str, &str)> {
    let at = text.char_indices().map(|(at, _)| at).find(|at| next_field_starts(&text[*at..]))?;
    let (name, raw) = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric()).split_once([':', '='])?;
    Some((name.trim_matches(['*', ' ']), raw))
}

/// Whether a field begins here: a sign that sets off, then a known name and a colon.
fn next_field_starts(text: &str) -> bool {
    let Some(behind) = text.strip_prefix([',', ';', '.', '|', '/', '·', '(', '—', '–', '-', ' ']) else { return false };
    let name = behind.trim_start_matches([' ', '*', '(']);
    NAMES.iter().any(|known| {
        let head = name.get(..known.len());
        let after = name.get(known.len()..).unwrap_or_default().trim_start_matches(['*', ' ']);
        head.is_some_and(|head| head.eq_ignore_ascii_case(known)) && after.starts_with([':', '='])
    })
}

/// Sets the field that a key names; tells whether it rates or answers.
fn set(name: &str, raw: &str, risk: &mut RiskReading) -> bool {
    let text = value(&plain(raw).replace("**", ""));
    let (slot, rates) = match key(name) {
        Some(Key::Field(Field::Likelihood)) => (&mut risk.likelihood, true),
        Some(Key::Field(Field::Impact)) => (&mut risk.impact, true),
        Some(Key::Field(Field::Mitigation | Field::Recommendation)) => (&mut risk.mitigation, true),
        Some(Key::Field(Field::Severity | Field::Level)) => (&mut risk.level, true),
        Some(Key::Field(Field::Owner)) => (&mut risk.owner, false),
        Some(Key::Status) => (&mut risk.status, false),
        _ => return false,
    };
    if slot.is_none() {
        *slot = text;
    }
    rates
}
