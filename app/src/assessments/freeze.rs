//! Freezing an audit: what to look at first, and afterwards its seal and the document that is kept.

use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::{Place, percent};
use crate::projects::{Tab, tabs};
use crate::records::version;
use crate::ui::{Button, ButtonKind, ButtonLink, Checkbox, Fact, HiddenInput, Kind, Notice, Problems, Sheet, TitleBlock};
use axum::response::{IntoResponse as _, Response};
use domain::exports::Subject;
use domain::ids::AssessmentId;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use leptos::prelude::*;
use service::assessments::{self, Seal, Sealed};
use service::audit::{self, Opening};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, viewer): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?);
    let sealed = assessments::seal(&visit.state.db, &viewer, id, service::now()).await?;
    let title = format!("Seal of {}", sealed.scored.summary.assessment.title);
    let asked = visit.clone();
    let page = Page::new(title, move || {
        let place = Place::from(&viewer);
        let body = match &sealed.seal {
            Some((seal, intact)) => kept(&place, &sealed, seal, *intact).into_any(),
            None if place.audits => form(&place, &sealed, &visit).into_any(),
            None => {
                let text = "It is a draft and can still change. An auditor of the project freezes it.";
                view! { <Notice kind=Kind::Info title="Not frozen">{text}</Notice> }.into_any()
            }
        };
        view! { {tabs(&viewer, Tab::Assessments, None)} <Problems problems=visit.fields().problems()/> {body} }
    });
    Ok(page
        .done(&asked, &[("frozen", "The assessment is frozen. Note the digest where nobody of this installation can change it.")])
        .narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?.auditor()?);
    let looked = sent.find("looked").is_some();
    assessments::freeze(
        &visit.state.db,
        &auditor,
        id,
        (version(&sent)?, sent.get("written").parse().unwrap_or(-1)),
        looked,
        service::now(),
    )
    .await?;
    Ok(Done::at(format!("{}?done=frozen", visit.path)))
}

/// The document, as the very bytes that the digest is of.
pub(super) async fn document(visit: Visit) -> Response {
    let found = async {
        let (id, viewer): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?);
        let (seal, document) = assessments::snapshot(&visit.state.db, &viewer, id).await?;
        audit::opened(&visit.state.db, &viewer, Opening::File(Subject::Audit(id)), service::now()).await?;
        Ok((format!("{}-{}.json", viewer.project().slug, seal.frozen.at.day()), document))
    };
    let (name, document) = match found.await {
        Ok(found) => found,
        Err(error) => return Page::of_error(&visit, error),
    };
    let headers = [
        (CONTENT_TYPE, "application/json".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, document).into_response()
}

fn head(place: &Place, sealed: &Sealed) -> impl IntoView + use<> {
    let scored = &sealed.scored;
    let assessment = &scored.summary.assessment;
    let date = assessment.date.map_or_else(|| "not stated".to_owned(), |date| date.to_string());
    let score = scored.score.overall.as_ref().map_or_else(|| "none".to_owned(), |share| percent(share.basis_points().into()));
    let rated = format!("{} of {}", scored.score.rated, scored.score.applicable);
    let (href, title) = (place.assessment(assessment.id), assessment.title.to_string());
    view! {
        <TitleBlock>
            <Fact name="Assessment"><a href=href>{title}</a></Fact>
            <Fact name="Date">{date}</Fact>
            <Fact name="Computed score">{score}</Fact>
            <Fact name="Rated">{rated}</Fact>
        </TitleBlock>
    }
}

fn form(place: &Place, sealed: &Sealed, visit: &Visit) -> impl IntoView + use<> {
    let assessment = &sealed.scored.summary.assessment;
    let (back, seen) = (place.assessment(assessment.id), assessment.version.0.to_string());
    let (typed, written) = (visit.fields(), sealed.scored.summary.written.to_string());
    let stops = sealed.checks.iter().any(domain::assessments::Check::stops);
    let rows = sealed.checks.iter().map(|check| view! { <li>{check.to_string()}</li> }).collect_view();
    let look = (!sealed.checks.is_empty()).then(|| {
        let judge = sealed.checks.iter().any(|check| matches!(check, domain::assessments::Check::Lint(_))).then(|| {
            let href = place.link(&format!("/lint?assessment={}", assessment.id));
            view! { <p><a href=href>"What is at odds, line by line"</a>"; what is meant so is dismissed there."</p> }
        });
        view! { <Notice kind=Kind::Warn title="Look at this first"><ul>{rows}</ul>{judge}</Notice> }
    });
    let looked = (!sealed.checks.is_empty() && !stops).then(|| {
        view! { <Checkbox name="looked" label="I have looked at these points, and they are meant so" error=typed.error("looked")/> }
    });
    let action = format!("{back}/freeze");
    let send = (!stops).then(|| {
        view! {
            <form class="form" method="post" action=action>
                <HiddenInput name="version" value=seen/>
                <HiddenInput name="written" value=written/>
                {looked}
                <div class="form-actions"><Button kind=ButtonKind::Main>"Freeze it for good"</Button><ButtonLink href=back.clone()>"Not yet"</ButtonLink></div>
            </form>
        }
    });
    let head = head(place, sealed);
    view! {
        <Sheet title="Freeze the assessment" main=true>
            {head}
            <p>"Freezing keeps the assessment, its score with the rule it was made by, and all registers of the project as they are now in one document with a digest. Nobody can change it afterwards; a correction is a new assessment."</p>
            {look}
            {send}
        </Sheet>
    }
}

fn kept(place: &Place, sealed: &Sealed, seal: &Seal, intact: bool) -> impl IntoView + use<> {
    let by = format!("{} on {}", seal.frozen.by_name, seal.frozen.at);
    let document = format!("{}/snapshot", place.assessment(sealed.scored.summary.assessment.id));
    let size = format!("{} bytes", seal.bytes);
    let (kind, title, text) = if intact {
        let text = "The digest was computed again just now from the document that is kept, and the document says what these pages show.";
        (Kind::Ok, "Intact", text)
    } else {
        let text = "The document that is kept does not give this digest, or the rows of the database say something else. Somebody changed \
                    them outside of Holdpoint: fetch them from a backup.";
        (Kind::Bad, "Not intact", text)
    };
    let (head, digest) = (head(place, sealed), seal.sha256.clone());
    let command = format!("holdpoint verify-snapshot FILE --sha256 {}", seal.sha256);
    view! {
        <Sheet title="Seal" main=true>
            {head}
            <TitleBlock>
                <Fact name="Frozen by">{by}</Fact>
                <Fact name="Document"><a href=document>"Download"</a><span class="second">{size}</span></Fact>
                <Fact name="SHA-256"><span class="hash">{digest}</span></Fact>
            </TitleBlock>
            <Notice kind title>{text}</Notice>
            <p>"Outside of this installation the downloaded document is checked with any tool for SHA-256, or with:"</p>
            <pre class="copy" tabindex="0">{command}</pre>
        </Sheet>
    }
}
