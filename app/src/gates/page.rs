//! The page of all goals.

use super::goal::{rule_table, stamp, verdict_word};
use crate::frame::{Page, PageResult, Visit};
use crate::overview::{Place, verdict_kind};
use crate::projects::{Tab, tabs};
use crate::ui::{ButtonKind, ButtonLink, Kind, Notice, Pill, Problems, Sheet, Stamp};
use domain::accounts::Role;
use domain::decisions::{Decision, Moved};
use domain::gates::Outcome;
use domain::projects::Project;
use domain::scoring::Cap;
use leptos::prelude::*;
use service::gates::{self, Readiness, Weighed};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let all = gates::show(&visit.state.db, &viewer, service::now()).await?;
    let (asked, fields) = (visit.clone(), visit.fields());
    let page = Page::new(format!("Go or no-go for {}", viewer.project().name), move || {
        let (place, project) = (Place::from(&viewer), viewer.project());
        let settles = viewer.role() == Role::Owner && project.archived_at.is_none();
        let add = settles.then(|| {
            let (take, add) = (place.link("/gates/take"), place.link("/gates/new"));
            view! { <ButtonLink href=take>"From a template"</ButtonLink><ButtonLink href=add>"Add a goal"</ButtonLink> }.into_any()
        });
        let goals = all.goals.iter().map(|weighed| goal(&place, project, &all, weighed, settles)).collect_view();
        view! {
            {tabs(&viewer, Tab::Gates, add)}
            <Problems problems=fields.problems()/>
            {leans_on(&place, &all)}
            {goals}
            {foot(&place, project)}
        }
    });
    let sentences = [
        ("created", "The goal is added. Verdicts follow it from now on."),
        ("changed", "Saved. Verdicts follow the new rules from now on; decisions keep those that they were signed under."),
        ("taken", "The gates of the template are taken over. Verdicts follow them from now on; former ones are kept as a version."),
        ("removed", "The goal is taken out. Decisions on it stay."),
    ];
    Ok(page.done(&asked, &sentences))
}

/// Which audit the verdicts lean on.
fn leans_on(place: &Place, all: &Readiness) -> impl IntoView + use<> {
    match &all.stands.audit {
        Some(audit) => {
            let head = &audit.assessment;
            let date = head.date.map_or_else(|| "without a date".to_owned(), |date| date.to_string());
            let (href, words) = (place.assessment(head.id), format!("{}, {date}", head.title));
            view! { <p class="muted">"Weighed now, against the registers as they are and the last audit that counts: "<a href=href>{words}</a>"."</p> }
                .into_any()
        }
        None => view! {
            <Notice kind=Kind::Info title="No audit counts yet">
                "Rules about scores cannot be told until a report is imported or an assessment is frozen."
            </Notice>
        }
        .into_any(),
    }
}

fn goal(place: &Place, project: &Project, all: &Readiness, weighed: &Weighed, settles: bool) -> impl IntoView + use<> {
    let (gate, outcome) = (&weighed.gate, &weighed.outcome);
    let (kind, word) = stamp(outcome.verdict);
    let here = place.link(&format!("/gates/{}", gate.goal));
    let sign = place
        .audits
        .then(|| view! { <ButtonLink href=format!("{here}/sign") kind=ButtonKind::Main small=true>"Sign a decision"</ButtonLink> });
    let edit = settles.then(|| view! { <ButtonLink href=format!("{here}/edit") small=true>"Edit"</ButtonLink> });
    let actions = view! { <span class="push cluster">{sign}{edit}</span> }.into_any();
    let rules = if outcome.rules.is_empty() {
        view! { <p class="none-yet">"This gate has no rules, so it decides nothing. An owner of the project can add some."</p> }.into_any()
    } else {
        rule_table(place, &project.words, &outcome.rules, Some(all)).into_any()
    };
    let target = gate.target.map(|target| view! { <p class="small muted">{format!("The team aims at {target}.")}</p> });
    let id = format!("goal-{}", gate.goal);
    let (name, capped, decided) = (gate.name.to_string(), capped(place, project, outcome), decided(place, weighed));
    view! {
        <section class="goal" id=id>
            <Sheet title=name.clone() actions=Some(actions)>
                <div class="goal-head">
                    <Stamp kind word about=name/>
                    <div class="stack-tight">{capped}{target}{decided}</div>
                </div>
                {rules}
            </Sheet>
        </section>
    }
}

/// Says where open blockers weigh more than the rules.
fn capped(place: &Place, project: &Project, outcome: &Outcome) -> impl IntoView + use<> {
    let standing = &outcome.standing;
    let does = match standing.cap {
        Cap::Nothing => return None,
        Cap::Conditional => "at most conditional",
        Cap::NoGo => "no-go",
    };
    let tiers: Vec<String> = standing.by.iter().map(|(tier, _)| project.words.tier_in_sentence(*tier)).collect();
    let (count, href) = (standing.capping(), place.link("/blockers"));
    let noun = if count == 1 { "blocker" } else { "blockers" };
    let link = format!("{count} open {noun} of {}", tiers.join(" and "));
    let rest = format!(": {does}, whatever the score.");
    Some(view! { <p><a href=href>{link}</a>{rest}</p> })
}

/// The last decision, and whether the state has moved since.
fn decided(place: &Place, weighed: &Weighed) -> impl IntoView + use<> {
    let Some((decision, moved)) = &weighed.decided else {
        return view! { <p class="muted">"Nobody has signed a decision on this goal yet."</p> }.into_any();
    };
    let (kind, word) = (verdict_kind(Some(decision.verdict)), decision.verdict.as_str());
    let by = format!(" signed by {} on {}", decision.by_name, decision.at.day());
    let href = place.link(&format!("/decisions/{}", decision.id));
    let over = decision.is_override().then(|| format!(", over the gate, which said {}", verdict_word(decision.computed)));
    view! { <div><p><Pill kind text=word/><a href=href>{by}</a>{over}</p>{since(decision, moved)}</div> }.into_any()
}

fn since(decision: &Decision, moved: &[Moved]) -> impl IntoView + use<> {
    const FEW: usize = 3;
    if decision.facts.is_none() || moved.is_empty() {
        return None;
    }
    let first = moved.iter().take(FEW).map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let more = moved.len().checked_sub(FEW).filter(|more| *more > 0).map(|more| format!("; and {more} more")).unwrap_or_default();
    Some(view! { <p class="moved"><strong>"The state has moved since this decision. "</strong>{format!("{first}{more}.")}</p> })
}

fn foot(place: &Place, project: &Project) -> impl IntoView + use<> {
    let version = format!("Gates version {}", project.gates.version);
    let (versions, decisions) = (place.link("/gates/versions"), place.link("/decisions"));
    let what_if = place.link("/what-if");
    view! {
        <p class="cluster">
            <a href=what_if>"What would open a gate?"</a>
            <a href=decisions>"All decisions"</a>
            <a href=versions>{version}</a>
        </p>
    }
}
