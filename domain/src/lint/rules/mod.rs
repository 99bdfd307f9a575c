//! The rules, one file each; a few that ask the same of different rows share one.

mod contradicted;
mod done_and_open;
mod go_with_blocker;
mod green_but_pending;
mod lapsed;
mod not_fresh;
mod old_audit;
mod overdue;
mod ownerless;
mod previous_score;
mod stated_score;
mod two_values;
mod unverified;
mod weights;

use super::input::Input;
use super::issue::Issue;
use super::rule::RuleId;
use super::text::Text;

/// Looks for one kind of issue and adds what it finds.
type Rule = fn(&Input<'_>, &Text, &mut Vec<Issue>);

/// All of them.
pub(super) const ALL: [(RuleId, Rule); 16] = [
    (RuleId::TwoValues, two_values::check),
    (RuleId::ClaimAgainstFinding, contradicted::check),
    (RuleId::DoneButPending, green_but_pending::check),
    (RuleId::DoneAndOpen, done_and_open::check),
    (RuleId::Weights, weights::check),
    (RuleId::StatedScore, stated_score::check),
    (RuleId::NoOwner, ownerless::check),
    (RuleId::ReviewOverdue, overdue::reviews),
    (RuleId::NotVouched, unverified::check),
    (RuleId::OldAudit, old_audit::check),
    (RuleId::GoWithBlocker, go_with_blocker::check),
    (RuleId::DuePast, overdue::dues),
    (RuleId::AcceptanceLapsed, lapsed::acceptances),
    (RuleId::WaiverLapsed, lapsed::waivers),
    (RuleId::PreviousScore, previous_score::check),
    (RuleId::NotFresh, not_fresh::check),
];
