//! The form in which a risk is written.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, Problems, Select, Sheet, Suggestions, TextArea, TextInput};
use domain::ids::RiskId;
use domain::people::Mentionable;
use domain::projects::Words;
use domain::records::Described;
use domain::risks::{Level, Polarity, Response};
use leptos::prelude::*;
use service::people;
use service::risks::{self, ExposureForm, RiskForm};

pub(super) async fn blank(visit: Visit) -> PageResult {
    let editor = visit.viewer().await?.editor()?;
    let people = people::list(&visit.state.db, &editor).await?;
    let typed = visit.fields();
    Ok(Page::new(format!("New risk of {}", editor.project().name), move || {
        let back = Place::from(&*editor).link("/risks");
        let form = form(&Form {
            here: &visit.path,
            back,
            stored: &Stored::nothing(),
            words: &editor.project().words,
            people: &people,
            typed: &typed,
        });
        view! {
            {tabs(&editor, Tab::Risks, None)}
            <Problems problems=typed.problems()/>
            <Sheet title="New risk">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let risk = risks::create(&visit.state.db, &editor, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("{}?done=created", Place::from(&*editor).link(&format!("/risks/{}", risk.id)))))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, editor): (RiskId, _) = (visit.id("risk")?, visit.viewer().await?.editor()?);
    let risk = risks::find(&visit.state.db, &editor, id).await?;
    let people = people::list(&visit.state.db, &editor).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Change {}", risk.title), move || {
        let back = Place::from(&*editor).link(&format!("/risks/{id}"));
        let words = &editor.project().words;
        let (facts, version) = ((&risk, words).facts(), risk.version);
        let newer = newer(&fields, version, &facts).into_any();
        let form = form(&Form { here: &visit.path, back, stored: &Stored::of(version, facts), words, people: &people, typed: &fields });
        view! {
            {tabs(&editor, Tab::Risks, None)}
            <Problems problems=fields.problems()/>
            {newer}
            <Sheet title="Change the risk">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (RiskId, _) = (visit.id("risk")?, visit.viewer().await?.editor()?);
    risks::change(&visit.state.db, &editor, id, version(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("{}?done=changed", Place::from(&*editor).link(&format!("/risks/{id}")))))
}

fn typed(sent: &Values) -> RiskForm {
    let field = |name: &str| sent.get(name).to_owned();
    let exposure = |before: &str| ExposureForm {
        likelihood: field(&format!("{before}likelihood")),
        impact: field(&format!("{before}impact")),
        level: field(&format!("{before}level")),
    };
    RiskForm {
        title: field("title"),
        description: field("description"),
        inherent: exposure("inherent-"),
        residual: exposure(""),
        target: exposure("target-"),
        polarity: field("polarity"),
        response: field("response"),
        mitigation: field("mitigation"),
        owner: field("owner"),
        review: field("review"),
    }
}

/// What the form is filled in with.
struct Form<'a> {
    here: &'a str,
    back: String,
    stored: &'a Stored,
    words: &'a Words,
    people: &'a [Mentionable],
    typed: &'a Fields,
}

impl Form<'_> {
    fn value(&self, name: &str) -> String {
        self.stored.value(self.typed, name)
    }
}

fn form(form: &Form<'_>) -> AnyView {
    let (value, error) = (|name: &str| form.value(name), |name: &str| form.typed.error(name));
    let names: Vec<String> = form.people.iter().map(|person| person.name.clone()).collect();
    let responses = Response::ALL.map(|response| Choice::new(response.as_str(), response.as_str()));
    let responses: Vec<Choice> = [Choice::new("", "not decided")].into_iter().chain(responses).collect();
    let polarities = [Polarity::LowerIsBetter, Polarity::HigherIsBetter].map(|one| Choice::new(one.as_str(), one.as_str())).to_vec();
    let (now, before, target) = (
        exposure(form, "", "Now"),
        exposure(form, "inherent-", "Before anything is done about it"),
        exposure(form, "target-", "As aimed at"),
    );
    let (here, back) = (form.here.to_owned(), form.back.clone());
    view! {
        <form method="post" action=here class="form">
            {form.stored.version()}
            <TextInput name="title" label="What could go wrong" value=value("title") error=error("title") required=true maxlength=Some(300)/>
            <TextArea name="description" label="Description" hint="Markdown." value=value("description") error=error("description") rows=5 optional=true/>
            {now}
            {before}
            {target}
            <div class="form-row">
                <Select name="response" label="Response" choices=responses value=value("response") error=error("response")/>
                <Select name="polarity" label="Direction" hint="A quality such as availability is better when higher." choices=polarities value=value("polarity")/>
            </div>
            <TextArea name="mitigation" label="Mitigation" hint="Markdown: what is done about it." value=value("mitigation") error=error("mitigation") rows=5 optional=true/>
            <div class="form-row">
                <TextInput name="owner" label="Owner" hint="A member, or anybody else by name." value=value("owner") error=error("owner") optional=true list="people" autocomplete="off"/>
                <TextInput name="review" label="Review" hint="When to look at it again." kind="date" value=value("review") error=error("review") optional=true/>
            </div>
            <Suggestions id="people" words=names/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
    .into_any()
}

/// Likelihood, impact and stated level of one exposure; the names of its fields begin alike.
fn exposure(form: &Form<'_>, begin: &str, legend: &'static str) -> AnyView {
    let unknown = || [Choice::new("", "not known")].into_iter();
    let step = |word: &dyn Fn(Level) -> String| {
        Level::ALL.map(|step| Choice::new(step.number().to_string(), format!("{} {}", step.number(), word(step))))
    };
    let likelihoods = unknown().chain(step(&|step| form.words.likelihood(step).to_owned())).collect();
    let impacts = unknown().chain(step(&|step| form.words.impact(step).to_owned())).collect();
    let levels = unknown().chain(Level::ALL.map(|level| Choice::new(level.as_str(), level.as_str()))).collect();
    let field = |name: &str| {
        let name = format!("{begin}{name}");
        (form.value(&name), form.typed.error(&name), name)
    };
    let ((likely, likely_error, likely_name), (bad, bad_error, bad_name), (stated, stated_error, stated_name)) =
        (field("likelihood"), field("impact"), field("level"));
    view! {
        <fieldset class="fieldset">
            <legend>{legend}</legend>
            <div class="form-row">
                <Select name=likely_name label="Likelihood" choices=likelihoods value=likely error=likely_error/>
                <Select name=bad_name label="Impact" choices=impacts value=bad error=bad_error/>
                <Select name=stated_name label="Stated level" hint="Where likelihood and impact are not known." choices=levels value=stated error=stated_error/>
            </div>
        </fieldset>
    }
    .into_any()
}
