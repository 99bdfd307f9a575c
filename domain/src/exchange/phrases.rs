//! Lists of phrases, made ready once, so that looking for all of them costs hardly more than looking for one.

use super::bytes::{any_behind_space, first_eight, spaces};
use std::sync::OnceLock;

/// Whether one of the phrases occurs, as whole words.
///
/// `words` is what [`super::inline::words`] makes. A list is indexed the first time it is looked for; from then on the time
/// depends on the length of the words and no longer on that of the list.
pub(super) fn has(words: &str, phrases: &'static [&'static str]) -> bool {
    match index(phrases) {
        Some(index) => index.any(words, |_| true),
        None => any_behind_space(words, |at| phrases.iter().any(|phrase| is_at(words, at, phrase))),
    }
}

/// Several lists in an order, looked for all at once.
pub(super) struct Lists(Index);

/// The numbers of the lists that have a phrase which occurs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Found(u64);

impl Found {
    /// Whether the list with this number has one.
    pub(super) const fn has(self, list: usize) -> bool {
        self.0 >> list & 1 == 1
    }

    /// Whether no list has one.
    pub(super) const fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl Lists {
    pub(super) fn new(lists: impl IntoIterator<Item = &'static [&'static str]>) -> Self {
        Self::numbered(lists.into_iter().enumerate())
    }

    /// Lists with numbers below 64, several of which may have the same one.
    pub(super) fn numbered(lists: impl IntoIterator<Item = (usize, &'static [&'static str])>) -> Self {
        Self(Index::new(lists.into_iter().flat_map(|(at, phrases)| phrases.iter().map(move |phrase| (*phrase, at))).collect()))
    }

    /// Which of the lists have a phrase that occurs.
    pub(super) fn all_in(&self, words: &str) -> Found {
        let mut found = 0;
        self.0.any(words, |list| {
            found |= 1 << list;
            false
        });
        Found(found)
    }

    /// The first of the lists one of whose phrases occurs.
    pub(super) fn first_in(&self, words: &str) -> Option<usize> {
        let mut first = None;
        self.0.any(words, |list| {
            first = Some(first.map_or(list, |first: usize| first.min(list)));
            list == 0
        });
        first
    }
}

/// More lists than this are looked for without an index; a power of two, well above what there is.
const LISTS: usize = 1024;

/// The indexes made so far, each with its list, at the place that the list hashes to or behind it.
static INDEXES: [OnceLock<(&[&str], Index)>; LISTS] = [const { OnceLock::new() }; LISTS];

/// The index of a list. A list never changes and never goes away, so where it lies in memory tells which one it is.
fn index(phrases: &'static [&'static str]) -> Option<&'static Index> {
    let from = (spread((phrases.as_ptr() as u64) ^ (phrases.len() as u64)) & 0xffff) as usize;
    let new = || (phrases, Index::new(phrases.iter().map(|phrase| (*phrase, 0)).collect()));
    let mut slots = (from..from + LISTS / 4).map(|at| INDEXES[at % LISTS].get_or_init(new));
    slots.find(|(list, _)| std::ptr::eq(*list, phrases)).map(|(_, index)| index)
}

/// Phrases by their first word.
struct Index {
    /// A bit for each first word, most of which are told from most other words by it.
    first_words: [u64; 16],
    /// At the place its first word hashes to, each phrase with the number of its list.
    buckets: Vec<Vec<(&'static str, usize)>>,
}

impl Index {
    fn new(phrases: Vec<(&'static str, usize)>) -> Self {
        let mut index = Self { first_words: [0; 16], buckets: vec![Vec::new(); (2 * phrases.len()).next_power_of_two()] };
        for (phrase, list) in phrases {
            let hash = hash(phrase.as_bytes());
            index.first_words[(hash >> 6 & 15) as usize] |= 1 << (hash & 63);
            let bucket = index.bucket(hash);
            index.buckets[bucket].push((phrase, list));
        }
        index
    }

    fn bucket(&self, hash: u64) -> usize {
        (hash >> 10) as usize & (self.buckets.len() - 1)
    }

    /// Whether the test holds for the list of a phrase that occurs.
    fn any(&self, words: &str, mut test: impl FnMut(usize) -> bool) -> bool {
        any_behind_space(words, |at| {
            let hash = hash(&words.as_bytes()[at..]);
            self.first_words[(hash >> 6 & 15) as usize] & (1 << (hash & 63)) != 0
                && self.buckets[self.bucket(hash)].iter().any(|(phrase, list)| is_at(words, at, phrase) && test(*list))
        })
    }
}

fn is_at(words: &str, at: usize, phrase: &str) -> bool {
    let rest = &words.as_bytes()[at..];
    rest.starts_with(phrase.as_bytes()) && rest.get(phrase.len()) == Some(&b' ')
}

/// A hash of the first word: of its first eight bytes, which tell most words apart.
fn hash(text: &[u8]) -> u64 {
    let eight = first_eight(text);
    let spaces = spaces(eight);
    // The lowest bit set marks the first space, if there is one; the bytes before it are the word.
    spread(eight & ((spaces & spaces.wrapping_neg()) >> 7).wrapping_sub(1))
}

/// Numbers that differ little, made to differ everywhere.
fn spread(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PHRASES: [&str; 9] = ["a", "go", "no go", "go live", "blocker", "blockers", "show stoppers", "maßnahme", "über uns"];

    /// Word by word, the slow way.
    fn occurs(words: &str, phrase: &str) -> bool {
        words.contains(&format!(" {phrase} "))
    }

    #[test]
    fn phrases_are_found_as_whole_words_only() {
        assert!(has(" no show stoppers left ", &["show stoppers"]));
        assert!(has(" maßnahme ", &PHRASES));
        for words in [" brisk ", " ", "", " show stopper s ", " risks"] {
            assert!(!has(words, &["risk", "risks", "show stoppers"]), "{words}");
        }
        assert!(!has(" anything ", &[]));
    }

    #[test]
    fn the_first_of_several_lists_is_found() {
        let lists = Lists::new([&["due date"][..], &["date", "day"], &["go"], &["day"]]);
        for (words, first) in [(" day of the due date ", Some(0)), (" go on that day ", Some(1)), (" go ", Some(2)), (" due ", None)] {
            assert_eq!(lists.first_in(words), first, "{words}");
        }
    }

    #[test]
    fn all_lists_that_have_something_are_found_at_once() {
        let lists = Lists::numbered([(0, &["due date"][..]), (7, &["date", "day"]), (63, &["go"]), (7, &["night"])]);
        let numbers = |words| (0..64).filter(|at| lists.all_in(words).has(*at)).collect::<Vec<_>>();
        assert_eq!(numbers(" go on the due date "), [0, 7, 63]);
        assert_eq!(numbers(" at night "), [7]);
        assert!(lists.all_in(" due ").is_none());
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_occurs(words in "( (a|go|no|live|blocker|blockers|show|stoppers|über|uns|maßnahme|x)){0,8} ") {
            prop_assert_eq!(has(&words, &PHRASES), PHRASES.iter().any(|phrase| occurs(&words, phrase)));
            prop_assert_eq!(has(&words, &["live", "stoppers über"]), occurs(&words, "live") || occurs(&words, "stoppers über"));
        }
    }
}
