//! One issue: what it says, where, and what can be done with it.

use super::page::{Asked, kind};
use crate::frame::Fields;
use crate::overview::{Place, prose};
use crate::records;
use crate::ui::{Button, ButtonKind, HiddenInput, Status, TextArea};
use domain::ids::AssessmentId;
use domain::lint::{Issue, Place as Where, Scope};
use domain::records::RecordKind;
use leptos::prelude::*;
use service::lint::Dismissal;

/// So many places of one issue are listed; the rest is a figure.
const PLACES: usize = 12;

/// What all issues of a page have in common.
pub(super) struct Shown<'a> {
    pub(super) place: &'a Place,
    pub(super) asked: &'a Asked,
    pub(super) typed: &'a Fields,
    /// The audit whose lines places name.
    pub(super) audit: Option<AssessmentId>,
}

impl Shown<'_> {
    fn may_judge(&self, issue: &Issue) -> bool {
        match issue.rule.scope() {
            Scope::Audit => self.place.audits,
            Scope::Registers => self.place.edits,
        }
    }

    /// What tells a form which issue it is about, and where to come back to.
    fn named(&self, issue: &Issue) -> impl IntoView + use<> {
        let kept = self.asked.pairs().into_iter().map(|(name, value)| view! { <HiddenInput name=name value=value/> }).collect_view();
        let (fingerprint, rule) = (issue.fingerprint.to_string(), issue.rule.code());
        view! {
            <HiddenInput name="fingerprint" value=fingerprint/>
            <HiddenInput name="rule-of" value=rule/>
            {kept}
        }
    }
}

/// An issue that nobody decided to live with.
pub(super) fn open(shown: &Shown<'_>, issue: &Issue) -> AnyView {
    let form = shown.may_judge(issue).then(|| dismiss_form(shown, issue));
    view! { <li class="issue" id=id(issue)>{said(shown, issue)}{form}</li> }.into_any()
}

/// One that somebody did, with why.
pub(super) fn dismissed(shown: &Shown<'_>, issue: &Issue, why: &Dismissal) -> AnyView {
    let by = format!("Dismissed by {} on {}", why.by_name, why.at.day());
    let label = format!("Bring back {}", issue.rule.code());
    let form = shown.may_judge(issue).then(|| {
        let action = shown.place.link("/lint/reopen");
        view! { <form method="post" action=action>{shown.named(issue)}<Button small=true label=label>"Bring back"</Button></form> }
    });
    let reason = prose(&why.reason);
    view! {
        <li class="issue" id=id(issue)>
            {said(shown, issue)}
            <div class="issue-why"><p class="small muted">{by}</p>{reason}</div>
            {form}
        </li>
    }
    .into_any()
}

fn id(issue: &Issue) -> String {
    format!("issue-{}", issue.fingerprint)
}

fn said(shown: &Shown<'_>, issue: &Issue) -> impl IntoView + use<> {
    let (severity, word) = (kind(issue.severity), issue.severity.as_str());
    let rule = format!("{} · {}", issue.rule.code(), issue.rule.title());
    let (message, advice) = (issue.message.clone(), issue.rule.advice());
    let more = issue.places.len().saturating_sub(PLACES);
    let more = (more > 0).then(|| view! { <li class="muted">{format!("and {more} more")}</li> });
    let places = issue.places.iter().take(PLACES).map(|at| found_at(shown, at)).collect_view();
    view! {
        <p class="issue-rule"><Status kind=severity text=word/><span>{rule}</span></p>
        <p class="issue-message">{message}</p>
        <ul class="issue-places">{places}{more}</ul>
        <p class="small muted">{advice}</p>
    }
}

/// A row with its page, and the lines of the source where they are known.
fn found_at(shown: &Shown<'_>, at: &Where) -> impl IntoView + use<> {
    let title = at.title.clone();
    let name = match at.record {
        // The lines say more than the head of the audit they stand in.
        Some(record) if record.kind == RecordKind::Assessment && at.lines.is_some() => view! { <span>{title}</span> }.into_any(),
        Some(record) => {
            let noun = record.kind.noun();
            let href = records::path(&shown.place.slug, record);
            view! { <a href=href>{title}</a>" "<span class="tag">{noun}</span> }.into_any()
        }
        None => view! { <span>{title}</span> }.into_any(),
    };
    let lines = shown.place.lines(shown.audit, at.lines);
    view! { <li>{name}" "{lines}</li> }
}

fn dismiss_form(shown: &Shown<'_>, issue: &Issue) -> impl IntoView + use<> {
    let action = shown.place.link("/lint/dismiss");
    let back = shown.typed.sent().is_some_and(|sent| sent.get("fingerprint") == issue.fingerprint.as_str());
    let value = if back { shown.typed.value("reason", "") } else { String::new() };
    let error = if back { shown.typed.error("reason") } else { None };
    // The summary of what was wrong leads to the field of this name.
    let field = if back { "field-reason".to_owned() } else { format!("reason-{}", issue.fingerprint) };
    let named = shown.named(issue);
    view! {
        <details class="fold" open=back>
            <summary>"Dismiss with a reason"</summary>
            <div class="fold-body">
                <form class="form" method="post" action=action>
                    {named}
                    <TextArea name="reason" label="Why it is meant so" hint="It stays dismissed until what it is about changes." value error rows=2 required=true id=field/>
                    <div class="form-actions"><Button kind=ButtonKind::Second>"Dismiss the issue"</Button></div>
                </form>
            </div>
        </details>
    }
}
