//! One audit: head, scores, categories with their findings, and what else the report says.

use super::findings::{by_category, of_whole};
use super::workings::how;
use crate::frame::{Page, PageResult, Visit};
use crate::overview::{Place, category_bars, gauge, percent, prose, rating_kind, verdict_kind};
use crate::projects::{Tab, pager, tabs};
use crate::records::around;
use crate::relations::tied;
use crate::ui::{ButtonLink, Fact, Pill, Problems, Sheet, Status, TitleBlock};
use domain::assessments::{Assessment, AssessmentState, Category, Finding, Note};
use domain::decisions::Verdict;
use domain::ids::AssessmentId;
use domain::scoring::Contribution;
use leptos::prelude::*;
use service::assessments::{self, AssessmentPage};
use service::audit::Opening;
use service::{records, relations};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let id: AssessmentId = visit.id("assessment")?;
    let audit = assessments::show(&visit.state.db, &viewer, id, visit.page()).await?;
    if audit.scored.summary.assessment.state == AssessmentState::Final {
        let opening = Opening::Frozen(id, &audit.scored.summary.assessment.title);
        service::audit::opened(&visit.state.db, &viewer, opening, service::now()).await?;
    }
    let ties = relations::tied(&visit.state.db, &viewer, id).await?;
    // The pages of the address are those of the findings.
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let (asked, now) = (visit.clone(), service::now());
    let saved = saved(&visit);
    let page = Page::new(audit.scored.summary.assessment.title.to_string(), move || {
        let place = Place::from(&viewer);
        view! {
            {tabs(&viewer, Tab::Assessments, None)}
            <Problems problems=asked.fields().problems()/>
            {head(&place, &audit)}
            {scores(&place, &audit)}
            {(!audit.scored.categories.is_empty()).then(|| categories(&place, &audit))}
            {of_whole(&place, &audit)}
            {pager(&asked, &audit.findings)}
            {notes(&place, id, &audit.notes)}
            {tied(&place, id.into(), &ties, now)}
            {around(&asked, &viewer, id.into(), &talk)}
        }
    });
    let mut sentences = vec![("already", "This very document was imported before, and this is its assessment. Nothing was changed.")];
    sentences.extend(saved.iter().map(|text| ("imported", text.as_str())));
    Ok(page.done(&visit, &sentences))
}

/// What an import that leads here brought, in a sentence.
fn saved(visit: &Visit) -> Option<String> {
    let (new, known) = (visit.query("new").parse::<u32>().ok()?, visit.query("known").parse::<u32>().ok()?);
    let rows = if new == 1 { "row" } else { "rows" };
    Some(format!("The report is saved: {new} new {rows} in the registers, {known} known already and not doubled."))
}

fn head(place: &Place, audit: &AssessmentPage) -> impl IntoView + use<> {
    let assessment = &audit.scored.summary.assessment;
    let date = assessment.date.map_or_else(|| "not stated".to_owned(), |date| date.to_string());
    let seal = format!("{}/freeze", place.assessment(assessment.id));
    let state = match assessment.state {
        AssessmentState::Draft => view! { <span>"draft"</span> }.into_any(),
        AssessmentState::Final => view! { <a href=seal>"frozen"</a> }.into_any(),
    };
    let actions = place.audits.then(|| actions(place, assessment));
    let source = audit.source.as_ref().map(|source| {
        let href = format!("{}/source", place.assessment(assessment.id));
        let repaired = if source.repaired { ", repaired" } else { "" };
        let words = format!("{} bytes, {}{repaired}", source.bytes, source.encoding);
        let (filename, hash) = (source.filename.clone(), source.sha256.clone());
        view! {
            <Fact name="Document"><a href=href>{filename}</a><span class="second">{words}</span></Fact>
            <Fact name="SHA-256"><span class="hash">{hash}</span></Fact>
        }
    });
    let template = assessment.template.as_ref().map(|edition| {
        let (href, words) = (format!("/templates/{}?version={}", edition.key, edition.version), edition.to_string());
        view! { <Fact name="Template"><a href=href>{words}</a></Fact> }
    });
    let link = |name: &'static str, id: AssessmentId, words: String| {
        let href = place.assessment(id);
        view! { <Fact name=name><a href=href>{words}</a></Fact> }
    };
    let corrects = assessment.supersedes.map(|id| link("Corrects", id, "a frozen assessment".into()));
    let corrected = audit.corrections.iter().map(|(id, title)| link("Corrected by", *id, title.to_string())).collect_view();
    let (brought, decision) = (assessment.created_at.to_string(), decision(assessment));
    view! {
        <Sheet title=assessment.title.to_string() id="assessment" main=true actions=actions>
            <TitleBlock>
                <Fact name="Date">{date}</Fact>
                <Fact name="State">{state}</Fact>
                <Fact name="Brought in">{brought}</Fact>
                {source}
                {template}
                {corrects}
                {corrected}
            </TitleBlock>
            {decision}
        </Sheet>
    }
}

