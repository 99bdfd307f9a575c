//! A report that says go while a blocker of the first tier is open.

use crate::blockers::{Blocker, Tier};
use crate::decisions::Verdict;
use crate::lint::input::Input;
use crate::lint::issue::Issue;
use crate::lint::rule::{RuleId, Severity};
use crate::lint::text::Text;
use crate::text::match_key;

pub(super) fn check(input: &Input<'_>, _: &Text, found: &mut Vec<Issue>) {
    let Some(audit) = input.audit else { return };
    let stated = &audit.assessment.stated;
    if stated.verdict() != Some(Verdict::Go) {
        return;
    }
    let Some(words) = stated.decision.as_ref().or(stated.status.as_ref()) else { return };
    let blocks = |blocker: &&Blocker| blocker.tier == Tier::FIRST && blocker.standing(input.today).blocks();
    let open: Vec<&Blocker> = input.registers.blockers.iter().filter(blocks).collect();
    let Some(first) = open.first() else { return };
    let message = match open.len() {
        1 => format!("The verdict is “{words}”, and the blocker “{}” of tier 1 is open.", first.title),
        count => format!("The verdict is “{words}”, and {count} blockers of tier 1 are open."),
    };
    let mut places = vec![input.place_in(audit.assessment.id, words, None)];
    places.extend(open.iter().map(|blocker| input.place_of(blocker)));
    let mut keys: Vec<String> = open.iter().map(|blocker| match_key(blocker.title.as_str())).collect();
    keys.sort_unstable();
    let parts: Vec<&str> = std::iter::once(words.as_str()).chain(keys.iter().map(String::as_str)).collect();
    found.push(Issue::new(RuleId::GoWithBlocker, Severity::Error, message, places, &parts));
}
