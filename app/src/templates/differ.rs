//! What differs between two versions of a template.

use crate::history::change;
use crate::ui::{Kind, Status};
use domain::records::Change;
use domain::templates::{Difference, Part, TemplateDiff, What};
use leptos::prelude::*;

/// The parts that differ, each with its fields.
pub(super) fn differences(diff: &TemplateDiff) -> impl IntoView + use<> {
    if diff.is_empty() {
        return view! { <p>"No part differs. At most their order does."</p> }.into_any();
    }
    let rows = diff.differences.iter().map(difference).collect_view();
    view! { <ul class="rows template-diff">{rows}</ul> }.into_any()
}

/// One part that differs.
pub(super) fn difference(of: &Difference) -> impl IntoView + use<> {
    let (kind, word, fields) = match &of.what {
        What::Added => (Kind::Ok, "added", &[] as &[Change]),
        What::Removed => (Kind::Bad, "removed", &[] as &[Change]),
        What::Changed(changes) => (Kind::Info, "changed", changes.as_slice()),
    };
    let within = of.within.as_ref().map(|list| view! { <span class="second">{format!("in “{list}”")}</span> });
    let title = match of.part {
        Part::Head => "Name and description".to_owned(),
        part => format!("{}: {}", noun(part), of.name),
    };
    let fields = changed(fields);
    view! {
        <li class="row">
            <div class="row-head"><span class="row-title">{title}</span><Status kind text=word/></div>
            {within}
            {fields}
        </li>
    }
}

/// Fields before and after; nothing where there are none.
pub(super) fn changed(changes: &[Change]) -> impl IntoView + use<> {
    (!changes.is_empty()).then(|| {
        let rows = changes.iter().map(change).collect_view();
        view! { <dl class="changes">{rows}</dl> }
    })
}

const fn noun(part: Part) -> &'static str {
    match part {
        Part::Head => "Head",
        Part::Category => "Category",
        Part::Checklist => "Checklist",
        Part::Item => "Item",
        Part::Criterion => "Criterion",
        Part::Gate => "Gate",
    }
}
