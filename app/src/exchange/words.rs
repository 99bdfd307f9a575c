//! What a report's columns, statuses and headings are taken for, and the import profile that remembers it.

use super::steps::{base, steps};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, Cell, Choice, EmptyState, HiddenInput, Problems, Select, Sheet, Table, TextInput};
use domain::exchange::profile::{List, Meaning, Seen};
use domain::ids::SourceId;
use leptos::prelude::*;
use service::ServiceError;

/// The words of one document.
pub(super) async fn page(visit: Visit) -> PageResult {
    let auditor = visit.viewer().await?.auditor()?;
    let (source, seen, _) = service::exchange::seen(&visit.state.db, &auditor, visit.id::<SourceId>("source")?).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Import into {}", auditor.project().name), move || {
        let base = base(auditor.project());
        let path = format!("{base}/import/{}", source.id);
        let action = format!("{path}/words");
        let lists = List::ALL.map(|list| of_list(list, &seen, &path));
        let profile = format!("{base}/import-profile");
        view! {
            {tabs(&auditor, Tab::Assessments, None)}
            {steps(2)}
            <Problems problems=fields.problems()/>
            <h2>{format!("How “{}” is read", source.filename)}</h2>
            <p class="hint">"What you change here is kept in the " <a href=profile>"import profile"</a>
                " of the project: this report is read again with it, and every later one. Records that were corrected by hand stay corrected."</p>
            <form method="post" action=action class="words">
                {lists.into_iter().collect_view()}
                <div class="decidebar">
                    <a class="button" href=path>"Back to the records"</a>
                    <Button kind=ButtonKind::Main>"Read it again so"</Button>
                </div>
            </form>
        }
    }))
}

fn of_list(list: List, seen: &[Seen], path: &str) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = seen.iter().enumerate().filter(|(_, seen)| seen.list == list).map(|(at, seen)| row(at, seen, path)).collect();
    let title = list.title();
    (!rows.is_empty()).then(|| {
        view! {
            <Sheet title=title>
                <Table caption=title cards=true>
                    <thead><tr><th scope="col">"In the report"</th><th scope="col">"Is taken for"</th><th scope="col">"Line"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Sheet>
        }
    })
}

