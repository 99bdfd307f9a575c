//! One blocker, as the list and the overview show it.

use crate::overview::{Place, prose, tier_kind};
use crate::ui::{Balloon, Button, HiddenInput, Kind, Pill};
use domain::blockers::{Blocker, BlockerState};
use leptos::prelude::*;

/// Blockers below each other: on their own page (`full`) with all that is known of them and the form that resolves or
/// reopens them, elsewhere in short with a link there.
pub(crate) fn rows(place: &Place, blockers: &[Blocker], full: bool) -> impl IntoView + use<> {
    let rows = blockers.iter().map(|blocker| row(place, blocker, full)).collect_view();
    view! { <ul class="rows">{rows}</ul> }
}

fn row(place: &Place, blocker: &Blocker, full: bool) -> impl IntoView + use<> {
    let (tier, kind) = (blocker.tier, if blocker.state.is_open() { tier_kind(blocker.tier) } else { Kind::Neutral });
    let title = blocker.title.to_string();
    let title = if full {
        title.into_any()
    } else {
        view! { <a href=place.link(&format!("/blockers#blocker-{}", blocker.id))>{title}</a> }.into_any()
    };
    view! {
        <li class="row" id=format!("blocker-{}", blocker.id)>
            <span class="row-mark"><Balloon kind text=tier.number().to_string() label=tier.to_string()/></span>
            <div class="row-head"><span class="row-title">{title}</span>{state(blocker)}</div>
            {gap(blocker)}
            {full.then(|| body(blocker))}
            {meta(place, blocker)}
            {(full && place.edits).then(|| buttons(place, blocker))}
        </li>
    }
}

fn state(blocker: &Blocker) -> impl IntoView + use<> {
    let kind = match blocker.state {
        BlockerState::Open => tier_kind(blocker.tier),
        BlockerState::Reopened => Kind::Bad,
        BlockerState::Resolved => Kind::Ok,
    };
    view! { <Pill kind text=blocker.state.as_str()/> }
}

/// The rest of what the report says, folded away where it is long.
fn body(blocker: &Blocker) -> impl IntoView + use<> {
    const SHORT: usize = 400;
    let text = prose(&blocker.body);
    match blocker.body.as_str().len() {
        0..SHORT => view! { <div class="row-text">{text}</div> }.into_any(),
        _ => {
            view! { <details class="fold row-text"><summary>"What the report says"</summary><div class="fold-body">{text}</div></details> }
                .into_any()
        }
    }
}

fn gap(blocker: &Blocker) -> impl IntoView + use<> {
    let sides = [("Now", &blocker.current), ("Required", &blocker.required)];
    let known = sides.iter().any(|(_, text)| text.is_some());
    let sides = sides
        .into_iter()
        .filter_map(|(name, text)| text.as_ref().map(|text| view! { <dt>{name}</dt><dd>{text.clone()}</dd> }))
        .collect_view();
    known.then(|| view! { <dl class="gap row-text">{sides}</dl> })
}

fn meta(place: &Place, blocker: &Blocker) -> impl IntoView + use<> {
    let label = blocker.tier_label.clone().filter(|label| *label != blocker.tier.to_string());
    let said = [label, blocker.location.clone(), blocker.owner.as_ref().map(|owner| format!("Owner {owner}"))];
    let said = said.into_iter().flatten().map(|text| view! { <span>{text}</span> }).collect_view();
    let opened = format!("Opened {}", blocker.opened_at.day());
    let audit = blocker.opened_in.map(|id| view! { <a href=place.assessment(id)>"in this audit"</a> });
    let resolved = blocker.resolved_at.map(|at| view! { <span>{format!("Resolved {}", at.day())}</span> });
    view! { <p class="row-meta">{said}<span>{opened}" "{audit}</span>{resolved}{place.lines(blocker.opened_in, blocker.lines)}</p> }
}

fn buttons(place: &Place, blocker: &Blocker) -> impl IntoView + use<> {
    let (verb, value) = if blocker.state.is_open() { ("Resolve", "yes") } else { ("Reopen", "no") };
    let label = format!("{verb} “{}”", blocker.title);
    view! {
        <form class="row-text" method="post" action=place.link(&format!("/blockers/{}", blocker.id))>
            <HiddenInput name="version" value=blocker.version.0.to_string()/>
            <Button small=true name="resolved" value=value label>{verb}</Button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Version;
    use domain::blockers::Tier;
    use domain::ids::{BlockerId, ProjectId};
    use domain::text::Markdown;

    fn blocker(state: BlockerState) -> Blocker {
        Blocker {
            id: BlockerId(uuid::Uuid::nil()),
            project: ProjectId(uuid::Uuid::nil()),
            position: 0,
            tier: Tier::FIRST,
            tier_label: Some("P0 – stop".into()),
            title: "Keys in <clear> text".parse().unwrap(),
            current: Some("in the repository".into()),
            required: None,
            location: None,
            owner: None,
            body: Markdown::default(),
            state,
            opened_in: None,
            lines: None,
            opened_at: service::now(),
            resolved_at: None,
            version: Version(7),
        }
    }

    fn html(edits: bool, state: BlockerState) -> String {
        let place = Place { slug: "dock".into(), edits, audits: false };
        rows(&place, &[blocker(state)], true).to_html()
    }

    #[test]
    fn an_open_blocker_can_be_resolved_on_the_version_that_was_seen() {
        let html = html(true, BlockerState::Open);
        assert!(html.contains("Keys in &lt;clear&gt; text") && html.contains("P0 – stop"), "{html}");
        assert!(html.contains(r#"name="version" value="7""#) && html.contains(">Resolve<"), "{html}");
        assert!(html.contains(r#"aria-label="Tier 1""#), "{html}");
    }

    #[test]
    fn a_resolved_one_can_be_reopened_and_a_reader_can_do_neither() {
        assert!(html(true, BlockerState::Resolved).contains(">Reopen<"));
        assert!(!html(false, BlockerState::Open).contains("<form"));
    }
}
