//! The report as a page that prints.

use super::{asked, drawn};
use crate::frame::{Page, PageResult, Visit};
use leptos::prelude::*;
use service::exports;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let (subject, sections) = asked::of_address(&visit)?;
    let (report, logo) = exports::shown(&visit.state.db, &viewer, subject, sections, service::now()).await?;
    let logo = logo.map(|_| "/organisation/logo".to_owned());
    let back = format!("/projects/{}/exports", viewer.project().slug);
    Ok(Page::new(format!("Report on {}", viewer.project().name), move || {
        view! {
            <div class="report-bar-top"><a href=back>"Back to the project"</a><p>"Print this page with your browser: it is laid out for paper."</p></div>
            {drawn(&report, logo)}
        }
    })
    .bare())
}
