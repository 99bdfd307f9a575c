//! The page on which an assessment is written: head, sums, one line for each category.

use super::AutoSave;
use super::forms::{about, as_typed, asked_for, category_form, head_fields, head_form};
use super::live::{LiveRow, LiveText};
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit, with_island};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Problem, Problems, Sheet, TextInput};
use domain::assessments::Category;
use domain::ids::AssessmentId;
use domain::order::Direction;
use domain::records::Described as _;
use leptos::prelude::*;
use service::ServiceError;
use service::assessments::{self, Desk, Removal};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, auditor): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?.auditor()?);
    let desk = match assessments::desk(&visit.state.db, &auditor, id, service::now()).await {
        // It was frozen meanwhile: its own page says so.
        Err(ServiceError::Refused(_)) => return Err(PageError::Elsewhere(Place::from(&**auditor).assessment(id))),
        desk => desk?,
    };
    let title = format!("Write {}", desk.scored.summary.assessment.title);
    let asked = visit.clone();
    let page = Page::new(title, move || {
        with_island();
        let (place, typed) = (Place::from(&**auditor), visit.fields());
        let scored = &desk.scored;
        let live = LiveText::of(&scored.categories, &scored.score, scored.difference.as_ref(), &auditor.project().rule);
        let actions = view! { <ButtonLink href=format!("{}/freeze", place.assessment(id))>"Freeze …"</ButtonLink> }.into_any();
        let others = desk.others.iter().map(ToString::to_string).collect::<Vec<_>>();
        let user = auditor.person().map(|user| user.to_string()).unwrap_or_default();
        let slug = place.slug.clone();
        view! {
            {tabs(&auditor, Tab::Assessments, None)}
            <Problems problems=problems(&typed, &scored.categories)/>
            <AutoSave slug assessment=id user others/>
            {head(&place, &desk, &typed, actions)}
            {sums(&live, place.assessment(id))}
            {categories(&place, &desk, &live, &typed)}
            {removed(&place, &desk)}
        }
    });
    let sentences = [
        ("saved", "Saved."),
        ("added", "The category is added."),
        ("begun", "The assessment is begun. What you type is saved by itself where scripts run; else press Save."),
        ("removed", "It is taken out; it can be put back at the end of this page until the assessment is frozen."),
        ("back", "It is back."),
    ];
    Ok(page.done(&asked, &sentences))
}

/// A problem of a line names its category, for there are many fields of that name.
fn problems(typed: &Fields, categories: &[Category]) -> Vec<Problem> {
    let sent = typed.sent();
    let of = sent.and_then(|sent| categories.iter().find(|category| sent.get("row") == category.id.to_string()));
    let is_head = sent.is_some_and(|sent| sent.get("what") == "head");
    let problems = typed.problems();
    if is_head {
        return problems;
    }
    problems
        .into_iter()
        .map(|problem| match of {
            Some(category) => Problem::form(format!("{}: {}", category.name, problem.text)),
            None => problem,
        })
        .collect()
}

/// Takes all forms of the page.
pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?.auditor()?);
    let (db, now, row) = (&visit.state.db, service::now(), sent.get("row"));
    let none = |_| PageError::NotFound;
    let (word, at) = match sent.get("what") {
        "head" => {
            assessments::change_head(db, &auditor, id, version(&sent)?, &head_form(&sent), now).await?;
            ("saved", String::new())
        }
        "add" => {
            let category = assessments::add_category(db, &auditor, id, &category_form(&sent), now).await?;
            ("added", format!("#category-{}", category.id))
        }
        "category" => {
            let category = row.parse().map_err(none)?;
            // What was typed is saved before the line moves: nothing is lost.
            assessments::change_category(db, &auditor, category, version(&sent)?, &category_form(&sent), now).await?;
            if let Some(way) = Direction::from_word(sent.get("move")) {
                assessments::shift_category(db, &auditor, category, way, now).await?;
            }
            ("saved", format!("#category-{category}"))
        }
        "back" => {
            let removal = match row.split_once('.') {
                Some(("category", id)) => Removal::Category(id.parse().map_err(none)?),
                Some(("finding", id)) => Removal::Finding(id.parse().map_err(none)?),
                _ => return Err(PageError::NotFound),
            };
            assessments::put_back(db, &auditor, id, removal, now).await?;
            ("back", String::new())
        }
        _ => return Err(PageError::NotFound),
    };
    Ok(Done::at(format!("{}?done={word}{at}", visit.path)))
}