/// A draft is written and frozen; what is frozen is corrected by another one.
fn actions(place: &Place, assessment: &Assessment) -> AnyView {
    let here = place.assessment(assessment.id);
    let began = assessment.template.is_some();
    let offer = began.then(|| view! { <ButtonLink href=format!("{here}/offer") small=true>"Template …"</ButtonLink> });
    match assessment.state {
        AssessmentState::Draft => view! {
            <span class="push cluster">
                <ButtonLink href=format!("{here}/edit") small=true>"Write"</ButtonLink>
                {offer}
                <ButtonLink href=format!("{here}/template") small=true>"Make a template"</ButtonLink>
                <ButtonLink href=format!("{here}/freeze") small=true>"Freeze …"</ButtonLink>
            </span>
        }
        .into_any(),
        AssessmentState::Final => {
            let href = place.link(&format!("/assessments/new?corrects={}", assessment.id));
            view! {
                <span class="push cluster">
                    <ButtonLink href=format!("{here}/template") small=true>"Make a template"</ButtonLink>
                    <ButtonLink href small=true>"Correct it …"</ButtonLink>
                </span>
            }
            .into_any()
        }
    }
}

fn decision(assessment: &Assessment) -> impl IntoView + use<> {
    let stated = &assessment.stated;
    let verdict = stated.verdict();
    let pill = verdict
        .map(|verdict| view! { <div><dt>"Verdict"</dt><dd><Pill kind=verdict_kind(Some(verdict)) text=verdict.as_str()/></dd></div> });
    let words = [("Decision", &stated.decision), ("Status", &stated.status)];
    let words =
        words.into_iter().filter_map(|(name, text)| text.as_ref().map(|text| view! { <div><dt>{name}</dt><dd>{text.clone()}</dd></div> }));
    let goals = stated.per_goal.iter().map(|row| {
        let kind = verdict_kind(Verdict::from_words(&row.answer));
        view! { <div><dt>{row.goal.clone()}</dt><dd><Pill kind text=row.answer.clone()/></dd></div> }
    });
    let previous = stated
        .previous
        .as_ref()
        .map(|score| view! { <div><dt>"Score before"</dt><dd>{score.to_string()}", as this report says"</dd></div> });
    view! { <dl class="facts">{pill}{words.collect_view()}{goals.collect_view()}{previous}</dl> }
}

fn scores(place: &Place, audit: &AssessmentPage) -> impl IntoView + use<> {
    let scored = &audit.scored;
    let none = scored.summary.score.is_none() && scored.summary.stated_score.is_none();
    let page = place.assessment(scored.summary.assessment.id);
    let bars = (!scored.categories.is_empty()).then(|| category_bars(&page, scored));
    if none && scored.categories.is_empty() {
        return view! { <Sheet title="Score"><p class="none-yet">"The report states no score and rates no category."</p></Sheet> }
            .into_any();
    }
    let (gauge, how) = (gauge(scored), how(scored));
    view! { <Sheet title="Score">{gauge}{bars}{how}</Sheet> }.into_any()
}

fn categories(place: &Place, audit: &AssessmentPage) -> impl IntoView + use<> {
    let scored = &audit.scored;
    let assessment = scored.summary.assessment.id;
    let rows = scored.categories.iter().zip(&scored.score.rows);
    let rows: Vec<_> = rows
        .map(|(row, counted)| {
            let findings: Vec<&Finding> = audit.findings.rows.iter().filter(|finding| finding.category == Some(row.id)).collect();
            category(place, assessment, row, counted, &findings)
        })
        .collect();
    view! { <Sheet title="Category by category"><div class="categories">{rows}</div></Sheet> }
}

fn category(
    place: &Place,
    assessment: AssessmentId,
    row: &Category,
    counted: &Contribution,
    findings: &[&Finding],
) -> impl IntoView + use<> {
    let weight = row.weight.map(|weight| view! { <span>"weight "{weight.to_string()}</span> });
    let adds = counted.contribution.as_ref().map(|part| format!("adds {}", percent(part.basis_points().into())));
    let status = row.status.clone().filter(|status| status.contains(char::is_alphanumeric)).map(|status| view! { <span>{status}</span> });
    view! {
        <section class="category" id=format!("category-{}", row.position)>
            <header class="category-head">
                <h3>{row.name.to_string()}</h3>
                <Status kind=rating_kind(&row.rating, counted.share.as_ref()) text=row.rating.to_string()/>
            </header>
            <p class="row-meta">{status}{weight}<span>{adds}</span>{place.lines(Some(assessment), row.lines)}</p>
            {prose(&row.notes)}
            {by_category(place, assessment, findings)}
        </section>
    }
}

fn notes(place: &Place, assessment: AssessmentId, notes: &[Note]) -> impl IntoView + use<> {
    let rows = notes
        .iter()
        .map(|note| view! { <li class="row">{place.lines(Some(assessment), note.lines)}<div class="row-text">{prose(&note.text)}</div></li> })
        .collect_view();
    (!notes.is_empty()).then(|| {
        view! {
            <Sheet title="Kept as notes" id="notes" count=notes.len().to_string()>
                <p class="small muted">"Passages of the report that are in no record above."</p>
                <details class="fold"><summary>"Show the notes"</summary><div class="fold-body"><ul class="rows">{rows}</ul></div></details>
            </Sheet>
        }
    })
}
