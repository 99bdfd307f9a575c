//! One thing that is done in one list and open in another: ticks, strengths and resolved blockers against open items, blockers and gaps.
//!
//! Things go by their folded title. Titles of one word name kinds of things, and lists with several titles in common are made
//! alike on purpose (one for each service, say): both are left alone.

use crate::assessments::FindingKind;
use crate::criteria::CriterionState;
use crate::ids::ChecklistId;
use crate::lint::input::Input;
use crate::lint::issue::{Issue, Place};
use crate::lint::rule::{RuleId, Severity};
use crate::lint::states::says_fixed;
use crate::lint::text::{Text, Token, tokens};
use crate::plans;
use crate::text::match_key;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// So many titles in common make two lists alike.
const ALIKE: usize = 3;

/// What is said of a thing in one place.
struct Said<'a> {
    done: bool,
    /// The title of its checklist, or which register it stands in.
    list: &'a str,
    /// Which checklist, where it is one.
    group: Option<Uuid>,
    title: &'a str,
    place: Box<dyn Fn() -> Place + 'a>,
}

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let mut things: BTreeMap<String, Vec<Said<'_>>> = BTreeMap::new();
    for said in all(input) {
        // What goes by a number goes by nothing else.
        let key = number(said.title).map_or_else(|| match_key(said.title), str::to_lowercase);
        if key.contains([' ', '-']) {
            things.entry(key).or_default().push(said);
        }
    }
    let alike = alike(&things, input);
    for (key, said) in things.iter().filter(|(_, said)| said.len() > 1) {
        let odd = |done: bool| said.iter().filter(move |said| said.done == done);
        let Some((done, open)) = pair(odd(true), &odd(false).collect::<Vec<_>>(), &alike) else { continue };
        let message = format!("“{}” is done in {} and open in {}.", done.title, named(done), named(open));
        let places = [done, open].map(|said| (said.place)()).into();
        found.push(Issue::new(RuleId::DoneAndOpen, Severity::Error, message, places, &[key, done.list, open.list]));
    }
}

/// The number of a ticket that a title begins with, such as `OPS-021` or `US-021-003`. Short ones are counted anew in every report.
fn number(title: &str) -> Option<&str> {
    let start = title.trim_start_matches(|ch: char| !ch.is_alphanumeric());
    let end = start.find(|ch: char| !ch.is_ascii_alphanumeric() && ch != '-').unwrap_or(start.len());
    let word = start[..end].trim_end_matches('-');
    let (head, last) = word.rsplit_once('-')?;
    let fits = head.starts_with(|ch: char| ch.is_ascii_uppercase()) && last.len() >= 3 && last.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(word)
}

fn named(said: &Said<'_>) -> String {
    if said.group.is_some() { format!("“{}”", said.list) } else { format!("the {}", said.list) }
}

fn pair<'s, 'a>(
    done: impl Iterator<Item = &'s Said<'a>>,
    open: &[&'s Said<'a>],
    alike: &HashSet<(Uuid, Uuid)>,
) -> Option<(&'s Said<'a>, &'s Said<'a>)> {
    let parallel = |one: &Said<'_>, other: &Said<'_>| {
        one.group.zip(other.group).is_some_and(|(group, other)| {
            group == other || alike.contains(&ordered(group, other)) || (number(one.title).is_none() && !says_what(one.title))
        })
    };
    done.flat_map(|done| open.iter().map(move |open| (done, *open))).find(|(done, open)| !parallel(done, open))
}

/// Whether a title says what is done to a thing (“Policy published”, “Set up alerts”). One that only names the thing gets its
/// meaning from the list it stands in.
fn says_what(title: &str) -> bool {
    const ACTS: [&str; 48] = [
        "add",
        "achieve",
        "automate",
        "build",
        "check",
        "clean",
        "complete",
        "conduct",
        "configure",
        "confirm",
        "connect",
        "create",
        "define",
        "deploy",
        "disable",
        "document",
        "enable",
        "enforce",
        "ensure",
        "establish",
        "expand",
        "finish",
        "fix",
        "implement",
        "improve",
        "increase",
        "install",
        "integrate",
        "introduce",
        "make",
        "migrate",
        "move",
        "perform",
        "prepare",
        "publish",
        "remove",
        "replace",
        "review",
        "rotate",
        "run",
        "secure",
        "set",
        "setup",
        "test",
        "update",
        "upgrade",
        "verify",
        "write",
    ];
    let words = tokens(title);
    let act = words.first().is_some_and(|token| ACTS.contains(&token.word.as_str()));
    let is_state =
        |token: &Token| token.word.len() > 4 && token.word.ends_with("ed") || matches!(token.word.as_str(), "ready" | "active" | "done");
    act || words.iter().any(is_state)
}

