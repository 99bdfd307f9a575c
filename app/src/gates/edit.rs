//! The form in which an owner writes what a goal demands.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, tabs};
use crate::records::version;
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, HiddenInput, Kind, Notice, Problems, Select, Sheet, Suggestions, TextInput};
use domain::gates::{Demand, Gate};
use domain::projects::Project;
use domain::text::Slug;
use leptos::prelude::*;
use service::ServiceError;
use service::gates::{self, GateForm, RuleForm};

/// So many empty rows follow those that hold something.
const SPARE: usize = 3;

pub(super) async fn blank(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let (fields, categories) = (visit.fields(), categories(&visit, &owner).await?);
    Ok(Page::new(format!("New goal of {}", owner.project().name), move || {
        let form = form(&visit.path, owner.project(), &GateForm::default(), &fields, None, categories);
        view! {
            {tabs(&owner, Tab::Gates, None)}
            <Problems problems=fields.problems()/>
            <Sheet title="New goal">{form}</Sheet>
        }
    }))
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let goal = gates::create(&visit.state.db, &owner, version(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/gates?done=created#goal-{goal}", owner.project().slug)))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let owner = visit.viewer().await?.owner()?;
    let gate = owner.project().gates.of(&goal(&visit)?).ok_or(ServiceError::NotFound)?.clone();
    let (fields, categories) = (visit.fields(), categories(&visit, &owner).await?);
    Ok(Page::new(format!("Gate of {}", gate.name), move || {
        let form = form(&visit.path, owner.project(), &GateForm::from(&gate), &fields, Some(&gate), categories);
        let remove = format!("/projects/{}/gates/{}/remove", owner.project().slug, gate.goal);
        let version = owner.project().version.0.to_string();
        view! {
            {tabs(&owner, Tab::Gates, None)}
            <Problems problems=fields.problems()/>
            {newer(&fields, owner.project(), &gate)}
            <Sheet title=format!("What “{}” demands", gate.name)>{form}</Sheet>
            <Sheet title="Take it out">
                <p>"Nothing is asked about this goal any more. Decisions on it stay, and so do former versions of the gates."</p>
                <form method="post" action=remove><HiddenInput name="version" value=version/><Button kind=ButtonKind::Danger>"Take the goal out"</Button></form>
            </Sheet>
        }
    }))
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let goal = goal(&visit)?;
    gates::change(&visit.state.db, &owner, version(&sent)?, &goal, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/gates?done=changed#goal-{goal}", owner.project().slug)))
}

pub(super) async fn remove(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    gates::remove(&visit.state.db, &owner, version(&sent)?, &goal(&visit)?, service::now()).await?;
    Ok(Done::at(format!("/projects/{}/gates?done=removed", owner.project().slug)))
}

/// Where somebody was faster: what the gate demands now, above what was typed.
fn newer(fields: &Fields, project: &Project, gate: &Gate) -> impl IntoView + use<> {
    let sent = fields.sent().map(|sent| sent.get("version").to_owned());
    sent.filter(|version| *version != project.version.0.to_string()).map(|_| {
        let rules = gate.rules.iter().map(|rule| view! { <li>{rule.to_string()}</li> }).collect_view();
        view! {
            <Notice kind=Kind::Warn title="As it is saved now">
                <p>"Your text stands below, as you sent it. Saving again puts it in the place of these rules:"</p><ul>{rules}</ul>
            </Notice>
        }
    })
}

fn goal(visit: &Visit) -> Result<Slug, PageError> {
    visit.param("goal").parse().map_err(|_| PageError::NotFound)
}

/// The categories of the last audit, as rules name them.
async fn categories(visit: &Visit, owner: &service::accounts::Owner) -> Result<Vec<String>, PageError> {
    let all = gates::show(&visit.state.db, owner, service::now()).await?;
    Ok(all.stands.facts.categories.iter().filter_map(domain::gates::CategoryFact::key).map(|key| key.to_string()).collect())
}

fn typed(sent: &Values) -> GateForm {
    let field = |name| sent.get(name).to_owned();
    let rules = GateForm::FIELDS.map(|[kind, value, category, otherwise]| RuleForm {
        kind: field(kind),
        value: field(value),
        category: field(category),
        otherwise: field(otherwise),
    });
    GateForm { name: field("name"), place: field("place"), target: field("target"), rules: rules.into() }
}

fn form(here: &str, project: &Project, stored: &GateForm, fields: &Fields, gate: Option<&Gate>, categories: Vec<String>) -> AnyView {
    let goals = &project.gates.gates;
    let place = gate.and_then(|gate| goals.iter().position(|other| other.goal == gate.goal)).map_or(goals.len() + 1, |at| at + 1);
    let given = |name: &str, value: &str| fields.value(name, value);
    let filled = |at: usize| {
        let kept = stored.rules.get(at).is_some();
        kept || GateForm::FIELDS
            .get(at)
            .is_some_and(|names| names.iter().any(|name| fields.sent().is_some_and(|sent| !sent.get(name).is_empty())))
    };
    let used = (0..GateForm::ROWS).rev().find(|at| filled(*at)).map_or(0, |at| at + 1);
    let rows = GateForm::FIELDS.into_iter().take((used + SPARE).min(GateForm::ROWS)).enumerate();
    let rows = rows.map(|(at, names)| rule_row(at, names, &stored.rules.get(at).cloned().unwrap_or_default(), fields)).collect_view();
    let (here, back, version) = (here.to_owned(), format!("/projects/{}/gates", project.slug), project.version.0.to_string());
    let address =
        gate.map(|gate| view! { <p class="hint">{format!("In addresses, and where CI asks, the goal is called “{}”.", gate.goal)}</p> });
    view! {
        <form method="post" action=here class="form form-wide">
            <HiddenInput name="version" value=version/>
            <div class="form-row">
                <TextInput name="name" label="Ready for what?" hint="Such as “Public beta”." value=given("name", &stored.name) error=fields.error("name") required=true maxlength=Some(200)/>
                <TextInput name="place" label="Place" hint="1 is the least demanding goal." value=given("place", &place.to_string()) error=fields.error("place") short=true/>
                <TextInput name="target" label="Target, in percent" hint="What the team aims at. It decides nothing." value=given("target", &stored.target) error=fields.error("target") short=true optional=true/>
            </div>
            {address}
            <fieldset class="fieldset">
                <legend>"Rules"</legend>
                <p class="hint">"Scores take a percentage, blockers a tier from 1 to 9, risks a level; the other rules take no value. A rule that fails says no-go, or makes a condition. To take a rule out, choose “no rule” and empty its value."</p>
                <ol class="rule-rows">{rows}</ol>
            </fieldset>
            <Suggestions id="category-keys" words=categories/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save the gate"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
    .into_any()
}

fn rule_row(at: usize, [kind, value, category, otherwise]: [&'static str; 4], stored: &RuleForm, fields: &Fields) -> impl IntoView + use<> {
    let kinds = std::iter::once(Choice::new("", "no rule")).chain(Demand::kinds().map(|(word, noun)| Choice::new(word, noun))).collect();
    let otherwises = vec![Choice::new("", "no-go"), Choice::new("conditional", "conditional")];
    let label = |word: &str| format!("{word} {}", at + 1);
    let typed = |name: &str, value: &str| fields.value(name, value);
    view! {
        <li class="rule-row">
            <Select name=kind label=label("Rule") choices=kinds value=typed(kind, &stored.kind) error=fields.error(kind)/>
            <TextInput name=value label="Value" value=typed(value, &stored.value) error=fields.error(value) short=true autocomplete="off"/>
            <TextInput name=category label="Only this category" value=typed(category, &stored.category) error=fields.error(category) list="category-keys" autocomplete="off"/>
            <Select name=otherwise label="Otherwise" choices=otherwises value=typed(otherwise, &stored.otherwise) error=fields.error(otherwise)/>
        </li>
    }
}
