//! A file that is being made, is there, or could not be made.

use crate::exchange::ReloadSoon;
use crate::frame::{Page, PageResult, Visit, with_island};
use crate::projects::{Tab, tabs};
use crate::ui::{ButtonKind, ButtonLink, Kind, Notice, Progress, Sheet};
use domain::ids::ExportId;
use leptos::prelude::*;
use service::exports::{self, Asked, KEPT_DAYS, State};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let asked = exports::show(&visit.state.db, &viewer, visit.id::<ExportId>("export")?, service::now()).await?;
    let path = visit.path.clone();
    Ok(Page::new(format!("Export of {}", viewer.project().name), move || {
        let title = asked.export.filename.clone();
        let back = format!("/projects/{}/exports", viewer.project().slug);
        let body = match asked.state {
            State::Running => running(&asked, &path),
            State::Done => done(&asked, &path),
            State::Failed => failed(&asked, &back),
        };
        view! {
            {tabs(&viewer, Tab::Exports, None)}
            <Sheet title=title main=true>{body}</Sheet>
            <p><a href=back>"All exports"</a></p>
        }
    }))
}

fn running(asked: &Asked, path: &str) -> AnyView {
    with_island();
    let done = u32::try_from(asked.export.percent).unwrap_or_default();
    let (message, path) = (asked.message().to_owned(), path.to_owned());
    view! {
        <Progress label="How far it is" done=done total=100/>
        <p role="status">{message}</p>
        <p class="muted">"You can leave this page and come back: the file waits for you. " <a href=path>"Look again"</a></p>
        <ReloadSoon/>
    }
    .into_any()
}

fn done(asked: &Asked, path: &str) -> AnyView {
    let size = asked.export.bytes.map(size).unwrap_or_default();
    let digest = asked.export.sha256.clone().unwrap_or_default();
    let words = format!("{}, {size}. It is kept for {KEPT_DAYS} days.", asked.export.request.format.words());
    view! {
        <p>{words}</p>
        <p><ButtonLink href=format!("{path}/file") kind=ButtonKind::Main>"Download"</ButtonLink></p>
        <p class="small muted">"SHA-256 "<code class="digest">{digest}</code></p>
    }
    .into_any()
}

fn failed(asked: &Asked, back: &str) -> AnyView {
    let message = asked.message().to_owned();
    view! {
        <Notice kind=Kind::Bad title="It could not be made">{message}</Notice>
        <p><ButtonLink href=back.to_owned() kind=ButtonKind::Main>"Ask for it again"</ButtonLink></p>
    }
    .into_any()
}

/// A length in bytes as people read it.
pub(super) fn size(bytes: i64) -> String {
    match bytes {
        ..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KiB", bytes.div_euclid(1_024)),
        _ => {
            let tenths = bytes.div_euclid(104_858);
            format!("{}.{} MiB", tenths / 10, tenths % 10)
        }
    }
}