/// The checklists that have at least [`ALIKE`] titles, and half of those of the smaller one, in common.
fn alike(things: &BTreeMap<String, Vec<Said<'_>>>, input: &Input<'_>) -> HashSet<(Uuid, Uuid)> {
    let mut sizes: HashMap<Uuid, usize> = HashMap::new();
    for item in &input.registers.items {
        *sizes.entry(item.checklist.0).or_default() += 1;
    }
    let mut common: HashMap<(Uuid, Uuid), usize> = HashMap::new();
    for said in things.values() {
        // One thing in very many lists would be counted pair by pair; the first few tell as much.
        let groups: Vec<Uuid> = said.iter().filter_map(|said| said.group).take(16).collect();
        for (at, one) in groups.iter().enumerate() {
            for other in &groups[at + 1..] {
                *common.entry(ordered(*one, *other)).or_default() += 1;
            }
        }
    }
    let size = |list: &Uuid| sizes.get(list).copied().unwrap_or_default();
    let are_alike = |((one, other), count): &((Uuid, Uuid), usize)| *count >= ALIKE && count * 2 >= size(one).min(size(other));
    common.into_iter().filter(are_alike).map(|(pair, _)| pair).collect()
}

fn ordered(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    if one <= other { (one, other) } else { (other, one) }
}

fn all<'a>(input: &'a Input<'a>) -> Vec<Said<'a>> {
    let registers = input.registers;
    let lists: HashMap<ChecklistId, &str> = registers.checklists.iter().map(|list| (list.id, list.title.as_str())).collect();
    let mut found = Vec::new();
    let mut add = |done, list, group, title, place: Box<dyn Fn() -> Place + 'a>| found.push(Said { done, list, group, title, place });
    for item in registers.items.iter().filter(|item| item.set_aside.is_none()) {
        let list = lists.get(&item.checklist).copied().unwrap_or("a checklist");
        add(item.done.is_some(), list, Some(item.checklist.0), item.text.as_str(), Box::new(|| input.place_of_item(item)));
    }
    for row in &registers.blockers {
        add(!row.state.is_open(), "blockers", None, row.title.as_str(), Box::new(|| input.place_of(row)));
    }
    for row in registers.criteria.iter().filter(|row| row.state != CriterionState::Unknown) {
        let place = || input.place(row.id, row.text.as_str(), row.lines.filter(|_| !input.kept));
        add(row.state == CriterionState::Met, "criteria", None, row.text.as_str(), Box::new(place));
    }
    for row in registers.actions.iter().filter(|row| row.standing(input.today) == plans::Standing::Done) {
        add(true, "plan", None, row.focus.as_str(), Box::new(|| input.place(row.id, row.focus.as_str(), None)));
    }
    for row in input.audit.iter().flat_map(|audit| audit.findings) {
        let (done, list) = match row.kind {
            FindingKind::Strength => (true, "strengths"),
            FindingKind::Gap if says_fixed(row.title.as_str()) => continue,
            FindingKind::Gap => (false, "gaps"),
        };
        add(done, list, None, row.title.as_str(), Box::new(|| input.place(row.id, row.title.as_str(), row.lines)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blockers::{Blocker, BlockerState};
    use crate::lint::samples::{blocker, finding, item, list, world};

    #[test]
    fn a_thing_ticked_in_one_list_and_open_in_another_is_found() {
        let mut world = world();
        world.registers.checklists = vec![list(1, "Law"), list(2, "Launch")];
        world.registers.items = vec![item(1, "Privacy policy published", true), item(2, "**Privacy policy** published", false)];
        assert_eq!(world.told(RuleId::DoneAndOpen), ["“Privacy policy published” is done in “Law” and open in “Launch”."]);
    }

    #[test]
    fn what_only_names_a_thing_or_stands_in_lists_made_alike_is_left_alone() {
        let mut world = world();
        world.registers.checklists = vec![list(1, "Harbour"), list(2, "Island")];
        world.registers.items = vec![item(1, "Welcome mail", true), item(2, "Welcome mail", false)];
        assert!(world.told(RuleId::DoneAndOpen).is_empty());
        let texts = ["Add a lamp", "Add a rope", "Add a bell", "Add a sign"];
        world.registers.items = texts.iter().flat_map(|text| [item(1, text, true), item(2, text, false)]).collect();
        assert!(world.told(RuleId::DoneAndOpen).is_empty());
    }

    #[test]
    fn the_audit_is_compared_with_the_registers() {
        let mut world = world();
        world.findings = vec![finding(FindingKind::Strength, "Lamp on the pier"), finding(FindingKind::Strength, "OPS-021 rope renewed")];
        world.registers.blockers = vec![blocker("Lamp on the pier"), blocker("OPS-021: renew the rope")];
        assert_eq!(world.told(RuleId::DoneAndOpen).len(), 2);
        for blocker in &mut world.registers.blockers {
            *blocker = Blocker { state: BlockerState::Resolved, ..blocker.clone() };
        }
        assert!(world.told(RuleId::DoneAndOpen).is_empty());
    }

    #[test]
    fn numbers_that_every_report_counts_anew_name_nothing() {
        assert_eq!(number("🔴 US-021-003: Add a lamp"), Some("US-021-003"));
        for title in ["P0-1 Add a lamp", "2031-001 x", "E2E tests", "Lamp"] {
            assert_eq!(number(title), None, "{title}");
        }
    }
}
