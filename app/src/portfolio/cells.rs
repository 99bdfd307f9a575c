//! What stands in the cells of the list.

use crate::overview::percent;
use crate::ui::charts::Sparkline;
use crate::ui::{Delta, Kind, Pill, Way};
use domain::Timestamp;
use domain::blockers::Tier;
use domain::decisions::Verdict;
use domain::portfolio::{Audits, GoalVerdict, Standing};
use domain::projects::Project;
use leptos::prelude::*;
use service::portfolio::days_since;

/// The score, with what the report states where that is all there is or something else, and of when it is where an audit came after.
pub(super) fn score(audits: &Audits) -> AnyView {
    let of = audits.scored_on.filter(|on| audits.audited_on != Some(*on));
    let of = of.map(|on| view! { <span class="second">{format!("of {on}")}</span> });
    match (audits.score, audits.stated) {
        (Some(score), stated) => {
            let stated = stated.filter(|stated| *stated != score).map(|stated| format!("stated {} %", percent(stated)));
            let stated = stated.map(|words| view! { <span class="second">{words}</span> });
            view! { {format!("{} %", percent(score))}{stated}{of} }.into_any()
        }
        (None, Some(stated)) => view! { <span class="second">{format!("stated {} %", percent(stated))}</span>{of} }.into_any(),
        (None, None) => view! { "–" }.into_any(),
    }
}

/// How far the score moved, with its sign and a word.
pub(super) fn delta(audits: &Audits) -> AnyView {
    let Some(moved) = audits.delta else { return view! { "–" }.into_any() };
    let (way, kind, sign, word) = match moved {
        1.. => (Way::Up, Kind::Ok, "+", "up"),
        0 => (Way::Same, Kind::Neutral, "±", "same"),
        _ => (Way::Down, Kind::Bad, "−", "down"),
    };
    let text = format!("{sign}{} {word}", percent(moved.abs()));
    view! { <Delta way kind text/> }.into_any()
}

/// The last scores as a line; nothing where one alone would be no line.
pub(super) fn line(project: &Project, audits: &Audits) -> Option<AnyView> {
    let figures: Vec<String> = audits.scores.iter().map(|score| percent(*score)).collect();
    let label = format!("Scores of {}: {}", project.name, figures.join(", "));
    let points = audits.scores.iter().filter_map(|score| u32::try_from(*score).ok()).collect::<Vec<_>>();
    (points.len() > 1).then(|| view! { <Sparkline label points/> }.into_any())
}

/// A verdict with its word.
pub(super) fn verdict(verdict: Option<Verdict>) -> impl IntoView + use<> {
    let (kind, word) = match verdict {
        Some(Verdict::Go) => (Kind::Ok, "go"),
        Some(Verdict::Conditional) => (Kind::Warn, "conditional"),
        Some(Verdict::NoGo) => (Kind::Bad, "no-go"),
        None => (Kind::Neutral, "undecided"),
    };
    view! { <Pill kind text=word/> }
}

/// The verdict on one goal; a dash where the project has no such goal.
pub(super) fn goal(standing: &Standing, column: &str) -> AnyView {
    match standing.verdicts.iter().find(|row| row.goal.as_str() == column) {
        Some(row) => verdict(row.verdict).into_any(),
        None => view! { <span class="hint">"–"</span> }.into_any(),
    }
}

/// The verdicts on goals without a column of their own.
pub(super) fn others(standing: &Standing) -> AnyView {
    let rows = other_goals(standing).map(|row| {
        let name = row.name.to_string();
        view! { <li><span class="goalname">{name}</span>{verdict(row.verdict)}</li> }
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() { view! { <span class="hint">"–"</span> }.into_any() } else { view! { <ul class="goals">{rows}</ul> }.into_any() }
}

pub(super) fn other_goals(standing: &Standing) -> impl Iterator<Item = &GoalVerdict> {
    standing.verdicts.iter().filter(|row| !GoalVerdict::COLUMNS.contains(&row.goal.as_str()))
}

/// Open blockers by tier, in the words of the project.
pub(super) fn blockers(project: &Project, standing: &Standing) -> AnyView {
    let open = standing.open;
    if open.total() == 0 {
        // Nobody has looked: that is not the same as nothing found.
        return if standing.audits.audited_on.is_none() && standing.items == 0 {
            view! { <span class="hint">"not audited"</span> }.into_any()
        } else {
            view! { <Pill kind=Kind::Ok text="none"/> }.into_any()
        };
    }
    let second = Tier::try_from(2).unwrap_or(Tier::FIRST);
    let tier = |tier| format!("of {}", project.words.tier_in_sentence(tier));
    let rows = [
        (open.first, Kind::Bad, tier(Tier::FIRST)),
        (open.second, Kind::Warn, tier(second)),
        (open.others, Kind::Neutral, "of other tiers".to_owned()),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, kind, words)| view! { <li><Pill kind text=format!("{count} {words}")/></li> })
        .collect();
    view! { <ul class="goals">{rows}</ul> }.into_any()
}

/// What is overdue.
pub(super) fn overdue(standing: &Standing) -> AnyView {
    match standing.overdue {
        0 => view! { "0" }.into_any(),
        late => view! { <Pill kind=Kind::Warn text=late.to_string()/> }.into_any(),
    }
}

/// Items done of those that apply.
pub(super) fn items(standing: &Standing) -> String {
    if standing.items == 0 { "–".to_owned() } else { format!("{} of {}", standing.items_done, standing.items) }
}

/// Days since the last audit, and its date.
pub(super) fn age(audits: &Audits, now: Timestamp) -> AnyView {
    let Some(on) = audits.audited_on else { return view! { <span class="hint">"never"</span> }.into_any() };
    let days = match days_since(on, now) {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    view! { {days}<span class="second">{on.to_string()}</span> }.into_any()
}
