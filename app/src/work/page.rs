//! What is assigned to one, what is due first coming first, and who waits for one's answer.

use super::row::{naming, task};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::pager;
use crate::records::version;
use crate::ui::{Button, EmptyState, HiddenInput, Kind, NavLink, Notice, PageHead, Problems, Sheet, SubNav};
use domain::ids::ItemId;
use domain::records::RecordKind;
use leptos::prelude::*;
use service::ServiceError;
use service::checklists::{self, Ticked};
use service::work::{Filter, Part, Work, list};

/// Which part of the work the address asks for.
fn part(show: &str) -> Part {
    match show {
        "mentions" => Part::Namings,
        "overdue" => Part::Tasks(Filter { overdue: true, kind: None }),
        word => Part::Tasks(Filter { overdue: false, kind: RecordKind::from_word(word) }),
    }
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.signed_in().await?;
    let (part, now) = (part(visit.query("show")), service::now());
    let work = list(&visit.state.db, &who, part, visit.page(), now).await?;
    Ok(Page::new("My work", move || {
        let today = now.today();
        let tasks = work.tasks.rows.iter().map(|row| task(row, today, visit.query("show"))).collect_view();
        let tasks = (!work.tasks.rows.is_empty()).then(|| {
            view! { <Sheet title="Assigned to you" count=work.tasks.total.to_string()><ul class="rows">{tasks}</ul></Sheet> }
        });
        let empty = (tasks.is_none() && part != Part::Namings).then(|| nothing(part));
        view! {
            <PageHead title="My work" subtitle="What is assigned to you or waits for your answer, in all your projects."/>
            <Problems problems=visit.fields().problems()/>
            {ticked(&visit)}
            {parts(&work, visit.query("show"))}
            {empty}
            {tasks}
            {(part != Part::Namings).then(|| pager(&visit, &work.tasks))}
            {mentions(&work, part)}
            {(part == Part::Namings).then(|| pager(&visit, &work.namings))}
        }
    }))
}

/// Ticks an item, or takes the tick back that was just made, and comes back to the list.
pub(super) async fn tick(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let id: ItemId = sent.get("item").parse().map_err(|_| PageError::NotFound)?;
    let (slug, done, version) = (sent.get("project"), sent.get("done") == "yes", version(&sent)?);
    let editor = visit.viewer_of(slug).await?.editor()?;
    match checklists::tick(&visit.state.db, &editor, id, version, done, service::now()).await? {
        Ticked::Stale(_) => Err(ServiceError::Stale.into()),
        Ticked::Saved(item) if done => {
            let show = match part(sent.get("show")) {
                Part::Tasks(Filter { kind: Some(kind), .. }) => kind.as_str(),
                Part::Tasks(Filter { overdue: true, .. }) => "overdue",
                _ => "",
            };
            let slug = editor.project().slug.as_str();
            Ok(Done::at(format!("/work?show={show}&ticked={slug}.{}.{}", item.id, item.version.0)))
        }
        Ticked::Saved(_) => Ok(Done::at("/work")),
    }
}

/// What was just ticked, with the way back.
fn ticked(visit: &Visit) -> impl IntoView + use<> {
    let parts: Vec<String> = visit.query("ticked").split('.').map(str::to_owned).collect();
    let [slug, item, version]: [String; 3] = parts.try_into().ok()?;
    let href = format!("/projects/{slug}/items/{item}");
    Some(view! {
        <Notice kind=Kind::Ok>
            <form class="cluster" method="post" action="/work/tick">
                <HiddenInput name="project" value=slug/>
                <HiddenInput name="item" value=item/>
                <HiddenInput name="version" value=version/>
                <span>"The item is ticked. "<a href=href>"See it"</a></span>
                <Button small=true name="done" value="no">"Undo"</Button>
            </form>
        </Notice>
    })
}

fn parts(work: &Work, show: &str) -> impl IntoView + use<> {
    let count = |rows: i64| u32::try_from(rows).unwrap_or(u32::MAX);
    let here = if show.is_empty() { "/work".to_owned() } else { format!("/work?show={show}") };
    let (all, overdue) = work.kinds.iter().fold((0, 0), |sum, (_, all, overdue)| (sum.0 + all, sum.1 + overdue));
    let link = |label: &str, show: &str, rows: i64| NavLink::new(label, format!("/work?show={show}"), &here).with_count(count(rows));
    let mut links = vec![NavLink::new("All", "/work", &here).with_count(count(all)), link("Overdue", "overdue", overdue)];
    links.extend(work.kinds.iter().map(|(kind, rows, _)| link(kind.plural(), kind.as_str(), *rows)));
    links.push(link("Mentions", "mentions", i64::try_from(work.namings.total).unwrap_or(i64::MAX)));
    view! { <SubNav label="My work" links/> }
}

fn mentions(work: &Work, part: Part) -> Option<impl IntoView + use<>> {
    let list = &work.namings;
    if list.rows.is_empty() {
        let text = "Where somebody writes @ and your name in a comment, it waits here until you say something about the same record.";
        return (part == Part::Namings).then(|| view! { <EmptyState title="Nobody waits for your answer" text/> }.into_any());
    }
    let all = (part != Part::Namings && list.total > list.rows.len() as u64)
        .then(|| view! { <a class="push" href="/work?show=mentions">"All mentions"</a> }.into_any());
    let (rows, count) = (list.rows.iter().map(naming).collect_view(), list.total.to_string());
    Some(view! { <Sheet title="Mentions" count actions=all><ul class="rows">{rows}</ul></Sheet> }.into_any())
}

fn nothing(part: Part) -> impl IntoView {
    let (title, text) = if part == Part::Tasks(Filter::default()) {
        ("Nothing is assigned to you", "Items, blockers, risks, steps of the plan and criteria that name you as theirs come together here.")
    } else {
        ("Nothing of this kind", "Look at all of your work instead.")
    };
    view! { <EmptyState title text/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_a_part_or_for_everything_assigned() {
        assert_eq!(part("mentions"), Part::Namings);
        assert_eq!(part("item"), Part::Tasks(Filter { kind: Some(RecordKind::Item), overdue: false }));
        assert_eq!(part("lamp"), Part::Tasks(Filter::default()));
    }
}
