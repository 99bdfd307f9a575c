//! Badges: a name and a value as a small picture for the page of a repository.
//!
//! SVG without scripts, styles, ids and anything fetched, so that it may stand under any content policy and several in one page.

mod width;

use super::Tone;
use crate::blockers::Tier;
use crate::decisions::Verdict;
use crate::scoring::Share;
use crate::text::Title;
use width::width;

/// Most characters that are shown of a name and of a value.
const LABEL: usize = 40;
const VALUE: usize = 60;

/// Behind the name. White on it, and on each of [`colour`], has a contrast of at least 4.5 (WCAG 2.2, 1.4.3).
const GROUND: &str = "#3d444d";

/// A score in percent with one decimal place, rounded half up. Its tone follows the exact share: good where that reaches the target, or
/// looks good where there is none.
#[must_use]
pub fn score(overall: Option<&Share>, target: Option<&Share>) -> String {
    let Some(share) = overall else { return unknown("score") };
    let good = target.map_or(share.basis_points() >= Share::GOOD, |target| share >= target);
    let tone = match share.basis_points() {
        _ if good => Tone::Good,
        Share::FAIR.. => Tone::Warn,
        _ => Tone::Bad,
    };
    badge("score", &format!("{} %", share.percent(1)), tone)
}

/// The verdict on a goal; `None` where it cannot be told.
#[must_use]
pub fn verdict(goal: &Title, verdict: Option<Verdict>) -> String {
    let tone = match verdict {
        Some(Verdict::Go) => Tone::Good,
        Some(Verdict::Conditional) => Tone::Warn,
        Some(Verdict::NoGo) => Tone::Bad,
        None => Tone::Neutral,
    };
    badge(goal.as_str(), verdict.map_or("undecided", Verdict::as_str), tone)
}

/// How many blockers are open: those of the first tier, and the others.
#[must_use]
pub fn blockers(open: impl IntoIterator<Item = (Tier, u64)>) -> String {
    let (mut first, mut others) = (0_u64, 0_u64);
    for (tier, count) in open {
        let sum = if tier == Tier::FIRST { &mut first } else { &mut others };
        *sum = sum.saturating_add(count);
    }
    let (words, tone) = match (first, others) {
        (0, 0) => ("none".to_owned(), Tone::Good),
        (0, others) => (format!("{others}, none tier 1"), Tone::Warn),
        (first, 0) => (format!("{first} tier 1"), Tone::Bad),
        (first, others) => (format!("{first} tier 1, {others} other"), Tone::Bad),
    };
    badge("blockers", &words, tone)
}

/// A badge for what is not known, or not told.
#[must_use]
pub fn unknown(label: &str) -> String {
    badge(label, "unknown", Tone::Neutral)
}

/// A badge. Whatever the texts hold is shown as text; what is too long is cut.
#[must_use]
pub fn badge(label: &str, value: &str, tone: Tone) -> String {
    let (label, value) = (shown(label, LABEL), shown(value, VALUE));
    let (left, right) = (width(&label), width(&value));
    // Five pixels on either side of each text.
    let (edge, whole) = (left + 10, left + right + 20);
    let (from, ground) = (edge + 5, colour(tone));
    let (label, value) = (escaped(&label), escaped(&value));
    let spoken = format!("{label}: {value}");
    // The texts are stretched to the widths that were reckoned with, whatever letters the reader has.
    format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" viewBox="0 0 {whole} 20" role="img" aria-label="{spoken}">"#,
            "<title>{spoken}</title>",
            r#"<path fill="{dark}" d="M{edge} 0v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>"#,
            r#"<path fill="{ground}" d="M{edge} 0v20H{end}a3 3 0 0 0 3-3V3a3 3 0 0 0-3-3z"/>"#,
            r##"<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">"##,
            r#"<text x="5" y="14" textLength="{left}" lengthAdjust="spacingAndGlyphs">{label}</text>"#,
            r#"<text x="{from}" y="14" textLength="{right}" lengthAdjust="spacingAndGlyphs">{value}</text>"#,
            "</g></svg>\n",
        ),
        whole = whole,
        spoken = spoken,
        dark = GROUND,
        edge = edge,
        ground = ground,
        end = whole - 3,
        left = left,
        label = label,
        from = from,
        right = right,
        value = value,
    )
}

const fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "#57606a",
        Tone::Good => "#1a7f37",
        Tone::Warn => "#8a5a00",
        Tone::Bad => "#b42318",
    }
}

