//! The third step: what the report says about the records that the project has, and what of it is taken over.

use super::review::{looked_at, saved};
use super::steps::{base, steps};
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, Cell, HiddenInput, Kind, Notice, Problems, Table};
use domain::changes::How;
use domain::exchange::reconcile::{Choice, Meeting, Verdict};
use domain::ids::SourceId;
use domain::records::Change;
use leptos::prelude::*;
use service::exchange::{ImportForm, Reconciled};

/// So many records with nothing to choose are shown of each verdict.
const SHOWN: usize = 200;

pub(super) async fn page(visit: Visit) -> PageResult {
    let importer = visit.viewer().await?.importer()?;
    let source = visit.id::<SourceId>("source")?;
    let met = service::exchange::reconciled(&visit.state.db, &importer, source, service::now()).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Import into {}", importer.project().name), move || {
        let base = base(importer.project());
        let groups = Verdict::ALL.iter().map(|verdict| group(*verdict, &met, &base, &fields)).collect_view();
        let path = format!("{base}/import/{source}");
        let action = format!("{path}/registers");
        let older = (!met.newest).then(|| {
            view! {
                <Notice kind=Kind::Warn title="This report is older than an audit of the project">
                    "What it says about known records may be out of date, so none of it is proposed. Records that the project does not have may be done by now: look at them."
                </Notice>
            }
        });
        let (digest, version) = (met.digest.clone(), met.source.version.0.to_string());
        view! {
            {tabs(&importer, Tab::Assessments, None)}
            {steps(3)}
            <Problems problems=fields.problems()/>
            {about(&met)}
            {older}
            {summary(&met)}
            <form method="post" action=action class="reconcile">
                <HiddenInput name="seen" value=digest/>
                <HiddenInput name="version" value=version/>
                {groups}
                <div class="decidebar">
                    <span>"Nothing is saved yet."</span>
                    <a class="button" href=path>"Back to the records"</a>
                    <Button kind=ButtonKind::Main>"Save as an assessment"</Button>
                </div>
            </form>
        }
    }))
}

fn about(met: &Reconciled) -> impl IntoView + use<> {
    let title = met.reading.title.as_ref().map_or_else(|| met.source.filename.clone(), |title| title.text.clone());
    let date = met.reading.date.as_ref().map(|date| format!(", {}", date.date)).unwrap_or_default();
    view! { <h2>{format!("What “{title}”{date} says about the registers")}</h2> }
}

/// How many of each.
fn summary(met: &Reconciled) -> impl IntoView + use<> {
    let cells = Verdict::ALL.map(|verdict| {
        let count = met.meetings.iter().filter(|meeting| meeting.verdict == verdict).count();
        let (words, href) = (verdict.words(), format!("#{}", verdict.as_str()));
        let label = if count == 0 { view! { <span>{words}</span> }.into_any() } else { view! { <a href=href>{words}</a> }.into_any() };
        view! { <li data-count=count><strong>{count}</strong>{label}</li> }
    });
    view! { <ul class="understood" aria-label="What changes">{cells.into_iter().collect_view()}</ul> }
}

fn group(verdict: Verdict, met: &Reconciled, base: &str, fields: &Fields) -> Option<impl IntoView + use<>> {
    let rows: Vec<&Meeting> = met.meetings.iter().filter(|meeting| meeting.verdict == verdict).collect();
    if rows.is_empty() {
        return None;
    }
    // What can be chosen is shown whole: nothing is closed or opened without being seen.
    let choosable = rows.iter().any(|meeting| !meeting.choices().is_empty());
    let most = if choosable { usize::MAX } else { SHOWN };
    let more = rows.len().checked_sub(most).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p class="small muted">{format!("… and {more} more.")}</p> });
    let lines = rows.iter().take(most).map(|meeting| row(meeting, base, fields, met)).collect_view();
    let heading = format!("{} ({})", verdict.words(), rows.len());
    let explained = verdict.explained();
    Some(view! {
        <section class="sheet" id=verdict.as_str()>
            <h2>{heading}</h2>
            <p class="hint">{explained}</p>
            <Table caption=verdict.words() cards=true>
                <thead><tr><th scope="col">"Record"</th><th scope="col">"What changes"</th><th scope="col">"Lines"</th><th scope="col">"What to do"</th></tr></thead>
                <tbody>{lines}</tbody>
            </Table>
            {more}
        </section>
    })
}

