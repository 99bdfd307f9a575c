//! The list by tag.

use super::asked::Asked;
use super::table;
use crate::overview::percent;
use crate::ui::Sheet;
use domain::Timestamp;
use domain::portfolio::average;
use leptos::prelude::*;
use service::portfolio::{Group, Groups, Query};

pub(super) fn sections(asked: &Asked, groups: &Groups, now: Timestamp) -> impl IntoView + use<> {
    groups.tags.rows.iter().chain(&groups.untagged).map(|group| section(asked, group, now)).collect_view()
}

fn section(asked: &Asked, group: &Group, now: Timestamp) -> impl IntoView + use<> {
    let sums = &group.sums;
    let title = sums.tag.as_ref().map_or_else(|| "Without a tag".to_owned(), ToString::to_string);
    let tag = sums.tag.as_ref().map(ToString::to_string).unwrap_or_default();
    let query = Query { untagged: sums.tag.is_none(), tag, ..asked.query.clone() };
    let all = Asked { query, grouped: false, ..asked.clone() };
    let href = all.link();
    let shown = i64::try_from(group.rows.len()).unwrap_or(sums.projects);
    let more = (shown < sums.projects).then(|| {
        let words = format!("All {} projects: {title}", sums.projects);
        view! { <p><a href=href>{words}</a></p> }
    });
    let (words, count) = (words(group), sums.projects.to_string());
    let rows = table::table(asked, &group.rows, format!("Projects: {title}"), false, now);
    view! { <Sheet title count><p class="small">{words}</p>{rows}{more}</Sheet> }
}

/// What the projects of a section come to, in a sentence.
fn words(group: &Group) -> String {
    let sums = &group.sums;
    let (scored, sum) = sums.scored;
    let score = match average(sum, scored) {
        Some(score) if scored == sums.projects => format!("Average score {} %", percent(score)),
        Some(score) => format!("Average score {} % of the {scored} with a score", percent(score)),
        None => "No score".to_owned(),
    };
    let urgent = if sums.urgent == 1 { "1 open blocker of tier 1".to_owned() } else { format!("{} open blockers of tier 1", sums.urgent) };
    format!("{score} · {urgent} · {} overdue", sums.overdue)
}