fn row(at: usize, seen: &Seen, path: &str) -> impl IntoView + use<> {
    let chosen = seen.meaning.map(Meaning::as_str);
    let usual = (chosen.is_none()).then(|| view! { <option value="" selected=true>"as usual"</option> });
    let options = seen.list.meanings().into_iter().map(|(word, words)| {
        let selected = chosen == Some(word);
        view! { <option value=word selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    let label = format!("What {} means", seen.written);
    let learned = seen.learned.then(|| view! { <span class="second">"from the import profile"</span> });
    let (line, number) = (format!("{path}#L{}", seen.line), format!("L{}", seen.line));
    let (written, list) = (seen.written.clone(), seen.list.as_str());
    view! {
        <tr>
            <th scope="row">{written.clone()}{learned}</th>
            <Cell label="Is taken for">
                <HiddenInput name=format!("written-{at}") value=written/>
                <HiddenInput name=format!("list-{at}") value=list/>
                <HiddenInput name=format!("was-{at}") value=chosen.unwrap_or_default()/>
                <select class="control" name=format!("means-{at}") aria-label=label>{usual}{options}</select>
            </Cell>
            <Cell label="Line"><a class="lines" href=line>{number}</a></Cell>
        </tr>
    }
}

/// Learns what was chosen otherwise than it was.
pub(super) async fn learn(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let auditor = visit.viewer().await?.auditor()?;
    let mut lines = Vec::new();
    for (name, means) in &sent.0 {
        let Some(at) = name.strip_prefix("means-") else { continue };
        if sent.get(&format!("was-{at}")) == means {
            continue;
        }
        let list = List::from_word(sent.get(&format!("list-{at}"))).ok_or_else(broken)?;
        let meaning = list.meaning(means).ok_or_else(broken)?;
        lines.push((sent.get(&format!("written-{at}")).to_owned(), meaning));
    }
    service::exchange::learn(&visit.state.db, &auditor, &lines, service::now()).await?;
    let source = visit.id::<SourceId>("source")?;
    Ok(Done::at(format!("{}/import/{source}?done=learned", base(auditor.project()))))
}

fn broken() -> ServiceError {
    ServiceError::Invalid { field: "", message: "The form was incomplete. Reload the page and try again.".into() }
}

/// The import profile of the project.
pub(super) async fn profile(visit: Visit) -> PageResult {
    let auditor = visit.viewer().await?.auditor()?;
    let kept = service::exchange::profile(&visit.state.db, &auditor).await?;
    let fields = visit.fields();
    let page = Page::new(format!("Import profile of {}", auditor.project().name), move || {
        let action = format!("{}/import-profile", base(auditor.project()));
        let lines = kept.profile.lines();
        let empty = lines.is_empty().then(|| {
            view! { <EmptyState title="Nothing learned yet" text="Reports of this project are read as usual. What is corrected on an import's page of columns, statuses and headings is kept here; words can be added below, too."/> }
        });
        let lists = List::ALL.map(|list| learned(list, &lines, &action));
        let forms = List::ALL.map(|list| add(list, &action, fields.value("written", "")));
        view! {
            {tabs(&auditor, Tab::Assessments, None)}
            <Problems problems=fields.problems()/>
            <h2>"Import profile"</h2>
            <p class="hint">"What the reports of this project mean by heads of columns, statuses and headings. Every report that is imported from now on is read with it."</p>
            {empty}
            {lists.into_iter().collect_view()}
            <Sheet title="Add words">{forms.into_iter().collect_view()}</Sheet>
        }
    });
    Ok(page.done(&visit, &[("learned", "The import profile was changed."), ("forgotten", "These words are read as usual again.")]))
}

fn learned(list: List, lines: &[(String, Meaning)], action: &str) -> Option<impl IntoView + use<>> {
    let rows = lines.iter().filter(|(_, meaning)| meaning.list() == list).map(|(written, meaning)| {
        let (written, words, action) = (written.clone(), meaning.words(), format!("{action}/forget"));
        let label = format!("Forget {written}");
        view! {
            <tr>
                <th scope="row">{written.clone()}</th>
                <Cell label="Means">{words}</Cell>
                <Cell label="Change">
                    <form method="post" action=action>
                        <HiddenInput name="list" value=list.as_str()/>
                        <HiddenInput name="written" value=written/>
                        <Button kind=ButtonKind::Quiet small=true label=label>"Forget"</Button>
                    </form>
                </Cell>
            </tr>
        }
    });
    let (rows, title) = (rows.collect::<Vec<_>>(), list.title());
    (!rows.is_empty()).then(|| {
        view! {
            <Sheet title=title count=rows.len().to_string()>
                <Table caption=title cards=true>
                    <thead><tr><th scope="col">"In reports"</th><th scope="col">"Means"</th><th scope="col"><span class="unseen">"Change"</span></th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Sheet>
        }
    })
}

fn add(list: List, action: &str, typed: String) -> impl IntoView + use<> {
    let choices = list.meanings().into_iter().map(|(word, words)| Choice::new(word, words)).collect();
    let (label, example) = match list {
        List::Columns => ("Head of a column", "Such as “Ampel” for a status."),
        List::Statuses => ("Status", "Such as “on track” for green."),
        List::Headings => ("Heading", "Such as “Observations” for gaps."),
    };
    let id = |name: &str| format!("{}-{name}", list.as_str());
    let (written, means, action) = (id("written"), id("means"), action.to_owned());
    view! {
        <form method="post" action=action class="form oneline" aria-label=label>
            <HiddenInput name="list" value=list.as_str()/>
            <TextInput name="written" id=written label=label hint=example value=typed maxlength=200/>
            <Select name="means" id=means label="Means" choices=choices/>
            <Button>"Add"</Button>
        </form>
    }
}

pub(super) async fn add_words(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let auditor = visit.viewer().await?.auditor()?;
    let list = List::from_word(sent.get("list")).ok_or_else(broken)?;
    let meaning = list.meaning(sent.get("means")).ok_or_else(broken)?;
    service::exchange::learn(&visit.state.db, &auditor, &[(sent.get("written").to_owned(), meaning)], service::now()).await?;
    Ok(Done::at(format!("{}?done=learned", visit.path)))
}

pub(super) async fn forget(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let auditor = visit.viewer().await?.auditor()?;
    let list = List::from_word(sent.get("list")).ok_or_else(broken)?;
    service::exchange::forget(&visit.state.db, &auditor, list, sent.get("written"), service::now()).await?;
    Ok(Done::at(format!("{}?done=forgotten", visit.path)))
}
