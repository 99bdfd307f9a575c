//! Results: the form for one, and all that were posted.

use crate::frame::{Done, Fields, PageError, Values, Visit};
use crate::ui::{Button, ButtonKind, Choice, Kind, Pager, Select, Sheet, Status, TextArea, TextInput};
use domain::ids::VerificationId;
use domain::verifications::{Outcome, RunResult};
use leptos::prelude::*;
use service::Page;
use service::verifications::{self, ResultForm};

pub(super) async fn post(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, reporter): (VerificationId, _) = (visit.id("verification")?, visit.viewer().await?.reporter()?);
    let field = |name| sent.get(name).to_owned();
    let form = ResultForm { outcome: field("outcome"), output: field("output"), source: field("source") };
    let posted = verifications::post(&visit.state.db, &reporter, id, &form, service::now()).await?;
    let word = if posted.cut { "posted-cut" } else { "posted" };
    Ok(Done::at(format!("{}?done={word}", visit.path)))
}

/// The form; `here` is the path of the verification.
pub(super) fn form(here: &str, typed: &Fields) -> impl IntoView + use<> {
    let outcomes = Outcome::ALL.into_iter().map(|outcome| Choice::new(outcome.as_str(), outcome.as_str())).collect();
    let outcome = typed.value("outcome", Outcome::Pass.as_str());
    let [source, output] = ["source", "output"].map(|name| typed.value(name, ""));
    let [no_outcome, no_source, no_output] = ["outcome", "source", "output"].map(|name| typed.error(name));
    let action = format!("{here}/results");
    let form = view! {
        <form method="post" action=action class="form form-commands">
            <Select name="outcome" label="Result" choices=outcomes value=outcome error=no_outcome/>
            <TextInput name="source" label="Run by" hint="What ran it, such as a job of a pipeline. Empty: you did." value=source error=no_source
                optional=true maxlength=Some(200) autocomplete="off"/>
            <TextArea name="output" label="Output" hint="What it printed. The last 10 kB are kept." value=output error=no_output rows=5
                source=true optional=true/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Post the result"</Button></div>
        </form>
    };
    view! { <Sheet title="Post a result">{form}</Sheet> }
}

/// What runs gave, newest first.
pub(super) fn list(here: &str, results: &Page<RunResult>) -> impl IntoView + use<> {
    let (page, pages) = (results.number, results.pages());
    let to = |number: u32| format!("{here}?results={number}#results");
    let (previous, next) = ((page > 1).then(|| to(page - 1)), (page < pages).then(|| to(page + 1)));
    let none = results.rows.is_empty().then(|| view! { <p class="none-yet">"Nobody has posted a result yet."</p> });
    let rows = results.rows.iter().map(line).collect_view();
    let rows = (!results.rows.is_empty()).then(|| view! { <ol class="rows">{rows}</ol> });
    view! {
        <Sheet title="Results" id="results" count=results.total.to_string()>
            {none}
            {rows}
            <Pager page pages previous next/>
        </Sheet>
    }
}

fn line(row: &RunResult) -> impl IntoView + use<> {
    let (kind, word) = (outcome_kind(row.outcome), row.outcome.as_str());
    let datetime = row.at.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (at, by) = (row.at.to_string(), format!("posted by {}", row.by_name));
    let source = row.source.clone().map(|source| view! { <span>{format!("run by {source}")}</span> });
    let until = row.expires_at.map(|end| view! { <span>{format!("counts until {end}")}</span> });
    let output = row.output.clone();
    let output = (!output.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary>"Output"</summary>
                <div class="fold-body prose"><pre tabindex="0"><code>{output}</code></pre></div>
            </details>
        }
    });
    view! {
        <li class="row">
            <div class="row-head"><Status kind text=word/><time class="small" datetime=datetime>{at}</time></div>
            <p class="row-meta"><span>{by}</span>{source}{until}</p>
            {output}
        </li>
    }
}

const fn outcome_kind(outcome: Outcome) -> Kind {
    match outcome {
        Outcome::Pass => Kind::Ok,
        Outcome::Fail => Kind::Bad,
        Outcome::Error => Kind::Warn,
        Outcome::Unknown => Kind::Neutral,
    }
}
