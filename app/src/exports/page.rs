//! The page on which a file is asked for.

use super::asked::{PRESENT, request};
use super::job::size;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, Cell, Checkbox, Choice, Kind, Pill, Problems, Select, Sheet, Table};
use domain::accounts::Role;
use domain::exports::{Format, Preset, Section};
use leptos::prelude::*;
use service::accounts::Viewer;
use service::exports::{self, Asked, Audits, State};
use std::time::Duration;

/// What is made within this time is handed out at once.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// In the place of a preset: the parts that are ticked.
const OWN: &str = "own";

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let audits = exports::audits(&visit.state.db, &viewer).await?;
    let made = exports::list(&visit.state.db, &viewer, service::now()).await?;
    let (fields, preset) = (visit.fields(), visit.query("audit").to_owned());
    Ok(Page::new(format!("Export of {}", viewer.project().name), move || {
        let base = format!("/projects/{}", viewer.project().slug);
        view! {
            {tabs(&viewer, Tab::Exports, None)}
            <Problems problems=fields.problems()/>
            <div class="split">
                {ask_form(&viewer, &audits, &fields, &preset)}
                <div class="stack">{files(&made, &base)}{beside(&viewer, &base)}</div>
            </div>
        }
    }))
}

pub(super) async fn ask(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let viewer = visit.viewer().await?;
    let request = request(&sent)?;
    let (db, base) = (&visit.state.db, format!("/projects/{}/exports", viewer.project().slug));
    let id = exports::start(db, &viewer, request, PATIENCE, service::now).await?;
    let asked = exports::show(db, &viewer, id, service::now()).await?;
    Ok(Done::at(if asked.state == State::Done { format!("{base}/{id}/file") } else { format!("{base}/{id}") }))
}

fn ask_form(viewer: &Viewer, audits: &Audits, fields: &Fields, audit: &str) -> impl IntoView + use<> {
    let owns = viewer.role() == Role::Owner;
    let formats = Format::ALL.into_iter().filter(|format| owns || *format != Format::Json);
    let formats = formats.map(|format| Choice::new(format.as_str(), format.words())).collect::<Vec<_>>();
    let present = Choice::new(PRESENT, "The project as it stands");
    let rows = audits.rows.iter().map(|row| {
        let head = &row.assessment;
        let date = head.date.map_or_else(|| "without a date".to_owned(), |date| date.to_string());
        Choice::new(head.id.to_string(), format!("{} ({date})", head.title))
    });
    let subjects = std::iter::once(present).chain(rows).collect::<Vec<_>>();
    let presets = Preset::ALL.into_iter().map(|preset| Choice::new(preset.as_str(), preset.words()));
    let presets = presets.chain([Choice::new(OWN, "The parts that I tick below")]).collect::<Vec<_>>();
    let (format, about) = (fields.value("format", Format::Pdf.as_str()), fields.value("audit", audit));
    let (whose, unknown, parts) = (fields.value("preset", Preset::Executive.as_str()), fields.error("format"), fields.error("sections"));
    let action = format!("/projects/{}/exports", viewer.project().slug);
    let boxes = section_boxes(fields);
    let tick = |name: &str| fields.sent().is_none() || fields.ticked(name, true);
    let archive = owns.then(|| {
        let (registers, history, comments, attachments) = (tick("registers"), tick("history"), tick("comments"), tick("attachments"));
        view! {
            <fieldset class="fieldset">
                <legend>"The whole project as JSON holds"</legend>
                <Checkbox name="registers" label="Blockers, risks, checklists, criteria, plan, verifications" checked=registers/>
                <Checkbox name="history" label="History: who did what when" checked=history/>
                <Checkbox name="comments" label="Comments" checked=comments/>
                <Checkbox name="attachments" label="Files that are kept as evidence" checked=attachments/>
                <p class="small muted">"It can be restored in another installation. It names people with their e-mail addresses: hand it on with care."</p>
            </fieldset>
        }
    });
    view! {
        <Sheet title="Make a file" main=true>
            <form method="post" action=action class="form">
                <Select name="format" label="Kind of file" choices=formats value=format error=unknown/>
                <Select name="audit" label="About" choices=subjects value=about
                    hint="A frozen audit is exported with its registers as they were."/>
                <Select name="preset" label="A PDF is" choices=presets value=whose error=parts/>
                <details class="fold">
                    <summary>"Parts of a PDF"</summary>
                    <fieldset class="fieldset" id="field-sections"><legend class="unseen">"Parts of a PDF"</legend>{boxes}</fieldset>
                </details>
                {archive}
                <div class="form-actions"><Button kind=ButtonKind::Main>"Make the file"</Button></div>
            </form>
        </Sheet>
    }
}

/// A box for each part of a report, all under one name, ticked as they were sent.
pub(crate) fn section_boxes(fields: &Fields) -> Vec<AnyView> {
    let boxes = Section::ALL.map(|section| {
        let ticked = fields.sent().is_some_and(|sent| sent.all("sections").any(|word| word == section.as_str()));
        let (id, checked) = (format!("section-{}", section.as_str()), ticked);
        view! { <Checkbox name="sections" id=id value=section.as_str() label=section.title() checked=checked/> }.into_any()
    });
    boxes.into()
}

fn files(made: &[Asked], base: &str) -> AnyView {
    let rows = made.iter().map(|asked| {
        let href = match asked.state {
            State::Done => format!("{base}/exports/{}/file", asked.export.id),
            _ => format!("{base}/exports/{}", asked.export.id),
        };
        let (kind, word) = match asked.state {
            State::Running => (Kind::Info, "being made"),
            State::Done => (Kind::Ok, "ready"),
            State::Failed => (Kind::Bad, "failed"),
        };
        let (name, at) = (asked.export.filename.clone(), asked.export.created_at.to_string());
        let size = asked.export.bytes.map_or_else(|| "–".to_owned(), size);
        view! {
            <tr>
                <th scope="row"><a href=href>{name}</a><span class="second">{at}</span></th>
                <Cell label="State"><Pill kind text=word/></Cell>
                <Cell label="Size">{size}</Cell>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    let body = if rows.is_empty() {
        view! { <p class="none-yet">"None in the last days. A file that you ask for is kept here for a week; only you see it."</p> }
            .into_any()
    } else {
        view! {
            <Table caption="Files that you asked for" cards=true>
                <thead><tr><th scope="col">"File"</th><th scope="col">"State"</th><th scope="col">"Size"</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! { <Sheet title="Your files">{body}</Sheet> }.into_any()
}

fn beside(viewer: &Viewer, base: &str) -> AnyView {
    let report = format!("{base}/report");
    let owners = (viewer.role() == Role::Owner).then(|| {
        let (shares, badges, tokens) = (format!("{base}/shares"), format!("{base}/badges"), format!("{base}/tokens"));
        view! {
            <li class="row"><a href=shares>"Share links"</a><span class="second">"Give a report to somebody who has no account here."</span></li>
            <li class="row"><a href=badges>"Badges"</a><span class="second">"Show score, verdicts and blockers on other pages."</span></li>
            <li class="row"><a href=tokens>"API tokens"</a><span class="second">"Let a pipeline read files, post results or bring in reports."</span></li>
        }
    });
    view! {
        <Sheet title="Without a file">
            <ul class="rows">
                <li class="row"><a href=report>"Report to read and print"</a><span class="second">"All parts on one page."</span></li>
                {owners}
            </ul>
        </Sheet>
    }
    .into_any()
}
