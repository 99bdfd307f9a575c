//! The five parts of the page.

use super::forecast;
use crate::changes::{self, regression};
use crate::gates::verdict_word;
use crate::overview::{Place, percent, tier_kind, verdict_kind};
use crate::records::path;
use crate::ui::charts::Sparkline;
use crate::ui::{Balloon, Cell, Delta, Kind, Pill, Sheet, Table, Way};
use domain::Day;
use domain::blockers::Blocker;
use domain::changes::{Comparison, Group, Regression};
use domain::gates::State;
use domain::projects::Project;
use domain::what_if::{Deed, Step};
use leptos::prelude::*;
use service::changes::Radar;
use service::gates::Weighed;
use service::summary::Summary;

/// So many lines stand in each part; the rest is on the page that it links to.
const LINES: usize = 4;

/// The score, how it moved, and what it rests on.
pub(super) fn score(place: &Place, project: &Project, found: &Summary) -> impl IntoView + use<> {
    let audits = &found.standing.audits;
    let figure = match (audits.score, audits.stated) {
        (Some(score), _) => format!("{} %", percent(score)),
        (None, Some(stated)) => format!("{} %", percent(stated)),
        (None, None) => "no score".to_owned(),
    };
    let stated = match (audits.score, audits.stated) {
        (Some(score), Some(stated)) if score != stated => Some(format!("The report states {} %.", percent(stated))),
        (None, Some(_)) => Some("As the report states; nothing could be computed.".to_owned()),
        _ => None,
    };
    let stated = stated.map(|words| view! { <p class="small">{words}</p> });
    let moved = audits.delta.map(|by| {
        let (way, kind, sign) = match by {
            1.. => (Way::Up, Kind::Ok, "+"),
            0 => (Way::Same, Kind::Neutral, "±"),
            _ => (Way::Down, Kind::Bad, "−"),
        };
        view! { <Delta way kind text=format!("{sign}{} since the audit before", percent(by.abs()))/> }
    });
    let before = found.readiness.stands.audit.as_ref().and_then(|audit| audit.assessment.stated.previous.as_ref());
    let before = before.filter(|_| audits.delta.is_none()).map(|before| {
        view! { <p class="small">{format!("It was {before} before, as the report says.")}</p> }
    });
    let figures: Vec<String> = audits.scores.iter().map(|score| percent(*score)).collect();
    let label = format!("Scores of {}: {}", project.name, figures.join(", "));
    let points = audits.scores.iter().filter_map(|score| u32::try_from(*score).ok()).collect::<Vec<_>>();
    let line = (points.len() > 1).then(|| view! { <Sparkline label points/> });
    let from = found.readiness.stands.audit.as_ref().map(|audit| {
        let head = &audit.assessment;
        let date = head.date.map_or_else(|| "without a date".to_owned(), |date| date.to_string());
        let (href, words) = (place.assessment(head.id), format!("{}, {date}", head.title));
        view! { <p class="small muted brief-from">"From "<a href=href>{words}</a></p> }
    });
    view! {
        <Sheet title="Score" main=true>
            <div class="brief-figure"><p class="brief-score">{figure}</p>{line}</div>
            {moved}{stated}{before}{from}
        </Sheet>
    }
}

