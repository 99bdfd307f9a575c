//! Several reports brought in at once: what each of them is, and what became of it.

use super::reload::ReloadSoon;
use super::steps::base;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, with_island};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, Cell, Checkbox, Kind, Pill, Problems, Progress, Sheet, Table};
use domain::ids::BatchId;
use leptos::prelude::*;
use service::exchange::{Batch, BatchFile, Batched, FileState, start_batch};

pub(super) async fn page(visit: Visit) -> PageResult {
    let importer = visit.viewer().await?.importer()?;
    let batched = service::exchange::batch(&visit.state.db, &importer, visit.id::<BatchId>("batch")?, service::now()).await?;
    let fields = visit.fields();
    let path = visit.path.clone();
    Ok(Page::new(format!("Import into {}", importer.project().name), move || {
        let base = base(importer.project());
        let rows = batched.files.iter().map(|file| row(file, &base)).collect_view();
        let count = batched.files.len().to_string();
        view! {
            {tabs(&importer, Tab::Assessments, None)}
            <Problems problems=fields.problems()/>
            <h2>"Reports brought in together"</h2>
            {progress(&batched, &path)}
            {decide(&batched, &path)}
            <Sheet title="Files" count=count>
                <Table caption="Files" cards=true>
                    <thead><tr><th scope="col">"File"</th><th scope="col">"State"</th><th scope="col">"What there is to say"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Sheet>
        }
    }))
}

fn progress(batched: &Batched, path: &str) -> impl IntoView + use<> {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let (total, waiting) = (count(batched.files.len()), count(batched.count(FileState::Waiting)));
    let path = path.to_owned();
    let again = batched.running.then(|| {
        with_island();
        view! { <p class="muted" role="status">"They are being saved, one after the other. You can leave this page and come back. " <a href=path>"Look again"</a></p> <ReloadSoon/> }
    });
    view! { <Progress label="Files that are dealt with" done=total - waiting total=total/> {again} }
}

/// The way on: all that wait are saved, oldest first.
fn decide(batched: &Batched, path: &str) -> Option<impl IntoView + use<>> {
    let waiting = batched.count(FileState::Waiting);
    let path = path.to_owned();
    (waiting > 0 && !batched.running).then(|| {
        let words = if waiting == 1 { "Save the one that waits".to_owned() } else { format!("Save all {waiting} that wait") };
        view! {
            <form method="post" action=path class="form">
                <Checkbox name="take" label="Take over what later reports say about known records"
                    hint="Ticked, a blocker that a later report calls resolved is resolved, an item that it ticks is ticked, and levels of risks follow; the history tells each. Otherwise only what is new is added. To decide record by record, look at a report before it is saved."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>{words}</Button></div>
            </form>
        }
    })
}

fn row(file: &BatchFile, base: &str) -> impl IntoView + use<> {
    let (kind, words) = match file.state {
        FileState::Waiting => (Kind::Info, "waiting"),
        FileState::Saved => (Kind::Ok, "saved"),
        FileState::Known => (Kind::Info, "already imported"),
        FileState::Refused => (Kind::Bad, "refused"),
    };
    let href = match (file.assessment, file.source) {
        (Some(assessment), _) => Some(format!("{base}/assessments/{assessment}")),
        (None, Some(source)) => Some(format!("{base}/import/{source}")),
        (None, None) => None,
    };
    let name = file.filename.clone();
    let name = match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let message = file.message.clone();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <Cell label="State"><Pill kind=kind text=words/></Cell>
            <Cell label="What there is to say">{message}</Cell>
        </tr>
    }
}

pub(super) async fn save(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let importer = visit.viewer().await?.importer()?;
    let batch = visit.id::<BatchId>("batch")?;
    start_batch(&visit.state.db, &importer, batch, sent.find("take").is_none(), service::now).await?;
    Ok(Done::at(visit.path))
}

/// The way back to what was brought in together lately.
pub(super) fn last(batches: &[Batch], base: &str) -> Option<impl IntoView + use<>> {
    let rows = batches.iter().map(|batch| {
        let (href, when) = (format!("{base}/import-batches/{}", batch.id), batch.created_at.to_string());
        view! { <li class="row"><a href=href>{format!("Reports of {when}")}</a></li> }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| view! { <Sheet title="Brought in together lately"><ul class="rows">{rows}</ul></Sheet> })
}
