//! The form in which a blocker is written.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, HiddenInput, Problems, Select, Sheet, Suggestions, TextArea, TextInput};
use domain::Version;
use domain::blockers::Tier;
use domain::ids::BlockerId;
use domain::people::Mentionable;
use domain::projects::Words;
use domain::records::{Described, Fact};
use leptos::prelude::*;
use service::blockers::{self, BlockerForm};
use service::people;

pub(super) async fn blank(visit: Visit) -> PageResult {
    let editor = visit.viewer().await?.editor()?;
    let people = people::list(&visit.state.db, &editor).await?;
    let typed = visit.fields();
    Ok(Page::new(format!("New blocker of {}", editor.project().name), move || {
        let (here, back) = (visit.path.clone(), Place::from(&*editor).link("/blockers"));
        let form = form(&Form { here, back, version: None, stored: &[], words: &editor.project().words, people: &people, typed: &typed });
        view! {
            {tabs(&editor, Tab::Blockers, None)}
            <Problems problems=typed.problems()/>
            <Sheet title="New blocker">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let blocker = blockers::create(&visit.state.db, &editor, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("{}?done=created", Place::from(&*editor).link(&format!("/blockers/{}", blocker.id)))))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, editor): (BlockerId, _) = (visit.id("blocker")?, visit.viewer().await?.editor()?);
    let blocker = blockers::find(&visit.state.db, &editor, id).await?;
    let people = people::list(&visit.state.db, &editor).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Change {}", blocker.title), move || {
        let (here, back) = (visit.path.clone(), Place::from(&*editor).link(&format!("/blockers/{id}")));
        let (stored, version) = ((&blocker, &editor.project().words).facts(), blocker.version);
        let words = &editor.project().words;
        let form = form(&Form { here, back, version: Some(version), stored: &stored, words, people: &people, typed: &fields });
        view! {
            {tabs(&editor, Tab::Blockers, None)}
            <Problems problems=fields.problems()/>
            {newer(&fields, version, &stored)}
            <Sheet title="Change the blocker">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (BlockerId, _) = (visit.id("blocker")?, visit.viewer().await?.editor()?);
    blockers::change(&visit.state.db, &editor, id, version(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("{}?done=changed", Place::from(&*editor).link(&format!("/blockers/{id}")))))
}

fn typed(sent: &Values) -> BlockerForm {
    let field = |name| sent.get(name).to_owned();
    BlockerForm {
        title: field("title"),
        tier: field("tier"),
        category: field("category"),
        current: field("current"),
        required: field("required"),
        location: field("location"),
        owner: field("owner"),
        due: field("due"),
        links: field("links"),
        body: field("body"),
    }
}

/// What the form is filled in with.
struct Form<'a> {
    here: String,
    back: String,
    version: Option<Version>,
    stored: &'a [Fact],
    words: &'a Words,
    people: &'a [Mentionable],
    typed: &'a Fields,
}

impl Form<'_> {
    fn value(&self, name: &str) -> String {
        let stored = self.stored.iter().find(|fact| fact.name == name).map_or("", |fact| fact.value.as_str());
        self.typed.value(name, stored)
    }

    /// The tiers that have a name, and the present one where a report brought another.
    fn tiers(&self) -> Vec<Choice> {
        let mut tiers = self.words.tiers();
        let present = self.value("tier").parse::<u8>().ok().and_then(|number| Tier::try_from(number).ok());
        tiers.extend(present.filter(|present| !tiers.contains(present)));
        tiers.into_iter().map(|tier| Choice::new(tier.number().to_string(), self.words.tier(tier))).collect()
    }
}

fn form(form: &Form<'_>) -> AnyView {
    let (value, error) = (|name: &str| form.value(name), |name: &str| form.typed.error(name));
    let version = form.version.map(|version| view! { <HiddenInput name="version" value=version.0.to_string()/> });
    let names: Vec<String> = form.people.iter().map(|person| person.name.clone()).collect();
    let (here, back, tiers) = (form.here.clone(), form.back.clone(), form.tiers());
    view! {
        <form method="post" action=here class="form">
            {version}
            <TextInput name="title" label="What blocks" value=value("title") error=error("title") required=true maxlength=Some(300)/>
            <div class="form-row">
                <Select name="tier" label="How urgent" choices=tiers value=value("tier") error=error("tier")/>
                <TextInput name="category" label="Category" value=value("category") error=error("category") optional=true/>
            </div>
            <div class="form-row">
                <TextArea name="current" label="Now" hint="The state that was found." value=value("current") error=error("current") rows=2 optional=true/>
                <TextArea name="required" label="Required" hint="The state that is needed." value=value("required") error=error("required") rows=2 optional=true/>
            </div>
            <TextInput name="location" label="Where" hint="A file, a service, a place." value=value("location") error=error("location") optional=true/>
            <div class="form-row">
                <TextInput name="owner" label="Owner" hint="A member, or anybody else by name." value=value("owner") error=error("owner") optional=true list="people" autocomplete="off"/>
                <TextInput name="due" label="Due" hint="A day, such as 2026-03-01." kind="date" value=value("due") error=error("due") optional=true/>
            </div>
            <Suggestions id="people" words=names/>
            <TextArea name="links" label="Links" hint="One per line: the address, then what it is called." value=value("links") error=error("links") rows=3 optional=true/>
            <TextArea name="body" label="Description" hint="Markdown." value=value("body") error=error("body") rows=8 optional=true/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
    .into_any()
}