/// What was typed, for the form that sent it; untouched fields for all others.
fn typed_in(typed: &Fields, what: &str, row: &str) -> Fields {
    let mine = typed.sent().is_some_and(|sent| sent.get("what") == what && (what == "add" || sent.get("row") == row));
    if mine { typed.clone() } else { Fields::default() }
}

fn head(place: &Place, desk: &Desk, typed: &Fields, actions: AnyView) -> impl IntoView + use<> {
    let assessment = &desk.scored.summary.assessment;
    let (here, facts) = (format!("{}/edit", place.assessment(assessment.id)), assessment.facts());
    let typed = typed_in(typed, "head", &assessment.id.to_string());
    let newer = newer(&typed, assessment.version, &facts);
    let (stored, id) = (Stored::of(assessment.version, facts), assessment.id);
    let fields = head_fields(&stored, &typed);
    let version = stored.version();
    let template =
        assessment.template.as_ref().map(|edition| view! { <p class="small muted">{format!("Begun from the template {edition}.")}</p> });
    view! {
        <Sheet title="Assessment" main=true actions=Some(view! { <span class="push">{actions}</span> }.into_any())>
            {newer}
            {template}
            <form method="post" action=here class="form" id=format!("form-{id}") data-autosave="head" data-row=id.to_string()>
                {about("head", &id.to_string())}
                {version}
                {fields}
                <div class="form-actions"><Button>"Save"</Button><span class="save-note" data-note="" role="status"></span></div>
            </form>
        </Sheet>
    }
}

/// The sums; the island writes into what has `data-live`.
fn sums(live: &LiveText, href: String) -> impl IntoView + use<> {
    let LiveText { overall, rated, weights, target, stated, .. } = live.clone();
    view! {
        <section class="live" aria-label="Score as it is now">
            <p class="live-overall"><strong data-live="overall">{overall}</strong><span class="small muted">"computed"</span></p>
            <ul class="live-facts">
                <li data-live="rated">{rated}</li>
                <li data-live="weights">{weights}</li>
                <li data-live="target" hidden=target.is_empty()>{target.clone()}</li>
                <li data-live="stated" hidden=stated.is_empty()>{stated.clone()}</li>
            </ul>
            <a class="small push" href=href>"How this number comes about"</a>
        </section>
    }
}

fn categories(place: &Place, desk: &Desk, live: &LiveText, typed: &Fields) -> impl IntoView + use<> {
    let scored = &desk.scored;
    let id = scored.summary.assessment.id;
    let here = format!("{}/edit", place.assessment(id));
    let rows: Vec<_> = scored
        .categories
        .iter()
        .zip(&live.rows)
        .map(|(category, sums)| {
            let findings = desk.findings.get(&Some(category.id)).copied().unwrap_or_default();
            let hint = asked_for(&desk.guides.usual(category));
            line(&here, place, (category, sums, hint), findings, &typed_in(typed, "category", &category.id.to_string())).into_any()
        })
        .collect();
    let whole = desk.findings.get(&None).copied().unwrap_or_default();
    let add = add(&here, id, &typed_in(typed, "add", ""));
    let none =
        rows.is_empty().then(|| view! { <p class="none-yet">"No category yet. Add what is to be rated: phases, pillars or angles."</p> });
    let new_finding = format!("{}/findings/new", place.assessment(id));
    let of_whole = (whole > 0).then(|| {
        let href = format!("{}#findings", place.assessment(id));
        view! { <a href=href>{format!("{whole} of the whole assessment")}</a>" · " }
    });
    view! {
        <Sheet title="Categories" count=rows.len().to_string()>
            <p class="hint">"A rating is 85, 7.5/10, green, level 3 of 5, a letter, “n/a” with a reason, or nothing. A weight can be any number."</p>
            {none}
            <ol class="desk">{rows}</ol>
            {add}
            <p class="small">"Findings: "{of_whole}<a href=new_finding>"Add a finding to the whole assessment"</a></p>
        </Sheet>
    }
}

