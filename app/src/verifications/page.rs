//! The page of one verification: what to run, what it checks, what runs gave.

use super::{freshness_kind, results};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{around, path, since, throw_button};
use crate::relations::{self, choose, picker, untie_button};
use crate::ui::{ButtonLink, Fact, Pill, Problems, Sheet, TitleBlock};
use domain::Timestamp;
use domain::ids::VerificationId;
use domain::relations::RelationKind;
use domain::verifications::Verification;
use leptos::prelude::*;
use service::records::{self, Named};
use service::{PageNumber, verifications};

pub(super) async fn one(visit: Visit) -> PageResult {
    let (id, viewer, now): (VerificationId, _, _) = (visit.id("verification")?, visit.viewer().await?, service::now());
    let number = PageNumber::parse(Some(visit.query("results")));
    let shown = verifications::show(&visit.state.db, &viewer, id, number).await?;
    let found = choose(&visit, &viewer, Place::from(&viewer).edits, RelationKind::Checks, id.into()).await?;
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let asked = visit.clone();
    let page = Page::new(format!("{} – {}", shown.verification.name(), viewer.project().name), move || {
        let (place, fields) = (Place::from(&viewer), visit.fields());
        let here = place.link(&format!("/verifications/{id}"));
        let around = around(&visit, &viewer, id.into(), &talk);
        let picker = place.edits.then(|| picker(&here, visit.query("find"), "Add what it checks", &found).into_any());
        let throw = place.edits.then(|| {
            let throw = throw_button(&place.slug, id.into(), shown.verification.version);
            view! { <Sheet title="What now?">{throw}</Sheet> }
        });
        view! {
            {tabs(&viewer, Tab::Verifications, None)}
            <Problems problems=fields.problems()/>
            {since(&fields, &place.slug, shown.verification.version, &talk.events)}
            <div class="split">
                <div class="stack">
                    {record(&place, &shown.verification, now)}
                    {results::list(&here, &shown.results)}
                </div>
                <div class="stack">
                    {place.edits.then(|| results::form(&here, &fields))}
                    {checks(&place, &here, &shown.checks, picker)}
                    {throw}
                </div>
            </div>
            {around}
        }
    });
    Ok(page.done(
        &asked,
        &[
            ("created", "The verification is added. Post what running it gave."),
            ("changed", "Saved. Results that were posted stay as they are."),
            ("posted", "The result is posted."),
            ("posted-cut", "The result is posted. Its output was long: the last 10 kB of it are kept."),
            ("tied", "The verification checks one more record."),
            ("untied", "The verification does not check that record any more."),
            ("restored", "The verification is back."),
        ],
    ))
}

pub(super) async fn tie(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let id: VerificationId = visit.id("verification")?;
    relations::set(visit, sent, RelationKind::Checks, id.into()).await
}

fn record(place: &Place, row: &Verification, now: Timestamp) -> impl IntoView + use<> {
    let here = place.link(&format!("/verifications/{}", row.id));
    let edit = place
        .edits
        .then(|| view! { <span class="push"><ButtonLink href=format!("{here}/edit") small=true>"Edit"</ButtonLink></span> }.into_any());
    let freshness = row.freshness(now);
    let (kind, word) = (freshness_kind(freshness), freshness.as_str());
    let days = row.valid_days.map_or_else(
        || "for ever".to_owned(),
        |days| if days.number() == 1 { "1 day".to_owned() } else { format!("{} days", days.number()) },
    );
    let last = row.last.as_ref().map_or_else(|| "none yet".to_owned(), |last| format!("{}, {}", last.outcome.as_str(), last.at));
    let until = row.last.as_ref().and_then(|last| last.expires_at).map(|end| view! { <Fact name="Counts until">{end.to_string()}</Fact> });
    let command = row.command.as_str().to_owned();
    let expected = row.expected.clone().map(|text| view! { <div><h3>"Expected"</h3><p>{text}</p></div> });
    view! {
        <Sheet title=row.name().to_owned() main=true actions=edit>
            <p><Pill kind text=word/></p>
            <TitleBlock><Fact name="Last result">{last}</Fact>{until}<Fact name="A pass counts">{days}</Fact></TitleBlock>
            <div class="prose"><pre tabindex="0"><code>{command}</code></pre></div>
            {expected}
            <p class="small muted">"Nothing runs this command here: run it yourself, or let a pipeline do it, and post what it gave."</p>
        </Sheet>
    }
}

fn checks(place: &Place, here: &str, rows: &[Named], picker: Option<AnyView>) -> impl IntoView + use<> {
    let none = rows.is_empty().then(|| view! { <p class="none-yet">"Nothing so far. An item that needs a verification counts as done only while all of its verifications are fresh."</p> });
    let lines = rows
        .iter()
        .map(|row| {
            let (href, title, noun) = (path(&place.slug, row.record), row.title.clone(), row.record.kind.noun());
            let untie = place.edits.then(|| untie_button(here, row.record, &row.title));
            view! {
                <li class="row">
                    <div class="row-head"><a class="row-title" href=href>{title}</a></div>
                    <div class="cluster"><span class="small muted">{noun}</span>{untie}</div>
                </li>
            }
        })
        .collect_view();
    let list = (!rows.is_empty()).then(|| view! { <ul class="rows">{lines}</ul> });
    view! { <Sheet title="What it checks" id="ties">{none}{list}{picker}</Sheet> }
}
