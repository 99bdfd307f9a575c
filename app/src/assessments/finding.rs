//! The page of one finding.

use super::findings::{facts, rank};
use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::around;
use crate::relations::tied;
use crate::ui::{Fact, Pill, Problems, Sheet, TitleBlock};
use domain::assessments::Finding;
use domain::ids::{AssessmentId, FindingId};
use domain::text::Title;
use leptos::prelude::*;
use service::{assessments, records, relations};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, viewer): (FindingId, _) = (visit.id("finding")?, visit.viewer().await?);
    let (finding, assessment, audit) = assessments::finding(&visit.state.db, &viewer, id).await?;
    let ties = relations::tied(&visit.state.db, &viewer, id).await?;
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let now = service::now();
    Ok(Page::new(format!("{} – {}", finding.title, viewer.project().name), move || {
        let (place, fields) = (Place::from(&viewer), visit.fields());
        let around = around(&visit, &viewer, id.into(), &talk);
        view! {
            {tabs(&viewer, Tab::Assessments, None)}
            <Problems problems=fields.problems()/>
            <div class="split">
                <div class="stack">{record(&place, assessment, &audit, &finding)}</div>
                <div class="stack">{tied(&place, id.into(), &ties, now)}</div>
            </div>
            {around}
        }
    }))
}

fn record(place: &Place, assessment: AssessmentId, audit: &Title, finding: &Finding) -> impl IntoView + use<> {
    let href = format!("{}#finding-{}", place.assessment(assessment), finding.id);
    let (audit, lines, facts) = (audit.to_string(), place.lines(Some(assessment), finding.lines), facts(finding));
    let (kind, word) = rank(finding);
    view! {
        <Sheet title=finding.title.to_string() main=true>
            <p><Pill kind text=word/></p>
            <TitleBlock><Fact name="Assessment"><a href=href>{audit}</a>" "{lines}</Fact></TitleBlock>
            {facts}
        </Sheet>
    }
}
