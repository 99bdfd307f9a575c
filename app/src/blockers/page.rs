//! The page of one blocker.

use super::acts::forms;
use super::row::{Shown, age, balloon, due, gap, state};
use crate::frame::{Page, PageResult, Visit};
use crate::overview::{Place, prose};
use crate::projects::{Tab, tabs};
use crate::records::{around, since, throw_button};
use crate::relations::tied;
use crate::ui::{ButtonLink, Fact, Kind, Notice, Problems, Sheet, TitleBlock};
use domain::Day;
use domain::blockers::Blocker;
use domain::ids::BlockerId;
use leptos::prelude::*;
use service::{blockers, records};

pub(super) async fn one(visit: Visit) -> PageResult {
    let (id, viewer): (BlockerId, _) = (visit.id("blocker")?, visit.viewer().await?);
    let blocker = blockers::find(&visit.state.db, &viewer, id).await?;
    let ties = service::relations::tied(&visit.state.db, &viewer, id).await?;
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let (now, asked) = (service::now(), visit.clone());
    let today = now.today();
    let page = Page::new(format!("{} – {}", blocker.title, viewer.project().name), move || {
        let (place, typed) = (Place::from(&viewer), visit.fields());
        let shown = Shown { place: &place, words: &viewer.project().words, today };
        let around = around(&visit, &viewer, id.into(), &talk).into_any();
        view! {
            {tabs(&viewer, Tab::Blockers, None)}
            <Problems problems=typed.problems()/>
            {since(&typed, &place.slug, blocker.version, &talk.events)}
            <div class="split">
                <div class="stack">{record(&shown, &blocker).into_any()}{around}</div>
                <div class="stack">
                    {place.edits.then(|| what_now(&place, &blocker, today, &visit).into_any())}
                    {tied(&place, id.into(), &ties, now).into_any()}
                </div>
            </div>
        }
    });
    Ok(page.done(
        &asked,
        &[
            ("created", "The blocker is added."),
            ("changed", "Saved."),
            ("resolved", "The blocker is resolved."),
            ("reopened", "The blocker is open again."),
            ("waived", "The blocker is waived."),
            ("waiver-ended", "The waiver is taken back."),
            ("restored", "The blocker is back."),
        ],
    ))
}

fn record(shown: &Shown<'_>, blocker: &Blocker) -> impl IntoView + use<> {
    let place = shown.place;
    let actions = place.edits.then(|| {
        let edit = place.link(&format!("/blockers/{}/edit", blocker.id));
        view! { <span class="push"><ButtonLink href=edit small=true>"Edit"</ButtonLink></span> }.into_any()
    });
    let (tier, label) = (shown.words.tier(blocker.tier), blocker.tier_label.clone());
    let label = label.filter(|label| *label != tier).map(|label| view! { <span class="muted">{label}</span> });
    let (mark, state, facts) = (balloon(shown, blocker), state(blocker, shown.today), facts(shown, blocker).into_any());
    let (waived, resolved, gap) = (waived(blocker, shown.today).into_any(), resolved(blocker).into_any(), gap(blocker));
    let (body, links) = (prose(&blocker.body), links(blocker));
    view! {
        <Sheet title=blocker.title.to_string() main=true actions>
            <p class="cluster">{mark}<strong>{tier}</strong>{state}{label}</p>
            {facts}
            {waived}
            {resolved}
            {gap}
            {body}
            {links}
        </Sheet>
    }
}

fn facts(shown: &Shown<'_>, blocker: &Blocker) -> impl IntoView + use<> {
    let pairs = [
        ("Owner", blocker.owner.as_ref().map(ToString::to_string).or_else(|| Some("nobody".into()))),
        ("Category", blocker.category.as_ref().map(ToString::to_string)),
        ("Where", blocker.location.clone()),
    ];
    let pairs = pairs.into_iter().filter_map(|(name, value)| value.map(|value| view! { <Fact name>{value}</Fact> })).collect_view();
    let due = due(blocker, shown.today);
    let due = blocker.due.map(|_| view! { <Fact name="Due">{due}</Fact> });
    let (age, opened) = (age(blocker, shown.today), blocker.opened_at.day().to_string());
    let audit = blocker.opened_in.map(|id| {
        let (href, lines) = (shown.place.assessment(id), shown.place.lines(blocker.opened_in, blocker.lines));
        view! { <Fact name="From"><a href=href>"an audit"</a>" "{lines}</Fact> }
    });
    view! { <TitleBlock>{pairs}{due}<Fact name="Age">{age}</Fact><Fact name="Opened">{opened}</Fact>{audit}</TitleBlock> }
}

/// The last waiver: as long as it holds, and that it has lapsed.
fn waived(blocker: &Blocker, today: Day) -> impl IntoView + use<> {
    let waiver = blocker.waiver.as_ref().filter(|_| blocker.state.is_open());
    waiver.map(|waiver| {
        let (holds, reason) = (waiver.holds(today), prose(&waiver.reason));
        let (kind, title) = if holds {
            (Kind::Info, format!("Waived until {}", waiver.until))
        } else {
            (Kind::Warn, format!("The waiver until {} has lapsed", waiver.until))
        };
        let by = format!("By {} on {}.", waiver.by_name, waiver.at.day());
        view! { <Notice kind title>{reason}<p class="small">{by}</p></Notice> }
    })
}

fn resolved(blocker: &Blocker) -> impl IntoView + use<> {
    blocker.resolution.as_ref().map(|done| {
        let title = format!("Resolved on {} by {}", done.at.day(), done.by_name);
        let evidence = done.evidence.as_ref().map(prose);
        let none = evidence.is_none().then(|| view! { <p class="small">"No evidence was given."</p> });
        view! { <Notice kind=Kind::Ok title>{evidence}{none}</Notice> }
    })
}

fn links(blocker: &Blocker) -> impl IntoView + use<> {
    let rows = blocker
        .links
        .as_slice()
        .iter()
        // Where the link leads is nobody's here: it gets neither a handle on this page nor its address.
        .map(|link| view! { <li><a href=link.url().to_owned() rel="noopener noreferrer nofollow">{link.shown().to_owned()}</a></li> })
        .collect_view();
    (!blocker.links.as_slice().is_empty()).then(|| view! { <div><h3>"Links"</h3><ul class="linklist">{rows}</ul></div> })
}

/// What can be done with it.
fn what_now(place: &Place, blocker: &Blocker, today: Day, visit: &Visit) -> impl IntoView + use<> {
    let forms = forms(place, blocker, today, &visit.fields());
    let throw = throw_button(&place.slug, blocker.id.into(), blocker.version);
    view! { <Sheet title="What now?"><div class="stack-tight">{forms}{throw}</div></Sheet> }
}
