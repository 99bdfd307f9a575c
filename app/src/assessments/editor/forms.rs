//! The forms of a draft: what they send, and what they look like.

use crate::frame::{Fields, Values};
use crate::records::Stored;
use crate::ui::{Choice, HiddenInput, Select, TextArea, TextInput};
use domain::assessments::{Category, FindingKind, Rating, Severity, typed::AsTyped};
use leptos::prelude::*;
use service::assessments::{CategoryForm, FindingForm, HeadForm};

pub(super) fn head_form(sent: &Values) -> HeadForm {
    let field = |name| sent.get(name).to_owned();
    HeadForm { title: field("title"), date: field("date"), stated: field("stated"), decision: field("decision"), status: field("status") }
}

pub(super) fn category_form(sent: &Values) -> CategoryForm {
    let field = |name| sent.get(name).to_owned();
    let if_sent = |name| sent.find(name).map(str::to_owned);
    CategoryForm {
        name: field("name"),
        weight: field("weight"),
        rating: field("rating"),
        status: if_sent("status"),
        notes: if_sent("notes"),
    }
}

/// `verify`: whether commands become verifications. They do where somebody presses the button, not while they are being typed.
pub(super) fn finding_form(sent: &Values, verify: bool) -> FindingForm {
    let field = |name| sent.get(name).to_owned();
    FindingForm {
        kind: field("kind"),
        title: field("title"),
        severity: field("severity"),
        location: field("location"),
        current: field("current"),
        required: field("required"),
        impact: field("impact"),
        recommendation: field("recommendation"),
        body: field("body"),
        verify: if verify { field("verify") } else { String::new() },
    }
}

/// Title, date, and what the author states.
pub(super) fn head_fields(stored: &Stored, typed: &Fields) -> impl IntoView + use<> {
    let (value, error) = (|name| stored.value(typed, name), |name| typed.error(name));
    view! {
        <TextInput name="title" label="Title" value=value("title") error=error("title") required=true maxlength=Some(300)/>
        <div class="form-row">
            <TextInput name="date" label="Date of the audit" value=value("date") error=error("date") hint="2026-03-01, or 2026-03 for a month"/>
            <TextInput name="stated" label="Stated score" value=value("stated") error=error("stated") optional=true hint="What its author says: 92.1, 7.5/10 or 72–76"/>
        </div>
        <div class="form-row">
            <TextInput name="decision" label="Decision" value=value("decision") error=error("decision") optional=true hint="In the author's words, such as “go for beta”"/>
            <TextInput name="status" label="Status" value=value("status") error=error("status") optional=true/>
        </div>
    }
}

/// What a category is rated with, in words for the placeholder of its field.
pub(super) fn asked_for(usual: &Rating) -> String {
    match usual {
        Rating::Points(points) => format!("0 to {}", points.max()),
        Rating::Level { of, .. } => format!("level 1 to {of}"),
        Rating::Rag { .. } => "green, yellow, red, gray".to_owned(),
        Rating::Letter { .. } => "a letter".to_owned(),
        Rating::NotApplicable { .. } | Rating::NotRated => "not rated".to_owned(),
    }
}

/// The rating as its field holds it.
pub(super) fn as_typed(category: &Category) -> String {
    AsTyped(&category.rating).to_string()
}

/// All fields of a finding.
pub(super) fn finding_fields(stored: &Stored, typed: &Fields) -> impl IntoView + use<> {
    let (value, error) = (|name| stored.value(typed, name), |name| typed.error(name));
    let kinds = FindingKind::ALL.map(|kind| Choice::new(kind.as_str(), kind.as_str())).to_vec();
    let severities =
        std::iter::once(Choice::new("", "not said")).chain(Severity::ALL.map(|word| Choice::new(word.as_str(), word.as_str())));
    let severities: Vec<Choice> = severities.collect();
    let kind = Some(value("kind")).filter(|kind| !kind.is_empty()).unwrap_or_else(|| FindingKind::Gap.as_str().to_owned());
    view! {
        <TextInput name="title" label="Title" value=value("title") error=error("title") required=true maxlength=Some(300)/>
        <div class="form-row">
            <Select name="kind" label="Kind" choices=kinds value=kind error=error("kind")/>
            <Select name="severity" label="Severity" choices=severities value=value("severity") error=error("severity")/>
            <TextInput name="location" label="Location" value=value("location") error=error("location") optional=true hint="File and line, service, page"/>
        </div>
        <div class="form-row">
            <TextArea name="current" label="Found" value=value("current") error=error("current") optional=true rows=3/>
            <TextArea name="required" label="Required" value=value("required") error=error("required") optional=true rows=3/>
        </div>
        <div class="form-row">
            <TextArea name="impact" label="Impact" value=value("impact") error=error("impact") optional=true rows=3/>
            <TextArea name="recommendation" label="Recommendation" value=value("recommendation") error=error("recommendation") optional=true rows=3/>
        </div>
        <TextArea name="body" label="Details" hint="Markdown" value=value("body") error=error("body") optional=true rows=6/>
        <TextArea name="verify" label="Commands that verify it" hint="One per line. Each becomes a verification of the project that checks this finding; Holdpoint never runs it."
            value=typed.value("verify", "") error=error("verify") optional=true rows=3/>
    }
}

/// The fields that say which form it is and which row it is about.
pub(super) fn about(what: &'static str, row: &str) -> impl IntoView + use<> {
    view! { <HiddenInput name="what" value=what/> <HiddenInput name="row" value=row.to_owned()/> }
}