/// One line without signs that XML does not know or that turn the direction of what follows, cut where it is too long.
fn shown(text: &str, most: usize) -> String {
    let known = |ch: &char| {
        !ch.is_control()
            && !matches!(ch, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            && !matches!(ch, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    let folded = text.split_whitespace().map(|word| word.chars().filter(known).collect::<String>());
    let folded = folded.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match folded.char_indices().nth(most - 1) {
        _ if folded.is_empty() => "?".to_owned(),
        Some((end, _)) if folded.chars().count() > most => format!("{}…", folded[..end].trim_end()),
        _ => folded,
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            ch => out.push(ch),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    /// Its title, which is what people hear.
    fn title(badge: &str) -> &str {
        badge.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0
    }

    fn share(percent: &str) -> Share {
        Share::of(percent.parse().unwrap(), Decimal::ONE_HUNDRED).unwrap()
    }

    fn has(badge: &str, tone: Tone) -> bool {
        badge.contains(colour(tone))
    }

    #[test]
    fn a_score_has_one_place_and_the_tone_of_its_exact_share() {
        let near = share("79.97");
        let badge = score(Some(&near), None);
        assert_eq!(title(&badge), "score: 80.0 %");
        assert!(has(&badge, Tone::Warn));
        assert!(has(&score(Some(&share("80")), None), Tone::Good));
        assert!(has(&score(Some(&share("49.9")), None), Tone::Bad));
        assert!(has(&score(Some(&near), Some(&share("75"))), Tone::Good));
        assert!(has(&score(Some(&share("90")), Some(&share("95"))), Tone::Warn));
        assert_eq!(title(&score(None, Some(&near))), "score: unknown");
    }

    #[test]
    fn blockers_are_told_by_tier() {
        let tier = |number: u8| Tier::try_from(number).unwrap();
        assert_eq!(title(&blockers([(tier(1), 2), (tier(2), 1)])), "blockers: 2 tier 1, 1 other");
        assert_eq!(title(&blockers([(tier(1), 1), (tier(3), 0)])), "blockers: 1 tier 1");
        assert_eq!(title(&blockers([(tier(2), 1), (tier(3), 4)])), "blockers: 5, none tier 1");
        assert_eq!(title(&blockers([])), "blockers: none");
        assert!(has(&blockers([(tier(1), 1)]), Tone::Bad) && has(&blockers([(tier(2), 1)]), Tone::Warn));
    }

    #[test]
    fn a_goal_without_a_verdict_is_undecided() {
        let beta: Title = "Beta".parse().unwrap();
        assert_eq!(title(&verdict(&beta, None)), "Beta: undecided");
        assert!(has(&verdict(&beta, Some(Verdict::NoGo)), Tone::Bad));
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(shown("  a\n b\u{7}\u{202e} ", 40), "a b");
        assert_eq!(shown("abcd", 4), "abcd");
        assert_eq!(shown("abcde", 4), "abc…");
        assert_eq!(shown("\u{0}", 4), "?");
    }

    /// WCAG 2.2, relative luminance and contrast ratio; white is 1.
    fn contrast(hex: &str) -> f64 {
        let part = |at: usize| {
            let part = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        1.05 / (0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) + 0.05)
    }

    #[test]
    fn white_can_be_read_on_every_colour() {
        for hex in [GROUND, colour(Tone::Neutral), colour(Tone::Good), colour(Tone::Warn), colour(Tone::Bad)] {
            assert!(contrast(hex) >= 4.5, "{hex} {}", contrast(hex));
        }
    }

    proptest! {
        #[test]
        fn no_text_gets_out_of_its_place(label in ".{0,80}", value in "[<>&\"'/a-z=\u{202e}\u{0}\u{ffff}日 -]{0,80}") {
            let badge = badge(&label, &value, Tone::Good);
            let drawn = badge.matches('<').count();
            prop_assert_eq!(drawn, super::badge("a", "b", Tone::Good).matches('<').count());
            prop_assert_eq!(badge.matches('"').count(), super::badge("a", "b", Tone::Good).matches('"').count());
            prop_assert!(!badge.contains("style=") || label.contains("style="));
            let bad = |ch: char| (ch.is_control() && ch != '\n') || matches!(ch, '\u{ffff}' | '\u{202e}');
            prop_assert!(!badge.contains(bad));
        }
    }
}
