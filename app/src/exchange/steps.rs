//! What all steps of an import share.

use domain::projects::Project;
use leptos::prelude::*;

/// The steps of an import; `at` counts from 1.
pub(super) fn steps(at: usize) -> impl IntoView {
    let names = ["Hand in", "Look at what was understood", "Look at what changes, save"];
    let steps = names.into_iter().enumerate().map(|(index, name)| {
        let current = (index + 1 == at).then_some("step");
        view! { <li aria-current=current>{name}</li> }
    });
    view! { <ol class="steps" aria-label="Steps of the import">{steps.collect_view()}</ol> }
}

/// The address of a project.
pub(super) fn base(project: &Project) -> String {
    format!("/projects/{}", project.slug)
}