/// The verdict per goal, what stands against it, when it could be, and what was signed.
pub(super) fn goals(place: &Place, found: &Summary) -> impl IntoView + use<> {
    let rows = found.readiness.goals.iter().zip(&found.forecasts).map(|(weighed, when)| {
        let href = place.link(&format!("/gates#goal-{}", weighed.gate.goal));
        let (name, kind) = (weighed.gate.name.to_string(), verdict_kind(weighed.outcome.verdict));
        let word = verdict_word(weighed.outcome.verdict);
        let (when, second) = forecast::words(when);
        let (held, signed) = (held(weighed), signed(place, weighed));
        view! {
            <tr>
                <th scope="row"><a href=href>{name}</a></th>
                <Cell label="Gate"><Pill kind text=word/></Cell>
                <Cell label="Held by">{held}</Cell>
                <Cell label="Could be" second>{when}</Cell>
                <Cell label="Signed">{signed}</Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Sheet title="Ready for what?">
            <Table caption="Verdict per goal" cards=true>
                <thead><tr>
                    <th scope="col">"Goal"</th><th scope="col">"Gate"</th><th scope="col">"Held by"</th>
                    <th scope="col">"Could be"</th><th scope="col">"Signed"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        </Sheet>
    }
}

/// What keeps the gate from saying go: the first rule by name, and how many more there are.
fn held(weighed: &Weighed) -> String {
    let mut open = weighed.outcome.rules.iter().filter(|row| row.state != State::Holds);
    let capping = weighed.outcome.standing.capping();
    match (open.next(), open.count()) {
        _ if weighed.outcome.rules.is_empty() => "it has no rules".to_owned(),
        (None, _) if capping == 0 => "nothing".to_owned(),
        (None, _) => format!("{capping} open {}", if capping == 1 { "blocker" } else { "blockers" }),
        (Some(first), 0) => format!("{}: {}", first.rule.demand, first.found),
        (Some(first), more) => format!("{}: {}; and {more} more", first.rule.demand, first.found),
    }
}

fn signed(place: &Place, weighed: &Weighed) -> impl IntoView + use<> {
    let Some((decision, moved)) = &weighed.decided else { return view! { "–" }.into_any() };
    let href = place.link(&format!("/decisions/{}", decision.id));
    let words = format!("{}, {}", decision.verdict.as_str(), decision.at.day());
    let since = (!moved.is_empty()).then(|| view! { <span class="second">"the state has moved since"</span> });
    view! { <a href=href>{words}</a>{since} }.into_any()
}

/// The most urgent blockers, and what else keeps rules from holding.
pub(super) fn blocks(place: &Place, project: &Project, found: &Summary, today: Day) -> impl IntoView + use<> {
    let open = found.standing.open.total();
    let rows = found.blockers.iter().filter(|row| row.standing(today).blocks()).map(|row| blocker(place, project, row, today));
    let rows = rows.collect::<Vec<_>>();
    let shown = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let more = (open > shown).then(|| view! { <p><a href=place.link("/blockers")>{format!("{} more", open - shown)}</a></p> });
    let body = if rows.is_empty() {
        view! { <p class="none-yet">"No open blockers."</p> }.into_any()
    } else {
        view! { <ul class="brief-lines">{rows}</ul>{more} }.into_any()
    };
    let facts = &found.readiness.stands.facts;
    let others = [
        (facts.items.open, "blocking item not done", "blocking items not done", "/checklists?show=blocking"),
        (facts.criteria.open, "criterion not met", "criteria not met", "/criteria"),
        (facts.verifications.open, "verification not fresh", "verifications not fresh", "/verifications"),
        (facts.risks.iter().map(|(_, count)| *count).sum(), "risk not accepted", "risks not accepted", "/risks"),
    ];
    let others = others.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many, list)| {
        let words = format!("{count} {}", if count == 1 { one } else { many });
        view! { <li><a href=place.link(list)>{words}</a></li> }
    });
    let others = others.collect::<Vec<_>>();
    let late = found.standing.overdue;
    let late = (late > 0).then(|| view! { <li>{format!("{late} {} overdue", if late == 1 { "row" } else { "rows" })}</li> });
    let others = (!others.is_empty() || late.is_some()).then(|| view! { <ul class="brief-others">{others}{late}</ul> });
    view! { <Sheet title="What blocks" count=open.to_string()>{body}{others}</Sheet> }
}

fn blocker(place: &Place, project: &Project, row: &Blocker, today: Day) -> impl IntoView + use<> {
    let (href, title) = (place.link(&format!("/blockers/{}", row.id)), row.title.to_string());
    let (kind, text, label) = (tier_kind(row.tier), row.tier.number().to_string(), project.words.tier(row.tier));
    let owner = row.owner.as_ref().map_or_else(|| "no owner".to_owned(), ToString::to_string);
    let due = row.due.map(|due| if due < today { format!(", overdue since {due}") } else { format!(", due {due}") });
    view! {
        <li>
            <Balloon kind text label/>
            <span><a href=href>{title}</a><span class="second">{owner}{due}</span></span>
        </li>
    }
}

