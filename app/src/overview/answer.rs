//! The answer first: the computed score beside the stated one, and the verdict with what stands against it.

use super::parts::{sentence, verdict_kind};
use super::place::Place;
use crate::ui::charts::{Mark, ScoreGauge};
use crate::ui::{Balloon, Kind, Notice, Pill, Sheet, Stamp, Status};
use domain::assessments::{Assessment, GoalAnswer, Stated};
use domain::blockers::Tier;
use domain::decisions::Verdict;
use domain::projects::Words;
use domain::scoring::Difference;
use leptos::prelude::*;
use service::assessments::{Overview, Scored};

/// Score and verdict of the last audit that has a score.
pub(super) fn answer(place: &Place, words: &Words, overview: &Overview, scored: &Scored) -> impl IntoView + use<> {
    let assessment = &scored.summary.assessment;
    let from = format!("{}, {}", assessment.title, date_words(assessment));
    let href = place.assessment(assessment.id);
    let first_tier = overview.open_by_tier.iter().find(|(tier, _)| *tier == 1).map_or(0, |(_, open)| *open);
    let body = view! {
        <div class="answer">
            <div class="stack">
                {gauge(scored)}
                <p class="small muted">"From " <a href=href>{from}</a></p>
            </div>
            {verdict(&assessment.stated, words, first_tier, overview)}
        </div>
    };
    view! { {held(place, words, first_tier)} <Sheet title="Is it ready?" id="answer" main=true>{body}</Sheet> }
}

fn date_words(assessment: &Assessment) -> String {
    assessment.date.map_or_else(|| "without a date".to_owned(), |date| date.to_string())
}

/// Says above everything else that a high score is not the answer.
fn held(place: &Place, words: &Words, first_tier: i64) -> impl IntoView + use<> {
    let href = place.link("/blockers");
    let tier = words.tier_in_sentence(Tier::FIRST);
    let (words, whatever) = match first_tier {
        1 => (format!("1 open blocker of {tier}"), "it is"),
        many => (format!("{many} open blockers of {tier}"), "they are"),
    };
    (first_tier > 0).then(|| {
        view! {
            <Notice kind=Kind::Bad title="Held">
                <a href=href>{words}</a>
                {format!(". Whatever the score says, this is not ready until {whatever} resolved.")}
            </Notice>
        }
    })
}

/// Computed and stated score on one scale, and why they differ.
pub(crate) fn gauge(scored: &Scored) -> impl IntoView + use<> {
    let computed = scored.score.overall.as_ref().map(|share| Mark::new(share.basis_points(), share.to_string()));
    let stated = scored.summary.assessment.stated.overall.as_ref().and_then(|stated| {
        let position = scored.summary.stated_score.and_then(|score| u32::try_from(score).ok())?;
        Some(Mark::new(position, stated.to_string()))
    });
    let difference = scored.difference.as_ref().filter(|difference| !difference.reasons.is_empty());
    let reasons = difference.map(reasons).unwrap_or_default();
    let difference = difference.map(|difference| {
        let sign = if difference.stated_is_lower { "−" } else { "+" };
        format!("{sign}{}", difference.points)
    });
    let rated = format!("{} of {} categories rated", scored.score.rated, scored.score.applicable);
    let rated = (scored.score.applicable > 0).then(|| view! { <p class="small">{rated}</p> });
    let alone = (computed.is_none() && stated.is_some())
        .then(|| view! { <p class="small">"No rated category carries weight, so there is nothing to compute; only the report's own figure is known."</p> });
    view! { <ScoreGauge computed stated difference reasons/> {rated} {alone} }
}

fn reasons(difference: &Difference) -> Vec<String> {
    let lead = if difference.stated_is_lower { "below" } else { "above" };
    let first = format!("The report states {} {lead} what its rows add up to.", points(&difference.points.to_string()));
    std::iter::once(first).chain(difference.reasons.iter().map(|reason| sentence(&reason.to_string()))).collect()
}

fn points(figure: &str) -> String {
    if figure == "1" { "1 point".to_owned() } else { format!("{figure} points") }
}

