//! Where a word is broken that is wider than its column.

use unicode_segmentation::UnicodeSegmentation;

/// Longer clusters are cut too: nobody reads a letter with a hundred accents.
const CLUSTER: usize = 64;

/// The parts of a path or an address: each ends behind a sign that is neither letter nor digit.
pub(super) fn parts(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let ends = |(at, cluster): (usize, &str)| {
            let sign = cluster.chars().next().is_some_and(|c| c.is_ascii() && !c.is_ascii_alphanumeric());
            sign.then_some(at + cluster.len())
        };
        let end = rest.grapheme_indices(true).find_map(ends).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// The letters as a person sees them.
pub(super) fn clusters(part: &str) -> impl Iterator<Item = &str> {
    part.graphemes(true).flat_map(|cluster| {
        let step = if cluster.len() > CLUSTER { 1 } else { usize::MAX };
        let mut chars = cluster.char_indices().map(|(at, _)| at).chain([cluster.len()]);
        let mut from = chars.next().unwrap_or(0);
        std::iter::from_fn(move || {
            let to = if step == 1 { chars.next()? } else { cluster.len() };
            let piece = cluster.get(from..to)?;
            from = to;
            (!piece.is_empty()).then_some(piece)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_fall_apart_at_their_signs() {
        assert_eq!(parts("service/src/a_b.rs:12").collect::<Vec<_>>(), ["service/", "src/", "a_", "b.", "rs:", "12"]);
        assert_eq!(parts("---").count(), 3);
    }

    #[test]
    fn letters_stay_whole_unless_they_are_monsters() {
        assert_eq!(clusters("e\u{301}👩\u{200d}💻x").count(), 3);
        let monster = format!("a{}", "\u{301}".repeat(100));
        assert_eq!(clusters(&monster).collect::<String>(), monster);
        assert_eq!(clusters(&monster).count(), 101);
    }
}
