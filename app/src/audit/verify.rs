//! Whether the log is as it was written.

use crate::accounts::administration_tabs;
use crate::frame::{Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, Crumb, Fact, Facts, Kind, Notice, PageHead, Sheet, TextInput};
use axum::Form;
use axum::response::Response;
use domain::audit::{Expectation, Noted, NotedError, Report};
use leptos::prelude::*;
use service::ServiceError;
use service::audit;

pub(super) async fn page(visit: Visit) -> PageResult {
    visit.signed_in().await?.admin()?;
    Ok(drawn(&visit, String::new(), None))
}

pub(super) async fn run(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let page = verified(&visit, &Values(sent)).await;
    Page::of_result(&visit, page)
}

async fn verified(visit: &Visit, sent: &Values) -> PageResult {
    let admin = visit.signed_in().await?.admin()?;
    let typed = sent.get("expect").trim();
    let expected: Option<Noted> = if typed.is_empty() {
        None
    } else {
        let wrong = |error: NotedError| ServiceError::Invalid { field: "expect", message: format!("What you noted {error}.") };
        Some(typed.parse().map_err(wrong).map_err(PageError::Service)?)
    };
    let report = audit::verify(&visit.state.db, &admin, Some(&visit.state.keys.data), expected).await?;
    Ok(drawn(visit, typed.to_owned(), Some(report)))
}

fn drawn(visit: &Visit, typed: String, report: Option<Report>) -> Page {
    let tabs = administration_tabs(visit);
    Page::new("Verify the audit log", move || {
        let result = report.as_ref().map(result);
        view! {
            <PageHead title="Verify the audit log" crumbs=vec![Crumb::new("Audit log", "/audit")]/>
            {tabs}
            {result}
            <form method="post" action="/audit/verify" class="form">
                <p>"Every line is compared with its digest, and every digest with the one before it. A long log takes a while; "
                    <code>"holdpoint audit verify"</code>" does the same at the command line."</p>
                <TextInput name="expect" label="A place that was noted before" value=typed optional=true autocomplete="off"
                    hint="The number of a line, a colon and 64 digits, as verification showed it. Only so is it seen when the end was cut off."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Verify now"</Button></div>
            </form>
        }
    })
}

fn result(report: &Report) -> impl IntoView + use<> {
    let place = format!("{}:{}", report.seq, report.hash);
    let noted = match report.expectation {
        Expectation::None => None,
        Expectation::Met => Some("The log goes through the place that you noted."),
        Expectation::Failed => Some("The log does not go through the place that you noted."),
        Expectation::InGap => Some("The place that you noted lies in a gap, so that it cannot be compared."),
    };
    let noted = noted.map(|words| view! { <p>{words}</p> });
    let verdict = if report.is_whole() {
        view! { <Notice kind=Kind::Ok title="The log is whole">"No line was changed, taken out, put in or swapped."</Notice> }.into_any()
    } else {
        let more = report.faults.saturating_sub(report.breaks.len() as u64);
        let more = (more > 0).then(|| view! { <li>"and " {more} " more"</li> });
        let rows =
            report.breaks.iter().map(|found| view! { <li>"No. " {found.seq} ": " {found.fault.to_string()} "."</li> }).collect_view();
        view! { <Notice kind=Kind::Bad title="The log is not as it was written"><ul>{rows}{more}</ul></Notice> }.into_any()
    };
    let gaps = format!("{} with {} lines, each signed", report.gaps, report.deleted);
    let (lines, nameless, taken_over) = (report.lines, report.nameless, report.taken_over);
    view! {
        {verdict}
        <Sheet title="What was found">
            {noted}
            <Facts>
                <Fact name="Lines">{lines}</Fact>
                <Fact name="Gaps">{gaps}</Fact>
                <Fact name="Nameless lines">{nameless}</Fact>
                <Fact name="Taken over">{taken_over}</Fact>
            </Facts>
            <p>"Note this place outside of this installation; the next verification then sees whether the end was cut off:"</p>
            <p><code class="audit-head">{place}</code></p>
        </Sheet>
    }
}