/// How the last audit differs from the one before: how many rows, and the gravest that got worse.
pub(super) fn changed(place: &Place, radar: &Radar) -> impl IntoView + use<> {
    let (counts, audit, found, worse, since): (_, _, Option<&Comparison>, &[Regression], _) = match radar {
        Radar::Nothing => {
            return view! { <Sheet title="What changed"><p class="none-yet">"No audit counts yet."</p></Sheet> }.into_any();
        }
        Radar::Alone { audit, worse, since } => (None, audit.assessment.id, None, worse, since),
        Radar::Step { changes, worse, since } => {
            (Some(counts(&changes.comparison)), changes.comparison.after.id, Some(&changes.comparison), worse, since)
        }
    };
    // What came after the last audit is news that no audit tells.
    let news = since.iter().flat_map(|since| since.worse.iter().map(|row| (Some(&since.comparison), row)));
    let all = news.chain(worse.iter().map(|row| (found, row)));
    let lines = all.take(LINES).map(|(found, row)| regression(place, found, audit, row)).collect::<Vec<_>>();
    let body = if lines.is_empty() {
        view! { <p class="none-yet">{if found.is_some() { "Nothing got worse." } else { "There is one audit so far." }}</p> }.into_any()
    } else {
        view! { <ul class="brief-lines">{lines}</ul> }.into_any()
    };
    let counts = counts.map(|words| view! { <p>{words}</p> });
    let href = found.map_or_else(|| place.link("/changes"), |found| changes::path(place, found.before.id, found.after.id));
    let all = view! { <a class="push" href=href>"All changes"</a> }.into_any();
    view! { <Sheet title="What changed" actions=Some(all)>{counts}{body}</Sheet> }.into_any()
}

/// `3 worse, 12 fixed, 4 new.`
fn counts(found: &Comparison) -> String {
    let told = Group::ALL.into_iter().filter(|group| !matches!(group, Group::Unchanged | Group::Changed));
    let told = told.map(|group| (group, found.count(group, None))).filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(group, count)| format!("{count} {}", group.words().to_lowercase())).collect();
    if told.is_empty() { "Nothing changed.".to_owned() } else { format!("{}.", told.join(", ")) }
}

/// The first steps towards the first goal that is not open.
pub(super) fn next(place: &Place, found: &Summary) -> impl IntoView + use<> {
    let goal = found.next.as_ref().and_then(|(at, way)| Some((found.readiness.goals.get(*at)?.gate.name.to_string(), way)));
    let Some((name, way)) = goal else {
        let words = if found.readiness.goals.is_empty() { "The project has no goals." } else { "Every goal is open." };
        return view! { <Sheet title="What to do next"><p class="none-yet">{words}</p></Sheet> }.into_any();
    };
    let lines = way.iter().take(LINES).map(|step| line(place, step)).map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>();
    let body = if lines.is_empty() {
        view! { <p class="none-yet">"No open work leads there: a rule about which nothing is known has to be told first."</p> }.into_any()
    } else {
        view! { <ol class="brief-steps">{lines}</ol> }.into_any()
    };
    let rest = way.len().saturating_sub(LINES);
    let more = (rest > 0)
        .then(|| view! { <p><a href=place.link("/what-if")>{format!("{rest} more {}", if rest == 1 { "step" } else { "steps" })}</a></p> });
    let all = view! { <a class="push" href=place.link("/what-if")>"What if?"</a> }.into_any();
    view! { <Sheet title=format!("Next, for {name}") actions=Some(all)>{body}{more}</Sheet> }.into_any()
}

fn line(place: &Place, step: &Step) -> AnyView {
    let (verb, title) = (step.work.deed.verb(), step.work.title.to_string());
    let words = match step.work.deed {
        Deed::Rate(_, to) => format!("{verb} “{title}” to {to}"),
        _ => format!("{verb} “{title}”"),
    };
    match step.work.deed.record() {
        Some(record) => view! { <a href=path(&place.slug, record)>{words}</a> }.into_any(),
        None => words.into_any(),
    }
}
