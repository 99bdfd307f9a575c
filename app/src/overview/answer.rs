//! The answer first: the computed score beside the stated one, and the verdict with what stands against it.

use super::parts::{sentence, verdict_kind};
use super::place::Place;
use crate::gates::verdict_word;
use crate::ui::charts::{Mark, ScoreGauge};
use crate::ui::{Balloon, Kind, Notice, Pill, Sheet, Stamp, Status};
use domain::assessments::{Assessment, GoalAnswer, Stated};
use domain::blockers::Tier;
use domain::decisions::Verdict;
use domain::portfolio::GoalVerdict;
use domain::projects::{Project, Words};
use domain::scoring::{Cap, Difference, Standing};
use leptos::prelude::*;
use service::assessments::{Overview, Scored};

/// Score and verdict of the last audit that has a score. What open blockers do to the verdict, the rule of the project says.
pub(super) fn answer(place: &Place, project: &Project, overview: &Overview, scored: &Scored) -> impl IntoView + use<> {
    let assessment = &scored.summary.assessment;
    let from = format!("{}, {}", assessment.title, date_words(assessment));
    let href = place.assessment(assessment.id);
    let open = overview.open_by_tier.iter().filter_map(|(tier, open)| Some((Tier::try_from(u8::try_from(*tier).ok()?).ok()?, *open)));
    let standing = project.rule.caps.standing(assessment.stated.verdict(), open);
    let words = &project.words;
    let body = view! {
        <div class="answer">
            <div class="stack">
                {gauge(scored)}
                <p class="small muted">"From " <a href=href>{from}</a></p>
            </div>
            {verdict(&assessment.stated, words, &standing, overview, gates(place, &overview.goals).into_any())}
        </div>
    };
    view! { {held(place, words, &standing)} <Sheet title="Is it ready?" id="answer" main=true>{body}</Sheet> }
}

fn date_words(assessment: &Assessment) -> String {
    assessment.date.map_or_else(|| "without a date".to_owned(), |date| date.to_string())
}

/// Says above everything else that a high score is not the answer.
fn held(place: &Place, words: &Words, standing: &Standing) -> impl IntoView + use<> {
    let href = place.link("/blockers");
    let capping = standing.capping();
    let blockers = if capping == 1 { "blocker" } else { "blockers" };
    let what = format!("{capping} open {blockers} of {}", tiers(words, standing));
    let until = if capping == 1 { "it is" } else { "they are" };
    let (kind, title, rest) = match standing.cap {
        Cap::Nothing => return None,
        Cap::Conditional => (
            Kind::Warn,
            "At most conditional",
            format!(". Whatever the score says, this goes only with conditions until {until} resolved."),
        ),
        Cap::NoGo => (Kind::Bad, "Held", format!(". Whatever the score says, this is not ready until {until} resolved.")),
    };
    Some(view! { <Notice kind title><a href=href>{what}</a>{rest}</Notice> })
}

/// The tiers that cap the verdict: “tier 1”, “tier 1 and tier 2”.
fn tiers(words: &Words, standing: &Standing) -> String {
    let names: Vec<String> = standing.by.iter().map(|(tier, _)| words.tier_in_sentence(*tier)).collect();
    names.join(" and ")
}

