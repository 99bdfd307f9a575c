//! The second step: source and records side by side, what was understood put right before anything is saved.

mod act;
mod chosen;
mod head;
mod metrics;
mod records;
mod source;

use super::sight::SideBySide;
use super::steps::{base, steps};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, with_island};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{Button, ButtonKind, HiddenInput, Kind as Tone, Notice, Problems};
pub(super) use act::correct;
use domain::Version;
use domain::exchange::review::{Entry, Kind, Spot, entries};
use domain::ids::SourceId;
use leptos::prelude::*;
use service::ServiceError;
use service::exchange::{ImportForm, Outcome, Preview};

/// Records on a page of the list.
const SIZE: u32 = 200;

/// What the page is asked to show.
struct Asked {
    path: String,
    kind: Option<Kind>,
    chosen: Option<Spot>,
}

impl Asked {
    fn of(visit: &Visit) -> Self {
        Self { path: visit.path.clone(), kind: Kind::from_word(visit.query("kind")), chosen: visit.query("record").parse().ok() }
    }

    /// The address of a record's form on this page.
    fn record(&self, spot: Spot) -> String {
        let kind = self.kind.map(|kind| format!("kind={}&", kind.as_str())).unwrap_or_default();
        format!("{}?{kind}record={spot}#record", self.path)
    }

    /// Where corrections are sent; the way back leads to what is shown now.
    fn action(&self) -> String {
        let kind = self.kind.map(|kind| format!("&kind={}", kind.as_str())).unwrap_or_default();
        let record = self.chosen.map(|spot| format!("&record={spot}")).unwrap_or_default();
        format!("{}/correct?from=review{kind}{record}", self.path)
    }
}

const DONE: [(&str, &str); 3] = [
    ("corrected", "Corrected. Every correction can be taken back below."),
    ("taken-back", "The correction was taken back."),
    ("learned", "The import profile was changed, and the report was read again with it."),
];

pub(in crate::exchange) async fn page(visit: Visit) -> PageResult {
    let importer = visit.viewer().await?.importer()?;
    let preview = service::exchange::preview(&visit.state.db, &importer, visit.id::<SourceId>("source")?, service::now()).await?;
    let (fields, asked) = (visit.fields(), Asked::of(&visit));
    let all = entries(&preview.reading, None);
    let chosen = asked.chosen.and_then(|spot| all.iter().find(|entry| entry.spot == spot).cloned());
    let shown: Vec<Entry> = all.iter().filter(|entry| asked.kind.is_none_or(|kind| kind == entry.spot.kind)).cloned().collect();
    let unsure = all.iter().filter(|entry| entry.is_unsure()).count();
    let list = service::Page::of_all(shown, visit.page(), SIZE);
    let pager = pager(&visit, &list);
    let page = Page::new(format!("Import into {}", importer.project().name), move || {
        with_island();
        let sight = chosen.as_ref().map(|entry| entry.slip.lines);
        let base = base(importer.project());
        view! {
            {tabs(&importer, Tab::Assessments, None)}
            {steps(2)}
            {already(&base, &preview)}
            <Problems problems=fields.problems()/>
            {head::about(&base, &preview)}
            {head::counts(&all, &asked)}
            {head::decide(&base, &preview, &fields, unsure).into_any()}
            <div class="review">
                {source::pane(&preview.source.text, &all, sight, &asked)}
                <div class="review-records">
                    // Their types are erased: that of the whole page would be nested deeper than the compiler goes.
                    {chosen.map(|entry| chosen::form(&entry, &preview, &asked, &fields).into_any())}
                    {head::headlines(&preview, &asked).into_any()}
                    {records::list(&list, &asked, &preview)}
                    {pager}
                    {metrics::table(&preview.reading.metrics).into_any()}
                </div>
            </div>
            <SideBySide/>
            {act::log(&preview, &asked).into_any()}
        }
    });
    Ok(page.done(&visit, &DONE))
}

fn already(base: &str, preview: &Preview) -> Option<impl IntoView + use<>> {
    let href = format!("{base}/assessments/{}", preview.already?);
    Some(view! {
        <Notice kind=Tone::Info title="Already imported">
            "A document with these very bytes is " <a href=href>"an assessment of this project"</a> ". Saving it again changes nothing."
        </Notice>
    })
}

/// Saves the report, or leads on to what it says about the records that the project has already.
pub(in crate::exchange) async fn save(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let importer = visit.viewer().await?.importer()?;
    let source = visit.id::<SourceId>("source")?;
    let text = |name| sent.find(name).map(str::to_owned);
    let version = looked_at(&sent)?;
    let form = ImportForm { title: text("title"), date: text("date"), version, ..ImportForm::default() };
    let base = base(importer.project());
    if service::exchange::has_more_to_show(&visit.state.db, &importer, source, &form, service::now()).await? {
        return Ok(Done::at(format!("{base}/import/{source}/registers")));
    }
    let outcome = service::exchange::save(&visit.state.db, &importer, source, &form, service::now()).await?;
    Ok(Done::at(saved(&base, &outcome)))
}

/// The version of the report that somebody looked at; a program that brings one in names none.
pub(in crate::exchange) fn looked_at(sent: &Values) -> Result<Option<Version>, ServiceError> {
    sent.find("version").map(str::parse).transpose().map_err(|_| ServiceError::Stale)
}

/// Where a saved report leads.
pub(in crate::exchange) fn saved(base: &str, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Saved(saved) => format!("{base}/assessments/{}?done=imported&new={}&known={}", saved.assessment, saved.added, saved.known),
        Outcome::Already(id) => format!("{base}/assessments/{id}?done=already"),
    }
}

pub(in crate::exchange) async fn discard(visit: Visit, _: Values) -> Result<Done, PageError> {
    let importer = visit.viewer().await?.importer()?;
    service::exchange::discard(&visit.state.db, &importer, visit.id("source")?).await?;
    Ok(Done::at(format!("{}/import", base(importer.project()))))
}

/// The hidden parts of each form that corrects something.
fn hidden(preview: &Preview, what: &'static str) -> impl IntoView + use<> {
    let version = preview.source.version.0.to_string();
    view! { <HiddenInput name="version" value=version/> <HiddenInput name="do" value=what/> }
}

/// A small form with one button.
fn one_button(
    action: &str,
    preview: &Preview,
    what: &'static str,
    rest: Vec<(&'static str, String)>,
    words: &'static str,
) -> impl IntoView + use<> {
    let rest = rest.into_iter().map(|(name, value)| view! { <HiddenInput name=name value=value/> }).collect_view();
    view! {
        <form method="post" action=action.to_owned()>
            {hidden(preview, what)}
            {rest}
            <Button kind=ButtonKind::Quiet small=true>{words}</Button>
        </form>
    }
}