fn line(
    here: &str,
    place: &Place,
    (row, sums, hint): (&Category, &LiveRow, String),
    findings: i64,
    typed: &Fields,
) -> impl IntoView + use<> {
    let (id, name) = (row.id, row.name.to_string());
    let facts = row.facts().into_iter().filter(|fact| matches!(fact.name, "name" | "weight" | "rating")).collect::<Vec<_>>();
    let newer = newer(typed, row.version, &facts);
    let value = |field: &str, kept: String| typed.value(field, &kept);
    let (weight, rating) = (row.weight.map(|weight| weight.to_string()).unwrap_or_default(), as_typed(row));
    let (shown, weight, rating) = (value("name", name.clone()), value("weight", weight), value("rating", rating));
    let wrong = ["name", "weight", "rating"].map(|field| typed.error(field).is_some().then_some("true"));
    let note = ["name", "weight", "rating", ""].into_iter().find_map(|field| typed.error(field)).unwrap_or_default();
    let open = place.link(&format!("/categories/{id}/edit"));
    let count = if findings == 1 { "Notes · 1 finding".to_owned() } else { format!("Notes · {findings} findings") };
    let [wrong_name, wrong_weight, wrong_rating] = wrong;
    let state = (!note.is_empty()).then_some("refused");
    let here = here.to_owned();
    let step = |to: &'static str, sign: &'static str| {
        view! { <button class="tick-tool" name="move" value=to aria-label=format!("Move “{name}” {to}") title=format!("Move {to}")>{sign}</button> }
    };
    let (up, down) = (step("up", "↑"), step("down", "↓"));
    let (adds, effect) = (sums.adds.clone(), sums.effect.clone());
    view! {
        <li class="desk-line" id=format!("category-{id}")>
            {newer}
            <form method="post" action=here id=format!("form-{id}") data-autosave="category" data-row=id.to_string() data-state=state>
                {about("category", &id.to_string())}
                <HiddenInput name="version" value=row.version.0.to_string()/>
                // Enter in a field must save and not move: browsers press the first button of a form.
                <button class="unseen" tabindex="-1" aria-hidden="true">"Save"</button>
                <input class="control desk-name" name="name" value=shown aria-label=format!("Name of “{name}”") required maxlength="300" aria-invalid=wrong_name/>
                <input class="control desk-weight" name="weight" value=weight aria-label=format!("Weight of “{name}”") inputmode="decimal" placeholder="weight" autocomplete="off" aria-invalid=wrong_weight/>
                <input class="control desk-rating" name="rating" value=rating aria-label=format!("Rating of “{name}”") placeholder=hint autocomplete="off" aria-invalid=wrong_rating/>
                <span class="desk-sums"><strong data-adds=id.to_string()>{adds}</strong><span class="small muted" data-effect=id.to_string()>{effect}</span></span>
                <span class="desk-end"><a href=open aria-label=format!("Notes and findings of “{name}”")>{count}</a>{up}{down}<noscript><Button small=true>"Save"</Button></noscript></span>
                <p class="save-note" data-note="" role="status">{note}</p>
            </form>
        </li>
    }
}

fn add(here: &str, id: AssessmentId, typed: &Fields) -> impl IntoView + use<> {
    let (value, error) = (|name| typed.value(name, ""), |name| typed.error(name));
    let here = here.to_owned();
    view! {
        <form method="post" action=here class="form desk-add" id="add-category" data-keep="" data-row=id.to_string()>
            {about("add", "")}
            <div class="form-row">
                <TextInput name="name" label="New category" value=value("name") error=error("name") required=true maxlength=Some(300) id="new-name"/>
                <TextInput name="weight" label="Weight" value=value("weight") error=error("weight") optional=true short=true id="new-weight"/>
                <TextInput name="rating" label="Rating" value=value("rating") error=error("rating") optional=true short=true id="new-rating"/>
            </div>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Add category"</Button><span class="save-note" data-note="" role="status"></span></div>
        </form>
    }
}

fn removed(place: &Place, desk: &Desk) -> impl IntoView + use<> {
    let here = format!("{}/edit", place.assessment(desk.scored.summary.assessment.id));
    let rows: Vec<_> = desk
        .removed
        .iter()
        .map(|row| {
            let kind = if row.is_category { "category" } else { "finding" };
            let text = format!("{} “{}”, taken out {}", if row.is_category { "Category" } else { "Finding" }, row.title, row.at);
            let here = here.clone();
            view! {
                <li class="row">
                    <form method="post" action=here class="cluster">
                        {about("back", &format!("{kind}.{}", row.id))}
                        <span>{text}</span><Button small=true>"Put back"</Button>
                    </form>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <Sheet title="Taken out"><ul class="rows">{rows}</ul></Sheet> })
}
