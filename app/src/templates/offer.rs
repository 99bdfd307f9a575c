//! What a newer version of its template offers to an audit.

use super::offers::boxes;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::version;
use crate::ui::{Button, ButtonKind, ButtonLink, Fact, HiddenInput, Kind, Notice, Problems, Sheet, TitleBlock};
use domain::assessments::{AssessmentState, Edition};
use domain::ids::AssessmentId;
use domain::templates::Template;
use leptos::prelude::*;
use service::ServiceError;
use service::templates::{self, Newer, OfferSheet, Offered, Seen};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, viewer): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?);
    let sheet = templates::offer(&visit.state.db, &viewer, id, service::now()).await?;
    let title = format!("Template of {}", sheet.summary.assessment.title);
    let asked = visit.clone();
    let page = Page::new(title, move || {
        let (place, fields) = (Place::from(&viewer), visit.fields());
        let body = match &sheet.newer {
            Newer::NoTemplate => note("This assessment began with no template", "Nothing is offered to it.").into_any(),
            Newer::Unknown(edition) => {
                note("Nothing can be compared", &format!("It began with {edition}, which is not kept here.")).into_any()
            }
            Newer::UpToDate(edition) => {
                note("There is nothing newer", &format!("It goes by {edition}; no newer version is offered.")).into_any()
            }
            Newer::Offers { began, newest, offers } => offered(&place, &sheet, &fields, began, newest, offers).into_any(),
        };
        let back = place.assessment(id);
        view! {
            {tabs(&viewer, Tab::Assessments, None)}
            <Problems problems=fields.problems()/>
            {body}
            <p><a href=back>"Back to the assessment"</a></p>
        }
    });
    Ok(page.done(&asked, &[("taken", "The assessment goes on with the newest version of its template.")]).narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?.auditor()?);
    let incomplete = |_| ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into());
    let seen = Seen {
        version: version(&sent)?,
        written: sent.get("written").parse().map_err(incomplete)?,
        newest: sent.get("newest").parse().map_err(incomplete)?,
    };
    let chosen: Vec<String> = sent.0.iter().filter_map(|(name, _)| name.strip_prefix("offer-")).map(str::to_owned).collect();
    templates::take(&visit.state.db, &auditor, id, seen, &chosen, service::now()).await?;
    Ok(Done::at(format!("{}?done=taken", visit.path)))
}

fn note(title: &str, text: &str) -> impl IntoView + use<> {
    let (title, text) = (title.to_owned(), text.to_owned());
    view! { <Notice kind=Kind::Info title>{text}</Notice> }
}

fn offered(
    place: &Place,
    sheet: &OfferSheet,
    fields: &Fields,
    began: &Edition,
    newest: &Template,
    offers: &[Offered],
) -> impl IntoView + use<> {
    let assessment = &sheet.summary.assessment;
    let draft = assessment.state == AssessmentState::Draft;
    let (back, number) = (place.assessment(assessment.id), newest.parts().version);
    let (href, name) = (format!("/templates/{}?from={}#differences", began.key, began.version), newest.parts().name.to_string());
    let (title, action) = (assessment.title.to_string(), format!("{back}/offer"));
    let (version, written) = (assessment.version.0.to_string(), sheet.summary.written.to_string());
    let (from, to) = (format!("version {}", began.version), format!("version {number}"));
    let list = boxes(offers, fields);
    let nothing = offers.is_empty().then(|| {
        view! { <p>"The newer version changes nothing that stands in this assessment or project. Go on with it, so that it is not offered again."</p> }
    });
    let send = (draft && place.audits).then(|| {
        let words = format!("Take over what is ticked and go on with version {number}");
        view! {
            <div class="form-actions"><Button kind=ButtonKind::Main>{words}</Button><ButtonLink href=back.clone()>"Not yet"</ButtonLink></div>
        }
    });
    let frozen = (!draft).then(|| note("This assessment is frozen", "It keeps the template that it began with."));
    view! {
        <Sheet title="A newer version of its template" main=true>
            <TitleBlock>
                <Fact name="Assessment">{title}</Fact>
                <Fact name="Template"><a href=href>{name}</a></Fact>
                <Fact name="Began with">{from}</Fact>
                <Fact name="Newest">{to}</Fact>
            </TitleBlock>
            <p>"Nothing is taken over by itself. Tick what you want; what you leave stays as it is and is not offered again."</p>
            {nothing}
            {frozen}
        </Sheet>
        <form method="post" action=action class="stack">
            <HiddenInput name="version" value=version/>
            <HiddenInput name="written" value=written/>
            <HiddenInput name="newest" value=number.to_string()/>
            {list}
            {send}
        </form>
    }
}
