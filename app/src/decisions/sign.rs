//! The form in which a verdict is signed.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::gates::{rule_table, verdict_word};
use crate::overview::{Place, verdict_kind};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, HiddenInput, Problems, Select, Sheet, Stamp, TextArea, TextInput};
use domain::decisions::Verdict;
use domain::text::Slug;
use leptos::prelude::*;
use service::decisions::{self, DecisionForm, Desk};

/// So many conditions have their fields in sight; the others are folded away.
const IN_SIGHT: usize = 3;

pub(super) async fn page(visit: Visit) -> PageResult {
    let (goal, auditor) = (goal(&visit)?, visit.viewer().await?.auditor()?);
    let desk = decisions::desk(&visit.state.db, &auditor, &goal, service::now()).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Sign a decision on {}", desk.gate.name), move || {
        let (place, words) = (Place::from(&**auditor), &auditor.project().words);
        let (kind, word) = (verdict_kind(desk.outcome.verdict), verdict_word(desk.outcome.verdict));
        let rules = rule_table(&place, words, &desk.outcome.rules, None);
        let form = form(&visit.path, place.link("/gates"), &desk, &fields);
        view! {
            {tabs(&auditor, Tab::Gates, None)}
            <Problems problems=fields.problems()/>
            <Sheet title="What the gate says now">
                <div class="goal-head"><Stamp kind word about=desk.gate.name.to_string()/></div>
                {rules}
            </Sheet>
            <Sheet title="Sign">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (goal, auditor) = (goal(&visit)?, visit.viewer().await?.auditor()?);
    let field = |name| sent.get(name).to_owned();
    let form = DecisionForm {
        verdict: field("verdict"),
        reason: field("reason"),
        conditions: DecisionForm::FIELDS.map(|[words, due]| (field(words), field(due))),
        seen: field("seen"),
    };
    let id = decisions::sign(&visit.state.db, &auditor, &goal, &form, service::now()).await?;
    Ok(Done::at(format!("/projects/{}/decisions/{id}?done=signed", auditor.project().slug)))
}

fn goal(visit: &Visit) -> Result<Slug, PageError> {
    visit.param("goal").parse().map_err(|_| PageError::NotFound)
}

fn form(here: &str, back: String, desk: &Desk, fields: &Fields) -> impl IntoView + use<> {
    let verdicts = std::iter::once(Choice::new("", "choose"));
    let verdicts = verdicts.chain(Verdict::ALL.map(|verdict| Choice::new(verdict.as_str(), verdict.as_str()))).collect();
    let mut conditions: Vec<AnyView> =
        DecisionForm::FIELDS.into_iter().enumerate().map(|(at, names)| condition(at, names, fields)).collect();
    let rarely = conditions.split_off(IN_SIGHT);
    let open = DecisionForm::FIELDS.iter().skip(IN_SIGHT).flatten().any(|name| !fields.value(name, "").is_empty());
    let (here, seen) = (here.to_owned(), desk.mark.clone());
    view! {
        <form method="post" action=here class="form">
            <HiddenInput name="seen" value=seen/>
            <Select name="verdict" label="What do you sign?" choices=verdicts value=fields.value("verdict", "") error=fields.error("verdict")/>
            <TextArea name="reason" label="Reason" hint="Markdown. Needed where you go further than the gate." value=fields.value("reason", "") error=fields.error("reason") rows=5/>
            <fieldset class="fieldset">
                <legend>"Conditions"</legend>
                <p class="hint">"For a conditional go. Each becomes an item of a checklist, with the day by which it has to be met."</p>
                {conditions}
                <details class="fold" open=open><summary>"Further conditions"</summary>{rarely}</details>
            </fieldset>
            <p class="hint">"What you sign is kept with the state of the project as it is now, and cannot be changed or taken back. If you think better of it, sign again."</p>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Sign"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
}

fn condition(at: usize, [words, due]: [&'static str; 2], fields: &Fields) -> AnyView {
    let label = format!("Condition {}", at + 1);
    view! {
        <div class="form-row">
            <TextInput name=words label value=fields.value(words, "") error=fields.error(words) optional=true maxlength=Some(300)/>
            <TextInput name=due label="Due" kind="date" value=fields.value(due, "") error=fields.error(due) short=true/>
        </div>
    }
    .into_any()
}