/// What the report decides, and what stands against it.
fn verdict(stated: &Stated, words: &Words, first_tier: i64, overview: &Overview) -> impl IntoView + use<> {
    let said = stated.verdict();
    let stamp = match (said, first_tier) {
        (Some(verdict), _) => {
            view! { <Stamp kind=stamp_kind(verdict, first_tier) word=verdict.as_str() about="The report says"/> }.into_any()
        }
        (None, 0) => view! { <Stamp kind=Kind::Neutral word="undecided" about="No verdict stated"/> }.into_any(),
        (None, _) => {
            let about = format!("{} is open", words.tier(Tier::FIRST));
            view! { <Stamp kind=Kind::Bad word="held" about/> }.into_any()
        }
    };
    let facts = [("Decision", &stated.decision), ("Status", &stated.status)]
        .into_iter()
        .filter_map(|(name, text)| text.as_ref().map(|text| view! { <div><dt>{name}</dt><dd>{text.clone()}</dd></div> }))
        .collect_view();
    let against =
        against(said, words, first_tier, overview).into_iter().map(|(kind, text)| view! { <li><Status kind text/></li> }).collect_view();
    view! {
        <div class="verdict">
            {stamp}
            <dl class="facts">{facts}</dl>
            {goals(&stated.per_goal)}
            <ul class="reasons" aria-label="What stands for and against it">{against}</ul>
        </div>
    }
}

/// A yes that an open first tier contradicts is not green.
const fn stamp_kind(verdict: Verdict, first_tier: i64) -> Kind {
    if first_tier > 0 { Kind::Bad } else { verdict_kind(Some(verdict)) }
}

fn goals(answers: &[GoalAnswer]) -> impl IntoView + use<> {
    let rows = answers
        .iter()
        .map(|row| {
            let kind = verdict_kind(Verdict::from_words(&row.answer));
            view! { <div><dt>{row.goal.clone()}</dt><dd><Pill kind text=row.answer.clone()/></dd></div> }
        })
        .collect_view();
    (!answers.is_empty()).then(|| view! { <dl class="facts" aria-label="Verdict per goal">{rows}</dl> })
}

fn against(said: Option<Verdict>, words: &Words, first_tier: i64, overview: &Overview) -> Vec<(Kind, String)> {
    let tier = words.tier_in_sentence(Tier::FIRST);
    let mut lines = Vec::new();
    if first_tier > 0 && said == Some(Verdict::Go) {
        lines.push((Kind::Bad, format!("The report says go although {tier} is open")));
    }
    let open: i64 = overview.open_by_tier.iter().map(|(_, open)| open).sum();
    lines.push(match (open, first_tier) {
        (0, _) => (Kind::Ok, "No open blockers".to_owned()),
        (1, 0) => (Kind::Warn, format!("1 open blocker, none of {tier}")),
        (open, 0) => (Kind::Warn, format!("{open} open blockers, none of {tier}")),
        (1, _) => (Kind::Bad, format!("1 open blocker, of {tier}")),
        (open, first) if open == first => (Kind::Bad, format!("{open} open blockers, all of {tier}")),
        (open, first) => (Kind::Bad, format!("{open} open blockers, {first} of {tier}")),
    });
    let blocking: u32 = overview.checklists.iter().map(|(_, progress)| progress.blocking_open).sum();
    if blocking > 0 {
        lines.push((Kind::Bad, format!("{blocking} blocking checklist items open")));
    }
    let (done, total) =
        overview.checklists.iter().fold((0_i64, 0_i64), |sum, (_, of)| (sum.0 + i64::from(of.done), sum.1 + i64::from(of.total)));
    if total > 0 {
        let kind = if done == total { Kind::Ok } else { Kind::Warn };
        lines.push((kind, format!("{done} of {total} items done")));
    }
    let (criteria, met) = overview.criteria_count;
    if criteria > 0 {
        let kind = if met == criteria { Kind::Ok } else { Kind::Warn };
        lines.push((kind, format!("{met} of {criteria} criteria met")));
    }
    if overview.action_count.late > 0 {
        lines.push((Kind::Warn, format!("{} of {} steps of the plan late", overview.action_count.late, overview.action_count.total)));
    }
    lines
}

/// The tiers that are open, as figures.
pub(super) fn tier_counts(words: &Words, open_by_tier: &[(i32, i64)]) -> impl IntoView + use<> {
    let items = open_by_tier
        .iter()
        .map(|(tier, open)| {
            let kind = match tier {
                1 => Kind::Bad,
                2 => Kind::Warn,
                _ => Kind::Info,
            };
            let known = u8::try_from(*tier).ok().and_then(|number| Tier::try_from(number).ok());
            let name = known.map_or_else(|| format!("Tier {tier}"), |tier| words.tier(tier));
            view! { <li><Balloon kind text=tier.to_string() label=name/><strong>{*open}</strong>" open"</li> }
        })
        .collect_view();
    view! { <ul class="tiercounts">{items}</ul> }
}
