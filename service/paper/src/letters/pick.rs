//! Which font a character is taken from.

use super::{Face, FontId, Fonts};
use unicode_segmentation::UnicodeSegmentation;

/// What stands for a character that no font has.
const UNKNOWN: char = '\u{fffd}';

/// Cuts the text into runs of one font. Characters that no font has become U+FFFD.
pub(super) fn runs(fonts: &Fonts, face: Face, text: &str) -> Vec<(FontId, String)> {
    let mut runs: Vec<(FontId, String)> = Vec::new();
    let mut put = |font: FontId, part: &str| match runs.last_mut() {
        Some((last, run)) if *last == font => run.push_str(part),
        _ => runs.push((font, part.to_owned())),
    };
    for cluster in text.graphemes(true) {
        if let Some(font) = whole(fonts, face, cluster) {
            put(font, cluster);
            continue;
        }
        for c in cluster.chars().filter(|c| !joins(*c)) {
            let mut buffer = [0; 4];
            match order(face, c).into_iter().find(|font| fonts.has(*font, c)) {
                Some(font) => put(font, c.encode_utf8(&mut buffer)),
                None => put(FontId::SYMBOLS, UNKNOWN.encode_utf8(&mut buffer)),
            }
        }
    }
    runs
}

/// The font that has the whole cluster.
fn whole(fonts: &Fonts, face: Face, cluster: &str) -> Option<FontId> {
    let first = cluster.chars().next()?;
    let coloured = cluster.chars().any(|c| matches!(c, '\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}'))
        || (cluster.contains('\u{200d}') && u32::from(first) >= 0x2190);
    let first_choice = (coloured && fonts.has(FontId::EMOJI, first)).then_some(FontId::EMOJI);
    let covers = |font: &FontId| cluster.chars().all(|c| joins(c) || fonts.has(*font, c));
    first_choice.into_iter().chain(order(face, first)).find(covers)
}

/// What only says how its neighbours are to be drawn; fonts need not have it.
const fn joins(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn order(face: Face, c: char) -> [FontId; 4] {
    let emoji_first = u32::from(c) >= 0x1f000 || is_drawn_in_colour(c);
    if emoji_first {
        [FontId::EMOJI, face.font(), FontId::SYMBOLS, FontId::EAST_ASIAN]
    } else {
        [face.font(), FontId::SYMBOLS, FontId::EAST_ASIAN, FontId::EMOJI]
    }
}

/// `Emoji_Presentation` of UTS #51 below U+1F000: those that are pictures without being asked to.
const fn is_drawn_in_colour(c: char) -> bool {
    matches!(
        c as u32,
        0x231a..=0x231b | 0x23e9..=0x23ec | 0x23f0 | 0x23f3 | 0x25fd..=0x25fe | 0x2614..=0x2615 | 0x2648..=0x2653 | 0x267f | 0x2693
        | 0x26a1 | 0x26aa..=0x26ab | 0x26bd..=0x26be | 0x26c4..=0x26c5 | 0x26ce | 0x26d4 | 0x26ea | 0x26f2..=0x26f3 | 0x26f5 | 0x26fa
        | 0x26fd | 0x2705 | 0x270a..=0x270b | 0x2728 | 0x274c | 0x274e | 0x2753..=0x2755 | 0x2757 | 0x2795..=0x2797 | 0x27b0 | 0x27bf
        | 0x2b1b..=0x2b1c | 0x2b50 | 0x2b55
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts_of(text: &str) -> Vec<FontId> {
        runs(&Fonts::open().unwrap(), Face::Regular, text).into_iter().map(|(font, _)| font).collect()
    }

    #[test]
    fn each_script_finds_a_font() {
        assert_eq!(fonts_of("Prüfung λ Ж"), [Face::Regular.font()]);
        assert_eq!(fonts_of("数据데이터かな"), [FontId::EAST_ASIAN]);
        assert_eq!(fonts_of("مرحبا"), [FontId::SYMBOLS]);
    }

    #[test]
    fn an_emoji_of_many_characters_is_one_picture() {
        for text in ["👩\u{200d}💻", "1\u{fe0f}\u{20e3}", "⚠\u{fe0f}", "🇩🇪", "👍🏽", "✅"] {
            assert_eq!(fonts_of(text), [FontId::EMOJI], "{text}");
        }
    }

    #[test]
    fn what_no_font_has_is_shown_as_unknown() {
        let runs = runs(&Fonts::open().unwrap(), Face::Regular, "a\u{13000}");
        assert_eq!(runs, [(Face::Regular.font(), "a".to_owned()), (FontId::SYMBOLS, "\u{fffd}".to_owned())]);
    }
}
