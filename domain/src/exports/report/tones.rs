//! How good or bad something is, with the word for it: the same as on the pages.

use crate::assessments::{Finding, FindingKind, Rag, Rating, Severity};
use crate::blockers::{Blocker, Standing, Tier};
use crate::changes::Tone as News;
use crate::checklists::ItemState;
use crate::criteria::CriterionState;
use crate::decisions::Verdict;
use crate::exports::block::Tone;
use crate::gates::{Otherwise, State};
use crate::plans;
use crate::risks::{Level, Polarity};
use crate::scoring::Share;
use crate::time::Day;
use crate::verifications::Freshness;

pub(super) fn verdict(verdict: Option<Verdict>) -> (Tone, String) {
    let tone = match verdict {
        Some(Verdict::Go) => Tone::Good,
        Some(Verdict::Conditional) => Tone::Warn,
        Some(Verdict::NoGo) => Tone::Bad,
        None => Tone::Neutral,
    };
    (tone, verdict.map_or("undecided", Verdict::as_str).to_owned())
}

pub(super) const fn rule(state: State, otherwise: Otherwise) -> (Tone, &'static str) {
    match (state, otherwise) {
        (State::Holds, _) => (Tone::Good, "holds"),
        (State::Fails, Otherwise::NoGo) => (Tone::Bad, "fails"),
        (State::Fails, Otherwise::Conditional) => (Tone::Warn, "condition"),
        (State::Unknown, _) => (Tone::Neutral, "unknown"),
    }
}

/// Good from 80 %, poor below 50 %. For the eye only: whether it is enough, a goal decides.
pub(super) fn rating(rating: &Rating, share: Option<&Share>) -> Tone {
    match (rating, share.map(Share::basis_points)) {
        (Rating::Rag { colour: Rag::Green }, _) => Tone::Good,
        (Rating::Rag { colour: Rag::Yellow }, _) => Tone::Warn,
        (Rating::Rag { colour: Rag::Red }, _) => Tone::Bad,
        (_, None) => Tone::Neutral,
        (_, Some(8_000..)) => Tone::Good,
        (_, Some(5_000..)) => Tone::Warn,
        (_, Some(_)) => Tone::Bad,
    }
}

/// The first tier stops everything.
pub(super) const fn tier(tier: Tier) -> Tone {
    match tier.number() {
        1 => Tone::Bad,
        2 => Tone::Warn,
        _ => Tone::Neutral,
    }
}

pub(super) fn blocker(row: &Blocker, today: Day) -> (Tone, String) {
    let standing = row.standing(today);
    let tone = match standing {
        Standing::Open => tier(row.tier),
        Standing::Reopened => Tone::Bad,
        Standing::Waived => Tone::Neutral,
        Standing::Resolved => Tone::Good,
    };
    (tone, standing.as_str().to_owned())
}

/// How bad a finding is.
pub(super) fn finding(row: &Finding) -> (Tone, String) {
    let (tone, word) = match (row.kind, row.severity) {
        (FindingKind::Strength, _) => (Tone::Good, "strength"),
        (FindingKind::Gap, None) => (Tone::Warn, "gap"),
        (FindingKind::Gap, Some(severity)) => (self::severity(severity), severity.as_str()),
    };
    (tone, word.to_owned())
}

const fn severity(severity: Severity) -> Tone {
    match severity {
        Severity::Critical | Severity::High => Tone::Bad,
        Severity::Medium => Tone::Warn,
        Severity::Low | Severity::Info => Tone::Neutral,
    }
}

/// What a level means, read with the direction that is good.
pub(super) const fn level(level: Level, polarity: Polarity) -> Tone {
    match (level, polarity) {
        (Level::VeryLow | Level::Low, Polarity::LowerIsBetter) | (Level::High | Level::Critical, Polarity::HigherIsBetter) => Tone::Good,
        (Level::Medium, _) => Tone::Warn,
        _ => Tone::Bad,
    }
}

pub(super) const fn item(state: ItemState) -> (Tone, &'static str) {
    match state {
        ItemState::Open => (Tone::Neutral, "open"),
        ItemState::Unverified => (Tone::Warn, "ticked, waits for a verification"),
        ItemState::Done => (Tone::Good, "done"),
        ItemState::NotApplicable => (Tone::Neutral, "not applicable"),
    }
}

pub(super) const fn criterion(state: CriterionState) -> (Tone, &'static str) {
    let tone = match state {
        CriterionState::Met => Tone::Good,
        CriterionState::Partly => Tone::Warn,
        CriterionState::NotMet => Tone::Bad,
        CriterionState::Unknown => Tone::Neutral,
    };
    (tone, state.as_str())
}

/// Late is what needs somebody.
pub(super) const fn step(standing: plans::Standing) -> (Tone, &'static str) {
    let tone = match standing {
        plans::Standing::Open => Tone::Neutral,
        plans::Standing::Late => Tone::Bad,
        plans::Standing::Done => Tone::Good,
    };
    (tone, standing.as_str())
}

pub(super) const fn freshness(freshness: Freshness) -> (Tone, &'static str) {
    let tone = match freshness {
        Freshness::Failing => Tone::Bad,
        Freshness::Expired => Tone::Warn,
        Freshness::Unknown => Tone::Neutral,
        Freshness::Fresh => Tone::Good,
    };
    (tone, freshness.as_str())
}

/// Whether what became of a row is good news; `None` where it is neither.
pub(super) const fn news(news: News) -> Option<(Tone, &'static str)> {
    match news {
        News::Better => Some((Tone::Good, "better")),
        News::Neutral => None,
        News::Worse => Some((Tone::Bad, "worse")),
    }
}
