//! Goals: one row for each rule of a gate, or one for a goal without rules, so that verdicts and rules are filtered alike.

use super::{Cell, Column, Sheet};
use crate::decisions::Verdict;
use crate::exports::{Dossier, Goal};
use crate::gates::{Otherwise, State, Weighed};

/// A goal with one of its rules.
type Ruled<'d> = (&'d Goal, Option<&'d Weighed>);

pub(super) fn goals(of: &Dossier) -> Sheet {
    let columns: &[Column<Ruled<'_>>] = &[
        ("Goal", |(goal, _), _| (&goal.name).into()),
        ("Verdict", |(goal, _), _| goal.verdict.map_or("undecided", Verdict::as_str).into()),
        ("Rule", |(_, rule), _| rule.map(|rule| rule.rule.demand.to_string()).into()),
        ("Rule holds", |(_, rule), _| match rule.map(|rule| rule.state) {
            Some(State::Holds) => true.into(),
            Some(State::Fails) => false.into(),
            Some(State::Unknown) => "unknown".into(),
            None => Cell::Empty,
        }),
        ("Found", |(_, rule), _| rule.map(|rule| &rule.found).into()),
        ("Rows in the way", |(_, rule), _| rule.map(|rule| rule.failing).into()),
        ("Otherwise", |(_, rule), _| rule.map(|rule| otherwise(rule.rule.otherwise).as_str()).into()),
        ("Open blockers", |(goal, _), _| goal.standing.open.into()),
        ("Blockers that cap the verdict", |(goal, _), _| goal.standing.capping().into()),
        ("What open blockers do", |(goal, _), _| goal.standing.cap.words().into()),
        ("Signed", |(goal, _), _| goal.signed.as_ref().map(|(signed, _)| signed.verdict.as_str()).into()),
        ("Signed by", |(goal, _), _| goal.signed.as_ref().map(|(signed, _)| &signed.by_name).into()),
        ("Signed (UTC)", |(goal, _), _| goal.signed.as_ref().map(|(signed, _)| signed.at).into()),
        ("Signed because", |(goal, _), _| goal.signed.as_ref().map(|(signed, _)| &signed.reason).into()),
        ("Gate at signing", |(goal, _), _| {
            goal.signed.as_ref().map(|(signed, _)| signed.computed.map_or("undecided", Verdict::as_str)).into()
        }),
        ("Overrides the gate", |(goal, _), _| goal.signed.as_ref().map(|(signed, _)| signed.is_override()).into()),
        ("Moved since", |(goal, _), _| goal.signed.as_ref().map(|(_, moved)| *moved).into()),
        ("Digest of the signed state", |(goal, _), _| goal.signed.as_ref().map(|(signed, _)| &signed.sha256).into()),
        ("Decision ID", |(goal, _), _| goal.signed.as_ref().map(|(signed, _)| signed.id.to_string()).into()),
    ];

    let rows = of.goals.iter().flat_map(|goal| {
        let bare = goal.rules.is_empty().then_some((goal, None));
        bare.into_iter().chain(goal.rules.iter().map(move |rule| (goal, Some(rule))))
    });
    Sheet::of("goals", "Goals", columns, rows, of)
}

const fn otherwise(otherwise: Otherwise) -> Verdict {
    match otherwise {
        Otherwise::NoGo => Verdict::NoGo,
        Otherwise::Conditional => Verdict::Conditional,
    }
}
