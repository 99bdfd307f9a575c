//! Which part of one list is which part of another.

use crate::text::match_key;
use std::collections::{HashMap, VecDeque};

/// Two lists, sorted out.
pub(super) struct Pairs<'a, Older, Newer = Older> {
    /// In both, in the order of the newer.
    pub(super) both: Vec<(&'a Older, &'a Newer)>,
    /// Only in the older.
    pub(super) gone: Vec<&'a Older>,
    /// Only in the newer.
    pub(super) fresh: Vec<&'a Newer>,
}

/// One way to tell that two parts are the same one: the name that they share, where they have it.
pub(super) type Name<'n, Older, Newer = Older> = (&'n dyn Fn(&Older) -> Option<String>, &'n dyn Fn(&Newer) -> Option<String>);

/// Pairs what is the same by the first of the names, then what is left by the next; of equals, the first with the first.
pub(super) fn pair<'a, Older, Newer>(older: &'a [Older], newer: &'a [Newer], names: &[Name<'_, Older, Newer>]) -> Pairs<'a, Older, Newer> {
    let mut partners: Vec<Option<usize>> = vec![None; newer.len()];
    let mut taken = vec![false; older.len()];
    for (of_older, of_newer) in names {
        let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, part) in older.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            if let Some(name) = of_older(part) {
                free.entry(name).or_default().push_back(at);
            }
        }
        for (part, partner) in newer.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            *partner = of_newer(part).and_then(|name| free.get_mut(&name)).and_then(VecDeque::pop_front);
            if let Some(at) = *partner {
                taken[at] = true;
            }
        }
    }
    let both = newer.iter().zip(&partners).filter_map(|(part, partner)| partner.map(|at| (&older[at], part))).collect();
    let gone = older.iter().zip(taken).filter(|(_, taken)| !taken).map(|(part, _)| part).collect();
    let fresh = newer.iter().zip(partners).filter(|(_, partner)| partner.is_none()).map(|(part, _)| part).collect();
    Pairs { both, gone, fresh }
}

/// A name folded for comparison; as it stands where folding leaves nothing.
pub(super) fn folded(text: &str) -> String {
    let key = match_key(text);
    if key.is_empty() { text.to_owned() } else { key }
}
