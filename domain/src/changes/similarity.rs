//! How much two names have in common: the Dice coefficient of their words.
//!
//! Twice the words that both have, divided by the words of both, in percent, rounded down. Words are folded (lower case, no s of a
//! plural) and count once; little words count nothing.

use std::collections::HashMap;

/// Words that tell nothing about what a name is about.
const LITTLE: [&str; 20] =
    ["a", "an", "and", "are", "at", "by", "das", "der", "die", "for", "from", "in", "is", "of", "on", "or", "the", "to", "und", "with"];

/// Numbers for words, the same one for the same word.
#[derive(Default)]
pub(super) struct Lexicon<'a>(HashMap<&'a str, u32>);

/// The words of a name, each once, in rising order.
pub(super) type Bag = Vec<u32>;

impl<'a> Lexicon<'a> {
    /// The words of a folded name.
    pub(super) fn bag(&mut self, key: &'a str) -> Bag {
        let words = key.split(' ').filter(|word| !word.is_empty() && !LITTLE.contains(word)).map(stem);
        let mut bag: Bag = words.map(|word| self.number(word)).collect();
        bag.sort_unstable();
        bag.dedup();
        bag
    }

    fn number(&mut self, word: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(word).or_insert(next)
    }
}

/// Without the s of a plural, which is most of what two reports spell differently.
fn stem(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}

/// 0 to 100.
pub(super) fn percent(one: &[u32], other: &[u32]) -> u8 {
    let all = one.len() + other.len();
    let (mut common, mut one, mut other) = (0, one, other);
    while let (Some((first, rest)), Some((second, others))) = (one.split_first(), other.split_first()) {
        common += usize::from(first == second);
        if first <= second {
            one = rest;
        }
        if second <= first {
            other = others;
        }
    }
    (200 * common).checked_div(all).and_then(|percent| u8::try_from(percent).ok()).unwrap_or_default()
}

/// How much two folded names have in common, 0 to 100.
pub(super) fn similarity(one: &str, other: &str) -> u8 {
    let mut lexicon = Lexicon::default();
    percent(&lexicon.bag(one), &lexicon.bag(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_similar_as_the_words_they_share() {
        assert_eq!(similarity("ci cd", "ci cd deployment"), 80);
        assert_eq!(similarity("security", "security compliance"), 66);
        assert_eq!(similarity("code quality", "data quality"), 50);
        assert_eq!(similarity("backups of the databases", "database backup"), 100);
        assert_eq!(similarity("phase 12", "phase 13"), 50);
        assert_eq!((similarity("", ""), similarity("of the", "door")), (0, 0));
        assert_eq!(similarity("access status", "acces statu"), 0);
    }
}
