//! The report as a page that prints.

use super::{asked, drawn};
use crate::frame::{Page, PageResult, Visit};
use domain::exports::report;
use leptos::prelude::*;
use service::exports;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let (subject, sections) = asked::of_address(&visit)?;
    let dossier = exports::read(&visit.state.db, &viewer, subject, service::now()).await?;
    let organisation = exports::organisation(&visit.state.db, &visit.signed_in().await?).await?;
    let logo = organisation.and_then(|of| of.logo).map(|_| "/organisation/logo".to_owned());
    let back = format!("/projects/{}/exports", viewer.project().slug);
    Ok(Page::new(format!("Report on {}", viewer.project().name), move || {
        let report = report(&dossier, &sections);
        view! {
            <div class="report-bar-top"><a href=back>"Back to the project"</a><p>"Print this page with your browser: it is laid out for paper."</p></div>
            {drawn(&report, logo)}
        }
    })
    .bare())
}