fn row(meeting: &Meeting, base: &str, fields: &Fields, met: &Reconciled) -> impl IntoView + use<> {
    let kind = meeting.part.as_str();
    let name = match (meeting.known, meeting.part.record()) {
        (Some(id), Some(_)) => {
            let href = format!("{base}/{}/{id}", place(meeting));
            view! { <a href=href>{meeting.name.clone()}</a> }.into_any()
        }
        _ => meeting.name.clone().into_any(),
    };
    let within = meeting.within.as_ref().map_or_else(|| kind.to_owned(), |within| format!("{kind} in {within}"));
    let told_as = meeting.told_as.as_ref().map(|told| {
        let how = meeting.how.map(How::words).unwrap_or_default();
        view! { <span class="second">{format!("The report calls it “{told}” ({how}).")}</span> }
    });
    let binned =
        meeting.in_bin.then(|| view! { <span class="second">"Somebody threw a record of this name away; it lies in the bin."</span> });
    let lines = meeting.lines.map(|lines| {
        let href = format!("{base}/import/{}#L{}", met.source.id, lines.first);
        view! { <a class="lines" href=href>{format!("L{}", lines.first)}</a> }
    });
    let (changed, decided) = (changes(&meeting.changes), choice(meeting, fields));
    view! {
        <tr>
            <th scope="row">{name}<span class="second">{within}</span>{told_as}{binned}</th>
            <Cell label="What changes">{changed}</Cell>
            <Cell label="Lines">{lines}</Cell>
            <Cell label="What to do">{decided}</Cell>
        </tr>
    }
}

/// The end of the address of a record's page.
const fn place(meeting: &Meeting) -> &'static str {
    use domain::changes::Part;
    match meeting.part {
        Part::Blocker => "blockers",
        Part::Risk => "risks",
        Part::Item => "items",
        Part::Criterion => "criteria",
        _ => "verifications",
    }
}

fn changes(changes: &[Change]) -> impl IntoView + use<> {
    let lines = changes.iter().map(|change| {
        let nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
        let (field, before, after) = (change.field.clone(), nothing(&change.before), nothing(&change.after));
        view! { <li>{field}": " <del>{before}</del> " → " <ins>{after}</ins></li> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| view! { <ul class="field-changes">{lines}</ul> })
}

fn choice(meeting: &Meeting, fields: &Fields) -> impl IntoView + use<> {
    let name = format!("choice.{}", meeting.key());
    let chosen = fields.value(&name, meeting.proposed.as_str());
    let options = meeting.choices().iter().map(|choice| {
        let selected = choice.as_str() == chosen;
        view! { <option value=choice.as_str() selected=selected>{words(meeting, *choice)}</option> }
    });
    let options: Vec<_> = options.collect();
    let label = format!("What to do with {}", meeting.name);
    (!options.is_empty()).then(|| view! { <select class="control" name=name aria-label=label>{options}</select> })
}

const fn words(meeting: &Meeting, choice: Choice) -> &'static str {
    match (choice, meeting.verdict) {
        (Choice::Take, Verdict::New) => "Add it",
        (Choice::Take, Verdict::Done) => "Close it",
        (Choice::Take, Verdict::Reopened) => "Open it again",
        (Choice::Take, _) => "Take it over",
        (Choice::Leave, Verdict::New) => "Do not add it",
        (Choice::Leave, _) => "Leave it as it is",
        (Choice::Add, _) => "It is another one: add it",
    }
}

pub(super) async fn save(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let importer = visit.viewer().await?.importer()?;
    let chosen = sent.0.iter().filter_map(|(name, value)| Some((name.strip_prefix("choice.")?.to_owned(), value.parse().ok()?)));
    let version = looked_at(&sent)?;
    let form = ImportForm { choices: chosen.collect(), seen: sent.find("seen").map(str::to_owned), version, ..ImportForm::default() };
    let outcome = service::exchange::save(&visit.state.db, &importer, visit.id("source")?, &form, service::now()).await?;
    Ok(Done::at(saved(&base(importer.project()), &outcome)))
}