/// Computed and stated score on one scale, and why they differ.
pub(crate) fn gauge(scored: &Scored) -> impl IntoView + use<> {
    let rule = &scored.rule;
    let overall = scored.score.overall.as_ref();
    let computed = overall.map(|share| Mark::new(share.basis_points(), rule.rounded(share)));
    let target = rule.target_share().map(|share| Mark::new(share.basis_points(), share.to_string()));
    let rounding = overall.and_then(|share| rule.rounding_of(share));
    let rounding = rounding.map(|words| view! { <p class="small muted">{sentence(words)}</p> });
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
    view! { <ScoreGauge computed stated target difference reasons/> {rounding} {rated} {alone} }
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
fn verdict(stated: &Stated, words: &Words, standing: &Standing, overview: &Overview, gates: AnyView) -> impl IntoView + use<> {
    let stamp = match (standing.said, standing.verdict()) {
        (Some(verdict), _) => view! { <Stamp kind=stamp_kind(standing) word=verdict.as_str() about="The report says"/> }.into_any(),
        (None, None) => view! { <Stamp kind=Kind::Neutral word="undecided" about="No verdict stated"/> }.into_any(),
        (None, Some(_)) => {
            let first = standing.by.first().map(|(tier, _)| words.tier(*tier)).unwrap_or_default();
            let about = format!("{first} is open");
            view! { <Stamp kind=Kind::Bad word="held" about/> }.into_any()
        }
    };
    let facts = [("Decision", &stated.decision), ("Status", &stated.status)]
        .into_iter()
        .filter_map(|(name, text)| text.as_ref().map(|text| view! { <div><dt>{name}</dt><dd>{text.clone()}</dd></div> }))
        .collect_view();
    let against = against(words, standing, overview).into_iter().map(|(kind, text)| view! { <li><Status kind text/></li> }).collect_view();
    view! {
        <div class="verdict">
            {stamp}
            {gates}
            <dl class="facts">{facts}</dl>
            {goals(&stated.per_goal)}
            <ul class="reasons" aria-label="What stands for and against it">{against}</ul>
        </div>
    }
}

/// What the gate of each goal answers, each with a link to why.
fn gates(place: &Place, goals: &[GoalVerdict]) -> impl IntoView + use<> {
    let rows = goals.iter().map(|row| {
        let (href, name) = (place.link(&format!("/gates#goal-{}", row.goal)), row.name.to_string());
        let (kind, word) = (verdict_kind(row.verdict), verdict_word(row.verdict));
        view! { <div><dt><a href=href>{name}</a></dt><dd><Pill kind text=word/></dd></div> }
    });
    let rows = rows.collect_view();
    (!goals.is_empty()).then(|| {
        view! { <div><p class="small muted">"The gates say"</p><dl class="facts" aria-label="What the gates say">{rows}</dl></div> }
    })
}

/// A yes that open blockers contradict is not green.
fn stamp_kind(standing: &Standing) -> Kind {
    verdict_kind(standing.verdict())
}

fn goals(answers: &[GoalAnswer]) -> impl IntoView + use<> {
    let rows = answers
        .iter()
        .map(|row| {
            let kind = verdict_kind(Verdict::from_words(&row.answer));
            view! { <div><dt>{row.goal.clone()}</dt><dd><Pill kind text=row.answer.clone()/></dd></div> }
        })
        .collect_view();
    (!answers.is_empty()).then(|| {
        view! { <div><p class="small muted">"The report says for each goal"</p><dl class="facts" aria-label="Verdict per goal">{rows}</dl></div> }
    })
}

fn against(words: &Words, standing: &Standing, overview: &Overview) -> Vec<(Kind, String)> {
    let mut lines = Vec::new();
    if let Some(said) = standing.said.filter(|_| standing.is_contradicted()) {
        lines.push((
            verdict_kind(standing.verdict()),
            format!("The report says {} although {} is open", said.as_str(), tiers(words, standing)),
        ));
    }
    lines.push(blockers(words, standing));
    let blocking: u32 = overview.checklists.iter().map(|(_, progress)| progress.blocking_open).sum();
    if blocking > 0 {
        let noun = if blocking == 1 { "item" } else { "items" };
        lines.push((Kind::Bad, format!("{blocking} blocking checklist {noun} open")));
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

/// How many blockers are open, and how many of them cap the verdict.
fn blockers(words: &Words, standing: &Standing) -> (Kind, String) {
    let (open, capping) = (standing.open, standing.capping());
    let of = tiers(words, standing);
    let kind = match (open, standing.cap) {
        (0, _) => return (Kind::Ok, "No open blockers".to_owned()),
        (_, Cap::NoGo) => Kind::Bad,
        _ => Kind::Warn,
    };
    let noun = if open == 1 { "blocker" } else { "blockers" };
    let text = match (open, capping) {
        (_, 0) if standing.first_open => format!("{open} open {noun}; by the scoring rule they change no verdict"),
        (_, 0) => format!("{open} open {noun}, none of {}", words.tier_in_sentence(Tier::FIRST)),
        (1, _) => format!("1 open blocker, of {of}"),
        (open, capping) if open == capping => format!("{open} open blockers, all of {of}"),
        (open, capping) => format!("{open} open blockers, {capping} of {of}"),
    };
    (kind, text)
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
