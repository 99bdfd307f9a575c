//! One goal: its verdict, its rules, and what keeps them from holding.

use crate::overview::{Place, verdict_kind};
use crate::records::path;
use crate::ui::{Cell, Kind, Status, Table};
use domain::decisions::Verdict;
use domain::gates::{CategoryFact, Demand, GateRule, Otherwise, State, Weighed};
use domain::projects::Words;
use domain::scoring::Share;
use leptos::prelude::*;
use rust_decimal::Decimal;
use service::gates::Readiness;

/// So many rows stand under a rule; the rest is in the list that it links to.
const ROWS: usize = 5;

/// What a verdict is called where there may be none.
pub(crate) fn verdict_word(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("undecided", Verdict::as_str)
}

/// How a rule stands, as a status.
const fn state_kind(state: State, otherwise: Otherwise) -> (Kind, &'static str) {
    match (state, otherwise) {
        (State::Holds, _) => (Kind::Ok, "holds"),
        (State::Fails, Otherwise::NoGo) => (Kind::Bad, "fails"),
        (State::Fails, Otherwise::Conditional) => (Kind::Warn, "condition"),
        (State::Unknown, _) => (Kind::Neutral, "unknown"),
    }
}

/// The rules of a gate with what each found; `readiness` has the rows that fail them, where they are to be named.
pub(crate) fn rule_table(place: &Place, words: &Words, rules: &[Weighed], readiness: Option<&Readiness>) -> impl IntoView + use<> {
    let rows = rules.iter().map(|row| {
        let (kind, word) = state_kind(row.state, row.rule.otherwise);
        let failing = readiness.filter(|_| row.state != State::Holds).map(|all| failing(place, all, &row.rule, row.failing));
        let (demand, found) = (sentence(words, &row.rule.demand), row.found.clone());
        let otherwise = match row.rule.otherwise {
            Otherwise::NoGo => "no-go",
            Otherwise::Conditional => "conditional",
        };
        view! {
            <tr>
                <th scope="row">{demand}{failing}</th>
                <Cell label="State"><Status kind text=word/></Cell>
                <Cell label="Found">{found}</Cell>
                <Cell label="Otherwise">{otherwise}</Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Rules" cards=true>
            <thead><tr><th scope="col">"Rule"</th><th scope="col">"State"</th><th scope="col">"Found"</th><th scope="col">"Otherwise"</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

/// A demand as a sentence of the project: its own word for a tier.
fn sentence(words: &Words, demand: &Demand) -> String {
    let text = match demand {
        Demand::NoOpenBlocker { tier } if tier.number() == 1 => format!("no open blocker of {}", words.tier_in_sentence(*tier)),
        Demand::NoOpenBlocker { tier } => format!("no open blocker up to {}", words.tier_in_sentence(*tier)),
        other => other.to_string(),
    };
    let mut rest = text.chars();
    let first: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", rest.as_str())
}

/// The rows that keep a rule from holding, linked, and the list where all of them stand.
fn failing(place: &Place, all: &Readiness, rule: &GateRule, count: u64) -> impl IntoView + use<> {
    let mut named: Vec<(String, String)> = match &rule.demand {
        Demand::MinimumOverall { .. } => {
            let audit = all.stands.audit.iter().map(|audit| &audit.assessment);
            audit.map(|head| (format!("{}#categories", place.assessment(head.id)), head.title.to_string())).collect()
        }
        Demand::MinimumPerCategory { percent, category } => {
            let least = Share::of(percent.amount(), Decimal::ONE_HUNDRED);
            let enough = |row: &CategoryFact| row.share.as_ref().zip(least.as_ref()).map(|(share, least)| share >= least);
            let below = |row: &&CategoryFact| match category {
                // One that is not rated is named too: nobody can tell about it.
                Some(key) => row.key().as_ref() == Some(key) && enough(row) != Some(true),
                None => enough(row) == Some(false),
            };
            let audit = all.stands.audit.as_ref().map(|audit| place.assessment(audit.assessment.id)).unwrap_or_default();
            let words =
                |row: &CategoryFact| row.share.as_ref().map_or_else(|| row.name.to_string(), |share| format!("{} ({share} %)", row.name));
            all.stands.facts.categories.iter().filter(below).map(|row| (format!("{audit}#categories"), words(row))).collect()
        }
        demand => all.rows(demand).into_iter().map(|row| (path(&place.slug, row.record), row.title.clone())).collect(),
    };
    let known = u64::try_from(named.len()).unwrap_or(u64::MAX).max(count);
    named.truncate(ROWS);
    let shown = u64::try_from(named.len()).unwrap_or(u64::MAX);
    let rest = known.saturating_sub(shown);
    let list = match &rule.demand {
        Demand::MinimumOverall { .. } | Demand::MinimumPerCategory { .. } => None,
        Demand::NoOpenBlocker { .. } => Some("/blockers"),
        Demand::BlockingItemsDone => Some("/checklists?show=blocking"),
        Demand::CriteriaMet => Some("/criteria"),
        Demand::NoUnacceptedRisk { .. } => Some("/risks"),
        Demand::VerificationsFresh => Some("/verifications"),
    };
    let more = list.filter(|_| rest > 0).map(|list| {
        let (href, words) = (place.link(list), format!("{rest} more"));
        view! { <li><a href=href>{words}</a></li> }
    });
    let named = named.into_iter().map(|(href, words)| view! { <li><a href=href>{words}</a></li> }).collect_view();
    (shown > 0).then(|| view! { <ul class="failing">{named}{more}</ul> })
}

/// The verdict of a gate with the kind that it is drawn in.
pub(super) fn stamp(verdict: Option<Verdict>) -> (Kind, &'static str) {
    (verdict_kind(verdict), verdict_word(verdict))
}
